"""News reaches the queue in the teller's own transaction; what the worker makes of it: tests/test_jobs.py."""

import json
from uuid import UUID

import pytest
from sqlalchemy import text

from backend import db
from backend.shop.kit import news


def jobs() -> list[tuple[str, dict[str, object], str]]:
    with db.engine().connect() as connection:
        rows = connection.execute(
            text("select task_name, args, status::text from procrastinate_jobs order by id")
        )
        return [(name, arguments, status) for name, arguments, status in rows]


def test_other_sessions_see_a_job_only_after_the_commit(database: None) -> None:
    with db.transaction() as session:
        news.announce(session, news.WebhookStored(inbox_id=5))
        assert jobs() == []
    assert jobs() == [("checkout:handle_webhook", {"inbox_id": 5}, "todo")]


def test_a_failing_transaction_takes_its_news_with_it(database: None) -> None:
    def tell_and_fail() -> None:
        with db.transaction() as session:
            news.announce(session, news.WebhookStored(inbox_id=5))
            session.execute(text("select 1 / 0"))

    with pytest.raises(Exception, match="division by zero"):
        tell_and_fail()
    assert jobs() == []


def test_news_told_in_a_savepoint_that_fails_is_not_told(database: None) -> None:
    with db.transaction() as session:
        savepoint = session.begin_nested()
        news.announce(session, news.WebhookStored(inbox_id=5))
        savepoint.rollback()
        news.announce(session, news.WebhookStored(inbox_id=6))
    assert [arguments for _, arguments, _ in jobs()] == [{"inbox_id": 6}]


def test_arguments_are_ids_that_survive_json(database: None) -> None:
    order_id = UUID(int=12)
    with db.transaction() as session:
        news.announce(session, news.OrderConfirmed(order_id=order_id, move_id=3))
    for _, arguments, _ in jobs():
        assert json.loads(json.dumps(arguments)) == {"order_id": str(order_id), "move_id": 3}
