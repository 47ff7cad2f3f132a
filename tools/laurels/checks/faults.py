"""From pydantic's errors to findings: the one cause first, and not what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from laurels.checks import wording
from laurels.checks.shape import Path, fields, groups, may_be_map, model_at
from laurels.checks.wording import Wording
from laurels.encoding import pointer as json_pointer
from laurels.encoding import strict_yaml
from laurels.findings import Finding, Severity
from laurels.model.catalogue import SourceFile
from laurels.model.kinds import Kind

Faults = dict[Path, ErrorDetails]


def findings_of(error: ValidationError, kind: Kind, source: SourceFile, data: Any) -> Iterator[Finding]:
    """One finding for each thing that is wrong with a file, at its line and column."""
    if not isinstance(data, dict):
        message = (
            "The file is empty."
            if data is None
            else f"The file must hold `key: value` lines, but is {wording.noun_of(data)}."
        )
        yield Finding(
            "SCH003", Severity.ERROR, message, source.path, hint="Start from an example in the documentation."
        )
        return
    found = dict(faults(error, kind, data))
    places = strict_yaml.locate_all(
        source.text, [(json_pointer.join(path), fault.code == "SCH002") for path, fault in found.items()]
    )
    lines = source.text.split("\n")
    for (path, fault), (line, column) in zip(found.items(), places, strict=True):
        pointer, hint = json_pointer.join(path), fault.hint
        if fault.message.endswith("is still empty.") and "#" in lines[line - 1]:
            hint = "What stands after a # is a comment: a text that holds one needs quotes."
        yield Finding(fault.code, Severity.ERROR, fault.message, source.path, line, column, pointer, hint)


def faults(error: ValidationError, kind: Kind, data: dict[str, Any]) -> Iterator[tuple[Path, Wording]]:
    """What is wrong with the data of a file, each cause once, in words."""
    left: Faults = {}
    for path, detail in _meant(error, kind, data):
        left.setdefault(path, detail)
    yield from _misplaced(left, kind, data)
    yield from _misspelt(left, kind)
    yield from _lacking(left, kind)
    for path, detail in left.items():
        yield path, wording.worded(detail, path, kind)


def _misplaced(left: Faults, kind: Kind, data: dict[str, Any]) -> Iterator[tuple[Path, Wording]]:
    """Keys at a wrong depth, together with those that stand there with them; what follows from it is taken out."""
    moves: dict[tuple[Path, str, bool], list[Path]] = {}
    for path in _unknown(left):
        into = _into(path, kind, data)
        beside = None if into else _beside(path, kind, data)
        if into:
            moves.setdefault((path[:-1], into, True), []).append(path)
        elif beside:
            moves.setdefault((path[:-1], beside, False), []).append(path)
    for (parent, group, deeper), paths in moves.items():
        keys = [str(path[-1]) for path in paths]
        for path in paths:
            del left[path]
        home = (*parent, group) if deeper else parent[:-1]
        _forget(left, {(*home, key) for key in keys} | ({home} if deeper else set()))
        yield paths[0], wording.moved(keys, group, deeper=deeper)


def _misspelt(left: Faults, kind: Kind) -> Iterator[tuple[Path, Wording]]:
    """Unknown keys; one that is like a missing key stands for it."""
    for path in _unknown(left):
        wanted = [str(other[-1]) for other, detail in left.items() if _is_missing(detail) and other[:-1] == path[:-1]]
        meant = wording.nearest(str(path[-1]), wanted, cutoff=0.5)
        del left[path]
        _forget(left, {(*path[:-1], meant)} if meant else set())
        yield path, wording.unknown(path, kind, [meant] if meant else ())


def _lacking(left: Faults, kind: Kind) -> Iterator[tuple[Path, Wording]]:
    """Missing keys, those of one group together."""
    by_group: dict[Path, list[Path]] = {}
    for path, detail in left.items():
        if _is_missing(detail):
            by_group.setdefault(path[:-1], []).append(path)
    for paths in by_group.values():
        _forget(left, set(paths))
        yield paths[0], wording.missing(paths, kind)


def _unknown(left: Faults) -> list[Path]:
    return [path for path, detail in left.items() if detail["type"] == "extra_forbidden"]


def _is_missing(detail: ErrorDetails) -> bool:
    return detail["type"] == "missing"


def _forget(left: Faults, consequences: set[Path]) -> None:
    for path in consequences:
        left.pop(path, None)


def _into(path: Path, kind: Kind, data: dict[str, Any]) -> str:
    """The group beside an unknown key that has such a key, and lacks it."""
    here = _at(data, path[:-1])
    for group, model in groups(kind, path[:-1]):
        inner = here.get(group)
        if path[-1] in fields(model) and (inner is None or (isinstance(inner, dict) and path[-1] not in inner)):
            return group
    return ""


def _beside(path: Path, kind: Kind, data: dict[str, Any]) -> str:
    """The group around an unknown key, where such a key belongs beside that group and is missing there."""
    if len(path) < 2 or not isinstance(path[-2], str):
        return ""
    outer = model_at(kind, path[:-2])
    around = _at(data, path[:-2])
    fits = outer is not None and path[-1] in fields(outer) and isinstance(around, dict) and path[-1] not in around
    return path[-2] if fits else ""


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _meant(error: ValidationError, kind: Kind, data: Any) -> Iterator[tuple[Path, ErrorDetails]]:
    """Pydantic's errors without those of union branches that the author did not mean.

    A text may be a string or a map of language to string: pydantic then reports what is wrong with it as the one and as the other.
    """
    details = [(_path(_without_tags(detail["loc"], kind), data), detail) for detail in error.errors(include_url=False)]
    texts = {path for path, detail in details if detail["type"].startswith("string_")}
    for path, detail in details:
        unmeant_map = detail["type"] == "dict_type" and path in texts
        unmeant_text = detail["type"] == "string_type" and isinstance(detail["input"], dict) and may_be_map(path, kind)
        # Pydantic counts the entries that are right.
        enough = detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]
        if not unmeant_map and not unmeant_text and not enough:
            yield path, detail


def _without_tags(location: Path, kind: Kind) -> Path:
    """A location without the names that pydantic gives to the forms of a stack's rule; they are no part of the file."""
    if kind.name != "stack" or not location or location[0] != "rule":
        return location
    kept: list[str | int] = ["rule"]
    tag: str | int | None = None
    expect_tag = True
    for part in location[1:]:
        if expect_tag:
            tag, expect_tag = part, False
            continue
        kept.append(part)
        expect_tag = isinstance(part, int) and tag != "credits"  # the list of `credits` holds achievements only
    return tuple(kept)


def _path(location: Path, data: Any) -> Path:
    """The part of a location that exists in the data, plus a missing last key; names of union branches are dropped."""
    path: list[str | int] = []
    here = data
    for index, part in enumerate(location):
        in_mapping = isinstance(here, dict) and isinstance(part, str) and part in here
        if in_mapping or (isinstance(here, list) and isinstance(part, int) and part < len(here)):
            here = here[part]
        elif not (
            isinstance(here, dict) and isinstance(part, str) and index == len(location) - 1 and part.isidentifier()
        ):
            continue
        path.append(part)
    return tuple(path)
