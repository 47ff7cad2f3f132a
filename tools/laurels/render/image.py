"""The picture of an achievement, drawn from its definition: same definition, same bytes.

A medal: the slug chooses colour and ornament, the leaves of the wreath count the EQF level on each side.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import escape

SIZE = 400
CENTRE = SIZE / 2
TEXT_RADIUS = 128.0
"""Text keeps inside this circle."""
TEXT_COLOUR = "#fffdf6"
COLOURS = (
    ("#1f4d3a", "#bfe3cd"),
    ("#134e57", "#b9e2e6"),
    ("#1f3f6d", "#c3d7f2"),
    ("#3a3a78", "#d1d1f5"),
    ("#5a2f63", "#e8cff0"),
    ("#6d2740", "#f5cddb"),
    ("#75351f", "#f7d4c4"),
    ("#5c4413", "#f0deb0"),
    ("#454d1a", "#e0e6b5"),
    ("#37474f", "#cfdde3"),
)
"""Ground and ornament; each pair and the text colour on the ground are at least 7 : 1 apart (WCAG 2.2, 1.4.6)."""

_SIZES = (44, 40, 36, 33, 30, 27, 24, 21, 18, 16)
_LINE = 1.18
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLASSES = (
    (0.41, frozenset("ijlftIJ.,:;'’|/-()[] ")),
    (0.61, frozenset('aceorsvxyz!?"“„–')),
    (0.77, frozenset("ABCEFKLPRSTVXYZß")),
    (1.05, frozenset("mwMWÆŒæœ@%&—…шщюжШЩЮЖ")),
)
"""Most of an em that these letters take: those of DejaVu Serif, the widest of the typefaces that may stand for the picture's."""


@dataclass(frozen=True, slots=True)
class _Seed:
    """Whole numbers drawn from a slug, always the same ones."""

    digest: bytes

    def pick(self, place: int, choices: int) -> int:
        return int.from_bytes(self.digest[2 * place : 2 * place + 2]) % choices


def draw(*, slug: str, name: str, issuer: str, level: int) -> bytes:
    """An SVG document of 400 by 400 units without script, style sheet or reference to anything outside.

    Args:
        slug: chooses colour and ornament.
        name: the achievement's name, wrapped and if need be shortened; the whole name is the picture's title.
        issuer: the awarding body's name.
        level: EQF level, 1 to 8: so many leaves on each side.
    """
    seed = _Seed(hashlib.sha256(slug.encode()).digest())
    ground, tint = COLOURS[seed.pick(0, len(COLOURS))]
    name, issuer = _clean(name), _clean(issuer)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}" role="img" aria-labelledby="title">',
        f'<title id="title">{escape(name)}, {escape(issuer)}, EQF level {level}</title>',
        f'<path fill="{ground}" d="{_wave(193, 5, 16 + 2 * seed.pick(1, 7), 0)}"/>',
        f'<g fill="none" stroke="{tint}" stroke-width="1">',
        *(f'<path stroke-opacity="{opacity}" d="{path}"/>' for opacity, path in _guilloche(seed)),
        f'<circle cx="200" cy="200" r="184" stroke-width="1.5"/><circle cx="200" cy="200" r="150" stroke-width="2.5" fill="{ground}"/>',
        "</g>",
        f'<g fill="{tint}">',
        *_wreath(level),
        "</g>",
        f'<g fill="{TEXT_COLOUR}" text-anchor="middle" font-family="Georgia, serif">',
        *_words(name),
        "</g>",
        f'<g fill="{tint}" text-anchor="middle" font-family="Arial, sans-serif" font-weight="bold">',
        *_small(issuer.upper(), y=104, letters=22),
        f'<text x="200" y="308" font-size="15" letter-spacing="1">EQF {level}</text>',
        "</g>",
        "</svg>\n",
    ]
    return "\n".join(parts).encode()


def _clean(text: str) -> str:
    """Without what XML cannot hold; runs of white space become one space."""
    return " ".join(_NOT_XML.sub(" ", text).split())


def _n(value: float) -> str:
    text = f"{value:.1f}"
    return "0" if text in ("-0.0", "0.0") else text.removesuffix(".0")


def _wave(radius: float, height: float, lobes: int, phase: float, steps: int = 6) -> str:
    """A closed curve around the centre whose distance from it swings `lobes` times."""
    points = []
    for step in range(lobes * steps):
        angle = 2 * math.pi * step / (lobes * steps)
        distance = radius + height * math.cos(lobes * angle + phase)
        points.append((CENTRE + distance * math.sin(angle), CENTRE - distance * math.cos(angle)))
    # Quadratic curves through the middles of the sides: smooth with few points.
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(points, points[1:] + points[:1], strict=True)]
    start = middles[-1]
    curves = "".join(
        f"Q{_n(point[0])} {_n(point[1])} {_n(middle[0])} {_n(middle[1])}"
        for point, middle in zip(points, middles, strict=True)
    )
    return f"M{_n(start[0])} {_n(start[1])}{curves}Z"


def _guilloche(seed: _Seed) -> Iterator[tuple[str, str]]:
    """Interlaced waves in the rim, as on bank notes and old certificates."""
    lobes = (12, 15, 16, 18, 20, 24)[seed.pick(2, 6)]
    strands = 3 + seed.pick(3, 3)
    height = (11, 13, 15)[seed.pick(4, 3)]
    for strand in range(strands):
        phase = 2 * math.pi * strand / strands
        yield ("0.9" if strand == 0 else "0.55"), _wave(167, height, lobes, phase, steps=4)


def _wreath(leaves: int) -> Iterator[str]:
    """Two branches that open upwards, with one pair of leaves for each level on each side."""
    leaf = "M0 0C7 -6 8 -17 0 -27C-8 -17 -7 -6 0 0Z"
    for index in range(leaves):
        angle = 168 - index * 13.5
        for side in (1, -1):
            turn = side * angle
            x = CENTRE + 132 * math.sin(math.radians(turn))
            y = CENTRE - 132 * math.cos(math.radians(turn))
            lean = turn - side * 62
            yield f'<path transform="translate({_n(x)} {_n(y)}) rotate({_n(lean)})" d="{leaf}"/>'
    yield '<circle cx="200" cy="332" r="4"/>'


def _width(text: str) -> float:
    """An upper estimate of a text's width in ems."""
    total = 0.0
    for character in text:
        if unicodedata.combining(character):
            continue
        if unicodedata.east_asian_width(character) in "WF":
            total += 1.0
        else:
            other = 0.89 if character.isupper() else 0.65
            total += next((width for width, letters in _CLASSES if character in letters), other)
    return total


def _wrap(text: str, room: list[float]) -> list[str] | None:
    """The text broken into at most as many lines as there is room for (widths in ems), or None."""
    lines: list[str] = []
    words = text.split()
    while words:
        if len(lines) == len(room):
            return None
        line = words.pop(0)
        if _width(line) > room[len(lines)]:
            return None
        while words and _width(f"{line} {words[0]}") <= room[len(lines)]:
            line += " " + words.pop(0)
        lines.append(line)
    return lines


def _room(lines: int, size: int, middle: float) -> list[float]:
    """Width in ems that a circle leaves for each of some lines around a middle height."""
    found = []
    for line in range(lines):
        centre = middle + (line - (lines - 1) / 2) * size * _LINE
        farthest = max(abs(centre - size * 0.5 - CENTRE), abs(centre + size * 0.55 - CENTRE))
        found.append(2 * math.sqrt(max(TEXT_RADIUS**2 - farthest**2, 0)) / size)
    return found


def _words(name: str) -> Iterator[str]:
    """The name in the largest letters that fit into five lines or fewer; shortened where none do."""
    middle, text = 206.0, name
    lines, size = None, _SIZES[-1]
    while lines is None:
        for size in _SIZES:
            fits = (_wrap(text, _room(count, size, middle)) for count in range(1, 6) if count * size * _LINE <= 170)
            lines = next((found for found in fits if found is not None), None)
            if lines is not None:
                break
        else:
            longest = max(text.split(), key=len, default="")
            # A word that no line can hold is broken; a name that is too long as a whole loses its end.
            if _width(longest) > 12:
                text = text.replace(longest, f"{longest[: len(longest) // 2]}- {longest[len(longest) // 2 :]}", 1)
            else:
                text = text.removesuffix("…").rsplit(" ", 1)[0] + "…"
    first = middle - (len(lines) - 1) / 2 * size * _LINE + size * 0.34
    for index, line in enumerate(lines):
        yield f'<text x="200" y="{_n(first + index * size * _LINE)}" font-size="{size}">{escape(line)}</text>'


def _small(text: str, *, y: int, letters: int) -> Iterator[str]:
    """The issuer's name in small capitals, shortened to what the top of the disc can hold."""
    shown = text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
    size = min(13.0, 150 / max(_width(shown) + 0.1 * len(shown), 1))
    yield f'<text x="200" y="{y}" font-size="{_n(size)}" letter-spacing="1">{escape(shown)}</text>'
