"""From answers to what a new file says, in the order of the schema; what was not answered is still empty."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from laurels.drafting.questions import BEGINNINGS, QUESTIONS
from laurels.drafting.slugs import suggest
from laurels.encoding import pointer as json_pointer
from laurels.model.achievement import Achievement

Answers = Mapping[str, Any]
"""JSON Pointer of a question → its answer."""


def draft(kind: str, answers: Answers, achievement: Achievement | None = None) -> dict[str, Any]:
    """What a new file of a kind says.

    Args:
        kind: a key of `questions.QUESTIONS`.
        answers: by the questions' pointers; what is missing takes the question's default.
        achievement: for a batch, the definition that is awarded: each row gets the level that each criterion requires.
    """
    data: dict[str, Any] = copy.deepcopy(dict(BEGINNINGS[kind]))
    for question in QUESTIONS[kind]:
        value = answers.get(question.pointer)
        if value is None:
            value = derived(question.taken, answers) if question.taken else question.default
        if value not in (None, [], ()) or question.required:
            _put(data, list(json_pointer.split(question.pointer)), value)
    if kind == "achievement":
        for criterion in data["assessment"]["rubric"]:
            criterion["id"] = suggest(criterion.get("name") or "", otherwise="work")
    elif kind == "stack" and (needed := data["rule"].pop("atLeast", None)) is not None:
        data["rule"] = {"atLeast": needed, "of": data["rule"]["all"]}
    elif kind == "award":
        data["awards"] = _rows(data["awards"] or (), achievement)
    return data


def derived(taken: Mapping[str, Any], answers: Answers) -> Any:
    """A default that follows from another answer: divided, and rounded to a step."""
    value = answers.get(taken["from"])
    if not isinstance(value, int | float):
        return None
    steps = max(1, int(value / taken["divide"] / taken["step"] + 0.5))
    made = steps * taken["step"]
    return int(made) if made == int(made) else made


def empty(data: Any, path: tuple[str | int, ...] = ()) -> list[str]:
    """JSON Pointers of what is still to be filled in."""
    if data is None:
        return [json_pointer.join(path)]
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [pointer for key, item in children for pointer in empty(item, (*path, key))]


def _put(data: Any, path: list[str], value: Any) -> None:
    here = data
    for number, part in enumerate(path):
        key: Any = int(part) if part.isdigit() else part
        last = number == len(path) - 1
        if isinstance(key, int):
            while len(here) <= key:
                here.append({})
        elif key not in here:
            here[key] = [] if not last and path[number + 1].isdigit() else {}
        if last:
            here[key] = list(value) if isinstance(value, tuple) else value
        here = here[key]


def _rows(names: Iterable[str], achievement: Achievement | None) -> list[dict[str, Any]]:
    rubric = achievement.assessment.rubric if achievement else ()
    results = [{"criterion": criterion.id, "level": criterion.required} for criterion in rubric]
    rows: list[dict[str, Any]] = [
        {"recipient": {"name": name}, **({"results": copy.deepcopy(results)} if results else {})} for name in names
    ]
    return rows or [{"recipient": {"name": None}}]
