"""Writes of the prices: surges by hand, and promotions with their uses."""

from backend.shop.pricing.services.promotions import (
    PromotionFacts,
    add_promotion,
    change_promotion,
    remove_promotion,
)
from backend.shop.pricing.services.surges import SurgeFacts, add_surge, remove_surge

__all__ = [
    "PromotionFacts",
    "SurgeFacts",
    "add_promotion",
    "add_surge",
    "change_promotion",
    "remove_promotion",
    "remove_surge",
]
