"""What is the caller's: by her login, or without one by this browser's cookies."""

from backend.routes import access, cookies
from backend.shop.accounts.rules import Permission
from backend.shop.cart.selectors import Holder
from backend.shop.orders.selectors import Viewer


def holder() -> Holder:
    """Whose cart this request is about."""
    person = access.caller()
    return Holder(cookies.cart_token(), person.id if person else None)


def viewer() -> Viewer:
    """The orders that the caller may act on: hers, and those that this browser holds the cookie for."""
    person = access.caller()
    return Viewer(order_ids=cookies.known_orders(), account_id=person.id if person else None)


def reader() -> Viewer:
    """The orders that the caller may look at: staff who see orders see all."""
    person = access.caller()
    sees_all = person is not None and Permission.SEE_ORDERS in person.permissions
    return Viewer(cookies.known_orders(), person.id if person else None, sees_all=sees_all)
