"""A photo is taken apart: what is one becomes WebP without a word of its camera, what is none is refused."""

from io import BytesIO

import pytest
from PIL import Image

from backend.shop.orders.errors import NotAPhoto
from backend.shop.orders.pictures import as_jpeg, as_photo
from tests.routes.pictures import SVG, a_bomb, a_photo, lying_on_its_side, moving

JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"


def drawn(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=("WEBP",))


@pytest.mark.parametrize(("kind", "mimetype"), [("JPEG", JPEG), ("PNG", PNG), ("WEBP", WEBP)])
def test_every_kind_becomes_webp(kind: str, mimetype: str) -> None:
    photo = as_photo(a_photo(kind), mimetype)
    assert drawn(photo.content).size == (photo.width, photo.height) == (320, 200)


@pytest.mark.parametrize(
    ("size", "becomes"), [((4000, 3000), (1280, 960)), ((90, 4000), (29, 1280)), ((1280, 40), (1280, 40))]
)
def test_a_large_one_is_made_small(size: tuple[int, int], becomes: tuple[int, int]) -> None:
    assert drawn(as_photo(a_photo(size=size), JPEG).content).size == becomes


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_blocks": 4}, {"quality": 100}])
def test_the_ways_of_writing_a_jpeg(options: dict[str, object]) -> None:
    assert as_photo(a_photo(**options), JPEG).width == 320  # type: ignore[arg-type]  # Pillow's own options


def test_it_stands_upright_and_tells_nothing_of_its_maker() -> None:
    sent = lying_on_its_side()
    assert b"A Driver" in sent
    content = as_photo(sent, JPEG).content
    image = drawn(content)
    assert image.size == (200, 320)
    top, bottom = (image.convert("L").getpixel((100, at)) for at in (20, 300))
    assert top == pytest.approx(50, abs=8)
    assert bottom == pytest.approx(225, abs=8)
    assert not image.getexif()
    assert b"A Driver" not in content
    assert b"EXIF" not in content


def test_what_shines_through_is_white() -> None:
    clear = BytesIO()
    Image.new("RGBA", (64, 64), (0, 0, 0, 0)).save(clear, "PNG")
    assert drawn(as_photo(clear.getvalue(), PNG).content).convert("RGB").getpixel((9, 9)) == (255, 255, 255)


NOT_PHOTOS = {
    "nothing": (b"", JPEG),
    "words": (b"These are only words.", JPEG),
    "svg": (SVG, PNG),
    "svg as svg in png's clothes": (SVG, WEBP),
    "bomb": (a_bomb(), PNG),
    "many pixels": (a_photo(size=(8000, 5001)), JPEG),
    "a dot": (a_photo(size=(1, 1)), JPEG),
    "truncated jpeg": (a_photo()[:-200], JPEG),
    "truncated png": (a_photo("PNG")[:-20], PNG),
    "truncated webp": (a_photo("WEBP")[:-20], WEBP),
    "jpeg with a zip behind it": (a_photo() + b"PK\x03\x04" + b"0" * 60, JPEG),
    "jpeg with a page behind it": (a_photo() + b"<script>alert(1)</script>\xff\xd9", JPEG),
    "png with php behind it": (a_photo("PNG") + b"<?php system($_GET['c']); ?>", PNG),
    "webp with a page behind it": (a_photo("WEBP") + b"<script>", WEBP),
    "a png that says it is a jpeg": (a_photo("PNG"), JPEG),
    "a gif": (a_photo("GIF"), PNG),
    "a moving png": (moving("PNG"), PNG),
    "a moving webp": (moving("WEBP"), WEBP),
    "a jpeg whose segments lead nowhere": (b"\xff\xd8\xff\xe0\xff\xff" + b"0" * 40, JPEG),
}


@pytest.mark.parametrize("name", NOT_PHOTOS)
def test_what_is_no_photo(name: str) -> None:
    with pytest.raises(NotAPhoto):
        as_photo(*NOT_PHOTOS[name])


def test_a_letter_gets_a_small_jpeg() -> None:
    content = as_jpeg(as_photo(a_photo(size=(2000, 1000)), JPEG).content)
    assert Image.open(BytesIO(content), formats=("JPEG",)).size == (640, 320)
