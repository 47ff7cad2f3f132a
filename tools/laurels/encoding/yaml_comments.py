"""Comments of a YAML text that begin with a certain word. libyaml drops comments, so they are told from text by where the texts are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from laurels.encoding import strict_yaml


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment."""

    line: int
    """Counted from 1."""
    column: int
    """Of the `#`, counted from 1."""
    text: str
    """Without `#` and the word."""
    alone: bool
    """Whether nothing else is on its line."""


def comments(text: str, word: str) -> Iterator[Comment]:
    """Every comment `# <word> …`, in order. The text must be YAML; one that does not hold the word costs one search for it."""
    if word not in text:
        return
    candidates = list(re.finditer(rf"(?m)(?:^|(?<=[ \t]))#[ \t]*{re.escape(word)}", text))
    if not candidates:
        return
    scalars = list(_scalars(text))
    starts = _line_starts(text)
    for found in candidates:
        line, column = _place(starts, found.start())
        if not any(start <= (line, column) < end for start, end in scalars):
            before = text[starts[line] : found.start()]
            rest = text[found.end() :].partition("\n")[0]
            yield Comment(line + 1, column + 1, rest.strip(), not before.strip())


def _scalars(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where texts begin and end, as line and column from 0."""
    lines = text.split("\n")
    for event in strict_yaml.events(text):
        if type(event) is yaml.ScalarEvent:
            start: Any = event.start_mark
            end: Any = event.end_mark
            if event.style in ("|", ">"):  # the rest of its first line may be a comment
                yield (start.line + 1, 0), _block_end(lines, start.line, end.line)
            else:
                yield (start.line, start.column), (end.line, end.column)


def _block_end(lines: list[str], first: int, end: int) -> tuple[int, int]:
    """Where the lines of a block end: comments that stand further left than it are none of its lines."""
    inside = [line for line in lines[first + 1 : end + 1] if line.strip()]
    if not inside:
        return first + 1, 0
    indent = len(inside[0]) - len(inside[0].lstrip(" "))
    last = first
    for number in range(first + 1, min(end + 1, len(lines))):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
            break
        last = number
    return last + 1, 0


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _place(starts: list[int], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset) - 1
    return line, offset - starts[line]
