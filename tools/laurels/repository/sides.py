"""The definitions of two states of a repository: one is read as a whole, of the other only what differs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from laurels.errors import RepositoryError
from laurels.model.catalogue import Catalogue
from laurels.model.kinds import KINDS
from laurels.repository.history import History
from laurels.repository.load import MAX_FILE_BYTES, Loaded, load

DEFINITIONS = ("catalogue", "keys", "mkdocs.yml")
_INDEXES = {
    "issuer": "issuers",
    "achievement": "achievements",
    "stack": "stacks",
    "skills": "frameworks",
    "role": "roles",
    "recognition": "recognition",
    "trust": "trust",
    "key": "keys",
}
"""Kind → the index of the catalogue that holds it, for every kind of definition."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Two states."""

    old: Catalogue
    new: Catalogue
    touched: bool
    """Whether any definition differs."""
    unreadable: tuple[str, ...]
    """Files that can be read in the old state, or are not in it, and cannot be read in the new one."""


def both(history: History, base: str, head: str | None) -> Sides:
    """The definitions of a commit and of another, or of the working tree where head is None.

    Where one of the two is what lies in the working tree, that is read, so that no file has to be unpacked twice.

    Raises `RepositoryError` where there is no catalogue.
    """
    changed = list(history.changed(base, head, *DEFINITIONS))
    whole_is_new = True
    if head is None or _in_tree(history, head):
        whole = _tree(history)
    elif _in_tree(history, base):
        whole, whole_is_new = _tree(history), False
    else:
        whole = _commit(history, head)
    if not changed:
        return Sides(whole.catalogue, whole.catalogue, touched=False, unreadable=())
    part = _part(history, [(item.path, item.old if whole_is_new else item.new) for item in changed])
    other = _overlaid(whole.catalogue, part.catalogue, {item.path for item in changed})
    paths = {item.path for item in changed}
    bad = {finding.path for finding in whole.findings} & paths, {finding.path for finding in part.findings}
    old_bad, new_bad = bad[::-1] if whole_is_new else bad
    old, new = (other, whole.catalogue) if whole_is_new else (whole.catalogue, other)
    return Sides(old, new, touched=True, unreadable=tuple(sorted(new_bad - old_bad)))


def _in_tree(history: History, commit: str) -> bool:
    """Whether the working tree holds exactly the definitions of a commit."""
    return next(history.changed(commit, None, *DEFINITIONS, ignored=True), None) is None


def _tree(history: History) -> Loaded:
    with tempfile.TemporaryDirectory(prefix="laurels-diff-") as folder:
        root = Path(folder)
        for name in DEFINITIONS:  # what was issued is compared line by line, and not read here
            if (history.root / name).exists():
                (root / name).symlink_to((history.root / name).resolve())
        if not (root / "catalogue").is_dir():
            raise RepositoryError("There is no folder `catalogue` in the working tree.")
        return load(root)


def _commit(history: History, commit: str) -> Loaded:
    entries = list(history.files(commit, *DEFINITIONS))
    if not any(entry.path.startswith("catalogue/") for entry in entries):
        raise RepositoryError(f"There is no folder `catalogue` in {commit[:12]}.")
    return _part(history, [(entry.path, entry.blob) for entry in entries])


def _part(history: History, files: list[tuple[str, str]]) -> Loaded:
    """Some files of a commit, written to a temporary folder and read; links are links that lead nowhere."""
    contents = history.blobs((blob for _, blob in files if blob and blob != history.LINK), MAX_FILE_BYTES + 1)
    where: dict[str, list[str]] = {}
    for path, blob in files:
        where.setdefault(blob, []).append(path)
    with tempfile.TemporaryDirectory(prefix="laurels-diff-") as folder:
        root = Path(folder)
        for name in ("catalogue", *sorted({str(Path(path).parent) for path, blob in files if blob})):
            (root / name).mkdir(parents=True, exist_ok=True)
        for path in where.get(history.LINK, ()):
            (root / path).symlink_to("nowhere")
        for blob, data in contents:
            for path in where[blob]:
                (root / path).write_bytes(data)
        return load(root)


def _overlaid(whole: Catalogue, part: Catalogue, paths: Iterable[str]) -> Catalogue:
    """A catalogue with the files at some paths as they are in another, or not there at all."""
    gone = set(_definitions(paths))
    indexes: dict[str, Any] = {
        index: MappingProxyType(
            {slug: item for slug, item in getattr(whole, index).items() if (kind, slug) not in gone}
            | dict(getattr(part, index))
        )
        for kind, index in _INDEXES.items()
    }
    return replace(
        whole,
        **indexes,
        site=part.site if "mkdocs.yml" in paths else whole.site,
        sources=MappingProxyType(
            {key: source for key, source in whole.sources.items() if key not in gone} | dict(part.sources)
        ),
        broken=(whole.broken - gone) | part.broken,
    )


def _definitions(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        for kind in KINDS:
            if path.startswith(f"{kind.folder}/") and (slug := kind.slug(path.removeprefix(f"{kind.folder}/"))):
                yield kind.name, slug
