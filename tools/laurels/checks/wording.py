"""What is wrong with a value, in the words of somebody who wrote it: no paths, no types of a programming language."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

from laurels.checks.shape import Path, example, fields, model_at
from laurels.model.base import CTID_PATTERN, LANGUAGE_PATTERN, SKILL_PATTERN, SLUG_PATTERN, UUID_PATTERN
from laurels.model.kinds import Kind

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
    "string_too_short": "{name} is too short.",
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
    SKILL_PATTERN: "Write a framework and a key in its file, like `esco/sql`; `laurels skills find WORDS` finds them.",
    SLUG_PATTERN: "Use lower-case letters, digits and hyphens only, like `sql-foundations`.",
    UUID_PATTERN: "Write the UUID that follows `urn:uuid:` in the credential's id.",
    CTID_PATTERN: "Write ce- and a UUID in small letters, as the registry gave it.",
}
_RULE_FORMS = "an achievement, or one of: all, any, atLeast with of, credits with of"
_MAX_NAMED = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing that is wrong, in words."""

    code: str
    message: str
    hint: str = ""


def worded(detail: ErrorDetails, path: Path, kind: Kind) -> Wording:
    """Code, message and hint for one of pydantic's errors."""
    type_, context = detail["type"], detail.get("ctx", {})
    name = name_of(path)
    if detail["input"] is None and type_ != "missing" and path:
        return empty(path, kind)
    if type_ == "literal_error":
        return _no_choice(name, detail)
    if type_ == "string_pattern_mismatch":
        return _no_form(name, detail, path, kind)
    if type_ == "value_error":
        return Wording("SCH004", f"{name}: {context['error']}.")
    if type_ == "rule":
        return Wording("SCH003", f"{name} is not a rule.", f"Write {_RULE_FORMS}.")
    if type_ == "string_too_short" and detail["input"] == "":
        return Wording("SCH005", f"{name} is empty.", _such_as(path, kind))
    if type_ in _LIMITS:
        return Wording("SCH005", _LIMITS[type_].format(name=name, **context))
    return _wrong_type(name, detail)


def missing(paths: list[Path], kind: Kind) -> Wording:
    """One or more keys that a group of keys lacks."""
    names = listed([f"`{path[-1]}`" for path in paths])
    inside = f" in {name_of(paths[0][:-1])}" if len(paths[0]) > 1 else ""
    lines = [f"`{path[-1]}: {shown}`" for path in paths if (shown := example(kind, path))]
    hint = f"Add {listed(lines, last='and')}." if lines and len(lines) == len(paths) else ""
    if not hint:
        hint = f"Add {names}: the documentation of the YAML files has an example."
    return Wording("SCH001", f"{names} {'is' if len(paths) == 1 else 'are'} missing{inside}.", hint)


def empty(path: Path, kind: Kind) -> Wording:
    """A key with nothing after the colon."""
    return Wording("SCH001", f"{name_of(path)} is still empty.", _such_as(path, kind))


def unknown(path: Path, kind: Kind, wanted: Iterable[str] = ()) -> Wording:
    """A key that is not known where it stands; `wanted`: keys that are missing there."""
    bare = str(path[-1]).strip().strip("\u00a0\u2002\u2003\u2007\u202f")
    if bare != path[-1]:
        message = f"Before or after `{bare}` is a special space, such as one that came with a copied text."
        return Wording("SCH002", message, "Delete it and type the spaces anew.")
    model = model_at(kind, path[:-1])
    known = list(fields(model)) if model else []
    close = nearest(str(path[-1]), wanted, cutoff=0.5) or nearest(str(path[-1]), known)
    allowed = "Allowed here: " + ", ".join(known) + "." if known else "Remove it."
    return Wording(
        "SCH002", f"{name_of(path)} is not a key that is known here.", f"Did you mean `{close}`?" if close else allowed
    )


def moved(keys: list[str], group: str, *, deeper: bool) -> Wording:
    """Keys that stand at the wrong depth; `group`: the key that they belong into or beside."""
    names = listed([f"`{key}`" for key in keys])
    verb, them = ("belongs", "it") if len(keys) == 1 else ("belong", "them")
    if deeper:
        return Wording("SCH002", f"{names} {verb} into `{group}`.", f"Indent {them} by two spaces, below `{group}:`.")
    return Wording(
        "SCH002",
        f"{names} {verb} beside `{group}`, not into it.",
        f"Take two spaces away before {them}, so that {them} and `{group}` begin in one column.",
    )


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """The known word that is most like another one, or nothing; capitals and separators do not count."""
    by_form = {_form(name): name for name in known}
    close = difflib.get_close_matches(_form(word), by_form, n=1, cutoff=cutoff)
    return by_form[close[0]] if close else ""


def name_of(path: Path) -> str:
    """A place in a file, as its author calls it."""
    if not path:
        return "The file"
    if isinstance(path[-1], str):
        return f"`{path[-1]}`"
    return f"Entry {path[-1] + 1} of `{next((part for part in reversed(path) if isinstance(part, str)), 'the list')}`"


def noun_of(value: Any) -> str:
    """What a value is, in words."""
    nouns = {
        dict: "a group of keys",
        list: "a list",
        str: "text",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return "empty" if value is None else nouns.get(type(value), "something else")


def listed(words: list[str], *, last: str = "and") -> str:
    """Words with commas, and how many more there are."""
    if len(words) > _MAX_NAMED + 1:
        words = [*words[:_MAX_NAMED], f"{len(words) - _MAX_NAMED} more"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def shown(value: Any) -> str:
    """A value as it is quoted in a message."""
    text = " ".join(value.split()) if isinstance(value, str) else _yaml_word(value)
    return f"`{text[:60]}…`" if len(text) > 60 else f"`{text}`"


def _yaml_word(value: Any) -> str:
    return (
        {True: "true", False: "false", None: "nothing"}.get(value, str(value))
        if not isinstance(value, dict | list)
        else noun_of(value)
    )


def _form(word: str) -> str:
    return word.casefold().replace("_", "").replace("-", "").replace(" ", "")


def _such_as(path: Path, kind: Kind) -> str:
    shown_example = example(kind, path)
    return (
        f"Fill it in, such as `{path[-1]}: {shown_example}`."
        if shown_example and isinstance(path[-1], str)
        else "Fill it in."
    )


def _no_form(name: str, detail: ErrorDetails, path: Path, kind: Kind) -> Wording:
    pattern = detail["ctx"]["pattern"]
    if detail["loc"][-1:] == ("[key]",):
        return Wording("SCH004", f"{name} cannot be a key here.", _PATTERNS.get(pattern, ""))
    like = example(kind, path)
    hint = _PATTERNS.get(pattern) or (
        f"It must look like `{like}`." if like else "The documentation of the YAML files has an example."
    )
    return Wording("SCH004", f"{name} cannot be {shown(detail['input'])}.", hint)


def _no_choice(name: str, detail: ErrorDetails) -> Wording:
    expected = str(detail.get("ctx", {})["expected"])
    choices = [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(",")]
    close = nearest(str(detail["input"]), choices, cutoff=0.5)
    hint = f"Did you mean `{close}`? " if close else ""
    return Wording(
        "SCH004", f"{name} cannot be {shown(detail['input'])}.", hint + "Allowed: " + ", ".join(choices) + "."
    )


def _wrong_type(name: str, detail: ErrorDetails) -> Wording:
    value = detail["input"]
    wanted = detail["type"].split("_")[0]
    if wanted not in _NOUNS:
        return Wording(
            "SCH003", f"{name} cannot be {shown(value)}.", "The documentation of the YAML files has an example."
        )
    if wanted == "int" and isinstance(value, float):
        return Wording("SCH003", f"{name} must be a whole number, but is {shown(value)}.")
    return Wording("SCH003", f"{name} must be {_NOUNS[wanted]}, but is {noun_of(value)}.", _rewritten(wanted, value))


def _rewritten(wanted: str, value: Any) -> str:
    """How to write a value as the type that is wanted, where that can be told."""
    if wanted == "string" and isinstance(value, int | float):
        return f'Write "{_yaml_word(value)}" in quotes.'
    if wanted == "string" and isinstance(value, list):
        return "Write one text, without `[ ]` or `- `."
    if wanted == "tuple" and isinstance(value, str) and value.startswith("-"):
        return "Write a space after each dash: `- entry`."
    if wanted == "tuple" and isinstance(value, str | int | float):
        return f"Write `[{value}]`, or one `- entry` on each line."
    if wanted in ("int", "float") and isinstance(value, str) and value.replace(".", "", 1).isdigit():
        return f"Write {value} without quotes."
    return ""
