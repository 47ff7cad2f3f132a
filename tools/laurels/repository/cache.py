"""What `laurels check` said of a tree, kept by the digest of the tree: unchanged files need not be read twice.

An entry is named by everything that its content depends on, so it is never wrong, only missing; the folder may be deleted at
any time. Signing and publishing never look here: whoever can write to the folder could make a finding disappear.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from laurels.errors import WriteError
from laurels.repository.write import write_file

FOLDERS = ("catalogue", "issued", "keys")
SINGLE_FILES = ("mkdocs.yml",)
MAX_ENTRIES = 64


def folder(environment: Mapping[str, str], home: Path) -> Path:
    """Where entries are kept: LAURELS_CACHE, else the user's cache folder (XDG Base Directory Specification)."""
    stated = environment.get("LAURELS_CACHE")
    if stated:
        return Path(stated)
    return Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "laurels"


def fingerprint(root: Path) -> str:
    """SHA-256 over the kind, path and content of every file that a check of the repository looks at."""
    total = hashlib.sha256()
    for path, name in _entries(root):
        try:
            mode = path.lstat().st_mode
            content = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(mode) else ""
        except OSError as error:
            mode, content = 0, str(error.errno)
        total.update(f"{stat.S_IFMT(mode):o} {content} {name!r}\n".encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def _entries(root: Path) -> Iterator[tuple[Path, str]]:
    for name in SINGLE_FILES:
        yield root / name, name
    for top in FOLDERS:
        for directory, folders, names in os.walk(root / top):
            folders.sort()
            # Folders count too: an empty one, or one that is a link, may be a finding.
            for name in sorted([*folders, *names]):
                path = Path(directory) / name
                yield path, path.relative_to(root).as_posix()


@cache
def tool() -> str:
    """SHA-256 over the program itself: another version may find other things."""
    total = hashlib.sha256()
    for name, data in _code(files("laurels"), ""):
        total.update(f"{name} {hashlib.sha256(data).hexdigest()}\n".encode())
    return total.hexdigest()


def _code(package: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(package.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and not entry.name.startswith("_"):
            yield from _code(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".py", ".json")):
            yield prefix + entry.name, entry.read_bytes()


def entry_name(*parts: str) -> str:
    """The name of the entry that depends on some texts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def read(store: Path, name: str) -> bytes | None:
    """The content of an entry; None where there is none, or it is damaged."""
    try:
        data = (store / name).read_bytes()
    except OSError:
        return None
    digest, _, content = data.partition(b"\n")
    return content if hashlib.sha256(content).hexdigest().encode() == digest else None


def keep(store: Path, name: str, content: bytes) -> None:
    """Keep an entry, and let the oldest go where there are many. A cache that cannot be written is no cache, and no error."""
    try:
        write_file(store / name, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        for path in sorted(store.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)[MAX_ENTRIES:]:
            path.unlink(missing_ok=True)
    except (OSError, WriteError):
        return
