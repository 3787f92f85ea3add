"""The ledger's front door. `change` is the only code that writes reserved units, holds and demand lines."""

from backend.shop.capacity.errors import BelowReserved, CapacityShort, HoldChanged, Shortage
from backend.shop.capacity.rules import Demand, HoldChange, HoldState
from backend.shop.capacity.services.buckets import (
    Fact,
    NewBucket,
    Terms,
    open_bucket,
    open_buckets,
    resize_all,
    restate,
    set_capacity,
    set_terms,
    shrink,
)
from backend.shop.capacity.services.change import change

__all__ = [
    "BelowReserved",
    "CapacityShort",
    "Demand",
    "Fact",
    "HoldChange",
    "HoldChanged",
    "HoldState",
    "NewBucket",
    "Shortage",
    "Terms",
    "change",
    "open_bucket",
    "open_buckets",
    "resize_all",
    "restate",
    "set_capacity",
    "set_terms",
    "shrink",
]
