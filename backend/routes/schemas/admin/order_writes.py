"""What staff may ask of an order."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from backend.routes.schemas.admin.orders import Reason, Version
from backend.routes.schemas.cart import RecipientModel, RowId
from backend.routes.schemas.common import MoneyModel, Strict


class DeskRecipientModel(RecipientModel):
    postcode: Annotated[str, StringConstraints(max_length=20)] | None = None


class EditDelivery(Strict):
    """What shall stand there instead; what is not sent stays."""

    version: Version
    recipient: DeskRecipientModel | None = None
    card_message: Annotated[str, StringConstraints(max_length=20_000)] | None = None


class MoveDelivery(Strict):
    version: Version
    slot_id: RowId
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""


class CancelBody(Strict):
    """`stems`: back into stock, or kept because they are cut. `expected` is the sum that was named."""

    version: Version
    reason: Reason
    stems: Literal["back", "kept"]
    expected: MoneyModel | None = None


class RefundBody(Strict):
    """All that is left (`whole`), pieces of a line (`line_id` and `quantity`), or an `amount`: one of them.

    `stems` are those of a line's pieces that are still to be made.
    """

    version: Version
    reason: Reason
    whole: bool = False
    line_id: UUID | None = None
    quantity: Annotated[int, Field(ge=1, le=1_000, strict=True)] | None = None
    amount: MoneyModel | None = None
    stems: Literal["back", "kept"] = "back"
    expected: MoneyModel | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if [self.whole, self.line_id is not None, self.amount is not None].count(True) != 1:
            raise ValueError("one of whole, line_id and amount")
        if (self.line_id is None) != (self.quantity is None):
            raise ValueError("a line takes a quantity, and nothing else does")
        return self


class NewNote(Strict):
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
