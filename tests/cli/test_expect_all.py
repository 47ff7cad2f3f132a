"""`laurels issue --expect-all`: a code of its own where rows wait, after everything else was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run
from laurels.signers.memory import encode_secret
from support import boxes, office

NOW = "2026-11-23T09:30:00Z"
KEYS = {
    "KEY": encode_secret(office.seed("institute")),
    "REGISTRAR": encode_secret(boxes.REGISTRAR, "registrar"),
}


@pytest.mark.parametrize("words", [["--signer", "env:KEY"], ["--dry-run"]])
@pytest.mark.parametrize(
    ("registrar", "expected", "code"), [(True, True, 0), (False, False, 0), (True, False, 0), (False, True, 4)]
)
def test_rows_that_wait(run: Run, tmp_path: Path, words: list[str], registrar: bool, expected: bool, code: int) -> None:
    root = boxes.repository(tmp_path, boxes.row(1))
    more = [*(["--registrar", "env:REGISTRAR"] if registrar else []), *(["--expect-all"] if expected else [])]
    result = run("issue", "-C", root, *words, "--now", NOW, *more, **KEYS)
    assert result.exit_code == code
    written = list((root / "issued/ledger").rglob("*.jsonl"))
    assert bool(written) is ("--dry-run" not in words)  # the rows in clear, whatever becomes of the sealed one


def test_rows_of_another_issuer_are_another_run_s(run: Run, tmp_path: Path) -> None:
    school = {"issued__awards__2026__school": office.batch(achievement="querying", learners=range(7, 9))}
    root = office.repository(tmp_path, **school, keys__public__school=office.key_text("school", issuer="school"))
    result = run("issue", "-C", root, "--signer", "env:KEY", "--now", NOW, "--expect-all", **KEYS)
    assert (result.exit_code, "It waits for the key of school." in result.stderr) == (0, True)
