"""Letters about accounts, from the door to the mailbox: what they carry is in no table and in no job."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from backend import db
from backend.shop.accounts.rules import Purpose, Role
from backend.shop.accounts.selectors import Person, by_id
from backend.shop.accounts.services import change, codes, links, log_in, sign_up, staff
from backend.shop.accounts.services.counting import Visitor
from backend.shop.kit import clock
from tests.builders.accounts import PASSWORD, a_person
from tests.builders.settings import a_shop
from tests.shop.notifications.stand import Post, queue, work
from tests.shop.notifications.test_letters import body, letters

MAYA, NEW = "maya@example.com", "maya.chen@example.com"
HERE = Visitor("a browser", "192.0.2.1")
FOOT = "\nPosy\n1120 SE Division Street, Portland, OR 97202\nhttps://posy.example\n"

Sent = Callable[[str], str]


@pytest.fixture
def maya(database: None) -> Person:
    with db.transaction() as session:
        a_shop(session)
        return a_person(session, MAYA, role="customer")


@pytest.fixture
def sent(database_url: str, mail: Post) -> Sent:
    """The only letter to an address, once the jobs are done, as subject and text."""

    def read(address: str) -> str:
        work(database_url)
        [letter] = mail.to(address)
        assert {status for _, status, _ in queue()} <= {"succeeded"}
        return f"{letter['Subject']}\n{body(letter, 'plain')}"

    return read


def everything_kept() -> str:
    """All that the tables of letters, jobs and secrets hold."""
    with db.transaction() as session:
        tables = ("letter", "procrastinate_jobs", "one_time_secret", "audit_entry")
        return " ".join(
            str(session.scalars(text(f"select to_jsonb(t)::text from {table} t")).all()) for table in tables
        )


def begin_sign_up(email: str) -> None:
    with db.transaction() as session:
        sign_up.begin(
            session, entry=sign_up.Entry("Maya Chen", email, PASSWORD), visitor=HERE, now=clock.now()
        )


def test_who_signs_up_gets_a_code_that_is_kept_nowhere(maya: Person, sent: Sent) -> None:
    begin_sign_up(NEW)
    letter = sent(NEW)

    [code] = re.findall(r"^(\d{6})$", letter, re.MULTILINE)
    assert letter == (
        "Your code to sign up at Posy\n"
        "Hello, type this code on the page where you signed up, and your account is made.\n\n"
        f"{code}\n\n"
        "It is good for ten minutes, once, and only in the browser that asked for it.\n"
        "If you did not ask for it, do nothing, and give this code to nobody. "
        "We never ask for it on the phone.\n" + FOOT
    )
    without_times = re.sub(r"\d{4}-\d\d-\d\dT[\d:.+]+", "", everything_kept())
    assert re.search(rf"\b{code}\b", without_times) is None
    assert PASSWORD not in everything_kept()


def test_who_has_an_account_already_is_told_so_and_gets_no_code(maya: Person, sent: Sent) -> None:
    begin_sign_up(MAYA)

    assert sent(MAYA) == (
        "You have an account at Posy already\n"
        "Dear Maya, somebody, most likely you, wanted to sign up at Posy with this address. "
        "It has an account already, so nothing was made and nothing was changed.\n\n"
        "Log in: https://posy.example/account/login\n"
        "Forgot your password? https://posy.example/account/forgot\n\n"
        "If it was not you, there is nothing to do.\n" + FOOT
    )
    [kept] = letters()
    assert (kept.kind, kept.recipient, kept.state, kept.task) == ("account_known", MAYA, "sent", None)


def test_the_code_of_a_login_goes_only_to_who_has_an_account(maya: Person, sent: Sent, mail: Post) -> None:
    with db.transaction() as session:
        for email in (MAYA, "nobody@example.com"):
            log_in.send_code(session, email=email, visitor=HERE, now=clock.now())

    assert "Dear Maya, type this code on the page where you asked for it, and you are logged in." in sent(
        MAYA
    )
    assert mail.to("nobody@example.com") == []
    assert [each.recipient for each in letters()] == [MAYA]


def test_a_claim_goes_to_the_address_that_orders_were_placed_with(maya: Person, sent: Sent) -> None:
    with db.transaction() as session:
        codes.begin_code(
            session, purpose=Purpose.CLAIM, email="old@example.com", account_id=maya.id, now=clock.now()
        )

    letter = sent("old@example.com")

    assert letter.startswith("Your code to collect your orders at Posy\nHello, type this code")
    assert "without it nobody sees your orders" in letter


def test_a_link_carries_its_token_in_the_fragment_and_it_is_kept_nowhere(maya: Person, sent: Sent) -> None:
    with db.transaction() as session:
        change.forgot_password(session, email=MAYA, visitor=HERE, now=clock.now())
    letter = sent(MAYA)

    [token] = re.findall(r"https://posy\.example/account/reset#(\S+)", letter)
    assert letter.startswith("Set a new password at Posy\nDear Maya, you can set a new password here.")
    assert token.partition(".")[2] not in everything_kept()
    with db.transaction() as session:
        change.reset_password(session, token=token, password="asters for all", now=clock.now())


def test_who_is_invited_reads_as_what(maya: Person, sent: Sent) -> None:
    with db.transaction() as session:
        owner = a_person(session, "iris@posy.example")
        staff.invite(
            session,
            name="Robin Hale",
            email="robin@posy.example",
            role=Role.FLORIST,
            by=owner,
            now=clock.now(),
        )
    letter = sent("robin@posy.example")

    assert letter.startswith(
        "Your login at Posy\nDear Robin, you have been invited to work at Posy as florist."
    )
    assert re.search(r"\nhttps://posy\.example/admin/welcome#[0-9a-f]{32}\.[0-9a-f]{64}\n", letter)


def test_a_changed_password_is_told(maya: Person, sent: Sent, database_url: str, mail: Post) -> None:
    with db.transaction() as session:
        secret_id = links.begin_link(session, purpose=Purpose.RESET, email=MAYA, now=clock.now())
    work(database_url)
    [link] = re.findall(r"reset#(\S+)", body(mail.letters.pop(), "plain"))
    with db.transaction() as session:
        change.reset_password(session, token=link, password="asters for all", now=clock.now())

    assert sent(MAYA) == (
        "Your password at Posy was changed\n"
        "Dear Maya, the password of your account was changed, and every other device was logged out.\n\n"
        "If it was not you, set a new one at once and call us: https://posy.example/account/forgot\n"
        "A question? Reply to this letter or call (503) 555-0142.\n" + FOOT
    )
    assert str(secret_id) in {each.subject_id for each in letters()}


def test_the_old_address_hears_of_the_new_one(
    maya: Person, sent: Sent, database_url: str, mail: Post
) -> None:
    with db.transaction() as session:
        flow = change.begin_email(
            session, account_id=maya.id, email=NEW, password=PASSWORD, visitor=HERE, now=clock.now()
        )
    work(database_url)
    [letter] = mail.to(NEW)
    assert "and this is the address of your account" in body(letter, "plain")
    [code] = re.findall(r"^(\d{6})$", body(letter, "plain"), re.MULTILINE)
    with db.transaction() as session:
        change.finish_email(session, account_id=maya.id, flow=flow.secret, code=code, now=clock.now())

    told = sent(MAYA)
    assert told.startswith("Your account at Posy has a new address\nDear Maya, your account now has another")
    assert "m…@example.com" in told
    assert NEW not in told
    with db.transaction() as session:
        assert by_id(session, maya.id).email == NEW


def test_a_code_that_is_over_is_not_sent(maya: Person, database_url: str, mail: Post) -> None:
    with db.transaction() as session:
        log_in.send_code(session, email=MAYA, visitor=HERE, now=clock.now() - timedelta(minutes=11))
    work(database_url)

    assert mail.letters == []
