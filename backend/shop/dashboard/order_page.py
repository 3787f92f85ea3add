"""One order as its page in the back office tells it: everything that is known, from every room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.accounts import selectors as accounts
from backend.shop.dashboard import order_history
from backend.shop.dashboard.order_history import Event, Names
from backend.shop.delivery.models import Run, RunStop, Zone
from backend.shop.notifications.models import Letter
from backend.shop.orders import making
from backend.shop.orders import selectors as orders
from backend.shop.orders.consent import ProposalState
from backend.shop.orders.models import DeliveryProof, OrderNote, SubstitutionProposal
from backend.shop.payments import selectors as payments

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order
    from backend.shop.payments.models import Payment, Refund


@dataclass(frozen=True, slots=True)
class Stems:
    """So many stems; `instead_of` names the one of the recipe where another is taken."""

    name: str
    quantity: int
    instead_of: str | None


@dataclass(frozen=True, slots=True)
class Stop:
    run: str
    position: int


@dataclass(frozen=True, slots=True)
class Proof:
    """How it ended well."""

    at: datetime
    who: str
    received_by: str
    photo_id: UUID | None


@dataclass(frozen=True, slots=True)
class Note:
    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class OrderPage:
    """The order with what other rooms know of it; stems are by line, the rest by delivery."""

    order: Order
    payments: Sequence[Payment]
    refunds: Sequence[Refund]
    stems: Mapping[UUID, tuple[Stems, ...]]
    zones: Mapping[UUID, str]
    stops: Mapping[UUID, Stop]
    proofs: Mapping[UUID, Proof]
    asked: Mapping[UUID, datetime]
    history: Sequence[Event]
    takers: Mapping[UUID, str]
    names: Names
    notes: Sequence[Note]
    letters: Sequence[Letter]


def page(session: Session, *, order_id: UUID) -> OrderPage:
    """Raises OrderNotFound."""
    order = orders.whole(session, order_id)
    takers = payments.takers(session, order_id)
    letters = session.scalars(select(Letter).where(Letter.order_id == order_id).order_by(Letter.id)).all()
    ids = [each.id for each in order.deliveries]
    return OrderPage(
        order=order,
        payments=payments.of_order(session, order_id),
        refunds=payments.refunds_of_order(session, order_id),
        stems=_stems(session, order.deliveries),
        zones=_zones(session, order.deliveries),
        stops=_stops(session, ids),
        proofs=_proofs(session, ids),
        asked=_asked(session, ids),
        history=order_history.events(session, order=order, letters=letters),
        takers=takers,
        names=Names(accounts.names(session, {*takers.values(), *filter(None, [order.taken_by])})),
        notes=_notes(session, order_id),
        letters=letters,
    )


def _stems(session: Session, parcels: Sequence[Delivery]) -> dict[UUID, tuple[Stems, ...]]:
    return {
        line_id: tuple(Stems(take.stem_name, take.quantity, take.instead_of) for take in line)
        for line_id, line in making.recipes_of(session, parcels).items()
    }


def _zones(session: Session, parcels: Sequence[Delivery]) -> dict[UUID, str]:
    wanted = {each.id: each.zone_id for each in parcels if each.zone_id is not None}
    rows = session.execute(select(Zone.id, Zone.name).where(Zone.id.in_(wanted.values())))
    names = dict(rows.all())
    return {delivery_id: names[zone_id] for delivery_id, zone_id in wanted.items()}


def _stops(session: Session, delivery_ids: Sequence[UUID]) -> dict[UUID, Stop]:
    rows = session.execute(
        select(RunStop.delivery_id, Run.name, RunStop.position)
        .join(Run, Run.id == RunStop.run_id)
        .where(RunStop.delivery_id.in_(delivery_ids))
    )
    return {row.delivery_id: Stop(row.name, row.position) for row in rows}


def _proofs(session: Session, delivery_ids: Sequence[UUID]) -> dict[UUID, Proof]:
    rows = session.scalars(select(DeliveryProof).where(DeliveryProof.delivery_id.in_(delivery_ids))).all()
    names = order_history.Names(accounts.names(session, [row.who for row in rows]))
    return {row.delivery_id: Proof(row.at, names.of(row.who), row.received_by, row.photo_id) for row in rows}


def _asked(session: Session, delivery_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """Until when an answer to other stems is awaited."""
    asked = select(SubstitutionProposal.delivery_id, SubstitutionProposal.deadline)
    waits = SubstitutionProposal.state == ProposalState.PROPOSED
    rows = session.execute(asked.where(waits, SubstitutionProposal.delivery_id.in_(delivery_ids)))
    return dict(rows.all())


def _notes(session: Session, order_id: UUID) -> list[Note]:
    rows = session.scalars(
        select(OrderNote).where(OrderNote.order_id == order_id).order_by(OrderNote.id.desc())
    ).all()
    names = order_history.Names(accounts.names(session, [row.who for row in rows]))
    return [Note(row.at, names.of(row.who), row.text) for row in rows]
