"""Refusals: named, coded, and one JSON form for all."""

from collections.abc import Iterator

import pytest

from backend.shop.kit.errors import Busy, Malformed, NotFound, Refusal


class SlotFull(Refusal):
    code, status, title = "slot_full", 409, "That time is taken"


def test_a_refusal_is_a_problem_with_its_code_and_extras() -> None:
    refusal = SlotFull("Tuesday morning is full.", delivery_id="7", alternatives=[])
    assert refusal.as_json() == {
        "type": "about:blank#slot_full",
        "title": "That time is taken",
        "status": 409,
        "detail": "Tuesday morning is full.",
        "code": "slot_full",
        "delivery_id": "7",
        "alternatives": [],
    }
    assert str(refusal) == "Tuesday morning is full."


def test_without_a_detail_the_title_says_it() -> None:
    assert SlotFull().as_json()["detail"] == "That time is taken"


def test_when_to_come_back_is_a_header_not_a_field() -> None:
    refusal = Busy(retry_after=2)
    assert refusal.retry_after == 2
    assert "retry_after" not in refusal.as_json()


@pytest.mark.parametrize(
    ("refusal", "code", "status"),
    [(Busy, "busy", 503), (NotFound, "not_found", 404), (Malformed, "validation", 422)],
)
def test_the_common_refusals_keep_their_codes(refusal: type[Refusal], code: str, status: int) -> None:
    assert (refusal.code, refusal.status) == (code, status)


def every_refusal(parent: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for child in parent.__subclasses__():
        yield child
        yield from every_refusal(child)


def test_every_refusal_of_the_shop_has_words_and_a_status_of_its_kind() -> None:
    for refusal in every_refusal():
        assert refusal.code.replace("_", "").isalpha()
        assert 400 <= refusal.status < 600
        assert refusal.title != ""
