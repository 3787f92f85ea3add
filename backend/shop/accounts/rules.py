"""Roles and what each may do, written once; how long a login lasts; what a password must be."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

ACCESS_LIFE = timedelta(minutes=10)
SESSION_LIFE = timedelta(days=30)
# Two tabs that refresh at once send one token twice: within this time the second is no thief.
REUSE_GRACE = timedelta(seconds=20)

FAILURE_WINDOW = timedelta(minutes=15)
MOST_FAILURES = 5  # of one address with one e-mail
MOST_FAILURES_PER_ADDRESS = 50

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 128


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
    MANAGE_STAFF = "manage_staff"


_P = Permission
_COUNTER = frozenset(
    {_P.SEE_ORDERS, _P.EDIT_ORDERS, _P.REFUND, _P.MAKE, _P.DELIVER, _P.MANAGE_STOCK, _P.CLOSE_DAYS}
)

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.CUSTOMER: frozenset(),
    Role.DRIVER: frozenset({_P.DRIVE}),
    Role.FLORIST: _COUNTER,
    Role.MANAGER: _COUNTER | {_P.SET_CAPACITY},
    Role.OWNER: _COUNTER | {_P.SET_CAPACITY, _P.MANAGE_STAFF},
}

STAFF = frozenset(Role) - {Role.CUSTOMER}


def folded(email: str) -> str:
    """The one spelling under which an address is kept and looked up."""
    return email.strip().casefold()
