"""A photo from a phone, made safe to keep: of what was sent nothing survives but its pixels.

Only one whole JPEG, PNG or WebP picture is a photo. Its size is read from its header and judged before
anything is decoded; bytes behind its end, a second frame, a cut-off file or another type than was claimed are
refused.
"""

import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from backend.shop.orders.errors import NotAPhoto

MIMETYPES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_MOST_PIXELS = 40_000_000
_SHORTEST_SIDE = 32
_LONGEST_SIDE = 1280
_QUALITY = 80
_LETTER_SIDE = 640

# Decoding takes up to 160 MB: one at a time in a process.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """WebP without any metadata."""

    width: int
    height: int
    content: bytes


def as_photo(sent: bytes, mimetype: str) -> Picture:
    """The photo upright, at most 1280 pixels long, as WebP. Raises NotAPhoto."""
    refusal = NotAPhoto("Please send one JPEG, PNG or WebP picture.")
    kind = MIMETYPES.get(mimetype)
    if kind is None or not _is_whole(kind, sent):
        raise refusal
    try:
        with _one_at_a_time:
            return _redrawn(sent, kind)
    except NotAPhoto:
        raise
    except Exception as error:  # whatever the decoder stumbles over is no photo
        raise refusal from error


def as_jpeg(photo: bytes) -> bytes:
    """A kept photo for a letter: not every mail program knows WebP."""
    image = Image.open(BytesIO(photo), formats=("WEBP",))
    image.thumbnail((_LETTER_SIDE, _LETTER_SIDE))
    written = BytesIO()
    image.convert("RGB").save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def _redrawn(sent: bytes, kind: str) -> Picture:
    with Image.open(BytesIO(sent), formats=(kind,)) as image:
        _check_size(image)
        image.verify()
    with Image.open(BytesIO(sent), formats=(kind,)) as image:
        image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))  # a large JPEG is decoded small
        colored = ImageOps.exif_transpose(image).convert("RGBA")
        drawn = Image.new("RGB", colored.size, "white")
        drawn.paste(colored, mask=colored.getchannel("A"))
    written = BytesIO()
    drawn.save(written, "WEBP", quality=_QUALITY, method=4)
    return Picture(drawn.width, drawn.height, written.getvalue())


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > _MOST_PIXELS:
        raise NotAPhoto("This picture has too many pixels. Please send a smaller one.")
    if min(image.size) < _SHORTEST_SIDE:
        raise NotAPhoto("This picture is too small to show anything.")
    if getattr(image, "n_frames", 1) > 1:
        raise NotAPhoto("Please send a picture that does not move.")


def _is_whole(kind: str, sent: bytes) -> bool:
    """Whether the file is this picture from its first byte to its last, and nothing besides."""
    try:
        return _ENDS[kind](sent) == len(sent)
    except (struct.error, IndexError, ValueError):
        return False


def _end_of_png(sent: bytes) -> int:
    if not sent.startswith(b"\x89PNG\r\n\x1a\n"):
        raise ValueError("no PNG")
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", sent, at)
        at += 12 + length
    return at


def _end_of_webp(sent: bytes) -> int:
    riff, length, webp = struct.unpack_from("<4sI4s", sent)
    if (riff, webp) != (b"RIFF", b"WEBP"):
        raise ValueError("no WebP")
    return int(length) + 8


_FILL, _START_OF_SCAN, _END_OF_IMAGE = 0xFF, 0xDA, 0xD9
_WITHIN_SCAN = frozenset({0x00, _FILL, *range(0xD0, 0xD8)})


def _end_of_jpeg(sent: bytes) -> int:
    """ITU T.81, annex B: segments with their length, and after each scan's header its coded data."""
    if not sent.startswith(b"\xff\xd8"):
        raise ValueError("no JPEG")
    at, marker = 2, 0
    while marker != _END_OF_IMAGE:
        at = _start_of_marker(sent, at)
        marker = sent[at + 1]
        at += 2
        if marker != _END_OF_IMAGE:
            (length,) = struct.unpack_from(">H", sent, at)
            at += int(length)
        if marker == _START_OF_SCAN:
            at = _after_scan(sent, at)
    return at


def _start_of_marker(sent: bytes, at: int) -> int:
    """Where the marker's two bytes begin; any number of fill bytes may stand before it."""
    if sent[at] != _FILL:
        raise ValueError("no marker")
    while sent[at + 1] == _FILL:
        at += 1
    return at


def _after_scan(sent: bytes, at: int) -> int:
    """The next marker that is no part of the coded data."""
    at = sent.index(_FILL, at)
    while sent[at + 1] in _WITHIN_SCAN:
        at = sent.index(_FILL, at + 1)
    return at


_ENDS: dict[str, Callable[[bytes], int]] = {"PNG": _end_of_png, "WEBP": _end_of_webp, "JPEG": _end_of_jpeg}
