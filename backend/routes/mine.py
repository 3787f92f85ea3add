"""What is the caller's: by her login, or without one by this browser's cookies."""

import logging
from uuid import UUID

from sqlalchemy.exc import OperationalError

from backend import db
from backend.routes import access, cookies
from backend.shop.accounts.rules import Permission
from backend.shop.cart import services as carts
from backend.shop.cart.selectors import Holder
from backend.shop.kit import clock
from backend.shop.orders import owned
from backend.shop.orders.selectors import Viewer

log = logging.getLogger("posy.carts")


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


def join_cart(account_id: UUID) -> None:
    """What lies in this browser's guest cart, and what it has ordered, goes to the account's cart.

    While somebody else is busy with one of them the cart stays the guest's: a login does not fail for it.
    """
    try:
        with db.transaction() as session:
            token = cookies.cart_token()
            joined = carts.join(session, token=token, account_id=account_id, now=clock.now())
            if joined is not None:
                owned.follow_cart(session, left=joined[0], taken=joined[1])
    except OperationalError as error:
        log.warning("the cart of a guest was left as it is: %s", error.orig)
