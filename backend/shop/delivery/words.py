"""The hours of a slot in words, on the shop's wall clock: "9 am – 12 pm", "9:00–12:00"."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_time

# One entry per language; a second language is a line here.
_ANY_TIME = {"en": "Any time {hours}"}


@dataclass(frozen=True, slots=True)
class Clock:
    """The shop's wall clock: its zone, and how its people write hours."""

    time_zone: str
    locale: str

    def label(self, starts_at: datetime, ends_at: datetime, *, whole_day: bool) -> str:
        """The hours of a slot; a whole-day slot says that any of them may be."""
        zone = ZoneInfo(self.time_zone)
        start, end = (at.astimezone(zone).time() for at in (starts_at, ends_at))
        return _label(start, end, whole_day, self.locale)


# A season of slots has a handful of different hours.
@lru_cache(maxsize=256)
def _label(start: time, end: time, whole_day: bool, locale: str) -> str:
    language = Locale.parse(locale.replace("-", "_"))
    dash = " – " if _twelve_hours(language) else "–"  # hours take an en dash
    hours = _hour(start, language) + dash + _hour(end, language)
    return _ANY_TIME.get(language.language, _ANY_TIME["en"]).format(hours=hours) if whole_day else hours


def _twelve_hours(language: Locale) -> bool:
    return "a" in language.time_formats["short"].pattern


def _hour(at: time, language: Locale) -> str:
    if not _twelve_hours(language):
        return format_time(at, "H:mm", locale=language)
    return format_time(at, "h:mm a" if at.minute else "h a", locale=language).lower()
