"""Reminders of key dates: which are due, and three products that can really be brought on the day."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.accounts import favorites, keydates, people, preferences
from backend.shop.accounts.feasts import Occasion
from backend.shop.accounts.keydates import Reminder
from backend.shop.catalog import selectors as catalog
from backend.shop.delivery.errors import InvalidPostcode
from backend.shop.kit import news
from backend.shop.kit.clock import local_day
from backend.shop.kit.paging import Page
from backend.shop.notifications.models import Letter
from backend.shop.notifications.services import Origin
from backend.shop.promise import selectors as promise
from backend.shop.promise.errors import OutsideZone
from backend.shop.promise.selectors import Question
from backend.shop.search import selectors as search
from backend.shop.search.rules import Asked
from backend.shop.settings.selectors import shop

KIND = "reminder"
# A week before; a day or two later where the job could not run, or nothing could be had yet.
_AHEAD = (7, 6, 5)
SUGGESTIONS = 3
_TASK = "notifications:send_reminder"
_LOOKED_AT = 24

# The catalog's occasions that fit, where the shop has them.
_FITS: Mapping[Occasion, str] = {
    Occasion.BIRTHDAY: "birthday",
    Occasion.ANNIVERSARY: "anniversary",
    Occasion.MOTHERS_DAY: "mothers-day",
    Occasion.VALENTINES_DAY: "valentines",
    Occasion.MEMORIAL: "sympathy",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A product in its smallest size; `price` in minor units of `currency`."""

    slug: str
    name: str
    image_url: str
    price: int
    currency: str


@dataclass(frozen=True, slots=True)
class Reminding:
    """Who is reminded of whose day, and what could be sent; the token ends such letters."""

    name: str
    email: str
    person: str
    occasion: Occasion
    on: date
    suggestions: tuple[Suggestion, ...]
    unsubscribe_token: str


def origin(key_date_id: str, on: str) -> Origin:
    """One letter for a key date in a year."""
    return Origin(_subject(key_date_id, on), None, _TASK, _arguments(key_date_id, on))


def defer_due(session: Session, *, now: datetime) -> int:
    """Queues a letter for each key date that is due and has none yet; answers how many."""
    facts = shop(session)
    today = local_day(now, facts.time_zone)
    days = [today + timedelta(days=ahead) for ahead in _AHEAD]
    due = {
        _subject(str(key_date_id), on.isoformat()): _arguments(str(key_date_id), on.isoformat())
        for key_date_id, on in keydates.due(session, days=days, country=facts.country)
    }
    written = select(Letter.subject_id).where(Letter.kind == KIND, Letter.subject_id.in_(due))
    for known in session.scalars(written):
        del due[known]
    for arguments in due.values():
        news.defer(session, task=_TASK, arguments=arguments)
    return len(due)


def _subject(key_date_id: str, on: str) -> str:
    """The key date and the year."""
    return f"{key_date_id}:{on[:4]}"


def _arguments(key_date_id: str, on: str) -> dict[str, str]:
    return {"key_date_id": key_date_id, "on": on}


def reminding(session: Session, *, key_date_id: UUID, on: date, now: datetime) -> Reminding | None:
    """What the letter says; None when it is silenced, the day has come, or nothing can be had on it."""
    facts = shop(session)
    if on <= local_day(now, facts.time_zone):
        return None
    found = keydates.reminder(session, key_date_id=key_date_id, on=on, country=facts.country)
    suggested = _suggestions(session, found, now) if found else ()
    if found is None or not suggested:
        return None
    return Reminding(
        name=found.name,
        email=found.email,
        person=found.person,
        occasion=found.occasion,
        on=on,
        suggestions=suggested,
        unsubscribe_token=preferences.unsubscribe_token(session, account_id=found.account_id),
    )


def _suggestions(session: Session, about: Reminder, now: datetime) -> tuple[Suggestion, ...]:
    """Her favorites before what fits the occasion before the rest, of what can be brought on the day."""
    postcode = people.postcode_of(session, account_id=about.account_id, person=about.person)
    chosen: dict[str, Suggestion] = {}
    for card in _candidates(session, about, now):
        if len(chosen) == SUGGESTIONS:
            break
        if card["slug"] not in chosen and _can_be_had(session, card["slug"], postcode, about.on, now):
            chosen[card["slug"]] = suggestion(card)
    return tuple(chosen.values())


def _candidates(session: Session, about: Reminder, now: datetime) -> Iterator[dict[str, Any]]:
    """Cards of products whose stems and minutes there are on the day."""
    page = Page(size=_LOOKED_AT)
    liked = tuple(favorites.products(session, account_id=about.account_id))
    fitting = _FITS.get(about.occasion)
    asked = [Asked(only=liked, day=about.on, page=page)] if liked else []
    asked += [Asked(occasion=(fitting,), day=about.on, page=page)] if fitting else []
    for each in [*asked, Asked(day=about.on, page=page)]:
        yield from json.loads(search.products(session, asked=each, now=now))["items"]


def _can_be_had(session: Session, slug: str, postcode: str | None, on: date, now: datetime) -> bool:
    """The promise's own answer for the person's zone; where that is not known, the card was answer enough."""
    if postcode is None:
        return True
    variant_id = catalog.smallest_variants(session, [slug])[slug]
    question = Question(postcode, "van", ((variant_id, 1),))
    try:
        return any(each.available for each in promise.slots(session, question=question, day=on, now=now))
    except (InvalidPostcode, OutsideZone):
        return False


def suggestion(card: dict[str, Any]) -> Suggestion:
    """A card of the catalog as letters show it."""
    price = card["price_from"]
    return Suggestion(card["slug"], card["name"], card["image_url"], price["amount"], price["currency"])
