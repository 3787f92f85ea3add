"""Places at which a test run kills something: after each commit, and around each call to the outside.

Armed by POSY_FAILPOINT=name[:count] together with POSY_FAILPOINT_MARK, a file that counts the times the
place was reached over all processes. At the count-th (the first) this one dies as by `kill -9`, or, with
POSY_FAILPOINT_GATE, waits until the test has killed something else and opens that named pipe; later times
pass. Without name and mark, and always in production, a place does nothing.
"""

import fcntl
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass

PLACES = {
    "placed": "the order and its holds are committed, no payment page is asked for",
    "key_tied": "a key is tied to the old order, which was paid after all",
    "session_claimed": "the payment is claimed, the provider is not asked",
    "session_opened": "the provider has opened the page, and we have not noted it",
    "session_noted": "the page is noted, the customer has not heard of it",
    "session_refused": "the provider has refused the page, and we have not noted it",
    "session_unanswered": "the provider has not answered, the claim is not given back",
    "unclaimed": "the claim is given back",
    "attempt_failed": "a refused attempt is failed, the next one is written and not opened",
    "attempt_renewed": "the next attempt of an order is written and not opened",
    "ending_session": "the provider is about to be told to end the page",
    "session_ended": "the provider has ended the page, and we have not noted it",
    "late_page": "a page is noted for an order that has stopped waiting, and is about to be ended",
    "late_page_ended": "the provider has ended that page, and we have not noted it",
    "asking": "the provider is about to be asked for a session",
    "page_given_up": "ours is ended, its page at the provider cannot be, and we have not said so",
    "capturing": "the payment is committed as capturing, the provider is not asked for the money",
    "captured": "the provider has taken the money, and we have not noted it",
    "capture_unanswered": "the provider has not answered to the capture, and that is not noted",
    "asked": "the provider has said what became of a session, and we have not noted it",
    "reopening": "the provider is about to be asked again for a session that was never noted",
    "reopened": "the provider has given that session again, and we have not looked at it",
    "unnoted_failed": "the provider has refused that session, and the payment is failed",
    "lost_session_written": "the provider does not know our session, and a person is told",
    "finalized": "the provider's word is committed",
    "event_stored": "an event is committed, the provider has not heard so",
    "event_handled": "an event is committed as handled, its job is not finished",
    "waiting_cancelled": "an order that waited is cancelled",
    "sold_cancelled": "a sold order is cancelled and its refund written, not sent",
    "expired": "an overdue order has let its places go",
    "refund_marked": "a refund is committed as sent, and is not sent",
    "refund_looking": "the provider is about to be asked whether it has a refund",
    "refund_looked": "the provider has said whether it has a refund",
    "refund_sending": "the provider is about to be asked to send money back",
    "refund_sent": "the provider has sent money back, and we have not noted it",
    "refund_noted": "the provider's word on a refund is committed",
    "listing": "the provider is about to be asked for its lists",
    "listed": "the provider's lists are here, nothing is compared",
    "differences_written": "the differences are committed, their money is not brought home",
    "letter_claimed": "a letter is claimed, the mail server has not heard of it",
    "letter_sent": "the mail server has taken a letter, and we have not marked it",
    "letter_marked": "a letter is marked as sent, its job is not finished",
    "letter_failed": "a letter is put off, its job does not know",
}


@dataclass(frozen=True, slots=True)
class Armed:
    """The place, at which time of reaching it, counted in which file; with a gate to wait at, or to die."""

    name: str
    count: int
    mark: str
    gate: str = ""


def armed_by(environment: Mapping[str, str]) -> Armed | None:
    """What the environment asks for. Raises ValueError for a place that there is not."""
    wish, mark = environment.get("POSY_FAILPOINT", ""), environment.get("POSY_FAILPOINT_MARK", "")
    if not wish or not mark or environment.get("POSY_ENV") == "production":
        return None
    name, _, count = wish.partition(":")
    if name not in PLACES:
        raise ValueError(f"POSY_FAILPOINT={name}: there is no such place")
    return Armed(name, int(count or 1), mark, environment.get("POSY_FAILPOINT_GATE", ""))


_armed = armed_by(os.environ)


def failpoint(name: str) -> None:
    """Dies or waits here, if this is the place and the time; dies without a word, a rollback or a flush."""
    if _armed is None or _armed.name != name or _reached(_armed) != _armed.count:
        return
    if not _armed.gate:
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(os.open(_armed.gate, os.O_RDONLY))  # a pipe is open once its other end is


def _reached(armed: Armed) -> int:
    """Which time this is, over all processes; on disk before anybody acts on it."""
    with open(armed.mark, "ab") as mark:  # noqa: PTH123  # a name from the environment, opened at most once a run
        fcntl.flock(mark, fcntl.LOCK_EX)
        mark.write(b".")
        mark.flush()
        return mark.tell()
