"""The mail server: one message, one recipient, accepted or an exception; the shop's only door to mail."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from typing import Any

from backend.config import Settings

TIMEOUT = 15.0  # seconds for each exchange with the server
# Seconds for its word on a message that it has whole: who gives up here does not know, and sends it twice.
# RFC 5321 (4.5.3.2.6) asks for ten minutes; but one of the worker's few threads waits meanwhile.
LAST_TIMEOUT = 150.0
TLS_PORT = 465
STARTTLS_PORT = 587

_END = b"\r\n.\r\n"
_CUT_OFF = (TimeoutError, ConnectionError, smtplib.SMTPServerDisconnected)


class MailNotSet(Exception):
    """There is no mail server in the settings."""


class Unanswered(OSError):
    """The server has the whole message, and has not said whether it takes it."""


class _Patient(smtplib.SMTP):
    """Waits longer once the server has the whole message. `whole` says that it has."""

    whole = False

    def send(self, s: Any) -> None:
        super().send(s)
        if isinstance(s, bytes) and s.endswith(_END) and self.sock is not None:
            self.whole = True
            self.sock.settimeout(LAST_TIMEOUT)


class _PatientTls(_Patient, smtplib.SMTP_SSL):
    pass


def send(message: EmailMessage, settings: Settings) -> None:
    """Returns once the server has taken the message; raises OSError, as SMTPException is, when it has not.

    Raises Unanswered where it may have.
    """
    if not settings.smtp_host:
        raise MailNotSet("SMTP_HOST is not set")
    server = _connect(settings)
    try:
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        # Reports of what does not arrive come back to the envelope's sender.
        server.send_message(message, from_addr=settings.bounce_address or None)
    except BaseException as error:
        server.close()
        if server.whole and isinstance(error, _CUT_OFF):
            raise Unanswered("the server has the letter, and has not said whether it takes it") from error
        raise
    # From here on the letter is the server's: a goodbye that goes wrong must not send it again.
    with suppress(OSError):
        server.quit()


def _connect(settings: Settings) -> _Patient:
    security = settings.smtp_tls or ("tls" if settings.smtp_port == TLS_PORT else "starttls")
    port = settings.smtp_port or {"tls": TLS_PORT, "starttls": STARTTLS_PORT, "none": 0}[security]
    if security == "tls":
        context = ssl.create_default_context()
        return _PatientTls(settings.smtp_host, port, timeout=TIMEOUT, context=context)
    server = _Patient(settings.smtp_host, port, timeout=TIMEOUT)
    if security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server
