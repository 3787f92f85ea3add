"""PostgreSQL's own programs for one server: the embedded package's, or the system's where those are newer."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg

from backend import embedded_place
from backend.start import checks
from backend.start.words import Refused


@dataclass(frozen=True)
class Programs:
    """Programs of one major version, and the database that they are to work on."""

    folder: Path
    major: int
    url: str

    def run(self, command: str, *arguments: str) -> None:
        """Run one of them to its end. Raises Failed with what it said."""
        address, password = _without_password(checks.plain(self.url))
        hidden = {"PGPASSWORD": password} if password else {}
        done = subprocess.run(
            [str(self.folder / command), *arguments, "--no-password", f"--dbname={address}"],
            env={**os.environ, **hidden, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode != 0:
            raise Failed(_reason(done.stderr))

    def write_script(self, dump: Path, script: Path) -> None:
        """The statements of a dump, without those that an older server does not know."""
        command = [str(self.folder / "pg_restore"), "--no-owner", "--no-acl", f"--file={script}", str(dump)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        if done.returncode != 0:
            raise Failed(_reason(done.stderr))


class Failed(Exception):
    """One of PostgreSQL's programs failed; the message is the first error that it told."""


def fitting(url: str, *, at_least: int = 0) -> Programs:
    """Programs that are not older than the server, nor than those that made a backup."""
    with psycopg.connect(checks.plain(url)) as connection:
        needed = max(connection.info.server_version // 10000, at_least)
    folders = [embedded_place.packaged(), *_of_the_system()]
    majors = {folder: _major(folder) for folder in folders}
    for folder, major in majors.items():
        if major >= needed:
            return Programs(folder, major, url)
    raise Refused(
        f"This needs pg_dump, pg_restore and psql of PostgreSQL {needed} or later, and the newest here are "
        f"of {max(majors.values())}: install PostgreSQL's client programs."
    )


def _of_the_system() -> list[Path]:
    found = shutil.which("pg_dump")
    return [Path(found).parent] if found else []


def _major(folder: Path) -> int:
    """0 where there are none, or not all of them."""
    majors = []
    for name in ("pg_dump", "pg_restore", "psql"):
        try:
            said = subprocess.run([folder / name, "--version"], capture_output=True, text=True, check=False)
        except OSError:
            return 0
        number = re.search(r"\) (\d+)", said.stdout)
        majors.append(int(number.group(1)) if number else 0)
    return min(majors)


def _without_password(url: str) -> tuple[str, str]:
    """The address as anybody may read it in the list of processes, and the password."""
    parts = urlsplit(url)
    user, _, password = parts.netloc.rpartition("@")[0].partition(":")
    host = parts.netloc.rpartition("@")[2]
    netloc = f"{user}@{host}" if user else host
    if not netloc:  # urlunsplit would lose the slashes
        return url, ""
    return urlunsplit(parts._replace(netloc=netloc)), unquote(password)


def _reason(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [
        found.group(1) for line in lines if (found := re.search(r"\b(?:error|ERROR|FATAL):\s*(.*)", line))
    ]
    return (errors or lines or ["it gave no reason"])[0].rstrip(".")
