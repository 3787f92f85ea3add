"""Letters that ask and greet: for a review a week later, for what is still owed, and welcome."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from backend import db
from backend.shop.accounts import preferences
from backend.shop.accounts.preferences import Wishes
from backend.shop.kit import clock, news
from backend.shop.notifications import unasked_tasks, unsubscribing
from backend.shop.orders.links import access_token, opt_out_token
from backend.shop.orders.models import Order, OrderMove
from backend.shop.orders.rules import Outcome, is_sympathy, may_ask_review
from tests.builders.accounts import a_person
from tests.builders.settings import a_shop
from tests.shop.notifications.stand import Post, a_confirmed_order, make_due, queue, work
from tests.shop.notifications.test_progress import body

BUYER = "maya@example.com"


def a_delivered_order(*, ago: timedelta) -> Order:
    """An order that was brought to its door so long ago; its first letters are sent and forgotten."""
    with db.transaction() as session:
        order, _ = a_confirmed_order(session)
        at = clock.now() - ago
        [parcel] = order.deliveries
        parcel.status = order.status = "delivered"
        parcel.date = at.date()
        session.add(_move(order, at))
        session.execute(text("delete from procrastinate_jobs"))
        return order


def _move(order: Order, at: datetime) -> OrderMove:
    step: dict[str, Any] = {
        "from_status": "out_for_delivery",
        "to_status": "delivered",
        "who": "x",
        "why": "",
    }
    return OrderMove(order_id=order.id, delivery_id=order.deliveries[0].id, at=at, **step)


def ask(url: str) -> None:
    unasked_tasks.ask_reviews(timestamp=0)
    work(url)


class TestReviews:
    @pytest.mark.parametrize(("days", "letters"), [(6, 0), (7, 1), (9, 1), (11, 0)])
    def test_a_week_after_it_arrived_and_once(
        self, database: None, mail: Post, database_url: str, days: int, letters: int
    ) -> None:
        order = a_delivered_order(ago=timedelta(days=days, hours=1))
        for _ in range(2):
            ask(database_url)
        assert len(mail.letters) == letters
        if letters:
            [letter] = mail.to(BUYER)
            token = opt_out_token(order.id)
            assert letter["Subject"] == "How were the flowers for Rosa Whitfield?"
            assert letter["List-Unsubscribe"] == f"<https://posy.example/api/unsubscribe/{token}>"
            assert letter["Reply-To"].addresses[0].addr_spec == "hello@posy.example"
            assert f"Do not ask me again: https://posy.example/unsubscribe#{token}\n" in body(letter)
            assert "Tell others, too" not in body(letter)

    def test_a_shop_with_a_page_for_praise_names_it(
        self, database: None, mail: Post, database_url: str
    ) -> None:
        a_delivered_order(ago=timedelta(days=8))
        with db.engine().begin() as connection:
            connection.execute(text("update shop set review_url = 'https://praise.example/posy'"))
        ask(database_url)
        [letter] = mail.letters
        assert "Tell others, too: https://praise.example/posy\n" in body(letter)

    @pytest.mark.parametrize(
        "sign",
        [
            'update delivery set recipient = recipient || \'{"kind_of_place": "funeral_home"}\'',
            'update delivery set recipient = recipient || \'{"service_time": "14:30"}\'',
            'update delivery set recipient = recipient || \'{"ribbon_text": "In love"}\'',
            "with o as (insert into occasion (slug, name, position) values ('sympathy', 'Sympathy', 0)"
            " returning id) insert into product_occasion (product_id, occasion_id)"
            " select product.id, o.id from product, o",
            "update orders set credit = 100",
            "update order_line set cancelled = 1",
            "update delivery set status = 'cancelled'",
            "update orders set erased_at = now()",
        ],
    )
    def test_nobody_is_asked_where_it_would_hurt(
        self, database: None, mail: Post, database_url: str, sign: str
    ) -> None:
        a_delivered_order(ago=timedelta(days=8))
        with db.engine().begin() as connection:
            connection.exec_driver_sql(sign)
        ask(database_url)
        assert mail.letters == []

    def test_who_has_said_no_is_not_asked(self, database: None, mail: Post, database_url: str) -> None:
        order = a_delivered_order(ago=timedelta(days=8))
        with db.transaction() as session:
            unsubscribing.end(session, token=opt_out_token(order.id), at=clock.now())
        ask(database_url)
        assert mail.letters == []
        with db.transaction() as session:
            account = a_person(session, "ann@example.com", role="customer").id
            session.execute(text("update orders set account_id = :id"), {"id": account})
            session.execute(text("delete from suppression"))
            preferences.write(session, account_id=account, wishes=Wishes(reviews=False), at=clock.now())
        ask(database_url)
        assert mail.letters == []

    def test_a_refund_is_reason_enough_not_to_ask(self) -> None:
        well = Outcome(delivered=True, cut=False, sympathy=False, forgotten=False)
        assert may_ask_review(well)
        assert not may_ask_review(Outcome(delivered=True, cut=True, sympathy=False, forgotten=False))
        assert not is_sympathy(recipients=[{"kind_of_place": "hospital"}], occasions={"birthday"})


class TestPaymentLink:
    @pytest.fixture
    def order(self, database: None, mail: Post) -> Order:
        with db.transaction() as session:
            order, _ = a_confirmed_order(session)
            session.execute(text("delete from procrastinate_jobs"))
            return order

    def ask(self, order: Order, move_id: int) -> None:
        with db.transaction() as session:
            news.announce(session, news.PaymentAsked(order_id=order.id, move_id=move_id))

    def test_it_says_what_is_owed_with_one_button(self, order: Order, mail: Post, database_url: str) -> None:
        self.ask(order, 901)
        self.ask(order, 901)
        work(database_url)
        [letter] = mail.to(BUYER)
        link = f"https://posy.example/orders/{order.number}#token={access_token(order.id)}"
        assert letter["Subject"] == f"Please pay for order {order.number}: $208.61"
        assert f"To pay: $208.61\n\nPay here: {link}\n" in body(letter)
        assert "2 x Rose City Dozen, Standard\n" in body(letter)
        assert body(letter, "html").count('class="button"') == 1
        assert "List-Unsubscribe" not in letter

    def test_each_time_staff_ask_it_goes_again(self, order: Order, mail: Post, database_url: str) -> None:
        for move_id in (901, 902):
            self.ask(order, move_id)
        work(database_url)
        assert len(mail.to(BUYER)) == 2

    def test_a_part_that_was_taken_off_is_not_asked_for(
        self, order: Order, mail: Post, database_url: str
    ) -> None:
        with db.engine().begin() as connection:
            connection.execute(text("update orders set credit = 861"))
        self.ask(order, 901)
        work(database_url)
        [letter] = mail.letters
        assert letter["Subject"] == f"$200.00 left to pay for order {order.number}"
        assert "comes to $208.61 now, and a part of it is not paid yet." in body(letter)

    @pytest.mark.parametrize("over", ["credit = total", "status = 'cancelled'"])
    def test_nothing_is_asked_when_nothing_is_owed(
        self, order: Order, mail: Post, database_url: str, over: str
    ) -> None:
        with db.engine().begin() as connection:
            connection.execute(text(f"update orders set {over}"))
        self.ask(order, 901)
        work(database_url)
        assert mail.letters == []


def test_a_proved_address_is_welcomed_once(database: None, mail: Post, database_url: str) -> None:
    with db.transaction() as session:
        a_shop(session)
        ann = a_person(session, "ann@example.com", role="customer")
        for _ in range(2):
            news.announce(session, news.AccountMade(account_id=ann.id))
    work(database_url)
    make_due()
    work(database_url)
    [letter] = mail.letters
    assert letter["Subject"] == "Welcome to Posy, Ann"
    assert "https://posy.example/account/dates" in body(letter)
    assert {status for _, status, _ in queue()} == {"succeeded"}


def test_consent_is_kept_with_when_and_where(database: None) -> None:
    at = clock.now()
    with db.transaction() as session:
        ann = a_person(session, "ann@example.com", role="customer").id
        preferences.write(session, account_id=ann, wishes=Wishes(newsletter=True), at=at)
        preferences.write(session, account_id=ann, wishes=Wishes(newsletter=True), at=at + timedelta(days=1))
        kept = session.scalars(select(text("newsletter_at")).select_from(text("preference"))).one()
        assert kept == at
        token = preferences.unsubscribe_token(session, account_id=ann, topic=preferences.Topic.NEWS)
        preferences.unsubscribe(session, token=token, at=at)
        assert not preferences.wishes(session, account_id=ann).newsletter
        preferences.take_back(session, token=token, at=at)
        assert preferences.wishes(session, account_id=ann).newsletter
        preferences.write(session, account_id=ann, wishes=Wishes(), at=at)
        preferences.take_back(session, token=token, at=at)  # she ended them on her page: no link undoes that
        assert not preferences.wishes(session, account_id=ann).newsletter
