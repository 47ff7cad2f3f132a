"""From pydantic's errors to findings in the author's own words."""

from __future__ import annotations

import difflib
import re
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from laurels.encoding import pointer as json_pointer
from laurels.encoding import strict_yaml
from laurels.findings import Finding, Severity
from laurels.model.base import LANGUAGE_PATTERN, SKILL_PATTERN, SLUG_PATTERN, UUID_PATTERN
from laurels.model.catalogue import SourceFile
from laurels.model.kinds import Kind

Path = tuple[str | int, ...]

_NOUNS = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "tuple": "a list",
    "model": "a group of keys",
    "dict": "a group of keys",
    "bool": "true or false",
    "date": "a date like 2026-06-30",
    "datetime": "a date and time like 2026-06-30T00:00:00Z",
}
_LIMITS = {
    "string_too_short": "{name} is empty.",
    "string_too_long": "{name} is longer than {max_length} characters.",
    "too_short": "{name} has {actual_length} entries; at least {min_length} are needed.",
    "too_long": "{name} has more than {max_length} entries, which is the most it takes.",
    "greater_than_equal": "{name} must be at least {ge}.",
    "greater_than": "{name} must be more than {gt}.",
    "less_than_equal": "{name} must be at most {le}.",
    "multiple_of": "{name} must be a multiple of {multiple_of}.",
}
_PATTERNS = {
    LANGUAGE_PATTERN: "Write a language such as `en` or `pt-BR`.",
    SKILL_PATTERN: "Write a framework and a key in its file, like `esco/sql`.",
    SLUG_PATTERN: "Use lower-case letters, digits and hyphens only, like `sql-foundations`.",
    UUID_PATTERN: "Write the UUID that follows `urn:uuid:` in the credential's id.",
}
_NUMBER = re.compile(r"[0-9.]+")
_RULE_FORMS = "an achievement, or one of: all, any, atLeast with of, credits with of"


@dataclass(frozen=True, slots=True)
class _Problem:
    code: str
    message: str
    hint: str = ""


def findings_of(error: ValidationError, kind: Kind, source: SourceFile, data: Any) -> Iterator[Finding]:
    """One finding for each place where the data does not fit the kind's model."""
    if not isinstance(data, dict):
        message = (
            "The file is empty." if data is None else f"The file must hold `key: value` lines, but is {_noun_of(data)}."
        )
        yield Finding(
            "SCH003", Severity.ERROR, message, source.path, hint="Start from an example in the documentation."
        )
        return
    found: dict[str, _Problem] = {}
    for path, detail in _root_causes(error, kind, data):
        found.setdefault(json_pointer.join(path), _words(detail, path, kind))
    places = strict_yaml.locate_all(
        source.text, [(pointer, problem.code == "SCH002") for pointer, problem in found.items()]
    )
    for (pointer, problem), (line, column) in zip(found.items(), places, strict=True):
        yield Finding(problem.code, Severity.ERROR, problem.message, source.path, line, column, pointer, problem.hint)


def _root_causes(error: ValidationError, kind: Kind, data: Any) -> Iterator[tuple[Path, ErrorDetails]]:
    """Pydantic's errors without those of union branches that the author did not mean.

    A text may be a string or a map of language to string: pydantic then reports what is wrong with it as the one and as the other.
    """
    details = [(_path(_without_tags(detail["loc"], kind), data), detail) for detail in error.errors(include_url=False)]
    texts = {path for path, detail in details if detail["type"].startswith("string_")}
    for path, detail in details:
        unmeant_map = detail["type"] == "dict_type" and path in texts
        unmeant_text = detail["type"] == "string_type" and isinstance(detail["input"], dict) and _may_be_map(path, kind)
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


def _words(detail: ErrorDetails, path: Path, kind: Kind) -> _Problem:
    """Code, message and hint for one of pydantic's errors."""
    type_, context = detail["type"], detail.get("ctx", {})
    name = _name(path)
    if type_ == "missing":
        return _missing(name, path, kind)
    if type_ == "extra_forbidden":
        return _unknown(name, path, kind)
    if type_ == "literal_error":
        return _no_choice(name, detail)
    if type_ == "string_pattern_mismatch":
        if detail["loc"][-1] == "[key]":
            return _Problem("SCH004", f"{name} cannot be a key here.", _PATTERNS.get(context["pattern"], ""))
        example = _example(kind, path)
        expected = f"It must look like `{example}`." if example else f"It must match {context['pattern']}."
        return _Problem(
            "SCH004", f"{name} cannot be {_shown(detail['input'])}.", _PATTERNS.get(context["pattern"], expected)
        )
    if type_ == "value_error":
        return _Problem("SCH004", f"{name}: {context['error']}.")
    if type_ == "rule":
        return _Problem("SCH003", f"{name} is not a rule.", f"Write {_RULE_FORMS}.")
    if type_ in _LIMITS:
        return _Problem("SCH005", _LIMITS[type_].format(name=name, **context))
    return _wrong_type(name, detail)


def _missing(name: str, path: Path, kind: Kind) -> _Problem:
    example = _example(kind, path)
    return _Problem("SCH001", f"{name} is missing.", f"Add `{path[-1]}: {example}`." if example else f"Add {name}.")


def _unknown(name: str, path: Path, kind: Kind) -> _Problem:
    model = _model_at(kind, path[:-1])
    known = list(_fields(model)) if model else []
    close = difflib.get_close_matches(str(path[-1]), known, n=1, cutoff=0.6)
    allowed = "Allowed here: " + ", ".join(known) + "." if known else "Remove it."
    return _Problem(
        "SCH002", f"{name} is not a key that is known here.", f"Did you mean `{close[0]}`?" if close else allowed
    )


def _no_choice(name: str, detail: ErrorDetails) -> _Problem:
    expected = str(detail.get("ctx", {})["expected"])
    choices = [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(",")]
    close = difflib.get_close_matches(str(detail["input"]), choices, n=1, cutoff=0.5)
    hint = f"Did you mean `{close[0]}`? " if close else ""
    return _Problem(
        "SCH004", f"{name} cannot be {_shown(detail['input'])}.", hint + "Allowed: " + ", ".join(choices) + "."
    )


def _wrong_type(name: str, detail: ErrorDetails) -> _Problem:
    value = detail["input"]
    wanted = detail["type"].split("_")[0]
    if wanted not in _NOUNS:
        return _Problem("SCH003", f"{name}: {detail['msg']}.")
    return _Problem("SCH003", f"{name} must be {_NOUNS[wanted]}, but is {_noun_of(value)}.", _rewritten(wanted, value))


def _rewritten(wanted: str, value: Any) -> str:
    """How to write a value as the type that is wanted, where that can be told."""
    if wanted == "string" and isinstance(value, int | float):
        return f'Write "{value}" in quotes.'
    if wanted == "string" and isinstance(value, list):
        return "Write one text, without `[ ]` or `- `."
    if wanted == "tuple" and isinstance(value, str | int | float):
        return f"Write `[{value}]`, or one `- entry` on each line."
    return ""


def _name(path: Path) -> str:
    if not path:
        return "The file"
    return f"`{path[-1]}`" if isinstance(path[-1], str) else f"Entry {path[-1] + 1} of `{_list_name(path)}`"


def _list_name(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "the list")


def _shown(value: Any) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else repr(value)
    return f"`{text[:60]}…`" if len(text) > 60 else f"`{text}`"


def _noun_of(value: Any) -> str:
    nouns = {
        dict: "a group of keys",
        list: "a list",
        str: "text",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return "empty" if value is None else nouns.get(type(value), "something else")


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _field_at(kind: Kind, path: Path) -> FieldInfo | None:
    model = _model_at(kind, path[:-1]) if path else None
    return _fields(model).get(str(path[-1])) if model else None


def _model_at(kind: Kind, path: Path) -> type[BaseModel] | None:
    """The model of the group of keys at a path, as far as one can be told without looking at the data."""
    annotation: Any = kind.model
    for part in path:
        model = _model_in(annotation)
        if model is None:
            return None
        if isinstance(part, str):
            field = _fields(model).get(part)
            # In a mapping such as `skills` the keys are the author's own and the model stays the one of its values.
            annotation = field.annotation if field is not None else model
    return _model_in(annotation)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Annotated, tuple, list, dict, typing.Union, types.UnionType):
        return next((found for item in get_args(annotation) if (found := _model_in(item))), None)
    return None


def _may_be_map(path: Path, kind: Kind) -> bool:
    field = _field_at(kind, tuple(part for part in path if isinstance(part, str)))
    return field is not None and "dict[" in str(field.annotation)


def _example(kind: Kind, path: Path) -> str:
    field = _field_at(kind, path)
    if field is None or not field.examples or isinstance(field.examples[0], dict | list):
        return ""
    text = str(field.examples[0])
    return f'"{text}"' if isinstance(field.examples[0], str) and _NUMBER.fullmatch(text) else text
