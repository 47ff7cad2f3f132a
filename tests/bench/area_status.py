"""`laurels revoke` of 10,000 ids from a file, whole command, in a repository of 10,000 and of 100,000 signed awards."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from figures import LAURELS, ROOT, emit

sys.path.insert(0, str(ROOT / "tests"))
from laurels.repository.load import load
from support.large import write_large

IDS = 10_000
LIMIT_SECONDS = 5.0
RUNS = 3


def main() -> None:
    """One figure for each size; the change is written anew in each run."""
    with tempfile.TemporaryDirectory() as folder:
        for awards in (10_000, 100_000):
            tree = write_large(Path(folder) / str(awards), rows=awards, sealed=True, signed=True)
            shutil.rmtree(tree / "issued/status", ignore_errors=True)
            names = [line.id for _, _, line in load(tree).catalogue.signed()][:: max(1, awards // IDS)][:IDS]
            (Path(folder) / "ids.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
            words = [LAURELS, "revoke", "-C", tree, "--from", f"{folder}/ids.txt", "--reason", "issued-in-error"]
            times = []
            for _ in range(RUNS):
                shutil.rmtree(tree / "issued/status", ignore_errors=True)
                started = time.perf_counter()
                subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL)
                times.append(time.perf_counter() - started)
            emit(
                f"revoke {len(names):,} of {awards:,} awards",
                statistics.median(times),
                LIMIT_SECONDS,
                "s",
                least=round(min(times), 2),
            )


if __name__ == "__main__":
    main()
