"""The key that makes a write safe to repeat, as it stands in the request's header."""

import hashlib

import flask
from pydantic import BaseModel

from backend.shop.checkout.errors import IdempotencyKeyRequired

_LENGTH = 100


def key() -> str:
    """Raises IdempotencyKeyRequired."""
    found = flask.request.headers.get("Idempotency-Key", "").strip()
    if not 1 <= len(found) <= _LENGTH:
        raise IdempotencyKeyRequired(f"Please send an Idempotency-Key of 1 to {_LENGTH} characters.")
    return found


def body_hash(sent: BaseModel, about: str = "") -> str:
    """Of what was sent, and of what it is `about`, if the address says that."""
    return hashlib.sha256(f"{about}{sent.model_dump_json()}".encode()).hexdigest()
