"""Short forms of what many awards have alike: in the ledger an entry of a list is only what differs.

`[["retrieval", "retrieval-competent"]]` is a list of results once the template says which member each text belongs to, and how
it begins. A text that is null, or missing at the end, is a member that the entry lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from laurels.model.ledger import Entry


def shorten(value: Any, entry: Entry, known: Mapping[str, str]) -> Any:
    """The short form of a list of objects, or the value itself where it has none. `known` are the award's `fields`."""
    if not isinstance(value, list):
        return value
    made = [_short(item, entry, _numbered(entry, known, number)) for number, item in enumerate(value, start=1)]
    return value if any(item is None for item in made) else made


def expand(value: Any, entry: Entry, known: Mapping[str, str]) -> Any:
    """The inverse of `shorten`. Raises `ValueError` for a short form that does not fit, `KeyError` for a field not known."""
    if not isinstance(value, list):
        return value
    return [
        _long(item, entry, _numbered(entry, known, number)) if isinstance(item, list) else item
        for number, item in enumerate(value, start=1)
    ]


def is_short(value: Any) -> bool:
    """Whether some entry of a list is in short form, or would be taken for it."""
    return isinstance(value, list) and any(isinstance(item, list) for item in value)


def fields(identifier: str, issued: str, status: Mapping[str, int | str]) -> dict[str, str]:
    """What texts may follow from: the line's `id`, its `issued` as text, and its place on each status list."""
    return {"id": identifier, "issued": issued, **{name: str(index) for name, index in status.items()}}


def _numbered(entry: Entry, known: Mapping[str, str], number: int) -> dict[str, str]:
    """The member of an entry that follows from its place, if its list has one."""
    if entry.numbered is None:
        return {}
    key, beginning, field, between = entry.numbered
    return {key: f"{beginning}{known[field]}{between}{number}"}


def _short(item: Any, entry: Entry, follows: Mapping[str, str]) -> list[str | None] | None:
    fixed = {**entry.always, **follows}
    if not isinstance(item, dict) or any(item.get(key) != value for key, value in fixed.items()):
        return None
    if not item.keys() <= {*fixed, *(key for key, _ in entry.texts)}:
        return None
    made: list[str | None] = []
    for key, beginning in entry.texts:
        text = item.get(key)
        if key in item and not (isinstance(text, str) and text.startswith(beginning)):
            return None
        made.append(text[len(beginning) :] if isinstance(text, str) else None)
    while made and made[-1] is None:
        made.pop()
    return made


def _long(item: list[Any], entry: Entry, follows: Mapping[str, str]) -> dict[str, Any]:
    if len(item) > len(entry.texts) or not all(text is None or isinstance(text, str) for text in item):
        raise ValueError("an entry does not fit its template")
    texts = {
        key: beginning + text for (key, beginning), text in zip(entry.texts, item, strict=False) if text is not None
    }
    return {**entry.always, **follows, **texts}
