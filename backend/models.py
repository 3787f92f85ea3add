"""Gathers every room's tables, so that Alembic sees the whole database; nothing else."""

from backend.db import Base
from backend.shop.accounts import models as accounts
from backend.shop.audit import models as audit
from backend.shop.capacity import models as capacity
from backend.shop.cart import models as cart
from backend.shop.catalog import models as catalog
from backend.shop.checkout import models as checkout
from backend.shop.delivery import models as delivery
from backend.shop.notifications import models as notifications
from backend.shop.orders import models as orders
from backend.shop.payments import models as payments
from backend.shop.pricing import models as pricing
from backend.shop.privacy import models as privacy
from backend.shop.settings import models as settings
from backend.shop.stock import models as stock

metadata = Base.metadata

__all__ = [
    "accounts",
    "audit",
    "capacity",
    "cart",
    "catalog",
    "checkout",
    "delivery",
    "metadata",
    "notifications",
    "orders",
    "payments",
    "pricing",
    "privacy",
    "settings",
    "stock",
]
