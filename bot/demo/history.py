"""Half a year at Fernway: who did what when, each at their own local time.

It is played through the bot (bot/demo/living.py), never written into its tables. Polls and the answers to them
come by themselves: when asked, people say what they cover by then, when it suits them (bot/demo/company.py).
"""

from __future__ import annotations

from itertools import chain

from bot.demo.deeds import (
    Deed,
    adds,
    answers_again,
    borrows,
    checks_in,
    covers,
    falls_silent,
    goes_away,
    goes_home,
    marks_met,
    moves_on,
    says,
    sets_up,
)
from bot.domain.roles import Role, Stage

Happening = tuple[str, str, Deed]

BEGINS = "2026-01-12 08:00"
# What came before this is read; what came after is waiting for whoever opens the page.
READ_UNTIL = "2026-07-20 08:00"
# The second day of a poll of *churn*: the reminder has come, the answer is still open.
ENDS = "2026-07-21 09:30"

# Runs every night. Its buyer forgets the bot in spring: what he said lapses, and comes back.
FORECAST: tuple[Happening, ...] = (
    ("2026-01-19 09:00", "Gus", covers("forecast", data_scientist=4)),
    ("2026-01-19 09:00", "Kim", covers("forecast", ml_engineer=4)),
    ("2026-01-19 09:00", "Dev", covers("forecast", infrastructure_engineer=4)),
    ("2026-01-19 09:00", "Ivo", covers("forecast", domain_expert=5)),
    ("2026-01-19 09:30", "Gus", sets_up("forecast", Stage.PRODUCTION)),
    ("2026-03-01 12:00", "Ivo", falls_silent),
    ("2026-03-04 11:00", "Gus", moves_on("forecast", Stage.OPERATION)),
    ("2026-03-04 11:05", "Gus", says("forecast", "Every store orders by the forecast now. Thank you all!")),
    ("2026-04-02 10:00", "Gus", says("forecast", "Ivo, are you still with us? See the message above.")),
    ("2026-04-15 10:00", "Ivo", answers_again),
    ("2026-04-15 10:05", "Ivo", says("forecast", "Sorry! Spring is my season. I am here.")),
    ("2026-04-15 10:10", "Ivo", checks_in("forecast", domain_expert=5)),
)

# Loses its infrastructure in May. Eva is lent until the end of July, and her return is near.
CHURN: tuple[Happening, ...] = (
    ("2026-01-19 09:00", "Ana", covers("churn", data_scientist=4)),
    ("2026-01-19 09:00", "Ben", covers("churn", ml_engineer=4)),
    ("2026-01-19 09:00", "Cho", covers("churn", domain_expert=5)),
    ("2026-01-19 09:00", "Dev", covers("churn", infrastructure_engineer=3)),
    ("2026-01-19 10:30", "Ana", sets_up("churn", Stage.PRODUCTION)),
    ("2026-05-21 15:00", "Dev", checks_in("churn")),
    ("2026-05-21 15:05", "Dev", says("churn", "The forecast cluster needs me full time. I am sorry to go.")),
    (
        "2026-05-26 10:00",
        "Ana",
        borrows(
            "Eva",
            "churn",
            Role.INFRASTRUCTURE_ENGINEER,
            "Training and serving run on the shared cluster.",
            until="2026-07-30",
            head="Fay",
            home="platform",
        ),
    ),
    ("2026-05-26 11:00", "Eva", checks_in("churn", infrastructure_engineer=5)),
    ("2026-07-08 16:00", "Eva", says("churn", "Serving runs on the cluster. Training follows next week.")),
    # Whoever opens the page acts as Ana, and finds her prompt unanswered.
    ("2026-07-20 08:00", "Ana", falls_silent),
)

# Goes from framing to production. Dev leaves a hole in February; Eva fills it, meets her objective and returns.
ROUTING: tuple[Happening, ...] = (
    ("2026-01-12 09:00", "Leo", covers("routing", domain_expert=4)),
    ("2026-01-12 09:00", "Ben", covers("routing", ml_engineer=3)),
    ("2026-01-12 09:00", "Gus", covers("routing", data_scientist=3)),
    ("2026-01-12 09:00", "Dev", covers("routing", infrastructure_engineer=3)),
    ("2026-01-12 10:00", "Leo", sets_up("routing", Stage.FRAMING)),
    ("2026-02-16 11:00", "Leo", moves_on("routing", Stage.RESEARCH)),
    ("2026-02-19 14:00", "Dev", checks_in("routing")),
    (
        "2026-02-23 10:00",
        "Leo",
        borrows(
            "Eva",
            "routing",
            Role.INFRASTRUCTURE_ENGINEER,
            "The nightly route plan is computed in the shared batch system.",
            until="2026-04-17",
            head="Fay",
            home="platform",
        ),
    ),
    ("2026-02-23 11:00", "Eva", checks_in("routing", infrastructure_engineer=4)),
    ("2026-03-30 09:00", "Gus", covers("routing", data_scientist=4)),
    ("2026-04-09 15:00", "Eva", marks_met("routing", "Hand the batch job to Kim\nAlerts for a late plan")),
    ("2026-04-13 10:00", "Leo", adds("Kim", "routing")),
    ("2026-04-13 10:30", "Kim", checks_in("routing", infrastructure_engineer=3)),
    ("2026-04-16 16:00", "Eva", goes_home("routing")),
    ("2026-04-16 16:10", "Leo", says("routing", "Thank you, Eva. The vans leave ten minutes earlier!")),
    ("2026-05-04 08:00", "Ben", covers("routing", ml_engineer=4)),
    ("2026-05-05 11:00", "Leo", moves_on("routing", Stage.PRODUCTION)),
)

# Small and thin: Hana covers two functions, and Jo is away for a month.
SEARCH: tuple[Happening, ...] = (
    ("2026-01-12 09:00", "Hana", covers("search", ml_engineer=4, infrastructure_engineer=2)),
    ("2026-01-12 09:00", "Jo", covers("search", data_scientist=4)),
    ("2026-01-12 09:00", "Cho", covers("search", domain_expert=3)),
    ("2026-01-12 11:00", "Hana", sets_up("search", Stage.RESEARCH)),
    ("2026-05-08 16:00", "Jo", says("search", "I am off to see my brother in Perth. Back in June!")),
    ("2026-05-08 16:05", "Jo", goes_away("search", until="2026-05-29")),
)

# Begins in June, among two people, without anybody who knows the business.
PRICING: tuple[Happening, ...] = (
    ("2026-06-15 09:00", "Jo", covers("pricing", data_scientist=3)),
    ("2026-06-15 09:00", "Kim", covers("pricing", ml_engineer=2)),
    ("2026-06-15 09:30", "Jo", sets_up("pricing", Stage.FRAMING)),
    ("2026-07-01 10:00", "Jo", says("pricing", "Who of the buyers could we ask to join us?")),
)

GENERAL: tuple[Happening, ...] = (
    (
        "2026-01-12 09:00",
        "Fay",
        says("general", "We try Ceiling from today: ten seconds every other Monday."),
    ),
    (
        "2026-06-15 09:00",
        "Jo",
        says("general", "Pricing starts today. Tell me if you know what apples cost."),
    ),
    (
        "2026-07-20 10:00",
        "Fay",
        says("general", "Eva comes home next week. Who needs the platform team next?"),
    ),
)

HISTORY = tuple(chain(FORECAST, CHURN, ROUTING, SEARCH, PRICING, GENERAL))
