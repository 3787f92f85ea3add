"""Refunds: written under their payment's lock, so that never more goes back than came."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.shop.kit import ids
from backend.shop.payments.errors import IllegalPaymentMove, OverRefund
from backend.shop.payments.models import Payment, Refund
from backend.shop.payments.provider import RefundSaid
from backend.shop.payments.rules import REFUND_PATHS, PaymentState, Purpose, RefundState
from backend.shop.payments.services.attempts import lock, move
from backend.shop.payments.services.moves import write_move


def request_refund(
    session: Session, *, payment: Payment, amount: int, purpose: Purpose, at: datetime
) -> Refund:
    """Writes a refund of a locked payment; it is sent after this commit with its id as key.

    Raises OverRefund when less than `amount` is left of what came.
    """
    left = payment.captured - payment.refunded
    if not 0 < amount <= left:
        raise OverRefund(f"{left} of this payment are left, not {amount}.", left=left)
    refund = Refund(
        id=ids.new_id(),
        payment_id=payment.id,
        state=RefundState.REQUESTED,
        amount=amount,
        cause=purpose.cause,
        about=purpose.about,
        quantity=purpose.quantity,
        reason=purpose.reason,
        created_at=at,
    )
    payment.refunded += amount
    session.add(refund)
    session.flush()
    write_move(session, refund, before=None, at=at, why=purpose.reason)
    return refund


def lock_refund(session: Session, *, refund_id: UUID) -> tuple[Refund, Payment]:
    """A refund with its payment, the payment locked first."""
    payment_id = session.scalars(select(Refund.payment_id).where(Refund.id == refund_id)).one()
    payment = lock(session, payment_ids=[payment_id])[payment_id]
    query = select(Refund).where(Refund.id == refund_id).with_for_update()
    refund = session.scalars(query.execution_options(populate_existing=True)).one()
    return refund, payment


def move_refund(session: Session, *, refund: Refund, to: RefundState, at: datetime, why: str) -> None:
    """The one door of refunds."""
    if to not in REFUND_PATHS[RefundState(refund.state)]:
        raise IllegalPaymentMove(f"A refund that is {refund.state} cannot become {to}.")
    before, refund.state = refund.state, to
    write_move(session, refund, before=before, at=at, why=why)


def note_refund(
    session: Session, *, refund: Refund, payment: Payment, said: RefundSaid, at: datetime
) -> None:
    """Applies the provider's word to a locked refund that is still on its way; said twice, it counts once.

    A failed one leaves the payment's sum, so that it can be sent again.
    """
    refund.provider_refund_id = said.id or refund.provider_refund_id
    if refund.state in (RefundState.SUCCEEDED, RefundState.FAILED) or refund.state == said.state:
        return
    move_refund(session, refund=refund, to=said.state, at=at, why=said.why)
    if said.state is RefundState.FAILED:
        payment.refunded -= refund.amount
    elif said.state is RefundState.SUCCEEDED:
        _follow(session, payment=payment, at=at)


def _follow(session: Session, *, payment: Payment, at: datetime) -> None:
    """The payment's state says how much has really gone back."""
    session.flush()
    back = session.scalars(
        select(func.coalesce(func.sum(Refund.amount), 0)).where(
            Refund.payment_id == payment.id, Refund.state == RefundState.SUCCEEDED
        )
    ).one()
    to = PaymentState.REFUNDED if back == payment.captured else PaymentState.PARTLY_REFUNDED
    if payment.state != to:
        move(session, payment=payment, to=to, at=at, why=f"{back} of {payment.captured} have gone back")
