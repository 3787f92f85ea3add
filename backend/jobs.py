"""The job queue: gathers the rooms' tasks under their rooms' names, and takes up what a killed worker left.

A job may run twice (its worker was killed after the work and before the mark), so every task is idempotent.
Whoever defers with a `queueing_lock` inside a transaction gives that defer a savepoint of its own: a job that
is already waiting raises `AlreadyEnqueued`, and without the savepoint the whole transaction is lost.
"""

import logging

import procrastinate
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from sqlalchemy import make_url

from backend.shop.accounts import tasks as accounts
from backend.shop.checkout import tasks as checkout
from backend.shop.delivery import tasks as delivery
from backend.shop.notifications import tasks as notifications
from backend.shop.notifications import unasked_tasks as unasked
from backend.shop.privacy import tasks as privacy
from backend.shop.stock import tasks as stock

POOL = 6
POOL_TIMEOUT = 4.0  # seconds without a connection, then the database counts as gone
MOST_RUNS = 10  # of a job whose workers keep dying; tasks count their own failures themselves

log = logging.getLogger("posy.jobs")

app = procrastinate.App(connector=procrastinate.PsycopgConnector())
app.add_tasks_from(accounts.blueprint, namespace="accounts")
app.add_tasks_from(checkout.blueprint, namespace="checkout")
app.add_tasks_from(delivery.blueprint, namespace="delivery")
app.add_tasks_from(notifications.blueprint, namespace="notifications")
app.add_tasks_from(unasked.blueprint, namespace="notifications")
app.add_tasks_from(privacy.blueprint, namespace="privacy")
app.add_tasks_from(stock.blueprint, namespace="stock")


def connector(url: str) -> procrastinate.PsycopgConnector:
    """A pool on the database at `url`, for `app.replace_connector`."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return procrastinate.PsycopgConnector(conninfo=plain, min_size=1, max_size=POOL, timeout=POOL_TIMEOUT)


@app.periodic(cron="* * * * *")
@app.task(name="jobs:retry_stalled", queueing_lock="jobs:retry_stalled")
async def retry_stalled(timestamp: int) -> None:
    """Queues again what a worker was doing when its heartbeat stopped."""
    for job in await app.job_manager.get_stalled_jobs():
        try:
            await _take_up(job)
        except ConnectorException as error:  # its worker was only slow, and has finished it meanwhile
            log.info("Job %s is no longer stalled: %s", job.call_string, error.__cause__ or error)


async def _take_up(job: Job) -> None:
    if job.attempts + 1 < MOST_RUNS:
        log.warning("Job %s lost its worker and is queued again", job.call_string)
        await app.job_manager.retry_job(job)
    else:
        log.error("Job %s lost its worker %d times and is given up", job.call_string, MOST_RUNS)
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
