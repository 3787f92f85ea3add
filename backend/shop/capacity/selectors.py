"""Reads of the ledger, as plain facts, only as fresh as the statement that read them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from backend.shop.capacity.models import CapacityBucket, DemandLine, Hold
from backend.shop.capacity.rules import LIVE, HoldState


@dataclass(frozen=True, slots=True)
class BucketFacts:
    """`free` units can be sold: never the overbooked ones, never less than 0."""

    id: int
    kind: str
    ref: str
    capacity: int
    overbooked: int
    reserved: int
    free: int
    open: bool
    usable_from: date
    usable_to: date
    cutoff_at: datetime | None


@dataclass(frozen=True, slots=True)
class LineFacts:
    bucket_id: int
    quantity: int
    use_on: date
    state: HoldState


@dataclass(frozen=True, slots=True)
class HoldFacts:
    """One delivery's hold with all its lines, ended ones included, oldest first."""

    delivery_id: UUID
    version: int
    expires_at: datetime | None
    lines: tuple[LineFacts, ...]

    @property
    def live(self) -> tuple[LineFacts, ...]:
        return tuple(line for line in self.lines if line.state in LIVE)


@dataclass(frozen=True, slots=True)
class Drift:
    """A bucket whose `reserved` is not the sum of its live lines: never, unless something is broken."""

    bucket_id: int
    reserved: int
    live: int


def buckets(session: Session, ids: Iterable[int]) -> dict[int, BucketFacts]:
    """The buckets that exist among these, by id."""
    return {facts.id: facts for facts in _buckets(session, CapacityBucket.id.in_(list(ids)))}


def by_refs(session: Session, kind: str, refs: Iterable[str]) -> dict[str, BucketFacts]:
    """The buckets of a kind that exist among these, by what they stand for."""
    wanted = (CapacityBucket.kind == kind) & CapacityBucket.ref.in_(list(refs))
    return {facts.ref: facts for facts in _buckets(session, wanted)}


def _buckets(session: Session, wanted: ColumnElement[bool]) -> Iterable[BucketFacts]:
    bucket = CapacityBucket
    columns = (
        bucket.id,
        bucket.kind,
        bucket.ref,
        bucket.capacity,
        bucket.overbooked,
        bucket.reserved,
        func.greatest(bucket.capacity - bucket.reserved, 0),
        bucket.open,
        bucket.usable_from,
        bucket.usable_to,
        bucket.cutoff_at,
    )
    return (BucketFacts(*row) for row in session.execute(select(*columns).where(wanted)))


def hold(session: Session, delivery_id: UUID) -> HoldFacts | None:
    """What a delivery has reserved and had reserved; its version is what `change` wants to be told."""
    known = session.execute(
        select(Hold.version, Hold.expires_at).where(Hold.delivery_id == delivery_id)
    ).one_or_none()
    if known is None:
        return None
    lines = session.execute(
        select(DemandLine.bucket_id, DemandLine.quantity, DemandLine.use_on, DemandLine.state)
        .where(DemandLine.delivery_id == delivery_id)
        .order_by(DemandLine.id)
    )
    facts = (LineFacts(row.bucket_id, row.quantity, row.use_on, HoldState(row.state)) for row in lines)
    return HoldFacts(delivery_id, known.version, known.expires_at, tuple(facts))


def held_until(session: Session, delivery_ids: Collection[UUID]) -> datetime | None:
    """The moment until which all of these are held; None where none has a hold that may expire."""
    return session.scalar(select(func.min(Hold.expires_at)).where(Hold.delivery_id.in_(delivery_ids)))


def holders(session: Session, *, bucket_ids: Collection[int], use_on: date | None = None) -> list[UUID]:
    """Deliveries that have something live of these buckets, for use on a day (None: on any), by id."""
    query = select(DemandLine.delivery_id).where(
        DemandLine.bucket_id.in_(bucket_ids), DemandLine.state.in_([*LIVE])
    )
    if use_on is not None:
        query = query.where(DemandLine.use_on == use_on)
    return list(session.scalars(query.distinct().order_by(DemandLine.delivery_id)))


def overdue(session: Session, *, at: datetime, bucket_ids: Iterable[int] | None = None) -> list[UUID]:
    """Deliveries whose hold should have expired by then, longest overdue first. The sweeper decides.

    With `bucket_ids` only those that hold something of these buckets.
    """
    late = select(Hold.delivery_id).where(Hold.expires_at <= at).order_by(Hold.expires_at)
    if bucket_ids is not None:
        lines = (DemandLine.delivery_id == Hold.delivery_id) & DemandLine.state.in_([*LIVE])
        late = late.where(exists().where(lines, DemandLine.bucket_id.in_(list(bucket_ids))))
    return list(session.scalars(late))


@dataclass(frozen=True, slots=True)
class Standing:
    """What is live of a bucket: merely held, or confirmed; `touched`: anybody ever had anything of it."""

    held: int = 0
    confirmed: int = 0
    touched: bool = False


def standing(session: Session, bucket_ids: Collection[int]) -> dict[int, Standing]:
    """How each of these buckets stands."""
    quantity = func.sum(DemandLine.quantity)
    query = (
        select(
            DemandLine.bucket_id,
            func.coalesce(quantity.filter(DemandLine.state == HoldState.HELD), 0),
            func.coalesce(quantity.filter(DemandLine.state == HoldState.CONFIRMED), 0),
        )
        .where(DemandLine.bucket_id.in_(bucket_ids))
        .group_by(DemandLine.bucket_id)
    )
    found = {row[0]: Standing(row[1], row[2], touched=True) for row in session.execute(query)}
    return {bucket_id: found.get(bucket_id, Standing()) for bucket_id in bucket_ids}


def drift(session: Session) -> list[Drift]:
    """Where the ledger does not add up."""
    live = func.coalesce(func.sum(DemandLine.quantity), 0)
    lines = (DemandLine.bucket_id == CapacityBucket.id) & DemandLine.state.in_([*LIVE])
    query = (
        select(CapacityBucket.id, CapacityBucket.reserved, live)
        .outerjoin(DemandLine, lines)
        .group_by(CapacityBucket.id)
        .having(CapacityBucket.reserved != live)
        .order_by(CapacityBucket.id)
    )
    return [Drift(*row) for row in session.execute(query)]
