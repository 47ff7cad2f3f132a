"""Canonical JSON (RFC 8785) and JSON Pointer (RFC 6901)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from laurels.encoding import jcs, pointer
from laurels.errors import CredentialError
from support import vectors as published

_INPUTS = published.listed("rfc8785-jcs/testdata/input/*.json")


@pytest.mark.vectors
@pytest.mark.parametrize("name", _INPUTS)
def test_published_form(vectors: Path, name: str) -> None:
    made = jcs.canonical_bytes(json.loads((vectors / name).read_bytes()))
    assert made == (vectors / name.replace("/input/", "/output/")).read_bytes()
    assert made == bytes.fromhex((vectors / name.replace("/input/", "/outhex/").replace(".json", ".txt")).read_text())
    assert jcs.digest(json.loads(made)) == hashlib.sha256(made).hexdigest()


@pytest.mark.vectors
def test_every_published_form_is_there(vectors: Path) -> None:
    assert len(_INPUTS) == 6


@pytest.mark.parametrize("value", [2**53, -(2**53), float("nan"), float("inf"), "\ud800", {"a": "\udc00"}, {1: 2}])
def test_no_canonical_form(value: Any) -> None:
    with pytest.raises(CredentialError):
        jcs.canonical_bytes(value)


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.floats(1e-5, 1e-3)
    | st.text(max_size=8)
    | st.sampled_from(['\x00\x1f\x7f"\\/', "\u2028\u2029", "\U0001f600", "\uff71", "é", "\b\f\n\r\t"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


@given(_VALUES)
def test_the_quick_way_writes_the_same_bytes(value: Any) -> None:
    try:
        expected = rfc8785.dumps(value)
    except UnicodeEncodeError:
        with pytest.raises(CredentialError):
            jcs.canonical_bytes(value)
    else:
        assert jcs.canonical_bytes(value) == expected


_KEYS = st.text(alphabet="ab~/0 é\U0001f600", max_size=4)


@given(st.lists(st.one_of(_KEYS, st.integers(0, 9)), max_size=6))
def test_a_pointer_holds_its_path(path: list[str | int]) -> None:
    assert pointer.split(pointer.join(path)) == [str(part) for part in path]


@given(
    st.dictionaries(_KEYS, st.dictionaries(_KEYS, st.integers(), min_size=1, max_size=3), min_size=1, max_size=3),
    st.data(),
)
def test_what_is_put_is_got(document: dict[str, Any], data: st.DataObject) -> None:
    outer = data.draw(st.sampled_from(sorted(document)))
    inner = data.draw(st.sampled_from(sorted(document[outer])))
    place = pointer.join([outer, inner])
    pointer.put(document, place, "new")
    assert pointer.get(document, place) == document[outer][inner] == "new"


@pytest.mark.parametrize("place", ["a", "/missing", "/list/9", "/list/x", "/text/deeper/still"])
def test_no_such_place(place: str) -> None:
    document = {"list": [1], "text": {"deeper": {}}}
    for act in (lambda: pointer.get(document, place), lambda: pointer.put(document, place, 1)):
        with pytest.raises((KeyError, IndexError, ValueError)):
            act()
    assert document == {"list": [1], "text": {"deeper": {}}}
