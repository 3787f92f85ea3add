"""Reads the tables in `data/`: rows of words, amounts in cents, months, recipes."""

import csv
from decimal import Decimal
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def slugs(name: str) -> list[str]:
    """The lines of a plain list, without its comments."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def cents(dollars: str) -> int:
    return int(Decimal(dollars) * 100)


def middle(low: str, high: str) -> int:
    """The middle of a range of dollars, in cents."""
    return (cents(low) + cents(high)) // 2


def parts(cell: str, mark: str = ";") -> tuple[str, ...]:
    return tuple(part for part in cell.split(mark) if part)


def months(cell: str) -> tuple[int, int]:
    """`11-5` is November to May."""
    first, last = cell.split("-")
    return int(first), int(last)


def counts(cell: str) -> list[tuple[str, int]]:
    """`Rose/Freedom:12|Salal/Tips:4` as pairs, in the order written."""
    pairs = (part.rsplit(":", 1) for part in parts(cell, "|"))
    return [(key, int(count)) for key, count in pairs]
