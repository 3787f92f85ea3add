"""Writes of the cart. Each takes the cart's row lock first, so two tabs cannot lose each other's lines."""

from backend.shop.cart.services.again import Wanted, put_again
from backend.shop.cart.services.carts import clear, close, empty, lock, lock_own, open_at_desk, open_cart
from backend.shop.cart.services.choices import forget_slots
from backend.shop.cart.services.deliveries import (
    DeliveryWish,
    add_delivery,
    change_delivery,
    remove_delivery,
    split,
)
from backend.shop.cart.services.join import join
from backend.shop.cart.services.leaving import erase_person, export_person, export_sums
from backend.shop.cart.services.lines import add_line, move_line, remove_line, set_quantity
from backend.shop.cart.services.sums import enter_code, give_tip, note_buyer, remove_code

__all__ = [
    "DeliveryWish",
    "Wanted",
    "add_delivery",
    "add_line",
    "change_delivery",
    "clear",
    "close",
    "empty",
    "enter_code",
    "erase_person",
    "export_person",
    "export_sums",
    "forget_slots",
    "give_tip",
    "join",
    "lock",
    "lock_own",
    "move_line",
    "note_buyer",
    "open_at_desk",
    "open_cart",
    "put_again",
    "remove_code",
    "remove_delivery",
    "remove_line",
    "set_quantity",
    "split",
]
