"""What a person has before their eyes: messages, their Home tab, the modal on top."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import NotSeen
from bot.sandbox.eye import Eye
from bot.sandbox.inputs import VALUE_KEY, Placed, kept_state, placed, rows
from bot.sandbox.rendering import Renderer

if TYPE_CHECKING:
    from bot.sandbox.conversations import Message
    from bot.sandbox.people import Person
    from bot.sandbox.views import View

HEADINGS = ("section", "header")
PRESSED = ("button", "workflow_button", "icon_button")


class Looked:
    """Blocks before somebody's eyes; common to messages, Home tabs and modals."""

    def __init__(self, viewer: Person, blocks: list[dict[str, Any]], renderer: Renderer) -> None:
        self.viewer = viewer
        self.blocks = blocks
        self._renderer = renderer

    @property
    def rows(self) -> list[list[str]]:
        """The lines of each block."""
        return self._renderer.rows(self.blocks)

    @property
    def shown_blocks(self) -> list[dict[str, Any]]:
        """The blocks in reading order, one for each of `rows`."""
        return rows(self.blocks)

    @property
    def buttons(self) -> list[str]:
        """The labels of everything that can be pressed, the items of overflow menus included."""
        return [label for place in placed(self.blocks) for label in self.labels(place)]

    def labels(self, place: Placed) -> list[str]:
        """Return under which labels an element can be pressed."""
        if place.type in PRESSED:
            return [self._renderer.text(place.element["text"])]
        if place.type == "overflow":
            return self._renderer.options(place.element)
        if place.type == "feedback_buttons":
            names = ("positive_button", "negative_button")
            return [self._renderer.text(place.element[name]["text"]) for name in names]
        return []

    def button(self, label: str, nth: int = 0, within: str | None = None) -> tuple[Placed, int]:
        """Return the element so labelled and which of its labels it is; raises `NotSeen`."""
        found = [
            (place, position)
            for place in placed(self.blocks)
            for position, each in enumerate(self.labels(place))
            if each == label
        ]
        found = self._nearest(found, within)
        if nth >= len(found):
            where = f" within “{within}”" if within else ""
            raise NotSeen(f"{self.viewer.name} sees no button “{label}”{where}", self.listing())
        return found[nth]

    def _nearest(self, found: list[tuple[Placed, int]], within: str | None) -> list[tuple[Placed, int]]:
        if within is None:
            return found
        headed = [row for row, lines in enumerate(self.rows) if within in "\n".join(lines)]
        distances = [
            min((place.row - row for row in headed if row <= place.row), default=None) for place, _ in found
        ]
        shortest = min((distance for distance in distances if distance is not None), default=None)
        return [
            each
            for each, distance in zip(found, distances, strict=True)
            if distance is not None and distance == shortest
        ]

    def field(self, label: str, nth: int = 0, within: str | None = None) -> Placed:
        """Return the input so labelled; raises `NotSeen`.

        In an input block it is the block's label; beside a section, the section's text or its first line;
        in an actions block, the block before it. A placeholder serves as a label too.
        """
        found = [(place, 0) for place in placed(self.blocks) if label in self.field_labels(place)]
        found = self._nearest(found, within)
        if nth >= len(found):
            raise NotSeen(f"{self.viewer.name} sees no field “{label}”", self.listing())
        return found[nth][0]

    def field_labels(self, place: Placed) -> list[str]:
        """Return under which labels an input can be found, the fullest first."""
        if place.type not in VALUE_KEY:
            return []
        if place.in_input_block:
            return [self._renderer.text(place.block["label"])]
        row = place.row if "text" in place.block else max(place.row - 1, 0)
        before = self._heading(row)
        labels = [before, before.split("\n")[0]] if before else []
        if "placeholder" in place.element:
            labels.append(self._renderer.text(place.element["placeholder"]))
        return labels

    def _heading(self, row: int) -> str:
        block = self.shown_blocks[row]
        return self._renderer.text(block["text"]) if block["type"] in HEADINGS and "text" in block else ""

    def options_of(self, place: Placed) -> list[str]:
        """Return the labels of the options of an input."""
        return self._renderer.options(place.element)

    def listing(self) -> str:
        """Return everything that is there, indented, for an error message."""
        return "\n".join(f"  {line}" for lines in self.rows for line in lines)


class Seen(Looked):
    """One message, or a Home tab, as its viewer saw it at that moment; a later change does not show here."""

    def __init__(self, viewer: Person, message: Message | None = None, home: View | None = None) -> None:
        self.message = message
        self.home = home
        eye = Eye(viewer.workspace, viewer.id)
        blocks = message.blocks if message else home.blocks if home else []
        typed = message.typed.get(viewer.id, {}) if message else home.state if home else {}
        state = kept_state(typed, blocks)
        super().__init__(viewer, blocks, Renderer(eye, state))
        self.fallback = eye.mrkdwn(message.text) if message else ""
        self.ts = message.ts if message else ""
        self.ephemeral = bool(message and message.only_for)
        self.edited = bool(message and message.edited)
        self.files = list(message.files) if message else []
        self.author = eye.name(message.author) if message else ""

    @cached_property
    def text(self) -> str:
        """What the person reads: every block as plain lines, or the message's text when it has no blocks."""
        return "\n".join(line for lines in self.rows for line in lines) if self.blocks else self.fallback

    def __repr__(self) -> str:
        return f"<Seen by {self.viewer.name}: {self.text!r}>"


class SeenModal(Looked):
    """The modal on top, live: what is filled in shows at once."""

    def __init__(self, viewer: Person, view: View) -> None:
        self.view = view
        renderer = Renderer(Eye(viewer.workspace, viewer.id), view.state, view.errors)
        super().__init__(viewer, view.blocks, renderer)

    @property
    def title(self) -> str:
        """The title."""
        return self._renderer.text(self.view.sent["title"])

    @property
    def submit(self) -> str | None:
        """The label of the submit button, if there is one."""
        return self._renderer.text(self.view.sent["submit"]) if "submit" in self.view.sent else None

    @property
    def close(self) -> str:
        """The label of the close button; Slack's own is Cancel."""
        return self._renderer.text(self.view.sent["close"]) if "close" in self.view.sent else "Cancel"

    @property
    def text(self) -> str:
        """Everything between title and buttons, as plain lines."""
        return "\n".join(line for lines in self.rows for line in lines)

    @property
    def fields(self) -> list[str]:
        """The labels of the inputs, in order."""
        labels = (self.field_labels(place) for place in placed(self.blocks) if place.type in VALUE_KEY)
        return [found[0] for found in labels if found]

    @property
    def errors(self) -> dict[str, str]:
        """The errors shown, by the label of their field; under "" Slack's own word of trouble."""
        shown = {
            self.field_labels(place)[0]: self.view.errors[place.block["block_id"]]
            for place in placed(self.blocks)
            if place.in_input_block and place.block["block_id"] in self.view.errors
        }
        return shown | ({"": self.view.trouble} if self.view.trouble else {})

    def value(self, label: str, nth: int = 0) -> str | list[str] | None:
        """Return what the field holds: text or an option's label, a list where several can be chosen."""
        place = self.field(label, nth)
        return self._renderer.shown(place.block, place.element)

    def options(self, label: str, nth: int = 0) -> list[str]:
        """Return the options the field offers."""
        return self.options_of(self.field(label, nth))

    def listing(self) -> str:
        """Return everything in the modal, its title and its own buttons included."""
        own = [self.close] + ([self.submit] if self.submit else [])
        return f"  {self.title}\n{super().listing()}\n  {' '.join(f'[{label}]' for label in own)}"

    def __repr__(self) -> str:
        return f"<SeenModal of {self.viewer.name}: {self.title!r} {self.text!r}>"
