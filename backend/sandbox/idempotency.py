"""One answer per Idempotency-Key: the same request repeats it, another request with the key is refused.

(docs) A request refused before it ran leaves its key free; an answer is kept once the work began, a 500
too; a key has at most 255 characters and may be forgotten after 24 hours. (guess) It is, to the second.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from backend.sandbox.refusal import Refusal
from backend.sandbox.store import Db, Json, load

REMEMBERED = 24 * 60 * 60
LONGEST_KEY = 255


@dataclass(frozen=True)
class Ask:
    key: str
    fingerprint: str
    request_id: str


@dataclass(frozen=True)
class Answer:
    status: int
    body: Json
    first_request: str | None = None  # set on a replay: the request that was really worked


def fingerprint(method: str, path: str, params: Json) -> str:
    text = json.dumps([method, path, params], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def once(db: Db, *, ask: Ask, now: int, work: Callable[[], Json]) -> Answer:
    """Works the request and remembers its answer in the same transaction, or repeats what it was."""
    if len(ask.key) > LONGEST_KEY:
        raise Refusal(f"Idempotency keys can be up to {LONGEST_KEY} characters.", kind="idempotency_error")
    known = _known(db, ask, now=now)
    if known is not None:
        return known
    try:
        answer = Answer(200, work())
    except Refusal as refusal:
        if not refusal.kept:
            raise
        answer = Answer(refusal.status, refusal.body())
    if ask.key:
        db.execute(
            "INSERT INTO answers (key, fingerprint, request_id, status, body, created)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (ask.key, ask.fingerprint, ask.request_id, answer.status, json.dumps(answer.body), now),
        )
    return answer


def _known(db: Db, ask: Ask, *, now: int) -> Answer | None:
    db.execute("DELETE FROM answers WHERE created < ?", (now - REMEMBERED,))
    row = db.execute("SELECT * FROM answers WHERE key = ?", (ask.key,)).fetchone()
    if row is None:
        return None
    if row["fingerprint"] != ask.fingerprint:
        raise Refusal(
            "Keys for idempotent requests can only be used with the same parameters they were first used"
            f" with. Try using a key other than '{ask.key}' if you meant to execute a different request.",
            kind="idempotency_error",
        )
    return Answer(row["status"], load(row["body"]), row["request_id"])
