"""Both parts of every letter: complete, safe, and readable without pictures or styles."""

import datetime as dt
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from jinja2 import UndefinedError

from backend.shop.notifications.letters import rendering
from backend.shop.notifications.letters.back import Cancelling, Returned, order_cancelled, refunded
from backend.shop.notifications.letters.envelope import ShopCard
from backend.shop.notifications.letters.rendering import render
from backend.shop.notifications.letters.to_buyer import OrderConfirmed, order_confirmed
from backend.shop.notifications.letters.to_shop import order_new
from backend.shop.orders.letters import LetterDelivery, LetterFacts, LetterLine, LetterPromotion
from backend.shop.stock.selectors import RecipeItem

SHOP = ShopCard(
    name="Posy",
    tagline="",
    phone="(503) 555-0142",
    dial="5035550142",
    email="hello@posy.example",
    address="1120 SE Division Street, Portland, OR 97202",
    url="https://posy.example",
    locale="en-US",
    time_zone="America/Los_Angeles",
)
CANCELLING = Cancelling(
    by_buyer=False, reason="Frost.", whole=True, things={0: ("1 × Rose & Thorn",)}, amount=4500
)
RETURNED = Returned(cause="line", reason="Broken.", amount=4500, product="Rose & Thorn", quantity=1)
RECIPES = {1: (RecipeItem(1, "Freedom rose", 12, perishable=True),)}


def a_line(image_url: str) -> LetterLine:
    return LetterLine(
        variant_id=1,
        product_slug="rose",
        product_name="Rose & Thorn",
        variant_label="Standard",
        image_url=image_url,
        quantity=1,
        unit_price=4500,
        total=4500,
    )


def an_order(*, method: str = "van", image_url: str = "/pictures/rose-480.webp", fee: int = 0) -> LetterFacts:
    delivery = LetterDelivery(
        method=method,
        date=dt.date(2026, 11, 24),
        starts_at=datetime(2026, 11, 24, 17, tzinfo=UTC),
        ends_at=datetime(2026, 11, 25, 2, tzinfo=UTC),
        whole_day=True,
        making_day=dt.date(2026, 11, 24),
        recipient={"name": "Rosa", "city": "Portland", "postcode": "97211"} if method == "van" else {},
        card_message="",
        lines=(a_line(image_url),),
        items=4500,
        fee=fee,
        tax=0,
        total=4500 + fee,
        substituted=(),
    )
    return LetterFacts(
        number="K7MD-93QA",
        placed_at=datetime(2026, 11, 22, 18, tzinfo=UTC),
        buyer_name="Maya Chen",
        buyer_email="maya@example.com",
        buyer_phone="(971) 555-0119",
        currency="USD",
        substitution="match_color",
        deliveries=(delivery,),
        items=4500,
        delivery_fee=fee,
        tax=0,
        total=4500 + fee,
        access_token="secret",
    )


class Outline(HTMLParser):
    """The pictures and links of a page, and its tags in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.images: list[dict[str, str | None]] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "img":
            self.images.append(dict(attributes))
        if tag == "a":
            self.links.append(dict(attributes)["href"] or "")


@pytest.mark.parametrize("html", [
    render(order_confirmed(an_order(), SHOP), SHOP).html,
    render(order_new(an_order(), RECIPES, SHOP), SHOP).html,
    render(order_cancelled(an_order(), CANCELLING, SHOP), SHOP).html,
    render(refunded(an_order(), RETURNED, SHOP), SHOP).html,
])  # fmt: skip
def test_a_letter_is_a_sound_page(html: str) -> None:
    page = Outline(html)
    assert html.lower().startswith("<!doctype html>")
    assert '<html lang="en"' in html
    assert page.tags.count("h1") == 1
    assert [image for image in page.images if {"alt", "width", "height", "src"} - image.keys()] == []
    assert [link for link in page.links if not re.match("https://|mailto:|tel:", link)] == []
    assert "prefers-color-scheme: dark" in html
    assert "Rose &amp; Thorn" in html
    assert "{{" not in html
    assert "None" not in html
    assert len(html.encode()) < 100_000  # beyond that, mail programs cut a letter off


def test_a_free_delivery_is_called_free() -> None:
    letter = render(order_confirmed(an_order(), SHOP), SHOP)
    assert "Delivery: Free\n" in letter.text
    assert "Any time 9 am – 6 pm\nRosa\nPortland, 97211\n" in letter.text


def test_discounts_and_a_tip_are_rows_of_the_sums() -> None:
    order = replace(an_order(fee=900), promotions=(LetterPromotion("Spring & co", 450),), tip=300, total=5250)
    letter = render(order_confirmed(order, SHOP), SHOP)
    assert "Spring & co: -$4.50\nSales tax: $0.00\nTip: $3.00\nTotal: $52.50\n" in letter.text
    assert "Spring &amp; co</th>" in letter.html
    assert "-$4.50</td>" in letter.html
    assert "$3.00</td>" in letter.html


def test_a_tax_that_is_in_the_prices_is_said_under_the_total() -> None:
    order = replace(an_order(fee=900), tax=862, tax_included=True)
    letter = render(order_confirmed(order, SHOP), SHOP)
    assert "Total: $54.00\nincluding $8.62 tax\n" in letter.text
    assert "Sales tax" not in letter.text + letter.html
    assert "including $8.62 tax" in letter.html


def test_what_is_still_to_be_paid_is_said_and_nobody_is_told_that_all_is_done() -> None:
    letter = render(order_confirmed(an_order(fee=900), SHOP, due=1500), SHOP)
    assert "Total: $54.00\nStill to be paid: $15.00\n" in letter.text
    assert "Still to be paid</th>" in letter.html
    assert "nothing more for you to do" not in letter.html
    paid = render(order_confirmed(an_order(fee=900), SHOP), SHOP)
    assert "Still to be paid" not in paid.text + paid.html
    assert "nothing more for you to do" in paid.html


def test_a_collection_names_the_shop() -> None:
    letter = render(order_confirmed(an_order(method="collection"), SHOP), SHOP)
    assert "COLLECTION\nTuesday, November 24\n" in letter.text
    assert f"Ready for you at {SHOP.address}\n" in letter.text
    assert f"Ready for you at {SHOP.address}." in letter.html
    made = render(order_new(an_order(method="collection"), RECIPES, SHOP), SHOP)
    assert "Collected by:\nMaya Chen\n" in made.text


def test_a_product_without_a_picture_has_no_broken_one() -> None:
    assert Outline(render(order_confirmed(an_order(image_url=""), SHOP), SHOP).html).images == []


def test_a_language_without_texts_reads_the_default_ones() -> None:
    french = replace(SHOP, locale="fr-FR")
    letter = render(order_confirmed(an_order(), french), french)
    assert letter.subject == "Order K7MD-93QA is confirmed for mar. 24 nov."
    assert '<html lang="en"' in letter.html


def test_a_template_cannot_tell_what_its_type_does_not_hold() -> None:
    content = order_confirmed(an_order(), SHOP)
    assert isinstance(content, OrderConfirmed)
    template = rendering._environment("en").from_string("{{ letter.parcels[0].phone }}")
    with pytest.raises(UndefinedError):
        template.render(letter=content)


def test_a_service_its_ribbon_and_a_secret_sender_are_told_to_both() -> None:
    order = an_order()
    wishes = {
        "service_time": "14:30",
        "ribbon_text": "In love",
        "anonymous_sender": True,
        "safe_place": "Under the <porch>",
    }
    asked = replace(order.deliveries[0], recipient=order.deliveries[0].recipient | wishes)
    order = replace(order, deliveries=(asked,))
    florist, buyer = render(order_new(order, RECIPES, SHOP), SHOP), render(order_confirmed(order, SHOP), SHOP)
    for part in (florist.text, florist.html, buyer.text, buyer.html):
        assert "The service begins at 2:30 PM" in part
        assert "In love" in part
    assert "From a secret sender" in florist.text
    assert "If nobody opens: Under the <porch>" in florist.text
    assert "Under the &lt;porch&gt;" in florist.html
    assert "We do not say who sent them." in buyer.text
    unasked = render(order_new(an_order(), RECIPES, SHOP), SHOP).text
    assert not {word for word in ("secret", "service", "ribbon") if word in unasked}


def test_a_cancelled_order_that_cost_nothing_has_nothing_to_give_back() -> None:
    letter = render(order_cancelled(an_order(), replace(CANCELLING, amount=0), SHOP), SHOP)
    assert "Nothing was charged, so nothing has to come back.\n" in letter.text
    assert "Comes back" not in letter.text + letter.html


@pytest.mark.parametrize(
    ("cause", "sentence"),
    [
        ("late", "your payment reached us after order K7MD-93QA had ended"),
        ("excess", "more reached us for order K7MD-93QA than it comes to"),
        (
            "edit",
            "order K7MD-93QA was changed and comes to less now. The difference goes back to you: $45.00.",
        ),
        ("amount", "of what you paid for order K7MD-93QA we give back $45.00."),
        ("line", "we give back what you paid for 1 × Rose & Thorn of order K7MD-93QA: $45.00."),
    ],
)
def test_a_refund_says_why(cause: str, sentence: str) -> None:
    what = RETURNED if cause == "line" else replace(RETURNED, product="", quantity=0)
    letter = render(refunded(an_order(), replace(what, cause=cause), SHOP), SHOP)
    assert letter.subject == "$45.00 go back to you for order K7MD-93QA"
    assert sentence in letter.text
    link = "https://posy.example/orders/K7MD-93QA#token=secret"
    next_times = f"The next times that can still be had: {link}\n"
    assert (next_times in letter.text) is (cause == "late")
    assert link in Outline(letter.html).links


def test_what_was_paid_at_the_counter_comes_back_from_there() -> None:
    hand, way = "You paid it at our counter", "It goes to where you paid from."
    for by_hand in (True, False):
        cancelled = render(order_cancelled(an_order(), replace(CANCELLING, by_hand=by_hand), SHOP), SHOP)
        back = render(refunded(an_order(), replace(RETURNED, by_hand=by_hand), SHOP), SHOP)
        for each in (cancelled.text, cancelled.html, back.text, back.html):
            assert (hand in each, way in each) == (by_hand, not by_hand)


def test_a_busy_day_is_a_line_of_its_own_and_the_choice_is_told() -> None:
    order = an_order(fee=1400)
    [delivery] = order.deliveries
    dear = replace(delivery, surge=500, surge_name="Valentine's week")
    letter = render(order_confirmed(replace(order, deliveries=(dear,), substitution="ask"), SHOP), SHOP)
    assert "Delivery: $9.00\nValentine's week: $5.00\nSales tax: $0.00\nTotal: $59.00\n" in letter.text
    assert "If a flower is not good enough that day: we ask you first, by e-mail.\n" in letter.text
    assert "Valentine's week</th>" in letter.html
