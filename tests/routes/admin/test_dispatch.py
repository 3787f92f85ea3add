"""The delivery queue: runs of a day, their stops in order, their drivers and their links."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.counter import OUT, Counter, sell, state, write


@pytest.fixture
def second(http: Browser, open_shop: OpenShop, counter: Counter) -> Counter:
    """One more delivery of the same day."""
    return counter.other(*sell(http, open_shop))


@pytest.fixture
def run(counter: Counter, open_shop: OpenShop) -> dict[str, Any]:
    return add(counter, open_shop)


def add(counter: Counter, shop: OpenShop, name: str = "Morning") -> dict[str, Any]:
    made = counter.post("/api/admin/runs", date=shop.tomorrow.isoformat(), name=name)
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json
    return found


def put(counter: Counter, run: dict[str, Any], *stops: str, version: int | None = None) -> TestResponse:
    path = f"/api/admin/runs/{run['id']}/stops"
    seen = read(counter, run)["version"] if version is None else version
    return counter.post(path, version=seen, delivery_ids=list(stops))


def read(counter: Counter, run: dict[str, Any]) -> dict[str, Any]:
    runs = counter.get(f"/api/admin/queue?date={run['date']}")["runs"]
    return next(each for each in runs if each["id"] == run["id"])


def test_stops_stand_in_the_order_given(counter: Counter, second: Counter, run: dict[str, Any]) -> None:
    one, two = counter.delivery_id, second.delivery_id
    assert put(counter, run, two, one).json["stops"] == [two, one]
    assert put(counter, run, one, two).json["stops"] == [one, two]
    assert read(counter, run) == {**run, "version": 3, "stops": [one, two]}
    assert put(counter, run, two).json["stops"] == [two]
    queue = counter.get(f"/api/admin/queue?date={run['date']}")
    assert {each["id"]: each["run_name"] for each in queue["deliveries"]} == {one: None, two: "Morning"}
    actions = facts("select action, actor from audit_entry order by id")
    assert [action for action, _ in actions] == ["add_run", "arrange_run", "arrange_run", "arrange_run"]
    assert {actor for _, actor in actions} == {f"staff:{facts('select id from account')[0][0]}"}


def test_a_stop_is_on_one_run(
    counter: Counter, second: Counter, run: dict[str, Any], open_shop: OpenShop
) -> None:
    other = add(counter, open_shop, "Afternoon")
    put(counter, run, counter.delivery_id, second.delivery_id)
    put(counter, other, counter.delivery_id)
    assert read(counter, run)["stops"] == [second.delivery_id]
    assert (read(counter, run)["version"], read(counter, other)["version"]) == (3, 2)


def test_the_second_of_two_dispatchers_sees_the_order_that_is_there(
    counter: Counter, second: Counter, run: dict[str, Any]
) -> None:
    put(counter, run, counter.delivery_id, version=1)
    before = state()
    refused = put(counter, run, second.delivery_id, version=1)
    assert (refused.status_code, refused.json["code"]) == (409, "version_conflict")
    assert refused.json["current"] == read(counter, run)
    path = f"/api/admin/runs/{run['id']}"
    body = {"version": 1, "name": "Other", "driver_id": None}
    assert counter.http.patch(path, json=body, headers=counter.headers).json["code"] == "version_conflict"
    gone = counter.http.delete(f"{path}?version=1", headers=counter.headers)
    assert gone.json["code"] == "version_conflict"
    assert state() == before


def test_what_goes_on_no_run(
    http: Browser, counter: Counter, second: Counter, run: dict[str, Any], open_shop: OpenShop
) -> None:
    _, later = sell(http, open_shop, slot=1)
    write("update delivery set method = 'collection' where id = :id", id=second.delivery_id)
    before = state()
    one = counter.delivery_id
    for stops in ([later], [second.delivery_id], [str(uuid4())], [one, one]):
        refused = put(counter, run, *stops)
        assert (refused.status_code, refused.json["code"]) == (409, "not_for_this_run")
    assert state() == before


def test_a_stop_that_is_done_stays_on_its_run(
    counter: Counter, second: Counter, run: dict[str, Any], open_shop: OpenShop
) -> None:
    other = add(counter, open_shop, "Afternoon")
    put(counter, run, counter.delivery_id, second.delivery_id)
    counter.bring_to(*OUT, "delivered")
    before = state()
    for refused in (put(counter, run, second.delivery_id), put(counter, other, counter.delivery_id)):
        assert (refused.status_code, refused.json["code"]) == (409, "stop_done")
    gone = counter.http.delete(f"/api/admin/runs/{run['id']}?version=2", headers=counter.headers)
    assert gone.json["code"] == "stop_done"
    assert state() == before
    assert put(counter, run, counter.delivery_id).status_code == 200


def test_somebody_drives(counter: Counter, run: dict[str, Any]) -> None:
    staff.log_in(counter.http, "driver")
    staff.log_in(counter.http, "customer")
    drivers = counter.get(f"/api/admin/queue?date={run['date']}")["drivers"]
    assert [each["name"] for each in drivers] == ["Driver", "Florist"]
    path = f"/api/admin/runs/{run['id']}"
    body = {"version": 1, "name": "East side", "driver_id": drivers[0]["id"]}
    changed = counter.http.patch(path, json=body, headers=counter.headers)
    assert (changed.json["name"], changed.json["driver"], changed.json["version"]) == (
        "East side",
        drivers[0],
        2,
    )
    [(customer,)] = facts("select id from account where role = 'customer'")
    before = state()
    body = {"version": 2, "name": "East side", "driver_id": str(customer)}
    refused = counter.http.patch(path, json=body, headers=counter.headers)
    assert (refused.status_code, refused.json["code"]) == (422, "driver_not_found")
    assert state() == before


def test_a_run_that_ends_lets_its_stops_go(counter: Counter, run: dict[str, Any]) -> None:
    put(counter, run, counter.delivery_id)
    gone = counter.http.delete(f"/api/admin/runs/{run['id']}?version=2", headers=counter.headers)
    assert gone.status_code == 204
    queue = counter.get(f"/api/admin/queue?date={run['date']}")
    assert (queue["runs"], [each["run_id"] for each in queue["deliveries"]]) == ([], [None])
    assert put(counter, run, counter.delivery_id, version=2).json["code"] == "run_not_found"


def test_an_order_is_proposed_and_nothing_written(
    counter: Counter, second: Counter, run: dict[str, Any]
) -> None:
    put(counter, run, counter.delivery_id, second.delivery_id)
    write(
        'update delivery set recipient = recipient || \'{"service_time": "09:30"}\'::jsonb where id = :id',
        id=second.delivery_id,
    )
    before = state()
    proposed = counter.get(f"/api/admin/runs/{run['id']}/proposal")
    assert proposed["delivery_ids"] == [second.delivery_id, counter.delivery_id]
    assert state() == before


def test_the_queue_has_no_news(counter: Counter, run: dict[str, Any]) -> None:
    path = f"/api/admin/queue?date={run['date']}"
    first = counter.http.get(path, headers=counter.headers)
    again = counter.http.get(path, headers={**counter.headers, "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_run_of_a_day_that_is_over_has_no_link(counter: Counter, run: dict[str, Any]) -> None:
    write("update run set date = :day", day=run_day(run) - timedelta(days=3))
    refused = counter.post(f"/api/admin/runs/{run['id']}/link")
    assert (refused.status_code, refused.json["code"]) == (410, "link_expired")


def run_day(run: dict[str, Any]) -> Any:
    [(day,)] = facts("select date from run where id = :id", id=run["id"])
    return day
