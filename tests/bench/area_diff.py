"""`laurels diff` on 1,000 definitions and 100,000 signed award rows: a proposal that touches a little of everything.

Warm: the files are in the system's cache, the process is new. Beside it, what Git alone needs to say which paths differ.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from figures import LAURELS, ROOT, emit

sys.path.insert(0, str(ROOT / "tests"))
from support.history import git
from support.large import write_large

LIMIT_SECONDS = 3.0
MEMORY_LIMIT_MB = 500
ROUNDS = 5


def proposal(root: Path) -> None:
    """Commit the tree as `main` and, on the branch `proposal`, a change of ten definitions, a stack, a batch and a new one."""
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=main")
    git(root, "switch", "--quiet", "--create=proposal")
    paths = sorted(root.glob("catalogue/achievements/*.yaml"))
    for path in paths[::100]:
        path.write_text(path.read_text(encoding="utf-8").replace("version: 1", "version: 2"), encoding="utf-8")
    copy = paths[0].with_name("much-the-same.yaml")
    copy.write_text(paths[0].read_text(encoding="utf-8"), encoding="utf-8")
    stack = next(iter(sorted(root.glob("catalogue/stacks/*.yaml"))))
    stack.write_text(stack.read_text(encoding="utf-8").replace("credits:", "credits: 1 # "), encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=proposal")


def timed(*command: str | Path, root: Path) -> float:
    """Wall-clock seconds of one process."""
    started = time.perf_counter()
    subprocess.run(command, cwd=root, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Signed sealed and signed public rows; committed and in the working tree."""
    with tempfile.TemporaryDirectory() as folder:
        for name, sealed in (("sealed", True), ("public", False)):
            root = write_large(Path(folder) / name, sealed=sealed, signed=True)
            proposal(root)
            alone = statistics.median(
                timed("git", "diff", "--raw", "main", "proposal", root=root) for _ in range(ROUNDS)
            )
            for what, range_ in (("two commits", "main..proposal"), ("working tree", "main")):
                timed(LAURELS, "diff", range_, root=root)
                found = [timed(LAURELS, "diff", range_, root=root) for _ in range(ROUNDS)]
                emit(f"diff {name}, {what}", statistics.median(found), LIMIT_SECONDS, "s", git_alone_s=round(alone, 3))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    emit("diff: most memory of any run", peak, MEMORY_LIMIT_MB, "MB")


if __name__ == "__main__":
    main()
