"""How much of some files is in Git's history."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Remains:
    """What of some files is in history."""

    commits: int | None
    """How many commits, on any branch, changed one of the files; None outside Git."""
    remotes: bool = False
    """Whether the history was, or may be, somewhere else too."""


def remains(root: Path, paths: Sequence[str]) -> Remains:
    """Ask Git, which may not be there."""
    commits = _git(root, "log", "--all", "--format=%H", "--", *paths)
    if commits is None:
        return Remains(None)
    return Remains(len(commits.split()), bool(_git(root, "remote")))


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, paths of our own files, no shell
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
