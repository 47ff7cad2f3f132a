"""Likeness by skills and words: where the line is drawn."""

from __future__ import annotations

import pytest

from laurels.diff.similar import MAX_TOLD, near_duplicates
from support.definitions import achievement

BASE = {
    "name": "SQL foundations",
    "description": "Ask a relational database good questions and judge what it answers.",
    "learningOutcomes": ["Join two tables.", "Group rows and count them."],
    "skills": ["local/sql", "local/querying"],
}
OTHER = {
    "name": "Knife skills for the kitchen",
    "description": "Sharpen, hold and use a chef's knife without waste or injury.",
    "learningOutcomes": ["Dice an onion.", "Fillet a fish."],
    "skills": ["local/cooking"],
}


@pytest.mark.parametrize(
    ("change", "alike"),
    [
        ({}, True),
        ({"name": "Foundations of SQL"}, True),
        ({"skills": []}, True),  # the words alone
        ({"name": "Databases, first steps", "learningOutcomes": ["Join two tables."]}, True),
        ({**OTHER, "skills": BASE["skills"]}, False),  # skills alone: two ways to one skill
        (OTHER, False),
    ],
)  # fmt: skip
def test_what_is_alike(change: dict[str, object], alike: bool) -> None:
    shelf = {"sql": achievement(**BASE), "new": achievement(**{**BASE, **change})}
    shelf |= {f"cook-{number}": achievement(**OTHER) for number in range(5)}
    found = list(near_duplicates(shelf, ["new"]))
    assert ("sql" in {item.other for item in found}) is alike


def test_few_are_told_and_no_pair_twice() -> None:
    shelf = {f"a{number}": achievement(**BASE) for number in range(9)}
    found = list(near_duplicates(shelf, list(shelf)))
    assert len({frozenset((item.slug, item.other)) for item in found}) == len(found)
    assert len([item for item in found if item.slug == "a0"]) == MAX_TOLD
    assert list(near_duplicates(shelf, ["unknown"])) == []
