"""When a letter is tried again, and when it is given up: tries at 0, 1, 6, 31 and 151 minutes.

The last pause outlives a mail server that is down for an hour.
"""

from datetime import datetime, timedelta

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=25), timedelta(hours=2))
TRIES = len(PAUSES) + 1

# Longer than every timeout of one sending together: see `smtp.TIMEOUT`, about ten exchanges.
LEASE = timedelta(minutes=4)


def next_try(*, attempts: int, failed_at: datetime) -> datetime | None:
    """The instant of the next try after `attempts` (from 1) failed ones; None when there is none left."""
    return failed_at + PAUSES[attempts - 1] if attempts < TRIES else None
