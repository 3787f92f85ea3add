"""Buckets are opened, closed and resized here. What is reserved of them is `change`'s alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.capacity.errors import BelowReserved
from backend.shop.capacity.models import CapacityBucket, DemandLine
from backend.shop.capacity.rules import LOCK_RANKS, HoldState


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that has happened and cannot be refused: who says so, why, and when."""

    person: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NewBucket:
    """A bucket to make: what `ref` stands for has `capacity` units on these days, for sale while `open`."""

    ref: str
    capacity: int
    usable_from: date
    usable_to: date
    cutoff_at: datetime | None = None
    open: bool = True


def open_buckets(session: Session, *, kind: str, buckets: Sequence[NewBucket]) -> dict[str, int]:
    """Opens buckets of one kind and answers their ids by ref. One that is there already stays as it is."""
    if not buckets:
        return {}
    shared = {"kind": kind, "lock_rank": LOCK_RANKS[kind]}
    session.execute(
        insert(CapacityBucket).on_conflict_do_nothing(index_elements=["kind", "ref"]),
        [asdict(bucket) | shared for bucket in buckets],
    )
    refs = [bucket.ref for bucket in buckets]
    known = select(CapacityBucket.ref, CapacityBucket.id)
    rows = session.execute(known.where(CapacityBucket.kind == kind, CapacityBucket.ref.in_(refs)))
    return {row.ref: row.id for row in rows}


def open_bucket(  # noqa: PLR0913  # a bucket's facts, all by keyword
    session: Session,
    *,
    kind: str,
    ref: str,
    capacity: int,
    usable_from: date,
    usable_to: date,
    cutoff_at: datetime | None = None,
) -> int:
    """Opens a bucket and answers its id. One that has this kind and ref already stays as it is."""
    bucket = NewBucket(ref, capacity, usable_from, usable_to, cutoff_at)
    return open_buckets(session, kind=kind, buckets=[bucket])[ref]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a rule says anew of buckets, by id; what is not named stays.

    `sizes` are wanted: below what is reserved a bucket does not fall by a rule.
    """

    doors: Mapping[int, bool] = field(default_factory=dict)
    cutoffs: Mapping[int, datetime] = field(default_factory=dict)
    sizes: Mapping[int, int] = field(default_factory=dict)


def set_terms(session: Session, *, terms: Terms) -> None:
    """Writes what a rule says of buckets, all locked at once; what is reserved stays."""
    buckets = {row.id: row for row in _locked(session, {*terms.doors, *terms.cutoffs, *terms.sizes})}
    for opened in (True, False):
        turned = [each for each in buckets if terms.doors.get(each) is opened]
        session.execute(update(CapacityBucket).where(CapacityBucket.id.in_(turned)).values(open=opened))
    for at in sorted(set(terms.cutoffs.values())):
        moved = [each for each in buckets if terms.cutoffs.get(each) == at]
        session.execute(update(CapacityBucket).where(CapacityBucket.id.in_(moved)).values(cutoff_at=at))
    for bucket_id, size in terms.sizes.items():
        bucket = buckets[bucket_id]
        _resize(session, bucket, max(size, min(bucket.capacity, bucket.reserved)), None)


def set_capacity(session: Session, *, bucket_id: int, capacity: int, fact: Fact | None = None) -> int:
    """Resizes a bucket, and answers what it held before.

    Below what is reserved only a fact is accepted: it overbooks, and is audited. Raises BelowReserved for a
    voluntary reduction below what is reserved.
    """
    (bucket,) = _locked(session, [bucket_id])
    if fact is None and capacity < min(bucket.capacity, bucket.reserved):
        raise BelowReserved(reserved=bucket.reserved, capacity=capacity, kind=bucket.kind, ref=bucket.ref)
    return _resize(session, bucket, capacity, fact)


def shrink(session: Session, *, bucket_id: int, by: int, fact: Fact) -> int:
    """Takes units out of a bucket, down to none, and answers what it held before. It is a fact."""
    (bucket,) = _locked(session, [bucket_id])
    return _resize(session, bucket, max(0, bucket.capacity - by), fact)


def restate(
    session: Session, *, bucket_id: int, units: int | None, usable_from: date, usable_to: date, fact: Fact
) -> None:
    """Says how many units a bucket had in all, used ones included (None: as many as it has), and on which
    days it can be used. It is a fact: whoever has units reserved keeps them, even for a day that the bucket
    serves no more; that is for a person to solve.
    """
    (bucket,) = _locked(session, [bucket_id])
    capacity = bucket.capacity if units is None else max(0, units - _used(session, bucket_id))
    _resize(session, bucket, capacity, fact, usable_from=usable_from, usable_to=usable_to)


def resize_all(session: Session, *, kind: str, beginning: str, capacity: int) -> None:
    """Gives every bucket of a kind whose ref begins so the same size; what is reserved above it stays."""
    theirs = (CapacityBucket.kind == kind) & CapacityBucket.ref.startswith(beginning, autoescape=True)
    _locked(session, session.scalars(select(CapacityBucket.id).where(theirs)))
    session.execute(
        update(CapacityBucket)
        .where(theirs)
        .values(capacity=capacity, overbooked=func.greatest(0, CapacityBucket.reserved - capacity))
    )


def _used(session: Session, bucket_id: int) -> int:
    """What is consumed of a bucket that is locked: who consumes beside this was before, or waits."""
    lines = (DemandLine.bucket_id == bucket_id) & (DemandLine.state == HoldState.CONSUMED)
    return session.scalar(select(func.coalesce(func.sum(DemandLine.quantity), 0)).where(lines)) or 0


def _resize(session: Session, bucket: Row[Any], capacity: int, fact: Fact | None, **days: date) -> int:
    overbooked = max(0, bucket.reserved - capacity)
    session.execute(
        update(CapacityBucket)
        .where(CapacityBucket.id == bucket.id)
        .values(capacity=capacity, overbooked=overbooked, **days)
    )
    if fact is not None:
        _audit(session, bucket=bucket, capacity=capacity, overbooked=overbooked, fact=fact)
    was: int = bucket.capacity
    return was


def _locked(session: Session, bucket_ids: Iterable[int]) -> list[Row[Any]]:
    """The rows, locked in the ledger's order and as weakly as an update does."""
    columns = CapacityBucket.__table__.columns
    return list(
        session.execute(
            select(
                columns.id,
                columns.kind,
                columns.ref,
                columns.capacity,
                columns.reserved,
                columns.overbooked,
            )
            .where(columns.id.in_(list(bucket_ids)))
            .order_by(columns.lock_rank, columns.id)
            .with_for_update(key_share=True)
        )
    )


def _audit(session: Session, *, bucket: Row[Any], capacity: int, overbooked: int, fact: Fact) -> None:
    audit.record(
        session,
        actor=fact.person,
        action="capacity.set",
        subject=f"capacity_bucket:{bucket.id}",
        reason=fact.reason,
        change={
            "capacity": [bucket.capacity, capacity],
            "overbooked": [bucket.overbooked, overbooked],
            "reserved": bucket.reserved,
        },
        at=fact.at,
    )
