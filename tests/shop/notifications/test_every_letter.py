"""Every kind of letter: there is one to look at, sound in both parts, and typed by its audience."""

import importlib
import inspect
import pkgutil
import re
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar, get_args, get_type_hints

import pytest

from backend.routes.admin.letter_answers import KINDS
from backend.shop.notifications import letters
from backend.shop.notifications.letters.envelope import Audience
from backend.shop.notifications.letters.rendering import FOLDER, render
from backend.shop.notifications.letters.to_recipient import TellsTooMuch, ToRecipient
from tests.shop.notifications.test_rendering import Outline
from tools.letter_examples import SHOP, examples

EXAMPLES = examples()
FORBIDDEN = re.compile(
    r"price|total|amount|due|product|thing|line|buyer|sender|order|number|link", re.IGNORECASE
)


def types() -> dict[str, type]:
    """Every content type, by its kind."""
    found = {}
    for module in pkgutil.iter_modules(letters.__path__, f"{letters.__name__}."):
        for _, each in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if is_dataclass(each) and isinstance(kind := getattr(each, "kind", None), str):
                found[kind] = each
    return found


def held(kind: type) -> set[str]:
    """The names of everything that a content type holds, at any depth."""
    names: set[str] = set()
    for field in fields(kind):
        names.add(field.name)
        hint = get_type_hints(kind)[field.name]
        for inner in (hint, *get_args(hint)):
            if is_dataclass(inner) and isinstance(inner, type):
                names |= held(inner)
    return names


def test_every_kind_has_an_example_a_name_and_both_templates() -> None:
    kinds = {content.kind for content in EXAMPLES.values()}
    assert kinds == set(types()) == set(KINDS)
    for kind in kinds:
        assert (FOLDER / "en" / f"{kind}.html").is_file()
        assert (FOLDER / "en" / f"{kind}.txt").is_file()


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_is_a_sound_page_and_the_same_in_plain_text(name: str) -> None:
    letter = render(EXAMPLES[name], SHOP)
    page = Outline(letter.html)
    assert letter.html.lower().startswith("<!doctype html>")
    assert page.tags.count("h1") == 1
    assert [image for image in page.images if {"alt", "width", "height", "src"} - {*image, "height"}] == []
    assert [link for link in page.links if not re.match("https://|mailto:|tel:", link)] == []
    assert "prefers-color-scheme: dark" in letter.html
    assert re.search(r'<div class="preheader"[^>]*>\s*[\w$]', letter.html), "every letter has a preheader"
    assert len(letter.html.encode()) < 100_000  # beyond that, mail programs cut a letter off
    for part in (letter.html, letter.text):
        assert not re.search(r"\{\{|\{%|None|Undefined", part)
    assert 5 < len(letter.subject) < 100
    assert "\n" not in letter.subject
    assert not re.search(r"<[a-z/]|&[a-z]+;", letter.text)
    secrets = [link for link in page.links if "#" in link]
    assert [link for link in secrets if link not in letter.text] == [], (
        "what HTML opens, plain text opens, too"
    )


def test_a_letter_to_a_recipient_tells_no_price_product_or_sender() -> None:
    """There is none today: nobody tells us her address."""
    for kind in types().values():
        if kind.audience is Audience.RECIPIENT:  # type: ignore[attr-defined]
            assert issubclass(kind, ToRecipient)
            assert [name for name in held(kind) if FORBIDDEN.search(name)] == []


@pytest.mark.parametrize("secret", ["price", "product_name", "buyer_name", "sender", "link", "parcels"])
def test_a_type_that_would_tell_a_recipient_too_much_cannot_be_defined(secret: str) -> None:
    body: dict[str, Any] = {"__annotations__": {"first_name": str, secret: str}, "kind": "coming"}
    with pytest.raises(TellsTooMuch, match=secret):
        type("Coming", (ToRecipient,), body)


def test_a_recipient_may_be_told_when_somebody_comes() -> None:
    @dataclass(frozen=True, slots=True)
    class Coming(ToRecipient):
        kind: ClassVar[str] = "coming"
        first_name: str
        day: str
        hours: str

    assert held(Coming) == {"first_name", "day", "hours"}
    assert Coming.audience is Audience.RECIPIENT


def test_only_the_shop_reads_recipes_and_only_buyers_and_the_shop_read_orders() -> None:
    orders = {kind for kind, each in types().items() if held(each) & {"number", "parcels"}}
    audiences = {types()[kind].audience for kind in orders}  # type: ignore[attr-defined]
    assert audiences == {Audience.BUYER, Audience.SHOP}
    assert {each.kind for each in types().values() if "stems" in held(each)} == {"order_new"}  # type: ignore[attr-defined]
