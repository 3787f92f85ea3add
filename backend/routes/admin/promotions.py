"""Promotions by hand: what is given to whom and when, and how often it was."""

from typing import Any

import flask
from spectree import Response

from backend import db
from backend.routes.access import me, needs
from backend.routes.admin.promotion_answers import facts_of, promotions_model
from backend.routes.api import api
from backend.routes.schemas.admin.promotions import ChangePromotion, NewPromotionBody, PromotionsModel
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.audit.services import Deed
from backend.shop.kit import clock
from backend.shop.kit.errors import VersionConflict
from backend.shop.pricing import services
from backend.shop.pricing.services import promotions

blueprint = flask.Blueprint("admin_promotions", __name__, url_prefix="/api/admin/promotions")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 403, 404, 409, 422)}
_TAGS = ["back office"]
_ONE = "/<int(max=2147483647):promotion_id>"


@blueprint.get("")
@needs(Permission.SET_PROMOTIONS)
@api.validate(resp=Response(HTTP_200=PromotionsModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def read() -> PromotionsModel:
    """All of them, the newest first, with their uses as the ledger counts them."""
    return _answer()


@blueprint.post("")
@needs(Permission.SET_PROMOTIONS)
@api.validate(json=NewPromotionBody, resp=Response(HTTP_201=PromotionsModel, **_REFUSED), tags=_TAGS)
def add(json: NewPromotionBody) -> tuple[PromotionsModel, int]:
    """A promotion more, true at once for everybody who orders."""
    with db.transaction() as session:
        facts = facts_of(session, json.model_dump(), before=None)
        services.add_promotion(session, facts=facts, deed=_deed(json.name))
    return _answer(), 201


@blueprint.patch(_ONE)
@needs(Permission.SET_PROMOTIONS)
@api.validate(json=ChangePromotion, resp=Response(HTTP_200=PromotionsModel, **_REFUSED), tags=_TAGS)
def change(promotion_id: int, json: ChangePromotion) -> PromotionsModel:
    """Other terms from now on; what is ordered keeps its price. A limit below what is used ends it."""
    sent: dict[str, Any] = json.model_dump(exclude_unset=True)
    version = sent.pop("version")
    with shows_current(_answer), db.transaction() as session:
        row = promotions.lock(session, promotion_id=promotion_id)
        if row.version != version:
            raise VersionConflict("Somebody else has changed this promotion meanwhile. Nothing was written.")
        facts = facts_of(session, sent, before=row)
        services.change_promotion(session, row=row, facts=facts, deed=_deed(""))
    return _answer()


@blueprint.delete(_ONE)
@needs(Permission.SET_PROMOTIONS)
@api.validate(resp=Response(HTTP_200=PromotionsModel, **_REFUSED), tags=_TAGS)
def remove(promotion_id: int) -> PromotionsModel:
    """Only one that no order has ever had; any other is paused."""
    with db.transaction() as session:
        services.remove_promotion(session, promotion_id=promotion_id, deed=_deed(""))
    return _answer()


def _answer() -> PromotionsModel:
    return promotions_model(db.edge_session(), now=clock.now())


def _deed(why: str) -> Deed:
    return Deed(who=me().who, why=why, at=clock.now())
