"""`laurels check` on 1,000 definitions and 100,000 award rows, beside PyYAML's C loader reading the same YAML files.

Both are whole processes, run in turn, so that they share whatever else the machine is doing.
"""

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
from support.large import write_large

ROUNDS = 3
MEMORY_LIMIT_MB = 500
LOADER = """
import sys, yaml
from pathlib import Path
for path in Path(sys.argv[1]).rglob("*.yaml"):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
for path in Path(sys.argv[1]).rglob(sys.argv[2]):
    for line in path.read_bytes().splitlines():
        yaml.load(line, Loader=yaml.CSafeLoader)
"""
NO_LEDGER, LEDGER = "*.none", "*.jsonl"
"""Which files, beside the YAML files, the loader reads: none, or the ledger's lines, which are YAML too."""


def timed(*arguments: str | Path, cache: Path) -> float:
    """Wall-clock seconds of one process."""
    started = time.perf_counter()
    environment = {**os.environ, "LAURELS_CACHE": str(cache)}
    subprocess.run([str(part) for part in arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - started


def measure(name: str, tree: Path, cache: Path) -> None:
    """Three figures of one tree: the first run, the second on unchanged files, and with one file changed."""
    check = (LAURELS, "check", "-C", tree, "--today", "2026-11-24")
    cold, peer, warm, edited = [], [], [], []
    one = next(iter(sorted(tree.glob("catalogue/achievements/*.yaml"))))
    for number in range(ROUNDS):
        store = cache / str(number)
        peer.append(timed(sys.executable, "-c", LOADER, tree, NO_LEDGER, cache=store))
        cold.append(timed(*check, cache=store))
        warm.append(timed(*check, cache=store))
        one.write_text(one.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
        edited.append(timed(*check, cache=store))
    loader = statistics.median(peer)
    files = sum(1 for _ in tree.rglob("*.yaml"))
    ratio = statistics.median(mine / other for mine, other in zip(cold, peer, strict=True))
    emit(f"check {name}: ratio to PyYAML's C loader", ratio, 1.0, "ratio", files=files, loader_s=round(loader, 2))
    if any(tree.glob("issued/ledger/*/*.jsonl")):
        whole = timed(sys.executable, "-c", LOADER, tree, LEDGER, cache=cache)
        same = statistics.median(cold) / whole
        emit(f"check {name}: ratio to PyYAML's C loader, ledger included", same, 1.0, "ratio", loader_s=round(whole, 2))
    emit(f"check {name}: unchanged, second time", statistics.median(warm), loader, "s")
    emit(f"check {name}: one file changed", statistics.median(edited), loader, "s")


def main() -> None:
    """Rows that wait for `laurels issue`, sealed and in clear, and rows that are signed: then the ledger is read as well."""
    with tempfile.TemporaryDirectory() as folder:
        for name, sealed, signed in (
            ("sealed rows", True, False),
            ("public rows", False, False),
            ("signed sealed rows", True, True),
        ):
            tree = write_large(Path(folder) / name.replace(" ", "-"), sealed=sealed, signed=signed)
            measure(name, tree, Path(folder) / "cache" / name)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    emit("check: most memory of any run", peak, MEMORY_LIMIT_MB, "MB")


if __name__ == "__main__":
    main()
