"""Owners as CODEOWNERS, and what is overdue."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from laurels.model.catalogue import Catalogue
from laurels.model.owners import BEGIN, END, code_owners, owned
from support import office
from support.definitions import achievement

SQL = "catalogue/achievements/sql.yaml"


def read(root: Path, **lines: str) -> Catalogue:
    for name, line in lines.items():
        folder = "issuers" if name in ("institute", "school") else "achievements"
        with (root / f"catalogue/{folder}/{name}.yaml").open("a", encoding="utf-8") as file:
            file.write(line)
    return office.catalogue(root)


def test_a_definition_without_owners_has_its_issuers(tmp_path: Path) -> None:
    found = read(
        office.repository(tmp_path), institute="owners: [institute/registry]\n", sql="owners: [institute/data, sample-01]\n"
    )  # fmt: skip
    assert {item.slug: item.owners for item in owned(found)} == {
        "institute": ("institute/registry",),
        "school": (),
        "querying": (),
        "sql": ("institute/data", "sample-01"),
    }
    rules = code_owners(found).splitlines()
    assert (rules[0], rules[-1]) == (BEGIN, END)
    assert f"/{SQL} @institute/data @sample-01" in rules
    assert "/issued/ @institute/registry" in rules
    assert "/.github/ @institute/registry" in rules
    assert not any("querying" in rule for rule in rules)


@pytest.mark.parametrize(
    "before", ["", "* @everybody\n", "* @everybody", f"/a @b\n{BEGIN}\nold\n{END}\n/docs/ @writers\n"]
)
def test_what_stands_outside_the_marks_stays(tmp_path: Path, before: str) -> None:
    found = read(office.repository(tmp_path), institute="owners: [institute/registry]\n")
    once = code_owners(found, before)
    assert code_owners(found, once) == once
    assert "old" not in once
    for line in before.splitlines():
        assert line == "old" or line in once.splitlines()


@pytest.mark.parametrize(
    "name", ["@team", "a b", "a\nb", "", "-a", "a/", "registrar@college.example", "a/b/c/d/e/f", "x" * 99, "a #b", "*"]
)
def test_what_names_nobody_on_a_forge_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        achievement(owners=[name])


@pytest.mark.parametrize("name", ["a", "team", "org/team", "group/sub.group/project_x", "A1-b"])
def test_names_of_forges(name: str) -> None:
    assert achievement(owners=[name]).owners == (name,)


@pytest.mark.parametrize(("day", "overdue"), [("2026-06-29", False), ("2026-06-30", False), ("2026-07-01", True)])
def test_overdue_from_the_day_after(tmp_path: Path, day: str, overdue: bool) -> None:
    found = read(office.repository(tmp_path), sql="reviewBy: 2026-06-30\n")
    late = [item.slug for item in owned(found) if item.overdue(date.fromisoformat(day))]
    assert late == (["sql"] if overdue else [])
