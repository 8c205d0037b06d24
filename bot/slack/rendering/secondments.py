"""What is told of secondments, in channels and to those who take part in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.roles import Role
from bot.domain.secondments import ReturnNotice
from bot.services import showing
from bot.services.outbox import Kind
from bot.slack.blocks import secondments, wishes
from bot.slack.rendering.kinds import project_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.outside import OwedMessage
    from bot.slack.blocks.kit import Rendered
    from bot.slack.rendering.kinds import Render


def _objective_met(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    view = showing.secondment_view(session, owed.workspace_id, owed.subject_id, now=now)
    return secondments.objective_met_message(view)


def _objective_met_home(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    view = showing.secondment_view(session, owed.workspace_id, owed.subject_id, now=now)
    return secondments.objective_met_message(view, in_home_channel=True)


def _secondment_wished(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    name, role = project_of(session, owed).name, Role(str(owed.details["role"]))
    return wishes.secondment_wished_message(owed.subject_id, name, role, str(owed.details["asked_by"]))


def _secondment_begun(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    view = showing.secondment_view(session, owed.workspace_id, owed.subject_id, now=now)
    if view.specialist == owed.recipient:
        return secondments.lent_message(view)
    seen = showing.begun_secondment(session, owed, now=now)
    return secondments.begun_message(seen) if seen else None


def _secondment_decided(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    view = showing.decision(session, owed, now=now)
    return secondments.decided_message(view) if view else None


def _return_notice(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    notice = ReturnNotice(str(owed.details["notice"]))
    view = showing.return_notice(
        session, owed.workspace_id, owed.subject_id, notice, to=owed.recipient, now=now
    )
    return secondments.return_notice_message(view) if view else None


RENDERERS: dict[Kind, Render] = {
    Kind.OBJECTIVE_MET: _objective_met,
    Kind.OBJECTIVE_MET_HOME: _objective_met_home,
    Kind.SECONDMENT_WISHED: _secondment_wished,
    Kind.SECONDMENT_STARTED: _secondment_begun,
    Kind.SECONDMENT_BEGUN: _secondment_begun,
    Kind.SECONDMENT_DECIDED: _secondment_decided,
    Kind.RETURN_NOTICE: _return_notice,
}
