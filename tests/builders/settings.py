"""The shop's own row, made once a test."""

from sqlalchemy.orm import Session

from backend.shop.settings.models import Shop


def a_shop(session: Session) -> Shop:
    """The shop in Portland, Oregon; the same row when called again."""
    if (shop := session.get(Shop, 1)) is None:
        shop = Shop(
            id=1,
            name="Posy",
            tagline="Flowers made the morning they leave",
            phone="(503) 555-0142",
            email="hello@posy.example",
            line1="1120 SE Division Street",
            city="Portland",
            region="OR",
            postcode="97202",
            country="US",
            time_zone="America/Los_Angeles",
            currency="USD",
            locale="en-US",
            opening_hours=["Monday to Saturday 8 am to 6 pm", "Sunday 9 am to 2 pm"],
        )
        session.add(shop)
        session.flush()
    return shop
