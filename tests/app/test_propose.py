"""The form at /propose/ makes what the command line and the catalogue make: the same file, page and picture of the same answers."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

from laurels.drafting import layout, offers
from laurels.drafting.draft import draft
from laurels.drafting.search import search
from laurels.drafting.slugs import suggest
from laurels.encoding import yaml_text
from laurels.model.achievement import Achievement
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.render.image import draw
from laurels.repository.load import load
from laurels.site import pages as site_pages
from laurels.site.proposal import proposal_data

ROOT = Path(__file__).resolve().parents[2]
TEXT_CASES = json.loads((ROOT / "tests/encoding/yaml-text.json").read_text(encoding="utf-8"))
ODD_TEXTS = (
    "", " ", "a: b", "a #b", "#a", "'a'", '"', "\\", "x,y", "[x]", "{x}", "yes", "NO", "On", "~", "null", "0x1f", "1e3", "12:30:00",
    ".5", "1_000", "-", "- x", "?", "!x", "&x", "*x", "%x", "`x`", "a\tb", "a\r\nb", "a\u2028b", "a\u0085b", "a\u00a0", "\ufeffa", "é", "日本",
    "a" * 200, "word " * 60, "one  two   three " * 12, "x" * 120 + " y", "a\n\n\nb", " lead", "trail ", "²x", "Ⅳ", "٣x", "😀 x", "x 😀" * 60,
)  # fmt: skip
NAMES = (
    "SQL foundations", "C# and C++ for F# people", "Übung für Anfänger", "Straße & Søn", "  ", "日本語", "A" * 100, "word " * 30, "İstanbul", "ﬁne",
    "it's O’Reilly", "a--b", "Łódź", "x²", "R&D", "100 %",
)  # fmt: skip
QUERIES = (
    "sql",
    "data quality",
    "statistc",
    "databse",
    "gdpr",
    "python programing",
    "übung",
    "0612",
    "x",
    "",
    "data",
    "manage",
    "securty",
)
HOSTILE = '<img src=x onerror="alert(1)">&amp;\'"</script>{{7*7}}${1}\u202e'


@cache
def catalogue() -> Catalogue:
    return load(ROOT).catalogue


def answers() -> list[dict[str, Any]]:
    """Nothing, a little, everything, and everything hostile."""
    full = {
        "/name": "Regular expressions: the #1 tool",
        "/issuer": "laurels-institute",
        "/description": "Find, check and rewrite text by pattern without damaging what should stay, in lists, logs and catalogues of any size.",
        "/learningOutcomes": ["Say what a pattern matches: and what not.", "- Write one", "no"],
        "/criteria/narrative": "At least 9 of 12 tasks.\n\n- the first\n- the second",
        "/assessment/type": "practical",
        "/assessment/description": "Twelve tasks, \"open book\".",
        "/assessment/supervision": "unsupervised",
        "/assessment/identityVerification": "account",
        "/assessment/rubric/0/name": "Patterns & sets",
        "/assessment/rubric/0/levels/0/description": "Fewer than nine.",
        "/assessment/rubric/0/levels/1/description": "Nine or more.",
        "/workload/hours": 28,
        "/eqfLevel": 4,
        "/iscedF": "0613",
        "/participation": "online",
        "/inLanguage": "en",
        "/skills": ["esco/sql", "esco/gdpr"],
        "/prerequisites/achievements": ["spreadsheets-in-practice"],
        "/validFor": "P3Y",
        "/tags": ["text", "search, replace"],
    }  # fmt: skip
    hostile = {
        key: HOSTILE if key in ("/name", "/description", "/criteria/narrative") else value
        for key, value in full.items()
    }
    return [{}, {"/name": "Só"}, full, hostile, {**full, "/workload/ects": 1.5, "/workload/hours": 40}]


def definitions() -> dict[str, Achievement]:
    """Every definition of the example under a new name, so that nothing refers to it."""
    found = {f"new-{slug}": definition for slug, definition in catalogue().achievements.items()}
    base = next(iter(found.values()))
    found["hostile"] = base.model_copy(
        update={"name": HOSTILE, "description": HOSTILE, "tags": (HOSTILE[:20],), "status": "retired"}
    )
    found["maps"] = base.model_copy(
        update={"name": {"de": "Deutsch", "en": "English"}, "in_language": "de-AT", "skills": ()}
    )
    return found


def medals() -> list[dict[str, Any]]:
    found = [
        {"slug": slug, "name": pick(item.name), "issuer": "Laurels Institute", "level": item.eqf_level}
        for slug, item in catalogue().achievements.items()
    ]
    names = (
        "",
        "x",
        "Wörter und Bräuche",
        "A very long title that goes on and on until nobody can read it any more at all",
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "日本語の資格",
        HOSTILE,
    )
    return found + [
        {"slug": f"s{n}", "name": name, "issuer": name or "I", "level": n + 1} for n, name in enumerate(names)
    ]


@pytest.fixture(scope="session")
def made(run_node: Callable[..., Any], bundles: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What the browser code makes."""
    data = {
        "data": proposal_data(catalogue()),
        "definitions": {slug: item.as_data() for slug, item in definitions().items()},
        "medals": medals(),
        "answers": answers(),
        "texts": [*(case["text"] for case in TEXT_CASES), *ODD_TEXTS],
        "names": NAMES,
        "entries": [dataclasses.asdict(entry) for entry in offers.skills(catalogue())],
        "queries": QUERIES,
    }
    path = tmp_path_factory.mktemp("propose") / "input.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    done = run_node(bundles / "propose-runner.mjs", path)
    assert done.returncode == 0, done.stderr
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def plain(html: str) -> str:
    """HTML with white space that says nothing taken out."""
    return re.sub(r"> <", "><", re.sub(r"\s+", " ", html)).strip()


def test_pages_are_those_of_the_catalogue(made: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_pages, "relative", lambda _page, target: f"/{target}")
    for slug, definition in definitions().items():
        wider = dataclasses.replace(catalogue(), achievements={**catalogue().achievements, slug: definition})
        wanted = next(page.html for page in site_pages.pages(wider) if page.path == f"catalogue/{slug}/")
        assert plain(made["pages"][slug]) == plain(wanted), slug


def test_pictures_are_those_of_the_catalogue(made: Mapping[str, Any]) -> None:
    for medal, svg in zip(medals(), made["medals"], strict=True):
        assert svg == draw(**medal).decode(), medal


def test_drafts_and_files_are_those_of_the_command_line(made: Mapping[str, Any]) -> None:
    schema = proposal_data(catalogue())["schema"]
    for given_, made_draft, text in zip(answers(), made["drafts"], made["files"], strict=True):
        wanted = draft("achievement", given_)
        assert made_draft == wanted
        assert text == layout.page("achievement", "a-new-one", schema, wanted)


def test_an_unfinished_definition_has_a_page_and_a_hostile_one_stays_text(made: Mapping[str, Any]) -> None:
    for given_, html in zip(answers(), made["unfinished"], strict=True):
        assert "<h1>" in html
        assert "null" not in html
        assert "undefined" not in html
        assert "<img src=x" not in html
        assert escape(given_.get("/name", "")) in html


def test_texts_are_written_alike(made: Mapping[str, Any]) -> None:
    for text, found in zip([*(case["text"] for case in TEXT_CASES), *ODD_TEXTS], made["texts"], strict=True):
        kept = yaml_text.clean(text)
        assert found == [kept, yaml_text.lines(kept, 2, 6), yaml_text.scalar(kept, in_list=True)], repr(text)


def test_names_are_suggested_alike(made: Mapping[str, Any]) -> None:
    assert made["slugs"] == [suggest(name) for name in NAMES]


def test_search_finds_alike(made: Mapping[str, Any]) -> None:
    entries = list(offers.skills(catalogue()))
    assert made["found"] == [[match.entry.key for match in search(query, entries)] for query in QUERIES]
    assert any(made["found"])


def test_problems_belong_to_questions(made: Mapping[str, Any]) -> None:
    nothing, little, full, hostile, odd = made["problems"]
    required = {question["pointer"] for question in proposal_data(catalogue())["questions"] if question["required"]}
    assert {item["pointer"] for item in nothing if not item["note"]} <= required
    assert len(nothing) > 10
    assert "/name" in {item["pointer"] for item in nothing} - {item["pointer"] for item in little}
    assert full == []
    assert {"/name", "/description", "/criteria/narrative"} <= {item["pointer"] for item in hostile if not item["note"]}
    assert odd == []
