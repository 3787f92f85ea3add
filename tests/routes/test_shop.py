"""The shop's own facts."""

from flask.testing import FlaskClient

from backend import db
from tests.builders.settings import a_shop


def test_anybody_may_know_the_shop(http: FlaskClient) -> None:
    with db.transaction() as session:
        a_shop(session)
    assert http.get("/api/shop").get_json() == {
        "name": "Posy",
        "tagline": "Flowers made the morning they leave",
        "phone": "(503) 555-0142",
        "email": "hello@posy.example",
        "address": {
            "line1": "1120 SE Division Street",
            "city": "Portland",
            "region": "OR",
            "postcode": "97202",
            "country": "US",
        },
        "time_zone": "America/Los_Angeles",
        "currency": "USD",
        "locale": "en-US",
        "card_message_limit": 300,
        "opening_hours": ["Monday to Saturday 8 am to 6 pm", "Sunday 9 am to 2 pm"],
        "tax_included": False,
        "tips": True,
    }
