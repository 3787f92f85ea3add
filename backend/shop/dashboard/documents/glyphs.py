"""Which characters the house's typefaces have, read from their `cmap` tables: a card never shows a box.

The format is that of the OpenType specification 1.9, "cmap": subtables 4 and 12 are the ones in use.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"})  # marks join the letter before them
_KEPT = "\n"
# A run of so many letters may be divided after each few, never inside a letter of several characters.
_LONG = re.compile(r"[^\s-]{28,}")
_FEW = re.compile("(.{8})(?<!\u200d)(?=[^\u200d\ufe0e\ufe0f\u0300-\u036f\U0001f3fb-\U0001f3ff])")


def cleaned(text: str) -> str:
    """The text as paper takes it: no control characters, one kind of line end, no word wider than a page."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(each for each in lines if each in _KEPT or unicodedata.category(each) != "Cc")
    return _LONG.sub(lambda run: _FEW.sub("\\1\u200b", run[0]), kept.strip())


def missing(text: str, folder: Path) -> list[str]:
    """The names of the characters that none of the typefaces in the folder has, each once."""
    known = _known(folder)
    unknown = (each for each in text if ord(each) not in known and unicodedata.category(each) not in _UNSEEN)
    return [unicodedata.name(each, f"U+{ord(each):04X}").capitalize() for each in dict.fromkeys(unknown)]


@lru_cache(maxsize=4)
def _known(folder: Path) -> frozenset[int]:
    return frozenset(code for path in folder.glob("*.ttf") for code in _codes(path.read_bytes()))


def _codes(font: bytes) -> Iterator[int]:
    cmap = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", cmap, 2)
    for number in range(count):
        (at,) = struct.unpack_from(">I", cmap, 4 + 8 * number + 4)
        (kind,) = struct.unpack_from(">H", cmap, at)
        if kind == 4:  # noqa: PLR2004
            yield from _segments(cmap, at)
        elif kind == 12:  # noqa: PLR2004
            yield from _groups(cmap, at)


def _table(font: bytes, name: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        tag, _, at, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == name:
            return font[at : at + length]
    raise ValueError(f"no {name.decode()} table")


def _segments(cmap: bytes, at: int) -> Iterator[int]:
    """Format 4: ranges of 16-bit codes; a code whose glyph is 0 is not there."""
    count = struct.unpack_from(">H", cmap, at + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", cmap, at + 14 + 2 * skipped)
        for skipped in (0, count + 1, 2 * count + 1, 3 * count + 1)
    )
    for index, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = at + 16 + 2 * (3 * count + index) + offset + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", cmap, place)
            if glyph and (glyph + delta) & 0xFFFF:
                yield code


def _groups(cmap: bytes, at: int) -> Iterator[int]:
    """Format 12: ranges of any codes."""
    (count,) = struct.unpack_from(">I", cmap, at + 12)
    for number in range(count):
        first, last, _ = struct.unpack_from(">III", cmap, at + 16 + 12 * number)
        yield from range(first, last + 1)
