"""A small world to plan parcels in, and what a refusal of it offers."""

from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from backend.shop.catalog.models import Variant
from backend.shop.delivery.models import SlotTemplate
from backend.shop.kit.errors import Refusal
from backend.shop.promise import services
from backend.shop.promise.services import Parcel
from backend.shop.stock.models import Stem, StemLot
from tests.builders.capacity import everything
from tests.builders.catalog import a_product
from tests.builders.delivery import NOW, TODAY, a_template, a_zone, laid_out, slot_of
from tests.builders.stock import a_lot, a_stem


class World:
    """One zone with a whole-day slot and two windows a day for a week, roses, and a dozen of them to buy.

    For the morning one makes before eleven or the afternoon before, for the others until four.
    """

    def __init__(self, session: Session, *, minutes: int = 600, places: int = 10) -> None:
        self.session = session
        self.zone = a_zone(session)
        self.whole = a_template(session, self.zone, capacity=places)
        self.morning = a_template(session, self.zone, hours=(time(11), time(14)), capacity=places)
        self.evening = a_template(session, self.zone, hours=(time(17), time(20)), capacity=places)
        laid_out(session, days=7, minutes=minutes)
        self.rose: Stem = a_stem(session, "freedom-rose", vase_days=5)
        product = a_product(session, recipe={self.rose: 12}, make_minutes=30)
        self.dozen: Variant = product.variants[0]

    def lot(self, quantity: int, **facts: Any) -> StemLot:
        return a_lot(self.session, self.rose, quantity, **facts)

    def parcel(self, template: SlotTemplate, day: date = TODAY, *, dozens: int = 1, **other: Any) -> Parcel:
        facts: dict[str, Any] = {
            "delivery_id": uuid4(),
            "postcode": "97201",
            "method": "van",
            "slot_id": slot_of(self.session, template, day).id,
            "items": ((self.dozen.id, dozens),),
        }
        return Parcel(**(facts | other))

    def plan(self, *parcels: Parcel, **facts: Any) -> list[services.Plan]:
        return services.plan(self.session, parcels=parcels, **({"now": NOW} | facts))

    def refused(self, kind: type[Refusal], *parcels: Parcel, **facts: Any) -> dict[str, Any]:
        """The problem; nothing in the ledger has moved."""
        before = everything(self.session)
        with pytest.raises(kind) as refused:
            self.plan(*parcels, **facts)
        assert type(refused.value) is kind
        assert everything(self.session) == before
        return refused.value.as_json()

    def places(self, template: SlotTemplate, day: date = TODAY) -> int:
        return slot_of(self.session, template, day).bucket_id


def offered(problem: dict[str, Any]) -> list[int]:
    return [each["id"] for each in problem["alternatives"]]
