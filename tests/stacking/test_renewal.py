"""Renewal: points that suffice, achievements that renew, and the day from which it may be done."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.model.renewal import Points
from laurels.stacking import opening, renews, shortfall
from support.definitions import achievement

NAMES = ("practice", "teaching", "reading")
counted = st.dictionaries(st.sampled_from((*NAMES, "gossip")), st.integers(0, 40))
rules = st.tuples(st.integers(1, 60), st.lists(st.integers(0, 20), min_size=3, max_size=3)).map(
    lambda drawn: points(drawn[0], dict(zip(NAMES, drawn[1], strict=True)))
)


def points(total: int, minima: dict[str, int]) -> Points:
    categories = [{"id": name, "name": name, "minimum": minimum} for name, minimum in minima.items()]
    return Points.model_validate({"within": "P2Y", "total": total, "categories": categories})


@pytest.mark.parametrize(
    ("given_", "total", "categories", "unknown"),
    [
        ({}, 30, {"practice": 10, "teaching": 5}, ()),
        ({"practice": 10, "teaching": 5}, 15, {}, ()),
        ({"practice": 30}, 0, {"teaching": 5}, ()),
        ({"practice": 9, "teaching": 21}, 0, {"practice": 1}, ()),
        ({"practice": 10, "teaching": 20}, 0, {}, ()),
        ({"practice": 10, "teaching": 10, "gossip": 99}, 10, {}, ("gossip",)),
    ],
)
def test_shortfall(given_: dict[str, int], total: int, categories: dict[str, int], unknown: tuple[str, ...]) -> None:
    found = shortfall(points(30, {"practice": 10, "teaching": 5}), given_)
    assert (found.total, dict(found.categories), found.unknown) == (total, categories, unknown)
    assert found.met == (not total and not categories)


@given(rules, counted, counted)
def test_more_points_never_fall_shorter(rule: Points, some: dict[str, int], more: dict[str, int]) -> None:
    together = {name: some.get(name, 0) + more.get(name, 0) for name in {*some, *more}}
    before, after = shortfall(rule, some), shortfall(rule, together)
    assert after.total <= before.total
    assert all(missing <= before.categories.get(name, 0) for name, missing in after.categories.items())
    assert not before.met or after.met


@given(rules, counted)
def test_what_was_missing_is_enough(rule: Points, some: dict[str, int]) -> None:
    lacks = shortfall(rule, some)
    added = {name: some.get(name, 0) + lacks.categories.get(name, 0) for name in NAMES}
    added["practice"] += shortfall(rule, added).total
    assert shortfall(rule, added).met


def test_an_achievement_renews_itself_and_those_that_name_it() -> None:
    known = {
        "basics": achievement(validFor="P2Y", renewal={"description": "Sit it again.", "achievements": ["advanced"]}),
        "advanced": achievement(),
    }
    assert renews(known, "basics", "basics")
    assert renews(known, "advanced", "basics")
    assert not renews(known, "basics", "advanced")
    assert not renews(known, "basics", "gone")


@pytest.mark.parametrize(
    ("opens", "end", "expected"),
    [
        (None, date(2028, 6, 30), None),
        ("P6M", date(2028, 6, 30), date(2027, 12, 30)),
        ("P1M", date(2028, 3, 31), date(2028, 2, 29)),
        ("P90D", date(2028, 1, 1), date(2027, 10, 3)),
        ("P1Y1M1D", date(2028, 3, 31), date(2027, 2, 27)),
    ],
)
def test_opening(opens: str | None, end: date, expected: date | None) -> None:
    renewal = {"description": "Sit it again.", **({"opens": opens} if opens else {})}
    assert opening(achievement(validFor="P2Y", renewal=renewal), end) == expected
    assert opening(achievement(), end) is None
