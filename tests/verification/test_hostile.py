"""Whatever a stranger hands in, or a server answers, verifying gives a report: it never raises and never blesses."""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from conformance import generate, world
from laurels.verification.report import STEPS

_ODD: list[Any] = [
    None, True, False, 0, -1, 1.5, 2**53 - 1, "", " ", "x", "did:web:", "did:key:z", "https://[", "_:b0", "@id", "\u0000", "\U0001f600", "2026-02-30T00:00:00Z",
    [], [[]], [None], {}, {"@value": None}, {"@id": "urn:x"}, {"@value": "x", "@type": "@json"}, {"@list": [1]}, {"@set": []}, {"id": None}, {"type": []}, [{}, {}], ["x", 1],
]  # fmt: skip
_KEYS = [
    "id",
    "type",
    "@id",
    "@type",
    "@value",
    "@language",
    "@context",
    "proof",
    "name",
    "credentialStatus",
    "validUntil",
    "holder",
    "honours",
    "",
    "x:y",
    "__proto__",
]
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(_ODD),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3)),
    max_leaves=4,
)
CASE: dict[str, Any] = {
    "input": {"json": world.signed(world.badge(validUntil="2029-06-30T00:00:00Z", credentialStatus=[world.entry()]))},
    "now": world.NOW,
    "trust": world.trusting(world.ISSUER),
    "http": world.answers(lists={world.REVOCATION: world.signed(world.status_list())}),
}
ROOTS = (("input", "json"), ("http", world.ISSUER_DOCUMENT, "json"), ("http", world.REVOCATION, "json"))


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        value = value[part]
    return value


def _paths(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from _paths(value[key], (*path, key))


PATHS = [path for root in ROOTS for path in _paths(_at(CASE, root), root)]
CONTAINERS = [path for path in PATHS if isinstance(_at(CASE, path), dict)]


def _judged(case: dict[str, Any]) -> dict[str, Any]:
    report = generate.run(case)
    assert [step["id"] for step in report["steps"]] == list(STEPS)
    json.dumps(report)
    return report


def test_unchanged() -> None:
    assert _judged(CASE)["outcome"] == "valid"


@settings(max_examples=500)
@given(st.sampled_from(PATHS), _VALUES)
def test_any_part_replaced(path: tuple[Any, ...], value: Any) -> None:
    case = copy.deepcopy(CASE)
    _at(case, path[:-1])[path[-1]] = value
    report = _judged(case)
    if path[:2] == ROOTS[0] and path[2:3] != ("proof",) and report["outcome"] == "valid":
        # What still verifies, must say the same: one and a list of one, an empty list and nothing, are the same to JSON-LD.
        assert value in ([], [_at(CASE, path)], *_equal(_at(CASE, path))), (path, value)


def _equal(value: Any) -> list[Any]:
    return [value, value[0]] if isinstance(value, list) and len(value) == 1 else [value]


@settings(max_examples=300)
@given(st.sampled_from(CONTAINERS), st.sampled_from(_KEYS), _VALUES)
def test_any_member_added(path: tuple[Any, ...], key: str, value: Any) -> None:
    case = copy.deepcopy(CASE)
    _at(case, path)[key] = value
    _judged(case)


_SAYINGS = [
    "Passed with distinction",
    "Passed-well",
    "@passed",
    "_:passed",
    "urn:passed",
    "Passed\u00a0well",
    "Passed\n",
    "#passed",
    "?passed",
]
_SAYING_KEYS = [
    "id", "type", "name", "description", "narrative", "honours", "passed well", "Passed\u2003well", "_:passed", "urn:passed", "@passed", "passed\u0085", "",
    "@id", "@type", "@value", "@language", "@direction", "@list", "@set", "@index", "@none", "@nest", "@included", "@graph", "@reverse", "@json", "@import",
]  # fmt: skip
_SAYING: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(_SAYINGS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=2),
        st.dictionaries(st.sampled_from(_SAYING_KEYS), inner, min_size=1, max_size=3),
    ),
    max_leaves=3,
)
_PLACES = [path for path in PATHS if path[:2] == ROOTS[0] and isinstance(_at(CASE, path), dict | list)]


@settings(max_examples=1500)
@given(
    st.sampled_from(_PLACES),
    st.sampled_from([*_SAYING_KEYS, "evidence", "criteria", "image", "result", "tag", "alignment"]),
    _SAYING,
)
def test_nothing_can_be_said_that_was_not_signed(path: tuple[Any, ...], key: str, saying: Any) -> None:
    case = copy.deepcopy(CASE)
    place = _at(case, path)
    if isinstance(place, list):
        place.append(saying)
    else:
        place[key] = saying
    report = _judged(case)
    assert (report["outcome"], report["credential"]) in (("invalid", None), ("indeterminate", None)), (
        path,
        key,
        saying,
    )


@given(st.sampled_from(PATHS))
def test_any_part_taken_out(path: tuple[Any, ...]) -> None:
    case = copy.deepcopy(CASE)
    if path in ROOTS:
        return
    del _at(case, path[:-1])[path[-1]]
    report = _judged(case)
    assert report["outcome"] != "valid" or path[:2] != ROOTS[0]


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    report = _judged({**CASE, "input": {"base64": base64.b64encode(data).decode()}})
    assert report["outcome"] == "invalid"
    other = {**CASE["http"], world.REVOCATION: {"base64": base64.b64encode(data).decode()}}
    assert _judged({**CASE, "http": other})["outcome"] == "indeterminate"
