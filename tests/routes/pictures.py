"""Pictures as phones send them, and files that only look like one."""

import struct
import zlib
from io import BytesIO

from PIL import Image


def a_photo(kind: str = "JPEG", size: tuple[int, int] = (320, 200), **options: object) -> bytes:
    """Dark on the left half, light on the right, so that one sees how it lies."""
    image = Image.new("RGB", size, (30, 60, 40))
    image.paste((240, 220, 210), (size[0] // 2, 0, *size))
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def lying_on_its_side() -> bytes:
    """A JPEG whose EXIF says that it was taken upright, by somebody whose place and name it tells."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn right
    exif[0x013B] = "A Driver"
    exif.get_ifd(0x8825)[2] = (45.0, 31.0, 12.0)
    return a_photo(exif=exif.tobytes())


def a_bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 pixels wide and high."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    )


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (64, 64), color) for color in ("red", "green")]
    written = BytesIO()
    frames[0].save(written, kind, save_all=True, append_images=frames[1:])
    return written.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
