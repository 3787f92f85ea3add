"""Which local days are open and for what: an override before a blackout, a holiday, the weekly rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
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
    """What is said of one day itself. With `product_ids` nothing else can be had on it but add-ons.

    Its slots take `percent` of their usual places; with `own_slots` those of every week do not apply; nothing
    is sold for it from `last_order_at` on.
    """

    name: str
    open: bool
    product_ids: frozenset[int] | None = None
    percent: int = 100
    last_order_at: datetime | None = None
    own_slots: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """What cannot be had on a day: these products, those of these categories.

    With `only` nothing else than these can be had, whatever the rest says; add-ons are not limited by it.
    """

    product_ids: frozenset[int] = frozenset()
    category_ids: frozenset[int] = frozenset()
    only: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Good:
    """What somebody wants, as far as the calendar cares; `species` are the Latin names of what is in it.

    It needs `lead_minutes` of notice before its slot begins.
    """

    product_id: int
    category_id: int
    name: str
    is_addon: bool = False
    lead_minutes: int = 0
    species: tuple[str, ...] = ()


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

    def has_own_slots(self, day: date) -> bool:
        override = self.overrides.get(day)
        return override is not None and override.own_slots

    def places(self, day: date, usual: int) -> int:
        """How many deliveries a slot of the day takes that usually takes so many; a part of one is none."""
        override = self.overrides.get(day)
        return usual if override is None else usual * override.percent // 100

    def last_order(self, day: date, cutoff_at: datetime) -> datetime:
        """The earlier of a slot's own cut-off and that of its day."""
        override = self.overrides.get(day)
        said = override.last_order_at if override else None
        return cutoff_at if said is None else min(cutoff_at, said)

    def barred(self, day: date, goods: Iterable[Good]) -> tuple[str, ...]:
        """The names of what cannot be had on the day, each once."""
        bars = self.bars(day)
        return tuple(dict.fromkeys(good.name for good in goods if _is_barred(bars, good)))

    def bars(self, day: date) -> Bars:
        """What cannot be had on the day. What a limited range names can be had whatever a blackout says."""
        override = self.overrides.get(day)
        only = override.product_ids if override else None
        blackouts = [each for each in self.blackouts if day in each.days]
        products = {each.product_id for each in blackouts if each.product_id is not None}
        categories = {each.category_id for each in blackouts if each.category_id is not None}
        return Bars(frozenset(products), frozenset(categories), only)


def _is_barred(bars: Bars, good: Good) -> bool:
    if bars.only is not None and not good.is_addon:
        return good.product_id not in bars.only
    return good.product_id in bars.product_ids or good.category_id in bars.category_ids


EVERY_DAY = Calendar()
