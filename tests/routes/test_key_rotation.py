"""The shop's key is changed, and nobody is logged out: what the key before signed is still believed."""

from typing import Any

import pyotp
import pytest

from backend.app import create_app
from backend.config import settings
from backend.shop.kit import clock
from backend.shop.orders.links import access_token
from tests.builders.accounts import PASSWORD
from tests.builders.shop import OpenShop
from tests.routes.buying import facts, fill_cart, order
from tests.routes.conftest import Browser
from tests.routes.people import MAYA, an_account, another_browser, bearer, log_in, refused
from tests.routes.post import code_to, token_to

OLD, NEW = "only-for-tests", "another-key-for-tests"


def restart(http: Browser, monkeypatch: pytest.MonkeyPatch, *, previous: str) -> Browser:
    """The same browser, with its cookies, at the shop that was started with the new key."""
    monkeypatch.setenv("SECRET_KEY", NEW)
    monkeypatch.setenv("SECRET_KEY_PREVIOUS", previous)
    settings.cache_clear()
    app = create_app()
    app.test_client_class = Browser
    browser: Any = app.test_client()
    browser._cookies = http._cookies
    assert isinstance(browser, Browser)
    return browser


def test_logins_codes_and_links_outlive_the_key(http: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    an_account()
    here = bearer(log_in(http))
    flow = http.post("/api/auth/code", json={"email": MAYA}).json["flow"]
    http.post("/api/auth/forgot-password", json={"email": MAYA})
    code, token = code_to(MAYA, "login"), token_to(MAYA, "reset")

    after = restart(http, monkeypatch, previous=OLD)

    assert after.get("/api/me", headers=here).json["email"] == MAYA
    renewed = after.post("/api/auth/refresh")
    assert after.get("/api/me", headers=bearer(renewed)).status_code == 200
    entered = another_browser(after).post("/api/auth/code/login", json={"flow": flow, "code": code})
    assert entered.status_code == 200
    answer = after.post("/api/auth/reset-password", json={"token": token, "password": "asters for all"})
    assert answer.status_code == 204


def test_an_order_stays_with_its_browser_and_its_letters(
    http: Browser, open_shop: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = order(http, fill_cart(http, open_shop)).json["number"]
    after = restart(http, monkeypatch, previous="")
    [(order_id,)] = facts("select id from orders")
    token = access_token(order_id)  # as a letter that is written now has it

    stranger = another_browser(after)
    assert stranger.post("/api/orders/access", json={"number": number, "token": token}).status_code == 204
    assert stranger.get(f"/api/orders/{number}").status_code == 200
    assert restart(http, monkeypatch, previous=OLD).get(f"/api/orders/{number}").status_code == 200


def test_the_second_factor_is_sealed_anew_with_its_next_use(
    http: Browser, open_shop: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = clock.now()  # no code of the app changes while the test goes on
    monkeypatch.setattr(clock, "now", lambda: stopped)
    an_account("iris@posy.example", "owner")
    here = bearer(log_in(http, "iris@posy.example"))
    secret = http.post("/api/me/totp", json={"password": PASSWORD}, headers=here).json["secret"]
    step = int(clock.now().timestamp()) // 30
    app = pyotp.TOTP(secret)
    http.post("/api/me/totp/confirm", json={"code": app.at((step - 1) * 30)}, headers=here)

    between = restart(http, monkeypatch, previous=OLD)
    assert log_in(another_browser(between), "iris@posy.example", totp=app.at(step * 30)).status_code == 200

    after = restart(http, monkeypatch, previous="")
    login = log_in(another_browser(after), "iris@posy.example", totp=app.at((step + 1) * 30))
    assert login.status_code == 200


def test_without_the_key_before_a_page_only_renews_its_token(
    http: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_account()
    here = bearer(log_in(http))

    after = restart(http, monkeypatch, previous="")

    assert refused(after.get("/api/me", headers=here)) == (401, "unauthenticated")
    assert after.get("/api/me", headers=bearer(after.post("/api/auth/refresh"))).status_code == 200
