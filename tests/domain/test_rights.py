"""Who may do what."""

from __future__ import annotations

import pytest

from bot.domain.rights import Action, Actor, Subject, may

LEAD, MEMBER, SPECIALIST, HEAD, STRANGER, ADMIN, GUEST = range(1, 8)

ACTORS = {
    LEAD: Actor(LEAD),
    MEMBER: Actor(MEMBER),
    SPECIALIST: Actor(SPECIALIST),
    HEAD: Actor(HEAD),
    STRANGER: Actor(STRANGER),
    ADMIN: Actor(ADMIN, is_admin=True),
    GUEST: Actor(GUEST, is_guest=True),
}


def those_who_may(action: Action, *, is_public: bool, in_its_channel: bool = False) -> set[int]:
    """Return who may do something with a secondment's host project."""
    subject = Subject(
        member_ids=frozenset({MEMBER, SPECIALIST}),
        lead_ids=frozenset({LEAD}),
        specialist_id=SPECIALIST,
        head_id=HEAD,
        is_public=is_public,
        acted_in_its_channel=in_its_channel,
    )
    return {person for person, actor in ACTORS.items() if may(actor, action, subject)}


def test_everyone_but_guests_may_set_a_project_up() -> None:
    assert those_who_may(Action.SET_UP, is_public=True) == set(ACTORS) - {GUEST}


def test_what_holds_in_all_projects_is_for_admins() -> None:
    assert those_who_may(Action.SET_UP_WORKSPACE, is_public=True) == {ADMIN}


def test_a_public_channel_s_project_is_seen_by_everyone_but_guests() -> None:
    assert those_who_may(Action.SEE, is_public=True) == set(ACTORS) - {GUEST}


def test_a_private_channel_s_project_is_seen_by_those_who_belong() -> None:
    assert those_who_may(Action.SEE, is_public=False) == {LEAD, MEMBER, SPECIALIST}


@pytest.mark.parametrize("is_public", [True, False])
def test_whoever_asks_inside_the_channel_sees_its_project(*, is_public: bool) -> None:
    assert those_who_may(Action.SEE, is_public=is_public, in_its_channel=True) == set(ACTORS)


@pytest.mark.parametrize("is_public", [True, False])
def test_members_answer_and_nobody_else(*, is_public: bool) -> None:
    assert those_who_may(Action.ANSWER, is_public=is_public) == {MEMBER, SPECIALIST}


def test_leads_lead_and_an_admin_may_step_in_where_it_is_public() -> None:
    assert those_who_may(Action.LEAD, is_public=True) == {LEAD, ADMIN}
    assert those_who_may(Action.LEAD, is_public=False) == {LEAD}


@pytest.mark.parametrize("is_public", [True, False])
def test_the_specialist_a_host_lead_and_the_home_head_may_mark_an_objective_met(*, is_public: bool) -> None:
    assert those_who_may(Action.MARK_MET, is_public=is_public) == {SPECIALIST, LEAD, HEAD}


def test_of_these_who_see_the_host_name_its_next_goals() -> None:
    assert those_who_may(Action.NAME_GOALS, is_public=True) == {SPECIALIST, LEAD, HEAD}
    for in_its_channel in (True, False):
        may_name = those_who_may(Action.NAME_GOALS, is_public=False, in_its_channel=in_its_channel)
        assert may_name == {SPECIALIST, LEAD}


def test_the_same_move_the_return_and_an_admin_where_it_is_public() -> None:
    assert those_who_may(Action.MOVE_RETURN, is_public=True) == {SPECIALIST, LEAD, HEAD, ADMIN}
    assert those_who_may(Action.MOVE_RETURN, is_public=False) == {SPECIALIST, LEAD, HEAD}


def test_a_project_without_a_secondment_has_no_head_to_be() -> None:
    assert not may(ACTORS[STRANGER], Action.MARK_MET, Subject())


@pytest.mark.parametrize("is_public", [True, False])
def test_whom_to_borrow_and_who_stands_alone_is_for_leads_and_heads_who_see_the_project(
    *, is_public: bool
) -> None:
    subject = Subject(member_ids=frozenset({MEMBER}), lead_ids=frozenset({LEAD}), is_public=is_public)
    head = Actor(HEAD, is_lead_or_head=True)
    assert may(Actor(LEAD, is_lead_or_head=True), Action.PLAN, subject)
    assert may(head, Action.PLAN, subject) == is_public
    assert not may(Actor(MEMBER), Action.PLAN, subject)
