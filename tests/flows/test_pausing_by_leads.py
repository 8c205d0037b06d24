"""What a lead does with a project as a whole: pause it, let it go on, hand it over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.flows.world import asks

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.lending import Lending
    from tests.flows.world import World


async def presses(team: Team, button: str) -> str:
    """Let Ana press a button in the settings; return what they turn into."""
    await team.ana.types("/ceiling settings", in_=team.channel)
    await team.ana.clicks(button)
    return modal_text(team.ana)


def modal_text(person: Person) -> str:
    """Return what a person reads in the modal that is open."""
    assert person.modal is not None
    return person.modal.text


async def closes_all(person: Person) -> None:
    """Let a person close every modal that lies open."""
    while person.modal is not None:
        await person.dismisses()


async def test_a_paused_project_asks_nobody_until_a_lead_resumes_it(world: World, churn: Team) -> None:
    assert "churn is paused. Until it is resumed nobody is asked" in await presses(churn, "Pause")
    await closes_all(churn.ana)
    await world.wait_until_local("2026-06-16")
    assert len(churn.ben.inbox()) == 1
    assert "because a lead paused it" in await asks(churn.ben, "/ceiling", churn.channel)

    assert "churn goes on. The next poll opens Monday, June 29" in await presses(churn, "Resume")
    await closes_all(churn.ana)
    await world.wait_until_local("2026-06-29", "09:01")
    assert len(churn.ben.inbox()) == 2


async def test_a_pause_is_taken_back_where_it_was_made(churn: Team) -> None:
    await presses(churn, "Pause")
    await churn.ana.clicks("Resume")
    assert "churn goes on" in modal_text(churn.ana)
    await closes_all(churn.ana)

    assert "paused" not in await asks(churn.ana, "/ceiling", churn.channel)


async def test_what_was_typed_in_the_settings_outlasts_a_pause_and_its_end(churn: Team) -> None:
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    churn.ana.fills("Project name", "churn 2")
    churn.ana.fills("How often", "Every week")
    await churn.ana.clicks("Pause")
    assert "Close this to return to the settings." in modal_text(churn.ana)
    await churn.ana.clicks("Resume")
    assert "churn goes on" in modal_text(churn.ana)
    await churn.ana.dismisses()

    assert churn.ana.modal is not None
    assert churn.ana.modal.value("Project name") == "churn 2"
    assert churn.ana.modal.buttons == ["Pause", "Archive"]
    await churn.ana.submits()
    assert "Saved. churn 2 is asked every Monday" in modal_text(churn.ana)


async def test_the_settings_show_the_pause_they_were_returned_to_from(churn: Team) -> None:
    await presses(churn, "Pause")
    await churn.ana.dismisses()

    assert "because a lead paused it" in modal_text(churn.ana)
    assert churn.ana.modal is not None
    assert churn.ana.modal.buttons == ["Resume", "Archive"]
    await churn.ana.clicks("Resume")
    assert "churn goes on" in modal_text(churn.ana)


async def test_archiving_says_beforehand_what_is_lost_and_a_refusal_loses_nothing(
    churn: Team, lending: Lending
) -> None:
    await lending.starts(churn.ana)
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    churn.ana.fills("Project name", "churn 2")
    assert churn.ana.modal is not None
    place, _ = churn.ana.modal.button("Archive")
    assert "did not save is lost" in place.element["confirm"]["text"]["text"]
    await churn.ana.clicks("Archive")

    assert "secondment" in modal_text(churn.ana)
    await churn.ana.dismisses()
    assert churn.ana.modal is not None
    assert churn.ana.modal.value("Project name") == "churn 2"


async def test_a_new_lead_is_told_who_handed_the_project_over(world: World, churn: Team) -> None:
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    churn.ana.fills("Leads", [churn.ben])
    await churn.ana.submits()
    await world.catch_up()

    handed = churn.ben.inbox()[-1]
    assert "@Ana Ruiz made you a lead of churn in #churn." in handed.text
    await churn.ben.clicks("Settings", on=handed)
    assert churn.ben.modal is not None
    assert "for the project's leads" in await asks(churn.ana, "/ceiling settings", churn.channel)


async def two_leads(world: World, team: Team) -> None:
    """Let Ana make Ben a lead beside her."""
    await team.ana.types("/ceiling settings", in_=team.channel)
    team.ana.fills("Leads", [team.ana, team.ben])
    await team.ana.submits()
    await team.ana.dismisses()
    await world.catch_up()


async def test_the_other_leads_hear_who_paused_and_who_resumed_and_the_one_who_did_does_not(
    world: World, churn: Team
) -> None:
    await two_leads(world, churn)
    had = len(churn.ana.inbox())
    await presses(churn, "Pause")
    await closes_all(churn.ana)
    await world.catch_up()
    told = churn.ben.inbox()[-1]
    assert told.text.startswith("@Ana Ruiz paused churn. Until it goes on, nobody is asked")
    assert len(churn.ana.inbox()) == had

    await churn.ben.clicks("Resume", on=told)
    await world.catch_up()
    assert "@Ben Okafor resumed churn. The next poll opens Monday, June 15" in churn.ana.inbox()[-1].text
    assert churn.ben.inbox()[-2].text.startswith("churn goes on."), "what Ben was told says that it is over"
    assert "resumed" not in churn.ben.inbox()[-1].text


async def test_a_pause_that_is_taken_back_before_its_word_went_out_is_told_nobody(
    world: World, churn: Team
) -> None:
    await two_leads(world, churn)
    had = len(churn.ben.inbox())
    await presses(churn, "Pause")
    await churn.ana.clicks("Resume")
    await closes_all(churn.ana)
    await world.catch_up()

    assert len(churn.ben.inbox()) == had


async def test_an_archived_project_is_shown_nowhere_and_its_lead_keeps_history_and_the_way_back(
    world: World, churn: Team
) -> None:
    assert "churn is archived." in await presses(churn, "Archive")
    await churn.ana.dismisses()
    await world.wait_until_local("2026-06-16")

    assert len(churn.ben.inbox()) == 1
    assert "I know no such project" in await asks(churn.ben, "/ceiling", churn.channel)
    for person in (churn.ana, churn.ben):
        await person.opens_home()
        assert "churn" not in person.home().text
    kept = churn.ana.inbox()[-1]
    assert "@Ana Ruiz archived churn." in kept.text
    await churn.ana.clicks("See trend", on=kept)
    assert "4.0" in churn.ana.inbox()[-1].text

    await churn.ana.clicks("Bring it back", on=kept)
    await world.catch_up()
    assert "which roles do you cover" in churn.ben.inbox()[-1].text
    assert any("churn goes on." in seen.text for seen in churn.ana.inbox())
    assert not any("archived churn" in seen.text for seen in churn.ana.inbox())


async def test_a_channel_reads_that_its_project_is_archived_until_it_goes_on(
    world: World, churn: Team
) -> None:
    await presses(churn, "Archive")
    await churn.ana.dismisses()
    await world.catch_up()
    assert churn.ben.sees(churn.channel)[-1].text == (
        "Ana Ruiz archived churn. Nobody is asked about it any more, and its roles take nobody's focus. "
        "/ceiling status and its name still finds its history, and its leads can bring it back."
    )

    await churn.ana.clicks("Bring it back", on=churn.ana.inbox()[-1])
    await world.catch_up()
    assert "churn goes on." in churn.ben.sees(churn.channel)[-1].text


async def test_an_archived_project_is_found_by_its_name(world: World, churn: Team) -> None:
    await presses(churn, "Archive")
    await churn.ana.dismisses()
    for line in ("/ceiling churn", "/ceiling settings churn", "/ceiling trend Churn"):
        assert "churn is archived." in await asks(churn.ana, line, churn.channel)
    assert "churn is archived." in await asks(churn.ben, "/ceiling churn", churn.channel)
    assert churn.ben.sees(churn.channel)[-1].buttons == ["See trend", "Export"]

    await churn.ana.clicks("Bring it back", on=churn.ana.sees(churn.channel)[-1])
    await world.catch_up()
    assert "which roles do you cover" in churn.ben.inbox()[-1].text


async def test_an_archived_project_is_found_before_one_whose_name_only_begins_so(
    world: World, churn: Team
) -> None:
    await world.set_up(churn.ana, churn.channel, "churn in Spain")
    await presses_in(churn, "churn", "Archive")
    assert "churn is archived." in await asks(churn.ana, "/ceiling churn", churn.channel)
    assert "churn in Spain" in await asks(churn.ana, "/ceiling status churn in", churn.channel)


async def test_a_private_channel_s_archived_project_is_found_by_nobody_outside(
    world: World, churn: Team
) -> None:
    cellar = world.sandbox.add_channel("cellar", members=[churn.ana], private=True)
    await world.set_up(churn.ana, cellar, "nightjar")
    await churn.ana.types("/ceiling settings nightjar", in_=cellar)
    await churn.ana.clicks("Archive")
    await churn.ana.dismisses()
    assert "nightjar is archived." in await asks(churn.ana, "/ceiling nightjar", churn.channel)
    assert "is archived" not in await asks(churn.ben, "/ceiling nightjar", churn.channel)
    assert "I know no such project" in await asks(churn.ben, "/ceiling trend nightjar", churn.channel)


async def test_what_was_said_of_an_earlier_archiving_is_let_be(world: World, churn: Team) -> None:
    for _ in range(2):
        await presses(churn, "Archive")
        await churn.ana.dismisses()
        await world.catch_up()
        await churn.ana.clicks("Bring it back", on=churn.ana.inbox()[-1])
        await world.wait_until(world.now + timedelta(days=14))
    said = [seen.text for seen in churn.ben.sees(churn.channel) if "churn goes on." in seen.text]
    assert len(set(said)) == 2


async def test_a_channel_that_cannot_be_used_is_not_told_of_the_end(world: World, churn: Team) -> None:
    elsewhere = world.sandbox.add_channel("lab", members=[churn.ana])
    await world.sandbox.archive(churn.channel)
    await churn.ana.types("/ceiling settings churn", in_=elsewhere)
    await churn.ana.clicks("Archive")
    await churn.ana.dismisses()
    await world.catch_up()
    await world.sandbox.unarchive(churn.channel)
    await world.wait_until(world.now + timedelta(days=2))

    assert not any("archived churn" in seen.text for seen in churn.ben.sees(churn.channel))


async def test_nothing_is_changed_in_an_archived_project_by_a_button_from_before(
    world: World, churn: Team
) -> None:
    await churn.ana.types("/ceiling", in_=churn.channel)
    status = churn.ana.sees(churn.channel)[-1]
    await presses(churn, "Archive")
    await churn.ana.dismisses()
    await world.catch_up()
    await churn.ana.clicks("Settings", on=status)

    assert "This project is archived." in churn.ana.sees(churn.channel)[-1].text


async def test_hats_worn_in_an_archived_project_weigh_on_nobody(world: World, churn: Team) -> None:
    await world.set_up(churn.cho, churn.channel, "uplift")
    await world.answers(churn.ana, data_scientist="others come")
    await world.answers(churn.ben)
    await world.answers(churn.cho)
    assert "3 hats" in await asks(churn.ana, "/ceiling status uplift", churn.channel)
    await presses_in(churn, "churn", "Archive")

    assert "hats" not in await asks(churn.ana, "/ceiling status uplift", churn.channel)


async def presses_in(team: Team, project: str, button: str) -> None:
    """Let Ana press a button in the settings of one of several projects."""
    await team.ana.types(f"/ceiling settings {project}", in_=team.channel)
    await team.ana.clicks(button)
    await team.ana.dismisses()


async def test_the_settings_end_with_who_changed_what_and_when(churn: Team) -> None:
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    assert "Latest changes" not in modal_text(churn.ana)
    churn.ana.fills("How often", "Every week")
    churn.ana.fills("Leads", [churn.ana, churn.ben])
    await churn.ana.submits()
    await churn.ana.dismisses()
    await churn.ben.types("/ceiling settings", in_=churn.channel)
    await churn.ben.clicks("Pause")
    await closes_all(churn.ben)
    await churn.ana.types("/ceiling settings", in_=churn.channel)

    told = modal_text(churn.ana).partition("Latest changes")[2]
    assert "How often: every other Monday at 09:00, Berlin time → every Monday at 09:00, Berlin time" in told
    assert "Leads: added @Ben Okafor" in told
    assert told.index("Paused") < told.index("How often")
