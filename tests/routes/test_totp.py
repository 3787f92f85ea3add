"""The second factor through the door: setting up, logging in, recovery, and who has to have one."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pyotp
import pytest

from backend.config import settings
from backend.shop.kit import clock
from tests.builders.accounts import PASSWORD
from tests.builders.shop import OpenShop
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.people import an_account, another_browser, bearer, log_in, refused
from tests.routes.post import code_to

IRIS = "iris@posy.example"
App = Callable[[int], str]


@pytest.fixture(autouse=True)
def iris(http: Browser, open_shop: OpenShop, monkeypatch: pytest.MonkeyPatch) -> None:
    an_account(IRIS, "owner")
    stopped = clock.now()  # no code of the app changes while a test goes on
    monkeypatch.setattr(clock, "now", lambda: stopped)


@pytest.fixture
def required(http: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shop as it is outside the demo."""
    monkeypatch.setenv("POSY_REQUIRE_TOTP", "true")
    settings.cache_clear()


def enroll(http: Browser, headers: dict[str, str], **more: Any) -> tuple[App, list[str]]:
    """Sets the factor up; answers the app (its code so many steps from now) and the recovery codes."""
    made = http.post("/api/me/totp", json={"password": PASSWORD, **more}, headers=headers)
    assert made.status_code == 200, made.json
    app = app_with(made.json["secret"])
    kept = http.post("/api/me/totp/confirm", json={"code": app(-1)}, headers=headers)
    assert kept.status_code == 200, kept.json
    return app, kept.json["recovery_codes"]


def app_with(secret: str) -> App:
    return lambda later: pyotp.TOTP(secret).at(clock.now() + timedelta(seconds=30 * later))


def test_an_app_is_set_up_by_text_address_or_picture(http: Browser) -> None:
    made = http.post("/api/me/totp", json={"password": PASSWORD}, headers=bearer(log_in(http, IRIS))).json

    assert re.fullmatch("[A-Z2-7]{32}", made["secret"])
    assert made["uri"].startswith("otpauth://totp/")
    assert pyotp.parse_uri(made["uri"]).secret == made["secret"]
    assert made["qr_svg"].startswith("<svg")
    assert made["secret"] not in str(facts("select totp_pending, totp_secret from account"))


def test_a_factor_counts_for_nothing_until_its_first_code(http: Browser) -> None:
    here = bearer(log_in(http, IRIS))
    made = http.post("/api/me/totp", json={"password": PASSWORD}, headers=here)
    wrong = http.post("/api/me/totp/confirm", json={"code": "000000"}, headers=here)

    assert refused(wrong) == (401, "totp_refused")
    assert http.get("/api/me", headers=here).json["has_totp"] is False
    assert log_in(another_browser(http), IRIS).status_code == 200
    code = app_with(made.json["secret"])(0)
    assert (
        len(http.post("/api/me/totp/confirm", json={"code": code}, headers=here).json["recovery_codes"]) == 10
    )
    assert http.get("/api/me", headers=here).json["has_totp"] is True


def test_a_login_takes_the_code_too(http: Browser) -> None:
    app, _ = enroll(http, bearer(log_in(http, IRIS)))
    desk = another_browser(http)

    without, wrong = log_in(desk, IRIS), log_in(desk, IRIS, totp="000000")
    old = log_in(desk, IRIS, totp=app(-4))
    right = log_in(desk, IRIS, totp=app(0))

    assert [refused(each) for each in (without, wrong, old)] == [
        (401, "totp_required"),
        (401, "totp_refused"),
        (401, "totp_refused"),
    ]
    assert right.json["me"]["has_totp"] is True


def test_the_code_is_asked_only_of_who_knows_the_password(http: Browser) -> None:
    enroll(http, bearer(log_in(http, IRIS)))

    assert refused(log_in(another_browser(http), IRIS, "a guess")) == (401, "login_refused")


def test_a_code_of_the_app_is_good_once(http: Browser) -> None:
    app, _ = enroll(http, bearer(log_in(http, IRIS)))
    code = app(0)
    assert log_in(another_browser(http), IRIS, totp=code).status_code == 200

    assert refused(log_in(another_browser(http), IRIS, totp=code)) == (401, "totp_refused")
    assert refused(log_in(another_browser(http), IRIS, totp=app(-1))) == (401, "totp_refused")
    assert log_in(another_browser(http), IRIS, totp=app(1)).status_code == 200


def test_a_recovery_code_opens_once(http: Browser) -> None:
    _, codes = enroll(http, bearer(log_in(http, IRIS)))
    assert len(set(codes)) == 10

    assert log_in(another_browser(http), IRIS, totp=codes[0].lower()).status_code == 200
    assert refused(log_in(another_browser(http), IRIS, totp=codes[0])) == (401, "totp_refused")
    assert log_in(another_browser(http), IRIS, totp=codes[9].replace("-", " ")).status_code == 200
    assert facts("select count(*) from recovery_code") == [(8,)]
    assert codes[1] not in str(facts("select code_hash from recovery_code"))


def test_codes_are_guessed_ten_times_and_no_more_from_wherever(http: Browser) -> None:
    app, _ = enroll(http, bearer(log_in(http, IRIS)))

    def guess(number: int, code: str) -> Any:
        body = {"email": IRIS, "password": PASSWORD, "totp": code}
        place = {"REMOTE_ADDR": f"203.0.113.{number}"}
        return another_browser(http).post("/api/auth/login", json=body, environ_base=place)

    for number in range(9):  # the first was the one that set it up
        assert refused(guess(number, "000000")) == (401, "totp_refused")
    assert refused(guess(99, app(0))) == (429, "too_many_attempts")


def test_a_code_from_a_letter_does_not_replace_the_factor(http: Browser) -> None:
    app, _ = enroll(http, bearer(log_in(http, IRIS)))
    desk = another_browser(http)
    flow = desk.post("/api/auth/code", json={"email": IRIS}).json["flow"]
    body = {"flow": flow, "code": code_to(IRIS, "login")}

    assert refused(desk.post("/api/auth/code/login", json=body)) == (401, "totp_required")
    assert refused(desk.post("/api/auth/code/login", json=body | {"totp": "000000"})) == (401, "totp_refused")
    assert desk.post("/api/auth/code/login", json=body | {"totp": app(0)}).status_code == 200


def test_setting_it_up_logs_every_other_device_out(http: Browser) -> None:
    phone = another_browser(http)
    on_phone = bearer(log_in(phone, IRIS))
    here = bearer(log_in(http, IRIS))

    enroll(http, here)

    assert refused(phone.get("/api/me", headers=on_phone)) == (401, "unauthenticated")
    assert http.get("/api/me", headers=here).status_code == 200


def test_another_phone_takes_password_and_the_code_of_the_first(http: Browser) -> None:
    here = bearer(log_in(http, IRIS))
    first, old_codes = enroll(http, here)
    without = http.post("/api/me/totp", json={"password": PASSWORD}, headers=here)
    stranger = http.post("/api/me/totp", json={"password": "guess", "code": first(0)}, headers=here)

    second, _ = enroll(http, here, code=first(0))

    assert refused(without) == (401, "totp_required")
    assert refused(stranger) == (403, "password_refused")
    assert refused(log_in(another_browser(http), IRIS, totp=first(1))) == (401, "totp_refused")
    assert refused(log_in(another_browser(http), IRIS, totp=old_codes[0])) == (401, "totp_refused")
    assert log_in(another_browser(http), IRIS, totp=second(0)).status_code == 200


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("role", ["owner", "manager"])
def test_owner_and_manager_may_do_nothing_without_one(http: Browser, role: str) -> None:
    email = f"{role}@posy.example"
    an_account(email, role)
    answer = log_in(http, email)
    here = bearer(answer)

    assert (answer.json["me"]["permissions"], answer.json["me"]["must_enroll"]) == ([], True)
    assert refused(http.get("/api/admin/today", headers=here)) == (403, "forbidden")

    enroll(http, here)

    me = http.get("/api/me", headers=here).json
    assert me["must_enroll"] is False
    assert "set_capacity" in me["permissions"]
    assert http.get("/api/admin/today", headers=here).status_code == 200


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("role", ["florist", "driver"])
def test_florist_and_driver_may_leave_it(http: Browser, role: str) -> None:
    email = f"{role}@posy.example"
    an_account(email, role)
    answer = log_in(http, email)
    assert answer.json["me"]["must_enroll"] is False
    assert answer.json["me"]["permissions"] != []
    here = bearer(answer)
    app, _ = enroll(http, here)

    gone = http.delete("/api/me/totp", json={"password": PASSWORD, "code": app(0)}, headers=here)

    assert gone.status_code == 204
    assert log_in(another_browser(http), email).status_code == 200
    assert facts("select * from recovery_code") == []


@pytest.mark.usefixtures("required")
def test_an_owner_does_not_get_rid_of_it(http: Browser) -> None:
    here = bearer(log_in(http, IRIS))
    app, _ = enroll(http, here)

    answer = http.delete("/api/me/totp", json={"password": PASSWORD, "code": app(0)}, headers=here)

    assert refused(answer) == (409, "totp_needed")
    assert http.get("/api/me", headers=here).json["has_totp"] is True


def test_customers_have_none(http: Browser) -> None:
    an_account()
    here = bearer(log_in(http))

    answer = http.post("/api/me/totp", json={"password": PASSWORD}, headers=here)

    assert refused(answer) == (403, "forbidden")
