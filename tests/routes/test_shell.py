"""The pages' shell: head by the server, real 404s, long-lived assets."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from backend.routes import shell
from tests.builders.shop import OpenShop

INDEX = (
    '<!doctype html><html><head><title>x</title><meta name="description" content="y" /></head>'
    '<body><div id="root"></div></body></html>'
)


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A built client of three files."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(INDEX)
    (tmp_path / "assets" / "main-abc.js").write_text("1")
    (tmp_path / "favicon.svg").write_text("<svg/>")
    monkeypatch.setattr(shell, "BUILT", tmp_path)


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/", 200, "Posy · Flowers made the morning they leave"),
        ("/flowers", 200, "Bouquets and plants · Posy"),
        ("/flowers/rose-city-dozen", 200, "Rose City Dozen · Posy"),
        ("/flowers/no-such-bouquet", 404, "Nothing here · Posy"),
        ("/cart", 200, "Your cart · Posy"),
        ("/checkout", 200, "Checkout · Posy"),
        ("/orders/K7MD-93QA", 200, "Your order · Posy"),
        ("/wp-login.php", 404, "Nothing here · Posy"),
    ],
)
def test_each_page_has_its_title_and_status(
    http: FlaskClient, open_shop: OpenShop, path: str, status: int, title: str
) -> None:
    page = http.get(path)
    assert page.status_code == status
    assert f"<title>{title}</title>" in page.text
    assert '<div id="root">' in page.text


def test_a_page_that_has_not_changed_is_a_304(http: FlaskClient, open_shop: OpenShop) -> None:
    etag = http.get("/flowers").headers["ETag"]
    assert http.get("/flowers", headers={"If-None-Match": etag}).status_code == 304


def test_built_files_are_kept_for_a_year_and_nothing_else_is_served(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    asset = http.get("/assets/main-abc.js")
    assert asset.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert http.get("/favicon.svg").text == "<svg/>"
    assert http.get("/assets/../index.html").status_code in (200, 404)
    assert http.get("/assets/%2e%2e/%2e%2e/config.py").status_code == 404
    assert http.get("/assets/nothing.js").status_code == 404
