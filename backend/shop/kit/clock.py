"""The clock, read once at the edge and passed down; days are local dates of the shop."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present instant in UTC. Only routes, jobs and commands call this."""
    return datetime.now(UTC)


def midnight(day: date, time_zone: str) -> datetime:
    """The instant at which the shop's calendar day begins."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(time_zone)).astimezone(UTC)


def local_day(instant: datetime, time_zone: str) -> date:
    """The shop's calendar day at an instant."""
    return instant.astimezone(ZoneInfo(time_zone)).date()
