"""Public identifiers: readable aloud, not guessable, stored only as what cannot be turned back."""

import re

from backend.shop.kit import ids


def test_an_order_number_can_be_read_over_the_phone() -> None:
    numbers = {ids.order_number() for _ in range(2000)}
    assert len(numbers) == 2000
    letters = "[34679ACDEFGHJKMNPQRTWXY]{4}"
    assert [number for number in numbers if not re.fullmatch(f"{letters}-{letters}", number)] == []


def test_a_token_has_256_bits_and_goes_into_a_link_as_it_is() -> None:
    tokens = {ids.token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert [token for token in tokens if not re.fullmatch(r"[\w-]{43}", token)] == []


def test_a_token_is_known_again_by_its_hash_alone() -> None:
    assert ids.token_hash("petal") == "2f9bd590d4cbdb08f0fa572342dabb1927fe289e9ab3cc076f139aaf4fb41a2e"
    assert ids.token_hash("petal") != ids.token_hash("petals")
