"""Promotions by hand: audited, and at once true for everybody who orders. What is ordered keeps its price.

Each write waits for everybody who is placing, and whoever places after it finds the rules changed and looks
again: so a promotion that is paused gives nothing any more from the next commit on.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.audit import services as audit
from backend.shop.audit.services import Deed
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import Fact, Terms
from backend.shop.kit.errors import Malformed
from backend.shop.pricing import uses
from backend.shop.pricing.errors import CodeTaken, PromotionInUse, PromotionNotFound
from backend.shop.pricing.models import Promotion
from backend.shop.pricing.promotions import folded
from backend.shop.settings import services as settings


@dataclass(frozen=True, slots=True)
class PromotionFacts:
    """As `Promotion`; what belongs to another kind is None."""

    name: str
    kind: str
    starts_on: date
    code: str | None = None
    percent: int | None = None
    amount: int | None = None
    buy: int | None = None
    get: int | None = None
    minimum: int | None = None
    product_ids: tuple[int, ...] = ()
    category_ids: tuple[int, ...] = ()
    first_order: bool = False
    per_customer: int | None = None
    total_limit: int | None = None
    ends_on: date | None = None
    combines: bool = False
    active: bool = True

    def columns(self) -> dict[str, Any]:
        """Raises Malformed for what does not go together."""
        _check(self)
        lists = {"product_ids": list(self.product_ids), "category_ids": list(self.category_ids)}
        return asdict(self) | lists | {"code": folded(self.code) if self.code else None}


# What each kind says of how much it gives.
_SAYS = {"percent": {"percent"}, "amount": {"amount"}, "free_delivery": set[str](), "buy_x": {"buy", "get"}}


def _check(facts: PromotionFacts) -> None:
    wanted = _SAYS[facts.kind]
    wrong = [
        {"path": name, "message": "Please fill this in." if name in wanted else "Not for this kind."}
        for name in ("percent", "amount", "buy", "get")
        if (getattr(facts, name) is None) == (name in wanted)
    ]
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        wrong.append({"path": "ends_on", "message": "That is before it starts."})
    if wrong:
        raise Malformed("Please check: " + ", ".join(each["path"] for each in wrong), errors=wrong)


def add_promotion(session: Session, *, facts: PromotionFacts, deed: Deed) -> Promotion:
    """Raises CodeTaken."""
    settings.change_rules(session)
    row = Promotion(**facts.columns())
    _check_code(session, row.code, but_not=None)
    session.add(row)
    session.flush()
    capacity.open_buckets(session, kind=uses.KIND, buckets=[uses.own_bucket(row)])
    _record(session, row, "added", {"promotion": [None, told(row)]}, deed)
    return row


def change_promotion(session: Session, *, row: Promotion, facts: PromotionFacts, deed: Deed) -> None:
    """Writes a locked row and what the ledger knows of it. Raises CodeTaken.

    A limit below what is used is a fact: the uses stay, and none can be had.
    """
    before, was_each = told(row), uses.limit_each(row)
    _check_code(session, facts.columns()["code"], but_not=row.id)
    for name, value in facts.columns().items():
        setattr(row, name, value)
    row.version += 1
    session.flush()
    _restate(session, row, deed)
    limit = uses.limit_each(row)
    if limit is not None and limit != was_each:
        capacity.resize_all(session, kind=uses.KIND, beginning=uses.family(row.id), capacity=limit)
    after = told(row)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    _record(session, row, "changed", changed, deed)


def remove_promotion(session: Session, *, promotion_id: int, deed: Deed) -> None:
    """Only one that was never used by an order. Raises PromotionNotFound, PromotionInUse."""
    row = lock(session, promotion_id=promotion_id)
    bucket_id = _bucket(session, row)
    if ledger.standing(session, [bucket_id])[bucket_id].touched:
        raise PromotionInUse("Orders have it. Please pause it instead.")
    capacity.set_terms(session, terms=Terms(doors={bucket_id: False}))
    _record(session, row, "removed", {"promotion": [told(row), None]}, deed)
    session.delete(row)
    session.flush()


def lock(session: Session, *, promotion_id: int) -> Promotion:
    """The promotion, while nobody places. Raises PromotionNotFound."""
    settings.change_rules(session)
    row = session.get(Promotion, promotion_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise PromotionNotFound
    return row


def _restate(session: Session, row: Promotion, deed: Deed) -> None:
    bucket_id, wanted = _bucket(session, row), uses.own_bucket(row)
    known = ledger.buckets(session, [bucket_id])[bucket_id]
    if (known.capacity, known.usable_from, known.usable_to) != (
        wanted.capacity,
        wanted.usable_from,
        wanted.usable_to,
    ):
        capacity.restate(
            session,
            bucket_id=bucket_id,
            units=wanted.capacity,
            usable_from=wanted.usable_from,
            usable_to=wanted.usable_to,
            fact=Fact(deed.who, deed.why, deed.at),
        )
    capacity.set_terms(session, terms=Terms(doors={bucket_id: row.active}))


def _bucket(session: Session, row: Promotion) -> int:
    wanted = uses.own_bucket(row)
    return capacity.open_buckets(session, kind=uses.KIND, buckets=[wanted])[wanted.ref]


def _check_code(session: Session, code: str | None, *, but_not: int | None) -> None:
    if code is None:
        return
    there = session.scalar(select(Promotion.id).where(Promotion.code == code))
    if there not in (None, but_not):
        raise CodeTaken(f"{code} is the code of another promotion.")


def _record(session: Session, row: Promotion, what: str, change: dict[str, Any], deed: Deed) -> None:
    audit.record(
        session,
        actor=deed.who,
        action=f"promotion.{what}",
        subject=f"promotion:{row.id}",
        reason=deed.why,
        change=change,
        at=deed.at,
    )


def told(row: Promotion) -> dict[str, Any]:
    """As JSON can hold it."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in facts_before(row).items()
    }


def facts_before(row: Promotion) -> dict[str, Any]:
    """A promotion's terms by name."""
    return {name: getattr(row, name) for name in PromotionFacts.__dataclass_fields__}
