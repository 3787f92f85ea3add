"""What a buyer is asked about her flowers, and what she answers."""

import datetime as dt
from typing import Literal

from backend.routes.schemas.common import MoneyModel, Strict


class AskedStemModel(Strict):
    """`taken` of `name` in the place of `quantity` of `instead_of`."""

    quantity: int
    taken: int
    instead_of: str
    instead_of_colors: list[str]
    name: str
    colors: list[str]


class AskedLineModel(Strict):
    """What they are for."""

    product_name: str
    variant_label: str
    image_url: str
    quantity: int


class SubstitutionModel(Strict):
    """`state` is proposed until somebody answers, then approved, declined, lapsed or withdrawn.

    `over`: the deadline has passed. `by_default` (make or refund) is what happens without an answer, and
    `comes_back` what a no gives back while it waits.
    """

    number: str
    state: str
    over: bool
    method: str
    recipient_name: str
    date: dt.date
    slot_label: str
    reason: str
    stems: list[AskedStemModel]
    lines: list[AskedLineModel]
    deadline: dt.datetime
    by_default: str
    comes_back: MoneyModel | None


class AnswerBody(Strict):
    answer: Literal["approve", "decline"]
