"""What is derived from the shop's key: codes, tokens of links, and the seal of second factors' secrets.

A new SECRET_KEY derives from then on; what SECRET_KEY_PREVIOUS derived is still believed.
"""

import base64
import hashlib
import hmac
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from backend.config import secret_keys

CODE_DIGITS = 6


def code_of(secret_id: UUID) -> str:
    """The six digits of a letter."""
    return _code(secret_keys()[0], secret_id)


def is_code_of(secret_id: UUID, given: str) -> bool:
    digits = "".join(each for each in given if each.isdecimal()).encode()
    return any(hmac.compare_digest(digits, _code(key, secret_id).encode()) for key in secret_keys())


def token_of(secret_id: UUID) -> str:
    """What a link carries: the row's id, and the proof that we wrote it."""
    return f"{secret_id.hex}.{_mac(secret_keys()[0], b'link:', secret_id).hex()}"


def id_of_token(token: str) -> UUID | None:
    """The row that a link of ours names; None for any other text."""
    named, _, proof = token.partition(".")
    try:
        secret_id = UUID(hex=named)
    except ValueError:
        return None
    proofs = (_mac(key, b"link:", secret_id).hex() for key in secret_keys())
    return secret_id if any(hmac.compare_digest(proof.encode(), each.encode()) for each in proofs) else None


def sealed(secret: str) -> str:
    """Encrypted (Fernet: AES-128-CBC with HMAC), for the table."""
    return _safe().encrypt(secret.encode()).decode()


def opened(seal: str) -> str | None:
    """None when it was sealed with a key that the shop no longer has."""
    try:
        return _safe().decrypt(seal.encode()).decode()
    except InvalidToken:
        return None


def _code(key: str, secret_id: UUID) -> str:
    number = int.from_bytes(_mac(key, b"code:", secret_id)[:8]) % 10**CODE_DIGITS
    return f"{number:0{CODE_DIGITS}}"


def _mac(key: str, use: bytes, secret_id: UUID) -> bytes:
    return hmac.new(key.encode(), b"one-time:" + use + secret_id.bytes, hashlib.sha256).digest()


def _safe() -> MultiFernet:
    keys = (hmac.new(key.encode(), b"totp-seal", hashlib.sha256).digest() for key in secret_keys())
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in keys])
