"""The security log: what happens at the doors, for whoever watches over the shop.

No password, code, token or flow is ever in it; an e-mail is a tag that is the same for the same address.
"""

import logging

from backend.shop.kit import ids

_TAG_LENGTH = 12

log = logging.getLogger("posy.security")


def speak() -> None:
    """Sends the log to this program's own output, with its time; called once at start."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    log.handlers = [handler]
    log.setLevel(logging.INFO)


def note(event: str, **facts: object) -> None:
    """Something that is as it should be."""
    log.info("%s", _line(event, facts))


def warn(event: str, **facts: object) -> None:
    """Something that an attack is made of."""
    log.warning("%s", _line(event, facts))


def _line(event: str, facts: dict[str, object]) -> str:
    told = {name: _tag(str(value)) if name == "email" else value for name, value in facts.items()}
    return " ".join([event, *(f"{name}={value}" for name, value in told.items())])


def _tag(email: str) -> str:
    return ids.token_hash(email)[:_TAG_LENGTH]
