"""Strict YAML: the part of YAML 1.2 that reads like a form, and nothing that surprises.

Text comes in, plain data goes out. Dates stay text. Refused, each with its line: duplicate keys, anchors and aliases,
tags, merge keys, words that YAML 1.1 programs read as true or false, numbers that two programs would read differently,
several documents in one file. Built from libyaml's event stream, so depth and size are bounded before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from laurels.encoding import plain_yaml
from laurels.encoding import pointer as json_pointer
from laurels.encoding.yaml_diagnosis import diagnose
from laurels.encoding.yaml_words import AmbiguousError, plain_value

MAX_CHARACTERS = 4 * 1024 * 1024
MAX_DEPTH = 32

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class YamlProblem:
    """One reason why a text is not strict YAML."""

    kind: str
    """syntax, duplicate-key, anchor, tag, merge-key, ambiguous, documents, depth, size or character."""
    message: str
    line: int
    column: int
    hint: str = ""


class YamlError(ValueError):
    """The text is not strict YAML."""

    def __init__(self, problem: YamlProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def loads(text: str, *, max_characters: int = MAX_CHARACTERS) -> Any:
    """The data of a YAML text: dict, list, str, int, float, bool or None. Raises `YamlError`."""
    _refuse_size(text, max_characters)
    value = plain_yaml.loads(text)
    if value is not plain_yaml.NOT_PLAIN:
        return value
    _refuse_text(text)
    return _Builder(text).document()


def locate(text: str, pointer: str, *, key: bool = False) -> tuple[int, int]:
    """Line and column, counted from 1, of the value (or its key) at a JSON Pointer; see `locate_all`."""
    return locate_all(text, [(pointer, key)])[0]


def locate_all(text: str, places: Iterable[tuple[str, bool]]) -> list[tuple[int, int]]:
    """Line and column, counted from 1, of each place: a JSON Pointer, and whether its key is meant instead of its value.

    Where a pointer leads nowhere the nearest existing ancestor answers. The text must be strict YAML. One pass, however
    many places; positions are looked up only when a finding needs one, so that clean files cost nothing.
    """
    wanted = [(tuple(json_pointer.split(pointer)), key) for pointer, key in places]
    missing = {path for path, _ in wanted}
    ancestry = {path[:length] for path in missing for length in range(len(path) + 1)}
    found: dict[tuple[str, ...], tuple[Any, Any]] = {}
    for path, key_mark, value_mark in _positions(text):
        if path in ancestry:
            found[path] = key_mark or value_mark, value_mark
            missing.discard(path)
            if not missing:
                break
    return [_place(found, path, key) for path, key in wanted]


def _place(found: dict[tuple[str, ...], tuple[Any, Any]], path: tuple[str, ...], key: bool) -> tuple[int, int]:
    while path not in found and path:
        path = path[:-1]
    if path not in found:
        return 1, 1
    mark = found[path][0 if key else 1]
    return mark.line + 1, mark.column + 1


def _refuse_size(text: str, max_characters: int) -> None:
    if len(text) > max_characters:
        raise YamlError(
            YamlProblem(
                "size",
                f"The file has {len(text):,} characters; at most {max_characters:,} are read.",
                1,
                1,
                "Split it into several files.",
            )
        )


def _refuse_text(text: str) -> None:
    if text.startswith("\ufeff"):
        hint = "Save it as UTF-8 without a byte order mark."
        raise YamlError(YamlProblem("character", "The file starts with a byte order mark.", 1, 1, hint))
    if match := _CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        raise YamlError(
            YamlProblem(
                "character",
                f"The character U+{ord(match[0]):04X} cannot be shown and is not allowed.",
                line,
                column,
                "Delete it, or save the file as plain UTF-8 text.",
            )
        )


def events(text: str) -> Iterator[Any]:
    """libyaml's events, with its errors as `YamlError`; nothing but the syntax is checked."""
    loader = yaml.CLoader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    except yaml.MarkedYAMLError as error:
        raise YamlError(_syntax_problem(text, error)) from error
    except yaml.YAMLError as error:
        raise YamlError(YamlProblem("syntax", f"This is not YAML: {error}", 1, 1)) from error
    finally:
        loader.dispose()


def _syntax_problem(text: str, error: yaml.MarkedYAMLError) -> YamlProblem:
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    at = (mark.line, mark.column) if mark else (0, 0)
    problem = error.problem or "it cannot be read"
    if "nesting depth" in problem:  # libyaml's own limit, from PyYAML 6.0.4 on, is reached before ours is looked at
        return YamlProblem("depth", f"The file is nested more than {MAX_DEPTH} levels deep.", at[0] + 1, at[1] + 1)
    found = diagnose(text, problem, at, (context.line, context.column) if context else None)
    return YamlProblem("syntax", found.message, found.line, found.column, found.hint)


class _Builder:
    """Data from one event stream; each method consumes exactly the events of its node."""

    def __init__(self, text: str) -> None:
        self._next = events(text).__next__

    def document(self) -> Any:
        self._next()  # stream start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        value = self._value(self._next(), 0)
        self._next()  # document end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise _problem("documents", "The file holds more than one document.", event, "Remove the line `---`.")
        return value

    def _value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        _refuse_indirection(event)
        if kind is yaml.ScalarEvent:
            return _scalar(event)
        if depth >= MAX_DEPTH:
            raise _problem("depth", f"The file is nested more than {MAX_DEPTH} levels deep.", event)
        return self._sequence(depth) if kind is yaml.SequenceStartEvent else self._mapping(depth)

    def _sequence(self, depth: int) -> list[Any]:
        items = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._value(event, depth + 1))
        return items

    def _mapping(self, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                self._value(event, depth + 1)
                raise _problem("syntax", "A key must be a word or text.", event)
            if event.value == "<<" and event.implicit[0]:
                raise _problem("merge-key", "A merge key (<<) is not allowed.", event, "Write the keys out.")
            _refuse_indirection(event)
            _refuse_escapes(event)  # and no more: a key stays text whatever it looks like
            if event.value in result:
                raise _problem(
                    "duplicate-key", f"The key `{event.value}` is given twice.", event, "Keep one of the two."
                )
            result[event.value] = self._value(self._next(), depth + 1)
        return result


def _refuse_indirection(event: Any) -> None:
    if type(event) is yaml.AliasEvent:
        raise _problem("anchor", f"An alias (*{event.anchor}) is not allowed.", event, "Write the value out.")
    if event.anchor is not None:
        raise _problem("anchor", f"An anchor (&{event.anchor}) is not allowed.", event, "Write the value out.")
    if event.tag is not None:
        raise _problem("tag", f"A tag ({event.tag}) is not allowed.", event, "Remove it, or put the text in quotes.")


def _refuse_escapes(event: Any) -> None:
    """An escape in double quotes can smuggle in what the raw text may not hold."""
    if event.style == '"' and (match := _CONTROL.search(event.value)):
        raise _problem(
            "character", f"The character U+{ord(match[0]):04X} cannot be shown and is not allowed.", event, "Delete it."
        )


def _problem(kind: str, message: str, event: Any, hint: str = "") -> YamlError:
    mark = event.start_mark
    return YamlError(YamlProblem(kind, message, mark.line + 1, mark.column + 1, hint))


def _scalar(event: Any) -> Any:
    text: str = event.value
    if not event.implicit[0]:
        _refuse_escapes(event)
        return text
    try:
        return plain_value(text)
    except AmbiguousError as error:
        raise _problem("ambiguous", str(error), event, error.hint) from error


def _positions(text: str) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Path, mark of the key (None in lists) and mark of the value, for every node in document order."""
    # One frame per open collection: its path, the next list index or None, the pending key's event.
    frames: list[list[Any]] = []
    for event in events(text):
        kind = type(event)
        if kind in (yaml.SequenceEndEvent, yaml.MappingEndEvent):
            frames.pop()
            continue
        if kind not in (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent):
            continue
        path: tuple[str, ...] = ()
        key_mark = None
        if frames:
            frame = frames[-1]
            if frame[1] is None and frame[2] is None and kind is yaml.ScalarEvent:
                frame[2] = event
                continue
            if frame[1] is None:
                path, key_mark, frame[2] = (*frame[0], frame[2].value), frame[2].start_mark, None
            else:
                path, frame[1] = (*frame[0], str(frame[1])), frame[1] + 1
        yield path, key_mark, event.start_mark
        if kind is not yaml.ScalarEvent:
            frames.append([path, 0 if kind is yaml.SequenceStartEvent else None, None])
