"""Roles and what each may do, written once; how long a login lasts; what a password must be."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

ACCESS_LIFE = timedelta(minutes=10)
SESSION_LIFE = timedelta(days=30)
# Two tabs that refresh at once send one token twice: within this time the second is no thief.
REUSE_GRACE = timedelta(seconds=20)

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 128


class Purpose(StrEnum):
    """What a one-time secret is good for, and nothing else."""

    SIGNUP = "signup"
    LOGIN = "login"
    CHANGE_EMAIL = "change_email"
    CLAIM = "claim"
    RESET = "reset"
    INVITE = "invite"


MOST_GUESSES = 5  # of one code: one in 200,000 hits
_CODE_LIFE = timedelta(minutes=10)
LIVES: Mapping[Purpose, timedelta] = {
    Purpose.SIGNUP: _CODE_LIFE,
    Purpose.LOGIN: _CODE_LIFE,
    Purpose.CHANGE_EMAIL: _CODE_LIFE,
    Purpose.CLAIM: _CODE_LIFE,
    Purpose.RESET: timedelta(hours=1),
    Purpose.INVITE: timedelta(days=7),
}


class Role(StrEnum):
    CUSTOMER = "customer"
    DRIVER = "driver"
    FLORIST = "florist"
    MANAGER = "manager"
    OWNER = "owner"


class Permission(StrEnum):
    """What a route may ask for."""

    SEE_ORDERS = "see_orders"
    EDIT_ORDERS = "edit_orders"
    REFUND = "refund"
    MAKE = "make"
    DELIVER = "deliver"
    DRIVE = "drive"
    MANAGE_STOCK = "manage_stock"
    CLOSE_DAYS = "close_days"
    SET_CAPACITY = "set_capacity"
    SET_CALENDAR = "set_calendar"
    SET_PROMOTIONS = "set_promotions"
    MANAGE_STAFF = "manage_staff"


_P = Permission
_COUNTER = frozenset(
    {_P.SEE_ORDERS, _P.EDIT_ORDERS, _P.REFUND, _P.MAKE, _P.DELIVER, _P.MANAGE_STOCK, _P.CLOSE_DAYS}
)

_MANAGEMENT = frozenset({_P.SET_CAPACITY, _P.SET_CALENDAR, _P.SET_PROMOTIONS})

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.CUSTOMER: frozenset(),
    Role.DRIVER: frozenset({_P.DRIVE}),
    Role.FLORIST: _COUNTER,
    Role.MANAGER: _COUNTER | _MANAGEMENT,
    Role.OWNER: _COUNTER | _MANAGEMENT | {_P.MANAGE_STAFF},
}

STAFF = frozenset(Role) - {Role.CUSTOMER}
# Who has to have a second factor, where the shop requires one at all.
TWO_FACTORS = frozenset({Role.MANAGER, Role.OWNER})


def folded(email: str) -> str:
    """The one spelling under which an address is kept and looked up."""
    return email.strip().casefold()
