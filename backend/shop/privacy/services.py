"""What the shop knows of a customer, told to her in one piece; and forgetting her, room by room.

Closing the account is one transaction. What her orders say of people is erased when an order is over, one
transaction for each; the books keep their sums.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from backend import db
from backend.shop.accounts import leaving as accounts
from backend.shop.audit import services as audit
from backend.shop.cart import services as carts
from backend.shop.checkout.services import balances, keys, locks
from backend.shop.kit import news
from backend.shop.kit.errors import Refusal
from backend.shop.notifications import leaving as letters
from backend.shop.orders import leaving as orders
from backend.shop.orders import owned
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments import services as payments
from backend.shop.privacy.models import Erasure

log = logging.getLogger("posy.privacy")

Clock = Callable[[], datetime]


def export(session: Session, *, account_id: UUID, at: datetime) -> dict[str, Any]:
    """Everything that every room keeps of the account's person; amounts in minor units."""
    order_ids = owned.all_of(session, account_id=account_id)
    told = orders.export_person(session, account_id=account_id)
    emails = accounts.emails_of(session, account_id=account_id)
    return {
        "made_at": at,
        "account": accounts.export_person(session, account_id=account_id),
        "cart": carts.export_person(session, account_id=account_id),
        "cart_sums": carts.export_sums(session, account_id=account_id),
        "orders": [
            {**order, "payments": payments.export_person(session, order_id=order_id)}
            for order_id, order in zip(order_ids, told, strict=True)
        ],
        "letters": letters.export_person(session, order_ids=order_ids, emails=emails),
        "changes": audit.export_person(session, subjects=[f"account:{account_id}"]),
    }


def close(session: Session, *, account_id: UUID, at: datetime) -> None:
    """Closes the account; her orders are gone through by a job, now and until the last of them is over.

    The cart goes first: an order that is being placed holds it and then needs the account.

    Raises StaffAccount.
    """
    subject = f"account:{account_id}"
    emails = accounts.emails_of(session, account_id=account_id)
    carts.erase_person(session, account_id=account_id, emails=emails)
    accounts.erase_person(session, account_id=account_id, emails=emails)
    letters.erase_person(session, emails=emails)
    audit.erase_person(session, subjects=[subject])
    who = f"customer:{account_id}"
    audit.record(session, actor=who, action="account.closed", subject=subject, reason="", change={}, at=at)
    session.add(Erasure(account_id=account_id, asked_at=at))
    session.flush()
    news.defer(session, task="privacy:erase", arguments={"account_id": str(account_id)})


def erase_due(*, clock: Clock) -> int:
    """Goes through the orders of every closed account that still waits; answers how many were erased.

    One that was finished a day ago is looked at again: an order may have been on its way in as it was closed.
    """
    fresh = Erasure.finished_at > clock() - timedelta(days=1)
    with db.transaction() as session:
        query = select(Erasure.account_id).where(Erasure.finished_at.is_(None) | fresh)
        waiting = list(session.scalars(query.order_by(Erasure.asked_at)))
    return sum(erase(account_id=account_id, clock=clock) for account_id in waiting)


def erase(*, account_id: UUID, clock: Clock) -> int:
    """Erases what can be of a closed account's orders; answers how many. It may run twice."""
    with db.transaction() as session:
        waiting = orders.waiting(session, account_id=account_id)
    erased = sum(_erase_order(order_id, clock) for order_id in waiting)
    with db.transaction() as session:
        asked = session.get(Erasure, account_id, with_for_update=True)
        if asked is not None:
            left = orders.waiting(session, account_id=account_id)
            asked.finished_at = None if left else asked.finished_at or clock()
    return erased


def _erase_order(order_id: UUID, clock: Clock) -> bool:
    """One order's trouble is left to the next run; it does not keep the others from theirs."""
    try:
        with db.transaction() as session:
            return _erased(session, order_id, clock())
    except (Refusal, OperationalError) as error:
        log.warning("order %s is to be erased and was left as it is: %s", order_id, error)
        return False


def _erased(session: Session, order_id: UUID, now: datetime) -> bool:
    """Whether the order is over and, by that, has just been erased in every room."""
    order, attempts = locks.order_and_payments(session, order_id=order_id)
    if not (orders.is_over(order, now=now) and payments.is_settled(session, order_id=order_id, now=now)):
        return False
    if balances.awaits_money(session, order):  # who owes is asked for it
        return False
    letter_ids = letters.erase_person(session, order_ids=[order_id])
    refunds = payment_reads.refunds_of_order(session, order_id)
    subjects = [f"order:{order_id}"]
    subjects += [f"delivery:{each.id}" for each in order.deliveries]
    subjects += [f"payment:{each.id}" for each in attempts] + [f"refund:{each.id}" for each in refunds]
    subjects += [f"letter:{letter_id}" for letter_id in letter_ids]
    audit.erase_person(session, subjects=subjects)
    payments.erase_person(session, order_id=order_id)
    keys.erase_person(session, order_id=order_id)
    orders.erase_person(session, order=order, at=now)
    return True
