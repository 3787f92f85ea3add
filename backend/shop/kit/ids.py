"""Public identifiers: order numbers that a person can read aloud, tokens that nobody can guess."""

import hashlib
import secrets
from uuid import UUID, uuid4

# Without 0/O, 1/I/L, U/V, 2/Z, 5/S and 8/B: what is read over the phone arrives.
_ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
_NUMBER_LENGTH = 8
_RECOVERY_LENGTH = 16


def new_id() -> UUID:
    return uuid4()


def order_number() -> str:
    """A short order number such as `K7MD-93QA`: 23^8 (7.8e10) of them, drawn at random."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_NUMBER_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def token() -> str:
    """A secret for a link or a cookie, 256 bits."""
    return secrets.token_urlsafe(32)


def token_hash(secret: str) -> str:
    """What is stored of a token. Plain SHA-256 is enough for a random 256-bit secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def recovery_code() -> str:
    """A secret that a person keeps on paper, such as `K7MD-93QA-4CRN-WPXE`: 72 bits."""
    letters = [secrets.choice(_ALPHABET) for _ in range(_RECOVERY_LENGTH)]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, _RECOVERY_LENGTH, 4))
