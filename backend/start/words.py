"""What the start says on the screen: numbered steps, notes below them, and a refusal in one sentence."""

import sys
from dataclasses import dataclass


class Refused(Exception):
    """The shop cannot start; the message is one sentence that says why and what to do."""


@dataclass
class Words:
    """Numbers the steps, going on from those that the bootstrap has printed."""

    number: int = 0

    def step(self, text: str) -> None:
        self.number += 1
        print(f"[{self.number}] {text}", flush=True)


def note(text: str) -> None:
    for line in text.splitlines():
        print(f"    {line}", flush=True)


def complain(text: str) -> None:
    print(f"\nPosy: {text}", file=sys.stderr, flush=True)
