"""Who brings stems, and what of each on which days."""

from collections.abc import Sequence
from datetime import time
from typing import Any

import flask
from spectree import Response
from sqlalchemy.orm import Session

from backend import db
from backend.routes.access import me, needs
from backend.routes.api import api, private
from backend.routes.schemas.admin.supply import (
    SupplierBody,
    SupplierChangeBody,
    SupplierChangedModel,
    SupplierModel,
    SuppliersModel,
    SupplyBody,
    SupplyModel,
)
from backend.routes.schemas.admin.today import ConflictModel
from backend.routes.schemas.common import Problem
from backend.routes.versions import shows_current
from backend.shop.accounts.rules import Permission
from backend.shop.audit.services import Deed
from backend.shop.dashboard import alerts
from backend.shop.kit import clock
from backend.shop.stock import selectors, services
from backend.shop.stock.selectors import SupplyFacts
from backend.shop.stock.services import SupplierFacts
from backend.shop.stock.services import SupplyFacts as NewSupply

blueprint = flask.Blueprint("admin_suppliers", __name__, url_prefix="/api/admin/suppliers")

_REFUSED = {"HTTP_401": Problem, "HTTP_403": Problem, "HTTP_404": Problem, "HTTP_409": Problem}
_TAGS = ["back office"]


@blueprint.get("")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=SuppliersModel, HTTP_401=Problem, HTTP_403=Problem), tags=_TAGS)
def read() -> flask.Response:
    """All suppliers by name, with what each of them can bring."""
    return private(SuppliersModel(items=_suppliers(db.edge_session())))


@blueprint.post("")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_201=SupplierModel, **_REFUSED), tags=_TAGS)
def add(json: SupplierBody) -> tuple[SupplierModel, int]:
    """Somebody new, who brings nothing yet."""
    with db.transaction() as session:
        row = services.add_supplier(session, facts=_facts(json), deed=_deed())
        supplier_id = row.id
    return _supplier(supplier_id), 201


@blueprint.patch("/<int(max=2147483647):supplier_id>")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=SupplierChangedModel, **_REFUSED), tags=_TAGS)
def change(supplier_id: int, json: SupplierChangeBody) -> SupplierChangedModel:
    """Says the whole supplier anew. Of one that is no longer active nothing more will come."""
    with shows_current(lambda: _supplier(supplier_id)), db.transaction() as session:
        hit = services.change_supplier(
            session,
            supplier_id=supplier_id,
            version=json.version,
            facts=_facts(json),
            deed=_deed(),
        )
    return _changed(supplier_id, hit)


@blueprint.put("/<int(max=2147483647):supplier_id>/stems/<int(max=2147483647):stem_id>")
@needs(Permission.MANAGE_STOCK)
@api.validate(resp=Response(HTTP_200=SupplierChangedModel, **_REFUSED), tags=_TAGS)
def set_supply(supplier_id: int, stem_id: int, json: SupplyBody) -> SupplierChangedModel:
    """Says on which days the supplier can bring how many of a stem. Fewer is a fact: the answer lists whom it
    hits.
    """
    values: dict[str, Any] = json.model_dump(exclude={"version", "arrives"})
    facts = NewSupply(**values, arrives=time.fromisoformat(json.arrives))
    with shows_current(lambda: _supplier(supplier_id)), db.transaction() as session:
        hit = services.set_supply(
            session,
            supplier_id=supplier_id,
            stem_id=stem_id,
            version=json.version,
            facts=facts,
            deed=_deed(),
        )
    return _changed(supplier_id, hit)


def _facts(json: SupplierBody) -> SupplierFacts:
    return SupplierFacts(json.name, json.email, json.phone, json.note, json.active)


def _deed() -> Deed:
    return Deed(who=me().who, why="", at=clock.now())


def _suppliers(session: Session) -> list[SupplierModel]:
    supplies = selectors.supplies(session)
    return [
        SupplierModel(
            id=row.id,
            name=row.name,
            email=row.email,
            phone=row.phone,
            note=row.note,
            active=row.active,
            version=row.version,
            supplies=[_supply(each) for each in supplies[row.id]],
        )
        for row in selectors.suppliers(session)
    ]


def _supply(each: SupplyFacts) -> SupplyModel:
    facts = {name: getattr(each, name) for name in SupplyModel.model_fields if name != "arrives"}
    return SupplyModel(**facts, arrives=f"{each.arrives:%H:%M}")


def _supplier(supplier_id: int) -> SupplierModel:
    return next(each for each in _suppliers(db.edge_session()) if each.id == supplier_id)


def _changed(supplier_id: int, bucket_ids: Sequence[int]) -> SupplierChangedModel:
    conflicts = alerts.conflicts_of_buckets(db.edge_session(), bucket_ids)
    return SupplierChangedModel(
        supplier=_supplier(supplier_id),
        conflicts=[ConflictModel.model_validate(each, from_attributes=True) for each in conflicts],
    )
