"""A letter as an e-mail message: headers, text and HTML."""

import email.policy
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage

from backend.shop.notifications.letters.envelope import Envelope, Mailbox
from backend.shop.notifications.letters.rendering import Rendered
from backend.shop.notifications.models import Letter


def message(
    letter: Letter, rendered: Rendered, envelope: Envelope, *, mail_from: str, at: datetime
) -> EmailMessage:
    """Its Message-ID is the same for every try of the letter, so that a repeated one can be recognized.

    A letter that a person has sent again has another one: mail programs would hide it. Raises ValueError for
    an address that is none.
    """
    sender = _address(Mailbox(envelope.shop.name, mail_from or envelope.shop.email))
    result = EmailMessage(policy=email.policy.SMTP)
    result["Subject"] = _one_line(rendered.subject)
    result["From"] = sender
    result["To"] = _address(envelope.to)
    result["Reply-To"] = _address(envelope.reply_to)
    result["Date"] = at
    again = f".{letter.resends}" if letter.resends else ""
    result["Message-ID"] = f"<{_made(letter)}{again}@{sender.domain}>"
    result["Auto-Submitted"] = "auto-generated"
    if envelope.unsubscribe:  # RFC 8058: one click, without a login
        result["List-Unsubscribe"] = f"<{envelope.unsubscribe}>"
        result["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    result.set_content(rendered.text, cte="quoted-printable")
    result.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    if envelope.photo is not None:
        _show(result, envelope.photo)
    return result


def letter_of(message_id: str) -> int | None:
    """The id of the letter that a Message-ID of ours names; None: it is none of ours."""
    found = re.fullmatch(r"<[a-z_]+\.(\d{1,18})\.\d{14}(?:\.\d+)?@[^>]+>", message_id)
    return int(found[1]) if found else None


def is_of(message_id: str, letter: Letter) -> bool:
    """Whether this Message-ID is one of the letter's own, of any of its sendings."""
    return message_id.startswith((f"<{_made(letter)}@", f"<{_made(letter)}."))


def _made(letter: Letter) -> str:
    return f"{letter.kind}.{letter.id}.{letter.created_at:%Y%m%d%H%M%S}"


def _show(letter: EmailMessage, photo: bytes) -> None:
    """Puts the photo beside the HTML, which names it `cid:photo`."""
    html = letter.get_body(("html",))
    if html is None:
        raise AssertionError("every letter has an HTML part")
    html.add_related(photo, "image", "jpeg", cid="<photo>", filename="delivery.jpg", disposition="inline")


def _address(mailbox: Mailbox) -> Address:
    return Address(display_name=_one_line(mailbox.name), addr_spec=mailbox.address)


def _one_line(text: str) -> str:
    """A header's value: what a customer typed cannot begin another header."""
    return " ".join(text.split())
