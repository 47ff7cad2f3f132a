"""What `laurels verify` is given: files, folders, addresses, standard input; and what is packed inside them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from laurels.errors import UsageError
from laurels.exchange.containers import MAX_FILE_BYTES, Found, Unpacked, unpack
from laurels.exchange.containers.archive import EXTENSIONS, is_hidden
from laurels.verification import Fetcher, Report, Unavailable
from laurels.verification.report import indeterminate, report, unreadable

_FIRST_BYTES = 64 * 1024
_CHUNK_BYTES = 1024 * 1024
_BINARY = getattr(os, "O_BINARY", 0)
"""Asks for bytes as they are, where a system makes a difference."""


def read(inputs: Sequence[str], fetch: Fetcher) -> Iterator[tuple[str, bytes | Report]]:
    """Name and bytes of every credential, or the report where there is none to verify; one file at a time.

    An input is a file, a folder, an https address or `-`; PNG, SVG, PDF and ZIP are opened. Of a folder, every file below it that
    may be a badge, in order. Raises `UsageError` where there is nothing to read, before anything is read.
    """
    for name in inputs:
        if not _is_address(name) and name != "-":
            _look_at(name)
    for name in inputs:
        if _is_address(name):
            yield _fetched(name, name, fetch)
            continue
        for file_name, data in _files(name):
            if isinstance(data, Report):
                yield file_name, data
                continue
            for item in unpack(file_name, data):
                yield _resolved(item, fetch)


def _is_address(name: str) -> bool:
    return name.startswith(("https://", "http://"))


def _resolved(item: Unpacked, fetch: Fetcher) -> tuple[str, bytes | Report]:
    if not isinstance(item, Found):
        return item.name, unreadable(item.code, **item.detail)
    if item.kind == "address":
        return _fetched(item.name, item.data.decode("utf-8", "replace"), fetch)
    return item.name, item.data


def _fetched(name: str, url: str, fetch: Fetcher) -> tuple[str, bytes | Report]:
    """What is at an address: one credential, perhaps in a picture, and no further address."""
    answer = fetch(url)
    if isinstance(answer, Unavailable) or answer.status != 200:
        reason = answer.reason if isinstance(answer, Unavailable) else f"http-{answer.status}"
        return name, _unfetched(url, reason)
    first, *more = unpack(name, answer.body)
    if more:
        return name, unreadable("decode.several", count=len(more) + 1)
    if not isinstance(first, Found):
        return name, unreadable(first.code, **first.detail)
    if first.kind == "address":
        return name, _unfetched(url, "redirect")
    return name, first.data


def _unfetched(url: str, reason: str) -> Report:
    """Nobody knows what is there: that says nothing against the badge."""
    return report([indeterminate("decode.address", address=url, reason=reason)], None)


def _look_at(name: str) -> None:
    """Refuse a name that leads to nothing."""
    try:
        if not stat.S_ISDIR(os.stat(name).st_mode):  # noqa: PTH116 -- a path would make the current folder of an empty name
            return
        if next(_below(name), None) is None:
            raise UsageError(
                f"{name} holds no file that may be a badge.",
                hint="Name a credential's file: .json, .png, .svg, .pdf or .zip.",
            )
    except OSError as error:
        raise UsageError(
            f"{name} cannot be read: {error.strerror}.", hint="Name a credential's file, a folder, an address, or -."
        ) from error


def _files(name: str) -> Iterator[tuple[str, bytes | Report]]:
    if name == "-":
        yield "standard input", sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        return
    for path in _below(name) if Path(name).is_dir() else [name]:
        try:
            yield path, _head(path)
        except OSError as error:
            yield path, report([indeterminate("decode.file", reason=error.strerror or "no reason given")], None)


SEALED = "sealed.json"
"""Beside the page of a sealed award: ciphertext, which is no badge without the key in the holder's link."""


def _below(folder: str) -> Iterator[str]:
    """Every file below a folder that may be a badge, ordered by path; and folders that cannot be looked into.

    What is hidden is left out, and what links to a folder. Raises `OSError` where the folder itself cannot be looked into.
    """
    waiting = _listed(str(Path(folder)))
    while waiting:
        entry = waiting.pop()
        if entry.is_dir(follow_symlinks=False):
            try:
                waiting += _listed(entry.path)
            except OSError:
                yield entry.path  # to read it will say why
        elif _is_input(entry):
            yield entry.path.removeprefix("./")


def _listed(folder: str) -> list[os.DirEntry[str]]:
    """What is in a folder, the last first."""
    with os.scandir(folder) as found:
        return sorted((item for item in found if not is_hidden(item.name)), key=attrgetter("name"), reverse=True)


def _is_input(entry: os.DirEntry[str]) -> bool:
    if entry.name == SEALED or not entry.name.lower().endswith((*EXTENSIONS, ".zip")):
        return False
    try:
        return entry.is_file()
    except OSError:  # a link in a circle: to read it will say so
        return True


def _head(path: str) -> bytes:
    """The file, and at most one byte more than is read of one. Raises `OSError`."""
    # Not through a file object: for small files, of which there may be thousands, that takes as long as the reading itself.
    file = os.open(path, os.O_RDONLY | _BINARY)
    try:
        parts: list[bytes] = []
        left, size = MAX_FILE_BYTES + 1, _FIRST_BYTES
        while left > 0 and (part := os.read(file, min(left, size))):
            parts.append(part)
            left -= len(part)
            size = _CHUNK_BYTES
        return b"".join(parts)
    finally:
        os.close(file)
