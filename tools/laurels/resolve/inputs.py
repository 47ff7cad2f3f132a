"""What `laurels verify` is given: files, folders, addresses, standard input; and what is packed inside them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from laurels.errors import UsageError
from laurels.exchange.containers import MAX_FILE_BYTES, Found, Unpacked, unpack
from laurels.exchange.containers.archive import may_be_badge
from laurels.verification import Fetcher, Report, Unavailable
from laurels.verification.report import indeterminate, report, unreadable


def read(inputs: Sequence[str], fetch: Fetcher) -> Iterator[tuple[str, bytes | Report]]:
    """Name and bytes of every credential, or the report where there is none to verify.

    An input is a file, a folder, an https address or `-`; PNG, SVG, PDF and ZIP are opened. Of a folder, every file below it that
    may be a badge, in order. Raises `UsageError` where there is nothing to read.
    """
    for name in inputs:
        if name.startswith(("https://", "http://")):
            yield _fetched(name, name, fetch)
            continue
        for file_name, data in _files(name):
            for item in unpack(file_name, data):
                yield _resolved(item, fetch)


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


def _files(name: str) -> Iterator[tuple[str, bytes]]:
    if name == "-":
        yield "standard input", sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        return
    path = Path(name)
    if not path.is_dir():
        yield name, _head(path)
        return
    files = sorted(file for file in path.rglob("*") if _is_input(file.relative_to(path)) and file.is_file())
    if not files:
        raise UsageError(
            f"{name} holds no file that may be a badge.",
            hint="Name a credential's file: .json, .png, .svg, .pdf or .zip.",
        )
    for file in files:
        yield str(file), _head(file)


SEALED = "sealed.json"
"""Beside the page of a sealed award: ciphertext, which is no badge without the key in the holder's link."""


def _is_input(path: Path) -> bool:
    return path.name != SEALED and (may_be_badge(path.as_posix()) or path.suffix.lower() == ".zip")


def _head(path: Path) -> bytes:
    """The file, and at most one byte more than is read of one."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror}.", hint="Name a credential's file, a folder, an address, or -."
        ) from error
