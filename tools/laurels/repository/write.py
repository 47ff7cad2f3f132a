"""Write files so that a killed run leaves the old file or the new one, never half of either."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from laurels.errors import WriteError


def write_file(path: Path, data: bytes) -> None:
    """Replace a file as a whole: temporary file beside it, flushed to disk, renamed. Raises `WriteError`."""
    temporary: str | None = None
    try:
        _make_folder(path.parent)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            left = memoryview(data)
            while left:  # a full disk takes a part, and refuses the rest
                left = left[os.write(descriptor, left) :]
            os.fchmod(descriptor, 0o644)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, path)  # noqa: PTH105 - tests inject failures here
        _sync_folder(path.parent)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise WriteError(
            f"{path} cannot be written: {error.strerror}.",
            hint="What was there before is untouched. Run the command again.",
        ) from error


def write_new_file(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, as a whole. Raises `WriteError`; what is there already is untouched."""
    if os.path.lexists(path):
        raise WriteError(f"{path} exists already.", hint="It is never overwritten. Name another.")
    write_file(path, data)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each noted on disk by the one that holds it."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write several files, each as a whole, in the order given. Raises `WriteError`."""
    for name, data in files.items():
        write_file(root / name, data)
