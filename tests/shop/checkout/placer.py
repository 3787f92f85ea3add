"""Clients of the placing transaction, for the race with changes of the rules and `bench/rule_change.py`."""

from dataclasses import dataclass

from backend.shop.checkout.services import reserve
from backend.shop.settings.services import RulesChanged
from tests.shop.checkout.stand import Stand


@dataclass
class Placer:
    """Fills one cart after the other and places it, once more where the rules have just changed."""

    stand: Stand
    placed: int = 0
    told: int = 0  # how often she heard that the rules had changed

    def place(self) -> None:
        placement = self.stand.placement(self.stand.cart())
        while True:
            try:
                reserve.place_once(placement, self.stand.now)
            except RulesChanged:
                self.told += 1
            else:
                self.placed += 1
                return
