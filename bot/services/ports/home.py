"""What a person's App Home shows: their own affairs and the projects they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.polls import HowOften
from bot.domain.standing import Standing

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.roles import Role
    from bot.services.ports.asking import AwayView, CheckInView, OwnClaim
    from bot.services.ports.portfolio import PortfolioView, ProjectInBrief, ProjectName
    from bot.services.ports.secondments import SecondmentView
    from bot.services.ports.standing import Pause


@dataclass(frozen=True, slots=True)
class HomeProject:
    """A project the viewer is in or leads, with their own claims (None if they never answered).

    `own_at` is when they answered, `standing` how far that still counts.
    """

    brief: ProjectInBrief
    own: tuple[OwnClaim, ...] | None
    is_member: bool
    is_lead: bool
    how_often: HowOften = HowOften.EVERY_POLL
    pause: Pause | None = None
    own_at: datetime | None = None
    standing: Standing = Standing.CURRENT

    @property
    def is_to_confirm(self) -> bool:
        """Whether the viewer claims something here that they have not confirmed since."""
        return bool(self.own) and self.standing is not Standing.CURRENT


@dataclass(frozen=True, slots=True)
class HomeView:
    """App Home of one person; `risk_hat` (with the project it is in) is theirs alone to see.

    `projects` holds those they lead first, the weakest first among them. `portfolio` is for leads and heads.
    """

    waiting: tuple[CheckInView, ...] = ()
    projects: tuple[HomeProject, ...] = ()
    secondments: tuple[SecondmentView, ...] = ()
    risk_hat: tuple[Role, ProjectName] | None = None
    hats: int = 0
    portfolio: PortfolioView | None = None
    may_set_up: bool = True
    away: AwayView | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of this person's to show yet."""
        return not (self.waiting or self.projects or self.secondments or self.portfolio)
