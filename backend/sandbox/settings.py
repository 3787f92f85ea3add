"""What the sandbox needs to know, read once from the environment. It refuses to exist in production."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"  # loopback only: whoever reaches these pages reads every letter
ROOT = Path(__file__).resolve().parents[2]
WEBHOOK_PATH = "/api/payments/webhooks/stripe"
PAYPAL_WEBHOOK_PATH = "/api/payments/webhooks/paypal"


class CannotStart(Exception):
    """The sandbox must not or cannot start; the message is the one sentence to show."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    port: int = 8010
    smtp_port: int = 8025
    data: Path = ROOT / "var" / "sandbox.db"
    secret_key: str = "sk_test_sandbox"
    webhook_secret: str = "whsec_sandbox"
    webhook_url: str = f"http://{HOST}:8000{WEBHOOK_PATH}"
    paypal_client_id: str = "sandbox"
    paypal_client_secret: str = "sandbox"
    paypal_webhook_id: str = "sandbox"
    paypal_webhook_url: str = f"http://{HOST}:8000{PAYPAL_WEBHOOK_PATH}"
    paid_before: Path | None = None

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.port}"


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Settings of this process; raises CannotStart in production or for a port that is no number."""
    if environ.get("POSY_ENV") == "production":
        raise CannotStart("The sandbox does not start when POSY_ENV=production: its payments are not real.")
    shop = environ.get("POSY_BASE_URL") or f"http://{HOST}:{_port(environ, 'PORT', 8000)}"
    return Settings(
        port=_port(environ, "SANDBOX_PORT", Settings.port),
        smtp_port=_port(environ, "SANDBOX_SMTP_PORT", Settings.smtp_port),
        data=Path(environ.get("SANDBOX_DATA") or Settings.data),
        secret_key=environ.get("STRIPE_SECRET_KEY") or Settings.secret_key,
        webhook_secret=environ.get("STRIPE_WEBHOOK_SECRET") or Settings.webhook_secret,
        webhook_url=shop.rstrip("/") + WEBHOOK_PATH,
        paypal_client_id=environ.get("PAYPAL_CLIENT_ID") or Settings.paypal_client_id,
        paypal_client_secret=environ.get("PAYPAL_CLIENT_SECRET") or Settings.paypal_client_secret,
        paypal_webhook_id=environ.get("PAYPAL_WEBHOOK_ID") or Settings.paypal_webhook_id,
        paypal_webhook_url=shop.rstrip("/") + PAYPAL_WEBHOOK_PATH,
        paid_before=Path(paid) if (paid := environ.get("SANDBOX_PAID_BEFORE")) else None,
    )


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isdecimal() or not 0 < int(text) <= 65535:  # noqa: PLR2004
        raise CannotStart(f"{name} must be a port number between 1 and 65535, not {text!r}.")
    return int(text)
