"""Stock for the demo range: what lies there since yesterday, what is ordered for the next days, and, from the
suppliers' standing days, what is planned as far as one can buy. A few stems are scarce on purpose.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.demo import suppliers
from backend.demo.materials import Material
from backend.shop.audit.services import Deed
from backend.shop.stock import services
from backend.shop.stock.models import RecipeLine, StemLot, StemSupply
from backend.shop.stock.rules import NEVER
from backend.shop.stock.rules.planning import in_season
from backend.shop.stock.rules.purchase import whole_bunches
from backend.shop.stock.services import NewLot, Wish

# What came yesterday at dawn keeps in the cooler until each supplier has come again.
_COOLER_DAYS = 6
_DAWN = time(5)
# The orders of these days have been sent; the next one of each supplier is still to be made.
_ORDERED_DAYS = 16
_BOUQUETS = 10
_SHELF = 60
_SCARCE = {
    "Garden rose/Juliet": 18,
    "King protea/Little Prince": 4,
    "Delphinium/Belladonna Blue": 14,
    "hg/willow-basket": 25,
    "hg/hat-box-large": 12,
    "pl/succulent-bowl": 9,
}


def add_lots(session: Session, materials: Mapping[str, Material], *, now: datetime, time_zone: str) -> int:
    """Adds lots of all that the recipes use; returns how many."""
    used = _used(session)
    wanted = {
        key: (material, _SCARCE.get(key) or _quantity(material, taken))
        for key, material in materials.items()
        if (taken := used[material.stem.id])
    }
    today = now.astimezone(ZoneInfo(time_zone)).date()
    here = [
        _lot(material, quantity, day=today - timedelta(days=1), zone=time_zone)
        for material, quantity in wanted.values()
        if in_season(today - timedelta(days=1), material.season)
    ]
    services.receive_all(session, lots=here)
    sources = suppliers.add_suppliers(session, {key: material for key, (material, _) in wanted.items()})
    suppliers.add_substitutes(session, materials)
    session.add_all(
        sources[key].supply(material, _a_day(key, material, quantity))
        for key, (material, quantity) in wanted.items()
        if material.stem.perishable
    )
    session.flush()
    planned = services.plan_ahead(session, now=now)
    _order(session, now=now, until=today + timedelta(days=_ORDERED_DAYS))
    return len(here) + planned


def _used(session: Session) -> Counter[int]:
    """How many of each stem the whole range takes, one of each size."""
    used: Counter[int] = Counter()
    for stem_id, quantity in session.execute(select(RecipeLine.stem_id, RecipeLine.quantity)):
        used[stem_id] += quantity
    return used


def _quantity(material: Material, in_range: int) -> int:
    """Enough for some bouquets of each kind, in whole bunches."""
    if not material.stem.perishable:
        return _SHELF
    return whole_bunches(-(-in_range * _BOUQUETS // 3), material.per_bunch)


def _a_day(key: str, material: Material, quantity: int) -> int:
    """What a supplier can bring on each of two days a week: two thirds of it, of what is scarce just that."""
    some = -(-quantity * 2 // 3)
    return some if key in _SCARCE else whole_bunches(some, material.per_bunch)


def _lot(material: Material, quantity: int, *, day: date, zone: str) -> NewLot:
    return NewLot(
        stem_id=material.stem.id,
        quantity=quantity,
        available_from=datetime.combine(day, _DAWN, tzinfo=ZoneInfo(zone)).astimezone(UTC),
        vase_life_end=_end(material, day),
    )


def _end(material: Material, day: date) -> date:
    """The day its vase life is over: the promised vase days after its last day in the cooler."""
    if not material.stem.perishable:
        return NEVER
    return day + timedelta(days=_COOLER_DAYS + material.stem.vase_days)


def _order(session: Session, *, now: datetime, until: date) -> None:
    """Orders all that can come until a day, an order for each supplier and day, and sends it."""
    deed = Deed("shop", "", now)
    for (supplier_id, day), lots in groupby(_planned(session, until), key=lambda row: row[:2]):
        wishes = [Wish(lot.stem_id, lot.quantity, lot.id) for _, _, lot in lots]
        made = services.order(session, supplier_id=supplier_id, arrives_on=day, wishes=wishes, deed=deed)
        services.send(session, order_id=made.id, version=made.version, deed=deed)


def _planned(session: Session, until: date) -> Iterator[tuple[int, date, StemLot]]:
    rows = session.execute(
        select(StemSupply.supplier_id, StemLot.planned_for, StemLot)
        .join(StemSupply, StemSupply.id == StemLot.supply_id)
        .where(StemLot.planned_for <= until)
        .order_by(StemSupply.supplier_id, StemLot.planned_for, StemLot.id)
    )
    return ((supplier_id, day, lot) for supplier_id, day, lot in rows.all() if day is not None)
