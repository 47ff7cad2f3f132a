"""`laurels skills import`: a publisher's file into a framework's file of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from laurels.errors import UsageError
from laurels.exchange.importers import IMPORTERS
from laurels.exchange.importers.plan import Plan, plan
from laurels.exchange.sheet import MAX_FILE_BYTES
from laurels.model.base import SLUG_PATTERN
from laurels.repository.frameworks import add_skills, read_framework


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do."""

    plan: Plan
    framework: str
    """The slug of the framework."""
    where: str = ""
    """The file that was written; empty where none was."""


def import_skills(
    root: Path,
    file: Path,
    format_: str,
    *,
    framework: str | None = None,
    select: Sequence[str] = (),
    brief: bool = False,
    version: str | None = None,
    dry_run: bool = False,
) -> Imported:
    """Read a file, work out what is new, and write it.

    Args:
        root: the repository.
        file: the publisher's file.
        format_: a key of `IMPORTERS`.
        framework: name of the framework's file; None for the format's own.
        select: addresses or words; empty for everything.
        brief: leave out other labels and definitions.
        version: the framework's version, where the file does not say it.
        dry_run: write nothing.

    Raises:
        UsageError: the file is not of the format, or something that a new framework's file needs is not known.
        RepositoryError: the framework's file cannot be read or would be too large.
    """
    importer = IMPORTERS[format_]
    slug = framework or importer.slug
    if not re.fullmatch(SLUG_PATTERN, slug):
        raise UsageError(f"`{slug}` cannot name a framework.", hint="Use lower-case letters, digits and hyphens only.")
    reading = importer.read(_bytes(file), file.resolve().as_posix())
    known = read_framework(root, slug)
    made = plan(reading.rows, known[1] if known else None, tuple(select), brief=brief)
    if not made.added or dry_run:
        return Imported(made, slug)
    head: dict[str, Any] = reading.head.as_data() | ({"version": version} if version else {})
    if known is None:
        _complete(head)
    return Imported(made, slug, add_skills(root, slug, made.added, head))


def _bytes(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAX_FILE_BYTES:
            raise UsageError(f"{file.name} has {size:,} bytes; at most {MAX_FILE_BYTES:,} are read.")
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file.name} cannot be read: {error.strerror}.") from error


def _complete(head: dict[str, Any]) -> None:
    if "version" not in head:
        raise UsageError(
            "The file does not say which version of the framework it is.",
            hint="Add `--framework-version`, such as 1.2.0.",
        )
    if "url" not in head or "name" not in head:
        raise UsageError(
            "The file does not say what the framework is called or where its home page is.",
            hint="Write catalogue/skills/<name>.yaml with name, version, url, targetType and one skill; then import into it.",
        )
