"""Splicing gives the very bytes that building and canonicalising gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.credential.ledger import split
from laurels.credential.splice import SpliceError, Splicer
from laurels.encoding import jcs, pointer
from laurels.model.ledger import TemplateLine

_LEAF = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=6) | st.just('hole0."')
_VALUES = _LEAF | st.lists(_LEAF, max_size=3) | st.dictionaries(st.text(max_size=3), _LEAF, max_size=3)
_CREDENTIALS = st.fixed_dictionaries(
    {
        "id": _VALUES,
        "issuer": st.just({"id": "did:web:laurels.example"}),
        "name": st.sampled_from(["plain", "hole", "hole0.", "hole-1.", '"hole0."']),
        "validFrom": _VALUES,
        "credentialSubject": st.fixed_dictionaries(
            {"id": _VALUES, "achievement": _VALUES}, optional={"result": _VALUES}
        ),
        "proof": st.lists(st.fixed_dictionaries({"created": _VALUES, "proofValue": _VALUES}), min_size=1, max_size=1),
    }
)


@given(_CREDENTIALS)
def test_the_same_bytes(credential: dict[str, Any]) -> None:
    template, values = split(credential)
    splicer = Splicer(template)
    assert splicer.canonical(values) == jcs.canonical_bytes(credential)
    assert splicer.signed(values, jcs.digest(credential)) == jcs.canonical_bytes(credential)
    with pytest.raises(SpliceError):
        splicer.signed(values, "0" * 64)
    assert splicer.part(values, ("id", "proof", "no")) == {"id": credential["id"], "proof": credential["proof"]}


def _template(credential: dict[str, Any], holes: list[str]) -> TemplateLine:
    body = {"credential": credential, "holes": holes}
    return TemplateLine.model_validate({"template": jcs.digest(body), **body})


@pytest.mark.parametrize(
    "holes", [["/no"], ["/a/0"], ["/a", "/a"], ["/a", "/a/b"], ["/a/b", "/a"], [""], ["a"], ["/l/9"], ["/l/x"]], ids=str
)
def test_holes_that_are_none(holes: list[str]) -> None:
    with pytest.raises(SpliceError):
        Splicer(_template({"a": {"b": None}, "l": [None]}, holes))


@pytest.mark.parametrize("values", [[], [1, 2], [float("nan")], [2**60], ["\ud800"]], ids=repr)
def test_values_that_do_not_fit(values: list[Any]) -> None:
    splicer = Splicer(_template({"a": None}, ["/a"]))
    with pytest.raises(SpliceError):
        splicer.canonical(values)


def test_a_part_leaves_the_template_alone() -> None:
    template = _template({"a": {"b": None}}, ["/a/b"])
    part = Splicer(template).part(["x"], ("a",))
    assert pointer.get(part, "/a/b") == "x"
    assert template.credential == {"a": {"b": None}}
