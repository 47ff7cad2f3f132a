"""No change to a signed badge goes unnoticed, wherever it is made and however small it is."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.proof.data_integrity import secure
from laurels.resolve.contexts import bundled
from laurels.signers.memory import MemorySigner
from laurels.verification import Fetched, Report, Unavailable, parse_trust, verify

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ISSUER = "did:web:issuer.example"
SIGNER = MemorySigner(b"\7" * 32)
_KEY = {
    "id": f"{ISSUER}#k",
    "type": "Multikey",
    "controller": ISSUER,
    "publicKeyMultibase": repr(SIGNER)[len("MemorySigner(") : -1],
}
_DOCUMENT = json.dumps({"id": ISSUER, "verificationMethod": [_KEY], "assertionMethod": [_KEY["id"]]}).encode()
_BADGE: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "id": "urn:uuid:6f1c1f0e-7f5a-4a0b-9d56-2f1f6c3d0a01",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "SQL foundations",
    "issuer": {"id": ISSUER, "type": ["Profile"], "name": "Laurels Institute", "url": "https://issuer.example/"},
    "validFrom": "2026-06-30T00:00:00Z",
    "validUntil": "2029-06-30T00:00:00Z",
    "awardedDate": "2026-06-30T00:00:00Z",
    "credentialSubject": {
        "id": "urn:uuid:0d6a3a52-2f0b-4c53-8a11-0d1f0a7c1b02",
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "identityHash": "Sample Learner 01",
                "identityType": "name",
                "hashed": False,
                "salt": "not-used",
            }
        ],
        "creditsEarned": 2,
        "result": [{"type": ["Result"], "resultDescription": "https://issuer.example/a#project", "value": "87"}],
        "achievement": {
            "id": "https://issuer.example/a",
            "type": ["Achievement"],
            "name": "SQL foundations",
            "description": "Asks questions of a relational database.",
            "criteria": {"narrative": "A project.\n- In two parts."},
            "alignment": [{"type": ["Alignment"], "targetName": "SQL", "targetUrl": "https://skills.example/sql"}],
            "tag": ["data", "databases"],
        },
    },
    "evidence": [{"id": "https://issuer.example/e/1", "type": ["Evidence"], "narrative": "Twelve queries."}],
}
SIGNED = secure(
    _BADGE, signer=SIGNER, verification_method=_KEY["id"], created=datetime(2026, 6, 30, tzinfo=UTC), contexts=bundled()
)
Path = tuple[str | int, ...]


def _judged(document: Any) -> Report:
    def fetch(url: str) -> Fetched | Unavailable:
        return (
            Fetched(200, _DOCUMENT) if url == "https://issuer.example/.well-known/did.json" else Unavailable("offline")
        )

    trust = parse_trust(json.dumps({"issuers": [{"id": ISSUER, "name": "Laurels Institute"}]}).encode())
    return verify(json.dumps(document).encode(), now=NOW, fetch=fetch, contexts=bundled(), trust=trust)


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(item, (*path, key))
    else:
        yield path, value


def _with(path: Path, value: Any) -> Any:
    changed = copy.deepcopy(SIGNED)
    place: Any = changed
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    return changed


def _unproven(document: Any) -> bool:
    report = _judged(document)
    return (
        report.outcome in ("invalid", "indeterminate")
        and report.step("proof").outcome != "passed"
        and report.credential is None
    )


LEAVES = dict(_leaves(SIGNED))
TEXTS = {path: text for path, text in LEAVES.items() if isinstance(text, str)}


def test_unchanged() -> None:
    assert _judged(SIGNED).outcome == "valid"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: "/".join(str(part) for part in path))
def test_each_text(path: Path) -> None:
    text = TEXTS[path]
    variants = (text + " ", text + "x", text[:-1], text.swapcase(), "", None, [], [text, text + "x"])
    for changed in (variant for variant in variants if variant != text):
        assert _unproven(_with(path, changed)), changed


@given(st.sampled_from(sorted(TEXTS, key=str)), st.data())
def test_any_character_of_any_text(path: Path, data: st.DataObject) -> None:
    text = TEXTS[path]
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda character: character != text[at]))
    assert _unproven(_with(path, text[:at] + other + text[at + 1 :]))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("credentialSubject", "creditsEarned"), 3),
        (("credentialSubject", "creditsEarned"), 2.0000001),
        (("credentialSubject", "identifier", 0, "hashed"), True),
        (("credentialSubject", "achievement", "tag"), ["data"]),
        (("credentialSubject", "achievement", "tag"), ["data", "databases", "honours"]),
        (("credentialSubject", "achievement", "alignment"), []),
        (("evidence", 0, "name"), "Distinction"),
        (("description",), "Passed with distinction"),
        (("proof", 0, "domain"), "issuer.example"),
        (("credentialStatus",), [{"type": "BitstringStatusListEntry"}]),
    ],
)
def test_other_changes(path: Path, value: Any) -> None:
    assert _unproven(_with(path, value))


@pytest.mark.parametrize("name", [name for name in SIGNED if name not in ("@context", "proof")])
def test_each_member_taken_out(name: str) -> None:
    assert _unproven({key: value for key, value in SIGNED.items() if key != name})
