"""The shop's own facts: name, phone, address, hours."""

import flask
from spectree import Response

from backend import db
from backend.routes.api import api, sql_made
from backend.routes.schemas.shop import AddressModel, ShopModel
from backend.shop.settings import selectors

blueprint = flask.Blueprint("shop", __name__, url_prefix="/api/shop")


@blueprint.get("")
@api.validate(resp=Response(HTTP_200=ShopModel), tags=["shop"])
def shop() -> flask.Response:
    """Name, phone, address, hours and the limit of a card message."""
    row = selectors.shop(db.edge_session())
    facts = ShopModel(
        name=row.name,
        tagline=row.tagline,
        phone=row.phone,
        email=row.email,
        address=AddressModel(
            line1=row.line1, city=row.city, region=row.region, postcode=row.postcode, country=row.country
        ),
        time_zone=row.time_zone,
        currency=row.currency,
        locale=row.locale,
        card_message_limit=row.card_message_limit,
        opening_hours=row.opening_hours,
        tax_included=row.prices_include_tax,
        tips=row.tips,
    )
    return sql_made(facts.model_dump_json())
