"""The papers of the shop: each says what it must, none a price, none a sender who wants to stay unknown."""

import re
import time
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from backend import db
from backend.shop.accounts.rules import Role
from backend.shop.delivery.models import Run, RunStop
from backend.shop.kit import clock, ids
from backend.shop.orders import services as orders
from backend.shop.orders.models import Delivery
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.orders.services import Step
from tests.builders.accounts import a_person
from tests.builders.orders import a_parcel, an_order
from tests.builders.shop import OpenShop
from tests.routes.conftest import Browser
from tests.routes.paper import pages, printed, size, typefaces

KINDS = ("dockets", "cards", "labels")
PRICE = re.compile(r"[$€£]|\b\d+\.\d\d\b|USD")


def sold(shop: OpenShop, **wanted: object) -> tuple[UUID, str]:
    """A paid delivery and its order's number."""
    with db.transaction() as session:
        order = an_order(session, a_parcel(session, shop, **wanted))  # type: ignore[arg-type]
        return order.deliveries[0].id, order.number


def test_a_docket_says_all_that_is_needed_to_make_it(http: Browser, open_shop: OpenShop) -> None:
    delivery_id, number = sold(
        open_shop,
        items=[(open_shop.variant_id, 2), (open_shop.addon_id, 1)],
        kind_of_place="funeral_home",
        service_time="14:30",
        ribbon_text="Beloved grandmother",
        notes="Ask for Mr. Sandoval",
        safe_place="Behind the planter",
    )
    [page] = pages(printed(http, "dockets", delivery_id))
    for said in (
        "Any time 9 am – 6 pm",
        number,
        "Inner Portland",
        "Service at 2:30 PM",
        "2 × Rose City Dozen Standard",
        "20 Freedom rose 10 each",
        "Letterpress Card Standard",
        "June Park 12 SW Alder Street Unit 3 Portland, OR 97201 Funeral home 503 555 0199",
        "Beloved grandmother",
        "Happy birthday, June!",
        "Ask for Mr. Sandoval",
        "Behind the planter",
        "Ann Lee",
    ):
        assert said in page, said


def test_a_card_carries_the_message_and_nothing_of_the_order_but_its_number(
    http: Browser, open_shop: OpenShop
) -> None:
    delivery_id, number = sold(open_shop, card="Happy birthday, June!\nLove, A.")
    [page] = pages(printed(http, "cards", delivery_id))
    back = f"Flowers made the morning they leave (503) 555-0142 · {number}"
    assert page == f"Happy birthday, June! Love, A. {back} Posy"


def test_a_label_says_where_it_goes(http: Browser, open_shop: OpenShop) -> None:
    delivery_id, number = sold(open_shop, notes="Ring twice")
    answer = printed(http, "labels", delivery_id)
    [page] = pages(answer)
    for said in (
        "June Park 12 SW Alder Street Unit 3 Portland, OR 97201",
        "503 555 0199",
        number,
        "Ring twice",
    ):
        assert said in page, said
    assert size(answer) == (100, 62)


@pytest.mark.parametrize(("paper", "millimeters"), [("letter", (216, 279)), ("a4", (210, 297))])
def test_labels_come_eight_to_a_sheet(
    http: Browser, open_shop: OpenShop, paper: str, millimeters: tuple[int, int]
) -> None:
    wanted = [sold(open_shop, name=f"Somebody {number}")[0] for number in range(9)]
    answer = printed(http, "labels", *wanted, paper=paper)
    first, second = pages(answer)
    assert [f"Somebody {number}" in first for number in range(9)] == [True] * 8 + [False]
    assert "Somebody 8" in second
    assert size(answer) == millimeters


def test_the_shops_country_chooses_the_sheet(http: Browser, open_shop: OpenShop) -> None:
    delivery_id, _ = sold(open_shop)
    assert size(printed(http, "dockets", delivery_id)) == (216, 279)
    assert size(printed(http, "cards", delivery_id, paper="a4")) == (210, 297)
    with db.transaction() as session:
        session.connection().exec_driver_sql("update shop set country = 'DE'")
    assert size(printed(http, "dockets", delivery_id)) == (210, 297)


@pytest.mark.parametrize("kind", KINDS)
def test_the_typefaces_are_the_houses_own_and_travel_with_the_paper(
    http: Browser, open_shop: OpenShop, kind: str
) -> None:
    delivery_id, _ = sold(open_shop)
    assert typefaces(printed(http, kind, delivery_id)) == {"Fraunces", "Inter"}


@pytest.mark.parametrize("kind", KINDS)
def test_many_come_in_one_document_in_the_order_asked(http: Browser, open_shop: OpenShop, kind: str) -> None:
    wanted = [sold(open_shop) for _ in range(5)]
    asked = [wanted[place] for place in (3, 0, 4, 1, 2)]
    found = pages(printed(http, kind, *(delivery_id for delivery_id, _ in asked), asked[0][0]))
    assert [number in page for (_, number), page in zip(asked, found, strict=True)] == [True] * 5


def every_paper(http: Browser, shop: OpenShop, delivery_id: UUID) -> list[str]:
    """The pages of all papers that tell of a delivery."""
    run_id = a_run(shop.tomorrow, delivery_id)
    answers = [printed(http, kind, delivery_id) for kind in KINDS]
    answers += [printed(http, "day", date=shop.tomorrow), printed(http, "run", run_id=run_id)]
    return [page for answer in answers for page in pages(answer)]


def test_no_paper_tells_a_price(http: Browser, open_shop: OpenShop) -> None:
    found = every_paper(http, open_shop, sold(open_shop)[0])
    assert len(found) == 5
    assert not any(PRICE.search(page) for page in found)


def test_who_wants_to_stay_unknown_is_named_on_no_paper(http: Browser, open_shop: OpenShop) -> None:
    delivery_id, _ = sold(open_shop, anonymous_sender=True, card="From a friend")
    found = every_paper(http, open_shop, delivery_id)
    assert not any("Ann" in page or "Lee" in page for page in found)
    assert "Stays a secret" in found[0]


def test_card_and_label_never_name_the_sender(http: Browser, open_shop: OpenShop) -> None:
    delivery_id, _ = sold(open_shop)
    for kind in ("cards", "labels"):
        assert "Ann Lee" not in pages(printed(http, kind, delivery_id))[0]


def test_a_cancelled_piece_is_not_made(http: Browser, open_shop: OpenShop) -> None:
    delivery_id, _ = sold(open_shop, items=[(open_shop.variant_id, 3), (open_shop.addon_id, 1)])
    with db.transaction() as session:
        bouquet, addon = session.get_one(Delivery, delivery_id).lines
        bouquet.cancelled, addon.cancelled = 2, 1
    [page] = pages(printed(http, "dockets", delivery_id))
    assert "Rose City Dozen Standard 10 Freedom rose" in page
    assert "Letterpress" not in page


def test_two_of_one_order_say_so(http: Browser, open_shop: OpenShop) -> None:
    with db.transaction() as session:
        order = an_order(
            session, a_parcel(session, open_shop, name="Rosa"), a_parcel(session, open_shop, name="Ida")
        )
        wanted = [each.id for each in order.deliveries]
    first, second = pages(printed(http, "dockets", *wanted))
    assert "Delivery 1 of 2" in first
    assert "Delivery 2 of 2" in second


def test_deliveries_without_a_card_are_left_out_of_the_cards(http: Browser, open_shop: OpenShop) -> None:
    with_card, number = sold(open_shop)
    without, _ = sold(open_shop, card=" ")
    [page] = pages(printed(http, "cards", without, with_card))
    assert number in page
    refused = printed(http, "cards", without)
    assert (refused.status_code, refused.json["code"]) == (409, "nothing_to_print")
    assert "No card" in pages(printed(http, "dockets", without))[0]


def a_run(day: date, *delivery_ids: UUID, driver: str = "otis@posy.example") -> UUID:
    with db.transaction() as session:
        person = a_person(session, driver, role=Role.DRIVER)
        stops = [RunStop(delivery_id=each, position=place) for place, each in enumerate(delivery_ids)]
        run = Run(id=ids.new_id(), date=day, name="Morning", driver_id=person.id, created_at=clock.now())
        run.stops = stops
        session.add(run)
        return run.id


def test_a_run_lists_its_stops_in_their_order(http: Browser, open_shop: OpenShop) -> None:
    stops = [sold(open_shop, name=name)[0] for name in ("Zoe", "Abe", "Mia")]
    [page] = pages(printed(http, "run", run_id=a_run(open_shop.tomorrow, *stops)))
    assert "Otis" in page
    assert "3 stops" in page
    assert [page.index(name) for name in ("Zoe", "Abe", "Mia")] == sorted(
        page.index(name) for name in ("Zoe", "Abe", "Mia")
    )


def test_an_empty_run_and_an_empty_day_say_so(http: Browser, open_shop: OpenShop) -> None:
    assert "This run has no stops yet." in pages(printed(http, "run", run_id=a_run(open_shop.tomorrow)))[0]
    day = open_shop.tomorrow + timedelta(days=200)
    assert "Nothing goes out on this day." in pages(printed(http, "day", date=day))[0]


def test_a_day_lists_what_is_work_on_it(http: Browser, open_shop: OpenShop) -> None:
    sold(open_shop, name="Tomorrow Early", notes="Ring twice")
    sold(open_shop, name="Day After", slot=1)
    with db.transaction() as session:
        an_order(session, a_parcel(session, open_shop, name="Never Paid"), paid=False)
    [page] = pages(printed(http, "day", date=open_shop.tomorrow))
    assert "1 delivery · 0 collections" in page
    assert "Tomorrow Early" in page
    assert "Ring twice" in page
    assert "Day After" not in page
    assert "Never Paid" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_printed_of_what_nobody_should_make(http: Browser, open_shop: OpenShop, kind: str) -> None:
    with db.transaction() as session:
        unpaid = an_order(session, a_parcel(session, open_shop), paid=False)
        cancelled = an_order(session, a_parcel(session, open_shop, name="Gone Girl"))
        step = Step(clock.now(), "shop", "cancelled")
        orders.move_delivery(
            session, order=cancelled, parcel=cancelled.deliveries[0], to=DeliveryStatus.CANCELLED, step=step
        )
        orders.move(session, order=cancelled, to=OrderStatus.CANCELLED, step=step)
        wanted = [unpaid.deliveries[0].id, cancelled.deliveries[0].id]
    good, _ = sold(open_shop)
    for bad in wanted:
        refused = printed(http, kind, good, bad)
        assert (refused.status_code, refused.json["code"]) == (409, "nothing_to_print")
    assert "Gone Girl" in refused.json["detail"]
    missing = printed(http, kind, good, uuid4())
    assert (missing.status_code, missing.json["code"]) == (404, "delivery_not_found")


def test_bad_questions_are_malformed(http: Browser, open_shop: OpenShop) -> None:
    delivery_id, _ = sold(open_shop)
    for kind in KINDS:
        assert printed(http, kind).status_code == 422
        assert printed(http, kind, *(uuid4() for _ in range(101))).status_code == 422
        assert printed(http, kind, delivery_id, paper="a3").status_code == 422
        assert printed(http, kind, delivery_id, color="red").status_code == 422
    assert printed(http, "day", date="tomorrow").status_code == 422
    assert printed(http, "run").status_code == 422
    assert printed(http, "run", run_id=uuid4()).json["code"] == "run_not_found"


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_print(http: Browser, open_shop: OpenShop, kind: str) -> None:
    delivery_id, _ = sold(open_shop)
    assert http.get(f"/api/admin/print/{kind}?delivery_id={delivery_id}").status_code == 401
    for role in ("customer", "driver"):
        assert printed(http, kind, delivery_id, role=role).status_code == 403
    for role in ("florist", "manager", "owner"):
        assert printed(http, kind, delivery_id, role=role).status_code == 200


def test_a_paper_is_shown_in_place_and_kept_by_no_cache(http: Browser, open_shop: OpenShop) -> None:
    answer = printed(http, "dockets", sold(open_shop)[0])
    assert answer.headers["Content-Disposition"] == 'inline; filename="dockets.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_forty_dockets_come_while_one_waits(http: Browser, open_shop: OpenShop) -> None:
    wanted = [sold(open_shop, card="All my love. " * 20, notes="Gate code 4417. " * 10)[0] for _ in range(40)]
    printed(http, "dockets", wanted[0])  # the typefaces are read once in a process
    began = time.process_time()
    answer = printed(http, "dockets", *wanted)
    assert time.process_time() - began < 2  # measured: 0.3
    assert len(pages(answer)) == 40
