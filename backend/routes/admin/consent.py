"""Other stems for one delivery: the florist proposes, the buyer's choice decides what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes.access import needs
from backend.routes.admin.delivery_answers import money_in
from backend.routes.admin.order_answers import choice_model
from backend.routes.admin.orders import READ, WRITTEN, deed, newest
from backend.routes.api import api
from backend.routes.schemas.admin.consent import (
    AskedModel,
    ConsentModel,
    ExchangeBody,
    ProposeBody,
    TakenStemModel,
    VerdictModel,
    WishBody,
)
from backend.routes.schemas.admin.making import SeenBody
from backend.routes.schemas.admin.orders import DeskOrderModel
from backend.routes.schemas.common import Problem, StatusModel
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.checkout import consent
from backend.shop.checkout.consent import Case, Verdict, Wish
from backend.shop.checkout.matching import How
from backend.shop.checkout.services import propose as services
from backend.shop.kit import clock
from backend.shop.orders import making, proposals, selectors
from backend.shop.orders.consent import CHOICE_LABELS, Exchange
from backend.shop.payments import selectors as payments
from backend.shop.stock import selectors as stock

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery

blueprint = flask.Blueprint("admin_consent", __name__, url_prefix="/api/admin/deliveries")

_WRITTEN = Response(HTTP_200=DeskOrderModel, **WRITTEN)
_TAGS = ["back office"]


@blueprint.get("/<uuid:delivery_id>/substitution")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=Response(HTTP_200=ConsentModel, **READ), tags=_TAGS)
def read(delivery_id: UUID) -> ConsentModel:
    """What the buyer chose, what the delivery takes, what she is being asked."""
    session = db.edge_session()
    case = _case(session, delivery_id)
    asked = proposals.open_of(session, delivery_id)
    return ConsentModel(
        version=case.parcel.version,
        choice=choice_model(case.order),
        takes=_takes(session, case.parcel),
        proposal=AskedModel(
            swaps=[ExchangeBody(**each) for each in asked.swaps],
            reason=asked.reason,
            deadline=asked.deadline,
            by_default=asked.by_default,
        )
        if asked
        else None,
    )


@blueprint.post("/<uuid:delivery_id>/substitution/check")
@needs(Permission.EDIT_ORDERS)
@api.validate(
    json=WishBody,
    resp=Response(HTTP_200=VerdictModel, HTTP_409=Problem, HTTP_422=Problem, **READ),
    tags=_TAGS,
)
def check(delivery_id: UUID, json: WishBody) -> VerdictModel:
    """What would be done with these stems, and what stands against it; nothing is."""
    session = db.edge_session()
    case = _case(session, delivery_id)
    return _verdict(consent.verdict(session, case=case, wish=_wish(json), now=clock.now()))


@blueprint.post("/<uuid:delivery_id>/substitution")
@needs(Permission.EDIT_ORDERS)
@api.validate(json=ProposeBody, resp=_WRITTEN, tags=_TAGS)
def propose(delivery_id: UUID, json: ProposeBody) -> DeskOrderModel:
    """Swaps, asks or refunds, as the buyer chose, or as the florist says."""
    order_id = _order_of(delivery_id)
    with shows_current(lambda: newest(order_id)):
        services.propose(delivery_id=delivery_id, wish=_wish(json), deed=deed(json.version, json.reason))
    return newest(order_id)


@blueprint.delete("/<uuid:delivery_id>/substitution")
@needs(Permission.EDIT_ORDERS)
@api.validate(query=SeenBody, resp=_WRITTEN, tags=_TAGS)
def withdraw(delivery_id: UUID, query: SeenBody) -> DeskOrderModel:
    """Takes back what the buyer is being asked; her link says so."""
    order_id = _order_of(delivery_id)
    with shows_current(lambda: newest(order_id)):
        services.withdraw(delivery_id=delivery_id, deed=deed(query.version))
    return newest(order_id)


def _case(session: Session, delivery_id: UUID) -> Case:
    order = selectors.whole(session, selectors.of_delivery(session, delivery_id))
    parcel = next(each for each in order.deliveries if each.id == delivery_id)
    return Case(order, payments.of_order(session, order.id), parcel)


def _order_of(delivery_id: UUID) -> UUID:
    with db.transaction() as session:
        return selectors.of_delivery(session, delivery_id)


def _wish(json: WishBody) -> Wish:
    exchanges = (
        Exchange(each.stem_id, each.substitute_id, each.quantity, each.taken or each.quantity)
        for each in json.swaps
    )
    return Wish(tuple(exchanges), How(json.how))


def _takes(session: Session, parcel: Delivery) -> list[TakenStemModel]:
    takes = making.made_of(session, parcel).by_stem()
    stems = {stem_id: stock.stem(session, stem_id) for stem_id, quantity in takes.items() if quantity}
    return [
        TakenStemModel(
            stem_id=stem_id,
            name=stem.name,
            species=stem.species,
            colors=stem.colors,
            quantity=takes[stem_id],
            unit_cost=money_in(stem.currency)(stem.unit_cost),
        )
        for stem_id, stem in stems.items()
    ]


def _verdict(found: Verdict) -> VerdictModel:
    return VerdictModel(
        choice=StatusModel(code=found.choice, label=CHOICE_LABELS[found.choice]),
        way=found.way,
        mismatches=list(found.mismatches),
        replaced=money_in(found.replaced.currency)(found.replaced.amount),
        substitutes=money_in(found.substitutes.currency)(found.substitutes.amount),
        cheaper=found.cheaper,
        missing=found.missing,
        deadline=found.deadline,
        by_default=found.by_default,
        comes_back=money_in(found.comes_back.currency)(found.comes_back.amount),
    )
