"""What we and the provider see differently: written once, for a person."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.payments.models import PaymentDifference

log = logging.getLogger("posy.payments")


@dataclass(frozen=True, slots=True)
class Difference:
    """`kind` is one of those in docs/algorithms/payment.md; `subject` an id of ours or theirs."""

    kind: str
    subject: str
    payment_id: UUID | None
    facts: dict[str, Any]


def write_difference(session: Session, *, found: Difference, at: datetime) -> bool:
    """Logs it and keeps it; False when it was known already, and then only `seen_at` rises."""
    log.error("payment difference %s: %s %s", found.kind, found.subject, found.facts)
    row = insert(PaymentDifference).values(
        kind=found.kind,
        subject=found.subject,
        payment_id=found.payment_id,
        facts=found.facts,
        found_at=at,
        seen_at=at,
    )
    first_seen = session.scalar(
        row.on_conflict_do_update(index_elements=["kind", "subject"], set_={"seen_at": at}).returning(
            PaymentDifference.found_at
        )
    )
    return first_seen == at
