"""How often somebody may try at each door: from an address with an e-mail, from an address, with an e-mail.

An e-mail's own limit is there where letters are sent or codes are guessed, and against guessing from many
addresses at once; a browser in which its owner has logged in before is not held back by that one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Door(StrEnum):
    """Where tries are counted; each door counts for itself."""

    LOGIN = "login"
    SIGNUP = "signup"
    CODE = "code"
    FORGOT = "forgot"
    PROOF = "proof"  # the password of somebody who is logged in, asked again
    TOTP = "totp"
    PROMOTION = "promotion"  # wrong codes of promotions, by cart in the place of an e-mail


@dataclass(frozen=True, slots=True)
class Limit:
    most: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """None: not counted in this way."""

    both: Limit | None
    address: Limit | None
    email: Limit | None


_QUARTER, _HOUR, _DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)

LIMITS: Mapping[Door, Limits] = {
    Door.LOGIN: Limits(both=Limit(5, _QUARTER), address=Limit(50, _QUARTER), email=Limit(100, _HOUR)),
    Door.SIGNUP: Limits(both=Limit(5, _QUARTER), address=Limit(30, _QUARTER), email=Limit(20, _DAY)),
    # 20 codes of five guesses a day: whoever guesses for a year from everywhere hits with 1 in 27.
    Door.CODE: Limits(both=Limit(5, _QUARTER), address=Limit(30, _QUARTER), email=Limit(20, _DAY)),
    Door.FORGOT: Limits(both=Limit(5, _QUARTER), address=Limit(30, _QUARTER), email=Limit(20, _DAY)),
    # Whoever comes so far has a login or the password: here the account itself is counted.
    Door.PROOF: Limits(both=None, address=None, email=Limit(10, _QUARTER)),
    Door.TOTP: Limits(both=None, address=None, email=Limit(10, _QUARTER)),
    Door.PROMOTION: Limits(both=None, address=Limit(30, _QUARTER), email=Limit(10, _QUARTER)),
}
