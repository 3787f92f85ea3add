"""The secrets of the links in an order's letters: derived from the shop's key, so that no table holds one."""

import hashlib
import hmac
import re
from uuid import UUID

from backend.config import secret_keys
from backend.shop.kit import ids

_NAME = 32  # hexadecimal digits of a UUID
_NAMES = re.compile("[0-9a-f]{32}")


def access_token(order_id: UUID) -> str:
    """The guest's secret for one order, as today's letters carry it."""
    return _derived(secret_keys()[0], order_id)


def opens(token: str, *, order_id: UUID, token_hash: str) -> bool:
    """Whether a letter of this order carried the token: the first one's hash is kept with the order.

    Later letters derive it with the key of their day, which may be another one than the order's.
    """
    if hmac.compare_digest(ids.token_hash(token), token_hash):
        return True
    return any(hmac.compare_digest(token.encode(), _derived(key, order_id).encode()) for key in secret_keys())


def proposal_token(proposal_id: UUID) -> str:
    """The secret of a proposal's links, as today's letter carries it: which one, and what proves it."""
    return proposal_id.hex + _of_proposal(secret_keys()[0], proposal_id)


def proposal_of(token: str) -> UUID | None:
    """Which proposal a secret is of, if it is of one: not yet whether it opens it."""
    named = token[:_NAME]
    return UUID(named) if _NAMES.fullmatch(named) else None


def opens_proposal(token: str, *, proposal_id: UUID, token_hash: str) -> bool:
    """As `opens`."""
    if hmac.compare_digest(ids.token_hash(token), token_hash):
        return True
    secret = token[_NAME:].encode()
    return any(hmac.compare_digest(secret, _of_proposal(key, proposal_id).encode()) for key in secret_keys())


def opt_out_token(order_id: UUID) -> str:
    """The secret by which a guest ends letters that ask for a review: which order, and what proves it."""
    return order_id.hex + _of_opt_out(secret_keys()[0], order_id)


def opt_out_of(token: str) -> UUID | None:
    """Which order's such secret this is; None: it is none."""
    named, secret = token[:_NAME], token[_NAME:].encode()
    if not _NAMES.fullmatch(named):
        return None
    order_id = UUID(named)
    known = any(hmac.compare_digest(secret, _of_opt_out(key, order_id).encode()) for key in secret_keys())
    return order_id if known else None


def _derived(key: str, order_id: UUID) -> str:
    return hmac.new(key.encode(), b"order-access:" + order_id.bytes, hashlib.sha256).hexdigest()


def _of_proposal(key: str, proposal_id: UUID) -> str:
    return hmac.new(key.encode(), b"substitution:" + proposal_id.bytes, hashlib.sha256).hexdigest()


def _of_opt_out(key: str, order_id: UUID) -> str:
    return hmac.new(key.encode(), b"no-reviews:" + order_id.bytes, hashlib.sha256).hexdigest()
