"""Whatever a customer types is text on paper, never code; what cannot be printed is said in words."""

import pytest

from backend import db
from backend.shop.kit import clock
from backend.shop.orders.models import StemSwap
from backend.shop.stock.models import RecipeLine, Stem
from tests.builders.orders import a_parcel, an_order
from tests.builders.shop import OpenShop
from tests.builders.stock import a_stem
from tests.routes.conftest import Browser
from tests.routes.paper import pages, printed, typefaces
from tests.routes.test_printing import KINDS, sold

HOSTILE = (
    "#panic()",
    '#read("/etc/passwd")',
    '#import "house.typ": *',
    "$x$ $ sum_(k=1)^n k $",
    "*bold* _it_ `raw` <label> @ref \\ // no comment /* none */",
    "= Heading - list + one / term: x",
    '"}); #eval("1+1") {"',
    "</script><b>&amp;",
    "%PDF-1.4 ) Tj ET",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_code_is_printed_as_it_is_typed(http: Browser, open_shop: OpenShop, text: str) -> None:
    delivery_id, _ = sold(open_shop, name=text, line1=text, notes=text, card=text, safe_place=text)
    for kind in KINDS:
        [page] = pages(printed(http, kind, delivery_id))
        assert text.replace(" ", "") in page.replace(" ", ""), kind


def test_accents_arabic_and_emoji_are_printed(http: Browser, open_shop: OpenShop) -> None:
    delivery_id, _ = sold(open_shop, card="Žižková, déjà vu, Łódź ❤️ 🎂 عيد سعيد Привет", name="ليلى حداد")
    answer = printed(http, "cards", delivery_id)
    [page] = pages(answer)
    for said in ("Žižková, déjà vu, Łódź", "❤️", "🎂", "Привет"):
        assert said in page
    assert {"Fraunces", "NotoEmoji", "NotoNaskhArabic", "Inter"} <= typefaces(answer)
    assert "by hand" not in page


def test_letters_that_no_typeface_has_are_named(http: Browser, open_shop: OpenShop) -> None:
    delivery_id, number = sold(open_shop, card="生日快乐 June", name="שרה")
    [card] = pages(printed(http, "cards", delivery_id))
    assert card.startswith(number)
    assert "Please write this card by hand" in card
    assert "Our printer lacks: Cjk unified ideograph-751f" in card
    assert "and 1 more" in card
    [docket] = pages(printed(http, "dockets", delivery_id))
    assert "Hebrew letter shin, Hebrew letter resh, Hebrew letter he" in docket
    [label] = pages(printed(http, "labels", delivery_id))
    assert "please add them by hand" in label


def test_a_message_longer_than_a_card_is_printed_whole_for_a_hand(http: Browser, open_shop: OpenShop) -> None:
    words = " ".join(f"word{number}" for number in range(1_200))
    delivery_id, _ = sold(open_shop, card=words)
    found = " ".join(pages(printed(http, "cards", delivery_id)))
    assert f"It is longer than a card: {len(words)} letters." in found
    assert found.endswith(words)
    docket = " ".join(pages(printed(http, "dockets", delivery_id)))
    assert all(f"word{number} " in docket for number in range(1_200))


def test_a_word_without_end_stays_on_the_paper(http: Browser, open_shop: OpenShop) -> None:
    delivery_id, _ = sold(open_shop, card="W" * 300, notes="x" * 500, name="M" * 120)
    [card] = pages(printed(http, "cards", delivery_id))
    lines = card.split(" Flowers made")[0].split(" ")
    assert "".join(lines) == "W" * 300
    assert len(lines) > 10
    [label] = pages(printed(http, "labels", delivery_id))
    assert "see docket" in label


def test_control_characters_leave_no_trace(http: Browser, open_shop: OpenShop) -> None:
    delivery_id, _ = sold(open_shop, card="a\x07b\x1b[31mc\r\nd\te")
    assert pages(printed(http, "cards", delivery_id))[0].startswith("ab[31mc d e ")


def test_a_stem_taken_of_another_kind_is_on_the_docket(http: Browser, open_shop: OpenShop) -> None:
    delivery_id, _ = sold(open_shop, items=[(open_shop.variant_id, 2)])
    with db.transaction() as session:
        rose = session.query(Stem).one()
        other = a_stem(session, "quicksand-rose")
        session.add(
            StemSwap(
                delivery_id=delivery_id,
                stem_id=rose.id,
                substitute_id=other.id,
                quantity=8,
                taken=8,
                at=clock.now(),
                who="staff:test",
            )
        )
    [page] = pages(printed(http, "dockets", delivery_id))
    assert "12 Freedom rose 6 each 8 Quicksand rose 4 each instead of Freedom rose" in page


def test_a_vase_is_told_apart_from_the_stems(http: Browser, open_shop: OpenShop) -> None:
    with db.transaction() as session:
        vase = a_stem(session, "glass-vase", perishable=False)
        session.add(RecipeLine(variant_id=open_shop.variant_id, stem_id=vase.id, quantity=1, position=9))
    delivery_id, _ = sold(open_shop)
    assert "10 Freedom rose Glass vase FOR" in pages(printed(http, "dockets", delivery_id))[0]


def test_many_lines_go_on_to_a_second_page(http: Browser, open_shop: OpenShop) -> None:
    with db.transaction() as session:
        for number in range(20):
            stem = a_stem(session, f"stem-{number}")
            session.add(
                RecipeLine(variant_id=open_shop.variant_id, stem_id=stem.id, quantity=1, position=number)
            )
        order = an_order(
            session, a_parcel(session, open_shop, items=[(open_shop.variant_id, 1)] * 4, name="Long List")
        )
        wanted = order.deliveries[0].id
    found = pages(printed(http, "dockets", wanted, sold(open_shop)[0]))
    assert len(found) > 2
    assert "Page 1, goes on" in found[0]
    assert f"Page {len(found) - 1}, the last" in found[-2]
    assert "Page" not in found[-1]
