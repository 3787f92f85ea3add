"""Which local days are open and for what: an override before a blackout, a holiday, the weekly rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Blackout:
    """Closed on `days`: for the whole shop, or only for a zone, a category or a product.

    `reason` is what customers read.
    """

    days: frozenset[date]
    reason: str
    zone_id: int | None = None
    category_id: int | None = None
    product_id: int | None = None

    @property
    def is_of_goods(self) -> bool:
        return self.category_id is not None or self.product_id is not None


@dataclass(frozen=True, slots=True)
class Override:
    """What is said of one day itself. With `product_ids` nothing else can be had on it but add-ons."""

    name: str
    open: bool
    product_ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Good:
    """What somebody wants, as far as the calendar cares."""

    product_id: int
    category_id: int
    name: str
    is_addon: bool = False


_NO_OVERRIDES: Mapping[date, Override] = MappingProxyType({})
_NO_HOLIDAYS: Mapping[date, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Calendar:
    """The rules of some days; `holidays` are those on which the shop is closed.

    Whether a person has closed a day or a slot is not among them.
    """

    overrides: Mapping[date, Override] = field(default_factory=lambda: _NO_OVERRIDES)
    blackouts: tuple[Blackout, ...] = ()
    holidays: Mapping[date, str] = field(default_factory=lambda: _NO_HOLIDAYS)

    def closed_because(self, day: date, zone_id: int | None) -> str | None:
        """Why nothing goes to the zone on the day (None: nothing is collected); None when it is open."""
        override = self.overrides.get(day)
        if override is not None:
            return None if override.open else override.name
        reasons = (
            each.reason
            for each in self.blackouts
            if day in each.days and not each.is_of_goods and each.zone_id in (None, zone_id)
        )
        return next(reasons, None) or self.holidays.get(day)

    def barred(self, day: date, goods: Iterable[Good]) -> tuple[str, ...]:
        """The names of what cannot be had on the day, each once."""
        return tuple(dict.fromkeys(good.name for good in goods if self._is_barred(day, good)))

    def _is_barred(self, day: date, good: Good) -> bool:
        override = self.overrides.get(day)
        if override is not None and override.product_ids is not None and not good.is_addon:
            return good.product_id not in override.product_ids
        return any(
            day in each.days
            and ((each.product_id == good.product_id) or (each.category_id == good.category_id))
            for each in self.blackouts
            if each.is_of_goods
        )


EVERY_DAY = Calendar()
