"""The outbox, and addresses that get no more letters."""

import flask
from spectree import Response

from backend import db
from backend.routes.access import me, needs
from backend.routes.admin.letter_answers import KINDS, outbox_letter
from backend.routes.api import api, private
from backend.routes.schemas.admin.letters import (
    OutboxKindModel,
    OutboxModel,
    OutboxQuery,
    SuppressionList,
    SuppressionModel,
    SuppressionQuery,
)
from backend.routes.schemas.common import Problem
from backend.shop.accounts.rules import Permission
from backend.shop.kit import clock
from backend.shop.kit.paging import Page
from backend.shop.notifications import outbox, suppression
from backend.shop.notifications.outbox import Looked
from backend.shop.orders import selectors as orders

blueprint = flask.Blueprint("admin_letters", __name__, url_prefix="/api/admin")

_REFUSED = {f"HTTP_{status}": Problem for status in (401, 403, 404, 422)}
_TAGS = ["back office"]
_PAGE_SIZE = 50


@blueprint.get("/letters")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=Response(HTTP_200=OutboxModel, **_REFUSED), tags=_TAGS)
def read(query: OutboxQuery) -> flask.Response:
    """Letters of a state, of a kind, to an address or about an order."""
    session, page = db.edge_session(), Page(query.page, _PAGE_SIZE)
    found, total = outbox.page_of(session, looked=Looked(query.state, query.kind, query.q), page=page)
    numbers = orders.numbers(session, {each.order_id for each in found if each.order_id})
    return private(
        OutboxModel(
            items=[
                outbox_letter(each, numbers.get(each.order_id) if each.order_id else None) for each in found
            ],
            total=total,
            page=page.number,
            page_size=page.size,
            dead=outbox.dead(session),
            kinds=[OutboxKindModel(kind=kind, label=label) for kind, label in KINDS.items()],
        )
    )


@blueprint.get("/suppressions")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=Response(HTTP_200=SuppressionList, **_REFUSED), tags=_TAGS)
def read_suppressions(query: SuppressionQuery) -> SuppressionList:
    """Addresses that get no letters that nobody ordered, the newest first."""
    page = Page(query.page, _PAGE_SIZE)
    found, total = suppression.page_of(db.edge_session(), q=query.q, page=page)
    return SuppressionList(
        items=[
            SuppressionModel(
                id=each.id,
                address=each.address or "",
                topic=each.topic,
                why=each.why,
                detail=each.detail,
                at=each.at,
            )
            for each in found
        ],
        total=total,
        page=page.number,
        page_size=page.size,
    )


@blueprint.delete("/suppressions/<int(max=9223372036854775807):suppression_id>")
@needs(Permission.EDIT_ORDERS)
@api.validate(resp=Response(HTTP_204=None, **_REFUSED), tags=_TAGS)
def lift(suppression_id: int) -> tuple[str, int]:
    """Letters go to this address again."""
    with db.transaction() as session:
        suppression.lift(session, suppression_id=suppression_id, who=me().who, at=clock.now())
    return "", 204
