"""Filling a template gives what the canonicaliser gives, or nothing at all."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from laurels.encoding import pointer
from laurels.proof.canonical import CanonicalizationError, canonical_lines, is_portable
from laurels.proof.learning import Hole, learn
from laurels.proof.template import Template
from laurels.resolve.contexts import bundled

_URL = "https://laurels.example/catalogue/sql/"
_LIST = "https://laurels.example/lists/revocation-1.json"
DOCUMENT: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "id": "urn:uuid:8cd127cb-9894-4138-8e29-1bb45e3e50f6",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "SQL foundations",
    "issuer": {"id": "did:web:laurels.example", "type": ["Profile"], "name": "Laurels", "address": {"type": ["Address"], "addressCountryCode": "IE"}},
    "validFrom": "2026-09-25T00:00:00Z",
    "credentialSubject": {
        "id": "urn:uuid:6b0d3063-db0b-4876-b461-023bd2c6e2cf",
        "type": ["AchievementSubject"],
        "identifier": [{"type": "IdentityObject", "identityType": "name", "identityHash": "Sample Learner 01", "hashed": False, "salt": "not-used"}],
        "achievement": {
            "id": _URL, "type": ["Achievement"], "name": "SQL foundations", "description": "Asks questions.", "achievementType": "MicroCredential",
            "criteria": {"id": f"{_URL}#criteria", "narrative": "A project."},
            "alignment": [{"type": ["Alignment"], "targetName": name, "targetUrl": f"https://skills.example/{name}"} for name in ("sql", "joins", "nulls")],
        },
        "result": [
            {"type": ["Result"], "resultDescription": f"{_URL}#retrieval", "achievedLevel": f"{_URL}#retrieval-competent"},
            {"type": ["Result"], "resultDescription": f"{_URL}#joins", "status": "Completed", "value": "87"},
        ],
    },
    "evidence": [
        {"id": "https://laurels.example/evidence/1/", "type": ["Evidence"], "name": "Queries", "narrative": "Ten queries."},
        {"type": ["Evidence"], "narrative": "A talk."},
    ],
    "credentialStatus": [{"id": f"{_LIST}#7", "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "7", "statusListCredential": _LIST}],
}  # fmt: skip
HOLES: list[Hole] = [
    [("/id", "urn:uuid:")],
    [("/credentialSubject/id", "")],
    [("/credentialSubject/identifier/0/identityHash", "")],
    [("/credentialSubject/result/0/achievedLevel", f"{_URL}#")],
    [("/credentialSubject/result/0/resultDescription", "")],
    [("/credentialSubject/result/1/value", "")],
    [("/evidence/0/id", "")],
    [("/evidence/0/name", "")],
    [("/evidence/1/narrative", "")],
    [("/credentialStatus/0/id", f"{_LIST}#"), ("/credentialStatus/0/statusListIndex", "")],
]
PLAIN = ["8cd127cb-9894-4138-8e29-1bb45e3e50f6", "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd", "Zoë", "retrieval-competent",
         f"{_URL}#retrieval", "9", "https://laurels.example/z/", "Queries", "", "131071"]  # fmt: skip


def fill(values: Sequence[str]) -> dict[str, Any]:
    document = copy.deepcopy(DOCUMENT)
    for hole, value in zip(HOLES, values, strict=True):
        for place, beginning in hole:
            pointer.put(document, place, beginning + value)
    return document


@pytest.fixture(scope="module")
def template() -> Template:
    found = learn(DOCUMENT, HOLES, bundled())
    assert found is not None
    return found


def slow(document: dict[str, Any]) -> bytes | None:
    """What the long way says; None where it would not be signed."""
    try:
        lines = canonical_lines(document, bundled())
        return hashlib.sha256("".join(lines).encode()).digest() if is_portable(lines) else None
    except (CanonicalizationError, UnicodeEncodeError):
        return None


NASTY = (
    "", " ", "a\nb", '"', "\\", "\\n", "\x00", "\x1f", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "é", "e\u0301", "\u05d0\u202e", "😀", "ｱ",
    "😀ｱ", "\ud800", "\ue000", "\U0010ffff", "%s", "%", "%%", "{}", "{0}", "_:c14n0", "_:a", "urn:uuid:ffffffff-ffff-ffff-ffff-000000000001", "@id",
    "@type", "null", "x" * 5000, "did:key:z6Mk", "https://a", "https:", "http://a/", "ext:x", "sec:proof", "xsd:string", "a b", "https://a/<b>",
    "https://a/é", "https://laurels.example/catalogue/sql/", "urn:uuid:8cd127cb-9894-4138-8e29-1bb45e3e50f6", "did:web:laurels.example", "relative",
    "/a", "#a", "?", "https://laurels.example/lists/revocation-1.json#7", "7", "Queries", "https://www.w3.org/2018/credentials#VerifiableCredential",
    "id", "type", "name", "result", "Achievement", "https://a\nhttps://b", "https://a/../b", "https://a/./b", "HTTPS://A", "https://a/%zz",
)  # fmt: skip
_TEXT = st.sampled_from(NASTY) | st.text(max_size=12) | st.text('ab/#:1é😀ｱ"\\\n', max_size=6)
_VALUES = st.tuples(*[st.one_of(st.just(plain), _TEXT) for plain in PLAIN])


@settings(max_examples=150)
@given(_VALUES)
@example(tuple(PLAIN))
def test_never_another_answer_than_the_long_way(template: Template, values: Sequence[str]) -> None:
    quick = template.sha256(values)
    assert quick is None or quick == slow(fill(values))


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
@pytest.mark.parametrize("hole", range(len(HOLES)))
def test_one_nasty_text_in_each_hole(template: Template, hole: int, nasty: str) -> None:
    values = [nasty if number == hole else plain for number, plain in enumerate(PLAIN)]
    quick = template.sha256(values)
    assert quick is None or quick == slow(fill(values))


@settings(max_examples=60)
@given(
    st.lists(st.text(st.characters(codec="utf-8", max_codepoint=0xD7FF), max_size=30), min_size=4, max_size=4),
    st.uuids(),
    st.uuids(),
)
def test_names_in_any_script_go_the_quick_way(template: Template, texts: list[str], one: Any, other: Any) -> None:
    values = [str(one), f"urn:uuid:{other}", texts[0], *PLAIN[3:5], texts[1], PLAIN[6], *texts[2:], PLAIN[9]]
    quick = template.sha256(values)
    assert quick is not None or one == other
    assert quick is None or quick == slow(fill(values))


def test_blank_nodes_that_look_alike_go_the_long_way() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["evidence"] = [
        {"type": ["Evidence"], "narrative": "A talk."},
        {"type": ["Evidence"], "narrative": "A paper."},
    ]
    found = learn(document, [[("/evidence/0/narrative", "")], [("/evidence/1/narrative", "")]], bundled())
    assert found is not None
    assert found.sha256(["A talk.", "A paper."]) == slow(document)
    assert found.sha256(["A talk.", "A talk."]) is None


@pytest.mark.parametrize(
    ("change", "holes"),
    [
        ({"@context": [*DOCUMENT["@context"], {"@vocab": "https://x.example/"}]}, HOLES),
        ({"@context": [*DOCUMENT["@context"], "https://unknown.example/"]}, HOLES),
        ({"unknown": "x"}, HOLES),
        ({"name": "urn:uuid:ffffffff-ffff-ffff-ffff-000000000000"}, HOLES),
        ({}, [[("/no", "")]]),
        ({}, [[("/type/0", "")]]),
        ({}, [[("/issuer", "")]]),
        ({}, [[("/credentialSubject/achievement/inLanguage", "")]]),
        ({}, [[("/id", "relative/")]]),
        ({}, [[("/id", "sec:")]]),
        ({"name": "\U0001f600 \uff71"}, HOLES),
        ({"evidence": [{"type": ["Evidence"], "narrative": "alike"}] * 2}, HOLES[:1]),
        ({"issuer": {**DOCUMENT["issuer"], "parentOrg": {"type": ["Profile"]}, "endorsement": []}}, HOLES[:0]),
    ],
    ids=["own-context", "unknown-context", "undefined", "mark-inside", "no-place", "type", "object", "no-text", "relative", "compact", "unportable", "alike", "constant"],
)  # fmt: skip
def test_shapes_that_cannot_be_filled(change: dict[str, Any], holes: list[Hole]) -> None:
    document = {**DOCUMENT, **change}
    found = learn(document, holes, bundled())
    assert found is None or (not holes and found.sha256([]) == slow(document))


def test_a_term_called_like_a_scheme_stops_learning() -> None:
    contexts = {**bundled(), "https://own.example/": {"@context": {"did": "https://own.example/#"}}}
    document = {**DOCUMENT, "@context": [*DOCUMENT["@context"], "https://own.example/"]}
    assert learn(document, HOLES, contexts) is None
    harmless = {**contexts, "https://own.example/": {"@context": {"other": "https://own.example/#"}}}
    assert learn(document, HOLES, harmless) is not None
