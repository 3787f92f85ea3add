"""The queue: jobs live and die with the transaction that defers them, and survive their worker."""

import asyncio
import dataclasses
import inspect
import typing
from uuid import UUID

import procrastinate
import psycopg
import pytest
from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from backend import db, jobs
from backend.shop.kit import news

ORDER = UUID(int=7)
CONFIRMED = news.OrderConfirmed(order_id=ORDER, move_id=3)


def queued() -> list[tuple[str, dict[str, object]]]:
    with db.engine().connect() as connection:
        rows = connection.execute(text("select task_name, args from procrastinate_jobs order by id"))
        return [(name, arguments) for name, arguments in rows]


class TestSubscriptions:
    """What the web process defers by name alone is what the worker knows."""

    @pytest.mark.parametrize("event", typing.get_args(news.Event))
    def test_every_event_is_subscribed_to_by_tasks_that_take_its_facts(self, event: type) -> None:
        facts = {field.name for field in dataclasses.fields(event)}
        assert news.SUBSCRIPTIONS[event.__name__] != ()
        for name in news.SUBSCRIPTIONS[event.__name__]:
            assert name in jobs.app.tasks
            inspect.signature(jobs.app.tasks[name].func).bind(**dict.fromkeys(facts))

    def test_no_subscription_is_for_news_that_nobody_tells(self) -> None:
        events = {event.__name__ for event in typing.get_args(news.Event)}
        assert news.SUBSCRIPTIONS.keys() == events

    def test_subscribed_tasks_leave_to_the_queue_what_a_name_cannot_carry(self) -> None:
        for name in {name for names in news.SUBSCRIPTIONS.values() for name in names}:
            task = jobs.app.tasks[name]
            assert (task.queue, task.priority, task.lock, task.queueing_lock) == ("default", 0, None, None)


class TestTransaction:
    def test_a_commit_leaves_one_job_for_each_subscriber(self, database: None) -> None:
        with db.transaction() as session:
            news.announce(session, CONFIRMED)
        facts = {"order_id": str(ORDER), "move_id": 3}
        assert queued() == [(name, facts) for name in news.SUBSCRIPTIONS["OrderConfirmed"]]

    def test_a_rollback_leaves_none(self, database: None) -> None:
        with db.new_session() as session:
            news.announce(session, CONFIRMED)
            session.rollback()
        assert queued() == []


class TestQueueingLock:
    """The trap that `jobs` warns of."""

    def defer(self, session: Session) -> None:
        app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())
        connection = session.connection().connection.driver_connection
        job = app.configure_task("once", allow_unknown=True, queueing_lock="once", connection=connection)
        job.defer()

    def test_a_job_that_waits_already_poisons_the_transaction(self, database: None) -> None:
        with db.new_session() as session:
            self.defer(session)
            with pytest.raises(AlreadyEnqueued):
                self.defer(session)
            with pytest.raises(SQLAlchemyError) as poisoned:
                session.execute(text("select 1"))
        assert isinstance(poisoned.value.__cause__, psycopg.errors.InFailedSqlTransaction)

    def test_a_savepoint_keeps_the_transaction_whole(self, database: None) -> None:
        with db.transaction() as session:
            self.defer(session)
            with pytest.raises(AlreadyEnqueued), session.begin_nested():
                self.defer(session)
            assert session.scalar(text("select 1")) == 1
        assert [name for name, _ in queued()] == ["once"]


class TestStalled:
    """What a killed worker was doing."""

    def retry_stalled(self, url: str) -> None:
        async def once() -> None:
            with jobs.app.replace_connector(jobs.connector(url)):
                async with jobs.app.open_async():
                    await jobs.retry_stalled(timestamp=0)

        asyncio.run(once())

    def lose(self, *, attempts: int, silent_for: int) -> None:
        """A job in the hands of a worker whose last heartbeat is that many seconds ago."""
        with db.engine().begin() as connection:
            connection.execute(text("delete from procrastinate_workers"))
            worker = connection.scalar(
                text(
                    "insert into procrastinate_workers (last_heartbeat)"
                    " values (now() - make_interval(secs => :seconds)) returning id"
                ),
                {"seconds": silent_for},
            )
            connection.execute(
                text(
                    "insert into procrastinate_jobs (queue_name, task_name, status, attempts, worker_id)"
                    " values ('default', 'lost', 'doing', :attempts, :worker)"
                ),
                {"attempts": attempts, "worker": worker},
            )

    def state(self) -> tuple[str, int]:
        with db.engine().connect() as connection:
            row = connection.execute(text("select status::text, attempts from procrastinate_jobs")).one()
            return row.status, row.attempts

    def test_a_lost_job_is_queued_again(self, database: None, database_url: str) -> None:
        self.lose(attempts=0, silent_for=60)
        self.retry_stalled(database_url)
        assert self.state() == ("todo", 1)

    def test_a_working_worker_keeps_its_job(self, database: None, database_url: str) -> None:
        self.lose(attempts=0, silent_for=5)
        self.retry_stalled(database_url)
        assert self.state() == ("doing", 0)

    def test_a_job_that_keeps_losing_its_worker_is_given_up(self, database: None, database_url: str) -> None:
        self.lose(attempts=jobs.MOST_RUNS - 2, silent_for=60)
        self.retry_stalled(database_url)
        assert self.state() == ("todo", jobs.MOST_RUNS - 1)
        with db.engine().begin() as connection:
            connection.execute(text("update procrastinate_jobs set status = 'doing', worker_id = null"))
        self.retry_stalled(database_url)
        assert self.state() == ("failed", jobs.MOST_RUNS)
