"""A foreign issuer's badges and status lists (Digital Credentials Consortium), read in place."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from laurels.resolve.contexts import bundled
from laurels.verification import Fetched, Fetcher, Unavailable, verify
from laurels.verification.proofs import World
from laurels.verification.status import check_status
from laurels.verification.structure import issuer_id
from laurels.verification.trust import TrustedEntry, TrustList
from support import vectors as published

NOW = datetime(2026, 11, 1, tzinfo=UTC)
_BASE = "dcc-vc-test-fixtures"
_SITE = "https://digitalcredentials.github.io/vc-test-fixtures/"
_LISTS = "statusLists/didkey-ed25519Signature2020/"
_LIST_ISSUER = "did:key:z6MknNQD1WHLGGraFi6zcbGevuAgkVfdyCdtZnQTGWVVvR5Q"
_LIST_ID = "https://testing.dcconsortium.org/status/e5WK8CbZ1GjycuPombrj"
_ROUTES = {
    f"{_SITE}dids/oidf/did.json": "dids/oidf/did.json",
    f"{_SITE}dids/legacy/did.json": "dids/legacy/did.json",
    "https://raw.githubusercontent.com/digitalcredentials/verifier-core/refs/heads/main/src/test-fixtures/status/e5WK8CbZ1GjycuPombrj": f"{_LISTS}e5WK8CbZ1GjycuPombrj",
    **{
        f"{_SITE}{_LISTS}{name}": f"{_LISTS}{name}"
        for name in ("e5WK8CbZ1GjycuPombrj", "expired", "notYetValid", "tampered", "missingBitStringType")
    },
    _LIST_ID: f"{_LISTS}e5WK8CbZ1GjycuPombrj",
}
_GOOD: tuple[str, ...] = ()
# The one status list these badges share is signed by another issuer than any of theirs, and its id is not its address. By our rule
# (only the badge's issuer takes a badge back) it says nothing about them: "revoked" in a name comes out as "could not be checked".
_BADGES = {
    "didKey/legacyRegistry-noStatus- noExpiry-credSubjName.json": _GOOD,
    "didKey/legacyRegistry-noStatus-noExpiry-OBSpecExample.json": _GOOD,
    "didKey/legacyRegistry-noStatus-noExpiry-achievementTypeExample.json": _GOOD,
    "didKey/legacyRegistry-noStatus-noExpiry-alignments.json": _GOOD,
    "didKey/legacyRegistry-noStatus-noExpiry-basicOBv3.json": _GOOD,
    "didKey/legacyRegistry-noStatus-noExpiry-credName.json": _GOOD,
    "didKey/legacyRegistry-noStatus-noExpiry-credSubjName.json": _GOOD,
    "didKey/legacyRegistry-noStatus-noExpiry-identityHash.json": _GOOD,
    "didKey/legacyRegistry-noStatus-noExpiry-minimal.json": _GOOD,
    "didKey/legacyRegistry-noStatus-notExpired-withSchema.json": _GOOD,
    # Its name says noExpiry, its validUntil says 2010.
    "didKey/noRegistry-revokedStatus-noExpiry.json": ("validity.expired", "status.list-issuer"),
    "didKey/noRegsitry-revokedStatus-notExpired.json": ("status.list-issuer",),
    "didKey/oidf-noStatus-notExpired-complexIssuer.json": _GOOD,
    "didKey/oidf-noStatus-notExpired-notYetValid.json": ("validity.not-yet",),
    "didKey/oidf-revokedStatus-noExpiry.json": ("status.list-issuer",),
    # Named for its schema; but it also uses a context that is on no list of known ones, so nothing after that is looked at.
    "didKey/twoOIDF-revoked-notExpired-badSchema.json": ("structure.context",),
    "didKey/twoOIDF-validStatus-expired.json": ("validity.expired", "status.list-issuer"),
    "didweb/legacy-revokedStatus-expired.json": ("validity.expired", "status.list-issuer"),
    "didweb/legacy-revokedStatus-noExpiry.json": ("status.list-issuer",),
    "didweb/oidf-noStatus-notExpired.json": _GOOD,
}


def _fetcher(vectors: Path) -> Fetcher:
    def fetch(url: str) -> Fetched | Unavailable:
        return Fetched(200, (vectors / _BASE / _ROUTES[url]).read_bytes()) if url in _ROUTES else Unavailable("offline")

    return fetch


@pytest.mark.vectors
def test_the_table_names_every_badge(vectors: Path) -> None:
    assert [f"{_BASE}/v2-dataIntegrityProof/{name}" for name in sorted(_BADGES)] == published.listed(
        f"{_BASE}/v2-dataIntegrityProof/*/*.json"
    )


@pytest.mark.vectors
@pytest.mark.parametrize("name", _BADGES)
@pytest.mark.parametrize("trusted", [True, False])
def test_badge(vectors: Path, name: str, trusted: bool) -> None:
    raw = (vectors / _BASE / "v2-dataIntegrityProof" / name).read_bytes()
    issuer = issuer_id(published.read(f"{_BASE}/v2-dataIntegrityProof/{name}"))
    trust = TrustList({issuer: TrustedEntry("Digital Credentials Consortium")}) if trusted else None
    report = verify(raw, now=NOW, fetch=_fetcher(vectors), contexts=bundled(), trust=trust)
    codes = tuple(
        step.code for step in report.steps if step.outcome in ("failed", "indeterminate") and step.id != "trust"
    )
    assert codes == _BADGES[name]
    expected = {(): "valid" if trusted else "unknown-issuer", ("status.list-issuer",): "indeterminate"}
    assert report.outcome == expected.get(codes, "invalid")
    assert report.step("trust").outcome in (("passed", "skipped") if trusted else ("indeterminate", "skipped"))


@pytest.mark.vectors
@pytest.mark.parametrize("name", [name for name, codes in _BADGES.items() if codes == _GOOD])
def test_changed_badge(vectors: Path, name: str) -> None:
    changed = {**published.read(f"{_BASE}/v2-dataIntegrityProof/{name}"), "name": "Changed"}
    report = verify(json.dumps(changed).encode(), now=NOW, fetch=_fetcher(vectors), contexts=bundled())
    assert (report.outcome, report.step("proof").code, report.credential) == ("invalid", "proof.altered", None)


@pytest.mark.vectors
@pytest.mark.parametrize(
    ("list_", "index", "code"),
    [
        (_LIST_ID, "8", "status.revoked"),
        (_LIST_ID, "7", "status.ok"),
        (_LIST_ID, "99999", "status.ok"),
        (_LIST_ID, "100000", "status.list-index"),
        (f"{_SITE}{_LISTS}e5WK8CbZ1GjycuPombrj", "8", "status.list-other"),
        (f"{_SITE}{_LISTS}expired", "8", "status.list-stale"),
        (f"{_SITE}{_LISTS}notYetValid", "8", "status.list-period"),
        (f"{_SITE}{_LISTS}tampered", "8", "status.list-proof"),
        (f"{_SITE}{_LISTS}missingBitStringType", "8", "status.list-type"),
    ],
)
def test_status_list(vectors: Path, list_: str, index: str, code: str) -> None:
    # No published badge is by the list's own issuer: here is what the lists say to one that were.
    entry: dict[str, Any] = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": index,
        "statusListCredential": list_,
    }
    badge = {"issuer": _LIST_ISSUER, "credentialStatus": entry}
    step = check_status(badge, World(NOW, _fetcher(vectors), bundled(), None))
    assert step.code == code
    if code == "status.revoked":
        assert step.detail["deviations"] == ["short-list"]  # 100,000 bits, where the Recommendation asks for 131,072
