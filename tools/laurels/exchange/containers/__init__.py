"""What a badge arrives in: a picture, a ZIP, a PDF certificate, or nothing at all. Bytes in, credentials out; nothing is written.

A file is known by its first bytes, never by its name. What is found is not verified here: it goes to `laurels.verification`.
"""

from __future__ import annotations

from collections.abc import Iterator

from laurels.exchange.containers import archive, pdf, png, svg
from laurels.exchange.containers.contents import ContainerError, Found, Refused, Unpacked, found
from laurels.exchange.containers.kinds import PICTURES, kind_of

__all__ = ["MAX_FILE_BYTES", "Found", "Refused", "Unpacked", "unpack"]

MAX_FILE_BYTES = 32 * 1024 * 1024
"""Most that is read of one file."""


def unpack(name: str, data: bytes) -> Iterator[Unpacked]:
    """The credentials in a file, and what in it cannot be one, with the reason. At least one of either; never raises."""
    if len(data) > MAX_FILE_BYTES:
        yield Refused(name, "decode.too-large", {"bytes": len(data), "limit": MAX_FILE_BYTES})
        return
    kind = kind_of(data)
    if kind != "zip":
        yield from _file(name, data, kind)
        return
    try:
        for entry in archive.entries(data):
            if isinstance(entry, Refused):
                yield Refused(f"{name}/{entry.name}", entry.code, entry.detail)
            else:
                yield from _file(f"{name}/{entry[0]}", entry[1], kind_of(entry[1]))
    except ContainerError as error:
        yield Refused(name, error.code, error.detail)


def _file(name: str, data: bytes, kind: str) -> Iterator[Unpacked]:
    """The credentials in a file of a kind that may be anything but a ZIP."""
    try:
        if kind != "pdf":
            yield _baked(name, data, kind)
            return
        for inner, content in pdf.attachments(data):
            yield _baked(f"{name}/{inner}", content, kind_of(content))
    except ContainerError as error:
        yield Refused(name, error.code, error.detail)


def _baked(name: str, data: bytes, kind: str) -> Found:
    """The credential that a file is, or that was baked into it. Raises `ContainerError`."""
    if kind == "png":
        return found(name, png.read(data))
    if kind == "svg":
        return found(name, svg.read(data))
    if kind == "html":
        raise ContainerError("decode.page")
    if kind in PICTURES:
        raise ContainerError("decode.picture", format=kind)
    if kind in ("zip", "pdf"):
        raise ContainerError("decode.zip" if kind == "zip" else "decode.pdf", reason="it is packed inside another file")
    return Found(name, data)
