"""`laurels revoke`, `suspend` and `reinstate`: all problems at once, then one entry, and nothing half done."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.conftest import Run
from laurels.encoding import strict_yaml
from laurels.repository import load, write
from support import office

DAY = "2026-11-24"
STATUS = "issued/status/2026.yaml"
HAND = """# By hand.
changes:
- {{credential: {0}, action: suspend, date: 2026-11-23, reason: under-review}}   # a comment
"""


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which 23 awards are signed."""
    more = {"issued__awards__2026__more": office.batch(date="2026-05-31", learners=range(10, 30))}
    made = office.repository(tmp_path_factory.mktemp("signed"), **more)
    office.run(made)
    return made


@pytest.fixture
def root(signed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(signed, tmp_path / "repository")


@pytest.fixture
def ids(root: Path) -> list[str]:
    return sorted(office.credentials(root))


def _changes(root: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = strict_yaml.loads((root / STATUS).read_text())["changes"]
    return found


def test_one_is_suspended_reinstated_and_revoked(run: Run, root: Path, ids: list[str]) -> None:
    words = ["-C", root, "--date", DAY]
    assert run("suspend", *words, ids[0], "--reason", "under-review", "--note", 'Said: "no"\u2026 # so').exit_code == 0
    again = run("suspend", *words, ids[0], "--reason", "under-review")
    assert (again.exit_code, "is suspended since 2026-11-24 already" in again.output) == (1, True)
    assert run("reinstate", *words, f"urn:uuid:{ids[0]}").exit_code == 0
    result = run("revoke", *words, f"https://issuer.example/b/{ids[0].upper()}/#key", "--reason", "misconduct")
    assert result.output.startswith(f"1 award revoked on {DAY} (misconduct), in {STATUS}.")
    assert [(change["action"], change["reason"], change.get("note")) for change in _changes(root)] == [
        ("suspend", "under-review", 'Said: "no"\u2026 # so'),
        ("reinstate", "cleared", None),
        ("revoke", "misconduct", None),
    ]
    assert office.catalogue(root).revoked() == {ids[0]}
    assert run("check", "-C", root).exit_code == 0


def test_all_problems_are_told_at_once(run: Run, root: Path, ids: list[str], tmp_path: Path) -> None:
    run("revoke", "-C", root, ids[0], "--reason", "other", "--date", DAY)
    run("suspend", "-C", root, ids[1], "--reason", "other", "--date", DAY)
    before = office.tree(root)
    listed = tmp_path / "ids.txt"
    listed.write_text(
        f"\ufeff# a comment\r\n{ids[0]}\r\n\n{ids[1]}  # suspended\nSample Learner 01\n{ids[2]}\n{ids[2]}\n{'0' * 8}-0000-4000-8000-{'0' * 12}\n"
    )
    result = run("suspend", "-C", root, "--from", listed, "--reason", "other", "--date", "2026-11-23")
    assert result.exit_code == 1
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert (
        lines[0]
        == "--date: The last change is of 2026-11-24, and changes are written oldest first: give 2026-11-24 or later."
    )
    assert [line.split(": ")[0] for line in lines[1:-1]] == [f"{listed}:{number}" for number in (2, 4, 5, 7, 8)]
    for number, said in enumerate(
        ("for good", "suspended since", "no credential's id", "named twice", "No credential"), start=1
    ):
        assert said in lines[number]
    assert lines[-1] == "6 problems. Nothing was written."
    assert "Sample Learner" not in result.output
    assert office.tree(root) == before


def test_a_query_leaves_what_does_not_fit(run: Run, root: Path, ids: list[str]) -> None:
    june = {line.id for slug, _, line in office.catalogue(root).signed() if slug == "2026/sql-june"}
    run("revoke", "-C", root, sorted(june)[0], "--reason", "other", "--date", DAY)
    words = [
        "revoke",
        "-C",
        root,
        "--achievement",
        "sql",
        "--awarded",
        "2026-06-01..2026-06-30",
        "--reason",
        "other",
        "--date",
        DAY,
    ]
    dry = run(*words, "--dry-run")
    assert "1 stay as they are: they cannot be revoked." in dry.output
    assert f"1 award would be revoked on {DAY} (other). Nothing was written." in dry.output
    data = json.loads(run(*words, "--format", "json").stdout)
    assert (data["credentials"], data["unchanged"], data["written"]) == (sorted(june)[1:], sorted(june)[:1], [STATUS])
    assert office.catalogue(root).revoked() == june
    assert "Nothing to do." in run(*words).output


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (["--batch", "2026/more"], 20),
        (["--batch", "2026/more", "--batch", "2026/sql-july"], 21),
        (["--achievement", "sql"], 23),
        (["--awarded", "2026-06-30"], 2),
        (["--awarded", "2026-06-01.."], 3),
        (["--awarded", "..2026-06-30"], 22),
        (["--awarded", "..2026-05-30"], 0),
        (["--key", "institute-2026"], 23),
        (["--key", "institute-2026", "--signed", "2026-11-23T09:30:00Z.."], 23),
        (["--signed", "..2026-11-23T09:29:59Z"], 0),
        (["--achievement", "sql", "--batch", "2026/more", "--awarded", "2026-06-30"], 0),
    ],
)
def test_queries(run: Run, root: Path, words: list[str], number: int) -> None:
    result = run("suspend", "-C", root, *words, "--reason", "other", "--date", DAY, "--dry-run", "--format", "json")
    data = json.loads(result.stdout)
    assert len(data["credentials"]) == number
    assert data["needsApproval"] == (number > 10)
    assert data["written"] == []


def test_more_than_ten_need_a_second_person(run: Run, root: Path) -> None:
    words = ["-C", root, "--batch", "2026/more", "--reason", "issued-in-error", "--date", DAY]
    result = run("revoke", *words)
    assert result.exit_code == 0
    assert "STA005" in result.output
    check = run("check", "-C", root)
    assert (check.exit_code, "STA005" in check.output) == (1, True)
    path = root / STATUS
    alone = path.read_text()
    for by, agreed, code in (("desk", "desk", 1), ("desk", "Desk ", 1), ("", "head", 1), ("desk", "head", 0)):
        lines = [f"    requestedBy: {json.dumps(by)}"] if by else []
        path.write_text(alone + "\n".join([*lines, f"    approvedBy: {json.dumps(agreed)}", ""]))
        assert run("check", "-C", root).exit_code == code, (by, agreed)
    path.unlink()
    agreed_at_once = run("revoke", *words, "--requested-by", "desk", "--approved-by", "head")
    assert "STA005" not in agreed_at_once.output
    assert run("check", "-C", root).exit_code == 0


def test_splitting_does_not_get_around_the_second_person(run: Run, root: Path, ids: list[str]) -> None:
    for part, said in ((ids[:6], False), (ids[6:12], True)):
        result = run("suspend", "-C", root, *part, "--reason", "other", "--date", DAY)
        assert ("STA005" in result.output) == said
    assert "STA005" in run("check", "-C", root).output


def test_comments_and_form_of_a_hand_written_file_stay(run: Run, root: Path, ids: list[str]) -> None:
    text = HAND.format(ids[0])
    (root / "issued/status").mkdir()
    (root / STATUS).write_text(text.rstrip("\n"))
    assert run("revoke", "-C", root, ids[1], ids[2], "--reason", "other", "--date", DAY).exit_code == 0
    made = (root / STATUS).read_text()
    assert (
        made
        == f"{text}- credentials:\n    - {ids[1]}\n    - {ids[2]}\n  action: revoke\n  date: {DAY}\n  reason: other\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "changes: [{{credential: {0}, action: suspend, date: 2026-11-23, reason: other}}]\n",
        "changes:\n  - {{credential: {0}, action: suspend, date: 2026-11-23, reason: other}}\n# the end\n...\n",
    ],
)
def test_a_file_of_another_form_is_left_alone(run: Run, root: Path, ids: list[str], text: str) -> None:
    (root / "issued/status").mkdir()
    (root / STATUS).write_text(text.format(ids[0]))
    before = office.tree(root)
    result = run("revoke", "-C", root, ids[1], "--reason", "other", "--date", DAY)
    assert (result.exit_code, office.tree(root)) == (3, before), result.output
    assert "cannot be added to" in result.output


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "Which awards?"),
        (["--reason", "boredom", "x"], 2, "Invalid value for '--reason'"),
        (["x"], 1, "no credential's id"),
        (["--awarded", ".."], 2, "describes nothing"),
        (["--awarded", "2026-06-02..2026-06-01"], 2, "describes nothing"),
        (["--awarded", "2026-02-30"], 2, "does not exist"),
        (["--signed", "2026-06-01"], 2, "An instant is written"),
        (["--achievement", "sqll"], 2, "sqll"),
        (["--batch", "sql-june"], 2, "sql-june"),
        (["--key", "lost"], 2, "lost"),
        (["--from", "{root}/catalogue/images"], 2, "Invalid value for '--from'"),
        (["--batch", "2026/sql-june", "--date", "2999-01-01"], 1, "still to come"),
        (["--batch", "2026/sql-june", "--date", "2026-01-01"], 1, "cannot be revoked"),
        (["--batch", "2026/sql-june", "--note", "x" * 5001], 2, "note"),
    ],
)
def test_mistakes(run: Run, root: Path, words: list[str], code: int, said: str) -> None:
    before = office.tree(root)
    given = [word.format(root=root) for word in words]
    result = run("revoke", "-C", root, *(["--reason", "other"] if "--reason" not in words else []), *given)
    if said == "cannot be revoked":  # a query leaves out what does not fit
        code = 0
    assert (result.exit_code, office.tree(root)) == (code, before), result.output
    assert said in result.output


def test_records_that_cannot_be_read_change_nothing(run: Run, root: Path, ids: list[str]) -> None:
    path = root / "issued/ledger/2026/more.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    before = office.tree(root)
    result = run("revoke", "-C", root, ids[0], "--reason", "other")
    assert (result.exit_code, office.tree(root)) == (1, before)
    assert "cannot be read" in result.output


def test_a_full_disk_leaves_the_file_as_it_was(
    run: Run, root: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("suspend", "-C", root, ids[0], "--reason", "other", "--date", DAY)
    before = office.tree(root)
    for name in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(write.os, name, _full)
            result = run("suspend", "-C", root, ids[1], "--reason", "other", "--date", DAY)
        assert (result.exit_code, office.tree(root)) == (3, before), result.output


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_today_is_the_date_that_is_taken(run: Run, root: Path, ids: list[str]) -> None:
    data = json.loads(run("suspend", "-C", root, ids[0], "--reason", "other", "--format", "json").stdout)
    assert data["date"] == datetime.now(UTC).date().isoformat()


def test_a_year_of_many_changes_can_still_be_read(
    run: Run, root: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of changes may grow beyond what a definition may."""
    run("suspend", "-C", root, *ids, "--reason", "other", "--date", DAY)
    monkeypatch.setattr(load, "MAX_FILE_BYTES", (root / STATUS).stat().st_size - 1)
    assert run("reinstate", "-C", root, ids[0], "--date", DAY).exit_code == 0
    assert len(_changes(root)) == 2
