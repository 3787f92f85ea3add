"""Whom an order is for: by any word of a name, an e-mail's beginning or a phone's end, guests too."""

from typing import Any

import pytest
from sqlalchemy import event, text

from backend import db
from backend.shop.dashboard import customers
from tests.builders.accounts import a_person
from tests.builders.shop import OpenShop
from tests.routes.buying import RECIPIENT, facts
from tests.routes.conftest import Browser
from tests.routes.taking import Clerk, clerk

GUEST = {"name": "José Ångström Lee", "email": "Jose@example.com", "phone": "+1 (503) 555-0177"}


@pytest.fixture
def desk(http: Browser, open_shop: OpenShop) -> Clerk:
    return clerk(http, open_shop)


def found(desk: Clerk, words: str) -> list[dict[str, Any]]:
    answer = desk.http.get("/api/admin/customers", query_string={"q": words}, headers=desk.headers)
    assert answer.status_code == 200, answer.text
    return list(answer.json["items"])


@pytest.mark.parametrize(
    "words",
    [
        "jose",
        "ANGSTR",
        "lee jos",
        "jose@ex",
        "0177",
        "503-555-0177",
        "1 503 555 0177",
        "+15035550177",
        "5550177",
    ],
)
def test_a_guest_is_found_by_what_she_says(desk: Clerk, words: str) -> None:
    desk.placed(buyer=GUEST)
    [guest] = found(desk, words)
    assert (guest["account_id"], guest["name"], guest["email"]) == (None, GUEST["name"], GUEST["email"])
    assert guest["orders"] == 1
    [known] = guest["recipients"]
    assert (known["method"], known["recipient"]["name"]) == ("van", RECIPIENT["name"])
    assert known["recipient"]["line1"] == RECIPIENT["line1"]


@pytest.mark.parametrize("words", ["osé", "5035", "077", "%%", "__", "lee | ann", "!&'"])
def test_what_is_in_the_middle_or_no_word_finds_nobody(desk: Clerk, words: str) -> None:
    desk.placed(buyer=GUEST)
    assert found(desk, words) == []


def test_one_person_is_told_once_and_who_has_an_account_first(desk: Clerk) -> None:
    with db.transaction() as session:
        account = a_person(session, "ann@example.com", role="customer").id
    facts("update account set name = 'Ann Lee' where id = :id returning id", id=account)
    desk.placed(buyer=GUEST)
    desk.placed(buyer=GUEST)
    desk.placed(account_id=str(account))
    people = found(desk, "lee")
    assert [(each["name"], each["orders"]) for each in people] == [("Ann Lee", 1), (GUEST["name"], 2)]
    assert people[0]["account_id"] == str(account)
    assert len(people[1]["recipients"]) == 1


def test_somebody_without_an_address_is_known_by_her_phone(desk: Clerk) -> None:
    walk_in = {"name": "Walk In", "phone": "503 555 0100"}
    desk.placed(buyer=walk_in)
    desk.placed(buyer=walk_in)
    [known] = found(desk, "walk")
    assert (known["email"], known["phone"], known["orders"]) == ("", "503 555 0100", 2)


def test_who_is_forgotten_is_not_found_and_staff_are_no_customers(desk: Clerk) -> None:
    desk.placed(buyer=GUEST)
    facts("update orders set erased_at = now() returning id")
    assert found(desk, "jose") == []
    assert found(desk, "florist") == []


@pytest.mark.parametrize(
    ("words", "indexes"),
    [
        ("lee", {"ix_orders_buyer_words", "ix_orders_buyer_email"}),
        ("503 555 0177", {"ix_orders_buyer_phone", "ix_orders_buyer_words", "ix_orders_buyer_email"}),
    ],
)
def test_whoever_is_looked_for_no_table_is_read_whole(desk: Clerk, words: str, indexes: set[str]) -> None:
    asked: list[tuple[str, Any]] = []

    def watch(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        asked.append((statement, values))

    with db.transaction() as session:
        session.execute(text("set local enable_seqscan = off"))
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", watch)
        customers.find(session, words=words)
        event.remove(connection, "before_cursor_execute", watch)
        plans = [str(connection.exec_driver_sql(f"explain {query}", values).all()) for query, values in asked]
    assert all("Seq Scan" not in plan for plan in plans)
    assert all(index in plans[1] for index in indexes)
