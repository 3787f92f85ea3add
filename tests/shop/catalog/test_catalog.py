"""Products are added whole, and other rooms read the facts of their sizes."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.shop.catalog import selectors, services
from backend.shop.catalog.models import Category, Product
from backend.shop.catalog.selectors import VariantFacts
from backend.shop.catalog.services import NewProduct
from backend.shop.kit.money import Money
from tests.builders.catalog import a_product


def test_adds_a_product_with_its_sizes_and_groups(session: Session) -> None:
    a_product(
        session,
        "cafe-au-lait-supper",
        name="Café au Lait Supper",
        price=[4500, 6500],
        category="seasonal",
        occasions=["wedding", "love"],
        colors=["cream"],
        summary="Dahlias",
        description="No two the same.",
    )
    session.expire_all()
    product = session.scalars(select(Product)).one()
    assert product.name_key == "cafe au lait supper"
    assert product.search_key == " cafe au lait supper dahlia no two the same seasonal wedding love cream"
    assert [(size.size, size.price) for size in product.variants] == [("standard", 4500), ("deluxe", 6500)]
    assert {occasion.slug for occasion in product.occasions} == {"wedding", "love"}
    assert product.pictures[0].renditions[0] == {
        "url": "/pictures/cafe-au-lait-supper-480.webp",
        "width": 480,
    }


def test_facts_of_a_variant(session: Session) -> None:
    product = a_product(session, "ember", name="Ember", price=[9900, 12900], make_minutes=13)
    deluxe = product.variants[1]
    assert selectors.variants(session, [deluxe.id]) == {
        deluxe.id: VariantFacts(
            id=deluxe.id,
            sku="ember-deluxe",
            product_id=product.id,
            product_slug="ember",
            product_name="Ember",
            category_id=product.category_id,
            variant_label="Deluxe",
            kind="bouquet",
            image_url="/pictures/ember-480.webp",
            price=Money(12900, "USD"),
            make_minutes=13,
            for_sale=True,
        )
    }


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_what_is_not_active_is_not_for_sale(session: Session, status: str) -> None:
    variant = a_product(session, status=status).variants[0]
    assert selectors.variants(session, [variant.id])[variant.id].for_sale is False


def test_a_closed_size_is_not_for_sale(session: Session) -> None:
    product = a_product(session, price=[4500, 6500])
    product.variants[0].active = False
    facts = selectors.variants(session, [size.id for size in product.variants])
    assert [facts[size.id].for_sale for size in product.variants] == [False, True]


def test_unknown_variants_are_left_out(session: Session) -> None:
    assert selectors.variants(session, [999]) == {}
    assert selectors.variants(session, []) == {}


def test_a_product_without_a_picture_has_an_empty_address(session: Session) -> None:
    variant = a_product(session, pictured=False).variants[0]
    assert selectors.variants(session, [variant.id])[variant.id].image_url == ""


def test_an_unknown_group_is_refused_and_nothing_added(session: Session) -> None:
    session.add(Category(slug="roses", name="Roses"))
    with pytest.raises(LookupError, match="no color: ultraviolet"):
        services.add_product(
            session,
            product=NewProduct(
                slug="noir",
                name="Noir",
                kind="bouquet",
                category="roses",
                summary="Roses",
                description="",
                care="",
                variants=(),
                colors=("ultraviolet",),
            ),
        )
    assert session.scalars(select(Product)).all() == []
