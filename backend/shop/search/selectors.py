"""The public lists and pages of the catalog. PostgreSQL makes each JSON body in one statement."""

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.shop.catalog.errors import ProductNotFound
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.rules import instant
from backend.shop.delivery.rules.calendar import Bars
from backend.shop.kit.clock import local_day
from backend.shop.kit.paging import Page
from backend.shop.promise import selectors as promise
from backend.shop.promise.rules.stand import WINDOW_START
from backend.shop.search.rules import Asked
from backend.shop.settings import selectors as settings

_SQL = Path(__file__).parent / "sql"
_PRODUCTS, _PRODUCT, _CATEGORIES, _OCCASIONS = (
    text((_SQL / f"{name}.sql").read_text(encoding="utf-8"))
    for name in ("products", "product", "categories", "occasions")
)


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
        "day": asked.day,
        "work_starts": asked.day and instant(asked.day, WINDOW_START, time_zone),
        "month": (asked.day or today).month,
        "deliverable": asked.day is None or (asked.day >= today and _open(session, asked, now)),
        "sort": asked.sort,
        **_barred(session, asked.day),
        **_paging(asked.page),
    }
    body: str = session.execute(_PRODUCTS, given).scalar_one()
    return body


def product(session: Session, *, slug: str, now: datetime) -> str:
    """The body of one product's page. Raises ProductNotFound, for drafts and archived ones too."""
    # PostgreSQL takes no NUL, and no slug has one.
    given = {"slug": slug, "month": _month(session, now)}
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


def _open(session: Session, asked: Asked, now: datetime) -> bool:
    if asked.day is None or asked.postcode is None:
        return True
    return promise.day_is_open(session, postcode=asked.postcode, day=asked.day, now=now)


def _barred(session: Session, day: date | None) -> dict[str, list[int] | None]:
    """What the calendar says of the day, for who is to choose something: as `evaluate` will judge it."""
    bars = delivery.calendar(session, first=day, last=day).bars(day) if day else Bars()
    return {
        "range": None if bars.only is None else list(bars.only),
        "barred_products": [] if bars.only is not None else list(bars.product_ids),
        "barred_categories": [] if bars.only is not None else list(bars.category_ids),
    }


def _month(session: Session, now: datetime) -> int:
    return local_day(now, settings.shop(session).time_zone).month


def _paging(page: Page) -> dict[str, int]:
    return {"page": page.number, "size": page.size, "skip": page.offset}
