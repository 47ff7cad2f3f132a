"""A run that is cut short at any point leaves whole files, and the next run ends what it began: nothing twice, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laurels.encoding import jcs
from laurels.errors import WriteError
from laurels.office.issue import Plan
from laurels.office.run import issue
from laurels.repository.checked import checked
from laurels.repository.load import load
from laurels.repository.write import write_file
from laurels.resolve.contexts import bundled
from laurels.signers.memory import MemoryOpener
from laurels.verification import verify
from support import boxes, office
from support.office import NOW

# What a run asks of the disk: `os.write`, `os.fsync`, `os.replace` and `os.close`, for each file and each new folder.
CALLS = ("write", "fsync", "replace", "mkdir")
STEPS = 8 * 4 + 3 * 2
"""Eight files, each written, flushed, renamed and its folder flushed; three folders, each made and the one above it flushed."""
SEALED = ("2026/sealed", 3)
"""Batch that is sealed, and its rows. Two batches in clear have three more."""
ROWS = 6


class _Disk:
    """Fails at one call to the operating system, instead of it or after it; counts them all."""

    def __init__(self, at: int, error: type[BaseException], after: bool) -> None:
        self.calls = 0
        self.failed = ""
        self._at, self._error, self._after = at, error, after

    def wrap(self, name: str) -> Callable[..., Any]:
        act = getattr(os, name)

        def guarded(*arguments: Any, **more: Any) -> Any:
            number = self.calls
            self.calls += 1
            if number != self._at:
                return act(*arguments, **more)
            if self._after:
                act(*arguments, **more)
            self.failed = name
            raise self._error(28, "No space left on device") if self._error is OSError else self._error()

        return guarded


class _PulledPlugError(BaseException):
    """Nobody catches this: as if the machine were switched off."""


def _root(folder: Path) -> Path:
    return boxes.repository(folder, *(boxes.row(number) for number in range(21, 21 + SEALED[1])))


def _run(root: Path, chance: int, hour: int) -> Plan:
    now = NOW.replace(hour=hour)
    opener = MemoryOpener(boxes.REGISTRAR)
    return issue(root, signer=office.signer(), now=now, entropy=office.entropy(chance), opener=opener)


def _run_on(root: Path, disk: _Disk, expected: type[BaseException] | None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, disk.wrap(name))
        try:
            _run(root, 1, 9)
        except BaseException as error:  # noqa: BLE001 - whatever was injected
            assert type(error) is expected
        else:
            # A folder that is there, is there, whatever the system said when it was made.
            assert expected is None or (expected is WriteError and disk.failed == "mkdir")


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _root(tmp_path_factory.mktemp("crash") / "root")


def test_there_are_that_many_points_to_fail_at(tmp_path: Path) -> None:
    disk = _Disk(-1, OSError, after=False)
    _run_on(_root(tmp_path), disk, None)
    assert disk.calls == STEPS


def _assert_all_is_well(root: Path) -> None:
    """One credential for each row, each with places of its own, each as good as published."""
    found = office.catalogue(root)
    rows = [(batch, line.row) for batch, _, line in found.signed()]
    assert len(rows) == len(set(rows)) == ROWS
    places = [place for _, _, line in found.signed() for place in line.status.items()]
    assert len(places) == len(set(places)) == 2 * ROWS
    assert sorted(found.lists) == ["revocation-1", "suspension-1"]
    assert found.sequence is not None
    assert found.sequence.issued == ROWS
    assert checked(load(root), NOW.date()) is not None
    credentials = [
        *office.credentials(root).values(),
        *(jcs.canonical_bytes(credential) for credential in boxes.opened(found).values()),
    ]
    fetch = office.published(root)
    reports = [verify(data, now=NOW.replace(hour=11), fetch=fetch, contexts=bundled()) for data in credentials]
    assert [report.step("status").code for report in reports] == ["status.ok"] * ROWS


@pytest.mark.parametrize("at", range(STEPS))
@pytest.mark.parametrize("after", [False, True], ids=["failed", "failed-after-having-happened"])
@pytest.mark.parametrize("error", [OSError, _PulledPlugError])
def test_the_next_run_ends_what_was_begun(
    waiting: Path, tmp_path: Path, at: int, after: bool, error: type[BaseException]
) -> None:
    root = shutil.copytree(waiting, tmp_path / "root")
    before = office.tree(root)
    _run_on(root, _Disk(at, error, after), WriteError if error is OSError else error)

    left = office.tree(root)
    whole = {name: data for name, data in left.items() if not Path(name).name.startswith(".")}
    assert before.items() <= whole.items()
    if error is OSError:
        assert left == whole  # what could be tidied up, was
    signed = {line.id: line for _, _, line in office.catalogue(root).signed()}

    _run(root, 2, 10)
    after_all = office.tree(root)
    found = {line.id: line for _, _, line in office.catalogue(root).signed()}
    assert signed.items() <= found.items()
    for name, data in whole.items():
        if name.startswith("issued/ledger/") and name.endswith(".jsonl"):
            assert after_all[name].startswith(data)
    assert len({(line.row) for line in found.values()}) == len(found) == ROWS

    assert _run(root, 3, 11).files == {}
    assert office.tree(root) == after_all
    if at % 5 == 0:
        _assert_all_is_well(root)


CHANGED_STEPS = 3 * 4
"""When and why, the list that vouches for it, and the sequence."""


@pytest.fixture(scope="module")
def revoked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything is signed, and somebody revoked one award since."""
    root = _root(tmp_path_factory.mktemp("crash") / "root")
    _run(root, 1, 8)
    path = root / "issued/status/2026.yaml"
    path.parent.mkdir()
    change = f"{{credential: {min(office.credentials(root))}, action: revoke, date: 2026-11-22, reason: misconduct}}"
    path.write_text(f"changes:\n  - {change}\n")
    return root


@pytest.mark.parametrize("at", range(CHANGED_STEPS))
@pytest.mark.parametrize("after", [False, True], ids=["failed", "failed-after-having-happened"])
def test_a_revocation_that_was_cut_short_is_told_whole_by_the_next_run(
    revoked: Path, tmp_path: Path, at: int, after: bool
) -> None:
    root = shutil.copytree(revoked, tmp_path / "root")
    credential = office.credentials(root)[min(office.credentials(root))]
    disk = _Disk(at, _PulledPlugError, after)
    _run_on(root, disk, _PulledPlugError)
    assert disk.failed
    status = verify(credential, now=NOW.replace(hour=10), fetch=office.published(root), contexts=bundled()).step(
        "status"
    )
    # Whatever was cut off, nothing is told that the signed list does not vouch for.
    assert status.code == "status.ok" or status.detail["date"] == "2026-11-22"

    _run(root, 2, 10)
    assert _run(root, 3, 11).files == {}
    status = verify(credential, now=NOW.replace(hour=11), fetch=office.published(root), contexts=bundled()).step(
        "status"
    )
    assert status.message == "The issuer has revoked it on 2026-11-22: misconduct."
    assert checked(load(root), NOW.date()) is not None


def test_a_run_that_is_cut_short_again_and_again_ends_all_the_same(waiting: Path, tmp_path: Path) -> None:
    root = shutil.copytree(waiting, tmp_path / "root")
    for at in range(STEPS):
        disk = _Disk(at % 7, OSError, after=bool(at % 2))
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, disk.wrap(name))
            try:
                _run(root, at, 9)
            except WriteError:
                continue
            break
    _run(root, 99, 10)
    _assert_all_is_well(root)


@pytest.mark.parametrize("room", [0, 1, 500, 5_000, 12_000])
def test_a_disk_that_fills_up(waiting: Path, tmp_path: Path, room: int) -> None:
    root = shutil.copytree(waiting, tmp_path / "root")
    left = room
    write = os.write

    def scarce(descriptor: int, data: memoryview) -> int:
        nonlocal left
        if not left:
            raise OSError(28, "No space left on device")
        done = write(descriptor, data[:left])
        left -= done
        return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", scarce)
        with pytest.raises(WriteError, match="No space left") as caught:
            _run(root, 1, 9)
    assert caught.value.hint
    assert not [name for name in office.tree(root) if Path(name).name.startswith(".")]
    _run(root, 2, 10)
    _assert_all_is_well(root)


def test_a_killed_process_loses_nothing_and_doubles_nothing(waiting: Path, tmp_path: Path) -> None:
    """In earnest: another process, killed by the system at some moment of its writing."""
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from office import test_crash as t\n"
        "at, calls, write = int(sys.argv[2]), 0, os.replace\n"
        "def kill(*a):\n"
        "    global calls; calls += 1\n"
        "    os.kill(os.getpid(), signal.SIGKILL) if calls > at else write(*a)\n"
        "os.replace = kill\n"
        "t._run(Path(sys.argv[1]), 1, 9)\n"
    )
    for at in (0, 3):
        root = shutil.copytree(waiting, tmp_path / str(at))
        tests = Path(__file__).parents[1]
        done = subprocess.run(
            [sys.executable, "-c", script, root, str(at)],
            cwd=tests,
            env={**os.environ, "PYTHONPATH": str(tests)},
            check=False,
        )
        assert done.returncode == -9
        _run(root, 2, 10)
        _assert_all_is_well(root)


@pytest.mark.parametrize("name", ["file/below", "folder"])
def test_a_place_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(WriteError, match="cannot be written") as caught:
        write_file(tmp_path / name, b"content")
    assert caught.value.hint
    assert sorted(tmp_path.rglob("*")) == before
