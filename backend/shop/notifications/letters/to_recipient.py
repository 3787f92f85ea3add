"""Letters to who receives flowers: there is none yet, for nobody tells us her e-mail address.

A surprise stays one. So the type comes first: a letter to a recipient is made of these fields and no others,
and a class that names another one cannot be defined.
"""

from dataclasses import dataclass
from typing import ClassVar

from backend.shop.notifications.letters.envelope import Audience

# No price, no product, no buyer: what is not listed here is in no letter to a recipient.
_MAY_HOLD = frozenset({"first_name", "day", "short_day", "hours", "address", "time", "phone"})


class TellsTooMuch(TypeError):
    """A letter to a recipient would say what she may not learn from us."""


@dataclass(frozen=True)
class ToRecipient:
    """What every letter to a recipient is derived from; `kind` is the derived class's."""

    audience: ClassVar[Audience] = Audience.RECIPIENT

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if too_much := cls.__annotations__.keys() - _MAY_HOLD - {"kind"}:
            raise TellsTooMuch(f"{cls.__name__} would tell a recipient {', '.join(sorted(too_much))}")
