"""Colors have their home in the theme: elsewhere in the client a color is named, never mixed on the spot.

The theme knows none of Tailwind's own colors, so that a class like bg-red-500 would silently do nothing.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "client" / "src"
HOMES = {SOURCES / "styles" / "theme.css", SOURCES / "admin" / "app" / "theme.ts"}
KINDS = {".css", ".ts", ".tsx"}
PAINTS = (
    "accent|bg|border|caret|decoration|divide|fill|from|outline|placeholder|ring|shadow|stroke|text|to|via"
)
PALETTES = (
    "amber|blue|cyan|emerald|fuchsia|gray|green|indigo|lime|neutral|orange|pink|purple|red|rose|sky|slate"
    "|stone|teal|violet|yellow|zinc"
)
RULES = (
    ("a raw color", re.compile(r"""(?<!href=")(?<=[\s"'`:(\[,])\#(?:[0-9a-fA-F]{3,4}){1,2}(?![\w-])""")),
    ("a raw color", re.compile(r"\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(")),
    ("no color of the theme", re.compile(rf"\b(?:{PAINTS})-(?:(?:{PALETTES})-\d+|white|black)\b")),
)


def main() -> int:
    broken = [finding for path in sorted(SOURCES.rglob("*")) for finding in _look_at(path)]
    for finding in broken:
        print(finding)
    return 1 if broken else 0


def _look_at(path: Path) -> Iterator[str]:
    if path.suffix not in KINDS or path in HOMES:
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for reason, pattern in RULES:
            for match in pattern.finditer(line):
                yield f"{path.relative_to(ROOT)}:{number}: {match.group()} is {reason}"


if __name__ == "__main__":
    sys.exit(main())
