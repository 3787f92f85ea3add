"""At most a few live holds per client address, counted in the placing transaction."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.shop.checkout.errors import TooManyHolds
from backend.shop.orders import selectors as orders

_ADDRESSES = 7_059_002  # the first half of our advisory locks on addresses
_RETRY = 60


def check_address(session: Session, *, client_address: str, cart_id: UUID, most: int) -> None:
    """Counts alone among the placings from this address. Raises TooManyHolds."""
    session.execute(
        text("select pg_advisory_xact_lock(:ours, hashtext(:address))"),
        {"ours": _ADDRESSES, "address": client_address},
    )
    if orders.waiting_from(session, client_address=client_address, but_not_cart=cart_id) >= most:
        raise TooManyHolds(
            "Too many orders from your network wait for their payment. Please pay or cancel one, or call us.",
            retry_after=_RETRY,
        )
