"""Splicing gives the very bytes that building and canonicalising gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from laurels.credential.ledger import LedgerError, split
from laurels.credential.splice import SpliceError, Splicer
from laurels.encoding import jcs, pointer
from laurels.model.ledger import AwardLine, TemplateLine

UUID = "6f1c1f0e-7f5a-4a0b-9d56-2f1f6c3d0a01"

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


def _line(**more: Any) -> AwardLine:
    made = {
        "id": UUID,
        "row": "0" * 64,
        "issued": "2026-07-01T00:00:00Z",
        "template": "0" * 64,
        "status": {"revocation-1": 5},
        "digest": "0" * 64,
        "values": [],
        **more,
    }
    return AwardLine.model_validate(made)


@given(_CREDENTIALS)
def test_the_same_bytes(credential: dict[str, Any]) -> None:
    try:
        template, values = split(credential, identifier=UUID, issued="2026-07-01T00:00:00Z", status={"revocation-1": 5})
    except LedgerError:
        reject()
    splicer = Splicer(template)
    line = _line(digest=jcs.digest(credential))
    assert splicer.canonical(line, values) == jcs.canonical_bytes(credential)
    assert splicer.signed(line, values) == jcs.canonical_bytes(credential)
    with pytest.raises(SpliceError):
        splicer.signed(_line(), values)
    assert splicer.part(line, values, ("id", "proof", "no")) == {"id": credential["id"], "proof": credential["proof"]}


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
        splicer.canonical(_line(), values)


def test_a_part_leaves_the_template_alone() -> None:
    template = _template({"a": {"b": None}}, ["/a/b"])
    part = Splicer(template).part(_line(), ["x"], ("a",))
    assert pointer.get(part, "/a/b") == "x"
    assert template.credential == {"a": {"b": None}}
