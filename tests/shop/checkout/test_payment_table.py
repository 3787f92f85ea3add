"""Every cell of the finalizer's table in docs/algorithms/payment.md, written out by hand."""

from itertools import product

import pytest

from backend.shop.checkout.rules import Verdict, decide
from backend.shop.orders.rules import OrderStatus as O
from backend.shop.payments.provider import SessionState as S
from backend.shop.payments.rules import PaymentState as P

V = Verdict
PAID = {P.SUCCEEDED, P.PARTLY_REFUNDED, P.REFUNDED}
LIVE = {P.CREATED, P.OPEN, P.CAPTURING, P.UNKNOWN}
OVER = {P.EXPIRED, P.FAILED}
UNPAID = {S.EXPIRED, S.UNPAID}
ANY_ORDER = set(O)
BOTH = {True, False}

# order, payment, said, matches, held, verdict: one line a row of the page.
ROWS = [
    (ANY_ORDER, PAID, set(S), BOTH, BOTH, V.NOTHING),
    (ANY_ORDER, LIVE | OVER, {S.PAID}, {False}, BOTH, V.ALERT),
    ({O.PENDING_PAYMENT}, LIVE | OVER, {S.PAID}, {True}, {True}, V.CONFIRM),
    ({O.PENDING_PAYMENT}, LIVE | OVER, {S.PAID}, {True}, {False}, V.REFUND),
    (
        {O.CONFIRMED, O.PREPARING, O.READY, O.OUT_FOR_DELIVERY, O.DELIVERED},
        LIVE | OVER,
        {S.PAID},
        {True},
        BOTH,
        V.REFUND,
    ),
    ({O.CANCELLED, O.REPLACED}, LIVE | OVER, {S.PAID}, {True}, BOTH, V.REFUND),
    ({O.EXPIRED}, LIVE | OVER, {S.PAID}, {True}, BOTH, V.REFUND),
    (ANY_ORDER, LIVE, UNPAID, BOTH, BOTH, V.CLOSE),
    (ANY_ORDER, OVER, UNPAID, BOTH, BOTH, V.NOTHING),
    (ANY_ORDER, LIVE | OVER, {S.OPEN}, BOTH, BOTH, V.NOTHING),
]
CELLS = list(product(O, P, S, (True, False), (True, False)))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[5]}-{len(row[0])}-{len(row[2])}")
def test_each_row_of_the_table(row: tuple[set[O], set[P], set[S], set[bool], set[bool], Verdict]) -> None:
    for order, payment, said, matches, held in product(*row[:5]):
        found = decide(order=order, payment=payment, said=said, matches=matches, held=held)
        assert found is row[5], (order, payment, said, matches, held)


def test_the_rows_cover_every_cell_exactly_once() -> None:
    covered = [cell for row in ROWS for cell in product(*row[:5])]
    assert len(covered) == len(set(covered)) == len(CELLS)
    assert set(covered) == set(CELLS)
