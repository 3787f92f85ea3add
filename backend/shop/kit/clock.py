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


def instant(day: date, wall: time, time_zone: str) -> datetime:
    """The UTC instant of a wall time, as RFC 5545, section 3.3.5, reads it.

    A time that a spring night skips is read with the offset before it (02:30 becomes 03:30 of the new
    time); one that an autumn night repeats means its first occurrence.
    """
    return datetime.combine(day, wall, tzinfo=ZoneInfo(time_zone)).astimezone(UTC)
