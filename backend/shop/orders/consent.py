"""What a buyer wants where a flower is not good enough that day, and how far asking her has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Choice(StrEnum):
    """Her standing choice, made at checkout for the whole order."""

    MATCH_COLOR = "match_color"
    MATCH_FLOWER = "match_flower"
    ASK = "ask"
    REFUND = "refund"


CHOICE_LABELS: Mapping[Choice, str] = {
    Choice.MATCH_COLOR: "Match the color",
    Choice.MATCH_FLOWER: "Match the flower",
    Choice.ASK: "Ask first",
    Choice.REFUND: "Refund what it is in",
}


class Agreed(StrEnum):
    """Who said yes to a stem in the place of another; nobody was asked before there was a choice."""

    NOBODY = ""
    CHOICE = "choice"
    BUYER = "buyer"
    SILENCE = "silence"


class ProposalState(StrEnum):
    """`lapsed`: no answer came in time. `withdrawn`: by the shop, or because there is nothing left to ask."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class Default(StrEnum):
    """What happens when she does not answer."""

    MAKE = "make"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Exchange:
    """In one delivery, `taken` of another stem are to be in the place of `quantity` of a stem."""

    stem_id: int
    substitute_id: int
    quantity: int
    taken: int
