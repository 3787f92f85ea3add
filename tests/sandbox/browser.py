"""A customer on the hosted page: reads its text and sends its forms, without scripts."""

import re
from html import unescape

import requests

from tests.sandbox.stand import PATIENCE


def read(url: str) -> str:
    """The page's visible words, on one line."""
    page = requests.get(url, timeout=PATIENCE).text
    body = re.sub(r"<(style|script).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def buttons(url: str) -> list[str]:
    return re.findall(r"<button[^>]*>([^<]+)</button>", requests.get(url, timeout=PATIENCE).text)


def pay(url: str, *, card: str = "4242 4242 4242 4242") -> requests.Response:
    """Sends the form, without following where it leads."""
    form = {"card": card, "email": "ann@example.com", "name": "Ann Lee"}
    return requests.post(url, data=form, timeout=PATIENCE, allow_redirects=False)


def authenticate(url: str, *, outcome: str) -> requests.Response:
    """Presses one of the two buttons of the bank's page."""
    return requests.post(
        f"{url}/authenticate", data={"outcome": outcome}, timeout=PATIENCE, allow_redirects=False
    )


def approve(url: str, *, declined: bool = False) -> requests.Response:
    """Presses a button of PayPal's page, without following where it leads."""
    form = {"with": "declined" if declined else "balance"}
    return requests.post(url, data=form, timeout=PATIENCE, allow_redirects=False)
