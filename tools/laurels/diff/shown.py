"""Values of definitions as short text that nothing obeys: no line break, no control character, no direction override."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from laurels.diff.difference import DefinitionChange, Effect, Reach
from laurels.findings import printable

MAX_SHOWN = 160
NOTHING = "(nothing)"
EFFECTS: dict[Effect, str] = {
    "new": "is new",
    "removed": "is removed",
    "reachable": "can be completed now",
    "unreachable": "cannot be completed any more",
    "easier": "becomes easier",
    "harder": "becomes harder",
    "different": "changes",
}
KINDS = {
    "achievement": "Achievements",
    "stack": "Stacks",
    "issuer": "Issuers",
    "skills": "Skills",
    "role": "Roles",
    "recognition": "Recognition",
    "trust": "Recognised issuers",
    "site": "Site",
}


def value(data: Any) -> str:
    """A value in one line of at most 160 characters."""
    return line(_whole(data))


def line(text: str, limit: int = MAX_SHOWN) -> str:
    """A text in one line: white space collapsed, what cannot be seen written as an escape, cut where it is long."""
    flat = printable(" ".join(text.split()))
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def pairs(old: Any, new: Any, where: str = "") -> Iterator[tuple[str, str, str]]:
    """What differs between two values: where in them (empty for the whole), and both sides, short.

    Of lists only the entries that the other lacks are shown; of groups with an `id`, only what differs in them.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            if old.get(key) != new.get(key):
                yield from pairs(old.get(key), new.get(key), f"{where}.{key}" if where else key)
    elif isinstance(old, list) and isinstance(new, list):
        one, other = _by_id(old), _by_id(new)
        if one is not None and other is not None and (list(one) != list(other) or one != other):
            yield from pairs(one, other, where)
            if sorted(one) == sorted(other) and list(one) != list(other):
                yield where, ", ".join(one), ", ".join(other)
            return
        gone, come = [item for item in old if item not in new], [item for item in new if item not in old]
        if not gone and not come:
            yield where, value(old), value(new)
        for before, after in zip_longest(gone, come):
            yield (where, *_pair(before, after))
    else:
        yield (where, *_pair(old, new))


def _by_id(items: list[Any]) -> dict[str, Any] | None:
    if items and all(isinstance(item, dict) and isinstance(item.get("id"), str) for item in items):
        return {item["id"]: {key: part for key, part in item.items() if key != "id"} for item in items}
    return None


def _pair(old: Any, new: Any) -> tuple[str, str]:
    """Two values, short, each from a little before where they begin to differ."""
    one, other = _whole(old), _whole(new)
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    start = one.rfind(" ", 0, max(0, same - 40)) + 1 if same > MAX_SHOWN // 2 else 0
    lead = "…" if start else ""
    return lead + line(one[start:]), lead + line(other[start:])


def _whole(data: Any) -> str:
    if data is None:
        return NOTHING
    if isinstance(data, float):
        return f"{data:g}"
    return " ".join((data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)).split())


def reach(found: Reach | None) -> str:
    """How far away a stack's award is, in words."""
    if found is None:
        return "no stack"
    if not found.met:
        return "cannot be completed"
    if found.ects is None:
        return "can be completed"
    ways = f", {found.ways} ways" if found.ways is not None and found.ways > 1 else ""
    return f"at least {found.achievements} achievements, {found.ects:g} ECTS, {found.hours} hours{ways}"


def heading(item: DefinitionChange) -> str:
    """What happened to one definition, without its name."""
    if item.what == "changed":
        weight = "materially" if item.material else "editorially"
        words = f"changed {weight}" if item.kind in ("achievement", "stack") else "changed"
    else:
        words = item.what
    if item.versions and item.versions[0] != item.versions[1]:
        words += f", version {item.versions[0]} → {item.versions[1]}"
    return words
