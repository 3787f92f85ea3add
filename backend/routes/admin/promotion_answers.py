"""Promotions in the words and numbers of the back office, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from backend.routes.schemas.admin.promotions import PromotionRow, PromotionsModel
from backend.routes.schemas.common import MoneyModel
from backend.shop.catalog import selectors as catalog
from backend.shop.kit.clock import local_day
from backend.shop.kit.errors import Malformed
from backend.shop.pricing import promotions
from backend.shop.pricing.promotions import Standing
from backend.shop.pricing.services import PromotionFacts
from backend.shop.pricing.services.promotions import facts_before
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.pricing.models import Promotion

_SAME = ("id", "name", "code", "kind", "percent", "buy", "get", "first_order", "per_customer", "total_limit")
_MOST = 100_000_000  # minor units: more than anybody sells flowers for
_ALSO = ("starts_on", "ends_on", "combines", "active", "version", "product_ids")


def promotions_model(session: Session, *, now: datetime) -> PromotionsModel:
    facts = shop(session)
    today = local_day(now, facts.time_zone)
    slugs = {category_id: slug for slug, category_id in catalog.category_ids(session).items()}
    return PromotionsModel(
        items=[
            _row(row, standing, slugs=slugs, currency=facts.currency, today=today)
            for row, standing in promotions.all_of(session)
        ],
        currency=facts.currency,
        today=today,
    )


def _row(
    row: Promotion, standing: Standing, *, slugs: Mapping[int, str], currency: str, today: date
) -> PromotionRow:
    def money(amount: int | None) -> MoneyModel | None:
        return None if amount is None else MoneyModel(amount=amount, currency=currency)

    spent = standing.confirmed + standing.held
    left = None if row.total_limit is None else max(0, row.total_limit - spent)
    return PromotionRow.model_validate(
        {name: getattr(row, name) for name in (*_SAME, *_ALSO)}
        | {
            "amount": money(row.amount),
            "minimum": money(row.minimum),
            "category_codes": [slugs[each] for each in row.category_ids if each in slugs],
            "used": standing.confirmed,
            "held": standing.held,
            "left": left,
            "status": promotions.status(row, left=left, today=today),
        }
    )


def facts_of(session: Session, sent: Mapping[str, Any], *, before: Promotion | None) -> PromotionFacts:
    """What was sent, over what stood there before. Raises Malformed for goods that are not there."""
    given = dict(sent)
    if "category_codes" in given:
        given["category_ids"] = _categories(session, given.pop("category_codes"))
    if "product_ids" in given:
        given["product_ids"] = _products(session, given["product_ids"])
    currency = shop(session).currency
    for name in ("amount", "minimum"):
        if given.get(name) is not None:
            given[name] = _minor_units(given[name], name, currency)
    known = facts_before(before) if before is not None else {}
    return PromotionFacts(**{**known, **given})


def _categories(session: Session, slugs: list[str]) -> tuple[int, ...]:
    known = catalog.category_ids(session)
    if missing := [each for each in slugs if each not in known]:
        raise _wrong("category_codes", f"We have no category {missing[0]}.")
    return tuple(known[each] for each in dict.fromkeys(slugs))


def _products(session: Session, product_ids: list[int]) -> tuple[int, ...]:
    known = catalog.known_products(session, product_ids)
    if missing := [each for each in product_ids if each not in known]:
        raise _wrong("product_ids", f"We have no product {missing[0]}.")
    return tuple(dict.fromkeys(product_ids))


def _minor_units(amount: Mapping[str, Any], name: str, currency: str) -> int:
    if amount["currency"] != currency or not 0 < amount["amount"] <= _MOST:
        raise _wrong(name, f"That is an amount of {currency} above 0.")
    return int(amount["amount"])


def _wrong(path: str, message: str) -> Malformed:
    return Malformed(f"Please check: {path}", errors=[{"path": path, "message": message}])
