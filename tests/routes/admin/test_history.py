"""What has happened to an order is told once: an order that only follows its delivery adds no step."""

from tests.routes.buying import facts
from tests.routes.counter import Counter


def test_a_step_of_the_only_delivery_is_told_once(counter: Counter) -> None:
    counter.bring_to("preparing", "ready")
    moves = "select to_status, delivery_id is null from order_move where to_status = 'ready' order by id"
    assert sorted(facts(moves)) == [("ready", False), ("ready", True)]  # both are written

    desk = counter.get(f"/api/admin/orders/{counter.number}")["history"]
    assert [each["what"] for each in desk] == ["Placed", "Confirmed", "Preparing", "Ready"]
    assert [each["delivery_id"] for each in desk[2:]] == [counter.delivery_id] * 2

    hers = counter.http.get(f"/api/orders/{counter.number}").json["history"]
    assert [each["label"] for each in hers] == ["Waiting for payment", "Confirmed", "Preparing", "Ready"]
