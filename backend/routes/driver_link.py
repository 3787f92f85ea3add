"""The link that opens a run on its driver's phone: signed for one run and one local day, over with either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from backend.config import secret_keys, settings
from backend.shop.checkout.errors import LinkExpired, LinkUnknown
from backend.shop.delivery import runs
from backend.shop.delivery.rules import instant
from backend.shop.kit.clock import local_day
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.delivery.models import Run


@dataclass(frozen=True, slots=True)
class RunLink:
    token: str
    url: str
    expires_at: datetime


def link_to(session: Session, run: Run, *, now: datetime) -> RunLink:
    """The run's link. Raises LinkExpired for one of a day that is over."""
    time_zone = shop(session).time_zone
    _refuse_over(run.date, now, time_zone)
    token = str(_serializer().dumps([run.id.hex, run.date.isoformat()]))
    # In the fragment, which browsers never send: the token stays out of every server's log.
    return RunLink(token, f"{settings().base_url}/admin/run#{token}", _end_of(run.date, time_zone))


def opened(session: Session, token: str, *, now: datetime) -> tuple[Run, datetime]:
    """The run that a token opens, and until when.

    Raises LinkUnknown for what we never signed, LinkExpired once the day is over or the run is no more.
    """
    run_id, day = _read(token)
    time_zone = shop(session).time_zone
    _refuse_over(day, now, time_zone)
    run = runs.find(session, run_id)
    if run is None or run.date != day:
        raise LinkExpired("This run is no more. Please ask the shop for a new link.")
    return run, _end_of(day, time_zone)


def _read(token: str) -> tuple[UUID, date]:
    try:
        run_id, day = _serializer().loads(token)
        return UUID(hex=run_id), date.fromisoformat(day)
    except (BadSignature, ValueError, TypeError, AttributeError):
        raise LinkUnknown("Please open the whole link that the shop has sent you.") from None


def _refuse_over(day: date, now: datetime, time_zone: str) -> None:
    if local_day(now, time_zone) > day:
        raise LinkExpired("This link was for another day. Please ask the shop for today's.")


def _end_of(day: date, time_zone: str) -> datetime:
    return instant(day + timedelta(days=1), time(), time_zone)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(list(reversed(secret_keys())), salt="driver-run")
