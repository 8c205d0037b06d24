"""What a channel is told when the weakest function drops, and what leads are told in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.roles import DECISIVE_ROLE, Band, band_of
from bot.slack.words import buttons
from bot.slack.words.causes import because
from bot.slack.words.consequences import CONSEQUENCE, WHILE_THIN
from bot.slack.words.roles import function_name, stage_name
from bot.slack.words.strengths import functions, tenths, with_word
from bot.slack.words.text import listed, mention, mid_sentence, plain, safe
from bot.slack.words.times import day_of, moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.roles import Role
    from bot.services.ports.standing import DropNews, DropView, FallenRole, ProjectView, RoleView

# Slack's 150 for a header, less two marks around a name that is written from the right.
HEADLINE_MOST = 148


def headline(view: DropView) -> str:
    """Return the first line, plain: "churn: infrastructure is thin (1.8)"; of equally weak ones, all.

    Once it has recovered, or nobody brings the summary up to date any more, it says what happened.
    """
    said = _state(view)
    # What changed is never cut off by a long name.
    return f"{plain(view.project.name, HEADLINE_MOST - len(said))}{said}"


def _state(view: DropView) -> str:
    if view.recovered_at is not None:
        back = [each for each in _fallen(view) if each.strength >= view.fell_from] or view.fallen
        return f": {functions(_roles(back))} {'have' if len(back) > 1 else 'has'} recovered"
    if view.is_over:
        return f": {functions(_roles(view.fallen))} fell"
    weakest = _weakest(view)
    return weakest_is("", _roles(weakest), _stands(view, weakest[0]))


def weakest_is(name: str, roles: tuple[Role, ...], how: str) -> str:
    """Return "churn: infrastructure is thin (1.8)"; the name is safe where this is shown."""
    return f"{name}: {functions(roles)} {'are' if len(roles) > 1 else 'is'} {how}"


def fell(view: DropView) -> str:
    """Return how far the weakest function fell, and, once it is so, that it is back."""
    said = f"{_who_fell(view)} fell from {tenths(view.fell_from)} to {tenths(view.fell_to)}."
    if view.lowest < view.fell_to:
        said += f" The lowest since then: {tenths(view.lowest)}."
    if view.recovered_at is not None:
        said += f" It has been back since {moment(view.recovered_at)}."
    return said


def reasons(fallen: Iterable[FallenRole]) -> str:
    """Return what changed and why, one line for each function."""
    return "\n".join(_reason(each) for each in fallen)


def leads_to(view: DropView) -> str | None:
    """Return what a lack of the weakest role leads to, or that it is thin; None where it does its work."""
    band = band_of(view.project.strengths[view.fallen[0].role])
    said = [CONSEQUENCE[view.solo]] if view.solo is not None else []
    if band is Band.VACANT:
        said.append(CONSEQUENCE[view.consequence])
    if band is Band.THIN:
        said.append(WHILE_THIN[view.consequence])
    return "\n".join(said) or None


def no_longer_updated(ended_at: datetime) -> str:
    """Return that a summary stays as it is, and where to look instead."""
    return f"This is how it stood on {day_of(ended_at)}. `/ceiling` shows how it stands now."


def few_answered(percent: int) -> str:
    """Return that few answered."""
    how_many = f"Only {percent} %" if percent else "Nobody"
    return f"{how_many} answered the last poll, so this may be incomplete."


def further(news: DropNews) -> str:
    """Return a further drop, under the summary that is live."""
    change = f"from {tenths(news.strength_from)} to {tenths(news.strength_to)}"
    how = "further" if news.is_deeper else "again"
    said = f"*{safe(news.project_name)}*: the weakest function fell {how}, {change}."
    return f"{said}\n{reasons(news.fallen)}" if news.fallen else said


def recovered(news: DropNews) -> str:
    """Return that the weakest function is back, under the summary that is live."""
    return (
        f"*{safe(news.project_name)}*: the weakest function has recovered, "
        f"from {tenths(news.strength_from)} to {tenths(news.strength_to)}."
    )


def decisive_fall(project: ProjectView, fallen: FallenRole) -> str:
    """Return the private word to the leads: the decisive role fell, the ceiling did not."""
    stage, function = stage_name(project.stage).lower(), function_name(DECISIVE_ROLE[project.stage])
    return (
        f"Only for the leads of *{safe(project.name)}*: "
        f"in {stage}, {mid_sentence(function)} decides, and it fell.\n{_reason(fallen)}\n"
        f"The ceiling stays at {tenths(project.strengths.ceiling)}, so the channel was not told."
    )


def name_an_expert(project_name: str, asked_by: str) -> str:
    """Return the question to the leads who might cover the domain."""
    return (
        f"{mention(asked_by)} asks who could be the domain expert of *{safe(project_name)}*: someone who "
        "knows what the data means and what the business needs. "
        f"If you know that person, press *{buttons.ADD_SOMEONE}*."
    )


def asked_the_leads(project_name: str, lead_ids: Iterable[str]) -> str:
    """Return which leads were asked, to whoever pressed the button."""
    return f"I am asking {listed(map(mention, lead_ids))} to name someone for *{safe(project_name)}*."


def no_other_lead(project_name: str) -> str:
    """Return that nobody else could be asked, to whoever pressed the button: most often the only lead."""
    return (
        f"*{safe(project_name)}* has no other lead I could ask. "
        f"If you lead it and know that person, press *{buttons.ADD_SOMEONE}*."
    )


def _reason(fallen: FallenRole) -> str:
    why = because(fallen.causes)
    change = f"• {function_name(fallen.role)}: {tenths(fallen.fell_from)} → {tenths(fallen.fell_to)}"
    return f"{change}, because {why}." if why else f"{change}."


def _plainly(view: RoleView) -> str:
    lapsed = view.not_confirmed_since is not None and not view.strength
    return "not confirmed" if lapsed else with_word(view.strength)


def _stands(view: DropView, weakest: RoleView) -> str:
    """Return how the weakest function stands; what has risen since, but not far enough, is said to be that."""
    how = _plainly(weakest)
    return how if weakest.strength <= view.lowest else f"{how}, still below {tenths(view.fell_from)}"


def _weakest(view: DropView) -> list[RoleView]:
    """Return what keeps a summary open: the weakest of the fallen roles; once these are back, of all covered."""
    fallen = _fallen(view)
    are_back = min(each.strength for each in fallen) >= view.fell_from
    candidates = [each for each in view.project.roles if each.strength] if are_back else fallen
    weakest = min(candidates, key=lambda each: each.strength)
    return [each for each in candidates if _plainly(each) == _plainly(weakest)]


def _roles(those: Iterable[FallenRole | RoleView]) -> tuple[Role, ...]:
    return tuple(each.role for each in those)


def _fallen(view: DropView) -> list[RoleView]:
    by_role = {each.role: each for each in view.project.roles}
    return [by_role[each.role] for each in view.fallen]


def _who_fell(view: DropView) -> str:
    # A role that nobody covers hides no other's fall; but then the weakest function is not what fell.
    fallen = {each.role for each in view.fallen}
    is_another_vacant = any(not each.strength and each.role not in fallen for each in view.project.roles)
    return "Of the functions that were covered, the weakest" if is_another_vacant else "The weakest function"
