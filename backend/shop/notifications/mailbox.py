"""The mailbox for reports of letters that did not arrive, by IMAP over TLS; what is read is marked so."""

import imaplib
import ssl
from collections.abc import Callable
from contextlib import suppress

from backend.config import Settings

TIMEOUT = 20.0
PORT, TLS_PORT = 143, 993
MOST_AT_ONCE = 200


def read(settings: Settings, *, handle: Callable[[bytes], object]) -> int:
    """Hands each unread message on, then marks it as read; answers how many.

    One that `handle` raises for stays unread, and is handed on once more with the next reading.
    """
    server = _connect(settings)
    try:
        server.login(settings.bounce_imap_user, settings.bounce_imap_password)
        server.select("INBOX")
        _, [found] = server.search(None, "UNSEEN")
        numbers = (found or b"").split()[:MOST_AT_ONCE]
        return sum(_read_one(server, number.decode(), handle) for number in numbers)
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            server.logout()


def _read_one(server: imaplib.IMAP4, number: str, handle: Callable[[bytes], object]) -> bool:
    _, parts = server.fetch(number, "(BODY.PEEK[])")
    raw = next((part[1] for part in parts if isinstance(part, tuple)), None)
    if raw is None:
        return False
    handle(raw)
    server.store(number, "+FLAGS", r"(\Seen)")
    return True


def _connect(settings: Settings) -> imaplib.IMAP4:
    host, port = settings.bounce_imap_host, settings.bounce_imap_port
    if settings.bounce_imap_tls == "none":
        return imaplib.IMAP4(host, port or PORT, timeout=TIMEOUT)
    context = ssl.create_default_context()
    return imaplib.IMAP4_SSL(host, port or TLS_PORT, ssl_context=context, timeout=TIMEOUT)
