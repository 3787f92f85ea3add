"""Who still owes for an order is not forgotten before it is paid, or taken off."""

from tests.builders.accounts import PASSWORD
from tests.routes.account.life import Life
from tests.routes.buying import facts


def test_who_still_owes_is_not_forgotten(life: Life) -> None:
    this = "order_id = (select id from orders where number = :n) returning id"
    facts(f"update payment set captured = captured - 100 where {this}", n=life.brought)
    facts("update refund set state = 'succeeded' returning id")
    life.close(PASSWORD)
    forgotten = "select erased_at is not null from orders where number = :n"

    life.erase(days=2)
    assert facts(forgotten, n=life.brought) == [(False,)]
    facts(f"update payment set captured = captured + 100 where {this}", n=life.brought)
    life.erase(days=2)
    assert facts(forgotten, n=life.brought) == [(True,)]
