"""The algebra of stack rules."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from laurels.model.achievement import Achievement
from laurels.model.stack import Rule
from laurels.stacking import evaluate, least, leaves, members, routes
from support.definitions import achievement

SLUGS = ("a", "b", "c", "d", "e")
ECTS = {"a": 1.0, "b": 2.0, "c": 3.0, "d": 1.5, "e": 0.5}


@cache
def adapter() -> TypeAdapter[Rule]:
    return TypeAdapter(Rule)


def rule(data: object) -> Rule:
    return adapter().validate_python(data)


def achievements() -> dict[str, Achievement]:
    return {slug: achievement(workload={"hours": round(ects * 26), "ects": ects}) for slug, ects in ECTS.items()}


slugs = st.sampled_from(SLUGS)
unique = st.lists(slugs, min_size=1, max_size=4, unique=True)


def _forms(children: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    lists = st.lists(children, min_size=1, max_size=3)
    return st.one_of(
        lists.map(lambda of: {"all": of}),
        lists.map(lambda of: {"any": of}),
        st.tuples(lists, st.integers(1, 3)).map(lambda pair: {"atLeast": min(pair[1], len(pair[0])), "of": pair[0]}),
        unique.flatmap(
            lambda of: st.floats(0.5, sum(ECTS[s] for s in of)).map(
                lambda c: {"credits": round(c * 2) / 2 or 0.5, "of": of}
            )
        ),
    )


rules = st.recursive(slugs, _forms, max_leaves=8)
holdings = st.sets(slugs)


@pytest.mark.parametrize(
    ("data", "held", "met", "missing"),
    [
        ("a", {"a"}, True, ()),
        ("a", {"b"}, False, ("a",)),
        ({"all": ["a", "b"]}, {"a"}, False, ("b",)),
        ({"all": ["a", "b"]}, {"a", "b"}, True, ()),
        ({"any": ["a", "b"]}, {"b"}, True, ()),
        ({"any": ["a", "b"]}, set(), False, ("a", "b")),
        ({"atLeast": 2, "of": ["a", "b", "c"]}, {"a"}, False, ("b", "c")),
        ({"atLeast": 2, "of": ["a", "b", "c"]}, {"a", "c"}, True, ()),
        ({"credits": 4, "of": ["a", "b", "c"]}, {"a", "c"}, True, ()),
        ({"credits": 4, "of": ["a", "b", "c"]}, {"b"}, False, ("a", "c")),
        ({"all": ["a", {"any": ["b", "c"]}]}, {"a"}, False, ("b", "c")),
    ],
)
def test_evaluate(data: object, held: set[str], met: bool, missing: tuple[str, ...]) -> None:
    progress = evaluate(rule(data), held, ECTS)
    assert (progress.met, progress.missing) == (met, missing)
    assert (progress.share == 1.0) is met


def test_leaves_carry_pointers() -> None:
    found = list(leaves(rule({"all": ["a", {"any": ["b", {"credits": 1, "of": ["c"]}]}]})))
    assert found == [("/rule/all/0", "a"), ("/rule/all/1/any/0", "b"), ("/rule/all/1/any/1/of/0", "c")]


@given(rules, holdings, slugs)
def test_holding_more_never_undoes(data: object, held: set[str], more: str) -> None:
    before, after = evaluate(rule(data), held, ECTS), evaluate(rule(data), held | {more}, ECTS)
    assert after.met >= before.met
    assert after.share >= before.share - 1e-9


@given(rules, holdings)
def test_met_exactly_where_a_route_is_held(data: object, held: set[str]) -> None:
    found = routes(rule(data), achievements())
    assert found is not None
    assert evaluate(rule(data), held, ECTS).met == any(route <= held for route in found)


@given(rules, holdings)
def test_missing_is_what_the_rule_names_and_is_not_held(data: object, held: set[str]) -> None:
    progress = evaluate(rule(data), held, ECTS)
    assert set(progress.missing) <= set(members(rule(data))) - held
    assert not (progress.met and progress.missing)


@given(rules)
def test_least_is_the_lightest_route(data: object) -> None:
    known = achievements()
    found = routes(rule(data), known)
    assert found
    assert least(rule(data), known) == (
        min(sum(ECTS[slug] for slug in route) for route in found),
        min(sum(known[slug].workload.hours for slug in route) for route in found),
    )


def test_too_many_routes_are_not_listed() -> None:
    wide = [f"x{number}" for number in range(40)]
    assert routes(rule({"atLeast": 20, "of": wide}), {}) is None
    assert least(rule("unknown"), {}) is None
