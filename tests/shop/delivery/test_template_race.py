"""Slots that are changed while they are laid out, closed, resized and booked: nobody waits for ever."""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from psycopg.errors import LockNotAvailable
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from backend import db
from backend.shop.audit.services import Deed
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.rules import HoldState
from backend.shop.delivery import services
from backend.shop.delivery.models import SlotInstance, SlotTemplate
from backend.shop.delivery.services import TemplateFacts
from backend.shop.kit.errors import VersionConflict
from backend.shop.settings import services as settings
from tests.builders.capacity import becomes, demands
from tests.builders.delivery import EVERY_DAY, TODAY, a_template, a_zone, laid_out, van_bucket
from tests.shop.delivery.test_blackout_race import waits_or_is_done

DEED = Deed("staff:1", "A test", datetime(2082, 11, 22, 12, tzinfo=UTC))
PORTLAND = "America/Los_Angeles"
NINE = TemplateFacts(list(EVERY_DAY), time(9), time(12), 50, "days_before", 0, time(8))
TEN = replace(NINE, starts=time(10), ends=time(13), capacity=40)
ROUNDS = 8
REFUSED = (VersionConflict, capacity.CapacityShort, capacity.HoldChanged)


@pytest.fixture
def pool(database: None) -> Iterator[ThreadPoolExecutor]:
    with db.transaction() as session:
        zone = a_zone(session)
        for _ in range(3):
            a_template(session, zone, hours=(time(9), time(12)), capacity=50, cutoff=(0, time(8)))
    with ThreadPoolExecutor(8) as pool:
        yield pool


def change(facts: TemplateFacts, number: int = 0) -> None:
    with db.transaction() as session:
        template = session.scalars(select(SlotTemplate).order_by(SlotTemplate.id)).all()[number]
        services.change_template(
            session, template_id=template.id, version=template.version, facts=facts, deed=DEED
        )


def hours(number: int = 0) -> set[tuple[int, int]]:
    """When the slots of a template start and end, in UTC."""
    with db.transaction() as session:
        ids = session.scalars(select(SlotTemplate.id).order_by(SlotTemplate.id)).all()
        rows = session.scalars(select(SlotInstance).where(SlotInstance.template_id == ids[number]))
        return {(row.starts_at.astimezone(UTC).hour, row.ends_at.astimezone(UTC).hour) for row in rows}


def test_what_is_laid_out_while_its_template_changes_is_as_it_says_now(pool: ThreadPoolExecutor) -> None:
    with db.transaction() as session:
        laid_out(session, days=3)
        changing = pool.submit(change, TEN)
        waits_or_is_done(changing)
    changing.result(timeout=30)
    assert hours() == {(18, 21)}


def test_whoever_lays_out_waits_for_the_change_and_reads_it(pool: ThreadPoolExecutor) -> None:
    def lay_out() -> None:
        with db.transaction() as session:
            laid_out(session, days=3)

    with db.transaction() as session:
        template = session.scalars(select(SlotTemplate).order_by(SlotTemplate.id)).first()
        assert template is not None
        services.change_template(session, template_id=template.id, version=1, facts=TEN, deed=DEED)
        laying = pool.submit(lay_out)
        waits_or_is_done(laying)
    laying.result(timeout=30)
    assert hours() == {(18, 21)}


@dataclass(frozen=True, slots=True)
class Deeds:
    """What people do at once to the slots (id, bucket, day); `vans` are the days' buckets."""

    slots: Sequence[Any]
    vans: dict[date, int]
    chance: random.Random

    def turn(self, session: Session) -> None:
        door = self.chance.choice((services.close_slot, services.open_slot))
        door(session, slot_id=self.chance.choice(self.slots).id, deed=DEED)

    def turn_day(self, session: Session) -> None:
        door = self.chance.choice((services.close_day, services.open_day))
        door(session, day=TODAY + timedelta(days=self.chance.randrange(4)), deed=DEED)

    def resize(self, session: Session) -> None:
        slot = session.get_one(SlotInstance, self.chance.choice(self.slots).id)
        facts = {"slot_id": slot.id, "version": slot.version, "capacity": 60}
        services.change_places(session, deed=DEED, is_fact=False, **facts)

    def say(self, session: Session) -> None:
        template = self.chance.choice(session.scalars(select(SlotTemplate)).all())
        facts = self.chance.choice((NINE, TEN, replace(NINE, active=False)))
        services.change_template(
            session, template_id=template.id, version=template.version, facts=facts, deed=DEED
        )

    def lay_out(self, session: Session) -> None:
        days = 4 + self.chance.randrange(4)
        services.lay_out(session, today=TODAY, days=days, time_zone=PORTLAND)

    def book(self, session: Session) -> None:
        slot = self.chance.choice(self.slots)
        settings.hold_rules(session)
        wanted = demands((slot.bucket_id, 1), (self.vans[slot.date], 15), day=slot.date)
        capacity.change(session, changes=[becomes(uuid4(), None, HoldState.HELD, wanted)])

    def let_go(self, session: Session) -> None:
        late = ledger.overdue(session, at=datetime(2999, 1, 1, tzinfo=UTC))[:2]
        holds = [ledger.hold(session, each) for each in late]
        ended = [becomes(each.delivery_id, each.version, HoldState.EXPIRED, ()) for each in holds if each]
        capacity.change(session, changes=ended)


def work(deeds: Deeds, name: str) -> None:
    """Does it some times; a refusal in words is an answer, and anything else is raised."""
    for _ in range(ROUNDS):
        try:
            with db.transaction() as session:
                getattr(deeds, name)(session)
        except REFUSED:
            continue
        except OperationalError as error:
            if not isinstance(error.orig, LockNotAvailable):  # a slow machine; a deadlock is no answer
                raise


def test_all_at_once_nobody_deadlocks_and_the_ledger_adds_up(pool: ThreadPoolExecutor) -> None:
    with db.transaction() as session:
        laid_out(session, days=4, driving=100_000)
        slots = session.execute(select(SlotInstance.id, SlotInstance.bucket_id, SlotInstance.date)).all()
        vans = {row.date: van_bucket(session, row.date) for row in slots}
    names = ("turn", "turn_day", "resize", "say", "lay_out", "book", "book", "let_go")
    deeds = [Deeds(slots, vans, random.Random(seed)) for seed in range(len(names))]
    for done in [pool.submit(work, each, name) for each, name in zip(deeds, names, strict=True)]:
        done.result(timeout=60)
    with db.transaction() as session:
        assert ledger.drift(session) == []
        known = dict(session.execute(select(SlotInstance.bucket_id, SlotInstance.cutoff_at)).all())
        buckets = ledger.buckets(session, list(known))
        assert {key: bucket.cutoff_at for key, bucket in buckets.items()} == known
