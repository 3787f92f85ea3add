"""Runs of a day: tours of a van with their stops in order and somebody who drives them.

Runs are locked after the orders, those of a day together and by id, before their stops. Every edit names the
version it saw and raises it.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from backend.shop.delivery.errors import RunNotFound
from backend.shop.delivery.models import Run, RunStop
from backend.shop.kit import ids
from backend.shop.kit.errors import VersionConflict


def of_day(session: Session, day: date) -> list[Run]:
    """The runs of a local day with their stops, the oldest first."""
    query = select(Run).where(Run.date == day).order_by(Run.created_at, Run.id)
    return list(session.scalars(query.options(selectinload(Run.stops))))


def of_driver(session: Session, *, driver_id: UUID, day: date) -> list[Run]:
    """What somebody drives on a local day."""
    return [run for run in of_day(session, day) if run.driver_id == driver_id]


def read(session: Session, run_id: UUID) -> Run:
    """A run with its stops, read afresh. Raises RunNotFound."""
    run = find(session, run_id)
    if run is None:
        raise RunNotFound
    return run


def find(session: Session, run_id: UUID) -> Run | None:
    query = select(Run).where(Run.id == run_id).options(selectinload(Run.stops))
    return session.scalar(query.execution_options(populate_existing=True))


def run_of(session: Session, delivery_id: UUID) -> UUID | None:
    """The run that a delivery is a stop of."""
    return session.scalar(select(RunStop.run_id).where(RunStop.delivery_id == delivery_id))


def add(session: Session, *, day: date, name: str, driver_id: UUID | None, at: datetime) -> Run:
    run = Run(id=ids.new_id(), date=day, name=name, driver_id=driver_id, created_at=at, stops=[])
    session.add(run)
    session.flush()
    return run


def opened(session: Session, *, run_id: UUID, version: int) -> Run:
    """The run under its lock, with the others of its day. Raises RunNotFound and VersionConflict."""
    day = select(Run.date).where(Run.id == run_id).scalar_subquery()
    _lock(session, session.scalars(select(Run.id).where(Run.date == day)).all())
    run = read(session, run_id)
    if run.version != version:
        raise VersionConflict("Somebody else has changed this run meanwhile. Please look again.")
    return run


def put_in_order(session: Session, *, run: Run, delivery_ids: Sequence[UUID]) -> None:
    """Makes these the stops of an opened run, in this order; what stood on another run leaves it."""
    others = select(RunStop.run_id).where(RunStop.delivery_id.in_(delivery_ids), RunStop.run_id != run.id)
    _raise_versions(session, set(session.scalars(others)))
    session.execute(delete(RunStop).where((RunStop.run_id == run.id) | RunStop.delivery_id.in_(delivery_ids)))
    session.expire(run, ["stops"])
    session.add_all(
        RunStop(delivery_id=each, run_id=run.id, position=position)
        for position, each in enumerate(delivery_ids)
    )
    run.version += 1
    session.flush()


def take_off(session: Session, *, delivery_ids: Collection[UUID]) -> None:
    """Takes deliveries off their runs; whoever is just ordering such a run sees that it changed."""
    stops = RunStop.delivery_id.in_(delivery_ids)
    _raise_versions(session, set(session.scalars(select(RunStop.run_id).where(stops))))
    session.execute(delete(RunStop).where(stops))


def remove(session: Session, *, run: Run) -> None:
    """Ends an opened run; its stops wait for another."""
    session.delete(run)
    session.flush()


def _lock(session: Session, run_ids: Collection[UUID]) -> list[Run]:
    query = select(Run).where(Run.id.in_(run_ids)).order_by(Run.id).with_for_update()
    return list(session.scalars(query.execution_options(populate_existing=True)))


def _raise_versions(session: Session, run_ids: Collection[UUID]) -> None:
    for run in _lock(session, run_ids):
        run.version += 1
    session.flush()
