"""What the letters' tests stand on: a mail server, a confirmed order, a worker that empties the queue."""

import asyncio
import datetime as dt
import socket
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import orm, text

from backend import db, jobs
from backend.shop.kit import ids, news
from backend.shop.kit.money import Money
from backend.shop.orders import services as orders
from backend.shop.orders.models import Order
from backend.shop.orders.rules import OrderStatus
from backend.shop.orders.services import Buyer, NewDelivery, NewLine, NewOrder, Step
from backend.shop.payments import services as payments
from backend.shop.payments.desk_provider import Method
from backend.shop.payments.services import Taken
from tests.builders.catalog import a_product
from tests.builders.settings import a_shop
from tests.builders.stock import a_stem

TUESDAY = dt.date(2026, 11, 24)
PLACED_AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
ROSA = {
    "name": "Rosa Whitfield",
    "phone": "(360) 555-0177",
    "line1": "2210 Main Street",
    "line2": "Apartment 3B",
    "city": "Vancouver",
    "region": "WA",
    "postcode": "98660",
    "notes": "Please knock.",
    "kind_of_place": "hospital",
}


class Post:
    """A mail server that keeps what it takes. `refused` addresses are refused, `rude` loses the goodbye."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.rude = False
        self.slow = 0.0  # seconds until it says that it has taken a letter
        self.port = free_port()
        self._controller: Controller | None = None

    def open(self, **options: Any) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)
        self._controller.start()

    def close(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"].addresses[0].addr_spec == address]

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        self.letters.append(message_from_bytes(content, policy=policy.default))
        await asyncio.sleep(self.slow)
        return "250 Taken"

    async def handle_QUIT(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        return "421 Out of order" if self.rude else "221 Bye"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def a_confirmed_order(
    session: orm.Session, *, card: str = "Love,\nMaya", deliveries: int = 1
) -> tuple[Order, int]:
    """Two boxes of a dozen roses to a hospital in Washington for Tuesday morning; its letters are queued.

    Answers the order and the id of the move that confirmed it.
    """
    a_shop(session)
    rose, salal = a_stem(session, "freedom-rose"), a_stem(session, "salal-tips")
    product = a_product(session, price=8900, recipe={rose: 12, salal: 4})
    line = NewLine(
        variant_id=product.variants[0].id,
        product_slug=product.slug,
        product_name=product.name,
        variant_label=product.variants[0].label,
        image_url=f"/pictures/{product.slug}-480.webp",
        quantity=2,
        unit_price=8900,
        tax=1566,
    )
    parcels = [_parcel(line, card, dt.timedelta(days=later)) for later in range(deliveries)]
    order = orders.create(
        session,
        cart_id=ids.new_id(),
        buyer=Buyer("Maya Chen", "maya@example.com", "(971) 555-0119"),
        new=NewOrder(currency="USD", deliveries=parcels),
        step=Step(PLACED_AT, "maya", "placed"),
    )
    move = orders.move(session, order=order, to=OrderStatus.CONFIRMED, step=Step(PLACED_AT, "stripe", "paid"))
    news.announce(session, news.OrderConfirmed(order_id=order.id, move_id=move.id))
    return order, move.id


def pay(session: orm.Session, order: Order) -> None:
    """All of it, over the counter."""
    taken = Taken(Money(order.total, order.currency), Method.CASH, "florist")
    payments.take(session, order_id=order.id, taken=taken, at=PLACED_AT)


def _parcel(line: NewLine, card: str, later: dt.timedelta) -> NewDelivery:
    return NewDelivery(
        id=ids.new_id(),
        method="van",
        slot_id=None,  # type: ignore[arg-type]  # letters ask for no slot
        zone_id=None,
        date=TUESDAY + later,
        starts_at=datetime(2026, 11, 24, 17, tzinfo=UTC) + later,
        ends_at=datetime(2026, 11, 24, 20, tzinfo=UTC) + later,
        whole_day=False,
        making_day=TUESDAY + later,
        recipient=ROSA,
        card_message=card,
        lines=(line,),
        fee=1495,
        tax=1566,
    )


def work(url: str) -> None:
    """What a worker does until no job is due, without the periodic ones."""

    async def until_empty() -> None:
        with jobs.app.replace_connector(jobs.connector(url)):
            async with jobs.app.open_async():
                await jobs.app.run_worker_async(
                    wait=False, listen_notify=False, install_signal_handlers=False, concurrency=4
                )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs.app.periodic_registry, "periodic_tasks", {})
        asyncio.run(until_empty())


def make_due() -> None:
    """Lets the time until the next try pass, for jobs and for claims."""
    with db.engine().begin() as connection:
        connection.execute(text("update procrastinate_jobs set scheduled_at = now() where status = 'todo'"))
        connection.execute(text("update letter set claimed_until = null"))


def queue() -> list[tuple[str, str, int]]:
    """Name, status and runs so far of every job."""
    with db.engine().connect() as connection:
        rows = connection.execute(
            text("select task_name, status::text, attempts from procrastinate_jobs order by task_name, id")
        )
        return [(name, status, attempts) for name, status, attempts in rows]
