"""A customer of the demo shop with a login: what she has ordered, whom she sends flowers to, and when."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.demo.logins import CUSTOMER, PASSWORD
from backend.shop.accounts import favorites, keydates, people, preferences
from backend.shop.accounts.feasts import Occasion
from backend.shop.accounts.keydates import Day
from backend.shop.accounts.preferences import Where
from backend.shop.accounts.rules import Role
from backend.shop.accounts.selectors import Person
from backend.shop.accounts.services.add import add_account
from backend.shop.catalog.models import Variant
from backend.shop.kit.clock import local_day
from backend.shop.orders.models import Order
from backend.shop.orders.rules import OrderStatus
from backend.shop.settings.selectors import shop

_BIRTHDAY_IN = timedelta(days=9)  # so that its reminder is about to be written
_SAVED = 3
_ONCE = ("service_time", "ribbon_text")  # what belongs to one day


def add_customer(session: Session, *, now: datetime) -> int:
    """Gives the busiest buyer of the past a login, an address book, a favorite and key dates.

    Answers how many orders are hers.
    """
    email, name = CUSTOMER
    her = add_account(session, email=email, name=name, role=Role.CUSTOMER, password=PASSWORD, at=now)
    orders = _orders_of_the_busiest(session)
    for order in orders:
        order.account_id, order.buyer_name, order.buyer_email = her.id, name, email
    session.flush()
    _keep(session, her, orders, now)
    preferences.agree(session, account_id=her.id, where=Where.SIGNUP, at=now)
    return len(orders)


def _orders_of_the_busiest(session: Session) -> list[Order]:
    """The delivered orders of whoever has most of them, the newest first."""
    delivered = Order.status == OrderStatus.DELIVERED
    busiest = (
        select(Order.buyer_email)
        .where(delivered)
        .group_by(Order.buyer_email)
        .order_by(func.count().desc(), Order.buyer_email)
        .limit(1)
        .scalar_subquery()
    )
    hers = select(Order).where(delivered, Order.buyer_email == busiest)
    return list(session.scalars(hers.order_by(Order.placed_at.desc(), Order.id)))


def _keep(session: Session, her: Person, orders: list[Order], now: datetime) -> None:
    recipients = {each.recipient["name"]: each.recipient for order in orders for each in order.deliveries}
    for recipient in list(recipients.values())[:_SAVED]:
        kept = {key: value for key, value in recipient.items() if key not in _ONCE}
        people.add(session, account_id=her.id, label="", recipient=kept, at=now)
    on = local_day(now, shop(session).time_zone) + _BIRTHDAY_IN
    days = [Day("Mom", Occasion.MOTHERS_DAY, None, None, remind=True)]
    days += [Day(name, Occasion.BIRTHDAY, on.month, on.day, remind=True) for name in list(recipients)[:1]]
    for day in days:
        keydates.add(session, account_id=her.id, said=day, at=now)
    for order in orders[:1]:
        bought = session.get_one(Variant, order.deliveries[0].lines[0].variant_id)
        favorites.keep_product(session, account_id=her.id, product_id=bought.product_id, at=now)
