"""Promotions and rates of tax."""

from datetime import date
from typing import Any

from backend import db
from backend.shop.audit.services import Deed
from backend.shop.kit import clock
from backend.shop.pricing import services
from backend.shop.pricing.services import PromotionFacts

LONG_AGO = date(2020, 1, 1)


def a_promotion(**facts: Any) -> int:
    """A promotion that runs, ten percent of everything unless told; answers its id."""
    usual: dict[str, Any] = {"name": "Spring", "starts_on": LONG_AGO}
    kind = {} if "kind" in facts else {"kind": "percent", "percent": 10}
    given = PromotionFacts(**usual | kind | facts)
    with db.transaction() as session:
        deed = Deed(who="manager", why="test", at=clock.now())
        return services.add_promotion(session, facts=given, deed=deed).id


def change_promotion(promotion_id: int, **facts: Any) -> None:
    """What a manager changes of it."""
    with db.transaction() as session:
        row = services.promotions.lock(session, promotion_id=promotion_id)
        given = PromotionFacts(**(services.promotions.facts_before(row) | facts))
        deed = Deed(who="manager", why="test", at=clock.now())
        services.change_promotion(session, row=row, facts=given, deed=deed)
