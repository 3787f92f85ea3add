"""The letters of a confirmed order, from the news to the mailbox."""

from email.message import EmailMessage

import pytest
from sqlalchemy import select

from backend import db
from backend.shop.kit import news
from backend.shop.notifications.models import Letter
from backend.shop.orders import links
from backend.shop.orders.models import Order
from tests.shop.notifications.stand import Post, a_confirmed_order, pay, queue, work


def body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


def letters() -> list[Letter]:
    with db.transaction() as session:
        return list(session.scalars(select(Letter).order_by(Letter.kind)))


@pytest.fixture
def confirmed(database: None, database_url: str, mail: Post) -> str:
    """An order whose letters have been sent; its number."""
    with db.transaction() as session:
        order, _ = a_confirmed_order(session)
        pay(session, order)
    work(database_url)
    return order.number


def test_both_letters_arrive(confirmed: str, mail: Post) -> None:
    assert sorted(letter["Subject"] for letter in mail.letters) == [
        f"New order {confirmed} for Tue, Nov 24",
        f"Order {confirmed} is confirmed for Tue, Nov 24",
    ]
    assert [(each.kind, each.recipient, each.state, each.attempts) for each in letters()] == [
        ("order_confirmed", "maya@example.com", "sent", 1),
        ("order_new", "hello@posy.example", "sent", 1),
    ]
    assert all(each.sent_at and each.claimed_until is None and each.last_error is None for each in letters())
    assert {status for _, status, _ in queue()} == {"succeeded"}


def test_the_buyer_reads_what_was_promised(confirmed: str, mail: Post) -> None:
    (letter,) = mail.to("maya@example.com")
    assert str(letter["From"]) == "Posy <flowers@posy.example>"
    assert str(letter["To"]) == "Maya Chen <maya@example.com>"
    assert str(letter["Reply-To"]) == "Posy <hello@posy.example>"
    with db.transaction() as session:
        token = links.access_token(session.scalars(select(Order.id)).one())
    assert body(letter, "plain") == (
        "Thank you, Maya. Your flowers are booked.\n\n"
        f"Order {confirmed}\n\n"
        "DELIVERY\n"
        "Tuesday, November 24\n"
        "9 am – 12 pm\n"
        "Rosa Whitfield\n2210 Main Street\nApartment 3B\nVancouver, WA 98660\n\n"
        "2 x Rose City Dozen, Standard: $178.00\n\n"
        "On the card:\nLove,\nMaya\n\n"
        "Flowers and gifts: $178.00\nDelivery: $14.95\nSales tax: $15.66\nTotal: $208.61\n\n"
        "If a flower is not good enough that day: we use another one of the same color and at least the same"
        " worth.\n\n"
        f"See your order: https://posy.example/orders/{confirmed}#token={token}\n"
        "This link opens your order without a password, so please keep it to yourself.\n"
        "Something to change? Reply to this letter or call (503) 555-0142.\n\n"
        "Posy\n1120 SE Division Street, Portland, OR 97202\nhttps://posy.example\n"
    )
    html = body(letter, "html")
    facts = ("Thank you, Maya", "Tuesday, November 24", "Rosa Whitfield", "2 × $89.00", "$178.00", "$208.61")
    assert [fact for fact in facts if fact not in html] == []
    assert 'src="https://posy.example/pictures/rose-city-dozen-480.webp"' in html
    assert f'href="https://posy.example/orders/{confirmed}#token={token}"' in html


def test_the_florist_reads_what_to_make(confirmed: str, mail: Post) -> None:
    (letter,) = mail.to("hello@posy.example")
    assert str(letter["Reply-To"]) == "Maya Chen <maya@example.com>"
    assert body(letter, "plain") == (
        f"New order {confirmed}\n"
        "Ordered by Maya Chen, (971) 555-0119, maya@example.com\n"
        "Total: $208.61\n\n"
        "DELIVERY\n"
        "Tuesday, November 24\n"
        "9 am – 12 pm\n"
        "Make on Tuesday, November 24\n\n"
        "2 x Rose City Dozen, Standard\n"
        "  What one takes:\n  12 Freedom rose\n  4 Salal tips\n\n"
        "Write on the card:\nLove,\nMaya\n\n"
        "To:\nRosa Whitfield\n(360) 555-0177\nHospital\n2210 Main Street\nApartment 3B\nVancouver, WA 98660\n"
        "For the driver: Please knock.\n\n"
        "Posy\nhttps://posy.example\n"
    )
    html = body(letter, "html")
    assert "token=" not in html
    assert "$89.00" not in html
    assert 'href="tel:3605550177"' in html


def test_a_job_that_runs_twice_sends_one_letter(database: None, database_url: str, mail: Post) -> None:
    with db.transaction() as session:
        order, move_id = a_confirmed_order(session)
        news.announce(session, news.OrderConfirmed(order_id=order.id, move_id=move_id))
    work(database_url)
    with db.transaction() as session:
        news.announce(session, news.OrderConfirmed(order_id=order.id, move_id=move_id))
    work(database_url)
    assert len(mail.letters) == 2
    assert len(letters()) == 2


def test_a_buyer_without_an_address_gets_no_letter_and_the_florist_hers(
    database: None, database_url: str, mail: Post
) -> None:
    with db.transaction() as session:
        order, _ = a_confirmed_order(session)
        order.buyer_email = ""
    work(database_url)
    assert [(each.kind, each.state) for each in letters()] == [("order_new", "sent")]
    assert len(mail.letters) == 1
    assert {status for _, status, _ in queue()} == {"succeeded"}


def test_two_deliveries_are_two_parcels_in_one_letter(database: None, database_url: str, mail: Post) -> None:
    with db.transaction() as session:
        order, _ = a_confirmed_order(session, deliveries=2)
    work(database_url)
    (bought,), (made,) = mail.to("maya@example.com"), mail.to("hello@posy.example")
    assert bought["Subject"] == f"Order {order.number} is confirmed: 2 deliveries"
    assert made["Subject"] == f"New order {order.number} for Tue, Nov 24 and 1 more"
    for heading in ("DELIVERY 1 OF 2\nTuesday, November 24\n", "DELIVERY 2 OF 2\nWednesday, November 25\n"):
        assert heading in body(bought, "plain")
        assert heading in body(made, "plain")


def test_what_a_customer_types_stays_text(database: None, database_url: str, mail: Post) -> None:
    with db.transaction() as session:
        order, _ = a_confirmed_order(session, card="<b>Tom & Co</b>")
        order.buyer_name = "Maya\r\nBcc: everybody@example.com"
    work(database_url)
    (letter,) = mail.to("maya@example.com")
    assert "&lt;b&gt;Tom &amp; Co&lt;/b&gt;" in body(letter, "html")
    assert "<b>Tom & Co</b>" in body(letter, "plain")
    assert letter["Bcc"] is None
    assert letter["To"].addresses[0].display_name == "Maya Bcc: everybody@example.com"
