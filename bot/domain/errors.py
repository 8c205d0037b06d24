"""Every rule a person's wish can break, as one tree.

An error names the rule; `bot.slack.words.errors` holds the sentence that says what to do instead.
"""

from __future__ import annotations


class CeilingError(Exception):
    """A rule was broken; nothing was saved. `field` names the input it happened at, if there was one."""

    field: str | None = None

    def __init__(self, *, field: str | None = None, **details: object) -> None:
        """Keep the field where it happened, and what the sentence needs to be clear."""
        super().__init__(type(self).__name__)
        self.field = field or type(self).field
        self.details = details


class NotAllowed(CeilingError):
    """The actor has no right to this action on this subject."""


class NotForGuests(CeilingError):
    """Guests of a workspace set up no projects."""


class NotAnAdmin(CeilingError):
    """What holds in all projects is for admins of the workspace."""


class UnknownProject(CeilingError):
    """No project the actor can see answers to what was said."""


class InNoProject(CeilingError):
    """The person is not a member of any project."""


class NotInAChannel(CeilingError):
    """A project is set up in the channel that is to be its home."""


class NotSharedHere(CeilingError):
    """A private channel's project is shared in that channel only, and nothing in a direct message."""


class BotNotInChannel(CeilingError):
    """The bot must be in a channel to work there; `bot_name` is what to invite."""

    field = "channel"


class NameTaken(CeilingError):
    """Another project of the same channel has this name."""

    field = "name"


class TextTooLong(CeilingError):
    """A text is longer than its limit; `most` says how long it may be."""


class TextMissing(CeilingError):
    """A text that is needed is empty."""


class EveryoneAndPicked(CeilingError):
    """People were picked, and yet everyone is to be asked."""

    field = "everyone"


class NobodyToAsk(CeilingError):
    """A project has no member who can be asked."""


class AllMuted(CeilingError):
    """All members who could be asked have muted the project."""


class MembersNotPeople(CeilingError):
    """Someone picked is a bot, deactivated or a stranger; `names` lists them."""

    field = "members"


class NotAMember(CeilingError):
    """The person is not a member of the project."""


class PollAlreadyOpen(CeilingError):
    """A project has one open poll at a time."""


class ProjectPaused(CeilingError):
    """Nobody is asked while a project is paused."""


class ProjectArchived(CeilingError):
    """What is archived is looked at, and otherwise left alone until it is brought back."""


class SecondmentUnderWay(CeilingError):
    """A project to which a specialist is lent cannot be archived."""


class StillSeconded(CeilingError):
    """Whoever is lent to a project leaves it by the end of their secondment."""

    field = "how_often"


class NoOpenPoll(CeilingError):
    """There is no open poll to close."""


class PollClosed(CeilingError):
    """The poll that the person pressed in has closed."""


class FormNotOpened(CeilingError):
    """Slack did not open a modal: what asked for it was too old, or Slack could not be reached."""


class UnknownRegion(CeilingError):
    """No public holidays are known of what was typed."""

    field = "holiday_region"


class NotAWorkingDay(CeilingError):
    """The weekday to ask on is not one of the project's work days."""

    field = "weekday"


class NoWorkingDays(CeilingError):
    """A project needs at least one work day."""

    field = "work_days"


class UnknownZone(CeilingError):
    """The time zone is not an IANA name."""

    field = "zone"


class OutOfRange(CeilingError):
    """A number is outside `least` to `most`."""


class LeadMissing(CeilingError):
    """A project needs at least one lead."""

    field = "leads"


class UnknownSecondment(CeilingError):
    """No secondment the actor can see answers to what was said."""


class NotAParty(CeilingError):
    """What becomes of a secondment is for its specialist, the host's leads and the head of the home to say."""


class GoalsNotShown(CeilingError):
    """The next goals are a private project's: who is outside it neither reads nor changes them."""


class SecondmentAlreadyEnded(CeilingError):
    """The specialist has already gone home."""


class ObjectiveAlreadyMet(CeilingError):
    """The objective is already marked met."""


class ObjectiveNotMet(CeilingError):
    """A return follows a met objective; before that, a secondment is ended."""


class DayOutOfReach(CeilingError):
    """A day so far away that nobody can have meant it."""


class StartInTheFuture(CeilingError):
    """A secondment starts at once: the specialist is a member, and asked, from then on."""

    field = "starts_on"


class ReturnInThePast(CeilingError):
    """The planned return must lie ahead."""

    field = "returns_on"


class ReturnBeforeStart(CeilingError):
    """The planned return must come after the start."""

    field = "returns_on"


class AlreadySeconded(CeilingError):
    """The specialist is already on secondment to this project."""

    field = "specialist"


class DomainExpertNotLent(CeilingError):
    """What a domain expert knows belongs to one project: for that role nobody is borrowed."""

    field = "roles"


class DomainExpertNeeded(CeilingError):
    """A vacancy may be accepted for every role but the domain expert's."""


class VacancyWithoutEnd(CeilingError):
    """A vacancy is accepted until a day or until a stage."""

    field = "vacant_until_on"


class VacancyEndsInThePast(CeilingError):
    """A vacancy is accepted until today or later."""

    field = "vacant_until_on"


class StageNotAhead(CeilingError):
    """A vacancy is accepted until a stage that the project has yet to reach."""

    field = "vacant_until_stage"


class AwayInThePast(CeilingError):
    """An absence must end today or later."""

    field = "until_on"


class HoursTooShort(CeilingError):
    """A person's working day ends an hour or more after its start."""

    field = "works_until"


class NothingToUndo(CeilingError):
    """What was to be undone is no longer in force."""


class NothingToVouchFor(CeilingError):
    """The member has answered or left meanwhile, so nobody needs to speak for them."""


class OwnerTookItBack(CeilingError):
    """The member has taken back what a lead vouched for: only their own answer counts now."""
