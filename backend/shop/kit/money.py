"""Money: integer minor units with a currency, rounded once per line; parts add up to the whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """`amount` minor units (cents) of an ISO 4217 `currency`."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other).amount, self.currency)

    def __mul__(self, quantity: int) -> "Money":
        return Money(self.amount * quantity, self.currency)

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"{other.currency} is not {self.currency}")
        return other

    def as_json(self) -> dict[str, int | str]:
        return {"amount": self.amount, "currency": self.currency}


def total(parts: Iterable[Money], currency: str) -> Money:
    return sum(parts, Money(0, currency))


def rounded(amount: Decimal) -> int:
    """Minor units of an exact amount, halves away from zero: the shop's only rounding."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def allocate(amount: int, weights: Sequence[int]) -> list[int]:
    """Shares of `amount` in proportion to `weights` (>= 0), by largest remainder; they add up to `amount`.

    Ties go to the earlier share. All weights 0 share evenly.
    """
    if not weights:
        raise ValueError("nothing to allocate to")
    if any(weight < 0 for weight in weights):
        raise ValueError("weights are never negative")
    if not any(weights):
        weights = [1] * len(weights)
    whole, sign = sum(weights), (1 if amount >= 0 else -1)
    shares = [abs(amount) * weight // whole for weight in weights]
    remainders = [abs(amount) * weight % whole for weight in weights]
    left = abs(amount) - sum(shares)
    for index in sorted(range(len(weights)), key=lambda i: (-remainders[i], i))[:left]:
        shares[index] += 1
    return [sign * share for share in shares]
