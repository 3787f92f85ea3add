"""The mailbox for reports, read from a small server that speaks as much IMAP as is asked of it."""

import imaplib
import socket
import threading
from collections.abc import Iterator

import pytest

from backend.config import Settings
from backend.shop.notifications import mailbox


class Imap(threading.Thread):
    """Serves one connection; `messages` by number, `seen` those that were marked as read."""

    def __init__(self, messages: dict[str, bytes]) -> None:
        super().__init__(daemon=True)
        self.messages, self.seen = messages, set[str]()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]

    def run(self) -> None:
        connection, _ = self.socket.accept()
        with connection, connection.makefile("rwb") as stream:
            stream.write(b"* OK IMAP4rev1 ready\r\n")
            stream.flush()
            for line in stream:
                tag, command, *rest = line.decode().split()
                stream.write(
                    self.answer(command.upper(), rest) + f"{tag} {self.end(command, rest)}\r\n".encode()
                )
                stream.flush()

    def end(self, command: str, rest: list[str]) -> str:
        wrong = command.upper() == "LOGIN" and rest[1].strip('"') != "petals"
        return "NO wrong password" if wrong else f"OK {command} done"

    def answer(self, command: str, rest: list[str]) -> bytes:
        unread = [number for number in self.messages if number not in self.seen]
        if command == "STORE":
            self.seen.add(rest[0])
        if command == "FETCH":
            raw = self.messages[rest[0]]
            return f"* {rest[0]} FETCH (BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n"
        return {
            "CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n",
            "SELECT": f"* {len(self.messages)} EXISTS\r\n".encode(),
            "SEARCH": f"* SEARCH {' '.join(unread)}\r\n".encode(),
            "LOGOUT": b"* BYE\r\n",
        }.get(command, b"")


@pytest.fixture
def server() -> Iterator[Imap]:
    standing = Imap({"1": b"Subject: one\r\n\r\n1", "2": b"Subject: two\r\n\r\n2"})
    standing.start()
    yield standing
    standing.socket.close()


def settings(server: Imap, password: str = "petals") -> Settings:
    return Settings.model_validate(
        {
            "bounce_imap_host": "127.0.0.1",
            "bounce_imap_port": server.port,
            "bounce_imap_user": "bounces",
            "bounce_imap_password": password,
            "bounce_imap_tls": "none",
        }
    )


def test_what_is_unread_is_handed_on_and_marked(server: Imap) -> None:
    server.seen.add("1")
    heard: list[bytes] = []
    assert mailbox.read(settings(server), handle=heard.append) == 1
    assert heard == [b"Subject: two\r\n\r\n2"]
    assert server.seen == {"1", "2"}


def test_what_could_not_be_handled_stays_unread(server: Imap) -> None:
    def stumble(raw: bytes) -> None:
        if raw.endswith(b"2"):
            raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError):
        mailbox.read(settings(server), handle=stumble)
    assert server.seen == {"1"}


def test_a_wrong_password_is_said(server: Imap) -> None:
    with pytest.raises(imaplib.IMAP4.error, match="wrong password"):
        mailbox.read(settings(server, "thorns"), handle=lambda _: None)
