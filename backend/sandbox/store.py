"""The sandbox's memory: one SQLite file that survives a restart.

Every object of the provider is kept as the JSON it is answered with; keys that begin with `_` stay private.
"""

import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Db = sqlite3.Connection

SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, created INTEGER NOT NULL,
    body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, sequence);
CREATE INDEX IF NOT EXISTS sessions_by_expiry ON objects (json_extract(body, '$.expires_at'))
    WHERE kind = 'checkout.session' AND json_extract(body, '$.status') = 'open';
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, request_id TEXT NOT NULL, status INTEGER NOT NULL,
    body TEXT NOT NULL, created INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY, event_id TEXT NOT NULL REFERENCES objects (id), due_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, last_answer TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'given_up')));
CREATE INDEX IF NOT EXISTS deliveries_waiting ON deliveries (due_at) WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT, received_at REAL NOT NULL, sender TEXT NOT NULL,
    recipients TEXT NOT NULL, subject TEXT NOT NULL, raw BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS behavior (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Store:
    """Hands out transactions. Writers wait for each other, so a check and its write belong together."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        # Kept open so that closing the last short connection does not fold the journal back each time.
        self._anchor = self._connect()
        self._anchor.execute("PRAGMA journal_mode = WAL")
        self._anchor.executescript(SCHEMA)

    def _connect(self) -> Db:
        db = sqlite3.connect(self._path, timeout=10, isolation_level=None, check_same_thread=False)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA synchronous = NORMAL")
        return db

    @contextmanager
    def transaction(self) -> Iterator[Db]:
        with closing(self._connect()) as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.rollback()
                raise
            db.commit()

    def close(self) -> None:
        self._anchor.close()


def new_id(prefix: str, *, length: int = 24) -> str:
    return prefix + secrets.token_hex(length // 2)


def put(db: Db, body: Json) -> Json:
    """Saves an object under its id, new or changed."""
    db.execute(
        "INSERT INTO objects (id, kind, created, body) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        (body["id"], body["object"], body["created"], json.dumps(body)),
    )
    return body


def get(db: Db, object_id: str, *, kind: str | None = None) -> Json | None:
    row = db.execute("SELECT kind, body FROM objects WHERE id = ?", (object_id,)).fetchone()
    if row is None or (kind is not None and row["kind"] != kind):
        return None
    return load(row["body"])


def load(text: str) -> Json:
    body: Json = json.loads(text)
    return body
