"""Weekly slots and those of one date by hand: changed, retired, and at once true for what is laid out.

Who is booked keeps her hours and her place. A slot that nobody has booked takes what is new.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.audit.services import Deed
from backend.shop.capacity import selectors as ledger
from backend.shop.delivery.errors import BadTemplate, ScopeNotFound, TemplateNotFound
from backend.shop.delivery.models import SlotInstance, SlotTemplate, Zone
from backend.shop.delivery.rules import instant
from backend.shop.delivery.services.changes import record
from backend.shop.delivery.services.zones import settle_ahead
from backend.shop.kit.clock import local_day
from backend.shop.kit.errors import VersionConflict
from backend.shop.settings import services as settings
from backend.shop.settings.selectors import shop


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """As `SlotTemplate`, but for where it is."""

    weekdays: list[int]
    starts: time
    ends: time
    capacity: int
    cutoff_kind: str
    cutoff_days: int = 0
    cutoff_time: time | None = None
    cutoff_minutes: int | None = None
    whole_day: bool = False
    extra_fee: int = 0
    active: bool = True


def add_template(
    session: Session, *, zone_id: int | None, only_on: date | None, facts: TemplateFacts, deed: Deed
) -> SlotTemplate:
    """Adds a slot of a zone (None: collection), every week or `only_on` one date, and lays it out.

    Raises ScopeNotFound and BadTemplate.
    """
    if zone_id is not None and session.get(Zone, zone_id) is None:
        raise ScopeNotFound
    _check(facts, only_on)
    if only_on is not None:
        _check_night(facts, only_on, shop(session).time_zone)
    template = SlotTemplate(
        zone_id=zone_id,
        method="van" if zone_id else "collection",
        only_on=only_on,
        version=1,
        **asdict(facts),
    )
    session.add(template)
    session.flush()
    record(session, "slot_template.added", f"slot_template:{template.id}", (None, facts), deed)
    settle_ahead(session, (), deed=deed)
    return template


def change_template(
    session: Session, *, template_id: int, version: int, facts: TemplateFacts, deed: Deed
) -> SlotTemplate:
    """Says the slot anew, but for where it is. Raises BadTemplate, TemplateNotFound and VersionConflict."""
    template = session.get(
        SlotTemplate, template_id, with_for_update={"key_share": True}, populate_existing=True
    )
    if template is None:
        raise TemplateNotFound
    if template.version != version:
        raise VersionConflict("Somebody else has just changed this time.")
    _check(facts, template.only_on)
    before = TemplateFacts(**{each.name: getattr(template, each.name) for each in fields(TemplateFacts)})
    for name, value in asdict(facts).items():
        setattr(template, name, value)
    template.version += 1
    record(session, "slot_template.changed", f"slot_template:{template_id}", (before, facts), deed)
    settings.lock_rules(session)  # nobody books meanwhile
    slots = _ahead(session, template, deed)
    _rewrite(session, template, slots)
    settle_ahead(session, [slot.date for slot in slots], deed=deed)
    return template


def _check(facts: TemplateFacts, only_on: date | None) -> None:
    if (only_on is None) != bool(facts.weekdays):
        raise BadTemplate("It is on some weekdays, or on one date alone.")
    if facts.cutoff_days == 0 and facts.cutoff_time is not None and facts.cutoff_time > facts.ends:
        raise BadTemplate("Orders would end after this time is over. Please say an earlier hour.")


def _check_night(facts: TemplateFacts, day: date, time_zone: str) -> None:
    if instant(day, facts.starts, time_zone) >= instant(day, facts.ends, time_zone):
        raise BadTemplate("The clock goes forward in the night of this day, and skips these hours.")


def _ahead(session: Session, template: SlotTemplate, deed: Deed) -> Sequence[SlotInstance]:
    """What is laid out of it from today on and has not begun."""
    today = local_day(deed.at, shop(session).time_zone)
    return session.scalars(
        select(SlotInstance)
        .where(SlotInstance.template_id == template.id, SlotInstance.date >= today)
        .where(SlotInstance.starts_at > deed.at)
        .order_by(SlotInstance.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def _rewrite(session: Session, template: SlotTemplate, slots: Sequence[SlotInstance]) -> None:
    time_zone = shop(session).time_zone
    buckets = ledger.buckets(session, [slot.bucket_id for slot in slots])
    for slot in slots:
        slot.extra_fee = template.extra_fee
        hours = tuple(instant(slot.date, wall, time_zone) for wall in (template.starts, template.ends))
        # A spring night may skip the new hours.
        if buckets[slot.bucket_id].reserved == 0 and hours[0] < hours[1]:
            slot.starts_at, slot.ends_at = hours
            slot.whole_day = template.whole_day
    session.flush()
