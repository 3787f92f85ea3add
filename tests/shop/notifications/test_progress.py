"""The letters of a delivery on its way: to the buyer, once for each step, and only while it is true."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select, text

from backend import db
from backend.shop.checkout.services import deliver, door, undo
from backend.shop.checkout.services.deliver import Proof
from backend.shop.checkout.services.parcels import Seen
from backend.shop.kit import news
from backend.shop.notifications.models import Letter
from backend.shop.orders import proofs
from backend.shop.orders.models import Order
from backend.shop.orders.rules import UNDO_WINDOW
from backend.shop.orders.rules import DeliveryStatus as D
from backend.shop.orders.services import Step
from tests.routes.pictures import a_photo
from tests.shop.notifications.stand import Post, a_confirmed_order, make_due, queue, work

LEFT_AT = datetime(2026, 11, 24, 17, 5, tzinfo=UTC)


@pytest.fixture
def ready(database: None, database_url: str, mail: Post) -> Seen:
    """A delivery to Rosa that is ready; the letters of its order are sent and forgotten."""
    with db.transaction() as session:
        order, _ = a_confirmed_order(session)
        parcel = order.deliveries[0]
        for to in (D.PREPARING, D.READY):
            door.move_deliveries(session, order=order, parcels=[parcel], to=to, step=step())
        seen = Seen(parcel.id, None)
    work(database_url)
    mail.letters.clear()
    return seen


def step(minutes: int = 0, why: str = "") -> Step:
    return Step(LEFT_AT + timedelta(minutes=minutes), "staff", why)


def body(letter: EmailMessage, kind: str = "plain") -> str:
    part = letter.get_body((kind,))
    assert part is not None
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


def waits_until() -> list[datetime]:
    with db.engine().connect() as connection:
        rows = connection.execute(text("select scheduled_at from procrastinate_jobs where status = 'todo'"))
        return [at.astimezone(UTC) for (at,) in rows]


def deliver_all(url: str) -> None:
    make_due()
    work(url)


def test_it_is_on_its_way(ready: Seen, mail: Post, database_url: str) -> None:
    deliver.send_out(seen=ready, step=step())
    assert waits_until() == [LEFT_AT + UNDO_WINDOW]
    deliver_all(database_url)
    [letter] = mail.letters
    assert str(letter["To"]) == "Maya Chen <maya@example.com>"
    assert letter["Subject"].endswith(": on its way to Rosa Whitfield")
    words = body(letter)
    assert "They left our workroom at 9:05 AM" in words
    assert "Tuesday, November 24, 9 am – 12 pm" in words
    assert "2210 Main Street" in words
    assert "#token=" in words


def test_what_was_taken_back_is_not_told(ready: Seen, mail: Post, database_url: str) -> None:
    deliver.send_out(seen=ready, step=step())
    undo.undo(seen=ready, step=step(1))
    deliver_all(database_url)
    assert mail.letters == []
    deliver.send_out(seen=ready, step=step(20))
    deliver_all(database_url)
    assert len(mail.letters) == 1
    assert "at 9:25 AM" in body(mail.letters[0])


def test_who_took_it_with_the_photo_inside(ready: Seen, mail: Post, database_url: str) -> None:
    deliver.send_out(seen=ready, step=step())
    new = proofs.drawn(delivery_id=ready.delivery_id, sent=a_photo(), mimetype="image/jpeg")
    with db.transaction() as session:
        proofs.keep_photo(session, new=new, step=step())
    deliver.hand_over(seen=ready, proof=Proof("her neighbor", new.id), step=step(30))
    deliver_all(database_url)
    [letter] = mail.letters  # not that it is on its way, too: it has arrived
    assert letter["Subject"].endswith(": delivered to Rosa Whitfield")
    assert "Received by: her neighbor" in body(letter)
    assert "on Tuesday, November 24 at 9:35 AM" in body(letter)
    assert 'src="cid:photo"' in body(letter, "html")
    [photo] = [part for part in letter.walk() if part.get_content_maintype() == "image"]
    assert (photo.get_content_type(), photo["Content-ID"]) == ("image/jpeg", "<photo>")
    assert photo.get_content()[:3] == b"\xff\xd8\xff"


def test_nobody_took_it_and_it_comes_again(ready: Seen, mail: Post, database_url: str) -> None:
    deliver.send_out(seen=ready, step=step())
    deliver.report_failure(seen=ready, step=step(30, "Nobody opened <script>"))
    deliver_all(database_url)
    [letter] = mail.letters
    assert letter["Subject"].endswith(": we could not deliver to Rosa Whitfield")
    assert "Nobody opened <script>" in body(letter)
    assert "<script>" not in body(letter, "html")
    with db.transaction() as session:
        order = session.scalars(select(Order)).one()
        moved, *_ = door.move_deliveries(
            session, order=order, parcels=order.deliveries, to=D.RESCHEDULED, step=step(40)
        )
        order.deliveries[0].date += timedelta(days=1)
        news.announce(session, news.DeliveryMoved(order_id=order.id, move_id=moved.id))
    deliver_all(database_url)
    again = mail.letters[-1]
    assert again["Subject"].endswith(": a new time, Wed, Nov 25")
    assert "Wednesday, November 25\n9 am – 12 pm" in body(again)
    assert {letter["To"].addresses[0].addr_spec for letter in mail.letters} == {"maya@example.com"}


def test_a_job_that_runs_twice_sends_one_letter(ready: Seen, mail: Post, database_url: str) -> None:
    deliver.send_out(seen=ready, step=step())
    deliver.hand_over(seen=ready, proof=Proof("Rosa"), step=step(30))
    with db.transaction() as session:
        order = session.scalars(select(Order)).one()
        [done] = [
            row.id for row in order.history if row.to_status == D.DELIVERED and row.delivery_id is not None
        ]
        for _ in range(2):
            news.announce(session, news.DeliveryMoved(order_id=order.id, move_id=done))
    deliver_all(database_url)
    deliver_all(database_url)
    assert len(mail.letters) == 1
    assert {status for name, status, _ in queue() if name == "notifications:send_progress"} == {"succeeded"}
    with db.transaction() as session:
        letters = session.scalars(select(Letter).where(Letter.kind == "delivery_done")).all()
        assert [(each.state, each.subject_id) for each in letters] == [("sent", str(done))]
