"""Sets a document with typst: the template says how it looks, the data come to it as JSON and stay data.

Only the typefaces in the templates' folder are used, whatever the machine has, and nothing is fetched.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any

import typst

from backend.config import ROOT
from backend.shop.dashboard.documents import glyphs
from backend.shop.notifications.words import Words
from backend.shop.settings.models import Shop

FOLDER = ROOT / "backend" / "templates" / "documents"
FONTS = FOLDER / "fonts"
DEFAULT_LANGUAGE = "en"

# Where a letter is 8.5 by 11 inches; everywhere else it is A4 (Unicode CLDR, "paperSize").
_LETTER_COUNTRIES = frozenset(
    {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
)


class Paper(StrEnum):
    """What lies in the printer; `LABEL` is one label of 100 by 62 mm."""

    LETTER = "letter"
    A4 = "a4"
    LABEL = "label"


def paper_of(shop: Shop) -> Paper:
    """The sheet that the shop's country writes on."""
    return Paper.LETTER if shop.country in _LETTER_COUNTRIES else Paper.A4


def press(template: str, *, data: Mapping[str, Any], shop: Shop, paper: Paper) -> bytes:
    """The document as PDF."""
    language = Words(shop.locale).language
    if not (FOLDER / language).is_dir():
        language = DEFAULT_LANGUAGE
    whole = {"paper": paper, "shop": _card(shop), **data}
    compiler = typst.Compiler(
        input=str(FOLDER / language / f"{template}.typ"),
        root=str(ROOT / "backend"),  # of the templates and the shop's mark
        font_paths=_typefaces(),
        sys_inputs={"data": json.dumps(_cleaned(whole))},
    )
    pages = compiler.compile(format="pdf")
    if not isinstance(pages, bytes):
        raise TypeError("a PDF is one file")
    return pages


@lru_cache
def _typefaces() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _card(shop: Shop) -> dict[str, str]:
    return {"name": shop.name, "tagline": shop.tagline, "phone": shop.phone}


def _cleaned(value: Any) -> Any:
    """The data with control characters taken out of every text."""
    if isinstance(value, str):
        return glyphs.cleaned(value)
    if isinstance(value, Mapping):
        return {name: _cleaned(inner) for name, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list | tuple) else value
