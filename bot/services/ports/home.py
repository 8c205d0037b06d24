"""What a person's App Home shows: their own affairs and the projects they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.roles import Role, Stage, Strengths
    from bot.services.ports.asking import OwnClaim
    from bot.services.ports.secondments import SecondmentView
    from bot.services.ports.standing import Pause


@dataclass(frozen=True, slots=True)
class HomeProject:
    """A project of the viewer: its standing (None before there is one), own claims (None if never answered).

    `not_confirmed` holds the roles that are without strength only because claims have lapsed.
    """

    project_id: int
    name: str
    stage: Stage
    slack_channel_id: str
    strengths: Strengths | None
    own: tuple[OwnClaim, ...] | None
    is_waiting: bool
    viewer_is_lead: bool
    not_confirmed: frozenset[Role] = frozenset()
    pause: Pause | None = None


@dataclass(frozen=True, slots=True)
class HomeView:
    """App Home of one person; `risk_hat` (with the project it is in) is theirs alone to see."""

    projects: tuple[HomeProject, ...]
    secondments: tuple[SecondmentView, ...]
    risk_hat: tuple[Role, str] | None
    hats: int
