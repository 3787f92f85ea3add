"""A letter's content through its two templates: HTML with its styles inlined, and the same in plain text."""

import re
from dataclasses import dataclass
from functools import lru_cache

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from backend.config import ROOT
from backend.shop.notifications.letters.envelope import Content, ShopCard
from backend.shop.notifications.words import Words

FOLDER = ROOT / "backend" / "templates" / "letters"
DEFAULT_LANGUAGE = "en"

_inliner = css_inline.CSSInliner(load_remote_stylesheets=False)


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    text: str
    html: str


def render(content: Content, shop: ShopCard) -> Rendered:
    """The text template's first line is `Subject: ...`."""
    language = Words(shop.locale).language
    if not (FOLDER / language).is_dir():
        language = DEFAULT_LANGUAGE
    environment, known = _environment(language), {"letter": content, "shop": shop, "language": language}
    text = environment.get_template(f"{content.kind}.txt").render(known).lstrip()
    subject, _, body = text.removeprefix("Subject: ").partition("\n")
    html = environment.get_template(f"{content.kind}.html").render(known, subject=subject)
    return Rendered(subject=subject, text=_tidy(body), html=_inliner.inline(html))


@lru_cache
def _environment(language: str) -> Environment:
    """The language's own folder first, then the layout without words that all languages share."""
    return Environment(
        loader=FileSystemLoader([FOLDER / language, FOLDER]),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _tidy(text: str) -> str:
    """Never more than one empty line in a row."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
