"""What is derived from the shop's key: alike for the same key and row, unlike for any other."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from backend.config import settings
from backend.shop.accounts import keys

ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    monkeypatch.setenv("SECRET_KEY", "a key for tests")
    settings.cache_clear()
    yield monkeypatch
    settings.cache_clear()


def another_key(patch: pytest.MonkeyPatch, previous: str) -> None:
    patch.setenv("SECRET_KEY", "another key")
    patch.setenv("SECRET_KEY_PREVIOUS", previous)
    settings.cache_clear()


def test_a_code_is_six_digits_of_its_row_alone() -> None:
    codes = {keys.code_of(UUID(int=number)) for number in range(1000)}

    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len(codes) > 990
    assert keys.is_code_of(ONE, keys.code_of(ONE))
    assert not keys.is_code_of(OTHER, keys.code_of(ONE))


def test_spaces_in_a_code_do_not_matter_and_letters_are_no_code() -> None:
    code = keys.code_of(ONE)

    assert keys.is_code_of(ONE, f" {code[:3]} {code[3:]}")
    for wrong in ("", "abcdef", code[:5], code + "0", "١٢٣٤٥٦"):
        assert not keys.is_code_of(ONE, wrong)


def test_a_token_names_its_row_and_no_other() -> None:
    token = keys.token_of(ONE)

    assert keys.id_of_token(token) == ONE
    assert keys.id_of_token(token.replace(ONE.hex, OTHER.hex)) is None


def test_the_key_before_is_believed_while_it_is_told(key: pytest.MonkeyPatch) -> None:
    code, token, seal = keys.code_of(ONE), keys.token_of(ONE), keys.sealed("JBSWY3DPEHPK3PXP")

    another_key(key, previous="a key for tests")
    assert keys.code_of(ONE) != code
    assert keys.is_code_of(ONE, code)
    assert keys.id_of_token(token) == ONE
    assert keys.opened(seal) == "JBSWY3DPEHPK3PXP"

    another_key(key, previous="")
    assert not keys.is_code_of(ONE, code)
    assert keys.id_of_token(token) is None
    assert keys.opened(seal) is None
