"""A difference from the JSON that `laurels diff --format json` printed, written by somebody who is not trusted.

Every value is of the kind it should be, and of bounded size; whether it is true nobody can see from the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from laurels.diff.difference import Difference
from laurels.diff.shown import KINDS
from laurels.encoding import strict_json
from laurels.errors import UsageError

MAX_BYTES = 4 * 1024 * 1024
_DIFFERENCE = TypeAdapter(Difference)
_OWN_NAMES = {"sharedSkills": "shared_skills", "sharedWords": "shared_words"}
_DERIVED = ("ok", "verdict", "material")


def from_json(data: bytes) -> Difference:
    """The difference. Raises `UsageError` where the bytes are no such JSON."""
    try:
        found = _DIFFERENCE.validate_python(_fields(strict_json.loads(data, max_bytes=MAX_BYTES)))
    except strict_json.JsonError as error:
        raise UsageError(f"This is not strict JSON ({error.code}).", hint=_HINT) from error
    except (ValidationError, TypeError, AttributeError) as error:
        raise UsageError("This is not what `laurels diff --format json` prints.", hint=_HINT) from error
    if not all(item.kind in KINDS for item in found.definitions):
        raise UsageError("This names a kind of definition that there is not.", hint=_HINT)
    return found


_HINT = "Give the file that `laurels diff BASE..HEAD --format json` wrote."


def _fields(data: Any) -> dict[str, Any]:
    found = _renamed(data)
    found["head"] = found.get("head") or ""
    found["definitions"] = [_definition(item) for item in found.get("definitions", [])]
    found["similar"] = [_renamed(item) for item in found.get("similar", [])]
    return found


def _renamed(data: Mapping[str, Any]) -> dict[str, Any]:
    return {_OWN_NAMES.get(key, key): value for key, value in data.items() if key not in _DERIVED}


def _definition(item: Mapping[str, Any]) -> dict[str, Any]:
    held = item.get("holders")
    # A count that was not told is between one and nine; how many makes no difference to what is shown.
    count = held if held is None else held["count"] if held["count"] is not None else 1
    return {**_renamed(item), "holders": count}
