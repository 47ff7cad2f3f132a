"""`laurels award` of 10,000 rows: the whole command, from the spreadsheet to the batch on the disk."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from figures import LAURELS, ROOT, emit

sys.path.insert(0, str(ROOT / "tests"))
from support import sealed

ROWS = 10_000
RUNS = 3
LIMIT_SECONDS = 10.0
EVIDENCE = "https://laurels.example/evidence/{} " + "0" * 64


def main() -> None:
    """A cohort with a result and a piece of evidence in each row."""
    with tempfile.TemporaryDirectory() as folder:
        root = sealed.repository(Path(folder) / "repository")
        rows = (f"{sealed.learner(number)},competent,{EVIDENCE.format(number)}" for number in range(ROWS))
        source = sealed.cohort(Path(folder), *rows, header="name,email,project,evidence")
        times = [timed(root, source) for _ in range(RUNS)]
        written = max((root / "issued/awards").rglob("*.yaml"), key=lambda path: path.stat().st_size)
        emit(
            "award 10,000 rows",
            statistics.median(times),
            LIMIT_SECONDS,
            "s",
            bytes_a_row=written.stat().st_size // ROWS,
        )


def timed(root: Path, source: Path) -> float:
    started = time.perf_counter()
    subprocess.run(
        [LAURELS, "award", "sql", "--from", source, "--awarded", "2026-06-30", "-C", root],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
