"""Typed settings, read once from the environment; every name is documented in the README's table."""

import fcntl
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"

Environment = Literal["development", "test", "production"]


# What each payment provider needs, in the order in which they are offered.
_PAYMENT_KEYS = {
    "stripe": ("stripe_secret_key", "stripe_webhook_secret"),
    "paypal": ("paypal_client_id", "paypal_client_secret", "paypal_webhook_id"),
}
_PROVIDERS = {"stripe": "Stripe", "paypal": "PayPal"}


class Settings(BaseSettings):
    """The environment of one process. Money and mail go to the sandbox unless told otherwise."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)

    posy_env: Environment = "development"
    port: int = 8000
    posy_base_url: str = ""
    database_url: str = ""
    secret_key: str = ""
    secret_key_previous: str = ""
    posy_require_totp: bool = True
    trusted_proxies: str = ""
    redis_url: str = ""

    sandbox_port: int = 8010
    sandbox_smtp_port: int = 8025

    stripe_secret_key: str = ""
    stripe_webhook_secret: str = ""
    stripe_api_base: str = ""

    paypal_client_id: str = ""
    paypal_client_secret: str = ""
    paypal_webhook_id: str = ""
    paypal_api_base: str = ""

    smtp_host: str = ""
    smtp_port: int = 0
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_tls: Literal["", "none", "starttls", "tls"] = ""
    mail_from: str = ""
    bounce_address: str = ""

    bounce_imap_host: str = ""
    bounce_imap_port: int = 0
    bounce_imap_user: str = ""
    bounce_imap_password: str = ""
    bounce_imap_tls: Literal["tls", "none"] = "tls"

    @property
    def production(self) -> bool:
        return self.posy_env == "production"

    @property
    def base_url(self) -> str:
        """The shop's public address, without a trailing slash."""
        return (self.posy_base_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def paypal_base(self) -> str:
        """PayPal's address: outside production never the one where money is real, unless it is set."""
        theirs = "https://api-m.paypal.com" if self.production else "https://api-m.sandbox.paypal.com"
        return (self.paypal_api_base or theirs).rstrip("/")

    @property
    def payment_methods(self) -> tuple[str, ...]:
        """The ways to pay whose keys are all set; the first is the one that is offered first."""
        return tuple(name for name in _PAYMENT_KEYS if not self._unset(name))

    @property
    def payments_off(self) -> list[str]:
        """One line for each way to pay that is not offered, and why."""
        missing = {_PROVIDERS[name]: self._unset(name) for name in _PAYMENT_KEYS}
        return [
            f"{name} is off: {', '.join(keys)} {_is(keys)} not set" for name, keys in missing.items() if keys
        ]

    def _unset(self, name: str) -> list[str]:
        return [key.upper() for key in _PAYMENT_KEYS[name] if not getattr(self, key)]

    @model_validator(mode="before")
    @classmethod
    def _sandbox_defaults(cls, values: dict[str, object]) -> dict[str, object]:
        if values.get("posy_env", "development") == "production":
            return values
        sandbox: dict[str, object] = {
            "stripe_secret_key": "sk_test_sandbox",
            "stripe_webhook_secret": "whsec_sandbox",
            "mail_from": "flowers@posy.example",
        }
        if "smtp_host" not in values:
            port = values.get("sandbox_smtp_port", 8025)
            sandbox |= {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_tls": "none"}
        at = f"http://127.0.0.1:{values.get('sandbox_port', 8010)}"
        if "stripe_secret_key" not in values:
            sandbox["stripe_api_base"] = at
        if "paypal_client_id" not in values:
            keys = dict.fromkeys(("paypal_client_id", "paypal_client_secret", "paypal_webhook_id"), "sandbox")
            sandbox |= keys | {"paypal_api_base": at}
        return {**sandbox, **values}

    @model_validator(mode="after")
    def _complete_in_production(self) -> "Settings":
        needed = ("database_url", "secret_key", "posy_base_url")
        if self.production and (missing := [name.upper() for name in needed if not getattr(self, name)]):
            raise ValueError(f"POSY_ENV=production needs {', '.join(missing)}")
        if self.production and not self.payment_methods:
            raise ValueError(f"POSY_ENV=production needs a way to pay: {'; '.join(self.payments_off)}")
        return self


@lru_cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()


def _is(keys: list[str]) -> str:
    return "is" if len(keys) == 1 else "are"


def secret_keys(of: Settings | None = None) -> tuple[str, ...]:
    """What signs and derives (the first), and what is still believed beside it."""
    of = of or settings()
    return (secret_key(of.secret_key), *filter(None, (of.secret_key_previous,)))


def secret_key(configured: str) -> str:
    """The key that signs cookies: the configured one, else one made once for this checkout."""
    if configured:
        return configured
    path = VAR / "secret_key"
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # of processes that start together one writes, the others read
        key = file.read()
        if not key:
            key = secrets.token_urlsafe(48)
            file.write(key)
    return key
