"""The mail server: one message, one recipient, accepted or an exception; the shop's only door to mail."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage

from backend.config import Settings

TIMEOUT = 15.0  # seconds for each exchange with the server
TLS_PORT = 465
STARTTLS_PORT = 587


class MailNotSet(Exception):
    """There is no mail server in the settings."""


def send(message: EmailMessage, settings: Settings) -> None:
    """Returns once the server has taken the message; raises OSError, as SMTPException is, when it has not."""
    if not settings.smtp_host:
        raise MailNotSet("SMTP_HOST is not set")
    server = _connect(settings)
    try:
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        # Reports of what does not arrive come back to the envelope's sender.
        server.send_message(message, from_addr=settings.bounce_address or None)
    except BaseException:
        server.close()
        raise
    # From here on the letter is the server's: a goodbye that goes wrong must not send it again.
    with suppress(OSError):
        server.quit()


def _connect(settings: Settings) -> smtplib.SMTP:
    security = settings.smtp_tls or ("tls" if settings.smtp_port == TLS_PORT else "starttls")
    port = settings.smtp_port or {"tls": TLS_PORT, "starttls": STARTTLS_PORT, "none": 0}[security]
    if security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(settings.smtp_host, port, timeout=TIMEOUT, context=context)
    server = smtplib.SMTP(settings.smtp_host, port, timeout=TIMEOUT)
    if security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server
