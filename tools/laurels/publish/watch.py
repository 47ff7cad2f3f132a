"""Build again when a file of the repository changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from laurels.errors import LaurelsError
from laurels.publish.build import build

WATCHED = ("catalogue", "issued", "keys", "site_src", "mkdocs.yml")
INTERVAL_SECONDS = 1.0


def snapshot(root: Path) -> dict[str, tuple[int, int]]:
    """Path → size and time of change of every watched file."""
    found = {}
    for name in WATCHED:
        top = root / name
        for path in [top] if top.is_file() else top.rglob("*"):
            if path.is_file():
                stat = path.stat()
                found[str(path)] = (stat.st_size, stat.st_mtime_ns)
    return found


def watch(root: Path, folder: Path, stop: Event, say: Callable[[str], None]) -> None:
    """Rebuild into a folder until told to stop; what is wrong is said, and the last good site stays."""
    before = snapshot(root)
    while not stop.wait(INTERVAL_SECONDS):
        now = snapshot(root)
        if now == before:
            continue
        before = now
        try:
            say(f"Built again: {build(root, folder).files} files.")
        except LaurelsError as error:
            say(f"Not built: {error.message} {error.hint}".rstrip())
