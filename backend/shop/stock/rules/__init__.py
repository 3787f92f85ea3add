"""What a recipe says about the bouquet: its summary, its note for pet owners, and when a lot serves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# Stands for "infinity" wherever a day is compared: Python has no infinite date.
NEVER = date.max

# How long cut stems keep in the cooler before they are bound, as a first guess for a lot that comes.
COOLER_DAYS = 5

_TRUE_LILY = "lilium"
_LILY_WARNING = (
    "Never for a home with cats: any part of a true lily, even its pollen or vase water, can kill."
)
_UNSURE = "Not every stem has been checked for pets: keep it out of reach of cats and dogs."
_HARMLESS = "Not known to be toxic to cats or dogs."


@dataclass(frozen=True, slots=True)
class StemWords:
    """What can be said of one line of a recipe; `colors` are those the product shows, none for leaves.

    `living` is a plant or a part of one; `warning` is a sentence of its own for pet owners.
    """

    plural: str
    latin_name: str = ""
    colors: tuple[str, ...] = ()
    living: bool = True
    toxic_to_pets: bool | None = False
    warning: str = ""


def last_making_day(*, vase_life_end: date, vase_days: int) -> date:
    """The last day a lot may be used, so that the promised vase days are still kept."""
    return NEVER if vase_life_end == NEVER else vase_life_end - timedelta(days=vase_days)


def proposed_end(*, arrived: date, vase_days: int) -> date:
    """The day on which the vase life of a lot is over: the promised days after its last one in the cooler."""
    return arrived + timedelta(days=COOLER_DAYS + vase_days)


def summary(lines: Sequence[StemWords]) -> str:
    """One line such as "Red roses, salal and baby's breath": the kinds in recipe order, each once.

    A color is named only where it is the one color of that kind; at most four kinds.
    """
    kinds = list(dict.fromkeys(_kind(line) for line in lines))[:4]
    words = joined(kinds)
    return words[:1].upper() + words[1:]


def joined(words: Sequence[str]) -> str:
    """Words in a row as English has them: a; a and b; a, b and c."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def pet_safe(lines: Sequence[StemWords]) -> bool | None:
    """True only when all of it was checked and nothing is known to be toxic; None where it cannot matter."""
    known = [line.toxic_to_pets for line in lines if line.living or line.toxic_to_pets]
    if not known:
        return None
    return all(toxic is False for toxic in known)


def pet_note(lines: Sequence[StemWords]) -> str | None:
    """A sentence for pet owners. It never says "safe"; true lilies always carry the warning for cats."""
    if any(_TRUE_LILY in line.latin_name.lower() for line in lines):
        return _LILY_WARNING
    toxic = [line for line in lines if line.toxic_to_pets]
    if warnings := [line.warning for line in toxic if line.warning]:
        return warnings[0]
    if toxic:
        names = joined(list(dict.fromkeys(line.plural for line in toxic)))
        return f"Contains {names}: keep it out of reach of cats and dogs."
    if not any(line.living for line in lines):
        return None
    return _HARMLESS if pet_safe(lines) else _UNSURE


def _kind(line: StemWords) -> str:
    return f"{line.colors[0]} {line.plural}" if len(line.colors) == 1 else line.plural
