"""The buyer's answer and the deadline's job at once: one of them counts, and money moves once."""

from collections.abc import Callable
from uuid import UUID

import pytest

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.checkout.consent import Wish
from backend.shop.checkout.errors import ProposalOver, ProposalWaits, SubstituteShort
from backend.shop.checkout.matching import How
from backend.shop.checkout.services import answer, propose
from backend.shop.checkout.services.desk import Deed
from backend.shop.kit.errors import VersionConflict
from backend.shop.orders import links, proposals
from backend.shop.orders.consent import Exchange
from backend.shop.orders.models import SubstitutionProposal
from tests.builders.stock import a_lot, a_stem
from tests.shop.checkout.crowd import at_once
from tests.shop.checkout.stand import Stand, rows, write
from tests.shop.checkout.test_substitute import delivery_of

ROSE, TULIP = 1, 2
WISH = Wish((Exchange(ROSE, TULIP, 10, 10),), How.ASK)


@pytest.fixture
def asked(stand: Stand) -> UUID:
    """Of two bouquets that are sold one is asked about; the proposal's id.

    The roses are lot 1, fifteen tulips lot 2. The other bouquet could be asked about once more, so nothing
    but the proposal's state says that it is answered.
    """
    with db.transaction() as session:
        a_lot(session, a_stem(session, "tulip"), 15)
    order = stand.place(stand.cart(quantity=2), total=9900)
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    ask(stand, delivery_of(order))
    [(proposal_id,)] = rows("select id from substitution_proposal")
    return UUID(str(proposal_id))


def ask(stand: Stand, delivery_id: UUID) -> None:
    [(version,)] = rows("select version from delivery where id = :id", id=delivery_id)
    propose.propose(delivery_id=delivery_id, wish=WISH, deed=Deed("staff:1", version, stand.now, "Wilted"))


def stems() -> list[int]:
    query = "select reserved from capacity_bucket where kind = 'stem_lot' order by id"
    return [taken for (taken,) in rows(query)]


def at_the_deadline(stand: Stand, asked: UUID) -> tuple[Callable[[], object], Callable[[], object]]:
    """Her no, a moment before the deadline; the job, a moment after it."""
    token = links.proposal_token(asked)
    after = stand.now.replace(year=stand.now.year + 1)
    return (
        lambda: answer.answer(token=token, approve=False, clock=stand.clock),
        lambda: answer.lapse(proposal_id=asked, clock=lambda: after),
    )


@pytest.mark.race
def test_her_no_and_the_deadline_at_once(stand: Stand, asked: UUID) -> None:
    no, job = at_the_deadline(stand, asked)
    answers = at_once([no, job, no, job])
    assert all(each is None or isinstance(each, bool | UUID | ProposalOver) for each in answers)
    [(state,)] = rows("select state from substitution_proposal")
    if state == "declined":
        assert answers == [asked, False, asked, False]
        assert rows("select amount from refund") == [(4500,)]
        assert (rows("select count(*) from stem_swap"), stems()) == ([(0,)], [10, 0])
    else:
        assert (state, sorted(map(str, (answers[1], answers[3])))) == ("lapsed", ["False", "True"])
        assert rows("select count(*) from refund") == [(0,)]
        assert (rows("select agreed from stem_swap"), stems()) == ([("silence",)], [10, 10])
    with db.transaction() as session:
        assert ledger.drift(session) == []


@pytest.mark.race
def test_without_reading_again_under_the_lock_both_would_count(
    stand: Stand, asked: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: whoever believes what it read before the lock pays back what it has also made."""
    real = proposals.get

    def stale(session: object, proposal_id: UUID) -> SubstitutionProposal:
        found = real(session, proposal_id)  # type: ignore[arg-type]
        found.state, found.answered_at = "proposed", None
        return found

    no, job = at_the_deadline(stand, asked)
    assert job() is True
    monkeypatch.setattr(proposals, "get", stale)
    no()
    assert rows("select agreed from stem_swap") == [("silence",)]
    assert rows("select amount from refund") == [(9900,)]


@pytest.mark.race
def test_two_florists_ask_once(stand: Stand) -> None:
    with db.transaction() as session:
        a_lot(session, a_stem(session, "tulip"), 50)
    delivery_id = delivery_of(stand.buy())
    answers = at_once([lambda: ask(stand, delivery_id)] * 4)
    assert answers.count(None) == 1
    assert {type(each) for each in answers if each is not None} <= {VersionConflict, ProposalWaits}
    assert (stems(), rows("select count(*) from substitution_proposal")) == ([10, 10], [(1,)])


@pytest.mark.race
def test_stems_that_wait_are_promised_to_nobody_else(stand: Stand, asked: UUID) -> None:
    other = delivery_of(stand.buy())
    with pytest.raises(SubstituteShort):
        ask(stand, other)
    answer.answer(token=links.proposal_token(asked), approve=True, clock=stand.clock)
    assert stems() == [20, 10]


def test_a_lot_that_died_meanwhile_is_a_conflict_and_no_lie(stand: Stand, asked: UUID) -> None:
    """What waited is taken as it was kept: nothing is refused to her, and the shop sees the conflict."""
    write("update capacity_bucket set capacity = 3, overbooked = 7 where kind = 'stem_lot' and capacity = 15")
    answer.answer(token=links.proposal_token(asked), approve=True, clock=stand.clock)
    assert stems() == [10, 10]
    assert rows("select overbooked from capacity_bucket where kind = 'stem_lot' order by id") == [(0,), (7,)]
