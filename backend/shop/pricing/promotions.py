"""Which promotions an order can have, and what they give it: those without a code, and that of its code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as ledger
from backend.shop.capacity.selectors import Standing
from backend.shop.pricing import uses
from backend.shop.pricing.errors import PromotionUnknown
from backend.shop.pricing.models import Promotion
from backend.shop.pricing.rules import promotions as rules
from backend.shop.pricing.rules.promotions import Asking, Basket, Given, Kind, Obstacle, Offer
from backend.shop.pricing.uses import Customer

__all__ = ["Customer", "Standing"]


@dataclass(frozen=True, slots=True)
class Applied:
    """What a promotion gives to an order; `amount` in minor units."""

    promotion_id: int
    code: str | None
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """A code that gives nothing: of which promotion, and why."""

    name: str
    code: str
    why: Obstacle


@dataclass(frozen=True, slots=True)
class Found:
    """What is given, by which promotions, and why the code gives nothing."""

    given: Given
    applied: tuple[Applied, ...] = ()
    trouble: Trouble | None = None


def folded(code: str) -> str:
    """The one spelling of a code: no spaces, no difference of case."""
    return "".join(code.split()).upper()


def known_code(session: Session, code: str) -> str:
    """The code as carts keep it. Raises PromotionUnknown."""
    kept = folded(code)
    if session.scalar(select(Promotion.id).where(Promotion.code == kept)) is None:
        raise PromotionUnknown("We do not know this code. Please check how it is written.")
    return kept


def found(session: Session, *, basket: Basket, code: str | None, customer: Customer, day: date) -> Found:
    """What these goods get from whoever orders them on a local day."""
    rows = _candidates(session, code, day)
    asking = Asking(day, customer.ordered_before, uses.used_up(session, rows, customer))
    offers = [offer_of(row) for row in rows]
    fitting = [each for each in offers if rules.obstacle(each, basket, asking) is None]
    given = rules.choose(fitting, basket)
    applied = tuple(
        Applied(each.id, each.code, each.name, given.by_offer[each.id])
        for each in fitting
        if each.id in given.by_offer
    )
    return Found(given, applied, _trouble(offers, given, basket, asking))


def _candidates(session: Session, code: str | None, day: date) -> Sequence[Promotion]:
    """Those without a code that run on the day, and the one of the code whenever it runs; by id."""
    over = or_(Promotion.ends_on.is_(None), Promotion.ends_on >= day)
    running = Promotion.code.is_(None) & Promotion.active & (Promotion.starts_on <= day) & over
    wanted = running if code is None else or_(running, Promotion.code == code)
    return session.scalars(select(Promotion).where(wanted).order_by(Promotion.id)).all()


def _trouble(offers: Iterable[Offer], given: Given, basket: Basket, asking: Asking) -> Trouble | None:
    for offer in offers:
        if offer.code is not None and offer.id not in given.by_offer:
            why = rules.obstacle(offer, basket, asking) or _useless(offer, basket)
            return Trouble(offer.name, offer.code, why)
    return None


def _useless(offer: Offer, basket: Basket) -> Obstacle:
    """It fits, and yet gives nothing: another one gives more, or there is nothing to take it off."""
    if rules.apply([offer], basket).total:
        return Obstacle("outdone")
    return Obstacle("no_delivery" if offer.kind is Kind.FREE_DELIVERY else "nothing_eligible")


def offer_of(row: Promotion) -> Offer:
    """A promotion as the rules take it."""
    return Offer(
        id=row.id,
        name=row.name,
        kind=Kind(row.kind),
        starts_on=row.starts_on,
        code=row.code,
        percent=row.percent or 0,
        amount=row.amount or 0,
        buy=row.buy or 0,
        get=row.get or 0,
        minimum=row.minimum,
        products=frozenset(row.product_ids),
        categories=frozenset(row.category_ids),
        first_order=row.first_order,
        ends_on=row.ends_on,
        combines=row.combines,
        active=row.active,
    )


def all_of(session: Session) -> list[tuple[Promotion, Standing]]:
    """Every promotion, the newest first, and how often it was used."""
    rows = session.scalars(select(Promotion).order_by(Promotion.id.desc())).all()
    buckets = ledger.by_refs(session, uses.KIND, [str(row.id) for row in rows])
    standing = ledger.standing(session, [bucket.id for bucket in buckets.values()])
    nothing = Standing()
    known = {ref: standing[bucket.id] for ref, bucket in buckets.items()}
    return [(row, known.get(str(row.id), nothing)) for row in rows]


def status(row: Promotion, *, left: int | None, today: date) -> str:
    """How it stands on a local day; `left` are its uses, None without a limit."""
    if row.ends_on is not None and row.ends_on < today:
        return "ended"
    if not row.active:
        return "paused"
    if row.starts_on > today:
        return "scheduled"
    return "used_up" if left == 0 else "running"
