"""The demo shop's own facts, and the sales tax of where it delivers."""

from sqlalchemy.orm import Session

from backend.shop.pricing.models import TaxRate
from backend.shop.settings.models import Shop

TIME_ZONE = "America/Los_Angeles"

# Oregon has no sales tax. These are rates for a demo: ask the Department of Revenue before charging anybody.
_WASHINGTON = (("98660", "98665", 88_000), ("98682", "98686", 89_000))


def add_shop(session: Session) -> Shop:
    shop = Shop(
        id=1,
        name="Posy",
        tagline="Fresh flowers, bound in our own workroom",
        phone="(503) 555-0142",
        email="hello@posy.example",
        line1="1120 SE Division Street",
        city="Portland",
        region="OR",
        postcode="97202",
        country="US",
        time_zone=TIME_ZONE,
        currency="USD",
        locale="en-US",
        tax_sourcing="destination",
        opening_hours=["Monday to Saturday, 8 am to 6 pm", "Sunday, 9 am to 2 pm"],
    )
    session.add(shop)
    session.flush()
    return shop


def add_taxes(session: Session) -> None:
    session.add_all(
        TaxRate(
            country="US",
            region="WA",
            name="Washington sales tax (demo rate)",
            low=low,
            high=high,
            rate_ppm=rate,
        )
        for low, high, rate in _WASHINGTON
    )
    session.flush()
