"""The letters about other stems, from the florist's press to the buyer's mailbox."""

from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from backend.config import settings
from tests.builders.shop import OpenShop
from tests.routes import asking
from tests.routes.asking import BLUE_IRIS, RED_TULIP, ROSE, Florist, a_garden, choose
from tests.routes.conftest import Browser
from tests.routes.desk import at_the_desk
from tests.shop.notifications.stand import Post, work


@pytest.fixture
def mail(http: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    server = Post()
    for name, value in (("HOST", "127.0.0.1"), ("PORT", str(server.port)), ("TLS", "none")):
        monkeypatch.setenv(f"SMTP_{name}", value)
    monkeypatch.setenv("POSY_BASE_URL", "https://posy.example/")
    settings.cache_clear()
    server.open()
    yield server
    server.close()
    settings.cache_clear()


@pytest.fixture
def florist(http: Browser, open_shop: OpenShop, mail: Post) -> Florist:
    a_garden()
    return Florist(at_the_desk(http, open_shop))


def newest(mail: Post, about: str) -> tuple[EmailMessage, str]:
    [letter] = [each for each in mail.to("ann@example.com") if about in each["Subject"]]
    part = letter.get_body(("plain",))
    assert part is not None
    return letter, part.get_content().replace("\r\n", "\n")


def test_the_question_names_both_answers_and_what_silence_means(
    florist: Florist, mail: Post, database_url: str
) -> None:
    choose("ask")
    florist.propose((ROSE, RED_TULIP, 10), reason="Bent necks")
    work(database_url)
    letter, said = newest(mail, "may we use another flower?")
    link = f"https://posy.example/account/substitution#token={asking.token()}"
    for fact in (
        "10 x Red tulip (red) instead of 10 x Freedom rose",
        "They are worth at least as much, and you pay nothing more.",
        "Why: Bent necks",
        f"Yes, use these: {link}&answer=approve",
        f"No, refund $54.00: {link}&answer=decline",
        "If we do not hear from you by then, we make it with these flowers.",
    ):
        assert fact in said
    page = letter.get_body(("html",))
    assert page is not None
    assert f"{link}&amp;answer=decline" in page.get_content()


def test_a_question_about_another_color_says_that_silence_pays_back(
    florist: Florist, mail: Post, database_url: str
) -> None:
    florist.propose((ROSE, BLUE_IRIS, 10), how="ask")
    work(database_url)
    _, said = newest(mail, "may we use another flower?")
    assert "If we do not hear from you by then, we leave it out and refund $54.00." in said
    assert "Why:" not in said


def test_what_was_answered_before_the_letter_went_is_not_asked(
    florist: Florist, mail: Post, database_url: str
) -> None:
    choose("ask")
    florist.propose((ROSE, RED_TULIP, 10))
    florist.withdraw()
    work(database_url)
    assert [each["Subject"] for each in mail.to("ann@example.com") if "another" in each["Subject"]] == []


def test_what_was_taken_instead_is_told_with_who_agreed(
    http: Browser, florist: Florist, mail: Post, database_url: str
) -> None:
    florist.propose((ROSE, RED_TULIP, 4))
    work(database_url)
    _, said = newest(mail, "another flower in your order")
    assert "4 x Red tulip (red) instead of 4 x Freedom rose" in said
    assert "We do what you chose at checkout" in said
    mail.letters.clear()
    choose("ask")
    florist.propose((ROSE, RED_TULIP, 6))
    asking.say(http, "approve")
    work(database_url)
    _, said = newest(mail, "another flower in your order")
    assert "6 x Red tulip (red) instead of 6 x Freedom rose" in said
    assert "As you said, we make it this way." in said
