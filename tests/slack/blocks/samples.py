"""Read models of a small team and of the largest one, from which tests build every surface."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.coverage import Claim, Coverage
from bot.domain.missing import consequence_of
from bot.domain.pauses import PausedBecause
from bot.domain.polls import CheckInState
from bot.domain.recurrence import Cadence, Rhythm
from bot.domain.roles import Role, Stage, Strengths
from bot.domain.secondments import ReturnNotice, SecondmentState, steps_from
from bot.domain.standing import Standing
from bot.domain.steps import steps_of
from bot.domain.trend import Point
from bot.domain.vacancies import AcceptedVacancy
from bot.domain.what_if import News
from bot.services.ports.asking import (
    AnswerTaken,
    AwayView,
    CheckInForm,
    CheckInView,
    HoursView,
    LapseWarning,
    OwnClaim,
    ProjectSettings,
    PromptView,
    VouchView,
    WhatIfView,
)
from bot.services.ports.changes import ChangeView
from bot.services.ports.digests import DigestView
from bot.services.ports.export import (
    ExportedPoll,
    ExportedSecondment,
    OwnAnswer,
    OwnExport,
    ProjectExport,
)
from bot.services.ports.home import HomeProject, HomeView
from bot.services.ports.portfolio import (
    CeilingMoves,
    LoanView,
    PortfolioView,
    ProjectInBrief,
    ProjectName,
    StandsAlone,
)
from bot.services.ports.secondments import ReturnNoticeView, SecondmentView
from bot.services.ports.standing import (
    AcceptedView,
    DropNews,
    DropView,
    FallenRole,
    Holder,
    Pause,
    PollProgress,
    PollView,
    ProjectView,
    RoleView,
    StatusView,
)
from bot.services.ports.trend import Mark, MarkKind, TrendView

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WEDNESDAY = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
APRIL = datetime(2026, 4, 1, 7, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
BERLIN = Cadence(Rhythm.EVERY_N_WEEKS, 0, time(9), "Europe/Berlin", TODAY)
# What four members of a small team state; person 2 carries two hats.
TEAM = {
    1: {Role.DATA_SCIENTIST: 4},
    2: {Role.ML_ENGINEER: 4, Role.INFRASTRUCTURE_ENGINEER: 2},
    3: {Role.DOMAIN_EXPERT: 5},
}
# The same once somebody helps with infrastructure, and once it is back: ML engineering is the weakest then.
RISING = {**TEAM, 4: {Role.INFRASTRUCTURE_ENGINEER: 3}}
RISEN = {**TEAM, 4: {Role.INFRASTRUCTURE_ENGINEER: 5}}

OWN = (
    OwnClaim(Role.ML_ENGINEER, 4, 2, 36),
    OwnClaim(Role.INFRASTRUCTURE_ENGINEER, 2, 2, 18),
)


def coverage(team: dict[int, dict[Role, int]]) -> Coverage:
    claims = tuple(
        Claim(person, role, stated) for person, said in team.items() for role, stated in said.items()
    )
    hats = {person: sum(stated > 1 for stated in said.values()) for person, said in team.items()}
    return Coverage(claims, hats)


def project(
    team: dict[int, dict[Role, int]] | None = None,
    name: str = "churn",
    stage: Stage = Stage.PRODUCTION,
    lapsed: Role | None = None,
) -> ProjectView:
    covered = coverage(TEAM if team is None else team)
    silent = (Claim(9, lapsed, 4),) if lapsed else ()
    return ProjectView(
        project_id=1,
        name=name,
        stage=stage,
        slack_channel_id="C0CHURN",
        roles=tuple(role_view(covered, role, lapsed=role is lapsed) for role in Role),
        steps=tuple(steps_of(covered, stage, silent)),
        has_answers=bool(covered.claims),
    )


ACCEPTED = AcceptedView(1, AcceptedVacancy(Role.ML_ENGINEER, date(2026, 6, 30), Stage.OPERATION), "U1")


def with_vacancies(view: StatusView) -> StatusView:
    """The same project with nobody in it: one vacancy is accepted, by U1."""
    empty = project({}, name=view.project.name)
    roles = tuple(
        replace(each, accepted=ACCEPTED if each.role is ACCEPTED.vacancy.role else None)
        for each in empty.roles
    )
    return replace(view, project=replace(empty, roles=roles, has_answers=True))


def role_view(covered: Coverage, role: Role, *, lapsed: bool = False) -> RoleView:
    claims = [claim for claim in covered.claims if claim.role is role]
    return RoleView(
        role=role,
        strength=covered.strength(role),
        depth=covered.depth(role),
        holders=tuple(holder(covered, claim) for claim in claims),
        not_confirmed_since=MONDAY if lapsed else None,
    )


def holder(covered: Coverage, claim: Claim) -> Holder:
    return Holder(
        slack_user_id=f"U{claim.person_id}",
        confidence=claim.confidence,
        hats=covered.hats[claim.person_id],
        effective=covered.effective(claim),
        standing=Standing.CURRENT,
        answered_at=MONDAY,
    )


def check_in(
    state: CheckInState = CheckInState.ASKED,
    own: tuple[OwnClaim, ...] | None = OWN,
    *,
    number: int = 1,
    name: str = "churn",
    is_closed: bool = False,
    added_by: str = "U9",
    standing: Standing = Standing.CURRENT,
    is_member: bool = True,
) -> CheckInView:
    return CheckInView(
        poll_id=number + 100,
        project_id=number,
        project_name=name,
        slack_channel_id="C0CHURN",
        state=state,
        closes_at=WEDNESDAY,
        is_closed=is_closed,
        own=own,
        added_by=added_by,
        cadence=BERLIN,
        own_at=MONDAY if own is not None else None,
        standing=standing,
        is_member=is_member,
        is_away=state is CheckInState.AWAY,
    )


def prompt(*check_ins: CheckInView) -> PromptView:
    return PromptView(check_ins or (check_in(),), (Role.INFRASTRUCTURE_ENGINEER, ProjectName("churn")))


def form(name: str = "churn", confidences: dict[Role, int] | None = None) -> CheckInForm:
    return CheckInForm(1, name, confidences or {}, poll_id=101, prompt_id=7)


def what_if(**changes: object) -> WhatIfView:
    """What happens if infrastructure is taken back in the small team."""
    values: dict[str, object] = {
        "project_name": "churn",
        "stage": Stage.PRODUCTION,
        "before": Strengths(40, 36, 36, 50),
        "after": Strengths(40, 36, 18, 50),
        "hats": 2,
        "focus": 90,
        "news": News.DROP,
        "fallen": (Role.INFRASTRUCTURE_ENGINEER,),
        "leads_hear_of": None,
        "poll_is_open": False,
        "settle_minutes": 5,
        "waits_until": None,
        "away_until": None,
    }
    return WhatIfView(**(values | changes))  # type: ignore[arg-type]


def answer_taken(name: str = "churn", *, poll_closed_before: bool = False) -> AnswerTaken:
    return AnswerTaken(1, name, OWN, (Role.INFRASTRUCTURE_ENGINEER, ProjectName(name)), poll_closed_before)


def lapse_warning(name: str = "churn") -> LapseWarning:
    return LapseWarning(4, 1, name, "U3", (Role.DOMAIN_EXPERT,), 2, MONDAY)


def vouch(name: str = "churn", *, is_undone: bool = False) -> VouchView:
    return VouchView(6, 1, name, "U3", "U1", (Role.DOMAIN_EXPERT,), is_undone)


def settings(name: str = "churn", people: int = 4, cadence: Cadence = BERLIN) -> ProjectSettings:
    return ProjectSettings(
        project_id=1,
        name=name,
        stage=Stage.RESEARCH,
        leads=("U1",),
        members=tuple(f"U{number}" for number in range(1, people + 1)),
        way="direct",
        cadence=cadence,
        work_days=frozenset(range(5)),
        holiday_region="DE-BY",
        days_open=2,
        settle_minutes=5,
        fall_into_lower_band=5,
        fall_on_its_own=10,
        lapse_after=3,
        slack_channel_id="C0CHURN",
    )


def standings() -> tuple[Strengths, Strengths]:
    """One function fell below the others, one rose."""
    return Strengths(40, 36, 30, 30), Strengths(40, 36, 18, 50)


def digest(name: str = "churn") -> DigestView:
    return DigestView(1, name, Stage.PRODUCTION, *standings(), WEDNESDAY, MONDAY)


def uneventful_digest(name: str = "churn") -> DigestView:
    return replace(digest(name), before=standings()[1], poll_closes_at=None)


def settings_changes(name: str = "churn") -> tuple[ChangeView, ...]:
    """One change of everything, and four of less."""
    every = {"rhythm": "every_n_weeks", "weekday": 0, "weeks": 1, "nth": 1}
    cadence = {**every, "at": "09:00:00", "zone": "Europe/Berlin", "anchor_on": "2026-03-02"}
    crowd = [f"U{number}" for number in range(1, 61)]
    what: dict[str, tuple[object, object]] = {
        "name": (name, f"{name} 2"),
        "slack_channel_id": ("C0CHURN", "C0HOME"),
        "stage": ("framing", "research"),
        "leads": (["U1"], ["U2"]),
        "members": (["U1"], crowd),
        "way": ("direct", "channel"),
        "cadence": (cadence, {**cadence, "weeks": 2}),
        "work_days": ([0, 1, 2, 3, 4], [0, 1, 2, 3]),
        "days_open": (2, 3),
        "settle_minutes": (5, 0),
        "fall_into_lower_band": (5, 10),
        "fall_on_its_own": (10, 20),
        "lapse_after": (3, 4),
        "hat_cost": (10, 20),
    }
    less: list[dict[str, tuple[object, object]]] = [
        {"pause": ("by_lead", None)},
        {"pause": (None, "by_lead")},
        {"archived": (True, False)},
        {"archived": (False, True)},
    ]
    return tuple(ChangeView("U1", MONDAY, each) for each in (what, *less))


def progress(is_in: int = 3, asked: int = 4) -> PollProgress:
    return PollProgress(101, is_in, asked, MONDAY, WEDNESDAY)


def poll(of: ProjectView | None = None, *, is_closed: bool = False, is_first: bool = False) -> PollView:
    of = of or project()
    set_up_by = "Ana" if is_first else None
    return PollView(of.project_id, of.name, progress(), is_first, set_up_by, of if is_closed else None)


def status(of: ProjectView | None = None, *, as_member: bool = True, as_lead: bool = False) -> StatusView:
    return StatusView(
        project=of or project(),
        open_poll=None,
        next_poll_at=WEDNESDAY,
        percent_answered=None,
        settles_at=None,
        summary_waits_until=None,
        viewer_is_member=as_member,
        viewer_belongs=as_member or as_lead,
        viewer_may_lead=as_lead,
        may_be_shared=True,
        own_confidences=None,
    )


def pause(because: PausedBecause = PausedBecause.BOT_NOT_IN_CHANNEL) -> Pause:
    return Pause(MONDAY, because, "C0CHURN", "ceiling")


def drop(
    of: ProjectView | None = None, role: Role = Role.INFRASTRUCTURE_ENGINEER, **changes: object
) -> DropView:
    values: dict[str, object] = {
        "drop_id": 5,
        "project": of or project(),
        "dropped_at": MONDAY,
        "fell_from": 36,
        "fell_to": 18,
        "lowest": 18,
        "fallen": (FallenRole(role, 36, 18, ("lowered", "other_duties")),),
        "consequence": consequence_of(role),
        "solo": None,
        "percent_answered": None,
        "recovered_at": None,
        "ended_at": None,
    }
    return DropView(**(values | changes))  # type: ignore[arg-type]


def drop_news(*, recovered: bool = False, name: str = "churn") -> DropNews:
    if recovered:
        return DropNews(1, name, 10, 36, ())
    fallen = FallenRole(Role.INFRASTRUCTURE_ENGINEER, 18, 10, ("withdrawn",))
    return DropNews(1, name, 18, 10, (fallen,), is_deeper=True)


def secondment(
    state: SecondmentState = SecondmentState.ACTIVE,
    *,
    name: str = "churn",
    objective: str = "Move training into the shared pipeline.",
    home: str = "Platform team",
    goals: str | None = None,
    is_private: bool = False,
    may_decide: bool = True,
) -> SecondmentView:
    return SecondmentView(
        secondment_id=3,
        project_id=1,
        project_name=name,
        host_slack_channel_id="C0CHURN",
        host_is_private=is_private,
        specialist="U5",
        roles=(Role.INFRASTRUCTURE_ENGINEER,),
        home=home,
        home_slack_channel_id="C0HOME",
        head="U6",
        objective=objective,
        starts_on=TODAY,
        returns_on=date(2026, 4, 30),
        state=state,
        days=44,
        ceiling_at_start=18,
        ceiling_now=36,
        next_goals=goals,
        ceiling_after=18,
        weakest_after=(Role.INFRASTRUCTURE_ENGINEER,),
        started_by="U1",
        steps=steps_from(state) if may_decide else (),
    )


def return_notice(days_left: int = 14, of: SecondmentView | None = None) -> ReturnNoticeView:
    notice = ReturnNotice.OVERDUE if days_left < 0 else ReturnNotice.DUE_SOON
    return ReturnNoticeView(of or secondment(), notice, days_left)


def home_project(
    number: int = 1, name: str = "churn", *, is_lead: bool = True, is_member: bool = True
) -> HomeProject:
    return HomeProject(brief(number, name), OWN if is_member else None, is_member, is_lead)


def home_of_the_silent(name: str = "churn", standing: Standing = Standing.LAPSED) -> HomeView:
    """Someone who has not confirmed what they said."""
    said = replace(home_project(1, name, is_lead=False), own_at=MONDAY, standing=standing)
    return HomeView(projects=(said,), hats=0 if standing is Standing.LAPSED else 2)


def home(projects: int = 2, name: str = "churn", secondments: int = 1, waiting: int = 1) -> HomeView:
    """Someone who leads every other of their projects, and is a member of all but the first."""
    return HomeView(
        waiting=tuple(check_in(number=n, name=name) for n in range(1, waiting + 1)),
        projects=tuple(
            home_project(n, name, is_lead=lead, is_member=n > 1)
            for lead in (True, False)
            for n in range(1, projects + 1)
            if bool(n % 2) is lead
        ),
        secondments=tuple(secondment(name=name) for _ in range(secondments)),
        risk_hat=(Role.INFRASTRUCTURE_ENGINEER, ProjectName(name)),
        hats=2,
        portfolio=portfolio(projects, name),
    )


def home_of_a_head(name: str = "churn") -> HomeView:
    """Someone who is in no project, and whose specialist is on secondment."""
    return HomeView(secondments=(secondment(name=name),), portfolio=portfolio(3, name))


def brief(
    number: int = 1, name: str = "churn", team: dict[int, dict[Role, int]] | None = None
) -> ProjectInBrief:
    strengths = coverage(TEAM if team is None else team).strengths if team != {} else None
    return ProjectInBrief(number, name, Stage.PRODUCTION, "C0CHURN", strengths)


def namesakes(name: str = "churn") -> dict[int, ProjectName]:
    """Two projects of one name, in two channels."""
    return {1: ProjectName(name, "C0CHURN"), 2: ProjectName(name, "C0HOME")}


def loan(name: str = "churn", *, may_start: bool = True, cost: bool = True) -> LoanView:
    falls = (CeilingMoves(ProjectName("search"), 40, 36),) if cost else ()
    roles = (Role.INFRASTRUCTURE_ENGINEER,)
    return LoanView(
        1, "U5", roles, (ProjectName("search"),), CeilingMoves(ProjectName(name), 18, 34), falls, may_start
    )


def portfolio(
    projects: int = 2, name: str = "churn", *, people: int = 1, as_lead: bool = True
) -> PortfolioView:
    briefs = [brief(number, name) for number in range(1, projects)] + [brief(projects, name, {})]
    view = PortfolioView(tuple(briefs), ((Role.INFRASTRUCTURE_ENGINEER, max(projects - 1, 1)),))
    held = tuple((role, ProjectName(each)) for role in Role for each in (name, "search"))
    alone = tuple(StandsAlone(f"U{number}", held) for number in range(1, people + 1))
    loans = tuple(loan(name, may_start=n % 2 == 0, cost=n < 2) for n in range(people))
    return replace(view, alone=alone, loans=loans, other_loans=3) if as_lead else view


def portfolio_of_namesakes(name: str = "churn") -> PortfolioView:
    """Two projects of one name, in two channels, and who stands alone in both."""
    names = namesakes(name)
    briefs = tuple(
        replace(brief(number, name), slack_channel_id=str(each.slack_channel_id), has_namesake=True)
        for number, each in names.items()
    )
    held = tuple((Role.INFRASTRUCTURE_ENGINEER, each) for each in names.values())
    lent = replace(
        loan(name),
        from_names=(names[2],),
        host=CeilingMoves(names[1], 18, 34),
        falls=(CeilingMoves(names[2], 18, 14),),
    )
    alone = (StandsAlone("U5", held),)
    return PortfolioView(briefs, ((Role.INFRASTRUCTURE_ENGINEER, 2),), alone=alone, loans=(lent,))


HOURS = HoursView(time(7), time(15, 30), "America/New_York")


def away(days: int = 5) -> AwayView:
    return AwayView(TODAY, date.fromordinal(TODAY.toordinal() + days - 1))


def trend(points: int = 3, name: str = "churn", marks: int = 5, *, days: int = 14) -> TrendView:
    """A history of some points, `days` apart, in which infrastructure fell and rose again with a specialist."""
    shown = tuple(
        Point(
            MONDAY + timedelta(days=days * number, minutes=number),
            Strengths(40, 36, 18 if number == 1 else 36, 50),
        )
        for number in range(points)
    )
    return TrendView(
        1,
        name,
        Stage.PRODUCTION,
        "Europe/Berlin",
        shown,
        left_out=4 if points > 2 else 0,
        marks=tuple(_mark(number, days) for number in range(marks)),
        poll_is_open=False,
    )


_HAPPENED = (MarkKind.STAGE, MarkKind.DROP, MarkKind.LENT, MarkKind.MET, MarkKind.RECOVERY, MarkKind.GONE)


def _mark(number: int, days: int) -> Mark:
    """Return one of the things that happened: a fall with the second point, the rise with the third."""
    kind = _HAPPENED[number % len(_HAPPENED)]
    after = {MarkKind.STAGE: 0, MarkKind.DROP: days, MarkKind.LENT: days + 1, MarkKind.MET: 2 * days - 1}
    return Mark(
        MONDAY + timedelta(days=after.get(kind, 2 * days)),
        kind,
        () if kind is MarkKind.STAGE else (Role.INFRASTRUCTURE_ENGINEER,),
        stage=Stage.PRODUCTION if kind is MarkKind.STAGE else None,
        fell_from=36,
        fell_to=18,
    )


def project_export(
    name: str = "churn", objective: str = "Move training.", home: str = "ML platform"
) -> ProjectExport:
    lent = secondment(SecondmentState.MET)
    return ProjectExport(
        name=name,
        stage=Stage.PRODUCTION,
        zone="Europe/Berlin",
        exported_at=WEDNESDAY,
        standings=trend().points,
        polls=(ExportedPoll(MONDAY, WEDNESDAY, 4, 3), ExportedPoll(WEDNESDAY, None, 0, 0)),
        secondments=(
            ExportedSecondment(
                lent.roles, home, objective, lent.state, TODAY, lent.returns_on, WEDNESDAY, None, 18, 36
            ),
        ),
        marks=trend().marks,
        trend=trend(name=name),
    )


def own_export(name: str = "churn") -> OwnExport:
    return OwnExport("Europe/Berlin", WEDNESDAY, (OwnAnswer(MONDAY, name, {Role.ML_ENGINEER: 4}),))
