"""`laurels diff` on real Git: what is told of a proposal, and what of it must not be merged."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from laurels.diff.difference import Difference
from laurels.diff.markdown import as_markdown
from laurels.diff.text import as_text
from laurels.errors import RepositoryError, UsageError
from laurels.repository.compare import between
from laurels.status import bitstring
from support import history, office

SQL, QUERYING = "catalogue/achievements/sql.yaml", "catalogue/achievements/querying.yaml"
JUNE, LEDGER = "issued/awards/2026/sql-june.yaml", "issued/ledger/2026/sql-june.jsonl"
STACK = """name: Route
description: A route for tests of stacks.
grants: querying
rule: {all: [sql]}
"""
STATUS = """changes:
  - {credential: ID, action: revoke, date: 2026-11-23, reason: issued-in-error}
  - {credential: ID2, action: suspend, date: 2026-11-23, reason: under-review}
"""


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three awards signed, one of them revoked, one suspended; a stack that counts what was awarded."""
    root = office.repository(tmp_path_factory.mktemp("master") / "tree", catalogue__stacks__route=STACK)
    office.run(root)
    ids = [line.id for _, _, line in office.catalogue(root).signed()]
    (root / "issued/status").mkdir()
    (root / "issued/status/2026.yaml").write_text(STATUS.replace("ID2", ids[1]).replace("ID", ids[0]))
    office.run(root, chance=2)
    return history.repository(root)


@pytest.fixture
def tree(master: Path, tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    shutil.copytree(master, root, symlinks=True)
    history.git(root, "switch", "--quiet", "--create=proposal")
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text, (name, old)
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def lines(root: Path, name: str, change: Callable[[list[str]], list[str]]) -> None:
    path = root / name
    path.write_text("".join(change(path.read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8")


def compared(root: Path) -> Difference:
    """The difference between two commits."""
    history.commit(root)
    return between(root, "main..proposal")


def test_the_same_is_found_whatever_lies_in_the_working_tree(tree: Path) -> None:
    edit(tree, SQL, "hours: 50", "hours: 60")
    edit(tree, "catalogue/stacks/route.yaml", "all: [sql]", "any: [sql, querying]")
    (tree / QUERYING).rename(tree / "catalogue/achievements/queries.yaml")
    in_tree = between(tree, "main")
    found = compared(tree)
    assert (found.base, found.head, in_tree.head) == ("main", "proposal", "")
    assert replace(in_tree, head="proposal") == found
    for branch in ("main", "--orphan=elsewhere"):
        history.git(tree, "switch", "--quiet", branch)
        assert between(tree, "main..proposal") == found
        assert replace(between(tree, "main...proposal"), head="proposal") == found


MATERIAL = [
    (SQL, "name: SQL foundations", "name: SQL advanced", "name"),
    (SQL, "A project that two people assess.", "A quiz.", "criteria.narrative"),
    (SQL, "Join two tables.", "Join three tables.", "learningOutcomes"),
    (SQL, "eqfLevel: 5", "eqfLevel: 6", "eqfLevel"),
    (SQL, "hours: 50", "hours: 60", "workload.hours"),
    (SQL, "ects: 2}", "ects: 1.5}", "workload.ects"),
    (SQL, "type: project", "type: quiz", "assessment.type"),
    (SQL, "identityVerification: none", "identityVerification: document", "assessment.identityVerification"),
    (SQL, "required: competent", "required: developing", "assessment.rubric"),
    (SQL, "validFor: P3Y", "validFor: P1Y", "validFor"),
    (SQL, "local/sql, local/querying", "local/sql", "skills"),
    ("catalogue/stacks/route.yaml", "all: [sql]", "all: [querying]", "stacks"),
]


@pytest.mark.parametrize(("name", "old", "new", "field"), MATERIAL, ids=[row[-1] for row in MATERIAL])
def test_material_change_of_what_is_held(tree: Path, name: str, old: str, new: str, field: str) -> None:
    edit(tree, name, old, new)
    found = compared(tree)
    assert [error.code for error in found.errors] == ["material-change"]
    assert f"`{field}` of `sql`" in found.errors[0].message
    assert "fewer than 10 learners hold version 1" in found.errors[0].message
    assert found.errors[0].hint == "Set `version: 2`."
    assert not found.ok
    assert found.errors[0].path == SQL


def test_the_same_under_a_new_version(tree: Path) -> None:
    for name, old, new, _ in MATERIAL[::3]:
        edit(tree, name, old, new)
    edit(tree, SQL, "version: 1", "version: 2")
    found = compared(tree)
    assert found.ok
    (change,) = [item for item in found.definitions if item.slug == "sql"]
    assert change.versions == (1, 2)
    assert {c.field for c in change.changes if c.material} == {field for *_, field in MATERIAL[::3]}
    assert "who holds it keeps what they have" in as_text(found)


EDITORIAL = [
    (SQL, "description: Asks", "description: Puts", "description"),
    (SQL, "tags: [data]", "tags: [data, databases]", "tags"),
    (SQL, "name: SQL foundations", 'name: "SQL  Foundations."', "name"),
    (SQL, "status: active", "status: retired", "status"),
    (SQL, 'iscedF: "0612"', 'iscedF: "0613"', "iscedF"),
    (SQL, "name: SQL foundations", "name: {en: SQL foundations, fr: Bases de SQL}", "name"),
]


@pytest.mark.parametrize(("name", "old", "new", "field"), EDITORIAL)
def test_editorial_changes_need_no_version(tree: Path, name: str, old: str, new: str, field: str) -> None:
    edit(tree, name, old, new)
    found = compared(tree)
    assert found.ok
    (change,) = found.definitions[0].changes
    assert (change.field, change.material) == (field, False)
    assert change.why


def remove(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


def swap(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: edit(root, name, old, new)


def rewrite(name: str, change: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    return lambda root: lines(root, name, change)


def reuse_place(root: Path) -> None:
    """Give the next award the place on a status list that another has."""
    taken = json.loads((root / LEDGER).read_text().splitlines()[1])
    taken |= {"id": "11111111-2222-4333-8444-555555555555"}
    path = root / "issued/ledger/2026/sql-july.jsonl"
    path.write_text(path.read_text() + json.dumps(taken, sort_keys=True, separators=(",", ":")) + "\n")


def clear_list(root: Path) -> None:
    """An older list in place of the newer: what was revoked since is valid again."""
    path = root / "issued/lists/revocation-1.json"
    data = json.loads(path.read_text())
    data["credentialSubject"]["encodedList"] = bitstring.encode(bytes(131_072 // 8))
    path.write_text(json.dumps(data))


FORBIDDEN: list[tuple[str, Callable[[Path], None], list[str]]] = [
    ("ledger file removed", remove(LEDGER), ["ledger-removed"]),
    ("ledger line removed", rewrite(LEDGER, lambda rows: [rows[0], *rows[2:]]), ["ledger-altered"]),
    ("last ledger line removed", rewrite(LEDGER, lambda rows: rows[:-1]), ["ledger-altered"]),
    ("ledger emptied", rewrite(LEDGER, lambda rows: rows[:0]), ["ledger-altered"] * 3),
    ("ledger lines in another order", rewrite(LEDGER, lambda rows: [*rows[::-1]]), ["ledger-altered"]),
    ("ledger line altered", swap(LEDGER, "Sample Learner 01", "Sample Learner 99"), ["ledger-altered"]),
    ("ledger line put before", rewrite(LEDGER, lambda rows: [rows[0], rows[1], rows[1], rows[2]]), ["ledger-altered"]),
    ("status place reused", reuse_place, ["status-index-reused", "status-index-reused"]),
    ("award removed", remove(JUNE), ["award-removed"]),
    ("award altered", swap(JUNE, "Sample Learner 01", "Sample Learner 77"), ["award-altered"]),
    ("result altered", swap(JUNE, "level: competent", "level: developing"), ["award-altered"]),
    ("award of another achievement", swap(JUNE, "achievement: sql", "achievement: querying"), ["award-altered"]),
    ("award of another day", swap(JUNE, "2026-06-30", "2026-06-29"), ["award-altered"]),
    ("award unreadable", swap(JUNE, "awards:", "awards: &x"), ["record-unreadable"]),
    ("revocation removed", rewrite("issued/status/2026.yaml", lambda rows: [rows[0], rows[2]]), ["revocation-removed"]),
    ("suspension removed", rewrite("issued/status/2026.yaml", lambda rows: rows[:2]), ["status-altered"]),
    ("status file removed", remove("issued/status/2026.yaml"), ["revocation-removed", "status-altered"]),
    ("list cleared", clear_list, ["revocation-removed"]),
    ("list removed", remove("issued/lists/revocation-1.json"), ["status-list-removed"]),
    ("sequence removed", remove("issued/ledger/sequence.yaml"), ["ledger-removed"]),
    ("sequence set back", swap("issued/ledger/sequence.yaml", "issued: 3", "issued: 1"), ["ledger-altered"]),
    ("key removed", remove("keys/public/institute-2026.yaml"), ["key-removed"]),
    ("key altered", swap("keys/public/institute-2026.yaml", "issuer: institute", "issuer: school"), ["key-altered"]),
    ("held definition removed", remove(SQL), ["definition-removed"]),
]


@pytest.mark.parametrize(("change", "codes"), [row[1:] for row in FORBIDDEN], ids=[row[0] for row in FORBIDDEN])
def test_records_only_grow(tree: Path, change: Callable[[Path], None], codes: list[str]) -> None:
    change(tree)
    found = compared(tree)
    assert [error.code for error in found.errors] == codes
    assert found.ok is (not codes)
    for error in found.errors:
        assert error.message and error.hint
        assert error.path in as_markdown(found) and error.code in as_text(found)


def test_a_batch_that_was_signed_is_recorded(tree: Path) -> None:
    (tree / "issued/awards/2026/more.yaml").write_text(office.batch(date="2026-09-01", learners=range(20, 35)))
    office.run(tree, chance=3)
    found = compared(tree)
    assert found.ok
    assert found.definitions == ()
    assert "15 rows of awards for sql" in found.records
    assert "15 awards signed" in found.records


def test_a_rename_is_told_as_what_it_is(tree: Path) -> None:
    (tree / SQL).rename(tree / "catalogue/achievements/databases.yaml")
    found = compared(tree)
    (error,) = found.errors
    assert error.code == "definition-removed"
    assert "`databases` is the same definition" in error.hint


def test_ten_holders_are_counted_and_nine_are_not(tree: Path) -> None:
    for number, learners in (("a", range(20, 26)), ("b", range(30, 31))):
        (tree / f"issued/awards/2026/{number}.yaml").write_text(office.batch(date="2026-09-01", learners=learners))
        office.run(tree, chance=ord(number))
        history.commit(tree)
        edit(tree, SQL, "tags: [data]", f"tags: [data, {number}]")
        found = between(tree, "HEAD")
        held = found.as_dict()["definitions"][0]["holders"]
        expected = {"a": ("fewer than 10 learners", None), "b": ("10 learners", 10)}[number]
        assert (held["text"], held["count"]) == expected
        history.git(tree, "checkout", "--quiet", "--", SQL)


STACKS = [
    ("all: [sql]", "all: [sql, querying]", "harder", "names querying now"),
    ("all: [sql]", "any: [sql, querying]", "easier", "names querying now"),
    ("all: [sql]", "all: [ghost]", "unreachable", "ghost is nowhere"),
]


@pytest.mark.parametrize(("old", "new", "effect", "why"), STACKS)
def test_what_becomes_of_a_stack(tree: Path, old: str, new: str, effect: str, why: str) -> None:
    edit(tree, "catalogue/stacks/route.yaml", old, new)
    edit(tree, SQL, "version: 1", "version: 2")
    found = compared(tree)
    (stack,) = found.stacks
    assert stack.effect == effect or (effect == "easier" and stack.effect in ("easier", "different"))
    assert any(why in reason for reason in stack.why)


def test_retiring_the_only_way_makes_a_stack_unreachable(tree: Path) -> None:
    edit(tree, SQL, "status: active", "status: retired")
    found = compared(tree)
    assert [item.what for item in found.definitions] == ["retired"]
    assert [(stack.slug, stack.effect) for stack in found.stacks] == [("route", "unreachable")]
    assert found.stacks[0].why == ("sql was active and is retired.",)


def test_a_near_duplicate_is_named(tree: Path) -> None:
    text = (tree / SQL).read_text().replace("SQL foundations", "Foundations of SQL")
    (tree / "catalogue/achievements/sql-again.yaml").write_text(text)
    found = compared(tree)
    assert (found.similar[0].slug, found.similar[0].other) == ("sql-again", "sql")
    assert found.similar[0].skills == 1.0
    assert found.ok


def test_a_file_that_cannot_be_read_is_named_and_the_rest_compared(tree: Path) -> None:
    (tree / QUERYING).write_text("name: [", encoding="utf-8")
    edit(tree, SQL, "tags: [data]", "tags: [sql]")
    found = compared(tree)
    assert found.unreadable == (QUERYING,)
    assert [item.slug for item in found.definitions] == ["sql"]
    assert "cannot be read" in as_text(found)


def test_untracked_and_changed_files_of_the_working_tree_count(tree: Path) -> None:
    (tree / "catalogue/achievements/new.yaml").write_text((tree / SQL).read_text())
    edit(tree, SQL, "hours: 50", "hours: 51")
    found = between(tree, "HEAD")
    assert {(item.slug, item.what) for item in found.definitions} == {("new", "added"), ("sql", "changed")}


def test_what_base_gained_meanwhile_is_no_loss(tree: Path) -> None:
    edit(tree, QUERYING, "tags: [data]", "tags: [sql]")
    history.commit(tree)
    history.git(tree, "switch", "--quiet", "main")
    (tree / "issued/awards/2026/more.yaml").write_text(office.batch(date="2026-09-01", learners=range(20, 22)))
    office.run(tree, chance=4)
    history.commit(tree)
    found = between(tree, "main..proposal")
    assert found.ok
    assert [item.slug for item in found.definitions] == ["querying"]
    assert found.records == ()


def test_a_shallow_clone_says_what_to_fetch(tree: Path, tmp_path: Path) -> None:
    edit(tree, QUERYING, "tags: [data]", "tags: [sql]")
    history.commit(tree)
    history.git(tree, "switch", "--quiet", "main")
    history.commit(tree, "meanwhile")
    clone = tmp_path / "clone"
    history.git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", tree.as_uri(), str(clone))
    with pytest.raises(RepositoryError, match="shallow") as caught:
        between(clone, "origin/main..origin/proposal")
    assert "fetch-depth: 0" in str(caught.value.hint)
    history.git(clone, "fetch", "--quiet", "--unshallow")
    assert [item.slug for item in between(clone, "origin/main..origin/proposal").definitions] == ["querying"]


@pytest.mark.parametrize(
    "range_",
    ["nowhere", "--output=x..main", "main..nowhere", "", "..", "main..-x", "main\n..x", "x" * 300, "main:catalogue"],
)
def test_a_name_that_is_no_commit_is_wrong_usage(tree: Path, range_: str) -> None:
    if range_ == "..":
        range_ = "..main"
    with pytest.raises(UsageError, match="There is no commit"):
        between(tree, range_)
    assert not (tree / "x").exists()


def test_a_folder_without_history_is_refused(tmp_path: Path) -> None:
    root = office.repository(tmp_path / "tree")
    with pytest.raises(RepositoryError, match="not in a Git work tree"):
        between(root, "main")


def test_a_folder_below_the_top_of_the_work_tree(tmp_path: Path) -> None:
    root = office.repository(tmp_path / "whole" / "office")
    history.repository(tmp_path / "whole")
    edit(root, QUERYING, "tags: [data]", "tags: [sql]")
    assert [item.slug for item in between(root, "main").definitions] == ["querying"]


def test_many_files_are_read_through_one_process(tmp_path: Path) -> None:
    """More objects than a pipe holds: neither side may wait for the other."""
    root = history.repository(office.repository(tmp_path / "tree"))
    text = (root / SQL).read_text()
    for number in range(300):
        (root / f"catalogue/achievements/a{number}.yaml").write_text(text.replace("name: SQL", f"name: {number} SQL"))
    history.commit(root)
    history.git(root, "rm", "--quiet", "-r", "catalogue/roles", "catalogue/skills", check=False)
    assert len(between(root, "HEAD~1..HEAD").definitions) == 300


def test_links_in_a_commit_are_not_followed(tree: Path) -> None:
    (tree / QUERYING).unlink()
    (tree / QUERYING).symlink_to("/etc/passwd")
    found = compared(tree)
    assert found.unreadable == (QUERYING,)
