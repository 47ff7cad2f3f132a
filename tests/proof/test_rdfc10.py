"""RDFC-1.0 against the W3C's tests, against another implementation, and against itself under renaming."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from laurels.proof import rdfc10
from support import vectors as published
from support.nquads import read_quads

_BASE = "w3c-rdf-canon"
_MANIFEST = published.FOLDER / _BASE / "manifest.jsonld"
_KINDS = ("RDFC10EvalTest", "RDFC10MapTest", "RDFC10NegativeEvalTest")
_MISSING = [{"id": "missing", "type": kind} for kind in _KINDS]  # for the `vectors` fixture to end
_ENTRIES: list[dict[str, Any]] = (
    published.read(f"{_BASE}/manifest.jsonld")["entries"] if _MANIFEST.exists() else _MISSING
)


def _of(kind: str, *, sha256: bool = True) -> list[dict[str, Any]]:
    return [entry for entry in _ENTRIES if entry["type"].endswith(kind) and ("hashAlgorithm" not in entry) == sha256]


def _input(entry: dict[str, Any]) -> list[rdfc10.Quad]:
    return list(read_quads((published.FOLDER / _BASE / entry["action"]).read_text("utf-8")))


def _name(entry: dict[str, Any]) -> str:
    return entry["id"].lstrip("#")


@pytest.mark.vectors
@pytest.mark.parametrize("entry", _of("RDFC10EvalTest"), ids=_name)
def test_published_canonical_form(vectors: Any, entry: dict[str, Any]) -> None:
    expected = (vectors / _BASE / entry["result"]).read_text("utf-8")
    assert "".join(rdfc10.canonicalize(_input(entry))) == expected


@pytest.mark.vectors
@pytest.mark.parametrize("entry", _of("RDFC10MapTest"), ids=_name)
def test_published_labels(vectors: Any, entry: dict[str, Any]) -> None:
    assert rdfc10.canonical_labels(_input(entry)) == published.read(f"{_BASE}/{entry['result']}")


@pytest.mark.vectors
@pytest.mark.parametrize("entry", _of("RDFC10NegativeEvalTest"), ids=_name)
def test_published_poison_graph_is_given_up(vectors: Any, entry: dict[str, Any]) -> None:
    with pytest.raises(rdfc10.TooComplexError):
        rdfc10.canonicalize(_input(entry))


@pytest.mark.vectors
def test_every_published_case_is_run(vectors: Any) -> None:
    counts = {kind: len(_of(kind)) for kind in _KINDS}
    assert counts == {"RDFC10EvalTest": 63, "RDFC10MapTest": 20, "RDFC10NegativeEvalTest": 1}
    assert sum(counts.values()) + len(_of("Test", sha256=False)) == len(_ENTRIES) == 86


@pytest.mark.vectors
def test_other_hashes_are_out_of_scope(vectors: Any) -> None:
    # eddsa-rdfc-2022 fixes SHA-256 (Data Integrity EdDSA Cryptosuites §3.2.3), and the module says that it knows no other:
    # the two published cases for SHA-384 come out as SHA-256 orders them, which is not as published.
    assert "hash algorithms other than SHA-256 are left out" in " ".join((rdfc10.__doc__ or "").split())
    form, labels = _of("RDFC10EvalTest", sha256=False)[0], _of("RDFC10MapTest", sha256=False)[0]
    assert {form["hashAlgorithm"], labels["hashAlgorithm"]} == {"SHA384"}
    assert "".join(rdfc10.canonicalize(_input(form))) != (vectors / _BASE / form["result"]).read_text("utf-8")
    assert rdfc10.canonical_labels(_input(labels)) != published.read(f"{_BASE}/{labels['result']}")


def _clique(size: int) -> list[rdfc10.Quad]:
    names = [f"_:n{number}" for number in range(size)]
    return [rdfc10.Quad(a, "<urn:p>", b) for a in names for b in names if a != b]


def test_work_is_limited_and_the_limit_is_an_argument() -> None:
    assert len(rdfc10.canonicalize(_clique(4))) == 12
    with pytest.raises(rdfc10.TooComplexError):
        rdfc10.canonicalize(_clique(4), work_limit=20)
    with pytest.raises(rdfc10.TooComplexError):
        rdfc10.canonicalize(_clique(12))


@pytest.mark.parametrize("closed", [True, False])
def test_a_long_way_from_node_to_node_is_given_up(closed: bool) -> None:
    # It would otherwise end where Python's stack does.
    ring = [
        rdfc10.Quad(f"_:n{number}", "<urn:p>", f"_:n{(number + 1) % 3000}")
        for number in range(3000 if closed else 2999)
    ]
    with pytest.raises(rdfc10.TooComplexError):
        rdfc10.canonicalize(ring)
    assert len(rdfc10.canonicalize(ring[:40])) == 40


_LABELS = st.sampled_from([f"_:b{number}" for number in range(5)])
_IRIS = st.sampled_from(["<urn:a>", "<urn:b>", "<urn:c>"])
_PREDICATES = st.sampled_from(["<urn:p>", "<urn:q>"])
_LITERALS = st.sampled_from(
    ['"one"', '"two"@en', '"3"^^<http://www.w3.org/2001/XMLSchema#integer>', '"\U0001f600"', '"\uff71"']
)
_GRAPHS = st.one_of(st.just(""), _LABELS, st.just("<urn:g>"))
_TERMS = (st.one_of(_LABELS, _IRIS), _PREDICATES, st.one_of(_LABELS, _IRIS, _LITERALS), _GRAPHS)
_QUADS = st.lists(st.builds(rdfc10.Quad, *_TERMS), max_size=8)


@given(_QUADS, st.randoms(use_true_random=False))
def test_labels_and_order_do_not_matter(quads: list[rdfc10.Quad], chance: random.Random) -> None:
    fresh = [f"_:x{number}" for number in range(5)]
    chance.shuffle(fresh)
    names = dict(zip([f"_:b{number}" for number in range(5)], fresh, strict=True))
    renamed = [rdfc10.Quad(*(names.get(term, term) for term in quad)) for quad in quads]
    chance.shuffle(renamed)
    assert rdfc10.canonicalize(renamed) == rdfc10.canonicalize(quads)


def test_a_blank_node_twice_in_one_quad_is_one_mention() -> None:
    loop, link = rdfc10.Quad("_:x", "<urn:p>", "_:x"), rdfc10.Quad("_:y", "<urn:p>", "_:z")
    # In the order of SHA-256("_:z <urn:p> _:a .\n") 8aff…, ("_:a <urn:p> _:z .\n") c336…, ("_:a <urn:p> _:a .\n") df25…
    assert rdfc10.canonical_labels([loop, link]) == {"z": "c14n0", "y": "c14n1", "x": "c14n2"}


@given(_QUADS)
def test_canonical_form_is_its_own_canonical_form(quads: list[rdfc10.Quad]) -> None:
    lines = rdfc10.canonicalize(quads)
    assert lines == sorted(set(lines))
    assert rdfc10.canonicalize(read_quads("".join(lines))) == lines


@given(_QUADS)
def test_another_implementation_agrees(quads: list[rdfc10.Quad]) -> None:
    # PyLD calls it URDNA2015, which differs in control characters; there are none here. And it counts a quad twice that holds one
    # blank node twice; the standard's map (§4.4.3 step 2) has it once, as rdf-canonize does. Such quads are left out.
    quads = [quad for quad in quads if all(list(quad).count(term) == 1 for term in quad if term.startswith("_:"))]
    text = "".join(" ".join(term for term in quad if term) + " .\n" for quad in dict.fromkeys(quads))
    theirs = jsonld.normalize(
        text, {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
    )
    assert "".join(rdfc10.canonicalize(quads)) == theirs


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ('say "so"', r"say \"so\""),
        ("back\\slash", r"back\\slash"),
        ("\b\t\n\f\r", r"\b\t\n\f\r"),
        ("\x00\x0b\x1f\x7f", r"\u0000\u000B\u001F\u007F"),
        ("\x80\x85\u2028\u00e9\U0001f600'", "\x80\x85\u2028\u00e9\U0001f600'"),
    ],
)
def test_escapes_of_canonical_n_quads(text: str, escaped: str) -> None:
    assert rdfc10.escape(text) == escaped
