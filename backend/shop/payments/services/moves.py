"""The history of payments and refunds: one row for every step."""

from datetime import datetime

from sqlalchemy.orm import Session

from backend.shop.payments.models import Payment, PaymentMove, Refund


def write_move(
    session: Session,
    moved: Payment | Refund,
    *,
    before: str | None,
    at: datetime,
    why: str,
    who: str = "shop",
) -> None:
    """Writes that a payment or a refund is now in the state it has."""
    refund = moved if isinstance(moved, Refund) else None
    session.add(
        PaymentMove(
            payment_id=refund.payment_id if refund else moved.id,
            refund_id=refund.id if refund else None,
            from_state=before,
            to_state=moved.state,
            at=at,
            who=who,
            why=why,
        )
    )
