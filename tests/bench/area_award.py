"""`laurels award` of 10,000 rows: the whole command, from the spreadsheet to the batch on the disk."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from figures import LAURELS, ROOT, emit

sys.path.insert(0, str(ROOT / "tests"))
from laurels.signers.memory import encode_secret
from laurels.site.sealed import sealed_files
from support import office, sealed

ROWS = 10_000
RUNS = 3
LIMIT_SECONDS = 10.0
PAGES = 1_000
LIMIT_PAGE_BYTES = 5 * 1024
EVIDENCE = "https://laurels.example/evidence/{} " + "0" * 64


def main() -> None:
    """A cohort with a result and a piece of evidence in each row; then the next, with the registrar's key and the first to compare with."""
    with tempfile.TemporaryDirectory() as folder:
        root = sealed.repository(Path(folder) / "repository")
        times = [timed(root, cohort(Path(folder), 0)) for _ in range(RUNS)]
        written = max((root / "issued/awards").rglob("*.yaml"), key=lambda path: path.stat().st_size)
        emit(
            "award 10,000 rows",
            statistics.median(times),
            LIMIT_SECONDS,
            "s",
            bytes_a_row=written.stat().st_size // ROWS,
            cpu_s=round(spent_by_children() / RUNS, 2),
        )
        for path in sorted((root / "issued/awards").rglob("*.yaml"))[1:]:
            path.unlink()
        registrar = {"REGISTRAR_KEY": encode_secret(office.seed("registrar"), "registrar")}
        after = timed(root, cohort(Path(folder), ROWS), "--registrar", "env:REGISTRAR_KEY", **registrar)
        emit("award 10,000 rows beside 10,000 that were awarded before", after, LIMIT_SECONDS, "s")
    with tempfile.TemporaryDirectory() as folder:
        root = sealed.repository(Path(folder) / "repository")
        sealed.award(root, Path(folder), *map(sealed.learner, range(PAGES)))
        sealed.issue(root)
        made = office.catalogue(root)
        started = time.process_time()
        files = dict(sealed_files(made, {}))
        spent = time.process_time() - started
        size = sum(len(data) for name, data in files.items() if name.startswith("b/")) / PAGES
        emit(
            "sealed page and its ciphertext",
            size,
            LIMIT_PAGE_BYTES,
            "bytes",
            microseconds_a_page=round(spent / PAGES * 1e6),
        )


def cohort(folder: Path, first: int) -> Path:
    rows = (f"{sealed.learner(first + number)},competent,{EVIDENCE.format(number)}" for number in range(ROWS))
    return sealed.cohort(folder, *rows, header="name,email,project,evidence")


def spent_by_children() -> float:
    """CPU seconds of all that was run: what the command costs, whatever else the machine is doing."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(root: Path, source: Path, *more: str, **environment: str) -> float:
    started = time.perf_counter()
    subprocess.run(
        [LAURELS, "award", "sql", "--from", source, "--awarded", "2026-06-30", "-C", root, *more],
        check=True,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
