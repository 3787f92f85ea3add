"""The people of the demo's past: invented names, addresses that nobody writes to."""

from dataclasses import dataclass
from random import Random

from backend.demo import tables

_COUNT = 180


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    phone: str
    line1: str


def people(dice: Random) -> list[Person]:
    """Always the same people for the same dice, no two with one e-mail address."""
    first, last, streets = (_column(name) for name in ("first", "last", "street"))
    names = dice.sample([(one, other) for one in first for other in last], _COUNT)
    return [_person(*name, dice.choice(streets), dice) for name in names]


def _column(name: str) -> list[str]:
    return [row[name] for row in tables.rows("people") if row[name]]


def _person(first: str, last: str, street: str, dice: Random) -> Person:
    return Person(
        name=f"{first} {last}",
        email=f"{first}.{last}@example.com".lower(),
        phone=f"(503) 555-01{dice.randrange(100):02}",
        line1=f"{dice.randrange(100, 4900)} SE {street} Street",
    )
