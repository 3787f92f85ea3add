"""One letter of every kind, as a customer of a busy shop would get it; people and addresses are made up."""

import datetime as dt
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from backend.shop.accounts.feasts import Occasion
from backend.shop.notifications.letters import back, of_accounts, on_the_way, to_buyer, to_shop
from backend.shop.notifications.letters.campaigning import Wording, campaign_letter
from backend.shop.notifications.letters.envelope import Content, ShopCard
from backend.shop.notifications.letters.paying import payment_link
from backend.shop.notifications.letters.remembering import Offer, RememberedDay
from backend.shop.notifications.letters.reviewing import review_request
from backend.shop.notifications.letters.substituting import StemsSubstituted, SubstituteProposed, Swapped
from backend.shop.orders.letters import LetterDelivery, LetterFacts, LetterLine
from backend.shop.stock.selectors import RecipeItem

SHOP = ShopCard(
    name="Posy",
    tagline="Flowers from Southeast Portland",
    phone="(503) 555-0142",
    dial="5035550142",
    email="hello@posy.example",
    address="1120 SE Division Street, Portland, OR 97202",
    url="https://posy.example",
    locale="en-US",
    time_zone="America/Los_Angeles",
)
LINK = f"{SHOP.url}/orders/K7MD-93QA#token=secret"
_ROSA = {
    "name": "Rosa Whitfield",
    "phone": "(360) 555-0177",
    "line1": "2210 Main Street",
    "line2": "Apartment 3B",
    "city": "Vancouver",
    "region": "WA",
    "postcode": "98660",
    "notes": "The bell is broken, please knock.",
    "kind_of_place": "hospital",
    "safe_place": "With the nurse at the desk",
}


def examples() -> dict[str, Content]:
    """By the letter's kind; one that exists in several shapes has a suffix."""
    return {
        **_of_orders(),
        **_on_the_way(),
        **_of_substitutions(),
        **_of_accounts(),
        **_unasked(),
    }


def _line(slug: str, name: str, size: str, price: int, quantity: int = 1) -> LetterLine:
    return LetterLine(
        variant_id=1,
        product_slug=slug,
        product_name=name,
        variant_label=size,
        image_url=f"/pictures/{slug}-960.webp",
        quantity=quantity,
        unit_price=price,
        total=price * quantity,
    )


def _delivery(day: int, *lines: LetterLine, **recipient: Any) -> LetterDelivery:
    items = sum(line.total for line in lines)
    return LetterDelivery(
        method="van",
        date=dt.date(2027, 5, day),
        starts_at=datetime(2027, 5, day, 17, tzinfo=UTC),
        ends_at=datetime(2027, 5, day, 20, tzinfo=UTC),
        whole_day=False,
        making_day=dt.date(2027, 5, day),
        recipient={**_ROSA, **recipient},
        card_message="Happy Mother’s Day, Mom!\nSee you in June. Love, Maya",
        lines=lines,
        items=items,
        fee=1495,
        tax=840,
        total=items + 1495 + 840,
        substituted=(),
    )


def _order(*deliveries: LetterDelivery) -> LetterFacts:
    return LetterFacts(
        number="K7MD-93QA",
        placed_at=datetime(2027, 5, 5, 18, tzinfo=UTC),
        buyer_name="Maya Chen",
        buyer_email="maya@example.com",
        buyer_phone="(971) 555-0119",
        currency="USD",
        substitution="match_color",
        deliveries=deliveries,
        items=sum(each.items for each in deliveries),
        delivery_fee=sum(each.fee for each in deliveries),
        tax=sum(each.tax for each in deliveries),
        total=sum(each.total for each in deliveries),
        access_token="secret",
    )


def _of_orders() -> dict[str, Content]:
    harvest = _line("harvest-table", "Harvest Table", "Deluxe", 8900)
    armful, violet = (
        _line("woodburn-armful", "Woodburn Armful", "Standard", 6400),
        _line("hawthorne-violet", "Hawthorne Violet", "Standard", 3200, 2),
    )
    one, two = _order(_delivery(9, harvest)), _order(_delivery(9, harvest), _delivery(12, armful, violet))
    recipe = {
        1: (
            RecipeItem(1, "Free Spirit rose", 8, perishable=True),
            RecipeItem(2, "Salal tips", 4, perishable=True),
        )
    }
    cancelling = back.Cancelling(
        by_buyer=False,
        reason="The road to you is closed by the flood.",
        whole=True,
        things={0: ("1 × Harvest Table",)},
        amount=11235,
    )
    returned = back.Returned(
        cause="line", reason="Two stems were bent.", amount=3200, product="Hawthorne Violet", quantity=1
    )
    due_at = datetime(2027, 5, 7, 1, tzinfo=UTC)
    return {
        "order_confirmed": to_buyer.order_confirmed(one, SHOP),
        "order_confirmed-two": to_buyer.order_confirmed(two, SHOP),
        "order_new": to_shop.order_new(two, recipe, SHOP),
        "order_cancelled": back.order_cancelled(one, cancelling, SHOP),
        "refunded": back.refunded(one, returned, SHOP),
        "refunded-late": back.refunded(
            one, replace(returned, cause="late", reason="", product="", quantity=0), SHOP
        ),
        "payment_link": payment_link(replace(two, due_at=due_at), due=two.total, shop=SHOP),
        "payment_link-rest": payment_link(one, due=1500, shop=SHOP),
        "review_request": review_request(
            one, token="token", review_url="https://praise.example/posy", shop=SHOP
        ),
        "review_request-answer": review_request(one, token="token", review_url="", shop=SHOP),
    }


def _on_the_way() -> dict[str, Content]:
    facts: dict[str, Any] = {
        "number": "K7MD-93QA",
        "first_name": "Maya",
        "recipient": "Rosa Whitfield",
        "day": "Sunday, May 9",
        "short_day": "Sun, May 9",
        "hours": "10 am – 1 pm",
        "address": ("2210 Main Street", "Apartment 3B", "Vancouver, WA 98660"),
        "time": "11:20 AM",
        "reason": "",
        "received_by": "",
        "has_photo": False,
        "picture": f"{SHOP.url}/pictures/harvest-table-960.webp",
        "link": LINK,
    }
    return {
        "delivery_out": on_the_way.DeliveryOut(**facts),
        "delivery_done": on_the_way.DeliveryDone(
            **{**facts, "received_by": "A nurse, Ms. Ortiz", "has_photo": True}
        ),
        "delivery_failed": on_the_way.DeliveryFailed(
            **{**facts, "reason": "Nobody opened, and the desk was closed."}
        ),
        "delivery_rescheduled": on_the_way.DeliveryRescheduled(**facts),
    }


def _of_substitutions() -> dict[str, Content]:
    swapped = Swapped(
        quantity=8, old="Free Spirit rose", taken=8, new="Juliet garden rose", colors="peach, apricot"
    )
    asked: dict[str, Any] = {
        "number": "K7MD-93QA",
        "first_name": "Maya",
        "method": "van",
        "recipient": "Rosa Whitfield",
        "day": "Sunday, May 9",
        "hours": "10 am – 1 pm",
        "swaps": (swapped,),
    }
    answers: dict[str, Any] = {
        "approve_link": f"{SHOP.url}/substitution#yes",
        "decline_link": f"{SHOP.url}/substitution#no",
    }
    return {
        "substitute_proposed": SubstituteProposed(
            **asked,
            **answers,
            reason="The roses came in open.",
            until="Saturday, May 8, 12:00 PM",
            by_default="make",
            back="$89.00",
        ),
        "stems_substituted": StemsSubstituted(**asked, agreed="buyer", link=LINK),
    }


def _of_accounts() -> dict[str, Content]:
    return {
        "welcome": of_accounts.Welcome("Maya"),
        "one_time_code": of_accounts.OneTimeCode("Maya", "login", "483 920"),
        "one_time_code-signup": of_accounts.OneTimeCode("", "signup", "483920"),
        "account_known": of_accounts.AccountKnown(
            "Maya", f"{SHOP.url}/account/login", f"{SHOP.url}/account/forgot"
        ),
        "password_reset": of_accounts.PasswordReset("Maya", f"{SHOP.url}/account/reset#token"),
        "password_changed": of_accounts.PasswordChanged("Maya", f"{SHOP.url}/account/forgot"),
        "email_changed": of_accounts.EmailChanged("Maya", "m…@example.com"),
        "invitation": of_accounts.Invitation("Nia", "florist", f"{SHOP.url}/admin/welcome#token"),
    }


def _unasked() -> dict[str, Content]:
    offers = tuple(
        Offer(name, price, f"{SHOP.url}/pictures/{slug}-960.webp", f"{SHOP.url}/flowers/{slug}")
        for slug, name, price in (
            ("juliet-supper", "Juliet Supper", "$74.00"),
            ("peach-crate", "Peach Crate", "$58.00"),
            ("woodburn-armful", "Woodburn Armful", "$64.00"),
        )
    )
    wording = Wording(
        subject="The first peonies of the year",
        preheader="For three weeks only, from a field an hour south of us.",
        heading="The first peonies of the year",
        body="They came in this morning, still closed and cold from the field.\n\n"
        "Give them a warm room and a day, and they open as wide as a plate. We have enough for three weeks.",
        code="PEONY10",
    )
    unsubscribe = f"{SHOP.url}/unsubscribe#token"
    plain = replace(wording, code="", heading="We are closed on Monday")
    return {
        "reminder": RememberedDay(
            first_name="Maya",
            person="Rosa",
            occasion=Occasion.BIRTHDAY,
            day="Sunday, May 9",
            short_day="Sun, May 9",
            offers=offers,
            preferences_link=f"{SHOP.url}/account/preferences",
            unsubscribe_link=unsubscribe,
        ),
        "campaign": campaign_letter(wording, offers, token="token", shop=SHOP),
        "campaign-plain": campaign_letter(plain, (), token="token", shop=SHOP),
        "campaign_test": campaign_letter(wording, (), token="token", shop=SHOP, tried=True),
    }
