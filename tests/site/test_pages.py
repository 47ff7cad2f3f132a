"""The catalogue's pages: which there are, what they say, and that no text becomes markup."""

from __future__ import annotations

import posixpath
from dataclasses import replace

import pytest
from tests.site.markup import read
from tests.site.samples import HOSTILE, catalogue, framework, hostile, stack
from tests.support.definitions import achievement

from laurels.model.catalogue import Catalogue
from laurels.site.page import SitePage
from laurels.site.pages import BLOCKS, block, pages, verify_head


def by_path(catalogue: Catalogue) -> dict[str, SitePage]:
    return {page.path: page for page in pages(catalogue)}


def test_page_set() -> None:
    assert list(by_path(catalogue())) == [
        "catalogue/", "catalogue/both/", "catalogue/first/", "catalogue/second/",
        "stacks/", "stacks/pair/", "roles/", "roles/sample-role/",
    ]  # fmt: skip
    assert by_path(catalogue())["catalogue/first/"].uri == "catalogue/first/index.md"


def test_same_catalogue_same_pages() -> None:
    turned = catalogue(achievements=dict(reversed(list(catalogue().achievements.items()))))
    assert list(pages(turned)) == list(pages(catalogue()))


@pytest.mark.parametrize("made", [catalogue(), hostile(), Catalogue()], ids=["sample", "hostile", "empty"])
def test_every_page_is_sound_markup(made: Catalogue) -> None:
    for page in pages(made):
        seen = read(page.html)
        assert seen.faults == [], page.path
        assert len(seen.ids()) == len(set(seen.ids())), page.path
        assert [tag for tag, _ in seen.elements].count("h1") == 1, page.path


def test_links_between_pages_lead_somewhere() -> None:
    found = by_path(catalogue())
    for page in found.values():
        for link in read(page.html).links():
            if link.startswith("https://"):
                continue
            target, _, anchor = link.partition("#")
            path = posixpath.normpath(posixpath.join(page.path, target)) + ("/" if target.endswith("/") else "")
            assert path in found or path.startswith(("images/", "api/v1/")), (page.path, link)
            if anchor:
                assert anchor in read(found[path].html).ids(), (page.path, link)


def test_hostile_text_stays_text() -> None:
    known = {name for page in pages(catalogue()) for name, _ in read(page.html).elements}
    for page in pages(hostile()):
        seen = read(page.html)
        assert {name for name, _ in seen.elements} <= known | {"section", "strong", "ul", "ol", "li"}, page.path
        for name, attributes in seen.elements:
            assert not [key for key in attributes if key.startswith("on") or key == "style"], (page.path, name)
        for link in seen.links():
            assert not link.lower().startswith(("javascript:", "data:", "urn:", "//")), (page.path, link)
    evil = by_path(hostile())["catalogue/evil/"]
    assert evil.title == HOSTILE
    assert HOSTILE in read(evil.html).text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("catalogue/", ["First thing", "EQF level 4", "EQF level 6", "1 ECTS credit"]),
        ("catalogue/first/", ["Name one thing.", "Quiz", "Not supervised", "Not checked", "26 hours", "Computer use", "0611", "Sample issuer", "Ireland", "Does not run out", "Sample skill", "Sample stack", "sample role", "1 of 2", "Second thing", "Yearly review", "Required"]),
        ("catalogue/second/", ["To hold first:", "First thing"]),
        ("catalogue/both/", ["Granted to whoever completes the stack"]),
        ("stacks/", ["Sample stack", "From 2 ECTS credits", "52 hours"]),
        ("stacks/pair/", ["Both of these", "Within 2 years", "at least 2 ECTS credits and 52 hours", "Both things"]),
        ("roles/", ["1 of 2 essential skills covered"]),
        ("roles/sample-role/", ["Sample skill", "First thing", "Nothing here yet", "1111"]),
    ],
)  # fmt: skip
def test_page_says(path: str, words: list[str]) -> None:
    text = " ".join(read(by_path(catalogue())[path].html).text.split())
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "draft"}, "In preparation. This achievement is not awarded yet"),
        ({"status": "retired"}, "Retired. This achievement is awarded no more"),
        ({"validFor": "P18M"}, "valid for 1 year and 6 months"),
        ({"validFor": "P1Y", "renewal": {"description": "Do it again.", "achievements": ["first"]}}, "Do it again."),
        ({"workload": {"hours": 13, "ects": 0.5}}, "0.5 ECTS credits"),
        ({"inLanguage": "fr-BE"}, "French (fr-BE)"),
        ({"name": {"fr": "Une chose"}}, "Une chose"),
        ({"iscedF": "9999"}, "Not named (ISCED-F 9999)"),
    ],
)
def test_achievement_notices(change: dict[str, object], words: str) -> None:
    made = catalogue(achievements={"first": achievement(**change)}, stacks={})
    assert words in " ".join(read(by_path(made)["catalogue/first/"].html).text.split())


def test_skill_addresses_are_links_only_to_the_web() -> None:
    made = catalogue(frameworks={"sample": framework(uri="urn:skill:one")})
    assert "https://skills.example/1" in read(by_path(catalogue())["catalogue/first/"].html).links()
    assert not [link for link in read(by_path(made)["catalogue/first/"].html).links() if link.startswith("urn:")]


def test_anchors_that_credentials_name() -> None:
    ids = read(by_path(catalogue())["catalogue/first/"].html).ids()
    assert {"criteria", "answer", "answer-wrong", "answer-right"} <= set(ids)


def test_retired_achievements_cover_nothing() -> None:
    made = catalogue(achievements={"first": achievement(skills=["sample/one"], status="retired")}, stacks={})
    assert "0 of 2 essential skills covered" in read(by_path(made)["roles/sample-role/"].html).text


def test_filter_choices_and_cards_agree() -> None:
    seen = read(by_path(catalogue())["catalogue/"].html)
    choices = [a["id"].removeprefix("show-") for a in seen.all("input")]
    assert choices == ["all", "l4", "l6", "t1"]
    cards = [a["class"].split() for a in seen.all("li") if a.get("class", "").startswith("lr-card")]
    for choice in choices[1:]:
        assert [card for card in cards if f"f-{choice}" in card], choice


@pytest.mark.parametrize(
    ("name", "words"),
    [("numbers", "3 achievements"), ("stacks", "Sample stack"), ("medals", ""), ("verify", "laurels verify FILE")],
)
def test_blocks(name: str, words: str) -> None:
    assert name in BLOCKS
    html = block(catalogue(), name, "")
    assert html is not None
    assert words in " ".join(read(html).text.split())
    assert read(html).faults == []


def test_block_addresses_follow_the_page() -> None:
    assert read(block(catalogue(), "verify", "verify/") or "").all("laurels-verify") == [
        {"data-base": "../", "data-site-url": "https://badges.example/"}
    ]
    assert read(block(catalogue(), "verify", "") or "").all("laurels-verify")[0]["data-base"] == "./"
    assert block(catalogue(), "nothing", "") is None


@pytest.mark.parametrize(("lists", "asked"), [(0, 0), (4, 4), (5, 0)])
def test_a_verify_page_asks_ahead_for_a_few_lists(lists: int, asked: int) -> None:
    made = replace(catalogue(), lists={f"revocation-{number}": b"" for number in range(1, lists + 1)})
    (script,) = read(verify_head(made, "verify/")).all("script")
    assert script["data-base"] == "../"
    assert script["data-lists"] == " ".join(f"lists/revocation-{number}.json" for number in range(1, asked + 1))


def test_stack_of_unknown_members_names_no_least_work() -> None:
    made = catalogue(stacks={"pair": stack({"all": ["first", "gone"]})})
    text = read(by_path(made)["stacks/pair/"].html).text
    assert "gone" in text
    assert "at least" not in text
