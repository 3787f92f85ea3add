"""Writes of the vans' runs: what no longer goes out, or on another day, leaves its run."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from backend.shop.delivery.models import Run, RunStop


def leave_runs(session: Session, *, delivery_ids: Collection[UUID]) -> None:
    """Takes deliveries off their runs; whoever is just ordering such a run sees that it changed."""
    left = delete(RunStop).where(RunStop.delivery_id.in_(delivery_ids)).returning(RunStop.run_id)
    runs = set(session.scalars(left))
    if runs:
        session.execute(update(Run).where(Run.id.in_(runs)).values(version=Run.version + 1))
