"""How a letter's job is tried again, and the outsides that most letters have."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from backend.shop.accounts.preferences import Topic
from backend.shop.notifications.letters.envelope import Envelope, Mailbox, ShopCard
from backend.shop.notifications.services import LetterDead, LetterPutOff

MOST_RUNS = 12
LONGEST_PAUSE = 3600


class UntilSent(BaseRetryStrategy):
    """The letter counts its own tries and says when the next one is; other faults wait longer each time."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, LetterPutOff):
            return RetryDecision(retry_at=exception.until)
        if isinstance(exception, LetterDead) or job.attempts + 1 >= MOST_RUNS:
            return None
        return RetryDecision(retry_in={"seconds": min(10 * 3**job.attempts, LONGEST_PAUSE)})


def to(mailbox: Mailbox, shop: ShopCard) -> Envelope:
    """An answer to it goes to the shop."""
    return Envelope(to=mailbox, reply_to=shop.mailbox, shop=shop)


def unasked(mailbox: Mailbox, shop: ShopCard, topic: Topic, token: str) -> Envelope:
    """Of a letter that nobody ordered: one click in the mail program ends its topic."""
    return Envelope(
        to=mailbox,
        reply_to=shop.mailbox,
        shop=shop,
        unsubscribe=f"{shop.url}/api/unsubscribe/{token}",
        topic=topic,
    )
