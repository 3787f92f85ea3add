"""Writes of the stock: recipes, lots with the buckets that they are sold from, and what is done by hand; who
brings stems, what is planned of it, and what is ordered.
"""

from backend.shop.stock.services.arrive import Came, arrive
from backend.shop.stock.services.byhand import Arrival, count, take_in, waste
from backend.shop.stock.services.lots import NewLot, receive, receive_all, write_recipe
from backend.shop.stock.services.planning import plan_ahead
from backend.shop.stock.services.purchase import Wish, cancel, change_quantities, order, send
from backend.shop.stock.services.stems import StemFacts, change_stem, set_substitutes
from backend.shop.stock.services.suppliers import (
    SupplierFacts,
    SupplyFacts,
    add_supplier,
    change_supplier,
    set_supply,
)

__all__ = [
    "Arrival",
    "Came",
    "NewLot",
    "StemFacts",
    "SupplierFacts",
    "SupplyFacts",
    "Wish",
    "add_supplier",
    "arrive",
    "cancel",
    "change_quantities",
    "change_stem",
    "change_supplier",
    "count",
    "order",
    "plan_ahead",
    "receive",
    "receive_all",
    "send",
    "set_substitutes",
    "set_supply",
    "take_in",
    "waste",
    "write_recipe",
]
