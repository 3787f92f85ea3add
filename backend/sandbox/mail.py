"""Catches every letter sent to the sandbox's SMTP port and keeps it, byte for byte, until it is cleared."""

import base64
import json
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.smtp import SMTP, Envelope, Session

from backend.sandbox.context import Context
from backend.sandbox.store import Db, Json

LISTED = 200


class Catcher:
    """The SMTP server's handler: takes any letter for anybody."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        raw = cast(bytes, envelope.content)
        with self._context.store.transaction() as db:
            db.execute(
                "INSERT INTO letters (received_at, sender, recipients, subject, raw) VALUES (?, ?, ?, ?, ?)",
                (
                    self._context.clock(), envelope.mail_from or "", json.dumps(envelope.rcpt_tos),
                    _header(_parsed(raw), "Subject"), raw,
                ),
            )  # fmt: skip
        return "250 Kept for reading, not delivered"


def newest(db: Db, *, to: str = "", limit: int = LISTED) -> list[Json]:
    """Letters, newest first; with `to`, only those one of whose recipients is that address."""
    rows = db.execute(
        "SELECT id, received_at, sender, recipients, subject FROM letters WHERE ? = '' OR EXISTS"
        " (SELECT 1 FROM json_each(recipients) WHERE lower(value) = lower(?)) ORDER BY id DESC LIMIT ?",
        (to, to, limit),
    ).fetchall()
    return [_summary(row) for row in rows]


def count(db: Db) -> int:
    return int(db.execute("SELECT count(*) FROM letters").fetchone()[0])


def find(db: Db, letter_id: int) -> Json | None:
    """A whole letter: summary, headers, its text and HTML, and the names of what is attached."""
    row = db.execute("SELECT * FROM letters WHERE id = ?", (letter_id,)).fetchone()
    if row is None:
        return None
    message = _parsed(row["raw"])
    return _summary(row) | {
        "headers": [[name, str(value)] for name, value in message.items()],
        "text": _body(message, "plain"),
        "html": _with_pictures(message, _body(message, "html")),
        "attachments": [
            {"filename": part.get_filename(), "content_type": part.get_content_type()}
            for part in message.iter_attachments()
        ] if message.is_multipart() else [],
    }  # fmt: skip


def clear(db: Db) -> None:
    db.execute("DELETE FROM letters")


def _summary(row: Any) -> Json:
    return {
        "id": row["id"], "from": row["sender"], "to": json.loads(row["recipients"]),
        "subject": row["subject"],
        "received_at": datetime.fromtimestamp(row["received_at"], UTC).isoformat(timespec="seconds"),
    }  # fmt: skip


def _parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def _header(message: EmailMessage, name: str) -> str:
    return str(message.get(name, ""))


def _with_pictures(message: EmailMessage, html: str | None) -> str | None:
    """The HTML with the pictures that the letter carries inside, as a mail program shows them."""
    if html is None:
        return None
    for part in message.walk():
        name = str(part.get("Content-ID", "")).strip("<>")
        if name and part.get_content_maintype() == "image":
            content = base64.b64encode(cast(bytes, part.get_payload(decode=True) or b"")).decode()
            html = html.replace(f"cid:{name}", f"data:{part.get_content_type()};base64,{content}")
    return html


def _body(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return None
    try:
        return str(part.get_content()).replace("\r\n", "\n")
    except (LookupError, MessageError):
        # A charset or encoding that nobody knows: show the bytes as well as they can be read.
        return cast(bytes, part.get_payload(decode=True) or b"").decode("utf-8", "replace")
