"""Asking for what is due: the link in a letter, new each time that staff press for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.audit import services as audit
from backend.shop.checkout import selectors
from backend.shop.checkout.errors import NoAddress, NotPayable
from backend.shop.checkout.services import balances, locks
from backend.shop.checkout.services.desk import Deed
from backend.shop.kit.news import PaymentAsked, announce
from backend.shop.orders.services import Step

if TYPE_CHECKING:
    from backend.shop.orders.models import Order


def send_link(*, order_id: UUID, deed: Deed) -> None:
    """Sends the link once more. Raises VersionConflict, NotPayable and NoAddress."""
    with db.transaction() as session:
        order = locks.order(session, order_id=order_id)
        deed.check(order)
        if not balances.awaits_money(session, order):
            raise NotPayable("There is nothing to be paid.", order_status=order.status)
        ask_for_payment(session, order=order, step=deed.step)


def ask_for_payment(session: Session, *, order: Order, step: Step) -> None:
    """Announces it, with the audit's entry as its cause. Raises NoAddress."""
    if not order.buyer_email:
        raise NoAddress("We know no e-mail address of this buyer.")
    entry = audit.record(
        session,
        actor=step.who,
        action="order.payment_asked",
        subject=f"order:{order.id}",
        reason=step.why,
        change={"amount": selectors.balance(session, order), "currency": order.currency},
        at=step.at,
    )
    session.flush()
    announce(session, PaymentAsked(order_id=order.id, move_id=entry.id))
