"""The page of formats against the tables of the code: nothing is read that it does not name, and each row has its cases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from laurels.cli import main
from laurels.proof import jws
from laurels.proof.suites import SUITES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "site_src/docs/formats.md").read_text("utf-8")
CASES = [path.stem for path in (ROOT / "tests/conformance").rglob("*.json")]


def table(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [re.split(r"\s*\|\s*", line.strip("| ")) for line in section.split("\n") if line.startswith("|")]
    return rows[2:]


def code(cell: str) -> list[str]:
    """What stands in code quotes."""
    return re.findall(r"`([^`]+)`", cell)


def test_every_suite_has_its_row() -> None:
    said = {code(row[0])[0]: tuple(row[1].split(", ")) for row in table("Signatures inside the credential")}
    assert said == {suite.name: suite.keys for suite in SUITES.values()}


def test_every_algorithm_has_its_row() -> None:
    said = {code(row[0])[0]: row[1].partition(",")[0] for row in table("Credentials in a token")}
    assert said == dict(jws.ALGORITHMS)


ROWS = [
    row for heading in re.findall(r"^## (.+)$", PAGE, re.MULTILINE) for row in table(heading) if row[-1].startswith("`")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_row_has_its_cases(row: list[str]) -> None:
    prefixes = code(row[-1])
    assert prefixes
    for prefix in prefixes:
        assert any(name.startswith(prefix) for name in CASES), prefix


@pytest.mark.vectors
def test_counts_of_published_data_are_told_right(vectors: Path) -> None:
    (command,) = re.findall(r"^\$ laurels (verify .*)$", PAGE, re.MULTILINE)
    arguments = command.replace("../shared/vectors", str(vectors)).split()
    said = CliRunner().invoke(main, arguments).stdout.rstrip().rpartition("\n")[2]
    assert f"“{said}”" in PAGE
