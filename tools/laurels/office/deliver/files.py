"""Letters as files: a table for mail merge, or one `.eml` each. They hold names and keys, so they never lie in the repository."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from laurels.errors import UsageError, WriteError
from laurels.office.deliver.addressed import Addressed

COLUMNS = ("name", "email", "link", "achievement", "awarded", "language", "id")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def refuse_inside(root: Path, path: Path) -> None:
    """Raise `UsageError` where a path lies in the repository."""
    if path.resolve().is_relative_to(root.resolve()):
        raise UsageError(
            f"{path} lies in the repository, and what is written there would end up in Git.",
            hint="Name a place outside of it.",
        )


def table(letters: Iterable[Addressed]) -> bytes:
    """A CSV file for mail merge: UTF-8 with a mark, so that spreadsheet programs see it, and no cell a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for letter in letters:
        writer.writerow(_safe(str(getattr(letter, column))) for column in COLUMNS)
    return file.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    """Text that no spreadsheet program works out."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def eml(messages: Iterable[tuple[str, EmailMessage]]) -> Iterator[tuple[str, bytes]]:
    """File name and content of each letter."""
    for identifier, message in messages:
        yield f"{identifier}.eml", message.as_bytes(policy=SMTP)


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read, and that must not exist yet. Raises `WriteError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    except FileExistsError:
        raise WriteError(f"{path} exists already.", hint="Move it away, or name another.") from None
    except OSError as error:
        raise WriteError(f"{path} cannot be written: {error.strerror}.") from error
