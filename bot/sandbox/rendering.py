"""Blocks as the plain lines a person reads, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.inputs import SELECT_MANY, VALUE_KEY, empty_value, options_of, rows, value_key
from bot.sandbox.markup import emojis

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.eye import Eye
    from bot.sandbox.inputs import State

LISTED = ("radio_buttons", "checkboxes")
PEOPLE = ("selected_user", "selected_users")
PLACES = ("selected_conversation", "selected_conversations", "selected_channel", "selected_channels")


class Renderer:
    """Renders blocks for one pair of eyes and one state of the inputs."""

    def __init__(self, eye: Eye, state: State, errors: dict[str, str] | None = None) -> None:
        self._eye = eye
        self._state = state
        self._errors = errors or {}

    def rows(self, blocks: list[dict[str, Any]]) -> list[list[str]]:
        """Return the lines of each block, children of containers after their parent."""
        return [self.block(block) for block in rows(blocks)]

    def block(self, block: dict[str, Any]) -> list[str]:
        """Return the lines of one block, without its children."""
        readers: dict[str, Callable[[dict[str, Any]], list[str]]] = {
            "section": self._section,
            "header": lambda b: [self.text(b["text"])],
            "divider": lambda _: ["─" * 3],
            "context": lambda b: ["  ".join(self._context(part) for part in b["elements"])],
            "actions": lambda b: self._controls(b, b["elements"]),
            "context_actions": lambda b: self._controls(b, b["elements"]),
            "image": lambda b: [f"(picture: {b['alt_text']})"],
            "input": self._input,
            "rich_text": lambda b: self._rich_text(b["elements"]),
            "markdown": lambda b: str(b["text"]).splitlines(),
            "table": self._table,
            "data_table": lambda b: [b["caption"], *self._table(b)],
            "data_visualization": self._chart,
            "container": self._container,
            "alert": lambda b: [f"{b.get('level', 'default')}: {self.text(b['text'])}"],
            "card": self._card,
            "video": lambda b: [f"(video: {self.text(b['title'])})"],
        }
        reader = readers.get(block["type"])
        return [line for text in reader(block) for line in text.split("\n")] if reader else []

    def text(self, text: dict[str, Any]) -> str:
        """Return a text object as it is read."""
        held = str(text["text"])
        if text["type"] == "mrkdwn":
            return self._eye.mrkdwn(held)
        return emojis(held) if text.get("emoji", True) else held

    def _section(self, block: dict[str, Any]) -> list[str]:
        lines = [self.text(block["text"])] if "text" in block else []
        lines += [self.text(field) for field in block.get("fields", [])]
        accessory = block.get("accessory")
        return lines + (self._controls(block, [accessory]) if accessory else [])

    def _context(self, part: dict[str, Any]) -> str:
        return f"(picture: {part['alt_text']})" if part["type"] == "image" else self.text(part)

    def _input(self, block: dict[str, Any]) -> list[str]:
        optional = " (optional)" if block.get("optional") else ""
        lines = [self.text(block["label"]) + optional, *self._controls(block, [block["element"]])]
        if "hint" in block:
            lines.append(self.text(block["hint"]))
        if block["block_id"] in self._errors:
            lines.append(f"! {self._errors[block['block_id']]}")
        return lines

    def _card(self, block: dict[str, Any]) -> list[str]:
        lines = [self.text(block[key]) for key in ("title", "subtitle", "body") if key in block]
        return lines + self._controls(block, block.get("actions", []))

    def _container(self, block: dict[str, Any]) -> list[str]:
        if "rich_text_title" in block:
            lines = self._rich_text(block["rich_text_title"]["elements"])
        else:
            lines = [self.text(block["title"])]
        return lines + ([self.text(block["subtitle"])] if "subtitle" in block else [])

    def _controls(self, block: dict[str, Any], elements: list[dict[str, Any]]) -> list[str]:
        lines: list[str] = []
        row: list[str] = []
        for element in elements:
            if element["type"] in LISTED:
                lines += self._listed(block, element)
            else:
                row.append(self._control(block, element))
        return [*([" ".join(row)] if row else []), *lines]

    def _control(self, block: dict[str, Any], element: dict[str, Any]) -> str:
        kind = element["type"]
        if kind in ("button", "workflow_button", "icon_button"):
            return f"[{self.text(element['text'])}]"
        if kind == "overflow":
            return "[⋯ " + " | ".join(self.text(option["text"]) for option in element["options"]) + "]"
        if kind == "feedback_buttons":
            both = (element[name] for name in ("positive_button", "negative_button"))
            return " ".join(f"[{self.text(each['text'])}]" for each in both)
        if kind == "image":
            return f"(picture: {element['alt_text']})"
        return f"({self.value(block, element)})"

    def _listed(self, block: dict[str, Any], element: dict[str, Any]) -> list[str]:
        chosen = self._chosen(block, element)
        marks = ("☑", "☐") if element["type"] == "checkboxes" else ("◉", "○")
        lines = []
        for option in element["options"]:
            mark = marks[0] if option["value"] in [each["value"] for each in chosen] else marks[1]
            lines.append(f"{mark} {self.text(option['text'])}")
            if "description" in option:
                lines.append(f"  {self.text(option['description'])}")
        return lines

    def _held(self, block: dict[str, Any], element: dict[str, Any]) -> Any:  # noqa: ANN401 - any input's value
        value = self._state.get(block["block_id"], {}).get(element["action_id"], empty_value(element))
        return value[value_key(element)]

    def _chosen(self, block: dict[str, Any], element: dict[str, Any]) -> list[Any]:
        held = self._held(block, element)
        if held is None:
            return []
        return held if element["type"] in SELECT_MANY else [held]

    def value(self, block: dict[str, Any], element: dict[str, Any]) -> str:
        """Return what an input shows: what it holds, else its placeholder."""
        if element["type"] not in VALUE_KEY:
            return "a file"
        shown = ", ".join(self._shown(element, each) for each in self._chosen(block, element))
        if shown:
            return shown
        return self.text(element["placeholder"]) if "placeholder" in element else "…"

    def shown(self, block: dict[str, Any], element: dict[str, Any]) -> str | list[str] | None:
        """Return the labels of what an input holds: a list where several can be chosen, None for nothing."""
        labels = [self._shown(element, each) for each in self._chosen(block, element)]
        if element["type"] in SELECT_MANY:
            return labels
        return labels[0] if labels else None

    def _shown(self, element: dict[str, Any], each: Any) -> str:  # noqa: ANN401 - any input's value
        key = value_key(element)
        if key in PEOPLE:
            return f"@{self._eye.name(each)}"
        if key in PLACES:
            return self._eye.channel(each)
        if key == "selected_date_time":
            return self._eye.date(each, "{date_num} {time}")
        if isinstance(each, dict):
            return self.text(each["text"]) if "text" in each else "\n".join(self._rich_text(each["elements"]))
        return str(each)

    def options(self, element: dict[str, Any]) -> list[str]:
        """Return the labels of an element's options."""
        return [self.text(option["text"]) for option in options_of(element)]

    def _table(self, block: dict[str, Any]) -> list[str]:
        return [" | ".join(self._cell(cell) for cell in row) for row in block["rows"]]

    def _cell(self, cell: dict[str, Any]) -> str:
        if cell["type"] == "rich_text":
            return " ".join(self._rich_text(cell["elements"]))
        return str(cell.get("text", cell.get("value", "")))

    def _chart(self, block: dict[str, Any]) -> list[str]:
        chart = block["chart"]
        pie = [{"name": "", "data": chart.get("segments", [])}]
        lines = [f"{block['title']} ({chart['type']} chart)"]
        for each in chart.get("series", pie):
            points = ", ".join(f"{point['label']} {point['value']}" for point in each["data"])
            lines.append(f"{each['name']}: {points}" if each["name"] else points)
        return lines

    def _rich_text(self, parts: list[dict[str, Any]]) -> list[str]:
        lines = []
        for part in parts:
            if part["type"] == "rich_text_list":
                indent = "  " * part.get("indent", 0)
                for number, item in enumerate(part["elements"], start=1):
                    mark = f"{number}." if part["style"] == "ordered" else "•"
                    lines.append(f"{indent}{mark} {self._pieces(item['elements'])}")
            else:
                quote = "> " if part["type"] == "rich_text_quote" else ""
                lines.append(quote + self._pieces(part["elements"]))
        return lines

    def _pieces(self, pieces: list[dict[str, Any]]) -> str:
        readers: dict[str, Callable[[dict[str, Any]], str]] = {
            "text": lambda p: str(p["text"]),
            "link": lambda p: str(p.get("text", p["url"])),
            "emoji": lambda p: emojis(f":{p['name']}:"),
            "user": lambda p: f"@{self._eye.name(p['user_id'])}",
            "channel": lambda p: self._eye.channel(p["channel_id"]),
            "usergroup": lambda _: "@group",
            "broadcast": lambda p: f"@{p['range']}",
            "color": lambda p: str(p["value"]),
            "date": lambda p: self._eye.date(p["timestamp"], p["format"]),
        }
        return "".join(readers[piece["type"]](piece) for piece in pieces)
