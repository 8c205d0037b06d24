"""The words of what a workspace's admins set for all of its projects."""

from __future__ import annotations

from bot.domain.coverage import LEAST_FOCUS
from bot.slack.words.help import WORKSPACE_SETTINGS

TITLE = "Workspace settings"
SUBMIT = "Save"
INTRO = (
    "*What a further hat costs*\nA hat is a role that somebody covers at 2 or more, in any project. Whoever "
    "wears several has less time for each, so each of their roles counts less with every further hat, "
    f"down to {LEAST_FOCUS} %. With 10 %, a 4 counts 3.6 once its owner wears two hats."
)
HAT_COST = "Each further hat costs (%)"
HAT_COST_HINT = "0 to 50. With 0, hats cost nothing. This holds in all projects of the workspace."


def saved(hat_cost: int) -> str:
    """Return what each further hat costs now, and what came of that."""
    costs = f"Each further hat costs {hat_cost} %" if hat_cost else "Hats cost nothing"
    return (
        f"Saved. {costs} from now on. All projects were computed anew; no channel is told, and the settings of "
        f"each project show who changed it. `{WORKSPACE_SETTINGS}` changes it again."
    )
