"""What `laurels verify` is given: files, folders, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from laurels.encoding.strict_json import MAX_BYTES
from laurels.errors import UsageError


def read(inputs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every credential file. Raises `UsageError` where there is nothing to read.

    Of a folder, every `.json` file below it, in order. At most one byte more than the decoder accepts is read.
    """
    for name in inputs:
        if name == "-":
            yield "standard input", sys.stdin.buffer.read(MAX_BYTES + 1)
            continue
        path = Path(name)
        if path.is_dir():
            files = sorted(file for file in path.rglob("*.json") if file.is_file())
            if not files:
                raise UsageError(f"{name} holds no .json file.", hint="Name a credential's file.")
            for file in files:
                yield str(file), _head(file)
        else:
            yield name, _head(path)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror}.", hint="Name a credential's file, a folder, or -."
        ) from error
