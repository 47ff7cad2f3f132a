"""The page of one award."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest
from tests.site.markup import Seen, read
from tests.site.samples import BELOW, HOSTILE, IDENTIFIER, ROOT, badge, catalogue
from tests.support.definitions import achievement

from laurels.model.catalogue import Site
from laurels.render.badge import POLICY, Standing, badge_page
from laurels.render.facts import facts_of


def sample(site: Site = ROOT, **award: Any) -> dict[str, Any]:
    made = catalogue(
        site, achievements={"first": achievement(name="First thing", skills=["sample/one"], validFor="P1Y")}, stacks={}
    )
    return dict(badge(made, **award).credential)


def page(credential: Any, site: Site = ROOT, standing: Standing | None = None) -> Seen:
    return read(badge_page(credential, identifier=IDENTIFIER, site=site, standing=standing))


def test_every_fact_is_shown() -> None:
    evidence = [{"id": "https://work.example/1", "name": "A project", "narrative": "It works."}]
    seen = page(sample(evidence=evidence))
    text = " ".join(seen.text.split())
    wanted = [
        "Awarded to Sample Learner 01 by Sample issuer on 30 June 2026", "First thing", "Micro-credential",
        "30 June 2026 to 30 June 2027", "1 ECTS", "EQF level 4", "Computer use", "quiz", "online", "Yearly review", "English",
        "A definition that exists for tests.", "Answer", "Right", "(required: Right)", "One thing is named.",
        "A project", "It works.", "Learning outcomes:", "Name one thing.", "Sample skill",
        IDENTIFIER, "definition version 1", "did:web:badges.example",
    ]  # fmt: skip
    assert [words for words in wanted if words not in text] == []
    assert {
        "https://work.example/1", "https://skills.example/1", "https://badges.example/", "credential.json",
        "../../catalogue/first/", f"../../verify/?badge={IDENTIFIER}", "../../assets/laurels/award.js",
        "../../assets/laurels/badge.css", "../../images/first.svg",
    } <= set(seen.links())  # fmt: skip
    assert seen.faults == []


def test_small_strict_and_without_inline_code() -> None:
    html = badge_page(sample(), identifier=IDENTIFIER, site=ROOT)
    seen = read(html)
    assert len(html.encode()) <= 8 * 1024
    assert [m["content"] for m in seen.all("meta") if m.get("http-equiv")] == [POLICY]
    assert POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert [s for s in seen.all("script") if "src" not in s] == []
    assert not seen.all("style")
    assert not [a for _, a in seen.elements if "style" in a or any(key.startswith("on") for key in a)]
    assert seen.all("laurels-badge-check") == [
        {"data-credential": "credential.json", "data-base": "../../", "data-site-url": "https://badges.example/"}
    ]


def test_the_script_is_told_what_a_verdict_needs() -> None:
    (script,) = page(sample()).all("script")
    assert {name: value for name, value in script.items() if name.startswith("data-")} == {
        "data-base": "../../", "data-site-url": "https://badges.example/",
        "data-credential": "credential.json", "data-lists": "lists/revocation-1.json lists/suspension-1.json",
    }  # fmt: skip
    foreign = sample()
    foreign["credentialStatus"] = {"statusListCredential": "https://other.example/lists/1"}
    assert page(foreign).all("script")[0]["data-lists"] == ""


def test_what_may_change_is_not_preloaded() -> None:
    # A browser would take it from its cache, and a badge for good that was revoked since.
    assert {link["rel"] for link in page(sample()).all("link")} <= {"icon", "modulepreload", "alternate", "stylesheet"}


def test_preview() -> None:
    properties = {m["property"]: m["content"] for m in page(sample()).all("meta") if "property" in m}
    assert properties == {
        "og:type": "website",
        "og:site_name": "Sample office",
        "og:title": "First thing, awarded to Sample Learner 01",
        "og:description": "Sample issuer awarded First thing on 30 June 2026. Anybody can check it in their own browser.",
        "og:url": f"https://badges.example/b/{IDENTIFIER}/",
        "og:image": "https://badges.example/images/first.svg",
    }


@pytest.mark.parametrize("site", [ROOT, BELOW])
def test_the_same_relative_addresses_at_a_root_and_below_a_path(site: Site) -> None:
    made = catalogue(site)
    links = page(badge(made).credential, site).links()
    assert "../../images/first.svg" in links
    assert "../../catalogue/first/" in links
    assert not [link for link in links if link.startswith("/")]


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/images/x.svg",
        "https://badges.example//evil.example/x",
        "https://badges.example/../x",
        "javascript:alert(1)",
        "",
    ],
)
def test_pictures_and_pages_from_elsewhere_are_not_fetched(address: str) -> None:
    credential = sample()
    credential["credentialSubject"]["achievement"] |= {"image": {"id": address}, "id": address}
    seen = page(credential)
    assert seen.all("img") == []
    assert not [link for link in seen.links() if address and address in link]


def test_facts_come_from_the_signed_credential() -> None:
    credential = sample()
    credential["credentialSubject"]["achievement"]["name"] = "As it was called then"
    assert "As it was called then" in page(credential).text


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (
            Standing("revoked", date(2026, 7, 1), "issued-in-error", "The wrong list."),
            "Revoked on 1 July 2026: issued in error. The wrong list.",
        ),
        (Standing("suspended", date(2026, 7, 1), "under-review"), "Suspended on 1 July 2026: under review."),
    ],
)
def test_standing(standing: Standing, words: str) -> None:
    assert words in " ".join(page(sample(), standing=standing).text.split())


def test_hostile_values_stay_text() -> None:
    def poison(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: poison(item) if key not in ("targetType", "identityType") else item for key, item in value.items()
            }
        if isinstance(value, list):
            return [poison(item) for item in value]
        return HOSTILE if isinstance(value, str) else value

    plain, evil = (
        page(sample()),
        page(poison(sample()), standing=Standing("revoked", date(2026, 7, 1), HOSTILE, HOSTILE)),
    )
    assert {name for name, _ in evil.elements} <= {name for name, _ in plain.elements}
    assert len(evil.all("script")) == 1
    assert not [a for _, a in evil.elements if any(key.startswith("on") for key in a)]
    assert evil.faults == []
    javascript = copy.deepcopy(sample(evidence=[{"id": "https://a.example/", "name": "A"}]))
    javascript["evidence"][0]["id"] = "javascript:alert(1)"
    javascript["issuer"]["url"] = "javascript:alert(1)"
    assert not [link for link in page(javascript).links() if "alert" in link]


@pytest.mark.parametrize(
    ("credential", "name"),
    [
        ({}, ""),
        ({"credentialSubject": []}, ""),
        ({"credentialSubject": {"achievement": {"name": 1}}}, ""),
        (
            {
                "credentialSubject": {
                    "achievement": {"name": "A", "image": "x", "alignment": {}, "resultDescription": "x"},
                    "result": {},
                }
            },
            "A",
        ),
        ({"issuer": "did:web:x.example", "validFrom": "yesterday", "evidence": [1, None]}, ""),
    ],
)
def test_unexpected_shapes_are_left_out(credential: dict[str, Any], name: str) -> None:
    assert facts_of(credential).name == name
    assert page(credential).faults == []


@pytest.mark.parametrize(
    ("identifier", "shown"),
    [
        ([{"identityType": "name", "identityHash": "A", "hashed": False}], "A"),
        ([{"identityType": "name", "identityHash": "A", "hashed": True}], ""),
        ([{"identityType": "emailAddress", "identityHash": "a@x.example", "hashed": False}], ""),
        ([{"identityType": "name", "identityHash": "A"}], ""),
    ],
)
def test_only_a_name_in_clear_is_shown(identifier: Any, shown: str) -> None:
    assert facts_of({"credentialSubject": {"identifier": identifier}}).recipient == shown
