"""How much notice a product needs: a rule of the calendar that is said of the product itself."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.audit.services import Deed
from backend.shop.catalog.errors import ProductNotFound
from backend.shop.catalog.models import Product
from backend.shop.kit.errors import VersionConflict
from backend.shop.settings import services as settings


def products(session: Session) -> Sequence[Product]:
    """All that is not archived, by name."""
    wanted = select(Product).where(Product.status != "archived")
    return session.scalars(wanted.order_by(Product.name_key, Product.id)).all()


def set_notice(session: Session, *, product_id: int, minutes: int, seen: int, deed: Deed) -> Product:
    """Says it in minutes before a slot starts; `seen` are those that the caller knew of.

    Whoever is placing an order goes first. Raises ProductNotFound and VersionConflict.
    """
    settings.change_rules(session)
    row = session.get(Product, product_id, with_for_update={"key_share": True}, populate_existing=True)
    if row is None:
        raise ProductNotFound
    if row.lead_minutes != seen:
        raise VersionConflict("Somebody else has just changed its notice.")
    audit.record(
        session,
        actor=deed.who,
        action="product.notice",
        subject=f"product:{product_id}",
        reason=deed.why,
        change={"lead_minutes": [seen, minutes]},
        at=deed.at,
    )
    row.lead_minutes = minutes
    session.flush()
    return row
