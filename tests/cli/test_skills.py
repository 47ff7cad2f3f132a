"""`laurels skills`: find, list, add, import."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from laurels.cli import main
from support.schema_values import MINIMAL, ROOT

FILES = ROOT / "tests/exchange/importers/files"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "repository"))


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


FOUND = [
    ("sql", "esco/sql"),
    ("SQL", "esco/sql"),
    ("data quality", "esco/data-quality-assessment"),
    ("quality data", "esco/data-quality-assessment"),
    ("databse", "esco/database"),
    ("statistcs", "esco/statistics"),
    ("esco/statistics", "esco/statistics"),
    ("think about research ethics", "esco/apply-research-ethics-and-scientific-integrity-principles-in"),
]


@pytest.mark.parametrize(("words", "first"), FOUND)
def test_find(words: str, first: str) -> None:
    done = call("skills", "find", words, "-C", ROOT)
    assert done.stdout.split()[0] == first, done.stdout


def test_find_nothing() -> None:
    done = call("skills", "find", "zzzzzz", "-C", ROOT)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "laurels skills import" in done.stderr


def test_list_and_json(root: Path) -> None:
    listed = [line.split()[0] for line in call("skills", "list", "-C", root).stdout.splitlines()]
    assert sorted(listed) == ["local/standing", "local/turning", "local/walking"]
    (found,) = json.loads(call("skills", "find", "turning", "-C", root, "--format", "json", "--limit", "1").stdout)
    assert found["id"] == "local/turning"
    assert found["uri"].startswith("https://")


def test_add(root: Path) -> None:
    done = call(
        "skills",
        "add",
        "local/hopping",
        "--uri",
        "https://college.example/skills/hop",
        "--name",
        "no: hopping",
        "-C",
        root,
    )
    assert (done.exit_code, done.stdout) == (0, "Wrote catalogue/skills/local.yaml: local/hopping is there now.\n")
    assert call("check", "-C", root, "--no-cache", "--today", "2026-08-01").exit_code == 0
    assert "no: hopping" in call("skills", "list", "-C", root).stdout


REFUSED = [
    ("local/hopping", "no address", "`hopping`: `uri` cannot be `no address`."),
    ("local/walking", "https://a.example/", "`local/walking` is there already."),
    ("other/hopping", "https://a.example/", "There is no framework `other`."),
    ("local/Hopping", "https://a.example/", "`local/Hopping` cannot name a skill."),
    ("hopping", "https://a.example/", "cannot name a skill."),
]


@pytest.mark.parametrize(("reference", "uri", "says"), REFUSED)
def test_add_refused(reference: str, uri: str, says: str, root: Path) -> None:
    before = (root / "catalogue/skills/local.yaml").read_bytes()
    done = call("skills", "add", reference, "--uri", uri, "--name", "Hopping", "-C", root)
    assert (done.exit_code, says in done.stderr) == (2, True), done.stderr
    assert (root / "catalogue/skills/local.yaml").read_bytes() == before


def test_import(root: Path) -> None:
    arguments = (
        "skills",
        "import",
        FILES / "skills_en.csv",
        "--format",
        "esco",
        "-C",
        root,
        "--framework-version",
        "1.2.0",
    )
    dry = call(*arguments, "--dry-run")
    assert (dry.exit_code, dry.stdout.splitlines()[-1]) == (0, "Skills: 3 to add, 5 left out.")
    assert not (root / "catalogue/skills/esco.yaml").exists()
    done = call(*arguments)
    assert done.stdout == "Skills: 3 added to catalogue/skills/esco.yaml, 5 left out.\n"
    assert done.stderr.splitlines()[0] == "skills_en.csv, row 4: Its status is obsolete."
    assert call("check", "-C", root, "--no-cache", "--today", "2026-08-01").exit_code == 0
    assert call("skills", "find", "knot a bowline", "-C", root).stdout.split()[0] == "esco/tie-a-bowline"
    assert call(*arguments).stdout == "Skills: 0 to add: nothing new, 3 there already, 5 left out.\n"
