"""Money, days and times as people read them, in the shop's locale (Babel)."""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, get_currency_precision

_WIDE_SPACES = re.compile("[\u00a0\u202f]")  # of some locales' money; plain text takes plain ones


@dataclass(frozen=True, slots=True)
class Words:
    """How a shop writes; `locale` as `en_US` or `en-US`."""

    locale: str

    @property
    def language(self) -> str:
        return self._locale.language

    def money(self, amount: int, currency: str) -> str:
        """Minor units as `$45.00`."""
        exact = Decimal(amount).scaleb(-get_currency_precision(currency))
        return _plain(format_currency(exact, currency, locale=self._locale))

    def day(self, day: date) -> str:
        """`Tuesday, November 24`."""
        return self._day(day, weekday="EEEE", month="MMMM")

    def short_day(self, day: date) -> str:
        """`Tue, Nov 24`."""
        return self._day(day, weekday="E", month="MMM")

    def time_of_day(self, at: time) -> str:
        """`2:30 PM`."""
        return _plain(format_time(at, "short", locale=self._locale))

    def _day(self, day: date, *, weekday: str, month: str) -> str:
        # The locale's own order of weekday, month and day, at the widths asked for (Unicode TS 35, "Missing
        # Skeleton Fields"): few locales list the long form.
        pattern = self._locale.datetime_skeletons["MMMEd"].pattern
        wide = re.sub("MMM+", month, re.sub("E+", weekday, pattern))
        return _plain(format_date(day, wide, locale=self._locale))

    @property
    def _locale(self) -> Locale:
        return Locale.parse(self.locale.replace("-", "_"))


def _plain(text: str) -> str:
    return _WIDE_SPACES.sub(" ", text)
