"""Favorite products and flowers, by the catalog's ids and slugs; that they exist is the caller's word."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.accounts import people
from backend.shop.accounts.errors import TooManyKept
from backend.shop.accounts.models import FavoriteFlower, FavoriteProduct

MOST = 200


def products(session: Session, *, account_id: UUID) -> list[int]:
    """The ids of her favorite products, the newest first."""
    mine = select(FavoriteProduct.product_id).where(FavoriteProduct.account_id == account_id)
    return list(session.scalars(mine.order_by(FavoriteProduct.kept_at.desc(), FavoriteProduct.product_id)))


def flowers(session: Session, *, account_id: UUID) -> list[str]:
    """The slugs of her favorite kinds of flowers, the oldest first."""
    mine = select(FavoriteFlower.flower).where(FavoriteFlower.account_id == account_id)
    return list(session.scalars(mine.order_by(FavoriteFlower.kept_at, FavoriteFlower.flower)))


def keep_product(session: Session, *, account_id: UUID, product_id: int, at: datetime) -> None:
    """Raises TooManyKept."""
    people.lock(session, account_id=account_id)
    count = select(func.count()).where(FavoriteProduct.account_id == account_id)
    if session.scalars(count).one() >= MOST:
        raise TooManyKept(f"We keep up to {MOST} favorites.")
    values = {"account_id": account_id, "product_id": product_id, "kept_at": at}
    session.execute(insert(FavoriteProduct).values(values).on_conflict_do_nothing())


def keep_flower(session: Session, *, account_id: UUID, flower: str, at: datetime) -> None:
    people.lock(session, account_id=account_id)
    values = {"account_id": account_id, "flower": flower, "kept_at": at}
    session.execute(insert(FavoriteFlower).values(values).on_conflict_do_nothing())


def give_up_product(session: Session, *, account_id: UUID, product_id: int) -> None:
    mine = delete(FavoriteProduct).where(FavoriteProduct.account_id == account_id)
    session.execute(mine.where(FavoriteProduct.product_id == product_id))


def give_up_flower(session: Session, *, account_id: UUID, flower: str) -> None:
    mine = delete(FavoriteFlower).where(FavoriteFlower.account_id == account_id)
    session.execute(mine.where(FavoriteFlower.flower == flower))
