"""Inviting, changing and letting go of those who work here."""

from typing import Any

import pytest

from tests.builders.accounts import PASSWORD
from tests.routes import staff
from tests.routes.buying import facts
from tests.routes.conftest import Browser
from tests.routes.people import another_browser, log_in, refused
from tests.routes.post import token_to

ROBIN = "robin@posy.example"
OWNER = "owner@posy.example"


@pytest.fixture
def owner(http: Browser) -> dict[str, str]:
    return staff.log_in(http, "owner")


def invite(http: Browser, owner: dict[str, str], role: str = "florist") -> Any:
    body = {"name": "Robin Hale", "email": "Robin@posy.example", "role": role}
    return http.post("/api/admin/staff", json=body, headers=owner)


def accept(http: Browser, token: str, password: str = PASSWORD) -> Any:
    return http.post("/api/auth/invitation", json={"token": token, "password": password})


def member(http: Browser, owner: dict[str, str], email: str) -> Any:
    listed = http.get("/api/admin/staff", headers=owner).json["items"]
    return next(each for each in listed if each["email"] == email)


def change(http: Browser, owner: dict[str, str], who: Any, **wanted: Any) -> Any:
    body = {"version": who["version"], **wanted}
    return http.patch(f"/api/admin/staff/{who['id']}", json=body, headers=owner)


def test_who_is_invited_chooses_a_password_and_logs_in(http: Browser, owner: dict[str, str]) -> None:
    invited = invite(http, owner)

    assert invited.status_code == 201
    assert {
        name: invited.json[name] for name in ("name", "email", "role", "active", "invited", "has_totp")
    } == {
        "name": "Robin Hale",
        "email": ROBIN,
        "role": "florist",
        "active": True,
        "invited": True,
        "has_totp": False,
    }
    assert refused(log_in(http, ROBIN)) == (401, "login_refused")
    token = token_to(ROBIN, "invite")
    assert refused(accept(http, token, "password123")) == (422, "weak_password")
    assert accept(http, token).status_code == 204
    assert refused(accept(http, token, "another good one")) == (409, "link_over")
    assert "see_orders" in log_in(another_browser(http), ROBIN).json["me"]["permissions"]
    assert member(http, owner, ROBIN)["invited"] is False


def test_a_newer_invitation_ends_the_one_before(http: Browser, owner: dict[str, str]) -> None:
    invited = invite(http, owner)
    first = token_to(ROBIN, "invite")

    assert http.post(f"/api/admin/staff/{invited.json['id']}/invitation", headers=owner).status_code == 204

    assert refused(accept(http, first)) == (409, "link_over")
    assert accept(http, token_to(ROBIN, "invite")).status_code == 204


def test_an_invitation_is_no_link_to_reset_with(http: Browser, owner: dict[str, str]) -> None:
    invite(http, owner)
    token = token_to(ROBIN, "invite")

    answer = http.post("/api/auth/reset-password", json={"token": token, "password": PASSWORD})

    assert refused(answer) == (409, "link_over")


def test_an_address_is_invited_once(http: Browser, owner: dict[str, str]) -> None:
    invite(http, owner)

    assert refused(invite(http, owner)) == (409, "account_exists")
    assert facts("select count(*) from one_time_secret") == [(1,)]


def test_closing_a_login_ends_it_at_once(http: Browser, owner: dict[str, str]) -> None:
    florist = staff.log_in(http, "florist")
    who = member(http, owner, "florist@posy.example")

    closed = change(http, owner, who, active=False)

    assert (closed.status_code, closed.json["active"]) == (200, False)
    assert refused(http.get("/api/admin/stock", headers=florist)) == (401, "unauthenticated")
    assert refused(log_in(another_browser(http), "florist@posy.example")) == (401, "login_refused")
    assert change(http, owner, closed.json, active=True).json["active"] is True
    assert log_in(another_browser(http), "florist@posy.example").status_code == 200


def test_closing_a_login_ends_what_was_sent_to_it(http: Browser, owner: dict[str, str]) -> None:
    invited = invite(http, owner).json
    token = token_to(ROBIN, "invite")
    change(http, owner, invited, active=False)
    change(http, owner, {**invited, "version": 2}, active=True)

    assert refused(accept(http, token)) == (409, "link_over")


def test_another_role_counts_with_the_next_request(http: Browser, owner: dict[str, str]) -> None:
    florist = staff.log_in(http, "florist")
    who = member(http, owner, "florist@posy.example")

    assert change(http, owner, who, role="driver").json["role"] == "driver"

    assert http.get("/api/me", headers=florist).json["permissions"] == ["drive"]
    assert facts("select actor, action, change::text from audit_entry") == [
        (f"staff:{member(http, owner, OWNER)['id']}", "staff.changed", '{"role": ["florist", "driver"]}')
    ]


@pytest.mark.parametrize("wanted", [{"active": False}, {"role": "manager"}])
def test_the_last_owner_stays(http: Browser, owner: dict[str, str], wanted: dict[str, Any]) -> None:
    invited = invite(http, owner, role="owner")  # who has not come yet is no owner to rely on

    assert invited.status_code == 201
    assert refused(change(http, owner, member(http, owner, OWNER), **wanted)) == (409, "last_owner")

    accept(http, token_to(ROBIN, "invite"))
    assert change(http, owner, member(http, owner, OWNER), **wanted).status_code == 200


def test_the_second_writer_sees_what_the_first_has_saved(http: Browser, owner: dict[str, str]) -> None:
    staff.log_in(http, "florist")
    who = member(http, owner, "florist@posy.example")
    change(http, owner, who, role="manager")

    answer = change(http, owner, who, active=False)

    assert refused(answer) == (409, "version_conflict")
    assert answer.json["current"] == member(http, owner, "florist@posy.example")


def test_customers_are_no_staff_to_change(http: Browser, owner: dict[str, str]) -> None:
    staff.log_in(http, "customer")
    [(customer_id,)] = facts("select id from account where role = 'customer'")
    body = {"version": 1, "role": "owner"}

    answer = http.patch(f"/api/admin/staff/{customer_id}", json=body, headers=owner)
    again = http.post(f"/api/admin/staff/{customer_id}/invitation", headers=owner)

    assert refused(answer) == refused(again) == (404, "staff_not_found")
    assert facts("select role from account where email like 'customer%'") == [("customer",)]


def test_nobody_invites_herself_out_of_her_second_factor(http: Browser, owner: dict[str, str]) -> None:
    me = member(http, owner, OWNER)

    answer = http.post(f"/api/admin/staff/{me['id']}/invitation", headers=owner)

    assert refused(answer) == (409, "not_yourself")
    assert facts("select * from one_time_secret") == []


def test_a_new_invitation_helps_who_has_lost_password_and_phone(http: Browser, owner: dict[str, str]) -> None:
    old = staff.log_in(http, "florist")
    facts("update account set totp_secret = 'lost with the phone' where role = 'florist' returning 1")
    who = member(http, owner, "florist@posy.example")
    assert who["has_totp"] is True
    http.post(f"/api/admin/staff/{who['id']}/invitation", headers=owner)

    accept(http, token_to("florist@posy.example", "invite"), "a new good password")

    answer = log_in(another_browser(http), "florist@posy.example", "a new good password")
    assert answer.json["me"]["has_totp"] is False
    assert refused(http.get("/api/me", headers=old)) == (401, "unauthenticated")
