"""Forgetting: nothing of a learner stays in the tree, the address keeps answering, and half of it is never passed over."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from laurels.checks import run as run_checks
from laurels.cli import main
from laurels.diff.ledgers import is_tombstone
from laurels.encoding import jcs
from laurels.errors import LaurelsError
from laurels.office.forget import plan
from laurels.office.run import issue
from laurels.repository import write
from laurels.repository.load import load
from laurels.site.files import site_files
from support import office, sealed

TODAY = date(2026, 12, 1)
LATER = datetime(2026, 12, 2, tzinfo=UTC)


@pytest.fixture(params=["sealed", "public"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A repository with issued awards, sealed or in clear."""
    if request.param == "public":
        made = office.repository(tmp_path / "repository")
        path = made / "issued/awards/2026/sql-june.yaml"
        path.write_text(
            path.read_text(encoding="utf-8") + "  # after a talk with Sample Learner 01\n", encoding="utf-8"
        )
        office.run(made)
    else:
        made = sealed.repository(tmp_path / "repository")
        sealed.award(made, tmp_path, *map(sealed.learner, range(1, 4)))
        sealed.issue(made)
    return made


def ids(root: Path) -> list[str]:
    return [line.id for _, _, line in office.catalogue(root).signed()]


def call(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["forget", "-C", str(root), "--now", "2026-12-01T00:00:00Z", *arguments])


def forget(root: Path, identifier: str) -> Mapping[str, bytes]:
    """What the command does, on a day of its own."""
    catalogue = office.catalogue(root)
    ledgers = {slug: (root / f"issued/ledger/{slug}.jsonl").read_bytes() for slug in catalogue.ledgers}
    files = plan(catalogue, ledgers, [identifier], TODAY).files
    write.write_files(root, files)
    return files


def findings(root: Path) -> set[str]:
    loaded = load(root)
    return {finding.code for finding in [*loaded.findings, *run_checks(loaded.catalogue, TODAY)]}


def texts(root: Path, identifier: str) -> list[bytes]:
    """What must be gone: ciphertexts, or the name and its hashes."""
    catalogue = office.catalogue(root)
    found = []
    for slug, _, line in catalogue.signed():
        if line.id == identifier:
            found += (
                [line.sealed.encode()]
                if line.sealed
                else [str(value).encode() for value in line.values or () if isinstance(value, str)]
            )
            if line.values is not None:
                found.append(line.row.encode())
            found += [
                award.sealed.encode()
                for award in catalogue.batches[slug].awards
                if award.sealed and sealed.row_digest(award) == line.row
            ]
    assert found
    return found


def whole(root: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted((root / "issued").rglob("*")) if path.is_file())


def test_nothing_of_it_stays(root: Path) -> None:
    first, *others = ids(root)
    gone = texts(root, first)
    before = {name: texts(root, name) for name in others}
    assert all(text in whole(root) for text in gone)
    done = call(root, first)
    assert done.exit_code == 0, done.output
    assert [text for text in gone if text in whole(root)] == []
    assert {name: texts(root, name) for name in others} == before
    assert "Sample" not in done.output
    assert findings(root) <= {"AWD009"}
    again = call(root, first)
    assert again.output == "Nothing to do: what was named is forgotten already.\n"


def test_its_address_answers_and_its_bit_is_set(root: Path) -> None:
    first = ids(root)[0]
    standing_lists = {path.name: path.read_bytes() for path in (root / "issued/lists").iterdir()}
    call(root, f"https://issuer.example/b/{first}/")
    issue(root, signer=office.signer(), now=LATER, entropy=office.entropy(9))
    lists = {path.name: path.read_bytes() for path in (root / "issued/lists").iterdir()}
    assert lists["revocation-1.json"] != standing_lists["revocation-1.json"]
    assert ids(root)[0] == first, "no row was signed again"
    files = dict(site_files(office.catalogue(root), {}))
    page = files[f"b/{first}/index.html"].decode()
    assert "This badge was removed" in page
    assert not [name for name in files if name.startswith(f"b/{first}/") and not name.endswith("index.html")]
    (change,) = office.catalogue(root).status_changes.values()
    assert (change.changes[0].action, change.changes[0].reason) == ("revoke", "holder-request")


def test_a_tombstone_is_what_a_review_lets_pass(root: Path) -> None:
    first = ids(root)[0]
    (path,) = [path for path in (root / "issued/ledger").rglob("*.jsonl") if first in path.read_text(encoding="utf-8")]
    before = path.read_bytes().splitlines()
    call(root, first)
    changed = [(old, new) for old, new in zip(before, path.read_bytes().splitlines(), strict=True) if old != new]
    assert len(changed) == 1
    assert is_tombstone(*changed[0])
    forged = jcs.canonical_bytes({**json.loads(changed[0][1]), "row": "0" * 64})
    assert not is_tombstone(changed[0][0], forged)


@pytest.mark.parametrize("kept", range(1, 8))
def test_each_half_is_a_finding_and_can_be_completed(root: Path, tmp_path: Path, kept: int) -> None:
    first = ids(root)[0]
    old = tmp_path / "old"
    shutil.copytree(root, old)
    files = forget(root, first)
    assert [name.split("/")[1] for name in files] == ["awards", "ledger", "status"]
    wanted = office.tree(root)
    write.write_files(old, {name: data for number, (name, data) in enumerate(files.items()) if kept & 1 << number})
    if kept in (4, 7):  # the last file alone is a revocation, and all of them are the whole
        assert findings(old) <= {"AWD009"}
    else:
        # A ledger whose row in clear does not know of it cannot be told from one whose row was changed by hand: restore it.
        torn = kept in (2, 6) and b'"values"' in whole(old)
        assert ("LDG007" if torn else "LDG013") in findings(old)
        with pytest.raises(LaurelsError, match=r"LDG013|LDG007"):
            issue(old, signer=office.signer(), now=LATER, opener=sealed.REGISTRAR)
        if torn:
            return
    forget(old, first)
    assert findings(old) <= {"AWD009"}
    assert office.tree(old) == wanted


@pytest.mark.parametrize("failing", ["replace", "fsync"])
@pytest.mark.parametrize("at", range(6))
def test_a_run_that_dies_anywhere_can_be_run_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, failing: str, at: int
) -> None:
    first = ids(root)[0]
    gone = texts(root, first)
    count = 0
    real = getattr(os, failing)

    def fail(*arguments: object) -> object:
        nonlocal count
        count += 1
        if count == at + 1:
            raise OSError(28, "No space left on device")
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(write.os, failing, fail)
        call(root, first)
    assert call(root, first).exit_code == 0
    assert findings(root) <= {"AWD009"}
    assert [text for text in gone if text in whole(root)] == []


def test_what_remains_is_said(root: Path, tmp_path: Path) -> None:
    first = ids(root)[0]
    outside = call(root, first, "--dry-run")
    assert outside.output.endswith("Nothing was written.\n")
    assert first in whole(root).decode()
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=Sample", "-c", "user.email=sample@laurels.example", "commit", "-qm", "Awards"],
    ):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    listed = tmp_path / "replacements.txt"
    gone = texts(root, first)
    done = call(root, first, "--replacements", str(listed))
    assert done.exit_code == 0, done.output
    assert "Git's history: 1 commit changed these files and may hold" in done.output
    assert ("readable by everybody" in done.output) == any(b"Sample" in text for text in gone)
    assert f"git filter-repo --replace-text {listed}" in done.output
    assert listed.stat().st_mode & 0o777 == 0o600
    lines = listed.read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("literal:") and line.endswith("==>forgotten") for line in lines)
    for text in gone:
        assert len(text) == 64 or f"literal:{text.decode()}==>forgotten" in lines
    for line in done.output.splitlines():
        assert "Sample" not in line


def test_a_suspended_award_and_one_that_is_not_there(root: Path) -> None:
    first, second, *_ = ids(root)
    for arguments in ((first, "00000000-0000-4000-8000-000000000000"), ("nonsense",)):
        before = office.tree(root)
        done = call(root, *arguments)
        assert done.exit_code == 2
        assert "was issued here" in done.output
        assert office.tree(root) == before
    for action, identifier in (("suspend", first), ("revoke", second)):
        arguments = (action, identifier, "-C", str(root), "--reason", "other", "--date", "2026-11-23")
        done = CliRunner().invoke(main, list(arguments))
        assert done.exit_code == 0, done.output
    assert call(root, first, second).exit_code == 0
    assert findings(root) <= {"AWD009"}
    assert office.catalogue(root).revoked() >= {first, second}


def test_replacements_stay_outside(root: Path) -> None:
    done = call(root, ids(root)[0], "--replacements", str(root / "list.txt"))
    assert done.exit_code == 2
    assert "lies in the repository" in done.output
