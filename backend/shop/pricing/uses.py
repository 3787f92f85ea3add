"""Uses of promotions as the ledger counts them (docs/algorithms/pricing.md): buckets, and demand on them.

One bucket for a promotion, and one for each of its customers where she is limited. A use is one unit of each.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.config import secret_keys
from backend.shop.accounts.rules import folded
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import Demand, NewBucket
from backend.shop.pricing.models import Promotion

KIND = "promotion_uses"
NO_LIMIT = 1_000_000_000  # uses, of a promotion that has none: they are counted all the same
NO_END = date(2199, 12, 31)
_ALWAYS = (date(2000, 1, 1), NO_END)  # for customers' buckets: their promotion says when
_HASH_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Customer:
    """Who orders, as promotions know her. `key` is None while nobody has said who that is.

    `keeps` are buckets of which her own order that waits has a use already: that one is hers. `boundless`:
    as if there were uses enough.
    """

    key: str | None = None
    ordered_before: bool = False
    keeps: frozenset[int] = frozenset()
    boundless: bool = False


def customer_key(*, account_id: UUID | None, email: str | None) -> str | None:
    """By whom uses are counted: the account, or, of a guest, what only this shop can derive of her e-mail."""
    if account_id is not None:
        return f"account:{account_id}"
    if not email:
        return None
    secret = secret_keys()[0].encode()
    tag = hmac.new(secret, f"promotion:{folded(email)}".encode(), hashlib.sha256).hexdigest()
    return f"guest:{tag[:_HASH_LENGTH]}"


def limit_each(row: Promotion) -> int | None:
    """How often one customer may have it; a first order is one."""
    return 1 if row.first_order else row.per_customer


def refs(row: Promotion, key: str | None) -> list[str]:
    """The buckets that one use by this customer is taken of."""
    return [each.ref for each in _buckets(row, key)]


def own_bucket(row: Promotion) -> NewBucket:
    """All uses of a promotion: as many as its limit, on its days, while it is active."""
    limit = NO_LIMIT if row.total_limit is None else row.total_limit
    return NewBucket(str(row.id), limit, row.starts_on, row.ends_on or NO_END, open=row.active)


def family(promotion_id: int) -> str:
    """How the refs of its customers' buckets begin."""
    return f"{promotion_id}:"


def _buckets(row: Promotion, key: str | None) -> Iterator[NewBucket]:
    yield own_bucket(row)
    limit = limit_each(row)
    if key is not None and limit is not None:
        yield NewBucket(family(row.id) + key, limit, *_ALWAYS)


def used_up(session: Session, rows: Sequence[Promotion], customer: Customer) -> frozenset[int]:
    """Those of the promotions of which this customer can have no use now. Only the ledger itself is sure."""
    wanted = {row.id: [] if customer.boundless else refs(row, customer.key) for row in rows}
    known = ledger.by_refs(session, KIND, [ref for each in wanted.values() for ref in each])
    spent = {ref for ref, bucket in known.items() if bucket.free < 1 and bucket.id not in customer.keeps}
    return frozenset(row_id for row_id, each in wanted.items() if not spent.isdisjoint(each))


def bucket_ids(session: Session, promotion_ids: Collection[int], customer: Customer) -> list[int]:
    """The buckets there are that uses of these promotions by this customer would be taken of."""
    wanted = [ref for row in _rows(session, promotion_ids) for ref in refs(row, customer.key)]
    return [bucket.id for bucket in ledger.by_refs(session, KIND, wanted).values()]


def demand(
    session: Session, *, promotion_ids: Collection[int], customer: Customer, day: date
) -> tuple[Demand, ...]:
    """One use of each of the promotions by this customer on a local day; a bucket that lacks is made."""
    buckets = [each for row in _rows(session, promotion_ids) for each in _buckets(row, customer.key)]
    made = capacity.open_buckets(session, kind=KIND, buckets=buckets)
    return tuple(Demand(bucket_id, 1, day) for bucket_id in made.values())


def _rows(session: Session, promotion_ids: Collection[int]) -> Iterable[Promotion]:
    return session.scalars(select(Promotion).where(Promotion.id.in_(promotion_ids)).order_by(Promotion.id))
