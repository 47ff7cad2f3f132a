"""Write text as YAML that every program reads alike: what goes in comes out, whatever a person typed.

Plain where nothing can be mistaken, a block where the text is long or has lines, double quotes for everything else. The
browser form writes by the same rules, from the same cases (`tests/encoding/yaml-text.json`).
"""

from __future__ import annotations

import json
import re
from typing import Any

from laurels.encoding.yaml_words import AmbiguousError, plain_value

WIDTH = 110
"""Columns after which long text is folded."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# A letter first: then no program sees a number, a date or an indicator. Brackets and commas mean something in lists.
_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f\x7f,\[\]{}\"\\`]|,(?= ))*", re.DOTALL)
_PLAIN_IN_LIST = re.compile(r"[^\W\d_](?:[^\x00-\x1f\x7f,\[\]{}\"\\`:#?])*", re.DOTALL)
_TOKEN = re.compile(r"[^\s\"\\]+")


def clean(text: str) -> str:
    """A text as it can be kept: one kind of line end, tabs as blanks, nothing invisible, no blanks at line ends."""
    text = _CONTROL.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    return "\n".join(line.rstrip(" \u00a0") for line in text.split("\n")).strip(" \n\u00a0")


def scalar(value: Any, *, in_list: bool = False) -> str:
    """A value on one line. `in_list`: between `[` and `]` or `{` and `}`, where a comma ends it."""
    if isinstance(value, str):
        return value if _may_be_plain(value, in_list) else quoted(value)
    return json.dumps(value)


def quoted(text: str) -> str:
    """A text in double quotes (YAML 1.2 §7.3.1), which JSON's escapes are a part of."""
    return json.dumps(text, ensure_ascii=False)


def token(text: str) -> str:
    """A date, an address, an identifier: plain if it is one word that is read as text, else in quotes."""
    try:
        plain = _TOKEN.fullmatch(text) is not None and plain_value(text) == text
    except AmbiguousError:
        plain = False
    return text if plain and text[0].isalnum() and text[-1] not in ":," and "#" not in text else quoted(text)


def lines(text: str, indent: int, used: int) -> list[str]:
    """A text after `key: ` or `- `: the first line's rest, then whole lines.

    Args:
        text: what to write.
        indent: columns before the lines of a block.
        used: columns that are taken on the first line.
    """
    one = scalar(text)
    if "\n" not in text and used + len(one) <= WIDTH:
        return [one]
    margin = " " * indent
    if _fits_block(text):
        if "\n" in text:
            return ["|-", *(margin + line if line else "" for line in text.split("\n"))]
        return [">-", *(margin + line for line in _folded(text, WIDTH - indent))]
    return [quoted(text)]


def _may_be_plain(text: str, in_list: bool) -> bool:
    pattern = _PLAIN_IN_LIST if in_list else _PLAIN
    if not pattern.fullmatch(text) or text != text.strip() or ": " in text or " #" in text or text.endswith(":"):
        return False
    try:
        return bool(plain_value(text) == text)
    except AmbiguousError:
        return False


def _fits_block(text: str) -> bool:
    """Whether a block gives the text back: no line begins or ends with a blank, and none of them is odd."""
    return bool(text) and all(line == line.strip() for line in text.split("\n")) and text == text.strip("\n")


def _folded(text: str, width: int) -> list[str]:
    """A text in lines that join with one blank each: broken only between two characters that are none."""
    made: list[str] = []
    rest = text
    while len(rest) > width:
        at = rest.rfind(" ", 1, width + 1)
        while at > 0 and (rest[at - 1] == " " or rest[at + 1 : at + 2].isspace()):
            at = rest.rfind(" ", 1, at)
        if at <= 0:
            at = _next_break(rest, width)
        if at < 0:
            break
        made.append(rest[:at])
        rest = rest[at + 1 :]
    return [*made, rest]


def _next_break(text: str, start: int) -> int:
    found = re.compile(r"(?<=\S) (?=\S)").search(text, start)
    return found.start() if found else -1
