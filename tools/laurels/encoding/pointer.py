"""JSON Pointer, RFC 6901."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def join(parts: Iterable[str | int]) -> str:
    """The pointer of a path of keys and indexes."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def split(pointer: str) -> list[str]:
    """The keys and indexes (as text) of a pointer."""
    if not pointer:
        return []
    if not pointer.startswith("/"):
        raise ValueError(f"{pointer!r} is not a JSON Pointer")
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/")]


def _step(value: Any, part: str) -> Any:
    return value[int(part)] if isinstance(value, list) else value[part]


def get(document: Any, pointer: str) -> Any:
    """The value at a pointer. Raises `KeyError`, `IndexError` or `ValueError` where there is none."""
    for part in split(pointer):
        document = _step(document, part)
    return document


def put(document: Any, pointer: str, value: Any) -> None:
    """Replace the value at a pointer that exists, in place. Raises as `get`."""
    *parents, last = split(pointer)
    for part in parents:
        document = _step(document, part)
    if isinstance(document, list):
        document[int(last)] = value
    elif last in document:
        document[last] = value
    else:
        raise KeyError(last)


def remove(document: Any, pointer: str) -> None:
    """Take out the member of an object at a pointer, in place. Raises as `get`; an entry of a list stays where it is."""
    *parents, last = split(pointer)
    for part in parents:
        document = _step(document, part)
    if not isinstance(document, dict):
        raise KeyError(last)
    del document[last]
