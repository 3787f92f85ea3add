"""Money that staff have in their hands: a payment that has succeeded when it is written, and by whom."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.kit import ids
from backend.shop.kit.money import Money
from backend.shop.payments.desk_provider import Method
from backend.shop.payments.models import Payment
from backend.shop.payments.rules import DESK, PaymentState
from backend.shop.payments.services.moves import write_move


@dataclass(frozen=True, slots=True)
class Taken:
    """`amount` came by `method`; `who` of the staff took it, with a `note` of hers."""

    amount: Money
    method: Method
    who: str
    note: str = ""


def take(session: Session, *, order_id: UUID, taken: Taken, at: datetime) -> Payment:
    """Writes it down for a locked order; the caller has compared it with the balance."""
    attempts = session.scalars(select(Payment.attempt).where(Payment.order_id == order_id)).all()
    payment_id = ids.new_id()
    payment = Payment(
        id=payment_id,
        order_id=order_id,
        attempt=max(attempts, default=0) + 1,
        provider=DESK,
        method=taken.method,
        state=PaymentState.SUCCEEDED,
        amount=taken.amount.amount,
        captured=taken.amount.amount,
        refunded=0,
        currency=taken.amount.currency,
        created_at=at,
        expires_at=at,
        request={},
        provider_payment_id=f"desk-{payment_id}",
    )
    session.add(payment)
    session.flush()
    write_move(session, payment, before=None, at=at, why=taken.note, who=taken.who)
    return payment
