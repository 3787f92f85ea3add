"""The mail catcher: what smtplib sends is what the page and the JSON show."""

import smtplib
from email.message import EmailMessage

import requests

from backend.sandbox.server import Sandbox
from tests.sandbox import browser


def send(sandbox: Sandbox, *, to: str, subject: str, html: str | None = None) -> None:
    letter = EmailMessage()
    letter["From"] = "Posy <hello@posy.test>"
    letter["To"] = to
    letter["Subject"] = subject
    letter.set_content(f"Dear {to}, your dahlias (två) are on their way.\n")
    if html is not None:
        letter.add_alternative(html, subtype="html")
    with smtplib.SMTP("127.0.0.1", sandbox.context.settings.smtp_port, timeout=5) as server:
        server.send_message(letter)


def test_a_letter_comes_back_whole(sandbox: Sandbox) -> None:
    address = sandbox.context.settings.base_url
    send(
        sandbox,
        to="ann@example.com",
        subject="Bestätigt: P-7K2M 🌷",
        html="<p>Grüße <a href='/x'>Order</a></p>",
    )

    listed = requests.get(f"{address}/mail.json", timeout=5).json()
    letter = requests.get(f"{address}/mail/{listed['items'][0]['id']}.json", timeout=5).json()

    assert listed == {
        "items": [
            {
                "id": 1,
                "from": "hello@posy.test",
                "to": ["ann@example.com"],
                "subject": "Bestätigt: P-7K2M 🌷",
                "received_at": "2026-11-22T12:00:00+00:00",
            }
        ],
        "total": 1,
    }
    assert letter["text"] == "Dear ann@example.com, your dahlias (två) are on their way.\n"
    assert letter["html"] == "<p>Grüße <a href='/x'>Order</a></p>\n"
    assert ["From", "Posy <hello@posy.test>"] in letter["headers"]
    assert letter["attachments"] == []


def test_letters_are_listed_newest_first_and_by_recipient(sandbox: Sandbox) -> None:
    address = sandbox.context.settings.base_url
    for to, subject in (("ann@example.com", "One"), ("bo@example.com", "Two"), ("ann@example.com", "Three")):
        send(sandbox, to=to, subject=subject)

    def subjects(query: str) -> list[str]:
        items = requests.get(f"{address}/mail.json{query}", timeout=5).json()["items"]
        return [item["subject"] for item in items]

    assert subjects("") == ["Three", "Two", "One"]
    assert subjects("?to=ANN@example.com") == ["Three", "One"]
    assert subjects("?to=nobody@example.com") == []
    words = browser.read(f"{address}/mail")
    assert words.index("Three to ann@example.com") < words.index("Two to bo@example.com")


def test_the_html_is_shown_in_a_frame_that_runs_nothing(sandbox: Sandbox) -> None:
    address = sandbox.context.settings.base_url
    send(sandbox, to="ann@example.com", subject="<b>Hi</b>", html="<script>alert(1)</script><p>Hello</p>")

    page = requests.get(f"{address}/mail/1", timeout=5).text
    framed = requests.get(f"{address}/mail/1/html", timeout=5)

    assert 'src="/mail/1/html"' in page
    assert 'sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"' in page
    assert "<b>Hi</b>" not in page
    assert "&lt;b&gt;Hi&lt;/b&gt;" in page
    assert "default-src 'none'" in framed.headers["Content-Security-Policy"]
    assert "sandbox allow-same-origin allow-popups" in framed.headers["Content-Security-Policy"]


def test_the_empty_box_says_so_in_words_and_clearing_empties_it(sandbox: Sandbox) -> None:
    address = sandbox.context.settings.base_url
    assert "No letters yet." in browser.read(f"{address}/mail")
    for _ in range(2):
        send(sandbox, to="ann@example.com", subject="Hello")
    assert "2 caught so far." in browser.read(f"{address}/")

    assert requests.post(f"{address}/mail/clear", timeout=5, allow_redirects=False).status_code == 303
    assert requests.get(f"{address}/mail.json", timeout=5).json() == {"items": [], "total": 0}
    send(sandbox, to="ann@example.com", subject="Again")
    assert requests.delete(f"{address}/mail", timeout=5).status_code == 204
    assert requests.get(f"{address}/mail.json", timeout=5).json()["total"] == 0
    assert requests.get(f"{address}/mail/1", timeout=5).status_code == 404


def test_a_picture_inside_a_letter_is_shown(sandbox: Sandbox) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "hello@posy.test", "ann@example.com", "With a photo"
    letter.set_content("See the photo.")
    letter.add_alternative("<img src='cid:photo'>", subtype="html")
    html = letter.get_body(("html",))
    assert html is not None
    html.add_related(b"jpeg", "image", "jpeg", cid="<photo>")
    with smtplib.SMTP("127.0.0.1", sandbox.context.settings.smtp_port, timeout=5) as server:
        server.send_message(letter)
    shown = requests.get(f"{sandbox.context.settings.base_url}/mail/1/html", timeout=5).text
    assert "<img src='data:image/jpeg;base64,anBlZw=='>" in shown


def test_a_letter_in_an_unknown_charset_is_still_shown(sandbox: Sandbox) -> None:
    raw = b"Subject: odd\r\nContent-Type: text/plain; charset=klingon\r\n\r\nnuqneH\r\n"
    with smtplib.SMTP("127.0.0.1", sandbox.context.settings.smtp_port, timeout=5) as server:
        server.sendmail("a@example.com", ["b@example.com"], raw)

    letter = requests.get(f"{sandbox.context.settings.base_url}/mail/1.json", timeout=5).json()

    assert letter["text"].strip() == "nuqneH"
