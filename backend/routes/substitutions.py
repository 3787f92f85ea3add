"""The buyer's answer to other stems, by the secret in her letter's links; without a login."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes import cookies
from backend.routes.api import api
from backend.routes.schemas.common import MoneyModel, Problem
from backend.routes.schemas.substitutions import (
    AnswerBody,
    AskedLineModel,
    AskedStemModel,
    SubstitutionModel,
)
from backend.shop.checkout.asked import asked
from backend.shop.checkout.matching import Pair
from backend.shop.checkout.services.answer import answer
from backend.shop.delivery.words import Clock
from backend.shop.kit import clock
from backend.shop.orders import proposals
from backend.shop.orders.consent import ProposalState
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.orders.models import OrderLine

blueprint = flask.Blueprint("substitutions", __name__, url_prefix="/api/substitutions")

_ANSWERS = {f"HTTP_{status}": Problem for status in (404, 409, 422, 503)}


@blueprint.get("/<token>")
@api.validate(resp=Response(HTTP_200=SubstitutionModel, HTTP_404=Problem), tags=["letters"])
def read(token: str) -> SubstitutionModel:
    """What is proposed, until when it can be answered, and how it ended."""
    return _answer(db.edge_session(), token)


@blueprint.post("/<token>")
@api.validate(json=AnswerBody, resp=Response(HTTP_200=SubstitutionModel, **_ANSWERS), tags=["letters"])
def say(token: str, json: AnswerBody) -> SubstitutionModel:
    """Yes or no, once; the same again is no fault. This browser may see the order from now on."""
    answer(token=token, approve=json.answer == "approve", clock=clock.now)
    with db.transaction() as session:
        cookies.give_order(asked(session, proposals.by_token(session, token)).case.order.id)
        return _answer(session, token)


def _answer(session: Session, token: str) -> SubstitutionModel:
    found = asked(session, proposals.by_token(session, token))
    proposal, parcel, facts = found.proposal, found.case.parcel, shop(session)
    return SubstitutionModel(
        number=found.case.order.number,
        state=proposal.state,
        over=proposal.state == ProposalState.PROPOSED and clock.now() >= proposal.deadline,
        method=parcel.method,
        recipient_name=parcel.recipient.get("name") or "",
        date=parcel.date,
        slot_label=Clock(facts.time_zone, facts.locale).label(
            parcel.starts_at, parcel.ends_at, whole_day=parcel.whole_day
        ),
        reason=proposal.reason,
        stems=[_stem(each) for each in found.pairs],
        lines=[_line(line) for line in parcel.lines if line.id in found.line_ids],
        deadline=proposal.deadline,
        by_default=proposal.by_default,
        comes_back=MoneyModel(**asdict(found.comes_back)) if found.comes_back else None,
    )


def _stem(each: Pair) -> AskedStemModel:
    return AskedStemModel(
        quantity=each.quantity,
        taken=each.taken,
        instead_of=each.old.name,
        instead_of_colors=list(each.old.colors),
        name=each.new.name,
        colors=list(each.new.colors),
    )


def _line(line: OrderLine) -> AskedLineModel:
    return AskedLineModel(
        product_name=line.product_name,
        variant_label=line.variant_label,
        image_url=line.image_url,
        quantity=line.quantity - line.cancelled,
    )
