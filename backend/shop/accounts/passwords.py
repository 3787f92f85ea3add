"""What a password must be, and how it is kept: argon2id by OWASP (19 MiB, two passes, one lane)."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from backend.shop.accounts.errors import WeakPassword
from backend.shop.accounts.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD, folded

_COMMON = Path(__file__).with_name("common_passwords.txt")
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Checked when there is no account, so that an unknown e-mail takes as long as a known one.
_NOBODY = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    return _hasher.hash(_normal(password))


def chosen(password: str, *, email: str) -> str:
    """The hash of a password that somebody chooses. Raises WeakPassword."""
    if not SHORTEST_PASSWORD <= len(_normal(password)) <= LONGEST_PASSWORD:
        raise WeakPassword(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    if folded(password) == folded(email):
        raise WeakPassword("Your e-mail is the first thing that anybody would try.")
    if password.casefold() in _common():
        raise WeakPassword("This is one of the passwords that everybody tries first.")
    return hashed(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether this is the password; always takes the time of one hash."""
    try:
        _hasher.verify(password_hash or _NOBODY, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether it was made with other parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def _normal(password: str) -> str:
    """One spelling of what looks alike: some keyboards write ü as two characters (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)


@lru_cache
def _common() -> frozenset[str]:
    """The lines that are no comment; the list is in lower case."""
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line != "#" and not line.startswith("# "))
