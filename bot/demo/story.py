"""The story: a small team's first month, chapter by chapter, each saying what must be seen.

Where a phrase stands behind what is shown, the story goes wrong unless it is on it: the demo is also a test.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.demo.cast import Unexpected
from bot.demo.scene import in_berlin

if TYPE_CHECKING:
    from bot.demo.scene import Scene

Chapter = Callable[["Scene"], Awaitable[None]]

STARTS = in_berlin("2026-06-01", "10:00")
OBJECTIVE = "Training and serving run on the shared cluster."
GOALS = "Hand the runbooks to Dev\nAlerts for the nightly job"


async def setting_up(scene: Scene) -> None:
    """Ana invites the bot and sets the project up."""
    ana, ben, cho, dev = scene.add_people("Ana Ruiz", "Ben Okafor", "Cho Lin", "Dev Patel")
    churn = scene.add_channel("churn", ana, ben, cho, dev, with_bot=False)
    scene.tells(
        "Ana's team of four predicts which customers leave. In its channel she types /invite @ceiling:"
    )
    await scene.does(scene.place.sandbox.invite_bot(churn, by=ana))
    scene.shows_channel(ana, churn, "four functions")
    scene.tells("Then she types /ceiling setup. The form asks for a name, and whom to ask:")
    await scene.does(ana.types("/ceiling setup", in_=churn))
    await scene.picks(ana, "Stage", "Production")
    await scene.submits(ana)
    scene.shows_modal(ana, "4 people are asked now", "every other Monday")
    await scene.does(ana.dismisses())


async def first_poll(scene: Scene) -> None:
    """Four people answer, one of them after the reminder, and the channel sees the first standing."""
    ana, ben, cho, dev = scene.named("Ana", "Ben", "Cho", "Dev")
    churn = scene.channels["churn"]
    scene.tells("Everyone is asked at once, by direct message. What Ben sees:")
    scene.shows_direct(ben, "Ana Ruiz added you", "visible to this project")
    await scene.does(ben.clicks("Answer", on=ben.inbox()[-1]))
    await scene.picks(ben, "ML engineer", "parts of it")
    await scene.picks(ben, "Infrastructure engineer", "own it")
    scene.shows_modal(ben, "Owns cloud or hardware")
    await scene.submits(ben)
    scene.shows_direct(ben, "thank you", "2 hats → 3.6")
    scene.tells(
        "Who carries several roles carries each less well. Ana takes data science, Dev ML engineering."
    )
    for person, label, words in ((ana, "Data scientist", "own it"), (dev, "ML engineer", "others come")):
        await scene.does(person.clicks("Answer", on=person.inbox()[-1]))
        await scene.picks(person, label, words)
        await scene.submits(person)
    scene.tells(
        "Cho, who knows the business, dislikes bots and is busy. There is one reminder, on the last morning:"
    )
    await scene.until("2026-06-03", "09:05")
    scene.shows_direct(cho, "One reminder")
    await scene.does(cho.clicks("Answer", on=cho.inbox()[-1]))
    await scene.picks(cho, "Domain expert", "others come")
    await scene.submits(cho)
    await scene.settles()
    scene.tells("All four are in, so the poll closes, and the channel sees the first standing:")
    scene.shows_channel(cho, churn, "4 of 4 in", "Ceiling: 3.6", "Infrastructure: strong (3.6)")


async def a_drop(scene: Scene) -> None:
    """A fortnight later Ben hands infrastructure away, the channel hears of it, and Dev steps in."""
    ana, ben, cho, dev = scene.named("Ana", "Ben", "Cho", "Dev")
    churn = scene.channels["churn"]
    await scene.until("2026-06-15", "09:30")
    scene.tells("A fortnight later everyone is asked again. For Cho, Ana and Dev it is one tap, “No change”.")
    scene.shows_direct(cho, "No change", "Domain expert: others come")
    for person in (cho, ana, dev):
        await scene.does(person.clicks("No change"))
    scene.tells(
        "Ben is needed elsewhere and hands infrastructure away. Nobody said so aloud, but five minutes later:"
    )
    await scene.does(ben.clicks("Update"))
    await scene.picks(ben, "Infrastructure engineer", "Not me")
    await scene.submits(ben)
    await scene.settles()
    summary = scene.shows_channel(
        dev, churn, "infrastructure is vacant", "from 3.6 to 0.0", "I can cover this"
    )
    scene.expects(summary, "the summary", "Ask for a secondment")
    scene.tells(
        "It speaks of functions, never of people. Dev presses “I can cover this” and says how well: parts of it."
    )
    await scene.does(dev.clicks("I can cover this", on=summary))
    await scene.picks(dev, "Infrastructure engineer", "parts of it")
    await scene.submits(dev)
    scene.shows_modal(dev, "Saved for churn", "2 hats → 1.8")
    await scene.does(dev.dismisses())
    await scene.settles()


async def a_secondment(scene: Scene) -> None:
    """Ana borrows Eva from the platform team, and the weakest function is back."""
    ana, churn = scene.people["Ana"], scene.channels["churn"]
    eva, fay = scene.add_people("Eva Novak", "Fay Berg")
    platform = scene.add_channel("platform", eva, fay, with_bot=True)
    await scene.until("2026-06-16", "10:00")
    scene.tells(
        "That is thin. Next morning Ana presses “Ask for a secondment” and borrows Eva from Fay's team:"
    )
    await scene.does(ana.clicks("Ask for a secondment"))
    for label, content in (
        ("Specialist", eva),
        ("Objective", OBJECTIVE),
        ("Planned return", "2026-07-03"),
        ("Home function", "Platform team"),
        ("Channel of the home function", platform),
        ("Head of the home function", fay),
    ):
        ana.fills(label, content)
    await scene.submits(ana)
    await scene.does(ana.dismisses())
    await scene.does(scene.place.sandbox.join(eva, churn, inviter=ana))
    scene.shows_direct(eva, OBJECTIVE, "Planned return: 3 July 2026")
    scene.tells("Eva joins #churn, types /checkin and takes infrastructure on. The summary turns by itself:")
    await scene.does(eva.types("/checkin"))
    await scene.picks(eva, "Infrastructure engineer", "others come")
    await scene.submits(eva)
    await scene.does(eva.dismisses())
    await scene.settles()
    summary = scene.shows_channel(ana, churn, "infrastructure has recovered", "Infrastructure: strong (5.0)")
    scene.shows_thread(ana, summary, "has recovered")


async def an_objective_met(scene: Scene) -> None:
    """Eva's objective is met, both channels hear of it, and Ana adds the next goals."""
    ana, eva, fay = scene.named("Ana", "Eva", "Fay")
    churn, platform = scene.channels["churn"], scene.channels["platform"]
    await scene.until("2026-06-24", "15:00")
    scene.tells("Eight days later Eva types /secondment met. Her host's channel and her home's hear of it:")
    await scene.does(eva.types("/secondment met", in_=churn))
    await scene.submits(eva)
    await scene.does(eva.dismisses())
    scene.shows_channel(
        ana, churn, "objective met", "in 8 days", "Ceiling at the start: 1.8. When it was met: 4.0."
    )
    scene.tells("It says what Eva's leaving will do. So Ana adds the next goals:")
    await scene.does(ana.clicks("Add next goals"))
    ana.fills("Next goals", GOALS)
    await scene.submits(ana)
    await scene.does(ana.dismisses())
    await scene.until("2026-06-24", "15:30")
    scene.shows_channel(fay, platform, "Hand the runbooks to Dev", "After that the ceiling is 1.8")


async def the_way_home(scene: Scene) -> None:
    """Eva returns as foretold: nobody is alarmed, and the standing says what there is to do."""
    ana, churn = scene.people["Ana"], scene.channels["churn"]
    await scene.until("2026-06-26", "16:00")
    scene.tells("On Friday Ana types /secondment return:")
    messages = scene.counts(ana, churn)
    await scene.does(ana.types("/secondment return", in_=churn))
    scene.shows_channel(ana, churn, "Eva Novak has returned", "Platform team")
    await scene.until("2026-06-26", "17:30")
    if scene.counts(ana, churn) > messages + 1:
        raise Unexpected("Eva's return was foretold, yet #churn was told of it once more.")
    scene.tells(
        "The ceiling is back at 1.8, as foretold, so #churn is not alarmed. Whoever types /ceiling sees it:"
    )
    await scene.does(ana.types("/ceiling", in_=churn))
    scene.shows_channel(ana, churn, "ceiling 1.8 of 5, set by infrastructure", "Share in channel")


STORY: tuple[tuple[str, Chapter], ...] = (
    ("Setting up", setting_up),
    ("The first poll", first_poll),
    ("A drop", a_drop),
    ("A secondment", a_secondment),
    ("The objective is met", an_objective_met),
    ("The way home", the_way_home),
)
