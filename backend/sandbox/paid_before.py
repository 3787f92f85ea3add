"""Payments of a shop that was filled rather than opened: nobody ever came to the hosted page for them.

The start writes them down (backend/start/paid.py); here they become sessions, intents and charges like those
that a customer's card makes, only without events: the shop knows of them already.
"""

import json
from pathlib import Path
from typing import Any

from backend.sandbox import cards, payments, sessions, store
from backend.sandbox.checkout_request import new_session
from backend.sandbox.parameters import Parameters
from backend.sandbox.store import Db, Json


def remember(db: Db, path: Path, *, base_url: str) -> int:
    """Takes in each payment of the file that is not known yet; returns how many those were.

    The file is a list of `{session, intent, request, created, paid}`: two ids, the body that the session
    would have been asked for with, and two instants in seconds.
    """
    written: list[Json] = json.loads(path.read_text(encoding="utf-8"))
    new = [each for each in written if store.get(db, each["session"], kind=sessions.KIND) is None]
    for each in new:
        _remember(db, each, base_url=base_url)
    return len(new)


def _remember(db: Db, paid: Json, *, base_url: str) -> None:
    asked = new_session(Parameters(_on_the_wire(paid["request"])), now=paid["created"], base_url=base_url)
    session, intent = payments.intent_of(db, asked | {"id": paid["session"]}, now=paid["created"])
    intent |= {"id": paid["intent"]}
    payer = {"email": session["customer_email"], "name": None}
    tried = payments.Try(cards.seen(cards.WORKING), payer, None, paid["paid"])
    charge = payments.charge_of(intent, tried)
    for body in (charge, intent | payments.outcome(charge, None)):
        store.put(db, body)
    whole = sessions.completed(session | {"payment_intent": intent["id"]}, paid=True, paid_by=payer)
    store.put(db, whole | {"status": "complete", "url": None})


def _on_the_wire(value: Any) -> Any:
    """The body as a form would have brought it: every leaf is text."""
    if isinstance(value, dict):
        return {name: _on_the_wire(inner) for name, inner in value.items()}
    return [_on_the_wire(inner) for inner in value] if isinstance(value, list) else str(value)
