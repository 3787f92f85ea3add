"""What mail servers report of letters that did not arrive (RFC 3464, 5965), and what is done about it.

Anybody can write to the mailbox for reports, so only one that names a letter of ours, sent to the very
address that it complains of, is believed.
"""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from enum import StrEnum

from sqlalchemy.orm import Session

from backend import db
from backend.shop.accounts.rules import folded
from backend.shop.notifications import rules, suppression
from backend.shop.notifications.message import is_of, letter_of
from backend.shop.notifications.models import Letter
from backend.shop.notifications.suppression import Why


class Fault(StrEnum):
    """What a report says: the address is none, this letter was not taken, or its reader calls it spam."""

    GONE = "gone"
    NOT_TAKEN = "not_taken"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Report:
    """`message_id` is that of the letter it is about."""

    address: str
    fault: Fault
    detail: str
    message_id: str


def hear(raw: bytes, *, at: datetime) -> int:
    """Does what a message of the mailbox asks for; answers how many letters it was believed about."""
    found = reports(raw)
    with db.transaction() as session:
        return sum(_believe(session, each, at) for each in found)


def reports(raw: bytes) -> list[Report]:
    """What a message reports; nothing for one that is no report, or that only tells of delay."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    kind = str(message.get_param("report-type") or "").lower()
    if message.get_content_type() != "multipart/report":
        return []
    message_id = _returned_id(message)
    if kind == "feedback-report":
        return _complaints(message, message_id)
    return [each for block in _status_blocks(message) if (each := _failure(block, message_id))]


def _failure(block: EmailMessage, message_id: str) -> Report | None:
    address = _after_type(block["Final-Recipient"]) or _after_type(block["Original-Recipient"])
    if not address or str(block["Action"] or "").strip().lower() != "failed":
        return None
    status, said = str(block["Status"] or "").strip(), _after_type(block["Diagnostic-Code"])
    gone = rules.is_address_gone(0, status)
    detail = " ".join(f"{status} {said}".split())
    return Report(address, Fault.GONE if gone else Fault.NOT_TAKEN, detail, message_id)


def _complaints(message: EmailMessage, message_id: str) -> list[Report]:
    for part in message.walk():
        if part.get_content_type() == "message/feedback-report":
            fields = email.message_from_string(_text(part), policy=email.policy.default)
            address = str(fields["Original-Rcpt-To"] or "").strip(" <>")
            return [Report(address, Fault.COMPLAINT, "", message_id)] if address else []
    return []


def _status_blocks(message: EmailMessage) -> list[EmailMessage]:
    """One group of fields for each recipient; the first group is about the message."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            return [each for each in part.get_payload() if isinstance(each, EmailMessage)]
    return []


def _returned_id(message: EmailMessage) -> str:
    """The Message-ID of the letter that came back, whole or only its headers."""
    for part in message.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            found = re.search(r"^message-id:\s*(<[^>\s]+>)", _text(part), re.IGNORECASE | re.MULTILINE)
            if found:
                return found[1]
    return ""


def _text(part: EmailMessage) -> str:
    payload = part.get_payload()
    if isinstance(payload, list):
        return "\n".join(str(each) for each in payload)
    return str(payload)


def _after_type(field: object) -> str:
    """`rfc822; ann@example.com` without what is before the semicolon."""
    return str(field or "").partition(";")[2].strip().strip("<>")


def _believe(session: Session, report: Report, at: datetime) -> bool:
    letter_id = letter_of(report.message_id)
    letter = session.get(Letter, letter_id, with_for_update=True) if letter_id else None
    if letter is None or not is_of(report.message_id, letter):
        return False
    if folded(letter.recipient) != folded(report.address):
        return False
    if report.fault is Fault.COMPLAINT:
        suppression.suppress(session, report.address, why=Why.COMPLAINED, at=at)
        return True
    if report.fault is Fault.GONE:
        suppression.suppress(session, report.address, why=Why.BOUNCED, detail=report.detail, at=at)
    if letter.state == "sent":
        letter.state, letter.last_error = "dead", f"It came back: {report.detail}"
    return True
