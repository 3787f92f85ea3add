"""Every cell of the finalizer's table in docs/algorithms/payment.md, written out by hand."""

from itertools import product

import pytest

from backend.shop.checkout.rules import Facts, Holds, Sum, Verdict, compare, decide, excess, holds
from backend.shop.orders.rules import OrderStatus as O
from backend.shop.payments.provider import SessionState as S
from backend.shop.payments.rules import PaymentState as P

V = Verdict
PAID = {P.SUCCEEDED, P.PARTLY_REFUNDED, P.REFUNDED}
LIVE = {P.CREATED, P.OPEN, P.CAPTURING, P.UNKNOWN}
OVER = {P.EXPIRED, P.FAILED}
NOT_PAID = LIVE | OVER
UNPAID = {S.EXPIRED, S.UNPAID}
WAITS_FOR_US = {P.CREATED, P.OPEN}
UNDER_WAY = {P.CAPTURING, P.UNKNOWN}
ON_ITS_WAY = {O.CONFIRMED, O.PREPARING, O.READY, O.OUT_FOR_DELIVERY, O.DELIVERED}
ENDED = {O.CANCELLED, O.REPLACED, O.EXPIRED}
OTHER = {Sum.OTHER_AMOUNT, Sum.OTHER_CURRENCY}
NOT_HELD = {Holds.PART, Holds.NONE}
BOTH = {True, False}

Row = tuple[set[O], set[P], set[S], set[Sum], set[Holds], set[bool], V]

# order, payment, said, sum, holds, owed, verdict: one line a row of the page, in its order.
ROWS: list[Row] = [
    (set(O), PAID, set(S), set(Sum), set(Holds), BOTH, V.NOTHING),
    (set(O), NOT_PAID, {S.OPEN}, set(Sum), set(Holds), BOTH, V.NOTHING),
    (set(O), LIVE, UNPAID, set(Sum), set(Holds), BOTH, V.CLOSE),
    (set(O), OVER, UNPAID | {S.APPROVED, S.DECLINED}, set(Sum), set(Holds), BOTH, V.NOTHING),
    (set(O), NOT_PAID, {S.PAID}, OTHER, set(Holds), BOTH, V.ALERT),
    (set(O), NOT_PAID, {S.PAID}, {Sum.SAME}, set(Holds), {False}, V.REFUND),
    ({O.PENDING_PAYMENT}, NOT_PAID, {S.PAID}, {Sum.SAME}, {Holds.HELD}, {True}, V.CONFIRM),
    ({O.PENDING_PAYMENT}, NOT_PAID, {S.PAID}, {Sum.SAME}, NOT_HELD, {True}, V.REVIVE),
    ({O.EXPIRED}, NOT_PAID, {S.PAID}, {Sum.SAME}, set(Holds), {True}, V.REVIVE),
    (ON_ITS_WAY, NOT_PAID, {S.PAID}, {Sum.SAME}, set(Holds), {True}, V.KEEP),
    ({O.CANCELLED, O.REPLACED}, NOT_PAID, {S.PAID}, {Sum.SAME}, set(Holds), {True}, V.REFUND),
    (set(O), NOT_PAID, {S.PENDING}, set(Sum), set(Holds), BOTH, V.ALERT),
    (set(O), LIVE, {S.DECLINED}, set(Sum), set(Holds), BOTH, V.REOPEN),
    (set(O), LIVE, {S.APPROVED}, OTHER, set(Holds), BOTH, V.ALERT),
    (set(O), UNDER_WAY, {S.APPROVED}, {Sum.SAME}, set(Holds), BOTH, V.CAPTURE),
    ({O.PENDING_PAYMENT}, WAITS_FOR_US, {S.APPROVED}, {Sum.SAME}, {Holds.HELD}, {True}, V.CAPTURE),
    ({O.PENDING_PAYMENT}, WAITS_FOR_US, {S.APPROVED}, {Sum.SAME}, NOT_HELD, {True}, V.CLOSE),
    (ON_ITS_WAY, WAITS_FOR_US, {S.APPROVED}, {Sum.SAME}, set(Holds), {True}, V.CAPTURE),
    (ENDED, WAITS_FOR_US, {S.APPROVED}, {Sum.SAME}, set(Holds), {True}, V.CLOSE),
    (set(O), WAITS_FOR_US, {S.APPROVED}, {Sum.SAME}, set(Holds), {False}, V.CLOSE),
]
CELLS = list(product(O, P, S, Sum, Holds, (True, False)))


@pytest.mark.parametrize("number", range(1, len(ROWS) + 1))
def test_each_row_of_the_table(number: int) -> None:
    row = ROWS[number - 1]
    for cell in product(*row[:6]):
        assert decide(Facts(*cell)) is row[6], cell


def test_the_rows_cover_every_cell_exactly_once() -> None:
    covered = [cell for row in ROWS for cell in product(*row[:6])]
    assert len(covered) == len(set(covered)) == len(CELLS)
    assert set(covered) == set(CELLS)


def test_another_currency_is_told_before_another_amount() -> None:
    assert compare(asked=(5400, "USD"), came=(5400, "USD")) is Sum.SAME
    assert compare(asked=(5400, "USD"), came=(5399, "USD")) is Sum.OTHER_AMOUNT
    assert compare(asked=(5400, "USD"), came=(5399, "EUR")) is Sum.OTHER_CURRENCY


def test_an_order_is_held_when_each_of_its_deliveries_is() -> None:
    assert holds([True, True]) is Holds.HELD
    assert holds([True, False]) is Holds.PART
    assert holds([False, False]) is holds([]) is Holds.NONE


@pytest.mark.parametrize(
    ("came", "due", "back"), [(5400, 5400, 0), (5400, 1000, 4400), (5400, 0, 5400), (5400, -100, 5400)]
)
def test_what_is_above_the_balance_due_goes_back(came: int, due: int, back: int) -> None:
    assert excess(came=came, due=due) == back
