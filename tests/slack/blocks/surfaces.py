"""Every message, modal and App Home, built from the same few typed texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from bot.domain.causes import Cause
from bot.domain.pauses import PausedBecause
from bot.domain.polls import CheckInState, HowOften
from bot.domain.roles import Role, Stage
from bot.domain.secondments import SecondmentState, Step, steps_from
from bot.domain.sending import CHANNEL_UNUSABLE
from bot.services.ports.asking import CheckInView, HowOftenView, ReminderView
from bot.services.ports.home import HomeView
from bot.services.ports.portfolio import PortfolioView
from bot.services.ports.secondments import DecisionView
from bot.services.ports.standing import DropView, FallenRole, ProjectView
from bot.slack.blocks import (
    away,
    checkins,
    digests,
    exports,
    frequency,
    home,
    hours,
    lapses,
    notes,
    polls,
    portfolio,
    prompts,
    secondment_modals,
    secondments,
    settings,
    setup,
    standing,
    summaries,
    trend,
    troubles,
    vacancies,
    wishes,
    workspace,
)
from bot.slack.words.errors import sentence_of
from tests.slack.blocks import samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.errors import CeilingError
    from bot.services.ports.secondments import SecondmentView
    from bot.slack.blocks.kit import Rendered, View


def messages(name: str, objective: str, home_name: str, goals: str) -> dict[str, Rendered]:
    """Every message about a project of this name and a secondment with these texts."""
    lent = samples.secondment(
        SecondmentState.MET, name=name, objective=objective, home=home_name, goals=goals
    )
    kinds = [_asking(name), _polls(name), _drops(name), _standing(name), _secondments(lent), _setup(name)]
    kinds.append(_troubles(name))
    return {key: message for kind in kinds for key, message in kind.items()}


def _troubles(name: str) -> dict[str, Rendered]:
    unusable = {
        f"channel {failure}": troubles.channel_unusable_note("C0CHURN", failure, "ceiling")
        for failure in sorted(CHANNEL_UNUSABLE)
    }
    return {
        **unusable,
        "unreached in poll": troubles.unreached_note(1, name, "U1", in_poll=True),
        "unreached": troubles.unreached_note(1, name, "U1", in_poll=False),
        "refused": troubles.refused_note(7, f"missing_scope: needs {name}"),
    }


def _check_in(state: CheckInState, name: str) -> CheckInView:
    """A check-in in a state, with what goes with that."""
    over = state in (CheckInState.MISSED, CheckInState.UNREACHED)
    left = state is CheckInState.NOT_MINE
    is_away = state is CheckInState.AWAY
    return replace(samples.check_in(state, name=name, is_closed=over, is_member=not left), is_away=is_away)


def _asking(name: str) -> dict[str, Rendered]:
    named = {state.value: _check_in(state, name) for state in CheckInState}
    first = samples.check_in(own=None, name=name)
    return {
        **{f"prompt {state}": prompts.prompt_message(samples.prompt(each)) for state, each in named.items()},
        "first prompt": prompts.prompt_message(samples.prompt(first)),
        "reminder": prompts.reminder_message(ReminderView((samples.check_in(name=name), first))),
        "nudge": prompts.nudge_message(ReminderView((samples.check_in(name=name), first))),
        "answer taken": prompts.answer_taken_message(samples.answer_taken(name, poll_closed_before=True)),
        "lapse to owner": lapses.lapse_warning_owner(samples.lapse_warning(name)),
        "lapse to lead": lapses.lapse_warning_lead(samples.lapse_warning(name)),
        "vouched": lapses.vouched_message(samples.vouch(name)),
        "vouch undone": lapses.vouched_message(samples.vouch(name, is_undone=True)),
        "vouch noted": lapses.vouch_noted(samples.vouch(name)),
        "away": away.away_saved_note(samples.away(30)),
        "left": frequency.left_note(name),
        "working hours": hours.hours_saved_note(samples.HOURS),
        "back": away.back_note(was_away=True),
        "never away": away.back_note(was_away=False),
        "long absence": away.long_absence_note(1, name, "U4", tuple(Role), samples.away(30).until_on),
    }


def _person(name: str) -> str:
    """Return a person's name, which is typed as well: as bad as the project's, where that is a bad one."""
    return "Ana Ruiz" if name == "churn" else name


def _polls(name: str) -> dict[str, Rendered]:
    project = samples.project(name=name)
    first = replace(samples.poll(project, is_first=True), set_up_by=_person(name))
    return {
        "first poll": polls.poll_message(first),
        "open poll": polls.poll_message(samples.poll(project)),
        "closed poll": polls.poll_message(samples.poll(project, is_closed=True)),
        "empty closed poll": polls.poll_message(
            replace(samples.poll(samples.project({}, name), is_closed=True), progress=samples.progress(0))
        ),
        "changes since the last close": digests.poll_changes_message(samples.MONDAY, *samples.standings()),
        "digest": digests.digest_message(samples.digest(name)),
        "uneventful digest": digests.digest_message(samples.uneventful_digest(name)),
        "opened": polls.opened_note(name, samples.progress()),
        "closed": polls.closed_note(samples.progress(), project),
        "nobody": polls.nobody_to_ask_note(1, name),
        "all muted": polls.nobody_to_ask_note(1, name, all_muted=True),
        "empty": polls.empty_poll_note(1, name),
    }


def _drops(name: str) -> dict[str, Rendered]:
    project = samples.project(name=name)
    without_expert = samples.project({1: {Role.ML_ENGINEER: 4}}, name, Stage.FRAMING)
    return {
        "drop": summaries.drop_message(samples.drop(project, percent_answered=50)),
        "drop of the expert": summaries.drop_message(_drop_of_the_expert(without_expert)),
        "recovering drop": summaries.drop_message(samples.drop(samples.project(samples.RISING, name))),
        "recovered drop": summaries.drop_message(
            samples.drop(samples.project(samples.RISEN, name), recovered_at=samples.WEDNESDAY)
        ),
        "recovered drop that is over": summaries.drop_message(
            samples.drop(
                samples.project(samples.RISEN, name),
                recovered_at=samples.WEDNESDAY,
                ended_at=samples.APRIL,
            )
        ),
        "drop that is over": summaries.drop_message(samples.drop(project, ended_at=samples.APRIL)),
        "further": summaries.drop_further_message(samples.drop_news(name=name)),
        "recovery": summaries.drop_recovered_message(samples.drop_news(name=name, recovered=True)),
        "decisive": summaries.decisive_fall_note(
            project, FallenRole(Role.ML_ENGINEER, 45, 36, (Cause.LOWERED,))
        ),
        "no expert": summaries.domain_expert_missing_message(project),
        "name an expert": summaries.name_an_expert_message(1, name, "U4"),
        "leads asked": summaries.leads_asked_note(1, name, ["U1", "U2"]),
        "offered": wishes.offered_note(1, name, ["U1", "U2"]),
        "offered to nobody": wishes.offered_note(1, name, []),
        "can cover": wishes.covers_note(1, name, Role.INFRASTRUCTURE_ENGINEER, 4, "U4"),
        "secondment asked for": wishes.secondment_asked_for_note(name, Role.ML_ENGINEER, ["U1", "U2"]),
        "secondment asked of nobody": wishes.secondment_asked_for_note(name, Role.ML_ENGINEER, []),
        "secondment wished": wishes.secondment_wished_message(1, name, Role.ML_ENGINEER, "U4"),
        "no other lead to ask": summaries.leads_asked_note(1, name, []),
    }


def _drop_of_the_expert(project: ProjectView) -> DropView:
    """The one who knew the domain is gone, so that nothing of it is covered."""
    gone = FallenRole(Role.DOMAIN_EXPERT, 36, 0, (Cause.NO_LONGER_AVAILABLE,))
    return samples.drop(project, Role.DOMAIN_EXPERT, fallen=(gone,), fell_to=0, lowest=0)


def _standing(name: str) -> dict[str, Rendered]:
    view = samples.status(samples.project(name=name), as_lead=True)
    choices = {
        f"choose {then}": standing.projects_to_choose_message(samples.namesakes(name), then)
        for then in get_args(standing.Choosable)
    }
    return {
        "status": standing.status_message(view),
        "status after an empty first poll": standing.status_message(
            replace(samples.status(samples.project({}, name), as_lead=True), percent_answered=0)
        ),
        "status during a poll": standing.status_message(replace(view, open_poll=samples.progress())),
        "how often saved": frequency.how_often_saved_note(HowOftenView(1, name, HowOften.MUTED, 3)),
        "vacant status": standing.status_message(samples.with_vacancies(view)),
        "vacancy accepted": vacancies.vacancy_accepted_note(name, samples.ACCEPTED.vacancy),
        "vacancy accepted until a day": vacancies.vacancy_accepted_note(
            name, replace(samples.ACCEPTED.vacancy, until_stage=None)
        ),
        "vacancy over": vacancies.vacancy_over_note(1, name, samples.ACCEPTED.vacancy),
        "acceptance ended": vacancies.acceptance_ended_note(name, Role.ML_ENGINEER),
        "paused status": standing.status_message(replace(view, pause=samples.pause())),
        "shared status": standing.shared_status_message(view),
        "no trend yet": trend.trend_in_words(samples.trend(0, name, 0)),
        "trend of one standing": trend.trend_in_words(samples.trend(1, name, 0)),
        "trend as chart": trend.trend_messages(samples.trend(name=name))[0],
        "trend as table": trend.trend_messages(samples.trend(name=name))[1],
        "trend as text": trend.trend_messages(samples.trend(name=name))[2],
        "portfolio": portfolio.portfolio_message(samples.portfolio(3, name)),
        "portfolio of a member": portfolio.portfolio_message(samples.portfolio(name=name, as_lead=False)),
        "portfolio of namesakes": portfolio.portfolio_message(samples.portfolio_of_namesakes(name)),
        "portfolio of nothing": portfolio.portfolio_message(PortfolioView((), ())),
        "export": exports.project_export_message(samples.project_export(name)),
        "export of ones own": exports.own_export_message(samples.own_export(name)),
        "export of nothing": exports.own_export_message(replace(samples.own_export(), answers=())),
        "export on its way": exports.on_its_way_note(name),
        "files refused": exports.files_refused_note(),
        "help": notes.help_message("/ceiling", name),
        "help of an admin": notes.help_message("/ceiling", to_admin=True),
        "workspace saved": workspace.workspace_saved_note(20),
        "hats cost nothing": workspace.workspace_saved_note(0),
        "nothing saved": notes.saved_nothing_message(),
        **choices,
    }


def _secondments(met: SecondmentView) -> dict[str, Rendered]:
    steps = steps_from(SecondmentState.ACTIVE)
    active = replace(met, state=SecondmentState.ACTIVE, next_goals=None, steps=steps)
    hidden = replace(active, host_is_private=True, project_name=None)
    private = replace(met, host_is_private=True, project_name=None)
    return {
        "list": secondments.secondment_list_message([met, active]),
        "no secondments": secondments.secondment_list_message([]),
        "met": secondments.objective_met_message(met),
        "met at home": secondments.objective_met_message(met, in_home_channel=True),
        "met in private": secondments.objective_met_message(private, in_home_channel=True),
        "started": secondments.started_message(active, invite_to_home="ceiling"),
        "lent": secondments.lent_message(active),
        "begun": secondments.begun_message(active),
        "begun in private": secondments.begun_message(hidden),
        "returned": secondments.returned_message(met),
        "ended": secondments.ended_early_message(active),
        "extended": secondments.extended_note(active),
        "met noted": secondments.met_note(met),
        "goals saved": secondments.goals_saved_note(met),
        **_decided(active, "U1"),
        **{f"{key} in private": said for key, said in _decided(hidden, None).items()},
        "due": secondments.return_notice_message(samples.return_notice(14, active)),
        "overdue": secondments.return_notice_message(samples.return_notice(-3, met)),
    }


def _decided(lent: SecondmentView, by: str | None) -> dict[str, Rendered]:
    steps = {"return moved": Step.EXTEND, "sent home": Step.SEND_HOME, "ended by another": Step.END_EARLY}
    return {key: secondments.decided_message(DecisionView(lent, step, by)) for key, step in steps.items()}


def _setup(name: str) -> dict[str, Rendered]:
    return {
        "set up": setup.setup_done_message(name, 4, samples.WEDNESDAY, samples.BERLIN),
        "greeting": setup.greeting_message("U0BOT"),
        **{f"paused {why}": setup.paused_note(1, name, samples.pause(why)) for why in PausedBecause},
        "paused by another lead": setup.paused_note(1, name, samples.pause(PausedBecause.BY_LEAD), "U1"),
        "resumed": setup.resumed_note(name, samples.WEDNESDAY),
        "resumed by another lead": setup.resumed_note(name, samples.WEDNESDAY, "U1"),
        "settings saved": settings.settings_saved_note(name, samples.BERLIN, samples.MONDAY),
        "moved here": setup.moved_here_note(name, "C0CHURN", "Ana Ruiz"),
        "moved away": setup.moved_away_note(name, "C0HOME", "Ana Ruiz"),
        "settings saved elsewhere": settings.settings_saved_note(
            name, samples.BERLIN, samples.MONDAY, "C0HOME"
        ),
        "settings saved while paused": settings.settings_saved_note(name, samples.BERLIN, None),
        "paused by a lead": settings.paused_by_lead_note(1, name),
        "paused above the settings": settings.still_open_note(settings.paused_by_lead_note(1, name)),
        "resumed by a lead": settings.resumed_by_lead_note(name, samples.WEDNESDAY),
        "archived": setup.archived_note(1, name, "U1"),
        "archived and found": setup.archived_note(1, name, may_bring_back=False),
        "archived here": setup.archived_here_note(name, "Ana Ruiz"),
        "archived by a lead": settings.archived_by_lead_note(name),
        "brought back": settings.brought_back_note(name),
        "joined": setup.joined_note(1, name, "C0CHURN", 4, "U4"),
        "added": setup.added_note(name, "U4"),
        "not added": setup.not_added_note(),
        "leads now": setup.leads_now_note(1, name, "C0CHURN", "U1"),
        **{
            f"left out as {' and '.join(was)}": setup.left_out_note(name, "C0CHURN", was, "U1")
            for was in (["lead"], ["member"], ["lead", "member"])
        },
        "channel left": setup.channel_left_note(name, "C0CHURN", ["U1", "U2"]),
        "stage saved": settings.stage_saved_note(name, Stage.RESEARCH),
    }


def modals(name: str, objective: str, home_name: str, goals: str) -> dict[str, View]:
    """Every modal about a project of this name and a secondment with these texts."""
    lent = samples.secondment(name=name, objective=objective, home=home_name, goals=goals)
    return {
        "check-in": checkins.check_in_modal(samples.form(name, {Role.ML_ENGINEER: 4})),
        "check-in foreseen": checkins.check_in_modal(
            samples.form(name, {Role.ML_ENGINEER: 4}), samples.what_if(project_name=name)
        ),
        "setup": setup.setup_modal(samples.settings(name, people=60), "C0CHURN"),
        "setup from home": setup.setup_modal(samples.settings(name, people=60), None),
        "settings": settings.settings_modal(
            samples.settings(name, people=60), samples.settings_changes(name)
        ),
        "settings while paused": settings.settings_modal(
            replace(samples.settings(name), pause=samples.pause(PausedBecause.BY_LEAD))
        ),
        "stage": settings.stage_modal(1, Stage.RESEARCH),
        "start": secondment_modals.secondment_start_modal(1, name, samples.TODAY, roles=(Role.ML_ENGINEER,)),
        "extend": secondment_modals.extend_modal(lent),
        "met": secondment_modals.met_modal(replace(lent, next_goals=None)),
        "next goals": secondment_modals.next_goals_modal(replace(lent, state=SecondmentState.MET)),
        "end early": secondment_modals.end_early_modal(lent),
        "away": away.away_modal(samples.away()),
        "no absence": away.away_modal(None),
        "working hours": hours.hours_modal(samples.HOURS),
        "how often": frequency.how_often_modal(HowOftenView(1, name, HowOften.EVERY_OTHER, 3)),
        "accept vacancy": vacancies.accept_vacancy_modal(1, Role.ML_ENGINEER),
        "workspace": workspace.workspace_modal(10),
        "loans": portfolio.loans_modal([samples.loan(name), samples.loan(name, may_start=False, cost=False)]),
        "done": notes.done_modal(
            "Done", setup.setup_done_message(name, 4, samples.WEDNESDAY, samples.BERLIN)
        ),
    }


def homes(name: str) -> dict[str, View]:
    """Every Home tab that shows projects of this name."""
    return {
        "two projects": home.home_view(samples.home(2, name)),
        "paused project": home.home_view(_paused_home(name)),
        "member": home.home_view(replace(samples.home(4, name, 0, 0), portfolio=None)),
        "head": home.home_view(samples.home_of_a_head(name)),
        "not confirmed": home.home_view(samples.home_of_the_silent(name)),
        "away": home.home_view(HomeView(projects=(samples.home_project(name=name),), away=samples.away(30))),
        "first time": home.home_view(HomeView()),
        "first time of a guest": home.home_view(HomeView(may_set_up=False)),
        "portfolio": portfolio.portfolio_page(samples.portfolio(3, name)),
    }


def _paused_home(name: str) -> HomeView:
    project = replace(samples.home_project(name=name), pause=samples.pause())
    return HomeView(projects=(replace(project, brief=replace(project.brief, is_paused=True)),), hats=2)


def sentences(errors: list[CeilingError]) -> Iterator[Rendered]:
    """What is said of broken rules."""
    return (notes.error_message(sentence_of(error)) for error in errors)
