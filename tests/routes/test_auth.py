"""Logging in through the door: tokens, rotation, theft, guessing."""

import base64
import json
from datetime import timedelta
from typing import Any

import jwt
import pytest

from backend import db
from backend.routes import cookies
from backend.shop.accounts import rules
from backend.shop.accounts.limits import LIMITS, Door
from backend.shop.kit import clock
from tests.builders.accounts import PASSWORD, a_person
from tests.routes.buying import facts
from tests.routes.conftest import Browser

LOGIN = LIMITS[Door.LOGIN]
assert LOGIN.both is not None


@pytest.fixture(autouse=True)
def wren(http: Browser) -> None:
    with db.transaction() as session:
        a_person(session, "wren@posy.example", role="florist")


def log_in(http: Browser, password: str = PASSWORD, email: str = "wren@posy.example") -> Any:
    return http.post("/api/auth/login", json={"email": email, "password": password})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def cookie(http: Browser) -> str:
    kept = http.get_cookie(cookies.REFRESH, path="/api/auth")
    assert kept is not None
    return kept.value


def test_who_logs_in_is_known_by_the_access_token(http: Browser) -> None:
    answer = log_in(http, email=" Wren@Posy.example ")

    assert answer.status_code == 200
    assert answer.json["expires_in"] == 600
    assert answer.json["me"] == {
        "name": "Wren",
        "email": "wren@posy.example",
        "role": "florist",
        "phone": None,
        "permissions": sorted(rules.GRANTS[rules.Role.FLORIST]),
        "has_totp": False,
        "must_enroll": False,
        "version": 1,
    }
    assert http.get("/api/me", headers=bearer(answer.json["access_token"])).json == answer.json["me"]


def test_the_refresh_cookie_is_out_of_reach_of_scripts_and_of_other_sites(http: Browser) -> None:
    kept, _ = log_in(http).headers.getlist("Set-Cookie")

    assert kept.startswith("posy_refresh=")
    assert all(part in kept for part in ("HttpOnly", "SameSite=Lax", "Path=/api/auth", "Max-Age=25919"))


@pytest.mark.parametrize("email", ["wren@posy.example", "nobody@posy.example"])
def test_unknown_and_known_addresses_are_refused_alike(http: Browser, email: str) -> None:
    answer = log_in(http, password="wrong password", email=email)

    assert (answer.status_code, answer.json["code"]) == (401, "login_refused")
    assert answer.json["detail"] == "Please check both, and mind capital letters."
    assert "Set-Cookie" not in answer.headers


def test_guessing_is_stopped_after_five_tries_for_this_address_alone(http: Browser) -> None:
    for _ in range(LOGIN.both.most):
        assert log_in(http, password="guess number x").status_code == 401

    stopped = log_in(http)
    elsewhere = http.post(
        "/api/auth/login",
        json={"email": "wren@posy.example", "password": PASSWORD},
        environ_base={"REMOTE_ADDR": "203.0.113.9"},
    )

    assert (stopped.status_code, stopped.json["code"]) == (429, "too_many_attempts")
    assert 0 < int(stopped.headers["Retry-After"]) <= 900
    assert elsewhere.status_code == 200  # the owner is not locked out by a stranger


def test_a_login_that_goes_well_forgives_the_failures_before_it(http: Browser) -> None:
    for _ in range(3):
        for _ in range(LOGIN.both.most - 1):
            log_in(http, password="guess number x")
        assert log_in(http).status_code == 200

    assert facts("select tries from try_counter order by tries") == [
        (LOGIN.both.most - 1,),  # with this e-mail from anywhere: a browser that has logged in is left out
        (3 * (LOGIN.both.most - 1),),  # from this address
    ]


def test_a_refresh_token_changes_with_each_use(http: Browser) -> None:
    log_in(http)
    first = cookie(http)
    answer = http.post("/api/auth/refresh")

    assert answer.status_code == 200
    assert cookie(http) != first
    assert http.get("/api/me", headers=bearer(answer.json["access_token"])).status_code == 200


def test_two_tabs_that_refresh_at_once_both_stay_logged_in(http: Browser) -> None:
    log_in(http)
    first = cookie(http)
    assert http.post("/api/auth/refresh").status_code == 200
    http.set_cookie(cookies.REFRESH, first, path="/api/auth")

    assert http.post("/api/auth/refresh").status_code == 200


def test_an_old_refresh_token_ends_the_whole_session(http: Browser) -> None:
    token = log_in(http).json["access_token"]
    stolen = cookie(http)
    http.post("/api/auth/refresh")
    later = clock.now() - rules.REUSE_GRACE - timedelta(seconds=1)
    with db.transaction() as session:
        session.connection().exec_driver_sql(
            "update refresh_token set used_at = %s where used_at is not null", (later,)
        )
    newest = cookie(http)
    http.set_cookie(cookies.REFRESH, stolen, path="/api/auth")

    refused = http.post("/api/auth/refresh")
    http.set_cookie(cookies.REFRESH, newest, path="/api/auth")

    assert (refused.status_code, refused.json["code"]) == (401, "session_ended")
    assert http.post("/api/auth/refresh").json["code"] == "session_ended"
    assert http.get("/api/me", headers=bearer(token)).json["code"] == "unauthenticated"


def test_logging_out_ends_the_session_at_once(http: Browser) -> None:
    token = log_in(http).json["access_token"]
    kept = cookie(http)

    assert http.post("/api/auth/logout").status_code == 204
    http.set_cookie(cookies.REFRESH, kept, path="/api/auth")

    assert http.post("/api/auth/refresh").json["code"] == "session_ended"
    assert http.get("/api/me", headers=bearer(token)).status_code == 401


@pytest.mark.parametrize("change", ["active = false", "role = 'customer'"])
def test_what_becomes_of_an_account_counts_with_the_next_request(http: Browser, change: str) -> None:
    token = log_in(http).json["access_token"]
    with db.transaction() as session:
        session.connection().exec_driver_sql(f"update account set {change}")

    answer = http.get("/api/me", headers=bearer(token))

    assert answer.status_code == (401 if "active" in change else 200)
    if answer.status_code == 200:
        assert answer.json["permissions"] == []


def test_a_session_ends_after_thirty_days_however_often_it_is_used(http: Browser) -> None:
    token = log_in(http).json["access_token"]
    with db.transaction() as session:
        session.connection().exec_driver_sql("update login_session set expires_at = now()")

    assert http.post("/api/auth/refresh").json["code"] == "session_ended"
    assert http.get("/api/me", headers=bearer(token)).status_code == 401


def forged(token: str, key: str, **claims: Any) -> str:
    known = jwt.decode(token, options={"verify_signature": False})
    return jwt.encode(known | claims, key, algorithm="HS256")


def test_token_confusion_opens_nothing(http: Browser) -> None:
    token = log_in(http).json["access_token"]
    key = http.application.config["JWT_SECRET_KEY"]
    head, body, _ = token.split(".")
    none = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode()).decode().rstrip("=")
    assert http.get("/api/me", headers=bearer(forged(token, key))).status_code == 200

    for wrong in (
        f"{none}.{body}.",
        f"{head}.{body}.AAAA",
        jwt.encode(jwt.decode(token, options={"verify_signature": False}), key, algorithm="HS512"),
        forged(token, "another key, long enough for this algorithm"),
        forged(token, key, aud="elsewhere"),
        forged(token, key, exp=1),
        forged(token, key, typ="refresh"),
        forged(token, key, type="refresh"),
        forged(token, key, sub="no session"),
        cookie(http),
        "nonsense",
    ):
        answer = http.get("/api/me", headers=bearer(wrong))
        assert (answer.status_code, answer.json["code"]) == (401, "unauthenticated"), wrong


def test_without_a_token_nobody_is_known(http: Browser) -> None:
    assert http.get("/api/me").json["code"] == "unauthenticated"
    assert http.post("/api/auth/refresh").json["code"] == "session_ended"
