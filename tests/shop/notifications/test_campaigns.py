"""Campaigns: to those who want news, each once, in batches that survive a kill, and never against a no."""

from uuid import UUID

import pytest
from sqlalchemy import text

from backend import db
from backend.shop.accounts import preferences
from backend.shop.accounts.preferences import Topic
from backend.shop.kit.errors import VersionConflict
from backend.shop.kit.paging import Page
from backend.shop.notifications import campaigns, rules, sending, suppression
from backend.shop.notifications.campaigns import By
from backend.shop.notifications.errors import CampaignMoved, NobodyToWriteTo, ProductUnknown
from backend.shop.notifications.suppression import Why
from backend.shop.notifications.unasked_tasks import send_batch, send_campaign_letter
from tests.builders.accounts import a_person
from tests.builders.settings import a_shop
from tests.shop.notifications import news
from tests.shop.notifications.news import AT, a_batch, a_draft, by, campaign, customers, rounds, start
from tests.shop.notifications.stand import Post, make_due, queue, work
from tests.shop.notifications.test_progress import body


@pytest.fixture
def shop(database: None, mail: Post) -> None:
    with db.transaction() as session:
        a_shop(session)


def end_news(account_id: UUID) -> None:
    with db.transaction() as session:
        token = preferences.unsubscribe_token(session, account_id=account_id, topic=Topic.NEWS)
        preferences.unsubscribe(session, token=token, at=AT)


def to_whom(mail: Post) -> list[str]:
    return sorted(letter["To"].addresses[0].username for letter in mail.letters)


def test_it_goes_once_to_everybody_who_wants_news(shop: None, mail: Post, database_url: str) -> None:
    ann, *_ = customers("ann", "bea", "cleo")
    customers("dora", news=False)
    [erna] = customers("erna")
    with db.transaction() as session:
        session.execute(text("update account set active = false where id = :id"), {"id": erna})
        suppression.suppress(session, "Cleo@example.com", why=Why.BOUNCED, at=AT)
        token = preferences.unsubscribe_token(session, account_id=ann, topic=Topic.NEWS)
    campaign_id = a_draft()

    start(campaign_id)
    rounds(database_url)

    assert to_whom(mail) == ["ann", "bea"]
    assert news.recipients() == {"ann": "sent", "bea": "sent"}
    assert campaign(campaign_id).state == "sent"
    assert {status for _, status, _ in queue()} == {"succeeded"}
    [letter] = mail.to("ann@example.com")
    assert letter["Subject"] == "Peonies are back"
    assert letter["List-Unsubscribe"] == f"<https://posy.example/api/unsubscribe/{token}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert token.endswith(".news")
    plain = body(letter)
    assert "They came in this morning.\n\nThey open in the warmth of a room.\n" in plain
    assert "Your code at checkout: PEONY10\n" in plain
    assert f"No more news: https://posy.example/unsubscribe#{token}\n" in plain
    assert "For three weeks only." in body(letter, "html")


def test_batches_follow_each_other_and_a_repeated_one_queues_nothing(
    shop: None, mail: Post, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "BATCH", 2)
    customers("ann", "bea", "cleo", "dora", "erna")
    campaign_id = a_draft()
    start(campaign_id)
    first, second, *_ = news.recipient_ids()

    a_batch(database_url)
    assert len(mail.letters) == 2
    assert campaign(campaign_id).queued_to == second
    send_batch(campaign_id=campaign_id, after=0)  # killed after its commit, before its mark: it runs again
    make_due()
    a_batch(database_url)
    assert len(mail.letters) == 4
    rounds(database_url)

    assert to_whom(mail) == ["ann", "bea", "cleo", "dora", "erna"]
    assert campaign(campaign_id).state == "sent"
    send_campaign_letter(recipient_id=first)  # as if its worker had been killed before the mark
    assert len(mail.letters) == 5


def test_a_worker_killed_between_sending_and_marking_sends_nothing_again(
    shop: None, mail: Post, database_url: str
) -> None:
    customers("ann")
    campaign_id = a_draft()
    start(campaign_id)
    a_batch(database_url)
    with db.engine().begin() as connection:
        connection.execute(text("update campaign_recipient set state = 'waiting'"))

    rounds(database_url)

    assert len(mail.letters) == 1
    assert (news.recipients(), campaign(campaign_id).state) == ({"ann": "sent"}, "sent")


def test_one_repeat_at_most_under_the_same_message_id(shop: None, mail: Post, database_url: str) -> None:
    """Killed after the server's 250 and before our mark: the protocol cannot tell, so it is said."""
    customers("ann")
    start(a_draft())
    a_batch(database_url)
    with db.engine().begin() as connection:
        connection.execute(text("update letter set state = 'queued'"))
        connection.execute(text("update campaign_recipient set state = 'waiting'"))
        connection.execute(
            text("update procrastinate_jobs set status = 'todo' where task_name like '%campaign_letter'")
        )

    rounds(database_url)

    first, second = mail.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_a_no_between_queueing_and_sending_is_respected(shop: None, mail: Post, database_url: str) -> None:
    ann, _ = customers("ann", "bea")
    campaign_id = a_draft()
    start(campaign_id)
    with db.transaction() as session:
        sending.queue_batch(session, campaign_id=campaign_id, after=0, now=AT)
    end_news(ann)

    rounds(database_url)

    assert to_whom(mail) == ["bea"]
    assert news.recipients() == {"ann": "skipped", "bea": "sent"}


def test_who_ends_news_while_her_letter_waits_for_its_next_try_gets_none(
    shop: None, mail: Post, database_url: str
) -> None:
    [ann] = customers("ann")
    mail.close()
    start(a_draft())
    a_batch(database_url)
    assert [(each.state, each.attempts) for each in news.letters()] == [("queued", 1)]
    end_news(ann)
    mail.open()

    rounds(database_url)

    assert mail.letters == []
    assert news.recipients() == {"ann": "skipped"}
    assert [each.state for each in news.letters()] == ["dropped"]


def test_without_a_mail_server_for_an_hour_each_arrives_once(
    shop: None, mail: Post, database_url: str
) -> None:
    customers("ann", "bea", "cleo")
    mail.close()
    campaign_id = a_draft()
    start(campaign_id)
    rounds(database_url, 3)
    assert news.recipients() == dict.fromkeys(("ann", "bea", "cleo"), "waiting")
    assert campaign(campaign_id).state == "sending"

    mail.open()
    rounds(database_url)

    assert to_whom(mail) == ["ann", "bea", "cleo"]
    assert campaign(campaign_id).state == "sent"


def test_an_address_that_is_none_fails_at_once_and_gets_no_other_campaign(
    shop: None, mail: Post, database_url: str
) -> None:
    customers("ann", "bea")
    mail.refused.add("bea@example.com")
    first = a_draft()
    start(first)

    rounds(database_url)

    assert news.recipients() == {"ann": "sent", "bea": "failed"}
    assert campaign(first).state == "sent"
    assert sorted((each.recipient, each.state, each.attempts) for each in news.letters()) == [
        ("ann@example.com", "sent", 1),
        ("bea@example.com", "dead", 1),
    ]
    mail.refused.clear()
    start(a_draft())
    rounds(database_url)
    assert to_whom(mail) == ["ann", "ann"]


def test_a_pause_holds_what_is_queued_and_going_on_sends_the_rest_once(
    shop: None, mail: Post, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "BATCH", 1)
    customers("ann", "bea", "cleo")
    campaign_id = a_draft()
    start(campaign_id)
    a_batch(database_url)
    with db.transaction() as session:
        campaigns.pause(session, campaign_id=campaign_id, by=by(campaign_id))
    rounds(database_url)
    assert len(mail.letters) == 1
    assert sorted(news.recipients().values()) == ["sent", "waiting", "waiting"]

    with db.transaction() as session:
        campaigns.resume(session, campaign_id=campaign_id, by=by(campaign_id))
    rounds(database_url, 6)

    assert to_whom(mail) == ["ann", "bea", "cleo"]
    assert campaign(campaign_id).state == "sent"


def test_what_is_cancelled_goes_to_nobody_else(shop: None, mail: Post, database_url: str) -> None:
    customers("ann")
    campaign_id = a_draft()
    start(campaign_id)
    with db.transaction() as session:
        campaigns.cancel(session, campaign_id=campaign_id, by=by(campaign_id))

    rounds(database_url)

    assert mail.letters == []
    assert (news.recipients(), campaign(campaign_id).state) == ({"ann": "skipped"}, "cancelled")


def test_it_is_sent_once_whoever_presses_twice_and_not_to_nobody(shop: None) -> None:
    campaign_id = a_draft()
    with pytest.raises(NobodyToWriteTo):
        start(campaign_id)
    assert (campaign(campaign_id).state, queue()) == ("draft", [])
    customers("ann")
    stale = By("staff:2", 7, AT)
    with pytest.raises(VersionConflict), db.transaction() as session:
        campaigns.start(session, campaign_id=campaign_id, by=stale)
    start(campaign_id)
    with pytest.raises(CampaignMoved):
        start(campaign_id)
    assert [name for name, _, _ in queue()] == ["notifications:send_batch"]


def test_a_product_that_is_not_for_sale_is_in_no_draft(shop: None) -> None:
    with pytest.raises(ProductUnknown):
        a_draft("no-such-bouquet")


def test_it_is_tried_out_by_who_writes_it_and_as_often_as_she_asks(
    shop: None, mail: Post, database_url: str
) -> None:
    customers("ann")
    campaign_id = a_draft()
    with db.transaction() as session:
        iris = a_person(session, "iris@posy.example", role="owner")
        for _ in range(2):
            campaigns.try_out(session, campaign_id=campaign_id, account_id=iris.id, who=iris.who, at=AT)

    work(database_url)

    assert [letter["Subject"] for letter in mail.to("iris@posy.example")] == ["Peonies are back"] * 2
    assert len(mail.letters) == 2
    assert campaign(campaign_id).state == "draft"


def test_a_campaign_lets_every_other_letter_pass(shop: None) -> None:
    customers("ann")
    start(a_draft())
    with db.transaction() as session:
        campaign_id = campaigns.page_of(session, page=Page())[0][0].id
        sending.queue_batch(session, campaign_id=campaign_id, after=0, now=AT)
    with db.engine().connect() as connection:
        asked = connection.execute(text("select distinct priority from procrastinate_jobs"))
        assert list(asked.scalars()) == [rules.LESS_URGENT]
