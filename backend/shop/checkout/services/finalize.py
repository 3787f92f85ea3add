"""The one finalizer: whatever the provider says of a payment is brought home, once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.checkout import rules, selectors
from backend.shop.checkout.rules import Facts, Sum, Verdict, decide
from backend.shop.checkout.services import holding, late, locks, money
from backend.shop.checkout.services.confirm import confirm
from backend.shop.kit.failpoints import failpoint
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.rules import OrderStatus
from backend.shop.orders.services import Step
from backend.shop.payments import services as payments
from backend.shop.payments.provider import Session as ProviderSession
from backend.shop.payments.provider import SessionState
from backend.shop.payments.rules import PaymentState, Purpose, RefundCause

if TYPE_CHECKING:
    from backend.shop.orders.models import Order
    from backend.shop.payments.models import Payment

_TAKES_MONEY = frozenset({Verdict.REFUND, Verdict.CONFIRM, Verdict.REVIVE, Verdict.KEEP})


def finalize(
    *, payment_id: UUID, found: ProviderSession, now: datetime, why: str, declined: int | None = None
) -> Verdict:
    """Applies the provider's word under locks on order and payment; safe to repeat, in any order.

    With `declined` it is the answer to the capture after so many: one of an earlier capture moves nothing.
    """
    with db.transaction() as session:
        order, payment = locks.payment(session, payment_id=payment_id)
        if found.state is SessionState.DECLINED and declined != payment.declined:
            return Verdict.NOTHING
        asked, came = (payment.amount, payment.currency), (found.amount, found.currency)
        due = selectors.balance(session, order)
        cell = Facts(
            order=_standing(session, order),
            payment=PaymentState(payment.state),
            said=found.state,
            sum=rules.compare(asked=asked, came=came),
            holds=_holds(session, order),
            owed=due > 0,
        )
        verdict = decide(cell)
        if payment.session_id is None:  # the process that opened it died before it could say so
            payments.note_session(session, payment=payment, found=found, at=now)
        if verdict in _TAKES_MONEY:
            payments.succeed(session, payment=payment, found=found, at=now, why=why)
            step = Step(now, "shop", why)
            _bring_home(session, verdict=verdict, order=order, payment=payment, due=due, step=step)
        else:
            _move(session, cell, verdict, payment=payment, found=found, step=Step(now, "shop", why))
    failpoint("finalized")
    return verdict


def _move(
    session: Session,
    cell: Facts,
    verdict: Verdict,
    *,
    payment: Payment,
    found: ProviderSession,
    step: Step,
) -> None:
    """What a word without money does to the payment; the order and its places stay."""
    if verdict is Verdict.ALERT:
        payments.question(session, payment=payment, found=found, at=step.at, kind=_question(cell))
    elif verdict is Verdict.CLOSE:
        payments.close(session, payment=payment, said=found.state, at=step.at, why=step.why)
    elif verdict is Verdict.REOPEN:
        payments.reopen(session, payment=payment, at=step.at)
    elif verdict is Verdict.CAPTURE:
        payments.begin_capture(session, payment=payment, at=step.at, why=step.why)


def _question(cell: Facts) -> str:
    if cell.sum is Sum.SAME:
        return "pending"
    return "amount" if cell.sum is Sum.OTHER_AMOUNT else "currency"


def _bring_home(
    session: Session, *, verdict: Verdict, order: Order, payment: Payment, due: int, step: Step
) -> None:
    """Money that is there is applied up to the balance due; the holds are changed last."""
    back = rules.excess(came=payment.captured, due=due)
    if verdict is Verdict.REVIVE and not late.revive(session, order=order, step=step):
        verdict = Verdict.REFUND
    if verdict is Verdict.REFUND:
        back = payment.captured
    if back > 0:
        refunds = money.give_back(
            session, of=[payment], amount=back, purpose=_purpose(order, verdict), at=step.at
        )
        money.tell(session, order, refunds)
    if verdict is Verdict.CONFIRM:
        confirm(session, order=order, step=step)


def _purpose(order: Order, verdict: Verdict) -> Purpose:
    if verdict is Verdict.REFUND and not rules.is_sold(OrderStatus(order.status)):
        return Purpose(RefundCause.LATE, "the order could not be kept")
    return Purpose(RefundCause.EXCESS, "more than was due")


def _standing(session: Session, order: Order) -> OrderStatus:
    """An expired order whose cart has a newer one that lives counts as replaced by it.

    So does one that has forgotten whom it was for: money that comes for it can only go back.
    """
    ended = order.status == OrderStatus.EXPIRED
    if ended and (order.erased_at is not None or order_reads.is_followed(session, order)):
        return OrderStatus.REPLACED
    return OrderStatus(order.status)


def _holds(session: Session, order: Order) -> rules.Holds:
    live = {hold.delivery_id for hold in holding.of(session, order)}
    return rules.holds([parcel.id in live for parcel in order.deliveries])
