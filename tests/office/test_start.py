"""`laurels init`: a repository that passes the check, builds, and can be awarded from."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.checks.runner import run as run_checks
from laurels.errors import UsageError, WriteError
from laurels.findings import Severity
from laurels.office import start
from laurels.office.start import FORGES, Institution, files, institution
from laurels.publish.build import build
from laurels.repository.load import load
from support import office

WHO = institution("Example College", "https://badges.example.edu/", "ie")


def _check(root: Path) -> None:
    loaded = load(root)
    found = [*loaded.findings, *run_checks(loaded.catalogue, datetime.now(UTC).date())]
    assert [finding for finding in found if finding.severity is not Severity.NOTE] == []
    assert len(loaded.catalogue.issuers) == len(loaded.catalogue.achievements) == 1


@pytest.mark.parametrize("forge", FORGES)
def test_it_passes_the_check(tmp_path: Path, forge: str) -> None:
    made = files(WHO, forge)
    start.start(tmp_path / "new/badges", made)
    assert office.tree(tmp_path / "new/badges") == made
    assert {
        "README.md",
        ".gitignore",
        ".pre-commit-config.yaml",
        "requirements.txt",
        "schemas/award.schema.json",
    } <= set(made)
    assert not any(b"laurels.example" in data for name, data in made.items() if not name.startswith("schemas/"))
    assert not any(b"$" + name in data for data in made.values() for name in (b"name", b"url", b"{url}", b"slug"))
    _check(tmp_path / "new/badges")


def test_it_builds(tmp_path: Path) -> None:
    start.start(tmp_path / "badges", files(WHO, "none"))
    built = build(tmp_path / "badges", tmp_path / "site")
    home = (tmp_path / "site/index.html").read_text()
    assert "Example College" in home
    assert "Docs</a>" not in home
    assert json.loads((tmp_path / "site/did.json").read_bytes())["id"] == "did:web:badges.example.edu"
    assert built.badges == 0


@pytest.mark.parametrize(
    ("name", "url", "slug", "did"),
    [
        ("Ünïversity: “A” & B's #1", "https://b.example.edu/x", "university-a-and-b-s-1", "did:web:b.example.edu:x"),
        ("学校", "https://b.example.edu:8443/", "issuer", "did:web:b.example.edu%3A8443"),
        ("no", "https://b.example.edu/a/b/", "no", "did:web:b.example.edu:a:b"),
        ("$name ${url} {{ x }} <b>", "https://b.example.edu/", None, "did:web:b.example.edu"),
    ],
)
def test_what_people_call_themselves(tmp_path: Path, name: str, url: str, slug: str | None, did: str) -> None:
    who = institution(name, url, "ie")
    start.start(tmp_path / "badges", files(who, "none"))
    (found,) = load(tmp_path / "badges").catalogue.issuers.items()
    assert found[1].name == name
    assert found[1].id == did
    assert slug is None or found[0].replace("b-s", "bs") == slug.replace("b-s", "bs")
    if "<" not in name:  # a text with markup is a finding, and rightly so
        _check(tmp_path / "badges")


@pytest.mark.parametrize(
    "answers",
    [
        ("", "https://a.example/", "IE"), ("x" * 201, "https://a.example/", "IE"), ("a\x1bb", "https://a.example/", "IE"),
        ("x", "", "IE"), ("x", "http://a.example/", "IE"), ("x", "https://localhost/", "IE"), ("x", "https:///a", "IE"),
        ("x", "https://a.example/?q", "IE"), ("x", "https://a.example/#f", "IE"), ("x", "https://u@a.example/", "IE"),
        ("x", 'https://a.example/"', "IE"), ("x", "https://ä.example/", "IE"), ("x", "a.example", "IE"),
        ("x", "https://a.example/", ""), ("x", "https://a.example/", "IRL"), ("x", "https://a.example/", "1E"), ("x", "https://a.example/", "éé"),
    ],
)  # fmt: skip
def test_answers_that_cannot_be(answers: tuple[str, str, str]) -> None:
    with pytest.raises(UsageError) as caught:
        institution(*answers)
    assert caught.value.hint


@given(st.text(max_size=210))
def test_any_name_is_taken_or_refused(name: str) -> None:
    try:
        who = institution(name, "https://a.example/", "IE")
    except UsageError:
        return
    assert isinstance(who, Institution)
    assert who.slug


@pytest.mark.parametrize("name", ["mkdocs.yml", "catalogue/skills/local.yaml", ".gitignore"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = office.tree(tmp_path)
    with pytest.raises(WriteError, match=name):
        start.start(tmp_path, files(WHO, "none"))
    assert office.tree(tmp_path) == before


def test_a_file_where_a_folder_is_needed(tmp_path: Path) -> None:
    (tmp_path / "catalogue").write_text("mine")
    with pytest.raises(WriteError):
        start.start(tmp_path, files(WHO, "none"))
    assert office.tree(tmp_path) == {"catalogue": b"mine"}
