"""Writes of the stock: recipes, lots with the buckets that they are sold from, and what is done by hand."""

from backend.shop.stock.services.byhand import Arrival, count, take_in, waste
from backend.shop.stock.services.lots import NewLot, receive, receive_all, write_recipe

__all__ = [
    "Arrival",
    "NewLot",
    "count",
    "receive",
    "receive_all",
    "take_in",
    "waste",
    "write_recipe",
]
