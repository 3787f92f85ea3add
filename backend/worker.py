"""The job worker: `python -m backend.worker`. Ends with 0 when asked to (SIGTERM, SIGINT), after its running
jobs; ends with 1 as soon as the database is gone, so that whoever watches over it starts it again.
"""

import asyncio
import logging
import signal
import sys

from procrastinate.exceptions import ConnectorException
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from backend import db, jobs
from backend.config import settings

CONCURRENCY = 4
STOP_SECONDS = 10.0  # for running jobs; a job cut off here is taken up again as stalled

DATABASE_GONE = (OperationalError, ConnectorException)

log = logging.getLogger("posy.worker")


def main() -> int:
    _speak()
    url = settings().database_url
    if not url:
        log.error("The worker needs DATABASE_URL; `make run` gives it the embedded database's.")
        return 1
    db.connect(url, pool_size=CONCURRENCY, max_overflow=2)
    try:
        if not _has_tables():
            log.error("The database has no tables yet: run `python -m alembic upgrade head` first.")
            return 1
        return asyncio.run(_work(url))
    except DATABASE_GONE as error:
        log.error("The database is gone, so the worker ends: %s", _reason(error))
        return 1
    finally:
        db.dispose()


async def _work(url: str) -> int:
    """Works until asked to stop. A worker that stops by itself has lost its database: that is a failure."""
    with jobs.app.replace_connector(jobs.connector(url)):
        async with jobs.app.open_async():
            worker = asyncio.create_task(
                jobs.app.run_worker_async(
                    concurrency=CONCURRENCY,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=STOP_SECONDS,
                    install_signal_handlers=False,
                )
            )
            for number in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, worker.cancel)
            for line in settings().payments_off:
                log.warning("%s.", line)
            if not settings().smtp_host:
                log.warning("SMTP_HOST is not set: no letter can be sent.")
            if not settings().bounce_imap_host:
                log.info("BOUNCE_IMAP_HOST is not set: nobody reads reports of letters that did not arrive.")
            log.info("The worker is ready: %d jobs at a time.", CONCURRENCY)
            try:
                await worker
            except asyncio.CancelledError:
                log.info("The worker was asked to stop, and has stopped.")
                return 0
    log.error("The worker stopped by itself.")
    return 1


def _has_tables() -> bool:
    with db.engine().connect() as connection:
        return connection.scalar(text("select to_regclass('procrastinate_jobs')")) is not None


def _speak() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.addFilter(_worth_reading)
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def _worth_reading(record: logging.LogRecord) -> bool:
    """Leaves out periodic jobs that go well; an error that was to be expected is told in one line."""
    error = record.exc_info[1] if record.exc_info else None
    if error and (isinstance(error, DATABASE_GONE) or getattr(record, "action", "") == "job_error_retry"):
        record.msg, record.args = f"{record.getMessage().splitlines()[0]}: {_reason(error)}", ()
        record.exc_info = None
    if record.levelno > logging.INFO:
        return True
    periodic = {name for name, _ in jobs.app.periodic_registry.periodic_tasks}
    job = getattr(record, "job", None)
    return not (record.name.startswith("procrastinate.periodic") or (job and job["task_name"] in periodic))


def _reason(error: BaseException) -> str:
    cause = error.__cause__ if isinstance(error, DATABASE_GONE) else None
    return str(cause or error).strip().splitlines()[0]


if __name__ == "__main__":
    sys.exit(main())
