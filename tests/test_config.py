"""Settings: the sandbox unless told otherwise, and nothing left out in production."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_type_hints

import pytest
from pydantic import ValidationError

from backend import config
from backend.config import Settings, secret_key

PRODUCTION = {
    "POSY_ENV": "production",
    "POSY_BASE_URL": "https://posy.example/",
    "DATABASE_URL": "postgresql://db/posy",
    "SECRET_KEY": "a key",
    "STRIPE_SECRET_KEY": "sk_live",
    "STRIPE_WEBHOOK_SECRET": "whsec_live",
}


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in get_type_hints(Settings):
        monkeypatch.delenv(name.upper(), raising=False)


def read(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Settings()


def test_without_any_setting_money_and_mail_go_to_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch)
    assert (found.posy_env, found.production) == ("development", False)
    assert found.base_url == "http://localhost:8000"
    assert (found.stripe_secret_key, found.stripe_api_base) == ("sk_test_sandbox", "http://127.0.0.1:8010")
    assert (found.smtp_host, found.smtp_port, found.smtp_tls) == ("127.0.0.1", 8025, "none")
    assert found.mail_from == "flowers@posy.example"


def test_moved_ports_move_their_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, PORT="9000", SANDBOX_PORT="9010", SANDBOX_SMTP_PORT="9025")
    assert found.base_url == "http://localhost:9000"
    assert (found.stripe_api_base, found.smtp_port) == ("http://127.0.0.1:9010", 9025)


def test_a_real_key_goes_to_the_real_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, STRIPE_SECRET_KEY="sk_test_mine").stripe_api_base == ""


def test_a_real_mail_server_takes_nothing_from_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, SMTP_HOST="mail.example")
    assert (found.smtp_host, found.smtp_port, found.smtp_tls) == ("mail.example", 0, "")


def test_production_has_no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, **PRODUCTION)
    assert found.production
    assert found.base_url == "https://posy.example"
    assert (found.stripe_api_base, found.smtp_host, found.smtp_port, found.mail_from) == ("", "", 0, "")


@pytest.mark.parametrize("missing", ["DATABASE_URL", "POSY_BASE_URL", "SECRET_KEY"])
def test_production_names_what_is_missing(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError, match=f"POSY_ENV=production needs {missing}"):
        read(monkeypatch, **{**PRODUCTION, missing: ""})


PAYPAL = {"PAYPAL_CLIENT_ID": "id", "PAYPAL_CLIENT_SECRET": "secret", "PAYPAL_WEBHOOK_ID": "hook"}
STRIPE_OFF = "Stripe is off: STRIPE_SECRET_KEY is not set"


def test_a_way_to_pay_is_offered_when_all_its_keys_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, **PRODUCTION)
    assert found.payment_methods == ("stripe",)
    assert found.payments_off == [
        "PayPal is off: PAYPAL_CLIENT_ID, PAYPAL_CLIENT_SECRET, PAYPAL_WEBHOOK_ID are not set"
    ]
    both = read(monkeypatch, **PAYPAL)
    assert (both.payment_methods, both.payments_off) == (("stripe", "paypal"), [])
    assert both.paypal_base == "https://api-m.paypal.com"
    assert read(monkeypatch, STRIPE_SECRET_KEY="").payment_methods == ("paypal",)


def test_production_needs_one_way_to_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError, match=STRIPE_OFF):
        read(monkeypatch, **{**PRODUCTION, "STRIPE_SECRET_KEY": ""})


def test_paypal_goes_to_the_sandbox_until_a_client_id_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, SANDBOX_PORT="9010")
    assert (found.paypal_base, found.payment_methods) == ("http://127.0.0.1:9010", ("stripe", "paypal"))
    own = read(monkeypatch, **PAYPAL)
    assert own.paypal_base == "https://api-m.sandbox.paypal.com"
    assert read(monkeypatch, PAYPAL_API_BASE="http://127.0.0.1:1/").paypal_base == "http://127.0.0.1:1"


@pytest.mark.parametrize(
    ("name", "value"), [("POSY_ENV", "staging"), ("PORT", "eighty"), ("SMTP_TLS", "perhaps")]
)
def test_a_wrong_value_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError, match=name.lower()):
        read(monkeypatch, **{name: value})


def test_processes_that_start_together_share_one_whole_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "VAR", tmp_path / "var")
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(secret_key, [""] * 64))
    (key,) = keys
    assert len(key) == 64
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert secret_key("") == key
    assert secret_key("the configured one") == "the configured one"
