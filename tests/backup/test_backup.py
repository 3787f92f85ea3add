"""A shop comes back whole or not at all, and tells nobody anything twice."""

from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from backend import db, revision
from backend.backup import statements
from backend.backup.archive import Belongings
from backend.backup.make import make
from backend.backup.restore import Restored, restore
from backend.shop.kit import news
from backend.start.words import Refused
from tests.backup.conftest import a_shelf
from tests.conftest import migrate, plain
from tests.shop.notifications.stand import Post, a_confirmed_order, make_due, queue, work

NINE = datetime(2027, 2, 13, 9, tzinfo=UTC)
FILE = "posy-2027-02-13-0900.tar"


def ask(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(plain(url), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def brought_back(source: Path, url: str, shelf: Belongings, *, confirmed: bool = False) -> Restored:
    return restore(source, url, shelf, confirmed=confirmed, keep_in=source.parent / "kept", at=NINE)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "backups" / FILE


@pytest.fixture
def another_shop(other: str) -> str:
    """A shop with a category of its own, where the backup is to go."""
    migrate(other)
    ask(other, "insert into category (slug, name, position) values ('own', 'Own', 1)")
    return other


def test_everything_comes_back(
    database: None, database_url: str, other: str, shelf: Belongings, backup: Path, tmp_path: Path
) -> None:
    with db.transaction() as session:
        order, _ = a_confirmed_order(session)
    made = make(database_url, shelf, backup, at=NINE)
    bare = Belongings(tmp_path / "new" / "pictures", tmp_path / "new" / "secret_key")

    restored = brought_back(backup, other, bare)

    assert restored.manifest == made
    assert restored.before is None
    assert ask(other, "select number, status from orders") == [(order.number, "confirmed")]
    assert ask(other, "select version_num from alembic_version") == [(revision.newest(),)]
    assert [path.name for path in sorted(bare.pictures.iterdir())] == ["rose-480.webp", "tulip-480.webp"]
    assert (bare.pictures / "rose-480.webp").read_text() == "a red rose"
    assert bare.key is not None
    assert (bare.key.read_text(), bare.key.stat().st_mode & 0o777) == ("the first key", 0o600)
    assert (backup.stat().st_mode & 0o777, backup.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert sorted(path.name for path in backup.parent.iterdir()) == ["kept", FILE]
    assert [*(backup.parent / "kept").iterdir()] == []


def test_letters_that_were_sent_are_not_sent_again(
    database: None, database_url: str, other: str, shelf: Belongings, backup: Path, mail: Post
) -> None:
    with db.transaction() as session:
        a_confirmed_order(session)
    work(database_url)
    assert len(mail.letters) == 2
    # Killed after the letters and before their jobs' marks: one was to be taken up again, one is taken up.
    ask(database_url, "update procrastinate_jobs set status = 'todo' where task_name like '%confirmation'")
    ask(database_url, "update procrastinate_jobs set status = 'doing' where task_name like '%new_order'")
    make(database_url, shelf, backup, at=NINE)

    brought_back(backup, other, shelf)

    db.connect(other)
    make_due()
    work(other)
    assert len(mail.letters) == 2
    assert ask(other, "select kind, state, attempts from letter order by kind") == [
        ("order_confirmed", "sent", 1),
        ("order_new", "sent", 1),
    ]


def test_letters_that_were_waiting_are_named_and_not_sent(
    database: None, database_url: str, other: str, shelf: Belongings, backup: Path, mail: Post
) -> None:
    with db.transaction() as session:
        order, move_id = a_confirmed_order(session)
    ask(
        database_url,
        "insert into letter (kind, subject_id, recipient, created_at) "
        f"values ('order_new', '{move_id}', 'hello@posy.example', now())",
    )
    make(database_url, shelf, backup, at=NINE)
    work(database_url)  # the shop went on after its backup
    assert len(mail.letters) == 2

    restored = brought_back(backup, other, shelf)

    assert restored.letters == [f"{order.number} confirmation", f"{order.number} new order"]
    db.connect(other)
    make_due()
    work(other)
    assert len(mail.letters) == 2
    assert {status for _, status, _ in queue()} == {"cancelled"}
    assert ask(other, "select kind, state, last_error from letter") == [
        ("order_new", "dead", statements.HELD_BACK)
    ]
    with db.transaction() as session:
        news.announce(session, news.OrderConfirmed(order_id=order.id, move_id=move_id + 1))
    work(other)
    assert len(mail.letters) == 4


def test_a_shop_is_replaced_only_when_that_is_confirmed(
    database: None, database_url: str, another_shop: str, shelf: Belongings, backup: Path, tmp_path: Path
) -> None:
    make(database_url, shelf, backup, at=NINE)
    own = a_shelf(tmp_path / "own", rose="a white rose", key="the second key")
    (own.pictures / "lily-480.webp").write_text("a lily")

    with pytest.raises(Refused, match="There is a shop in the database already: add CONFIRM=1"):
        brought_back(backup, another_shop, own)
    assert ask(another_shop, "select slug from category") == [("own",)]
    assert (own.pictures / "rose-480.webp").read_text() == "a white rose"

    restored = brought_back(backup, another_shop, own, confirmed=True)
    assert ask(another_shop, "select slug from category") == []
    assert (own.pictures / "rose-480.webp").read_text() == "a red rose"
    assert (own.pictures / "lily-480.webp").read_text() == "a lily"

    assert restored.before is not None
    assert restored.before.name == "posy-2027-02-13-0900-replaced.tar"
    before = restored.before.rename(backup.with_name("before.tar"))
    brought_back(before, another_shop, own, confirmed=True)
    assert ask(another_shop, "select slug from category") == [("own",)]
    assert (own.pictures / "rose-480.webp").read_text() == "a white rose"
    assert own.key is not None
    assert own.key.read_text() == "the second key"


def test_a_restore_that_fails_at_its_end_changes_nothing(
    database: None,
    database_url: str,
    another_shop: str,
    shelf: Belongings,
    backup: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make(database_url, shelf, backup, at=NINE)
    own = a_shelf(tmp_path / "own", rose="a white rose", key="the second key")
    monkeypatch.setattr(statements, "HOLD_LETTERS", statements.HOLD_LETTERS + "select 1 / 0;")

    with pytest.raises(Refused, match=r"^The restore failed, and nothing was changed: division by zero\.$"):
        brought_back(backup, another_shop, own, confirmed=True)

    assert ask(another_shop, "select slug from category") == [("own",)]
    assert sorted(path.name for path in own.pictures.iterdir()) == ["rose-480.webp", "tulip-480.webp"]
    assert (own.pictures / "rose-480.webp").read_text() == "a white rose"
