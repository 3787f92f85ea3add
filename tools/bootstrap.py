"""From a bare machine to a running shop: what `make` calls before anything is installed.

Standard library only, and written so that an old Python can still read it and be refused in words. Each thing
is installed or built only when what it comes from has changed: a stamp holds the hash of its sources.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CLIENT = ROOT / "client"
ILLUSTRATOR = ROOT / "illustrator"
BUILT = ROOT / "backend" / "static" / "app"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (20, 19)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
CLIENT_SOURCES = ("src", "public", "*.html", "*.json", "*.ts", "*.js", "*.mjs")
CLEANED = (VENV, BUILT, CLIENT / "node_modules", ILLUSTRATOR / "node_modules")


class Refused(Exception):
    """We cannot go on; the message is one sentence for a person."""


class Steps:
    """Numbers what is done, and says nothing about what need not be done."""

    number = 0

    @classmethod
    def say(cls, text: str) -> None:
        cls.number += 1
        print(f"[{cls.number}] {text}", flush=True)


def main(arguments: list[str]) -> int:
    goal = arguments[0] if arguments else ""
    if goal not in GOALS:
        raise Refused("Choose one of: " + ", ".join(GOALS) + ".")
    use_new_python()
    os.chdir(str(ROOT))
    GOALS[goal]()
    return 0


def run() -> None:
    ready_node()
    ready_python("requirements.txt")
    ready_client()
    become([PYTHON, "-m", "backend.start", "--steps-done", Steps.number, "--with-parent"])


def test() -> None:
    ready_node()
    ready_python("requirements-dev.txt")
    ready_client()
    install_node_packages(ILLUSTRATOR)
    become([PYTHON, "-m", "tools.test"])


def check() -> None:
    ready_node()
    ready_python("requirements-dev.txt")
    install_node_packages(CLIENT)
    become([PYTHON, "-m", "tools.check"])


def owner() -> None:
    ready_python("requirements.txt")
    become([PYTHON, "-m", "backend.owner", "--steps-done", Steps.number])


def faults() -> None:
    ready_python("requirements-dev.txt")
    become([PYTHON, "-m", "tools.faults"])


def backup() -> None:
    ready_python("requirements.txt")
    become([PYTHON, "-m", "backend.backup", "make", "--steps-done", Steps.number])


def restore() -> None:
    ready_python("requirements.txt")
    become([PYTHON, "-m", "backend.backup", "restore", "--steps-done", Steps.number])


def bench() -> None:
    ready_python("requirements-dev.txt")
    become([PYTHON, "-m", "bench"])


def pictures() -> None:
    ready_node()
    install_node_packages(ILLUSTRATOR)
    command(["npm", "run", "--silent", "draw"], folder=ILLUSTRATOR)


def letters() -> None:
    ready_python("requirements-dev.txt")
    become([PYTHON, "-m", "tools.letters", "var/letters"])


def lock() -> None:
    if not shutil.which("uv"):
        raise Refused("make lock needs uv: pip install uv.")
    for name in ("requirements", "requirements-dev"):
        Steps.say(f"Choosing versions for {name}.txt")
        options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade"]
        quiet = ["--no-emit-index-url", "--no-header", "--quiet"]
        command(["uv", "pip", "compile", *options, *quiet, name + ".in", "-o", name + ".txt"])


def clean() -> None:
    for folder in CLEANED:
        if folder.exists():
            Steps.say(f"Removing {folder.relative_to(ROOT)}")
            shutil.rmtree(str(folder))


GOALS = {
    "run": run,
    "test": test,
    "check": check,
    "owner": owner,
    "faults": faults,
    "backup": backup,
    "restore": restore,
    "bench": bench,
    "pictures": pictures,
    "letters": letters,
    "lock": lock,
    "clean": clean,
}


def use_new_python() -> None:
    """Go on in a newer Python when this one is too old and the machine has one."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for name in NEWER_PYTHONS:
        newer = shutil.which(name)
        if newer:
            become([newer, *sys.argv])
    version = ".".join(str(part) for part in sys.version_info[:2])
    raise Refused(f"The shop needs Python 3.11 or later, and this is Python {version}: install a newer one.")


def ready_python(lock_name: str) -> None:
    """The virtual environment, with exactly the locked packages."""
    locks = ["requirements.txt"] if lock_name == "requirements.txt" else ["requirements.txt", lock_name]
    wanted = digest([ROOT / name for name in locks])
    stamps = [VENV / (".installed-" + name) for name in ("requirements.txt", "requirements-dev.txt")]
    make_venv()
    full = digest([ROOT / "requirements.txt", ROOT / "requirements-dev.txt"])
    if read(VENV / (".installed-" + lock_name)) == wanted or read(stamps[1]) == full:
        return
    Steps.say("Installing the locked Python packages (a minute or two the first time)")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
    command([*pip, "install", "--require-hashes", "-r", lock_name], quiet=True)
    for stamp in stamps:
        if stamp.exists():
            stamp.unlink()
    (VENV / (".installed-" + lock_name)).write_text(wanted, encoding="ascii")


def make_venv() -> None:
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    if PYTHON.exists() and subprocess.call([str(PYTHON), "-c", probe], stderr=subprocess.DEVNULL) == 0:
        return
    Steps.say("Making the Python environment in .venv")
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Refused(
            "Python could not make a virtual environment "
            "(on Debian and Ubuntu, install python3-venv): " + " ".join(done.stdout.split())
        )


def ready_node() -> None:
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        raise Refused("The shop needs Node 20.19 or later with npm, and there is none: install it first.")
    said = subprocess.run([node, "--version"], stdout=subprocess.PIPE, text=True, check=False).stdout.strip()
    numbers = said.lstrip("v").split(".")
    if not all(part.isdigit() for part in numbers[:2]) or tuple(map(int, numbers[:2])) < OLDEST_NODE:
        raise Refused(f"The shop needs Node 20.19 or later, and this is Node {said}: install a newer one.")


def ready_client() -> None:
    """The built client, anew only when its sources have changed."""
    install_node_packages(CLIENT)
    sources = [path for pattern in CLIENT_SOURCES for path in CLIENT.glob(pattern)]
    stamp = BUILT / ".built-from"
    wanted = digest(sources)
    if read(stamp) == wanted:
        return
    Steps.say("Building the storefront")
    command(["npm", "run", "--silent", "build"], folder=CLIENT, quiet=True)
    stamp.write_text(wanted, encoding="ascii")


def install_node_packages(folder: Path) -> None:
    stamp = folder / "node_modules" / ".installed-from"
    wanted = digest([folder / "package-lock.json", folder / "package.json"])
    if read(stamp) == wanted:
        return
    Steps.say(f"Installing the locked Node packages of {folder.relative_to(ROOT)}")
    command(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], folder=folder, quiet=True)
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(wanted, encoding="ascii")


def digest(paths: list[Path]) -> str:
    """One hash of the names and contents of files and of all files in folders."""
    files: list[Path] = []
    for path in paths:
        files += [found for found in path.rglob("*") if found.is_file()] if path.is_dir() else [path]
    total = hashlib.sha256()
    for path in sorted(set(files)):
        if not path.exists():
            raise Refused(f"{path.relative_to(ROOT)} is missing: this checkout is not complete.")
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def read(path: Path) -> str:
    return path.read_text(encoding="ascii") if path.exists() else ""


def command(words: Sequence[object], folder: Path = ROOT, quiet: bool = False) -> None:
    """Run a command; what a quiet one says is shown only when it fails."""
    began = time.monotonic()
    output = subprocess.PIPE if quiet else None
    done = subprocess.run(
        [str(word) for word in words],
        cwd=str(folder),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        if done.stdout:
            print(done.stdout, file=sys.stderr)
        raise Refused(f"{' '.join(str(word) for word in words[:3])} failed (above is why).")
    print(f"    took {time.monotonic() - began:.0f} s", flush=True)


def become(words: Sequence[object]) -> None:
    """Go on as another program: no process of ours stays between the terminal and it."""
    sys.stdout.flush()
    os.execv(str(words[0]), [str(word) for word in words])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refused as refusal:
        print(f"\nPosy: {refusal}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
