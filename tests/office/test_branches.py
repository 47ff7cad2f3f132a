"""Two issue runs on two branches: Git refuses to join them, and what a careless merge makes of them is found."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from laurels.checks.runner import run as run_checks
from laurels.repository.checked import checked
from laurels.repository.load import load
from support import office
from support.office import NOW


class _Git:
    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, *words: str, fails: bool = False) -> str:
        settings = (
            "-c",
            "user.name=Registrar",
            "-c",
            "user.email=registrar@laurels.example",
            "-c",
            "commit.gpgsign=false",
        )
        done = subprocess.run(["git", *settings, *words], cwd=self.root, capture_output=True, text=True, check=False)
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout

    def commit(self, message: str) -> None:
        self("add", "--all")
        self("commit", "--quiet", "--message", message)


@pytest.fixture
def git(tmp_path: Path) -> _Git:
    """A repository with two branches, in which the same rows are signed twice."""
    git = _Git(office.repository(tmp_path / "root"))
    git("init", "--quiet", "--initial-branch", "main")
    git.commit("Awards")
    git("switch", "--quiet", "--create", "other")
    office.run(git.root, chance=1)
    git.commit("Issue, once")
    git("switch", "--quiet", "main")
    office.run(git.root, chance=2, now=NOW.replace(hour=10))
    git.commit("Issue, and again")
    return git


def _codes(root: Path) -> dict[str, str]:
    loaded = load(root)
    found = [*loaded.findings, *run_checks(loaded.catalogue, NOW.date())]
    return {finding.code: finding.hint for finding in found}


def test_git_refuses_to_join_two_runs(git: _Git) -> None:
    git("merge", "other", fails=True)
    conflicts = git("diff", "--name-only", "--diff-filter=U").split()
    assert "issued/ledger/sequence.yaml" in conflicts
    assert "keep one run's files" in (git.root / "issued/ledger/sequence.yaml").read_text()
    assert _codes(git.root)  # markers of a conflict are not taken for a ledger


def test_runs_for_different_batches_conflict_too(tmp_path: Path) -> None:
    git = _Git(office.repository(tmp_path / "root"))
    git("init", "--quiet", "--initial-branch", "main")
    office.run(git.root)
    git.commit("Issue")
    for branch, learner in (("one", 11), ("two", 12)):
        git("switch", "--quiet", "--create", branch, "main")
        (git.root / f"issued/awards/2026/{branch}.yaml").write_text(office.batch(learners=range(learner, learner + 1)))
        office.run(git.root, chance=learner, now=NOW.replace(hour=learner))
        git.commit(f"Issue {branch}")
    git("merge", "one", fails=True)
    assert git("diff", "--name-only", "--diff-filter=U").split() == ["issued/ledger/sequence.yaml"]


def test_keeping_one_run_and_issuing_again_is_the_way_out(git: _Git) -> None:
    git("merge", "other", fails=True)
    git("checkout", "--ours", "--", "issued")
    git.commit("Keep this run")
    office.run(git.root, chance=3, now=NOW.replace(hour=11))
    found = checked(load(git.root), NOW.date())
    assert found.sequence is not None
    assert found.sequence.issued == 3
    assert len({line.row for _, _, line in found.signed()}) == 3


def test_a_merge_that_keeps_both_is_found_and_what_to_do_is_said(git: _Git) -> None:
    git("merge", "--strategy-option", "ours", "other")
    ledger = git.root / "issued/ledger/2026/sql-june.jsonl"
    theirs = git("show", "other:issued/ledger/2026/sql-june.jsonl")
    ledger.write_text(ledger.read_text() + theirs)
    found = _codes(git.root)
    assert any(code.startswith("LDG") for code in found)
    hints = " ".join(found.values())
    assert "Revoke one of the two" in hints or "Undo the merge" in hints
    assert "laurels issue" in hints
