"""Lots open their buckets, recipes keep the florist's order, and other rooms read both."""

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.capacity.models import CapacityBucket
from backend.shop.stock import rules, selectors
from backend.shop.stock.selectors import LotFacts, RecipeItem
from tests.builders.catalog import a_product
from tests.builders.stock import a_lot, a_stem

# Five in the morning in Portland.
DAWN = datetime(2026, 11, 20, 13, tzinfo=UTC)
# The same local day, which is tomorrow already in UTC.
LATE = datetime(2026, 11, 21, 5, tzinfo=UTC)


def test_a_lot_opens_a_bucket_for_the_days_that_keep_the_promise(session: Session) -> None:
    lot = a_lot(
        session, a_stem(session, vase_days=7), 40, available_from=LATE, vase_life_end=date(2026, 12, 4)
    )
    bucket = session.scalars(select(CapacityBucket)).one()
    assert (bucket.id, bucket.kind, bucket.ref) == (lot.bucket_id, "stem_lot", str(lot.id))
    assert (bucket.capacity, bucket.reserved, bucket.open) == (40, 0, True)
    assert (bucket.usable_from, bucket.usable_to) == (date(2026, 11, 20), date(2026, 11, 27))


def test_what_does_not_die_serves_for_ever(session: Session) -> None:
    a_lot(session, a_stem(session, "glass-vase", perishable=False), available_from=DAWN)
    assert session.scalars(select(CapacityBucket.usable_to)).one() == rules.NEVER


def test_lots_are_read_first_expired_first_and_dead_ones_not(session: Session) -> None:
    rose, salal = a_stem(session, name="Freedom rose"), a_stem(session, "salal")
    later = a_lot(session, rose, 30, available_from=DAWN, vase_life_end=date(2026, 12, 9))
    sooner = a_lot(session, rose, 20, available_from=DAWN, vase_life_end=date(2026, 12, 4), state="ordered")
    a_lot(session, rose, 10, available_from=DAWN, vase_life_end=date(2026, 11, 29))
    a_lot(session, salal)
    found = selectors.lots(session, [rose.id], today=date(2026, 11, 30))
    assert [lot.lot_id for lot in found] == [sooner.id, later.id]
    assert found[0] == LotFacts(
        lot_id=sooner.id,
        stem_id=rose.id,
        stem_name="Freedom rose",
        bucket_id=sooner.bucket_id,
        available_from=DAWN,
        vase_life_end=date(2026, 12, 4),
        vase_days=7,
        capacity=20,
        reserved=0,
        open=True,
    )


def test_recipes_keep_the_florists_order(session: Session) -> None:
    salal, rose = a_stem(session, "salal"), a_stem(session, name="Freedom rose")
    vase = a_stem(session, "glass-vase", perishable=False)
    standard, deluxe = a_product(session, price=[1, 2], recipe={rose: 12, salal: 4, vase: 1}).variants
    bare = a_product(session, "card").variants[0]
    assert selectors.recipes(session, [standard.id, deluxe.id, bare.id]) == {
        standard.id: (
            RecipeItem(rose.id, "Freedom rose", 12, True),
            RecipeItem(salal.id, "Salal", 4, True),
            RecipeItem(vase.id, "Glass vase", 1, False),
        ),
        deluxe.id: (
            RecipeItem(rose.id, "Freedom rose", 24, True),
            RecipeItem(salal.id, "Salal", 8, True),
            RecipeItem(vase.id, "Glass vase", 2, False),
        ),
        bare.id: (),
    }
