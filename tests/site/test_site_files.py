"""What is written beside MkDocs' pages."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.site.markup import read
from tests.site.samples import BELOW, HOSTILE, IDENTIFIER, KEY, ROOT, badge, catalogue, changes, hostile, issuer, key
from tests.support.definitions import achievement

from laurels.model.catalogue import Catalogue
from laurels.render.badge import Standing
from laurels.render.sealed import sealed_page
from laurels.site.files import site_files
from laurels.site.sealed import sealed_files
from support import office, sealed


def written(made: Catalogue, **badges: Any) -> dict[str, bytes]:
    pairs = list(site_files(made, badges))
    assert len(dict(pairs)) == len(pairs), "a file is written twice"
    return dict(pairs)


def data(files: dict[str, bytes], path: str) -> Any:
    return json.loads(files[path])


def test_file_set() -> None:
    made = catalogue(lists={"revocation-1": b'{"signed": 1}\n'}, images={"logo": b"<svg/>"})
    one = badge(made)
    files = written(made, **{IDENTIFIER: one})
    names = [name for name in files if not name.startswith("assets/laurels/")]
    assert names == [
        ".nojekyll", "images/logo.svg", "images/both.svg", "images/first.svg", "images/second.svg",
        ".well-known/did.json", "did.json", "trust.json",
        "api/v1/achievements.json", "api/v1/achievements/both.json", "api/v1/achievements/first.json",
        "api/v1/achievements/second.json", "api/v1/stacks.json", "api/v1/proposal.json", "api/v1/roles.json",
        "lists/revocation-1.json", "verify-offline.html", "verify-offline.html.sha256", f"b/{IDENTIFIER}/index.html", f"b/{IDENTIFIER}/credential.json",
    ]  # fmt: skip
    assert files["lists/revocation-1.json"] == b'{"signed": 1}\n'
    assert files[f"b/{IDENTIFIER}/credential.json"] == one.data
    assert {"assets/laurels/verify.js", "assets/laurels/verify.css", "assets/laurels/badge.css"} <= files.keys()


def test_same_tree_same_bytes() -> None:
    one = badge(catalogue())
    assert list(site_files(catalogue(), {IDENTIFIER: one})) == list(site_files(catalogue(), {IDENTIFIER: one}))


def test_pictures_given_are_published_and_others_drawn() -> None:
    given = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    made = catalogue(
        achievements={"first": achievement(image="logo"), "second": achievement()}, images={"logo": given}, stacks={}
    )
    files = written(made)
    assert files["images/logo.svg"] == given
    assert "images/first.svg" not in files
    assert b"Sample achievement" in files["images/second.svg"]


@pytest.mark.parametrize(
    ("site", "did", "paths"),
    [
        (ROOT, "did:web:badges.example", {".well-known/did.json", "did.json"}),
        (ROOT, "did:web:badges.example:faculty:arts", {"faculty/arts/did.json"}),
        (ROOT, "did:web:elsewhere.example", set()),
        (ROOT, "did:web:badges.example:..", set()),
        (ROOT, "did:web:badges.example:%2e%2e:x", set()),
        (ROOT, f"did:key:{KEY}", set()),
        (BELOW, "did:web:host.example:awards", {"did.json"}),
        (BELOW, "did:web:host.example:awards:arts", {"arts/did.json"}),
        (BELOW, "did:web:host.example", set()),
        (BELOW, "did:web:host.example:other", set()),
    ],
)
def test_where_a_did_document_is_published(site: Any, did: str, paths: set[str]) -> None:
    files = written(catalogue(site, issuers={"sample-issuer": issuer(did)}))
    found = {name for name in files if name.endswith("did.json")}
    assert found == paths
    assert {data(files, name)["id"] for name in found} <= {did}


def test_did_document() -> None:
    keys = {
        "b-new": key(created="2026-06-01T00:00:00Z"),
        "a-old": key(created="2025-01-01T00:00:00Z", expires="2026-01-01T00:00:00Z", revoked="2025-12-01T00:00:00Z"),
        "sealing": key(purpose="registrar"),
        "log": key(purpose="log"),
        "foreign": key(issuer="other"),
    }
    did = "did:web:badges.example"
    assert data(written(catalogue(keys=keys)), "did.json") == {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [
            {
                "id": f"{did}#a-old",
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": KEY,
                "expires": "2026-01-01T00:00:00Z",
                "revoked": "2025-12-01T00:00:00Z",
            },
            {"id": f"{did}#b-new", "type": "Multikey", "controller": did, "publicKeyMultibase": KEY},
        ],
        "assertionMethod": [f"{did}#a-old", f"{did}#b-new"],
    }


def test_trust_list_names_own_issuers_first() -> None:
    files = written(catalogue())
    own, friend = data(files, "trust.json")["issuers"]
    assert own["id"] == "did:web:badges.example"
    assert own["didDocument"] == data(files, "did.json")
    assert {"name", "url", "why"} <= own.keys()
    assert friend == {
        "id": "did:web:friend.example",
        "name": "Friend",
        "why": "Known for years.",
        "until": "2029-12-31",
    }


def test_api() -> None:
    files = written(catalogue())
    assert [item["slug"] for item in data(files, "api/v1/achievements.json")["achievements"]] == [
        "both",
        "first",
        "second",
    ]
    full = data(files, "api/v1/achievements/first.json")
    european = [
        "learningOutcomes",
        "workload",
        "eqfLevel",
        "assessment",
        "participation",
        "qualityAssurance",
        "inLanguage",
    ]
    assert [name for name in european if not full.get(name)] == []
    assert full["id"] == "https://badges.example/catalogue/first/"
    assert full["iscedF"] == {"code": "0611", "name": "Computer use"}
    assert full["skills"][0]["uri"] == "https://skills.example/1"
    assert full["stacks"] == {"partOf": ["pair"], "grantedBy": []}
    assert data(files, "api/v1/stacks.json")["stacks"][0]["least"] == {"ects": 2, "hours": 52}
    role = data(files, "api/v1/roles.json")["roles"][0]
    assert role["coverage"] == {"covered": 1, "of": 2}
    assert role["skills"]["essential"][0]["coveredBy"] == ["first"]


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ([], ""),
        ([("revoke", "2026-07-01", "issued-in-error")], "Revoked on 1 July 2026: issued in error."),
        ([("suspend", "2026-07-01", "under-review")], "Suspended on 1 July 2026: under review."),
        ([("suspend", "2026-07-01", "under-review"), ("reinstate", "2026-07-02", "other")], ""),
        (
            [("revoke", "2026-07-01", "misconduct"), ("reinstate", "2026-07-02", "other")],
            "Revoked on 1 July 2026: misconduct.",
        ),
    ],
)
def test_badge_page_shows_where_an_award_stands(steps: list[tuple[str, str, str]], shown: str) -> None:
    made = catalogue(status_changes={"2026": changes(*steps)})
    page = read(written(made, **{IDENTIFIER: badge(made)})[f"b/{IDENTIFIER}/index.html"].decode())
    text = " ".join(page.text.split())
    assert shown in text
    assert bool(page.all("p")[2].get("class") == "standing") is bool(shown)


def test_hostile_definitions_stay_text_in_every_file() -> None:
    files = written(hostile())
    for name, content in files.items():
        if name.endswith(".json"):
            json.loads(content)
        if name.endswith(".svg"):
            assert b"<script" not in content
    assert data(files, "api/v1/achievements/evil.json")["name"] == HOSTILE


def test_sealed_pages_differ_in_their_id_and_standing(tmp_path: Path) -> None:
    root = sealed.repository(tmp_path / "repository")
    sealed.award(root, tmp_path, *map(sealed.learner, range(1, 4)))
    first, second, third = sealed.issue(root)
    made = office.catalogue(root)
    template = next(iter(next(iter(made.ledgers.values())).templates.values()))
    gone = Standing("revoked", date(2026, 7, 1), "other")
    files = dict(sealed_files(made, {third: gone}))
    for identifier, standing in ((first, None), (second, None), (third, gone)):
        wanted = sealed_page(template.credential, identifier=identifier, site=made.site, standing=standing)
        assert files[f"b/{identifier}/index.html"].decode() == wanted
        assert wanted.count(identifier) == 2
    assert [name for name in files if name.startswith("templates/")] == [f"templates/{template.template}.json"]
