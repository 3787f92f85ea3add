"""Finds a Chromium for the browser journeys: the system's, Playwright's download, or Debian's package."""

import os
import platform
import shutil
import subprocess
from collections.abc import Sequence

from tools.steps import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CLIENT = ROOT / "client"
LAUNCH = "require('@playwright/test').chromium.launch().then(browser => browser.close())"


class NoBrowser(Exception):
    """There is none and none could be installed; the message says what to install."""


def find() -> str:
    """The program to run; an empty text stands for the one that Playwright has downloaded."""
    if path := _of_the_system():
        return path
    print("    no Chromium on this machine: Playwright downloads one", flush=True)
    if _succeeds(["npx", "--no-install", "playwright", "install", "chromium"], 900) and _succeeds(
        ["node", "-e", LAUNCH], 60
    ):
        return ""
    if _is_debian() and os.geteuid() == 0:
        print("    that did not do: installing Debian's chromium", flush=True)
        _succeeds(["apt-get", "update"], 300)
        _succeeds(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], 900)
        if path := _of_the_system():
            return path
    raise NoBrowser(
        "The browser journeys need Chromium, and it could be neither found nor downloaded: install it "
        "(on Debian: sudo apt-get install chromium), then run make test again."
    )


def _of_the_system() -> str | None:
    """A Chromium that really runs: Ubuntu's chromium-browser may be a mere hint to install another."""
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path and _succeeds([path, "--version"], 30)), None)


def _is_debian() -> bool:
    try:
        return platform.freedesktop_os_release().get("ID") == "debian"
    except OSError:
        return False


def _succeeds(command: Sequence[str], seconds: int) -> bool:
    try:
        done = subprocess.run(command, cwd=CLIENT, capture_output=True, timeout=seconds, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
