"""The door to the mail server: login, encryption that is asked for and not had."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from smtplib import SMTPAuthenticationError, SMTPNotSupportedError

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from backend.config import Settings
from backend.shop.notifications import smtp
from tests.shop.notifications.stand import Post


@dataclass
class Doorkeeper:
    """Lets one user in."""

    name: bytes = b"posy"
    password: bytes = b"petals"

    def __call__(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        welcome = (data.login, data.password) == (self.name, self.password)
        return AuthResult(success=welcome, handled=welcome)


# aiosmtpd warns of the login in the clear that the two tests with `guarded` are about.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")


def a_message() -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Hello", "a@posy.example", "b@posy.example"
    message.set_content("Hello")
    return message


def settings_for(post: Post, **given: object) -> Settings:
    values = {"smtp_host": "127.0.0.1", "smtp_port": post.port, "smtp_tls": "none"} | given
    return Settings.model_validate(values)


@pytest.fixture
def guarded() -> Iterator[Post]:
    post = Post()
    post.open(authenticator=Doorkeeper(), auth_required=True, auth_require_tls=False)
    yield post
    post.close()


def test_the_shop_logs_in(guarded: Post) -> None:
    smtp.send(a_message(), settings_for(guarded, smtp_user="posy", smtp_password="petals"))
    assert len(guarded.letters) == 1


def test_a_wrong_password_sends_nothing(guarded: Post) -> None:
    with pytest.raises(SMTPAuthenticationError):
        smtp.send(a_message(), settings_for(guarded, smtp_user="posy", smtp_password="thorns"))
    assert guarded.letters == []


@pytest.mark.parametrize("asked", ["starttls", ""])
def test_nothing_goes_in_the_clear_when_encryption_is_asked_for(asked: str, mail: Post) -> None:
    with pytest.raises(SMTPNotSupportedError):
        smtp.send(a_message(), settings_for(mail, smtp_tls=asked))
    assert mail.letters == []


def test_tls_on_a_server_that_has_none_fails(mail: Post) -> None:
    with pytest.raises(OSError, match=r"(?i)ssl"):
        smtp.send(a_message(), settings_for(mail, smtp_tls="tls"))
    assert mail.letters == []
