"""Zones as the database knows them; the rule that wins is tested in test_rules."""

import pytest
from sqlalchemy.orm import Session

from backend.shop.delivery import selectors
from backend.shop.delivery.errors import InvalidPostcode
from backend.shop.delivery.selectors import ZoneFacts
from backend.shop.kit.money import Money
from tests.builders.delivery import a_zone


def test_the_longest_match_wins(session: Session) -> None:
    a_zone(session, "wide", rules=[("range", "97000", "97299")])
    a_zone(session, "middle", rules=[("prefix", "972", None)])
    a_zone(session, "near", rules=[("prefix", "9720", None), ("exact", "97299", None)])
    found = {
        code: zone and zone.slug
        for code in ("97100", "97215", "97201", "97299", "97300")
        for zone in [selectors.zone_for(session, code)]
    }
    assert found == {"97100": "wide", "97215": "middle", "97201": "near", "97299": "near", "97300": None}


def test_an_inactive_zone_does_not_exist(session: Session) -> None:
    a_zone(session, "wide", rules=[("prefix", "97", None)])
    a_zone(session, "near", rules=[("exact", "97201", None)], active=False)
    zone = selectors.zone_for(session, "97201")
    assert zone is not None
    assert zone.slug == "wide"


def test_a_zone_in_full(session: Session) -> None:
    zone = a_zone(session, "inner", fee=1200, free_above=10000)
    assert selectors.zone_for(session, " 97201-1234 ") == ZoneFacts(
        id=zone.id,
        slug="inner",
        name="Inner",
        fee=Money(1200, "USD"),
        free_above=Money(10000, "USD"),
        minimum_order=None,
        stop_minutes=15,
    )


def test_a_prefix_is_no_pattern(session: Session) -> None:
    a_zone(session, rules=[("prefix", "97_", None), ("prefix", "%", None)])
    assert selectors.zone_for(session, "97201") is None


@pytest.mark.parametrize("postcode", ["", "9720", "abcde"])
def test_what_is_no_postcode_is_refused(session: Session, postcode: str) -> None:
    with pytest.raises(InvalidPostcode):
        selectors.zone_for(session, postcode)
