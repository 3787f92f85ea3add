"""The sweeper: overdue holds and their orders, each first asked after at the payment provider."""

import logging
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import OperationalError

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import HoldState
from backend.shop.checkout.errors import PaymentInQuestion
from backend.shop.checkout.services import holding, resolve
from backend.shop.kit.errors import Refusal
from backend.shop.kit.failpoints import failpoint
from backend.shop.orders import selectors as order_reads
from backend.shop.orders import services as orders
from backend.shop.orders.rules import OrderStatus
from backend.shop.orders.services import Step
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments import services as payments
from backend.shop.payments.errors import ProviderUnavailable

log = logging.getLogger("posy.checkout")

Clock = Callable[[], datetime]

_MOST_AT_ONCE = 10  # orders that one refused customer waits for
_FORGOTTEN = timedelta(minutes=10)  # an event's own job has tried long enough by then
_UNHEARD = timedelta(minutes=3)  # an event about a page that was paid at once has come by then
ASKED_AT_ONCE = 20  # open pages, in a minute


def sweep(*, clock: Clock) -> int:
    """Expires what is overdue and will never be paid; answers how many orders that was."""
    return sum(_expire(order_id, clock) for order_id in _overdue(clock()))


def sweep_buckets(bucket_ids: Collection[int], *, clock: Clock) -> bool:
    """The same for what is overdue on these buckets; whether any place may have become free."""
    late = _overdue(clock(), bucket_ids)[:_MOST_AT_ONCE]
    return sum(_expire(order_id, clock) for order_id in late) > 0


def end_orphans(*, clock: Clock) -> int:
    """Ends pages that a killed process left open for orders that have ended; answers how many there were.

    Money that came meanwhile is brought home by the finalizer: it goes back.
    """
    with db.transaction() as session:
        live = payment_reads.live(session)
        ended = order_reads.ended_among(session, set(live.values()))
    orphans = [payment_id for payment_id, order_id in live.items() if order_id in ended]
    for payment_id in orphans:
        try:
            resolve.resolve(payment_id=payment_id, clock=clock)
        except (Refusal, OperationalError) as error:
            log.warning("payment %s of an ended order was left as it is: %s", payment_id, error)
    return len(orphans)


def ask_after_open(*, clock: Clock) -> int:
    """Asks about some pages that have been open for a while: their event may be lost and their tab closed.

    Answers how many were asked about. A provider that does not answer is not asked again in this minute.
    """
    now = clock()
    with db.transaction() as session:
        unheard = payment_reads.open_at(session, now, since=now - _UNHEARD, most=ASKED_AT_ONCE)
    asked = 0
    for payment_id in unheard:
        asked += 1
        try:
            resolve.ask(payment_id=payment_id, clock=clock, why="asked after")
        except ProviderUnavailable:
            log.warning("the provider does not answer: %s open payments wait", len(unheard))
            break
        except (Refusal, OperationalError) as error:
            log.warning("payment %s was asked after and left as it is: %s", payment_id, error)
    return asked


def hear_forgotten(*, clock: Clock) -> int:
    """Works the events whose job has given up; answers how many there were."""
    with db.transaction() as session:
        waiting = payment_reads.unhandled(session, before=clock() - _FORGOTTEN)
    for inbox_id in waiting:
        try:
            hear_event(inbox_id=inbox_id, clock=clock)
        except Refusal as refusal:
            log.warning("event %s is not handled: %s", inbox_id, refusal.detail)
    return len(waiting)


def hear_event(*, inbox_id: int, clock: Clock) -> None:
    """Asks the provider about the payment that an event names; the event itself is only a hint."""
    with db.transaction() as session:
        event = payment_reads.inbox(session, inbox_id)
        reference = payment_reads.reference(event) if event else None
    if reference is not None:
        with suppress(PaymentInQuestion):  # a person has been told
            resolve.hear(payment_id=reference, clock=clock, why=f"webhook {inbox_id}")
    with db.transaction() as session:
        payments.handled(session, inbox_id=inbox_id, at=clock())
    failpoint("event_handled")


def _overdue(now: datetime, bucket_ids: Collection[int] | None = None) -> list[UUID]:
    with db.transaction() as session:
        late = ledger.overdue(session, at=now, bucket_ids=bucket_ids)
        return order_reads.of_holds(session, late)


def _expire(order_id: UUID, clock: Clock) -> bool:
    """One order's trouble is left to the next minute; it does not keep the others from theirs."""
    try:
        with db.transaction() as session:
            live = [payment.id for payment in payment_reads.live_of_order(session, order_id)]
        for payment_id in live:
            resolve.resolve(payment_id=payment_id, clock=clock)
        return _expire_unpaid(order_id, clock())
    except (Refusal, OperationalError) as error:
        log.warning("order %s is overdue and was left as it is: %s", order_id, error)
        return False


def _expire_unpaid(order_id: UUID, now: datetime) -> bool:
    with db.transaction() as session:
        order = orders.lock_free(session, order_id=order_id)
        if order is None or order.status != OrderStatus.PENDING_PAYMENT:
            return False
        if payment_reads.live_of_order(session, order_id):
            return False
        holds = holding.whole(session, order)
        if any(hold.expires_at and hold.expires_at > now for hold in holds):
            return False
        orders.move(session, order=order, to=OrderStatus.EXPIRED, step=Step(now, "shop", "not paid in time"))
        capacity.change(session, changes=holding.ended(holds, HoldState.EXPIRED))
    failpoint("expired")
    return True
