"""The version of the delivery rules: it closes the gap between evaluating a slot and placing on it."""

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from backend.shop.kit.errors import Refusal
from backend.shop.settings.models import Shop

_RULES_LOCK = 7_059_001  # any number of ours; advisory locks share one space


class RulesChanged(Refusal):
    """A rule changed between evaluating and placing; placing once more sees the new one."""

    code, status, title = "rules_changed", 409, "Our delivery times have just changed"


def hold_rules(session: Session) -> None:
    """Holds the rules still until the commit: what is read after this is what they say."""
    session.execute(text("select pg_advisory_xact_lock_shared(:lock)"), {"lock": _RULES_LOCK})


def check_rules(session: Session, *, seen: int) -> None:
    """Holds the rules still until the commit, and refuses if they are no longer those that were seen."""
    hold_rules(session)
    if session.scalar(select(Shop.rules_version)) != seen:
        raise RulesChanged("Our delivery times have just changed. Please look again.", retry_after=1)


def lock_rules(session: Session) -> None:
    """Waits for everybody who is placing; nobody places before the commit."""
    session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _RULES_LOCK})


def change_rules(session: Session) -> None:
    """Waits for everybody who is placing, then raises the version; the caller changes the rules."""
    lock_rules(session)
    session.execute(update(Shop).values(rules_version=Shop.rules_version + 1))
