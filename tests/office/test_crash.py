"""A run that is cut short at any point leaves whole files, and the next run ends what it began: nothing twice, nothing lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laurels.errors import WriteError
from laurels.repository.write import write_file
from laurels.resolve.contexts import bundled
from laurels.verification import verify
from support import office
from support.office import NOW

# Each of five files is flushed, renamed, and its folder flushed.
STEPS = 15


class _Power:
    """Fails at one call of `os.fsync` or `os.replace`, instead of it or after it; counts them all."""

    def __init__(self, at: int, error: type[BaseException], after: bool) -> None:
        self.calls = 0
        self._at, self._error, self._after = at, error, after

    def wrap(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*arguments: Any, **more: Any) -> Any:
            number = self.calls
            self.calls += 1
            if number != self._at:
                return act(*arguments, **more)
            if self._after:
                act(*arguments, **more)
            raise self._error(28, "No space left on device") if self._error is OSError else self._error()

        return guarded


class _PulledPlugError(BaseException):
    """Nobody catches this: as if the machine were switched off."""


def _run_failing(root: Path, power: _Power, expected: type[BaseException]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", power.wrap(os.fsync))
        patch.setattr(os, "replace", power.wrap(os.replace))
        with pytest.raises(expected):
            office.run(root)


def test_there_are_that_many_points_to_fail_at(tmp_path: Path) -> None:
    power = _Power(-1, OSError, after=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", power.wrap(os.fsync))
        patch.setattr(os, "replace", power.wrap(os.replace))
        office.run(office.repository(tmp_path))
    assert power.calls == STEPS


@pytest.mark.parametrize("at", range(STEPS))
@pytest.mark.parametrize("after", [False, True], ids=["failed", "failed-after-having-happened"])
@pytest.mark.parametrize("error", [OSError, _PulledPlugError])
def test_the_next_run_ends_what_was_begun(tmp_path: Path, at: int, after: bool, error: type[BaseException]) -> None:
    root = office.repository(tmp_path)
    before = office.tree(root)
    _run_failing(root, _Power(at, error, after), WriteError if error is OSError else error)

    left = office.tree(root)
    whole = {name: data for name, data in left.items() if not Path(name).name.startswith(".")}
    assert before.items() <= whole.items()
    if error is OSError:
        assert left == whole  # what could be tidied up, was
    signed = office.credentials(root)  # also says that what is there reads without a finding

    office.run(root, chance=2, now=NOW.replace(hour=10))
    found = office.catalogue(root)
    lines = [(batch, line.row) for batch, _, line in found.signed()]
    assert len(lines) == len(set(lines)) == 3
    places = [place for _, _, line in found.signed() for place in line.status.items()]
    assert len(places) == len(set(places)) == 6
    assert signed.items() <= office.credentials(root).items()
    assert sorted(found.lists) == ["revocation-1", "suspension-1"]
    assert found.sequence is not None
    assert found.sequence.issued == 3
    for name, data in whole.items():
        if name.startswith("issued/ledger/") and name.endswith(".jsonl"):
            assert (root / name).read_bytes().startswith(data)
    fetch = office.published(root)
    reports = [
        verify(data, now=NOW.replace(hour=11), fetch=fetch, contexts=bundled())
        for data in office.credentials(root).values()
    ]
    assert [report.step("status").code for report in reports] == ["status.ok"] * 3

    after_all = office.tree(root)
    assert office.run(root, chance=3, now=NOW.replace(hour=11)).files == {}
    assert office.tree(root) == after_all


@pytest.mark.parametrize("name", ["file/below", "folder"])
def test_a_place_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(WriteError, match="cannot be written") as caught:
        write_file(tmp_path / name, b"content")
    assert caught.value.hint
    assert sorted(tmp_path.rglob("*")) == before
