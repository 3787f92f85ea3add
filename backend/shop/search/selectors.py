"""The public lists and pages of the catalog. PostgreSQL makes each JSON body in one statement."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.shop.catalog.errors import ProductNotFound
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.rules.calendar import Bars
from backend.shop.kit.clock import local_day
from backend.shop.kit.paging import Page
from backend.shop.promise import availability
from backend.shop.promise.availability import Room
from backend.shop.search.rules import Asked
from backend.shop.settings import selectors as settings

_SQL = Path(__file__).parent / "sql"
# What is left of a size on a day is counted in one way, for lists and for pages.
_LEFT = (_SQL / "left.sql").read_text(encoding="utf-8")
_PRODUCTS, _PRODUCT, _CATEGORIES, _OCCASIONS = (
    text((_SQL / f"{name}.sql").read_text(encoding="utf-8").replace("-- :left", _LEFT))
    for name in ("products", "product", "categories", "occasions")
)


@dataclass(frozen=True, slots=True)
class Place:
    """For which local day, and where to: None is anywhere."""

    day: date | None = None
    postcode: str | None = None


def products(session: Session, *, asked: Asked, now: datetime) -> str:
    """The body of a page of products, with facets. With a day: only what can be had on that day."""
    time_zone = settings.shop(session).time_zone
    today = local_day(now, time_zone)
    given = {
        "words": list(asked.words),
        "category": list(asked.category),
        "color": list(asked.color),
        "occasion": list(asked.occasion),
        "price_min": asked.price_min,
        "price_max": asked.price_max,
        "only": None if asked.only is None else list(asked.only),
        "month": (asked.day or today).month,
        "sort": asked.sort,
        **_room(session, Place(asked.day, asked.postcode), now),
        **_barred(session, asked.day),
        **_paging(asked.page),
    }
    body: str = session.execute(_PRODUCTS, given).scalar_one()
    return body


def product(session: Session, *, slug: str, place: Place, now: datetime) -> str:
    """The body of one product's page; with a day it says what is left of each size.

    Raises ProductNotFound, for drafts and archived ones too, and InvalidPostcode.
    """
    given = {
        "slug": slug,
        "month": _month(session, now),
        **_room(session, place, now),
        **_barred(session, place.day),
    }
    # PostgreSQL takes no NUL, and no slug has one.
    body: str | None = None if "\0" in slug else session.scalar(_PRODUCT, given)
    if body is None:
        raise ProductNotFound("We could not find these flowers. They may be out of our range now.")
    return body


def categories(session: Session, *, page: Page) -> str:
    """The body of the list of categories that have something to show."""
    body: str = session.execute(_CATEGORIES, _paging(page)).scalar_one()
    return body


def occasions(session: Session, *, page: Page, now: datetime) -> str:
    """The body of the list of occasions that have something to show, each with a picture of this month."""
    given = {**_paging(page), "month": _month(session, now)}
    body: str = session.execute(_OCCASIONS, given).scalar_one()
    return body


def _room(session: Session, place: Place, now: datetime) -> dict[str, Any]:
    """The ways of the day as columns; nothing for a day that is over, or to where no van goes."""
    room = availability.on(session, day=place.day, postcode=place.postcode, now=now) if place.day else Room()
    return {
        "day": place.day,
        "places": room.places,
        "making_days": [way.day for way in room.ways],
        "begins": [way.begins for way in room.ways],
        "minutes": [way.minutes for way in room.ways],
        "starts": [way.starts_at for way in room.ways],
        "now": now,
    }


def _barred(session: Session, day: date | None) -> dict[str, list[int] | None]:
    """What the calendar says of the day, for who is to choose something: as `evaluate` will judge it."""
    bars = delivery.calendar(session, first=day, last=day).bars(day) if day else Bars()
    return {
        "range": None if bars.only is None else list(bars.only),
        "barred_products": list(bars.product_ids),
        "barred_categories": list(bars.category_ids),
    }


def _month(session: Session, now: datetime) -> int:
    return local_day(now, settings.shop(session).time_zone).month


def _paging(page: Page) -> dict[str, int]:
    return {"page": page.number, "size": page.size, "skip": page.offset}
