"""The stems of the shop: what each costs, when and where it is ordered again, what may stand in for it."""

import flask
from spectree import Response

from backend import db
from backend.routes.access import me, needs
from backend.routes.api import api, private
from backend.routes.schemas.admin.stock import StemModel, StemsModel
from backend.routes.schemas.admin.supply import StemChangeBody, SubstitutesBody
from backend.routes.schemas.common import MoneyModel, Problem
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.audit.services import Deed
from backend.shop.kit import clock
from backend.shop.kit.clock import local_day
from backend.shop.settings.selectors import shop
from backend.shop.stock import selectors
from backend.shop.stock import services as stock
from backend.shop.stock.rules import proposed_end
from backend.shop.stock.services import StemFacts

blueprint = flask.Blueprint("admin_stems", __name__, url_prefix="/api/admin/stems")

_REFUSED = {"HTTP_401": Problem, "HTTP_403": Problem, "HTTP_404": Problem, "HTTP_409": Problem}
_TAGS = ["back office"]
_STEM = "/<int(max=2147483647):stem_id>"


@blueprint.get("")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=StemsModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def read() -> flask.Response:
    """All stems by name, for choosing one."""
    return private(StemsModel(items=_stems()))


@blueprint.patch(_STEM)
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=StemModel, **_REFUSED), tags=_TAGS)
def change(stem_id: int, json: StemChangeBody) -> StemModel:
    """Says anew what it costs, and when and where it is ordered again."""
    facts = StemFacts(json.unit_cost, json.reorder_point, json.lead_days, json.supplier_id)
    with shows_current(lambda: _stem(stem_id)), db.transaction() as session:
        stock.change_stem(session, stem_id=stem_id, version=json.version, facts=facts, deed=_deed())
    return _stem(stem_id)


@blueprint.put(f"{_STEM}/substitutes")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=StemModel, **_REFUSED), tags=_TAGS)
def set_substitutes(stem_id: int, json: SubstitutesBody) -> StemModel:
    """Says what may stand in for it, the best first."""
    with shows_current(lambda: _stem(stem_id)), db.transaction() as session:
        stock.set_substitutes(
            session, stem_id=stem_id, version=json.version, substitute_ids=json.stem_ids, deed=_deed()
        )
    return _stem(stem_id)


def _deed() -> Deed:
    return Deed(who=me().who, why="", at=clock.now())


def _stem(stem_id: int) -> StemModel:
    return next(each for each in _stems() if each.id == stem_id)


def _stems() -> list[StemModel]:
    session = db.edge_session()
    today = local_day(clock.now(), shop(session).time_zone)
    substitutes = selectors.substitutes(session)
    return [
        StemModel(
            id=stem.id,
            slug=stem.slug,
            name=stem.name,
            species=stem.species,
            colors=stem.colors,
            perishable=stem.perishable,
            vase_days=stem.vase_days,
            unit_cost=MoneyModel(amount=stem.unit_cost, currency=stem.currency),
            proposed_end=proposed_end(arrived=today, vase_days=stem.vase_days) if stem.perishable else None,
            reorder_point=stem.reorder_point,
            lead_days=stem.lead_days,
            supplier_id=stem.supplier_id,
            substitute_ids=substitutes[stem.id],
            version=stem.version,
        )
        for stem in selectors.stems(session)
    ]
