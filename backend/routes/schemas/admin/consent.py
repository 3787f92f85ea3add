"""Other stems for one delivery: what may be done, and what is done."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from backend.routes.schemas.admin.orders import Version
from backend.routes.schemas.common import Id, MoneyModel, StatusModel, Strict

How = Literal["chosen", "ask", "refund"]
_Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class ExchangeBody(Strict):
    """`quantity` of a stem that the delivery takes now, `taken` of another instead: as many, if unsaid."""

    stem_id: Id
    substitute_id: Id
    quantity: Annotated[int, Field(ge=1, le=100_000, strict=True)]
    taken: Annotated[int, Field(ge=1, le=100_000, strict=True)] | None = None


class WishBody(Strict):
    """`how`: as the buyer chose at checkout, ask her in any case, or refund what the stems are in."""

    swaps: Annotated[list[ExchangeBody], Field(min_length=1, max_length=10)]
    how: How = "chosen"


class ProposeBody(WishBody):
    """`reason` is read by the buyer."""

    version: Version
    reason: _Reason = ""


class TakenStemModel(Strict):
    """What the delivery takes of a stem now, over all its pieces; `unit_cost` of one."""

    stem_id: int
    name: str
    species: str
    colors: list[str]
    quantity: int
    unit_cost: MoneyModel


class AskedModel(Strict):
    """What waits for the buyer's answer; `by_default` (make or refund) is what happens without one."""

    swaps: list[ExchangeBody]
    reason: str
    deadline: dt.datetime
    by_default: str


class ConsentModel(Strict):
    """The buyer's standing `choice`, what the delivery takes now, and what she is being asked."""

    version: int
    choice: StatusModel
    takes: list[TakenStemModel]
    proposal: AskedModel | None


class VerdictModel(Strict):
    """What would be done: `way` is swap, ask or refund, null where the choice does not allow it.

    `deadline` null: there is no time to ask. `comes_back` is what a no, or a refund, gives back.
    """

    choice: StatusModel
    way: str | None
    mismatches: list[str]
    replaced: MoneyModel
    substitutes: MoneyModel
    cheaper: bool
    missing: int
    deadline: dt.datetime | None
    by_default: str
    comes_back: MoneyModel
