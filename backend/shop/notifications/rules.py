"""When a letter is tried again, and when it is given up: tries at 0, 1, 6, 31 and 151 minutes.

The last pause outlives a mail server that is down for an hour.
"""

import re
from datetime import datetime, timedelta

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=25), timedelta(hours=2))
TRIES = len(PAUSES) + 1

# Longer than every timeout of one sending together: see `smtp`, about ten exchanges, and its last one.
LEASE = timedelta(minutes=6)

# A server that has taken a letter whole and does not say so gets it once more, and not again.
MOST_UNANSWERED = 2


def next_try(*, attempts: int, failed_at: datetime) -> datetime | None:
    """The instant of the next try after `attempts` (from 1) failed ones; None when there is none left."""
    return failed_at + PAUSES[attempts - 1] if attempts < TRIES else None


BATCH = 100  # letters of a campaign that are queued at once
BATCH_PAUSE = timedelta(seconds=30)
LOOK_AGAIN = timedelta(minutes=1)  # whether the last letters of a campaign are out
LESS_URGENT = -10  # a campaign's jobs let every other letter pass

_ENHANCED = re.compile(r"\b[45]\.\d{1,3}\.\d{1,3}\b")
# RFC 3463: no such mailbox or domain (1.x), mailbox disabled (2.1). RFC 5321: 550, 551, 553 say the same.
_GONE = re.compile(r"5\.(1\.\d+|2\.1)")
_GONE_CODES = frozenset({550, 551, 553})


def is_address_gone(code: int, said: str) -> bool:
    """Whether a mail server's refusal is about the address, and for good; a full mailbox is not, nor spam."""
    if (found := _ENHANCED.search(said)) is not None:
        return _GONE.fullmatch(found[0]) is not None
    return code in _GONE_CODES
