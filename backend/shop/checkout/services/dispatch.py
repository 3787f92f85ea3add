"""Runs of a day put together: which deliveries a van takes, in which order, and who drives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.accounts import selectors as accounts
from backend.shop.audit import services as audit
from backend.shop.checkout.errors import DriverNotFound, NotForThisRun, StopDone
from backend.shop.delivery import runs
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.rules import DeliveryStatus
from backend.shop.orders.services import Step

if TYPE_CHECKING:
    from backend.shop.delivery.models import Run


@dataclass(frozen=True, slots=True)
class SeenRun:
    """A run at the version that somebody looked at."""

    run_id: UUID
    version: int


def add_run(session: Session, *, day: dt.date, name: str, driver_id: UUID | None, step: Step) -> Run:
    """A new run without stops. Raises DriverNotFound."""
    _check_driver(session, driver_id)
    run = runs.add(session, day=day, name=name, driver_id=driver_id, at=step.at)
    _record(session, run, "add_run", {"name": name, "driver": _text(driver_id)}, step)
    return run


def change_run(session: Session, *, seen: SeenRun, name: str, driver_id: UUID | None, step: Step) -> Run:
    """Another name, another driver. Raises RunNotFound, VersionConflict and DriverNotFound."""
    run = runs.opened(session, run_id=seen.run_id, version=seen.version)
    if driver_id != run.driver_id:
        _check_driver(session, driver_id)
    run.name, run.driver_id = name, driver_id
    run.version += 1
    session.flush()
    _record(session, run, "change_run", {"name": name, "driver": _text(driver_id)}, step)
    return run


def remove_run(session: Session, *, seen: SeenRun, step: Step) -> None:
    """Ends a run on which nothing has been delivered. Raises RunNotFound, VersionConflict and StopDone."""
    run = runs.opened(session, run_id=seen.run_id, version=seen.version)
    _refuse_done(session, {stop.delivery_id for stop in run.stops})
    _record(session, run, "remove_run", {"stops": [str(stop.delivery_id) for stop in run.stops]}, step)
    runs.remove(session, run=run)


def arrange(session: Session, *, seen: SeenRun, delivery_ids: Sequence[UUID], step: Step) -> None:
    """Makes these the run's stops, in this order; what stood on another run of the day leaves it.

    Raises RunNotFound, VersionConflict, NotForThisRun (a delivery of another day, one that is fetched,
    cancelled or unpaid, or one named twice), and StopDone for a delivered stop that would leave its run.
    """
    run = runs.opened(session, run_id=seen.run_id, version=seen.version)
    before = [stop.delivery_id for stop in run.stops]
    fit = order_reads.driven_on(session, run.date)
    unfit = [each for each in delivery_ids if each not in fit]
    if unfit or len(set(delivery_ids)) != len(delivery_ids):
        raise NotForThisRun(
            "Only deliveries of this day, each once, can go on this run.",
            deliveries=[str(each) for each in unfit],
        )
    coming = {each for each in delivery_ids if runs.run_of(session, each) not in (None, run.id)}
    _refuse_done(session, coming | (set(before) - set(delivery_ids)))
    runs.put_in_order(session, run=run, delivery_ids=delivery_ids)
    change = {"before": [str(each) for each in before], "after": [str(each) for each in delivery_ids]}
    _record(session, run, "arrange_run", change, step)


def record_link(session: Session, *, run_id: UUID, step: Step) -> None:
    """Writes down who gave a run's link away: whoever has it may drive."""
    _record(session, runs.read(session, run_id), "link_run", {}, step)


def _refuse_done(session: Session, leaving: Collection[UUID]) -> None:
    states = order_reads.states(session, leaving)
    if done := [each for each, status in states.items() if status is DeliveryStatus.DELIVERED]:
        raise StopDone(
            "A stop that has been delivered stays on its run.", deliveries=[str(each) for each in done]
        )


def _check_driver(session: Session, driver_id: UUID | None) -> None:
    if driver_id is not None and all(each.id != driver_id for each in accounts.drivers(session)):
        raise DriverNotFound("Nobody with this login drives for us.")


def _record(session: Session, run: Run, action: str, change: Mapping[str, object], step: Step) -> None:
    audit.record(
        session,
        actor=step.who,
        action=action,
        subject=f"run:{run.id}",
        reason=step.why,
        change=change,
        at=step.at,
    )


def _text(known: UUID | None) -> str | None:
    return str(known) if known else None
