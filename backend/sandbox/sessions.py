"""The life of a Checkout Session: open, then complete or expired, each end announced once by an event."""

from backend.sandbox import store, webhooks
from backend.sandbox.checkout_request import new_session
from backend.sandbox.parameters import Parameters
from backend.sandbox.refusal import Refusal, missing
from backend.sandbox.store import Db, Json

KIND = "checkout.session"


def create(db: Db, *, params: Parameters, now: int, base_url: str) -> Json:
    return store.put(db, new_session(params, now=now, base_url=base_url))


def find(db: Db, *, session_id: str, now: int) -> Json:
    """The session as it is at `now`: one whose time is up has expired, swept or not. Raises Refusal."""
    session = store.get(db, session_id, kind=KIND)
    if session is None:
        raise missing(KIND, session_id, param="session")
    if session["status"] == "open" and session["expires_at"] <= now:
        return _end(db, session, now=now, status="expired")
    return session


def expire(db: Db, *, session_id: str, now: int) -> Json:
    """Closes an open session by request; (docs) any other is refused, (guess) in these words."""
    session = find(db, session_id=session_id, now=now)
    if session["status"] != "open":
        raise Refusal(
            'Only Checkout Sessions with a status in ["open"] can be expired.'
            f" This Checkout Session has a status of `{session['status']}`.",
            kept=True,
        )
    return _end(db, session, now=now, status="expired")


def expire_overdue(db: Db, *, now: int) -> None:
    overdue = db.execute(
        "SELECT id FROM objects WHERE kind = 'checkout.session' AND json_extract(body, '$.status') = 'open'"
        " AND json_extract(body, '$.expires_at') <= ?",
        (now,),
    ).fetchall()
    for row in overdue:
        find(db, session_id=row["id"], now=now)


def complete(db: Db, *, session: Json, now: int, paid: bool, paid_by: Json) -> Json:
    """Completes an open session; `paid_by` is what the hosted page asked the customer."""
    return _end(db, completed(session, paid=paid, paid_by=paid_by), now=now, status="complete")


def completed(session: Json, *, paid: bool, paid_by: Json) -> Json:
    """The session with what its completion tells."""
    details = {"address": None, "phone": None, "tax_exempt": "none", "tax_ids": [], **paid_by}
    return session | {"payment_status": "paid" if paid else "unpaid", "customer_details": details}


def _end(db: Db, session: Json, *, now: int, status: str) -> Json:
    ended = store.put(db, session | {"status": status, "url": None})
    event = "checkout.session.completed" if status == "complete" else "checkout.session.expired"
    webhooks.announce(db, event=event, subject=ended, now=now)
    return ended
