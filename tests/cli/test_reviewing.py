"""`laurels owners` and `laurels diff` as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from laurels.cli import main
from support import history, office


def laurels(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [arguments[0], "-C", str(root), *arguments[1:]])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = office.repository(tmp_path / "tree")
    with (made / "catalogue/achievements/sql.yaml").open("a", encoding="utf-8") as file:
        file.write("owners: [institute/data]\nreviewBy: 2026-06-30\n")
    history.repository(made)
    history.commit(made, "Look at it\n\nReviewed-by: Sample Reviewer <reviewer@laurels.example>")
    return made


def test_lists_what_there_is_and_what_is_overdue(root: Path) -> None:
    found = laurels(root, "owners", "--today", "2026-07-01")
    assert found.exit_code == 0
    assert "catalogue/achievements/sql.yaml  institute/data  review by 2026-06-30 (overdue)" in found.output
    assert "catalogue/achievements/querying.yaml  nobody" in found.output
    late = laurels(root, "owners", "--overdue", "--today", "2026-07-01", "--format", "json")
    assert [row["path"] for row in json.loads(late.output)["definitions"]] == ["catalogue/achievements/sql.yaml"]
    assert "Nothing is overdue." in laurels(root, "owners", "--overdue", "--today", "2026-06-30").output


def test_names_who_reviewed_one_definition(root: Path) -> None:
    path = root / "catalogue/achievements/sql.yaml"
    path.write_text(path.read_text() + "# again\n")
    history.commit(root, "Again\n\nApproved-by: Sample Approver")
    assert "  2026-11-24  Sample Approver\n" in laurels(root, "owners", "sql").output
    assert laurels(root, "owners", "nowhere").exit_code == 2


def test_writes_code_owners_and_says_when_it_is_stale(root: Path) -> None:
    assert laurels(root, "owners", "--check").exit_code == 1
    assert not (root / "CODEOWNERS").exists()
    assert laurels(root, "owners", "--write").exit_code == 0
    assert "/catalogue/achievements/sql.yaml @institute/data" in (root / "CODEOWNERS").read_text().splitlines()
    assert laurels(root, "owners", "--check").exit_code == 0
    assert laurels(root, "owners", "--write").output == "CODEOWNERS is up to date.\n"
    (root / "CODEOWNERS").write_text("")
    assert laurels(root, "owners", "--check").exit_code == 1


def test_a_catalogue_without_owners_needs_no_file(tmp_path: Path) -> None:
    root = office.repository(tmp_path)
    assert laurels(root, "owners", "--check").exit_code == 0


@pytest.mark.parametrize(
    "arguments", [("owners", "--write", "--check"), ("owners", "sql", "--write"), ("diff",), ("owners", "--today", "x")]
)
def test_wrong_usage(root: Path, arguments: tuple[str, ...]) -> None:
    assert laurels(root, *arguments).exit_code == 2


def test_diff_in_three_forms_and_from_a_file(root: Path, tmp_path: Path) -> None:
    (root / "keys/public/institute-2026.yaml").unlink()
    text, markdown, data = (
        laurels(root, "diff", "HEAD", "--format", form) for form in ("text", "markdown", "json")
    )  # fmt: skip
    assert [result.exit_code for result in (text, markdown, data)] == [1, 1, 1]
    assert "error key-removed keys/public/institute-2026.yaml:1" in text.output
    assert markdown.output.startswith("<!-- laurels diff -->\n")
    found = json.loads(data.output)
    assert (found["ok"], found["errors"][0]["code"]) == (False, "key-removed")
    saved = tmp_path / "difference.json"
    saved.write_text(data.output)
    again = laurels(root, "diff", "--from", str(saved), "--format", "markdown")
    assert (again.output, again.exit_code) == (markdown.output, 1)
    saved.write_text("{}")
    assert laurels(root, "diff", "--from", str(saved)).exit_code == 2
