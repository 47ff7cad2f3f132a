"""The YAML that nearly every file of a repository is written in, read line by line; ten times as fast as the whole language.

Block mappings and lists, one-line texts, folded and literal blocks, and one level of `{…}` and `[…]`. A text that holds
anything else, or anything that is not allowed, is not read here at all: `strict_yaml` reads it whole, and it alone
finds fault. So this reader may give up wherever it likes, but must never read what the other would read otherwise.
"""

from __future__ import annotations

import re
from typing import Any

from laurels.encoding import plain_flow
from laurels.encoding.plain_flow import MAX_DEPTH, NotPlainError, Words, refuse_indicators
from laurels.encoding.yaml_words import plain_value

NOT_PLAIN = object()
"""The answer for a text that needs the whole language."""

_ALLOWED = bytes(range(0x20, 0x7F)) + b"\n"
_LINE = re.compile(r"( *)(- )?(?:([A-Za-z][A-Za-z0-9_-]{0,62}):(?: (.*))?|(.*))", re.DOTALL)
_BLOCKS = {">-", ">", "|-", "|"}
_OPENING = frozenset("\"'{[|>")
_MARKERS = ("---", "...")
_QUOTED = re.compile(r"""(?:"([^"\\]*)"|'([^'\\]*)')(?: +#.*)?""")


def loads(text: str) -> Any:
    """The data of a text, or `NOT_PLAIN`."""
    if not text.endswith("\n") or not _is_clean(text):
        return NOT_PLAIN
    lines = text.split("\n")
    lines.pop()
    # Line by line: in the text as a whole, sealed rows are full of what a marker ends with.
    if any(line.startswith(_MARKERS) for line in lines) or any(line.startswith("%") for line in lines[:5]):
        return NOT_PLAIN
    reader = _Reader(lines)
    try:
        return reader.document()
    except (NotPlainError, ValueError, IndexError):
        return NOT_PLAIN


def _is_clean(text: str) -> bool:
    """Whether no character needs a closer look: no tab, no control character, nothing outside the basic plane."""
    if text.isascii():
        return not text.encode("ascii").translate(None, _ALLOWED)
    return _UNCLEAN.search(text) is None


_UNCLEAN = re.compile(r"[^\n\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u2fff\u3001-\ud7ff]")


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._count = len(lines)
        self._words = Words()
        self._at = -1
        self._advance()

    def document(self) -> Any:
        if self._indent != 0 or self._key is None or self._dash:
            raise NotPlainError
        value = self._mapping(0, 0)
        if self._indent >= 0:
            raise NotPlainError
        return value

    def _advance(self) -> None:
        """Go to the next line that says something; `_indent` is -1 past the last one."""
        lines, at = self._lines, self._at + 1
        while at < self._count:
            line = lines[at]
            stripped = line.lstrip(" ")
            if stripped and stripped[0] != "#":
                found = _LINE.fullmatch(line)
                if found is None:
                    raise NotPlainError
                spaces, dash, self._key, self._value, self._rest = found.groups()
                self._indent, self._dash = len(spaces), dash is not None
                break
            at += 1
        else:
            self._indent, self._dash, self._key, self._value, self._rest = -1, False, None, None, ""
        self._at = at

    def _mapping(self, indent: int, depth: int) -> dict[str, Any]:
        if depth > MAX_DEPTH:
            raise NotPlainError
        result: dict[str, Any] = {}
        while self._indent == indent and not self._dash:
            key = self._key
            if key is None or key in result:
                raise NotPlainError
            result[key] = self._of_key(indent, depth)
        if self._indent > indent:
            raise NotPlainError
        return result

    def _of_key(self, indent: int, depth: int) -> Any:
        value = self._value
        if value is not None:
            return self._inline(value, indent)
        self._advance()
        if self._indent > indent:
            return self._sequence(self._indent, depth + 1) if self._dash else self._nested(depth)
        if self._indent == indent and self._dash:
            raise NotPlainError
        return None

    def _nested(self, depth: int) -> Any:
        if self._key is None:
            raise NotPlainError
        return self._mapping(self._indent, depth + 1)

    def _sequence(self, indent: int, depth: int) -> list[Any]:
        if depth > MAX_DEPTH:
            raise NotPlainError
        items: list[Any] = []
        while self._indent == indent and self._dash:
            if self._key is not None and self._quoted_items(indent, items):
                continue
            if self._key is not None:
                # `- key: value` begins a mapping two columns further in.
                self._indent, self._dash = indent + 2, False
                items.append(self._mapping(indent + 2, depth + 1))
            else:
                items.append(self._inline(self._rest, indent))
        if self._indent > indent or not items:
            raise NotPlainError
        return items

    def _quoted_items(self, indent: int, items: list[Any]) -> bool:
        """Read as many entries `- key: "text"` as follow each other: sealed rows come by the thousand. False where there is none."""
        lines, at, key = self._lines, self._at, self._key
        # No pattern: of a hundred characters a line, each would be looked at twice.
        start = f'{" " * indent}- {key}: "'
        size = len(start)
        while at < self._count:
            line = lines[at]
            if not line.startswith(start) or line.find('"', size) != len(line) - 1 or "\\" in line:
                break
            items.append({key: line[size:-1]})
            at += 1
        if at == self._at:
            return False
        self._at = at - 1
        self._advance()
        if self._indent > indent:
            raise NotPlainError
        return True

    def _inline(self, text: str, indent: int) -> Any:
        """The value that begins on this line; goes past its last line."""
        first = text[:1]
        if first in _OPENING:
            if first in "|>":
                return self._block(text, indent)
            found = _QUOTED.fullmatch(text)
            value = found[1] if found is not None and found[1] is not None else None
            if value is None:
                value = found[2] if found is not None else plain_flow.value(text, self._words)
            self._advance()
            if self._indent > indent:
                raise NotPlainError
            return value
        return self._plain(text, indent)

    def _plain(self, text: str, indent: int) -> Any:
        at = self._at
        self._advance()
        if self._indent <= indent:
            return self._words.value(text)
        # Text that goes on in the next lines: joined with a blank, as long as no empty line and no comment lies between.
        refuse_indicators(text)
        parts = [text]
        while self._indent > indent:
            if self._at != at + len(parts):
                raise NotPlainError
            line = self._lines[self._at].strip(" ")
            _refuse_continuation(line)
            parts.append(line)
            self._advance()
        if self._at != at + len(parts) and self._lines[at + len(parts)].lstrip(" ").startswith("#"):
            raise NotPlainError
        return plain_value(" ".join(parts))

    def _block(self, style: str, indent: int) -> str:
        """A literal or folded block whose lines all begin in one column."""
        if style not in _BLOCKS:
            raise NotPlainError
        lines, at = self._lines, self._at + 1
        if at >= self._count or not lines[at]:
            raise NotPlainError
        column = len(lines[at]) - len(lines[at].lstrip(" "))
        margin = " " * column
        parts: list[str] = []
        while at < self._count:
            line = lines[at]
            if not line:
                parts.append("")
            elif not line.startswith(margin):
                break
            else:
                part = line[column:]
                # Deeper lines are kept as they are by YAML, blanks at an end too: not here.
                if part[:1] == " " or part[-1:] == " " or not part:
                    raise NotPlainError
                parts.append(part)
            at += 1
        if column <= indent or column == 0:
            raise NotPlainError
        if at < self._count and not lines[at].strip(" "):
            raise NotPlainError  # a line of blanks, shorter than the margin
        while parts and not parts[-1]:
            parts.pop()
        self._at = at - 1
        self._advance()
        if self._indent > indent or (
            at < self._count and lines[at].lstrip(" ")[:1] == "#" and _depth(lines[at]) > indent
        ):
            raise NotPlainError
        text = "\n".join(parts) if style[0] == "|" else _fold(parts)
        return text if style.endswith("-") else text + "\n"


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _fold(parts: list[str]) -> str:
    """YAML 1.2 §8.1.3: one line break becomes a blank, of several one is dropped."""
    pieces: list[str] = []
    breaks = 0
    for part in parts:
        if not part:
            breaks += 1
            continue
        if pieces:
            pieces.append("\n" * breaks if breaks else " ")
        pieces.append(part)
        breaks = 0
    return "".join(pieces)


def _refuse_continuation(line: str) -> None:
    if line[0] in "#-?:" or ": " in line or " #" in line or line[-1] == ":":
        raise NotPlainError
