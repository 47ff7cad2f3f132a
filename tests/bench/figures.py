"""What every benchmark shares: how to time a thing, and the one line a figure that `make bench` prints."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAURELS = Path(sys.executable).parent / "laurels"
RUNS = 5


def emit(figure: str, value: float, limit: float, unit: str, **more: object) -> None:
    """One line; `limit` is the most that was promised."""
    print(json.dumps({"figure": figure, "value": round(value, 3), "limit": limit, "unit": unit, **more}), flush=True)


def seconds(run: Callable[[], object], runs: int = RUNS) -> dict[str, float]:
    """Median, least and most wall-clock seconds of some runs, after one that does not count."""
    run()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return {"median": statistics.median(times), "min": round(min(times), 3), "max": round(max(times), 3)}


def command(*arguments: str | Path) -> Callable[[], object]:
    """A run of the installed command, from the start of its process to its end."""
    return lambda: subprocess.run([LAURELS, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
