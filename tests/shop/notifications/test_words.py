"""Money and days in several locales."""

from datetime import date

import pytest

from backend.shop.notifications.words import Words

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("locale", "language", "money", "day", "short_day"),
    [
        ("en-US", "en", "$12,345.67", "Tuesday, November 24", "Tue, Nov 24"),
        ("en_US", "en", "$12,345.67", "Tuesday, November 24", "Tue, Nov 24"),
        ("en-GB", "en", "US$12,345.67", "Tuesday 24 November", "Tue 24 Nov"),
        ("de-DE", "de", "12.345,67 $", "Dienstag, 24. November", "Di., 24. Nov."),
        ("fr-FR", "fr", "12 345,67 $US", "mardi 24 novembre", "mar. 24 nov."),
    ],
)
def test_a_shop_writes_as_its_people_read(
    locale: str, language: str, money: str, day: str, short_day: str
) -> None:
    words = Words(locale)
    assert words.language == language
    assert words.money(1234567, "USD") == money
    assert words.day(TUESDAY) == day
    assert words.short_day(TUESDAY) == short_day


def test_a_currency_without_cents_has_none() -> None:
    assert Words("en-US").money(500, "JPY") == "¥500"
