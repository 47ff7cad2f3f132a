"""The guard around PyLD: whatever people would see but a signature would not cover is refused."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from laurels.proof import canonical
from laurels.proof.canonical import CanonicalizationError, canonical_lines, is_portable
from laurels.resolve.contexts import bundled

_V2 = "https://www.w3.org/ns/credentials/v2"
_OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
_NAME = "<https://schema.org/name>"
_XSD = "http://www.w3.org/2001/XMLSchema#"


def _document(**changes: Any) -> dict[str, Any]:
    return {
        "@context": [_V2, _OB],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential"],
        "issuer": "did:web:issuer.example",
        **changes,
    }


def _lines(**changes: Any) -> list[str]:
    return canonical_lines(_document(**changes), bundled())


@pytest.mark.parametrize(
    ("change", "code", "detail"),
    [
        ({"honours": "yes"}, "proof.undefined-term", {"term": "honours"}),
        ({"honours": None}, "proof.undefined-term", {"term": "honours"}),
        ({"honours": []}, "proof.undefined-term", {"term": "honours"}),
        ({"honours": {}}, "proof.undefined-term", {"term": "honours"}),
        ({"credentialSubject": [{"id": "urn:uuid:2", "honours": [None]}]}, "proof.undefined-term", {"term": "honours"}),
        ({"type": ["VerifiableCredential", "Honours"]}, "proof.undefined-term", {"term": "Honours"}),
        ({"_:honours": "yes"}, "proof.undefined-term", {"term": "_:honours"}),
        ({"x-undefined:honours": "yes"}, "proof.undefined-term", {"term": "honours"}),
        ({"id": "report.html"}, "proof.relative-iri", {"iri": "report.html"}),
        ({"id": ""}, "proof.relative-iri", {"iri": ""}),
        ({"id": "//x.example/"}, "proof.relative-iri", None),
        ({"id": "?page=2"}, "proof.relative-iri", None),
        ({"id": "x-relative://x/report"}, "proof.relative-iri", None),
        ({"issuer": {"id": "did:web:a b"}}, "proof.unreadable", None),
        ({"issuer": {"id": "urn:x> <urn:y"}}, "proof.unreadable", None),
        ({"issuer": {"id": "urn:x\u0000"}}, "proof.unreadable", None),
        ({"issuer": {"id": "_:a b"}}, None, None),
        ({"issuer": {"id": "_:a"}}, "proof.undefined-term", {"term": "_:a"}),
        ({"issuer": {"id": "@foo"}}, "proof.unreadable", None),
        ({"type": ["VerifiableCredential", "@json"]}, "proof.relative-iri", {"iri": "@json"}),
        ({"Passed with honours": True}, "proof.undefined-term", {"term": "Passed with honours"}),
        ({"Passed\u00a0well": []}, "proof.undefined-term", None),
        ({"issuer": {"id": "urn:x\u2028y"}}, "proof.unreadable", None),
        ({"name": ["Sample", {"@language": "Passed"}]}, "proof.undefined-term", {"term": "@language"}),
        ({"issuer": {"id": "urn:x", "@language": "Passed"}}, "proof.undefined-term", {"term": "@language"}),
        ({"name": {"@value": "Sample", "@direction": "rtl"}}, "proof.undefined-term", {"term": "@direction"}),
        ({"name": {"@value": "Nom", "@language": "fr CA"}}, None, None),
        ({"name": {"@value": "Nom", "@index": "1"}}, "proof.undefined-term", {"term": "@index"}),
        ({"name": {"@value": "Nom", "@type": "honours type"}}, None, None),
        ({"@included": [{"id": "urn:uuid:3", "name": "More"}]}, "proof.undefined-term", {"term": "@included"}),
        ({"@reverse": {"issuer": {"id": "urn:uuid:3"}}}, "proof.undefined-term", {"term": "@reverse"}),
        ({"id": {"a": 1}}, "proof.unreadable", None),
        ({"@context": [_V2, "https://x.example/unknown"]}, "proof.unreadable", None),
    ],
)
def test_refused(change: dict[str, Any], code: str | None, detail: dict[str, str] | None) -> None:
    with pytest.raises(CanonicalizationError) as caught:
        _lines(**change)
    assert code in (None, caught.value.code)
    assert detail in (None, caught.value.detail)


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        ("Text", '"Text"'),
        (
            {"@value": "Nom", "@language": "fr-CA"},
            '"Nom"@fr-ca',
        ),  # JSON-LD 1.1 §4.2.4: processors may write language tags in lower case
        (True, f'"true"^^<{_XSD}boolean>'),
        (2, f'"2"^^<{_XSD}integer>'),
        (2.0, f'"2"^^<{_XSD}integer>'),
        (-0.0, f'"0"^^<{_XSD}integer>'),
        (2.5, f'"2.5E0"^^<{_XSD}double>'),
        (0.1, f'"1.0E-1"^^<{_XSD}double>'),
        (1e20, f'"100000000000000000000"^^<{_XSD}integer>'),
        (1e21, f'"1.0E21"^^<{_XSD}double>'),
        ("\U0001f600", '"\U0001f600"'),
        ('"\\\n\x7f\x01', r'"\"\\\n\u007F\u0001"'),
    ],
)
def test_literals(value: Any, literal: str) -> None:
    # JSON-LD 1.1 API §8.2.2 (numbers), RDF 1.2 N-Quads (escapes)
    assert f"<urn:uuid:1> {_NAME} {literal} .\n" in _lines(name=value)


def test_null_and_nothing_say_the_same() -> None:
    assert _lines(name=None) == _lines(name=[]) == _lines()


@pytest.mark.parametrize(
    ("texts", "portable"),
    [
        (["a", "b"], True),
        (["\U0001f600", "\U0001f601"], True),
        (["\uff71", "\uff72"], True),
        (["\ud7ff", "\U0001f600"], True),
        (["\uff71", "\U0001f600"], False),
    ],
)
def test_portable_order(texts: list[str], portable: bool) -> None:
    assert is_portable(_lines(name=texts)) is portable


def _told(document: dict[str, Any]) -> list[str] | tuple[str, Any]:
    try:
        return canonical_lines(document, bundled())
    except CanonicalizationError as error:
        return error.code, error.detail


def test_contexts_that_are_kept_processed_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every conformance case, and each of its objects in the place of another, as PyLD alone makes it."""
    chance = random.Random(7)
    documents: list[dict[str, Any]] = []
    for path in sorted((Path(__file__).parents[1] / "conformance").glob("*.json")):
        document = json.loads(path.read_bytes())["input"].get("json")
        if isinstance(document, dict) and "@context" in document:
            documents.append(document)
            objects = [value for value in document.values() if isinstance(value, dict)]
            swapped = {
                key: chance.choice(objects) if isinstance(value, dict) else value for key, value in document.items()
            }
            documents.append(swapped)
    assert len(documents) > 300
    canonical._scoped.clear()
    first = [_told(document) for document in documents]
    assert 0 < len(canonical._scoped) <= canonical._MAX_SCOPED
    again = [_told(document) for document in reversed(documents)]
    monkeypatch.delattr(canonical._GuardedProcessor, "_process_context")
    assert first == again[::-1] == [_told(document) for document in documents]
