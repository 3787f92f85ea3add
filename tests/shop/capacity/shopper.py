"""Shoppers that want the same few buckets in any order: for the race test and for `bench/shuffled.py`."""

import random
import time
from collections import Counter
from uuid import uuid4

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import services
from backend.shop.capacity.services import CapacityShort, HoldChange, HoldState
from tests.builders.capacity import becomes, bucket, demands

HELD, CONFIRMED, RELEASED = HoldState.HELD, HoldState.CONFIRMED, HoldState.RELEASED
DEEDS = {"reserve", "move", "replace", "release", "confirm"}
KINDS = ["slot_stops", "stem_lot", "workroom_minutes", "van_minutes"]


def scarce_buckets(session: Session) -> list[int]:
    """Twelve, of every rank, with too few places for all."""
    return [bucket(session, 14, kind=KINDS[number % 4]) for number in range(12)]


class Shopper:
    """One connection that does what shoppers do, in any order, with its own deliveries."""

    def __init__(self, bucket_ids: list[int], seed: int) -> None:
        self.bucket_ids, self.random, self.done = bucket_ids, random.Random(seed), Counter[str]()

    def run(self, until: float) -> Counter[str]:
        """How often each deed was done, places were short, or the database raised what."""
        while time.monotonic() < until:
            deed = self.random.choice([self.order, self.order, self.order_two])
            try:
                deed()
            except CapacityShort:
                self.done["short"] += 1
            except DBAPIError as error:
                self.done[type(error.orig).__name__] += 1
        return self.done

    def wanted(self) -> tuple[tuple[int, int], ...]:
        picked = self.random.sample(self.bucket_ids, self.random.randint(1, 5))
        return tuple((bucket_id, self.random.randint(1, 3)) for bucket_id in picked)

    def change(self, name: str, *changes: HoldChange) -> None:
        with db.transaction() as session:
            services.change(session, changes=changes)
        self.done[name] += 1

    def order(self) -> None:
        """Reserve, move, then order the same again in its place: no bucket changes, all lines do."""
        delivery, moved = uuid4(), demands(*self.wanted())
        self.change("reserve", becomes(delivery, None, HELD, demands(*self.wanted())))
        try:
            self.change("move", becomes(delivery, 1, HELD, moved))
        except CapacityShort:
            self.change("release", becomes(delivery, 1, RELEASED))
            return
        other = uuid4()
        self.change("replace", becomes(other, None, HELD, moved), becomes(delivery, 2, RELEASED))
        self.change("release", becomes(other, 1, RELEASED))

    def order_two(self) -> None:
        """Two deliveries at once, paid for or let go, in another order than they were asked for."""
        pair = [uuid4(), uuid4()]
        demand = [demands(*self.wanted()) for _ in pair]
        asked = list(zip(pair, demand, strict=True))
        self.change("reserve", *(becomes(one, None, HELD, wanted) for one, wanted in asked))
        self.random.shuffle(asked)
        version = 1
        if self.random.random() < 0.5:
            self.change("confirm", *(becomes(one, 1, CONFIRMED, wanted) for one, wanted in asked))
            version = 2
        self.change("release", *(becomes(one, version, RELEASED) for one, _ in asked))
