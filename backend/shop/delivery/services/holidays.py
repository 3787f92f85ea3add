"""On which public holidays the shop is closed."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.audit.services import Deed
from backend.shop.delivery.errors import HolidayUnknown
from backend.shop.delivery.rules import holiday
from backend.shop.delivery.services import opening
from backend.shop.delivery.services.days import MOST_DAYS_AHEAD
from backend.shop.kit.clock import local_day
from backend.shop.kit.errors import VersionConflict
from backend.shop.settings import services as settings
from backend.shop.settings.selectors import shop


def close_on_holidays(session: Session, *, names: Collection[str], seen: Collection[str], deed: Deed) -> None:
    """Closes on the holidays named, and on no other; `seen` are those that the caller knew of.

    Raises HolidayUnknown and VersionConflict.
    """
    settings.lock_rules(session)  # before the shop's row, as whoever changes another rule locks them
    facts = shop(session)
    session.refresh(facts, with_for_update={"key_share": True})
    today = local_day(deed.at, facts.time_zone)
    if set(seen) != set(facts.closed_holidays):
        raise VersionConflict("Somebody else has just changed the holidays.")
    known = holiday.names_ahead(facts.country, facts.region, today)
    if unknown := set(names) - known.keys() - set(seen):
        raise HolidayUnknown(f"There is no such holiday here: {', '.join(sorted(unknown))}.")
    before, facts.closed_holidays = facts.closed_holidays, sorted(set(names))
    audit.record(
        session,
        actor=deed.who,
        action="holidays.set",
        subject="shop:1",
        reason=deed.why,
        change={"closed_holidays": [before, facts.closed_holidays]},
        at=deed.at,
    )
    turned = set(before) ^ set(names)
    span = (today, today + timedelta(days=MOST_DAYS_AHEAD))
    opening.settle(session, days=set(holiday.closed(facts.country, facts.region, turned, days=span)))
