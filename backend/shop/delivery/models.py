"""Where and when the van goes: zones by postcode, slots, working days, blackouts and overrides, runs."""

import datetime as dt
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, INTEGER, SMALLINT
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base


class Zone(Base):
    """An area with one fee. Amounts are minor units of `currency`.

    A stop there takes the van `travel_minutes` from the one before, and `service_minutes` at the door.
    """

    __tablename__ = "zone"
    __table_args__ = (CheckConstraint("travel_minutes >= 0 and service_minutes >= 0", name="minutes"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    fee: Mapped[int]
    currency: Mapped[str]
    free_above: Mapped[int | None]
    minimum_order: Mapped[int | None]
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    position: Mapped[int] = mapped_column(server_default=text("0"))
    travel_minutes: Mapped[int] = mapped_column(server_default=text("10"))
    service_minutes: Mapped[int] = mapped_column(server_default=text("5"))
    version: Mapped[int] = mapped_column(server_default=text("1"))

    postcodes: Mapped[list["ZonePostcode"]] = relationship(
        back_populates="zone", cascade="all, delete-orphan", order_by="ZonePostcode.low"
    )


class ZonePostcode(Base):
    """A rule of a zone: a postcode (`exact`), a `prefix` or a `range` low..high. The longest match wins."""

    __tablename__ = "zone_postcode"
    __table_args__ = (
        CheckConstraint("kind in ('exact', 'prefix', 'range')", name="kind"),
        CheckConstraint("(kind = 'range') = (high is not null)", name="range_has_high"),
        UniqueConstraint("zone_id", "kind", "low"),
        Index(None, "low"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int] = mapped_column(ForeignKey("zone.id", ondelete="CASCADE"))
    kind: Mapped[str]
    low: Mapped[str]
    high: Mapped[str | None]

    zone: Mapped[Zone] = relationship(back_populates="postcodes")


class SlotTemplate(Base):
    """A slot that recurs on ISO `weekdays` in the shop's wall time; it is laid out into `SlotInstance` rows.

    One with `only_on` belongs to that date alone and has no weekdays. The cut-off is `cutoff_time` on the day
    `cutoff_days` before the delivery, of all days or of working days, or `cutoff_minutes` before it starts.
    `extra_fee` (minor units) is added to the zone's fee: a narrow hour costs more than a whole day.
    """

    __tablename__ = "slot_template"
    __table_args__ = (
        CheckConstraint("method in ('van', 'collection')", name="method"),
        CheckConstraint("starts < ends", name="hours"),
        CheckConstraint("capacity >= 0 and extra_fee >= 0 and cutoff_days >= 0", name="not_negative"),
        CheckConstraint(
            "cutoff_kind in ('days_before', 'working_days_before', 'minutes_before')", name="cutoff_kind"
        ),
        CheckConstraint(
            "case cutoff_kind when 'minutes_before' then cutoff_minutes >= 0 and cutoff_time is null"
            " else cutoff_time is not null and cutoff_minutes is null end",
            name="cutoff",
        ),
        CheckConstraint("(only_on is null) = (cardinality(weekdays) > 0)", name="days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"), doc="None for collection at the shop")
    method: Mapped[str] = mapped_column(server_default="van")
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(SMALLINT))
    starts: Mapped[time]
    ends: Mapped[time]
    whole_day: Mapped[bool] = mapped_column(server_default=text("false"))
    capacity: Mapped[int]
    extra_fee: Mapped[int] = mapped_column(server_default=text("0"))
    cutoff_kind: Mapped[str] = mapped_column(server_default="days_before")
    cutoff_days: Mapped[int] = mapped_column(server_default=text("0"))
    cutoff_time: Mapped[time | None]
    cutoff_minutes: Mapped[int | None]
    only_on: Mapped[date | None]
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    version: Mapped[int] = mapped_column(server_default=text("1"))


class SlotInstance(Base):
    """A slot on a local `date`; its places are the bucket `bucket_id`, with `open` and the cut-off.

    `open` is what a person said of this slot, and `places` how many she gave it; None: as its template says.
    Its bucket is open while its day is, too. What is not `offered` any more (its template was retired, or the
    day has slots of its own) is shown to nobody, and stays for who is booked in it.
    """

    __tablename__ = "slot_instance"
    __table_args__ = (
        UniqueConstraint("template_id", "date"),
        Index(None, "zone_id", "date"),
        CheckConstraint("starts_at < ends_at", name="hours"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    template_id: Mapped[int] = mapped_column(ForeignKey("slot_template.id"))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    method: Mapped[str]
    date: Mapped[date]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    cutoff_at: Mapped[datetime]
    whole_day: Mapped[bool]
    extra_fee: Mapped[int]
    bucket_id: Mapped[int] = mapped_column(ForeignKey("capacity_bucket.id"), unique=True)
    open: Mapped[bool] = mapped_column(server_default=text("true"))
    offered: Mapped[bool] = mapped_column(server_default=text("true"))
    places: Mapped[int | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))


class WorkDay(Base):
    """A local day in the shop: who works, and whether it is open. Its minutes are two buckets of the ledger.

    It belongs here, below the promise, because slots are laid out here and have to know a closed day.
    """

    __tablename__ = "work_day"
    __table_args__ = (
        CheckConstraint(
            "florists >= 0 and florist_minutes >= 0 and vans >= 0 and van_minutes >= 0", name="not_negative"
        ),
    )

    date: Mapped[dt.date] = mapped_column(primary_key=True)
    florists: Mapped[int]
    florist_minutes: Mapped[int] = mapped_column(doc="of each florist")
    vans: Mapped[int]
    van_minutes: Mapped[int] = mapped_column(doc="of each van")
    open: Mapped[bool] = mapped_column(server_default=text("true"))
    closed_because: Mapped[str] = mapped_column(server_default="")
    version: Mapped[int] = mapped_column(server_default=text("1"))


class Blackout(Base):
    """Closed from local day `first` to `last`, and again as often as the RFC 5545 `rule` says; "" is once.

    For the whole shop, or for one zone, category or product. `reason` is what customers read.
    """

    __tablename__ = "blackout"
    __table_args__ = (
        CheckConstraint("first <= last", name="days"),
        CheckConstraint("num_nonnulls(zone_id, category_id, product_id) <= 1", name="one_scope"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[date]
    last: Mapped[date]
    rule: Mapped[str] = mapped_column(server_default="")
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    reason: Mapped[str]
    version: Mapped[int] = mapped_column(server_default=text("1"))


class DayOverride(Base):
    """What is said of one local day itself, before every blackout; `name` is what customers read.

    With `product_ids` nothing but these and add-ons can be had on it. Each slot takes `capacity_percent` of
    its usual places; nothing is sold for the day from `last_order_at` on; with `own_slots` the weekly ones do
    not apply, only those that are of this date alone.
    """

    __tablename__ = "day_override"
    __table_args__ = (
        CheckConstraint("cardinality(product_ids) > 0", name="some_products"),
        CheckConstraint("capacity_percent between 0 and 1000", name="percent"),
    )

    date: Mapped[dt.date] = mapped_column(primary_key=True)
    name: Mapped[str]
    open: Mapped[bool]
    product_ids: Mapped[list[int] | None] = mapped_column(ARRAY(INTEGER))
    capacity_percent: Mapped[int | None]
    last_order_at: Mapped[datetime | None]
    own_slots: Mapped[bool] = mapped_column(server_default=text("false"))
    version: Mapped[int] = mapped_column(server_default=text("1"))


class DestinationRule(Base):
    """What a kind of place asks of what is brought there: `kind_of_place` as in a delivery's recipient.

    Nothing made with a stem whose Latin name begins with one of `species`; the slot ends at `latest_end` of
    the shop's clock at the latest; it ends `minutes_before_service` before a service, if there is one.
    """

    __tablename__ = "destination_rule"
    __table_args__ = (CheckConstraint("minutes_before_service >= 0", name="minutes"),)

    kind_of_place: Mapped[str] = mapped_column(primary_key=True)
    species: Mapped[list[str]] = mapped_column(ARRAY(String), server_default=text("'{}'"))
    latest_end: Mapped[time | None]
    minutes_before_service: Mapped[int | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))


class FloristDay(Base):
    """A day on which everybody wants flowers and that is no public holiday; `rule` as in RFC 5545, yearly."""

    __tablename__ = "florist_day"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    rule: Mapped[str]


class Run(Base):
    """One tour of a van on a local day; its stops are in the order in which they are driven."""

    __tablename__ = "run"
    __table_args__ = (Index(None, "date"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    date: Mapped[date]
    name: Mapped[str]
    driver_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(server_default=text("1"))

    stops: Mapped[list["RunStop"]] = relationship(order_by="RunStop.position", cascade="all, delete-orphan")


class RunStop(Base):
    """A delivery's place on a run: on one run at most, and once."""

    __tablename__ = "run_stop"
    __table_args__ = (Index(None, "run_id", "position"),)

    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("delivery.id"), primary_key=True)
    run_id: Mapped[UUID] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    position: Mapped[int]
