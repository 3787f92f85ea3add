"""The shop's cookies: the guest's cart, the orders that this browser may see, its login, a driver's run,
and who has logged in here before."""

from datetime import datetime
from uuid import UUID

import flask
from itsdangerous import BadSignature, URLSafeTimedSerializer

from backend.config import secret_keys, settings
from backend.routes.guards import is_loopback

CART = "posy_cart"
ORDERS = "posy_orders"
REFRESH = "posy_refresh"
_REFRESH_PATH = "/api/auth"  # no other request carries it
DEVICE = "posy_device"
RUN = "posy_run"
_RUN_PATH = "/api/driver"
_DAYS = 24 * 3600
_CART_AGE = 60 * _DAYS
_ORDERS_AGE = 90 * _DAYS
_MOST_ORDERS = 20
_DEVICE_AGE = 365 * _DAYS
_MOST_PEOPLE = 10


def cart_token() -> str:
    """The secret of this browser's cart, or an empty string."""
    return flask.request.cookies.get(CART, "")


def give_cart(token: str) -> None:
    _set(CART, token, _CART_AGE)


def known_orders() -> list[UUID]:
    """The orders that this browser placed or opened with their secret."""
    try:
        found = _serializer("orders").loads(flask.request.cookies.get(ORDERS, ""), max_age=_ORDERS_AGE)
        return [UUID(each) for each in found]
    except (BadSignature, ValueError, TypeError):
        return []


def give_order(order_id: UUID) -> None:
    """Lets this browser see the order from now on; the oldest of many is forgotten."""
    others = [each for each in known_orders() if each != order_id]
    kept = [str(each) for each in [*others, order_id][-_MOST_ORDERS:]]
    _set(ORDERS, str(_serializer("orders").dumps(kept)), _ORDERS_AGE)


def refresh_token() -> str:
    """The secret that renews this browser's login, or an empty string."""
    return flask.request.cookies.get(REFRESH, "")


def give_refresh_token(token: str, *, until: datetime, now: datetime) -> None:
    _set(REFRESH, token, int((until - now).total_seconds()), path=_REFRESH_PATH)


def forget_refresh_token() -> None:
    _set(REFRESH, "", 0, path=_REFRESH_PATH)


def run_token() -> str:
    """The secret of the run that this phone was given the link of, or an empty string."""
    return flask.request.cookies.get(RUN, "")


def give_run(token: str, *, until: datetime, now: datetime) -> None:
    _set(RUN, token, int((until - now).total_seconds()), path=_RUN_PATH)


def known_people() -> frozenset[str]:
    """The marks of those who have logged in with this browser (`accounts.counting.mark`)."""
    try:
        found = _serializer("device").loads(flask.request.cookies.get(DEVICE, ""), max_age=_DEVICE_AGE)
        return frozenset(map(str, found))
    except (BadSignature, TypeError):
        return frozenset()


def know_person(mark: str) -> None:
    """Remembers that she has logged in here, so that a stranger's tries elsewhere do not hold her up."""
    others = sorted(known_people() - {mark})[-_MOST_PEOPLE + 1 :]
    _set(DEVICE, str(_serializer("device").dumps([*others, mark])), _DEVICE_AGE, path=_REFRESH_PATH)


def _serializer(salt: str) -> URLSafeTimedSerializer:
    """Signs with the newest key, and reads what the one before has signed."""
    return URLSafeTimedSerializer(list(reversed(secret_keys())), salt=salt)


def _set(name: str, value: str, age: int, path: str = "/") -> None:
    def on(response: flask.Response) -> flask.Response:
        response.set_cookie(
            name,
            value,
            max_age=age,
            httponly=True,
            samesite="Lax",
            secure=not is_loopback(settings().base_url),
            path=path,
        )
        return response

    flask.after_this_request(on)
