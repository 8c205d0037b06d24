"""One sentence for every broken rule: what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import errors
from bot.slack.words.text import mention, plain, safe, some

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.errors import CeilingError

NOTHING_SAVED = "Something went wrong on my side and nothing was saved. Please try again in a minute."
DATABASE_AWAY = "My database does not answer right now, and nothing was saved. Please try again in a minute."
MAYBE_SAVED = (
    "My database went away just as I was saving this. Please look in a minute whether it is there; "
    "if it is not, do it again."
)
NOT_WHOLE = "This did not arrive as expected, and nothing was saved. Please open it again and retry."

SOME_ARE_NOT_PEOPLE = "Please leave out bots and people who have left: they cannot be asked."

_NAMES_MOST = 10

_SENTENCES: dict[type[CeilingError], str] = {
    errors.NotAllowed: "This is for the project's leads. Please ask one of them.",
    errors.NotAnAdmin: "What holds in all projects is for admins of the workspace. Please ask one of them.",
    errors.UnknownProject: "I know no such project here. `/ceiling setup` makes one.",
    errors.NotForGuests: "Guests cannot set up projects. Please ask a full member of the workspace.",
    errors.InNoProject: "You are in no project yet. Please ask the lead of your project to add you.",
    errors.NotInAChannel: "Please run this in the channel that is to be the project's home.",
    errors.NotSharedHere: "This cannot be shared here. Please run `/ceiling status` in the project's channel.",
    errors.BotNotInChannel: "I am not in this channel yet. Type `/invite @{bot_name}` in it, then try again.",
    errors.DomainExpertNeeded: "Please name someone who knows the field: every project needs them.",
    errors.NameTaken: (
        "The channel already has a project of that name, perhaps an archived one, which `/ceiling status` and its "
        "name still finds. Please choose another."
    ),
    errors.TextTooLong: "This is too long. Please use at most {most} characters.",
    errors.TextMissing: "Please fill this in.",
    errors.EveryoneAndPicked: "You picked people below: choose “Only the people I pick”, or clear Members.",
    errors.NobodyToAsk: "There is nobody to ask. Please pick at least one member who is not a bot.",
    errors.AllMuted: (
        "Everyone who could be asked has muted this project, so there is nobody to ask. "
        "They can change that in App Home."
    ),
    errors.MembersNotPeople: "Please leave out {slack_user_ids}: bots and people who have left cannot be asked.",
    errors.NotAMember: "You are not a member of this project. Please ask one of its leads to add you.",
    errors.PollAlreadyOpen: "A poll is already open. `/ceiling poll close` closes it.",
    errors.ProjectPaused: "This project is paused. `/ceiling status` says why, and how it goes on.",
    errors.ProjectArchived: "This project is archived. Its leads have a direct message that brings it back.",
    errors.SecondmentUnderWay: (
        "A specialist is still lent to this project. `/secondment list` shows who; please end that first."
    ),
    errors.StillSeconded: (
        "You are on secondment to this project. `/secondment return` brings you home, `/secondment end` does so "
        "before the objective is met."
    ),
    errors.NoOpenPoll: "No poll is open. `/ceiling poll` opens one now.",
    errors.PollClosed: "This poll has closed. `/checkin` takes your answer at any time.",
    errors.FormNotOpened: "The form did not open in time. Please try once more.",
    errors.NotAWorkingDay: "This weekday is not one of the project's work days. Please pick one that is.",
    errors.NoWorkingDays: "Please tick at least one work day.",
    errors.UnknownZone: "I do not know this time zone. Please name a place, such as Europe/Berlin or UTC.",
    errors.UnknownRegion: "I know no holidays of that place. Please use a code: DE, or DE-BY for a part of it.",
    errors.OutOfRange: "Please give a number from {least} to {most}.",
    errors.LeadMissing: "A project needs at least one lead. Please pick someone.",
    errors.UnknownSecondment: "I know no such secondment. `/secondment list` shows the ones you can see.",
    errors.NotAParty: (
        "This is for the specialist, the project's leads and the head of the home function. "
        "Please ask one of them."
    ),
    errors.GoalsNotShown: (
        "The next goals are for those who can see the host project. Please ask the specialist or a lead of it."
    ),
    errors.SecondmentAlreadyEnded: "This secondment is already over. `/secondment start` begins a new one.",
    errors.ObjectiveAlreadyMet: "The objective is already met. The next step is `/secondment return`.",
    errors.ObjectiveNotMet: "The objective is still open. Use `/secondment met` or `/secondment end`.",
    errors.DayOutOfReach: "Please pick a day of this century.",
    errors.StartInTheFuture: (
        "A secondment begins as you start it here. Please pick today or an earlier day, or start it on that day."
    ),
    errors.ReturnInThePast: "Please pick a return date that lies ahead.",
    errors.ReturnBeforeStart: "Please pick a return date after the start.",
    errors.AlreadySeconded: "This person is already on secondment to this project. See `/secondment list`.",
    errors.DomainExpertNotLent: (
        "A domain expert cannot be borrowed from elsewhere. Please ask your leads who knows the field."
    ),
    errors.VacancyWithoutEnd: "Please pick a day, a stage below, or both: whichever comes first ends it.",
    errors.VacancyEndsInThePast: "Please pick a day that is today or later.",
    errors.StageNotAhead: "Please pick a stage that the project has yet to reach.",
    errors.AwayInThePast: "Please pick an end that is today or later, and not before the start.",
    errors.HoursTooShort: "Please pick an end an hour or more after the start, on the same day.",
    errors.NothingToVouchFor: "Nothing is in doubt here any more: they have answered since, or left the project.",
    errors.OwnerTookItBack: "They have taken this back, so only their own answer counts now.",
    errors.NothingToUndo: "There is nothing left to undo: a newer answer is in force. `/checkin` changes it.",
}


def sentence_of(error: CeilingError) -> str:
    """Return what to do about a broken rule, for a message; for an unknown rule, that nothing was saved."""
    return _sentence(error, safe, mention)


def plain_sentence_of(error: CeilingError) -> str:
    """Return the same as plain text, for the input at which it happened: there, nobody can be mentioned."""
    if isinstance(error, errors.MembersNotPeople):
        return SOME_ARE_NOT_PEOPLE
    return _sentence(error, plain, plain).replace("`", "")


def _sentence(error: CeilingError, show: Callable[[str], str], show_person: Callable[[str], str]) -> str:
    # A project may be named like a user id: only what is one becomes a mention.
    details = {
        name: _shown(value, show_person if name == "slack_user_ids" else show)
        for name, value in error.details.items()
    }
    try:
        return _SENTENCES.get(type(error), NOT_WHOLE).format(**details)
    except KeyError:
        # An error raised without its details still gets a sentence.
        return NOT_WHOLE


def _shown(value: object, show: Callable[[str], str]) -> str:
    if not isinstance(value, (list, tuple, set, frozenset)):
        return show(str(value))
    shown = [show(str(each)) for each in value]
    return some(shown, _NAMES_MOST) if shown else "nobody"
