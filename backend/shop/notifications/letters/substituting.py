"""Letters about other stems than the recipe's: whether they may be taken, and that they were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from backend.shop.checkout import consent
from backend.shop.checkout.consent import Case
from backend.shop.notifications.letters import parcel
from backend.shop.notifications.letters.envelope import Audience, ShopCard
from backend.shop.notifications.letters.to_buyer import first_name, order_link
from backend.shop.notifications.words import Words
from backend.shop.orders import links, proposals
from backend.shop.orders import selectors as orders
from backend.shop.orders.consent import Exchange, ProposalState
from backend.shop.orders.letters import LetterDelivery, LetterFacts
from backend.shop.payments import selectors as payments
from backend.shop.stock import selectors as stock

if TYPE_CHECKING:
    from backend.shop.orders.models import Order


@dataclass(frozen=True, slots=True)
class Swapped:
    """`taken` of the new for `quantity` of the old; `colors` of the new in words, empty without any."""

    quantity: int
    taken: int
    old: str
    new: str
    colors: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is asked about the delivery at `index`; `back` in minor units is what a no gives back."""

    index: int
    swaps: tuple[Swapped, ...]
    reason: str
    deadline: datetime
    by_default: str
    back: int
    token: str


@dataclass(frozen=True, slots=True)
class Substitution:
    """What was taken instead in the delivery at `index`, and who agreed (`orders.consent.Agreed`)."""

    index: int
    swaps: tuple[Swapped, ...]
    agreed: str


@dataclass(frozen=True, slots=True)
class SubstituteProposed:
    """`by_default` is make or refund: what we do without an answer."""

    kind: ClassVar[str] = "substitute_proposed"
    audience: ClassVar[Audience] = Audience.BUYER

    number: str
    first_name: str
    method: str
    recipient: str
    day: str
    hours: str
    swaps: tuple[Swapped, ...]
    reason: str
    until: str
    by_default: str
    back: str
    approve_link: str
    decline_link: str


@dataclass(frozen=True, slots=True)
class StemsSubstituted:
    kind: ClassVar[str] = "stems_substituted"
    audience: ClassVar[Audience] = Audience.BUYER

    number: str
    first_name: str
    method: str
    recipient: str
    day: str
    hours: str
    swaps: tuple[Swapped, ...]
    agreed: str
    link: str


def proposal(session: Session, *, order_id: UUID, proposal_id: UUID, now: datetime) -> Proposal | None:
    """None when there is nothing to answer any more."""
    row, order = proposals.get(session, proposal_id), orders.whole(session, order_id)
    if row.state != ProposalState.PROPOSED or row.deadline <= now:
        return None
    index = _index(order, row.delivery_id)
    exchanges = proposals.exchanges(row)
    case = Case(order, payments.of_order(session, order_id), order.deliveries[index])
    return Proposal(
        index=index,
        swaps=swapped(session, exchanges),
        reason=row.reason,
        deadline=row.deadline,
        by_default=row.by_default,
        back=consent.back(session, case, exchanges),
        token=links.proposal_token(row.id),
    )


def substitution(session: Session, *, order_id: UUID, move_id: int) -> Substitution | None:
    """What a step of the history took instead; None when it is made by its recipe again."""
    move, order = orders.move(session, move_id), orders.whole(session, order_id)
    if move.delivery_id is None:
        return None
    rows = [row for row in orders.swaps(session, [move.delivery_id])[move.delivery_id] if row.at == move.at]
    if not rows:
        return None
    exchanges = (Exchange(row.stem_id, row.substitute_id, row.quantity, row.taken) for row in rows)
    return Substitution(_index(order, move.delivery_id), swapped(session, exchanges), rows[0].agreed)


def swapped(session: Session, exchanges: Iterable[Exchange]) -> tuple[Swapped, ...]:
    found = []
    for each in exchanges:
        old, new = (stock.stem(session, stem) for stem in (each.stem_id, each.substitute_id))
        found.append(Swapped(each.quantity, each.taken, old.name, new.name, _colors(new.colors)))
    return tuple(found)


def substitute_proposed(order: LetterFacts, what: Proposal, shop: ShopCard) -> SubstituteProposed:
    words, delivery = Words(shop.locale), order.deliveries[what.index]
    until = what.deadline.astimezone(ZoneInfo(shop.time_zone))
    link = f"{shop.url}/account/substitution#token={what.token}"
    return SubstituteProposed(
        number=order.number,
        first_name=first_name(order),
        **_where(delivery, shop),
        swaps=what.swaps,
        reason=what.reason,
        until=f"{words.time_of_day(until.timetz())} on {words.day(until.date())}",
        by_default=what.by_default,
        back=words.money(what.back, order.currency),
        approve_link=f"{link}&answer=approve",
        decline_link=f"{link}&answer=decline",
    )


def stems_substituted(order: LetterFacts, what: Substitution, shop: ShopCard) -> StemsSubstituted:
    return StemsSubstituted(
        number=order.number,
        first_name=first_name(order),
        **_where(order.deliveries[what.index], shop),
        swaps=what.swaps,
        agreed=what.agreed,
        link=order_link(order, shop),
    )


def _where(delivery: LetterDelivery, shop: ShopCard) -> dict[str, str]:
    return {
        "method": delivery.method,
        "recipient": delivery.recipient.get("name") or "",
        "day": Words(shop.locale).day(delivery.date),
        "hours": parcel.hours(delivery, shop),
    }


def _index(order: Order, delivery_id: UUID) -> int:
    return next(index for index, each in enumerate(order.deliveries) if each.id == delivery_id)


def _colors(colors: Iterable[str]) -> str:
    """At most three: an assorted bunch has many."""
    return ", ".join(list(colors)[:3])
