"""What we sign is verified by software that shares no code with us, and what was changed is refused by it."""

from __future__ import annotations

import copy
import importlib.util
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openvc import OpenvcError, VerificationPolicy, verify_credential
from openvc.did.base import DidResolverRegistry
from openvc.did.did_web import DidWebResolver

from laurels.credential.did_document import did_document
from laurels.resolve.contexts import bundled
from laurels.verification.did.web import document_url
from support import office

ROOT = Path(__file__).resolve().parents[2]
ISSUER = "laurels-institute"
Credentials = dict[str, dict[str, Any]]
Verifier = Callable[[Credentials], dict[str, str]]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example catalogue and its awards, signed with a fresh key; one of the badges revoked, one suspended."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(ROOT / "catalogue", folder / "catalogue")
    shutil.copytree(ROOT / "issued/awards", folder / "issued/awards")
    (folder / "mkdocs.yml").write_text("site_name: Laurels\nsite_url: https://laurels.example/\n")
    (folder / "keys/public").mkdir(parents=True)
    (folder / "keys/public/fresh.yaml").write_text(office.key_text("institute", issuer=ISSUER))
    office.run(folder)
    revoked, suspended = sorted(office.credentials(folder))[:2]
    (folder / "issued/status").mkdir()
    (folder / "issued/status/2026.yaml").write_text(
        "changes:\n"
        f"  - {{credential: {revoked}, action: revoke, date: 2026-11-23, reason: other}}\n"
        f"  - {{credential: {suspended}, action: suspend, date: 2026-11-23, reason: other}}\n"
    )
    office.run(folder, chance=2)
    return folder


@pytest.fixture(scope="module")
def signed(root: Path) -> Credentials:
    return {name: json.loads(data) for name, data in sorted(office.credentials(root).items())}


@pytest.fixture(scope="module")
def lists(root: Path) -> Credentials:
    found = office.catalogue(root)
    return {found.site.list_url(name): json.loads(data) for name, data in found.lists.items()}


@pytest.fixture(scope="module")
def document(root: Path) -> dict[str, Any]:
    found = office.catalogue(root)
    return did_document(found.issuers[ISSUER].id, ISSUER, found.keys)


@pytest.fixture(scope="module")
def openvc(lists: Credentials, document: dict[str, Any]) -> Verifier:
    def fetch(url: str) -> dict[str, Any]:
        assert url == document_url(document["id"])
        return document

    resolver = DidResolverRegistry([DidWebResolver(fetch)])
    policy = VerificationPolicy(now=office.NOW, require_status_issuer_binding=True)
    more = {"policy": policy, "resolver": resolver, "extra_contexts": dict(bundled())}

    def alone(credential: dict[str, Any]) -> dict[str, Any]:
        # It reads a proof that stands alone, not in a list of one (as the official schema asks); to JSON-LD that is the same.
        (proof,) = credential["proof"]
        return {**credential, "proof": proof}

    def resolve_status_list(url: str) -> dict[str, Any]:
        return dict(verify_credential(alone(lists[url]), **more).credential)

    def one(credential: dict[str, Any]) -> str:
        try:
            verify_credential(alone(credential), resolve_status_list=resolve_status_list, **more)
        except OpenvcError as error:
            return f"{type(error).__name__}: {error}"
        return ""

    return lambda credentials: {name: one(credential) for name, credential in credentials.items()}


@pytest.fixture(scope="module")
def digitalbazaar(lists: Credentials, document: dict[str, Any]) -> Verifier:
    spec = importlib.util.spec_from_file_location("hatch_build_for_interop", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    hatch_build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hatch_build)
    hatch_build.install(tests=True)

    def verify(credentials: Credentials) -> dict[str, str]:
        job = {
            "contexts": dict(bundled()),
            "documents": {**lists, document["id"]: document},
            "now": office.NOW.isoformat(),
            "credentials": credentials,
        }
        done = subprocess.run(
            [str(hatch_build.node()), str(Path(__file__).with_name("verify.mjs"))],
            input=json.dumps(job), capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))

    return verify


@pytest.fixture(scope="module", params=["openvc", "digitalbazaar"])
def foreign(request: pytest.FixtureRequest) -> Verifier:
    found: Verifier = request.getfixturevalue(request.param)
    return found


def test_every_credential_and_list_verifies(foreign: Verifier, signed: Credentials, lists: Credentials) -> None:
    assert len(signed) >= 10
    revoked, suspended = list(signed)[:2]
    answers = foreign({**signed, **lists})
    refused = {name: wrong for name, wrong in answers.items() if wrong}
    assert set(refused) == {revoked, suspended}
    assert "revo" in refused[revoked]
    assert "susp" in refused[suspended]


def _changes(credential: dict[str, Any], other: dict[str, Any]) -> Credentials:
    def changed(*path: str | int, to: Any) -> dict[str, Any]:
        made = copy.deepcopy(credential)
        place: Any = made
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = to
        return made

    return {
        "name": changed("name", to=credential["name"] + "!"),
        "learner": changed("credentialSubject", "identifier", 0, "identityHash", to="Sample Learner 99"),
        "criteria": changed("credentialSubject", "achievement", "criteria", "narrative", to="Nothing."),
        "date": changed("validFrom", to="2026-01-01T00:00:00Z"),
        "status": changed("credentialStatus", to=[]),
        "proof": changed("proof", to=other["proof"]),
        "created": changed("proof", 0, "created", to="2026-11-01T00:00:00Z"),
        "issuer": changed("issuer", "id", to="did:web:stranger.example"),
        "key": changed("proof", 0, "verificationMethod", to=credential["issuer"]["id"] + "#other"),
    }


def test_every_change_is_refused(foreign: Verifier, signed: Credentials, lists: Credentials) -> None:
    *_, other, credential = signed.values()
    answers = foreign({"as it was": credential, **_changes(credential, other)})
    assert answers.pop("as it was") == ""
    assert [name for name, wrong in answers.items() if not wrong] == []
    url, listed = next(iter(lists.items()))
    changed = copy.deepcopy(listed)
    changed["credentialSubject"]["encodedList"] = (
        "uH4sIAAAAAAACA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
    )
    assert foreign({url: changed})[url]
