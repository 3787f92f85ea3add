"""Other stems than the recipe's: what was taken, and what the buyer is asked."""

import datetime as dt
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class StemSwap(Base):
    """In one delivery, `taken` of another stem are in the place of `quantity` of a stem of the recipe.

    `agreed`: who said yes to it: her choice at checkout, she herself, or her silence; "" from before.
    """

    __tablename__ = "stem_swap"
    __table_args__ = (
        Index(None, "delivery_id"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("taken > 0", name="taken"),
        CheckConstraint("agreed in ('', 'choice', 'buyer', 'silence')", name="agreed"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("delivery.id"))
    stem_id: Mapped[int] = mapped_column(ForeignKey("stem.id"))
    substitute_id: Mapped[int] = mapped_column(ForeignKey("stem.id"))
    quantity: Mapped[int]
    taken: Mapped[int]
    at: Mapped[datetime]
    who: Mapped[str]
    agreed: Mapped[str] = mapped_column(server_default="")


class SubstitutionProposal(Base):
    """What the florist asks a buyer: `swaps` is JSON, each as `consent.Exchange`.

    While it waits, its own hold (with its id) keeps the substitute's stems for `making_day`. `by_default` is
    what happens at the `deadline` without an answer.
    """

    __tablename__ = "substitution_proposal"
    __table_args__ = (
        CheckConstraint("state in ('proposed', 'approved', 'declined', 'lapsed', 'withdrawn')", name="state"),
        CheckConstraint("by_default in ('make', 'refund')", name="by_default"),
        CheckConstraint("(state = 'proposed') = (answered_at is null)", name="answered"),
        Index(None, "delivery_id"),
        Index(
            "uq_substitution_proposal_open",
            "delivery_id",
            unique=True,
            postgresql_where=text("state = 'proposed'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("delivery.id"))
    making_day: Mapped[dt.date]
    swaps: Mapped[list[dict[str, int]]] = mapped_column(JSONB)
    reason: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="proposed")
    by_default: Mapped[str]
    token_hash: Mapped[str] = mapped_column(doc="of the secret in the letter's links")
    deadline: Mapped[datetime]
    proposed_by: Mapped[str]
    proposed_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
