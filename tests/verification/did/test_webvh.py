"""did:webvh against the method's published suite: every good log resolves to the published document, every bad one to none."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from laurels.verification import Fetched, Fetcher, Unavailable
from laurels.verification.did import resolve

NOW = datetime(2026, 11, 1, tzinfo=UTC)
SUITE = Path(__file__).resolve().parents[4] / "shared/vectors/didwebvh-test-suite"
GOOD = sorted(path.parent for path in SUITE.glob("[!n]*/*/did.jsonl"))
BAD = {
    "negative-cross-did-witness-replay": "log-witness",
    "negative-did-key-body-fragment-mismatch": "log-proof",
    "negative-duplicate-witness-ids": "log-parameters",
    "negative-portable-scid-swap": "log-identity",
    "negative-pre-rotation-omit-updatekeys": "log-parameters",
    "negative-scid-mismatch-genesis": "log-scid",
    "negative-unknown-method-version": "log-parameters",
    "negative-versiontime-future": "log-time",
    "negative-versiontime-non-monotonic": "log-time",
    "negative-wrong-cryptosuite": "log-proof",
    "negative-zero-witness-threshold": "log-parameters",
}
_PLACEHOLDER = "Qm" + "0" * 44
_SCID = "Qmdxt11AjZewCNXX69bpEDobgjySeZ7eFwjf4tgpF6p2Dg"
# The suite's own DIDs that no log stands behind; asked again with an SCID that could exist, so that the rest of each is what is refused.
REFUSED = {
    "negative-fragment-leaks-into-domain": ["127.0.0.1#x"],
    "negative-lowercase-pct-port-ip": ["127.0.0.1%3a8080"],
    "negative-path-traversal-did": ["example.com:..:..:admin"],
    "negative-pct-encoded-ip-host": ["127%2E0%2E0%2E1", "127%2e0%2e0%2e1", "169%2E254%2E169%2E254"],
    "negative-pct-encoded-traversal": ["example.com:%2E%2E:admin", "example.com:%2e%2e:admin", "example.com:a%2Fb"],
}


def _log(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "did.jsonl").read_text(encoding="utf-8").splitlines()]


def _serving(folder: Path) -> Fetcher:
    """Whatever host is asked, it has the folder's files."""

    def fetch(url: str) -> Fetched | Unavailable:
        path = folder / url.rpartition("/")[2]
        return Fetched(200, path.read_bytes()) if path.is_file() else Fetched(404, b"")

    return fetch


@pytest.mark.vectors
def test_the_tables_name_every_scenario() -> None:
    assert len({folder.parent.name for folder in GOOD}) == 13
    assert sorted([*BAD, *REFUSED]) == sorted(path.name for path in SUITE.glob("negative-*"))


@pytest.mark.vectors
@pytest.mark.parametrize("folder", GOOD, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_good_log(folder: Path) -> None:
    entries = _log(folder)
    found = resolve(entries[-1]["state"]["id"], _serving(folder), None, NOW)
    if folder.parent.name == "deactivate":
        assert found == Unavailable("deactivated")
    else:
        assert found == entries[-1]["state"]


@pytest.mark.vectors
@pytest.mark.parametrize(("name", "reason"), BAD.items())
def test_bad_log(name: str, reason: str) -> None:
    folder = SUITE / name / "ts"
    scid = _log(folder)[0]["parameters"]["scid"]
    assert resolve(f"did:webvh:{scid}:example.com", _serving(folder), None, NOW) == Unavailable(reason)


@pytest.mark.vectors
@pytest.mark.parametrize("scid", [_PLACEHOLDER, _SCID])
@pytest.mark.parametrize(("name", "location"), [(name, text) for name, texts in REFUSED.items() for text in texts])
def test_malformed_did(name: str, location: str, scid: str) -> None:
    assert resolve(f"did:webvh:{scid}:{location}", _serving(SUITE / name / "ts"), None, NOW) == Unavailable(
        "malformed-did"
    )


@pytest.mark.vectors
@pytest.mark.parametrize("implementation", ["java", "java-eecc"])
def test_moved(implementation: str) -> None:
    """Whoever asks by the old name gets the present document under it."""
    folder = SUITE / "portable-move" / implementation
    old, new = (entry["state"]["id"] for entry in _log(folder))
    assert (old == new) is False
    document = resolve(old, _serving(folder), None, NOW)
    assert not isinstance(document, Unavailable)
    assert document["id"] == old
    assert [method["id"].startswith(f"{old}#") for method in document["verificationMethod"]] == [True]


@pytest.mark.vectors
@pytest.mark.parametrize("folder", [path for path in GOOD if path.name == "ts"], ids=lambda path: path.parent.name)
def test_no_part_of_a_log_can_change(folder: Path, tmp_path: Path) -> None:
    did = _log(folder)[-1]["state"]["id"]
    for position, entry in enumerate(_log(folder)):
        for member in entry:
            changed = _log(folder)
            text = json.dumps(entry[member])
            other = text.replace("2000", "2001").replace("z6Mk", "z6Ml").replace("1-Qm", "1-Qn").replace("2-Qm", "2-Qn")
            other = other.replace("3-Qm", "3-Qn").replace('"ttl"', '"TTL"')
            changed[position][member] = json.loads(other) if other != text else {"more": True}
            (tmp_path / "did.jsonl").write_text("\n".join(json.dumps(item) for item in changed))
            for file in folder.glob("did-witness.json"):
                (tmp_path / file.name).write_bytes(file.read_bytes())
            found = resolve(did, _serving(tmp_path), None, NOW)
            assert isinstance(found, Unavailable), (position, member)
            assert found.reason.startswith("log-")
