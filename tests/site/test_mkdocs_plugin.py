"""The adaptor to MkDocs: real builds of a small repository."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tests.site.markup import read
from tests.site.samples import HOSTILE, catalogue, hostile

from laurels.errors import WriteError
from laurels.model.catalogue import Catalogue
from laurels.site.mkdocs_plugin import build_pages
from laurels.site.policy import inline_scripts

FOLDERS = {
    "achievements": "achievements",
    "issuers": "issuers",
    "stacks": "stacks",
    "frameworks": "skills",
    "roles": "roles",
    "recognition": "recognition",
}
CONFIG = """
site_name: Sample office
site_url: {url}
docs_dir: pages
theme: {{name: material, font: false, palette: [{{scheme: default, toggle: {{icon: material/brightness-4, name: Dark}}}}, {{scheme: slate, toggle: {{icon: material/brightness-4, name: Light}}}}]}}
plugins: [search, laurels]
nav: [Home: index.md, Catalogue: catalogue/index.md]
"""


@pytest.fixture(autouse=True)
def _commit_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def repository(root: Path, made: Catalogue, *, url: str = "https://badges.example/", home: str = "# Home\n") -> Path:
    """Write a catalogue as files (JSON is YAML too), with one hand-written page; the path of its mkdocs.yml."""
    for attribute, folder in FOLDERS.items():
        for slug, definition in getattr(made, attribute).items():
            path = root / "catalogue" / folder / f"{slug}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(definition.as_data(), default=str), encoding="utf-8")
    (root / "pages").mkdir(parents=True)
    (root / "pages" / "index.md").write_text(home, encoding="utf-8")
    config = root / "mkdocs.yml"
    config.write_text(CONFIG.format(url=url), encoding="utf-8")
    return config


def digests(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_pages_policy_and_blocks(tmp_path: Path) -> None:
    config = repository(tmp_path, catalogue(), home="# Home\n\n<!-- laurels:numbers -->\n")
    build_pages(config, tmp_path / "site")
    site = tmp_path / "site"
    html = {page.relative_to(site).as_posix(): page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    assert {
        "index.html",
        "404.html",
        "catalogue/index.html",
        "catalogue/first/index.html",
        "stacks/pair/index.html",
    } <= html.keys()
    assert "<strong>3</strong> achievements" in html["index.html"]
    for name, text in html.items():
        seen = read(text)
        policies = [meta["content"] for meta in seen.all("meta") if meta.get("http-equiv") == "content-security-policy"]
        assert len(policies) == 1, name
        assert "unsafe" not in policies[0]
        assert policies[0].count("'sha256-") == len(inline_scripts(text)) > 0, name
        assert text.index("content-security-policy") < text.index("<script"), name
        assert not [link for link in seen.links() if "//fonts." in link or "cdn" in link], name
        assert [a.get("aria-label") for _, a in seen.elements if a.get("role") == "dialog"] == ["Search"], name
    first = read(html["catalogue/first/index.html"])
    assert "<title>First thing - Sample office</title>" in html["catalogue/first/index.html"]
    assert {"#Outcomes", "#answer"} <= {a.get("href") for a in first.all("a") if a.get("class") == "md-nav__link"}
    assert [a["class"] for a in first.all("li") if "active" in a.get("class", "")] == [
        "md-nav__item md-nav__item--active"
    ]
    assert not [a for a in first.all("a") if "edit" in a.get("title", "").lower()]


def test_decisions_are_listed_and_tables_scroll(tmp_path: Path) -> None:
    config = repository(tmp_path, catalogue())
    decisions = tmp_path / "pages" / "docs" / "adr"
    decisions.mkdir(parents=True)
    (decisions / "0002-later.md").write_text("# 0002: Later\n\n| a | b |\n| - | - |\n| 1 | 2 |\n", encoding="utf-8")
    (decisions / "0001-first.md").write_text("# 0001: First\n", encoding="utf-8")
    (decisions / "index.md").write_text("# Decisions\n\n<!-- laurels:decisions -->\n", encoding="utf-8")
    build_pages(config, tmp_path / "site")
    index = read((tmp_path / "site" / "docs" / "adr" / "index.html").read_text(encoding="utf-8"))
    assert "0001: First\n0002: Later" in index.text
    assert {"0001-first/", "0002-later/"} <= set(index.links())
    later = read((tmp_path / "site" / "docs" / "adr" / "0002-later" / "index.html").read_text(encoding="utf-8"))
    assert [a["tabindex"] for a in later.all("div") if a.get("class") == "lr-scroll"] == ["0"]
    assert later.all("table") == [{"class": "lr-table"}]


def test_generated_pages_stay_out_of_the_navigation(tmp_path: Path) -> None:
    build_pages(repository(tmp_path, catalogue()), tmp_path / "site")
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "catalogue/first/" not in home
    assert "https://badges.example/catalogue/first/" in (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")


def test_search_finds_what_a_page_says(tmp_path: Path) -> None:
    build_pages(repository(tmp_path, catalogue()), tmp_path / "site")
    index = json.loads((tmp_path / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"]: entry for entry in index["docs"]}
    assert found["catalogue/first/"]["title"] == "First thing"
    assert "Name one thing." in found["catalogue/first/#Outcomes"]["text"]


def test_hostile_text_stays_text_in_finished_pages(tmp_path: Path) -> None:
    build_pages(repository(tmp_path, hostile()), tmp_path / "site")
    pages = {
        page.relative_to(tmp_path / "site").as_posix(): page.read_text(encoding="utf-8")
        for page in (tmp_path / "site").rglob("*.html")
    }
    evil = read(pages["catalogue/evil/index.html"])
    assert HOSTILE.split("{{")[0] in evil.text
    for name, text in pages.items():
        seen = read(text)
        assert not [s for s in inline_scripts(text) if "alert" in s], name
        assert not [a for _, a in seen.elements if any(key.startswith("on") for key in a)], name
        assert "x" not in [a.get("src") for a in seen.all("img")], name
    index = (tmp_path / "site" / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "<script>alert" not in index
    assert "<img" not in index


def test_two_builds_are_identical(tmp_path: Path) -> None:
    config = repository(tmp_path, catalogue())
    build_pages(config, tmp_path / "one")
    build_pages(config, tmp_path / "two")
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_site_below_a_path(tmp_path: Path) -> None:
    build_pages(repository(tmp_path, catalogue(), url="https://host.example/awards/"), tmp_path / "site")
    page = (tmp_path / "site" / "catalogue" / "first" / "index.html").read_text(encoding="utf-8")
    article = page[page.index("<article") : page.index("</article>")]
    assert not [link for link in read(article).links() if link.startswith("/")]
    assert "https://host.example/awards/catalogue/first/" in page


@pytest.mark.parametrize(
    ("home", "said"),
    [
        ("# Home\n\n<!-- laurels:nonsense -->\n", "no block that is known"),
        ("# Home\n\n<script>alert(1)</script>\n", "inline script that is not the theme's"),
    ],
)
def test_what_stops_a_build(tmp_path: Path, home: str, said: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(WriteError):
        build_pages(repository(tmp_path, catalogue(), home=home), tmp_path / "site")
    assert said in caplog.text


def test_folder_without_catalogue(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    config = repository(tmp_path, Catalogue())
    with pytest.raises(WriteError):
        build_pages(config, tmp_path / "site")
    assert "is not a Laurels repository" in caplog.text
