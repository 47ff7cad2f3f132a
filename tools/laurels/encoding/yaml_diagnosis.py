"""Why a text is not YAML, in the words of somebody who never heard of it, with the line as it should be.

libyaml says where it stopped and what it expected. People make a few mistakes again and again, often a line earlier: a colon inside
a text, a text that begins with a special character, a space that is missing or too many, a quotation mark that is not closed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_KEY = re.compile(r"( *)((?:- +)*)([^\s:#'\"\[\]{},&*!|>%@`-][^:#\[\]{},]*?):(?: +(.*\S))? *")
_NO_BLANK = re.compile(r"( *(?:- +)*)([A-Za-z][\w-]*):([^\s:/].*)")
_SPECIAL = "@`%&*!|>?-[]{},"
_MAX_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong, where, and what to write."""

    message: str
    line: int
    column: int
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    """Counted from 0."""
    indent: int
    key: str
    value: str
    dash: bool


def diagnose(text: str, problem: str, at: tuple[int, int], since: tuple[int, int] | None) -> Diagnosis:
    """A diagnosis.

    Args:
        text: the file.
        problem: what libyaml says.
        at: line and column, from 0, where it stopped.
        since: where what it was reading began, if it says so.
    """
    lines = text.split("\n")
    number = min(at[0], len(lines) - 1)
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return Diagnosis(
            "The file holds two sides of a merge conflict.", line, 1, "Keep one side and delete the marks."
        )
    source = lines[number]
    if "\t" in source[: len(source) - len(source.lstrip())] or ("cannot start any token" in problem and "\t" in source):
        return Diagnosis(
            "A tab is used for indentation.", number + 1, source.index("\t") + 1, "Use two spaces for each level."
        )
    if found := _unclosed(lines, problem, since):
        return found
    if "'-' indicator" in problem and _says(source):
        message = "This line stands in a list, but does not begin with a dash."
        hint = f"Write `- {_short(source.strip())}`, or begin it further left if it does not belong to the list."
        return Diagnosis(message, number + 1, len(source) - len(source.lstrip()) + 1, hint)
    for candidate in _candidates(lines, number, problem):
        if found := _in_line(lines, candidate, problem) or _indentation(lines, candidate):
            return found
    return Diagnosis(
        "YAML does not understand this line.",
        number + 1,
        at[1] + 1,
        "Compare it with the lines around it: the same indentation, `key: value` with a space, quotes closed.",
    )


def _candidates(lines: list[str], number: int, problem: str) -> list[int]:
    """Lines to look at, the likeliest first: a missing colon is noticed only in the line after it."""
    above = [n for n in range(number - 1, -1, -1) if _says(lines[n])][:1]
    here = [number] if _says(lines[number]) else []
    return [*above, *here] if "could not find expected ':'" in problem else [*here, *above]


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _unclosed(lines: list[str], problem: str, since: tuple[int, int] | None) -> Diagnosis | None:
    if since is None or since[0] >= len(lines) or since[1] >= len(lines[since[0]]):
        return None
    mark = lines[since[0]][since[1]]
    if mark in "\"'" and "end of stream" in problem:
        what = f"The quotation mark {mark} that opens here is never closed."
        return Diagnosis(what, since[0] + 1, since[1] + 1, f"Put another {mark} at the end of the text.")
    if mark in "[{" and ("expected ','" in problem or "node content" in problem):
        closing = "]" if mark == "[" else "}"
        what = f"The `{mark}` that opens here is never closed, or a comma is missing after an entry."
        hint = f"Put `{closing}` at the end of the list. A text that begins with `{mark}` needs quotes."
        return Diagnosis(what, since[0] + 1, since[1] + 1, hint)
    return None


def _in_line(lines: list[str], number: int, problem: str) -> Diagnosis | None:
    source = lines[number]
    if match := _NO_BLANK.fullmatch(source):
        start, key, rest = match.groups()
        hint = f"Write `{key}: {_short(rest)}`."
        return Diagnosis(f"A space is missing after `{key}:`.", number + 1, len(start) + len(key) + 2, hint)
    line = _parsed(lines, number)
    if line is None:
        bare = source.strip().removeprefix("- ").strip()
        if "could not find expected ':'" in problem and bare and ":" not in bare:
            message = f"`{_short(bare)}` is neither a key with a colon nor an entry with a dash."
            hint = f"Write `{bare.split()[0]}: …`, or `- {_short(bare)}` in a list."
            return Diagnosis(message, number + 1, len(source) - len(source.lstrip()) + 1, hint)
        return _in_value(number, "", bare, source) if source.lstrip().startswith("- ") else None
    return _in_value(number, line.key, line.value, source) if line.value else None


def _in_value(number: int, key: str, value: str, source: str) -> Diagnosis | None:
    """What is wrong with the text after a key or a dash."""
    column = source.rfind(value) + 1
    before = f"{key}: " if key else "- "
    quoted = f"Write `{before}{_quoted(value)}`." if len(value) <= _MAX_SHOWN else "Put the whole text in quotes."
    if value[0] in "\"'":
        end = value.find(value[0], 1)
        if 0 < end < len(value) - 1 and not value[end + 1 :].lstrip().startswith("#"):
            message = "The text goes on after its closing quotation mark."
            return Diagnosis(message, number + 1, column + end, quoted)
        return None
    if value[0] in _SPECIAL and not value.startswith(("[", "{")):
        return Diagnosis(f"A text that begins with `{value[0]}` needs quotes.", number + 1, column, quoted)
    if ": " in value or value.endswith(":"):
        at = column + (value.find(": ") if ": " in value else len(value) - 1)
        return Diagnosis(
            "A colon with a space after it begins a new key: this text needs quotes.", number + 1, at, quoted
        )
    if value.startswith(("[", "{")) and not value.endswith(("]", "}")):
        message = f"The `{value[0]}` is never closed; a text that begins with it needs quotes."
        return Diagnosis(message, number + 1, column, quoted)
    return None


def _indentation(lines: list[str], number: int) -> Diagnosis | None:
    line = _parsed(lines, number)
    above = next((found for n in range(number - 1, -1, -1) if (found := _parsed(lines, n))), None)
    if line is None or above is None:
        return None
    if line.indent > above.indent and above.value and not above.value.startswith(("|", ">")):
        message = f"`{line.key}` is indented further than `{above.key}` above it, which has its text already."
        hint = f"Begin `{line.key}` in column {above.indent + 1}, like `{above.key}`."
        return Diagnosis(message, number + 1, line.indent + 1, hint)
    if line.indent < above.indent:
        open_ = _open(lines, number)
        if line.indent not in open_:
            near = min(open_, key=lambda indent: abs(indent - line.indent))
            message = f"`{line.key}` is not in one column with the keys around it."
            hint = f"Begin `{line.key}` in column {near + 1}, like `{open_[near]}`."
            return Diagnosis(message, number + 1, line.indent + 1, hint)
        if not line.dash and above.dash:
            return Diagnosis(
                "Every entry of a list begins with a dash.", number + 1, line.indent + 1, f"Write `- {line.key}: …`."
            )
    return None


def _open(lines: list[str], number: int) -> dict[int, str]:
    """Indentation → key of the groups that are open above a line."""
    found: dict[int, str] = {}
    lowest = 1_000
    for n in range(number - 1, -1, -1):
        line = _parsed(lines, n)
        if line is not None and line.indent < lowest:
            found[line.indent] = line.key
            lowest = line.indent
    return found


def _parsed(lines: list[str], number: int) -> _Line | None:
    match = _KEY.fullmatch(lines[number])
    if match is None or not _says(lines[number]):
        return None
    return _Line(number, len(match[1]) + len(match[2]), match[3], match[4] or "", bool(match[2]))


def _quoted(value: str) -> str:
    if len(value) > 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return f"'{value}'" if '"' in value and "'" not in value else json.dumps(value, ensure_ascii=False)


def _short(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"
