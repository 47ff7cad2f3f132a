"""A ZIP of badges, opened entry by entry: nothing is written, and nothing that was not asked for is unpacked.

APPNOTE 6.3.10. Names never become paths, so that a name that climbs leads nowhere; it is refused all the same, like everything that
two programs could read in two ways.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from laurels.exchange.containers.contents import ContainerError, Refused

MAX_ENTRIES = 20_000
MAX_ENTRY_BYTES = 16 * 1024 * 1024
MAX_TOTAL_BYTES = 256 * 1024 * 1024
MAX_RATIO = 200
"""How often smaller an entry over a megabyte may be packed. Badges pack to a third, their JSON to a tenth."""
_FREE_BYTES = 1024 * 1024
EXTENSIONS = (".json", ".jsonld", ".jwt", ".png", ".svg", ".pdf")
"""What may be a badge, in ZIPs and folders."""
_ENCRYPTED = 0x1
_ZIP64 = b"\x01\x00"


def entries(data: bytes) -> Iterator[tuple[str, bytes] | Refused]:
    """Name and content of each file that may be a badge, in the archive's order. Raises `ContainerError`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RecursionError, OverflowError) as error:
        raise ContainerError("decode.zip", reason="it is damaged") from error
    with archive:
        wanted = _wanted(archive.infolist())
        if not wanted:
            raise ContainerError("decode.zip", reason="it holds no file that may be a badge")
        for info in wanted:
            try:
                yield info.filename, _content(archive, info)
            except ContainerError as error:
                yield Refused(info.filename, error.code, error.detail)


def may_be_badge(name: str) -> bool:
    """Whether a file of that name is looked at in ZIPs and folders."""
    path = PurePosixPath(name)
    return path.suffix.lower() in EXTENSIONS and not any(is_hidden(part) for part in path.parts)


def is_hidden(part: str) -> bool:
    """Whether a part of a path tells that nobody meant what is there to be seen."""
    return part.startswith(".") or part == "__MACOSX"


def _wanted(infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    if len(infos) > MAX_ENTRIES:
        raise ContainerError("decode.zip", reason=f"it has more than {MAX_ENTRIES} entries")
    names = [info.filename for info in infos]
    if len(set(names)) != len(names):
        raise ContainerError("decode.zip", reason="it has two files of one name")
    for name in names:
        if name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/"):
            raise ContainerError("decode.zip", reason="it has a file whose name leads outside")
    wanted = [info for info in infos if not info.is_dir() and may_be_badge(info.filename)]
    if sum(info.file_size for info in wanted) > MAX_TOTAL_BYTES:
        raise ContainerError("decode.zip", reason="it unpacks to more than is read of one file")
    return wanted


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise ContainerError("decode.zip", reason="it is encrypted")
    if info.file_size > MAX_ENTRY_BYTES:
        raise ContainerError("decode.too-large", bytes=info.file_size, limit=MAX_ENTRY_BYTES)
    if info.file_size > max(_FREE_BYTES, MAX_RATIO * info.compress_size):
        raise ContainerError("decode.zip", reason="it is packed as only bombs are")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ContainerError("decode.zip", reason="it is packed in an unusual way")
    try:
        with archive.open(info) as file:
            content = file.read(info.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise ContainerError("decode.zip", reason="it is damaged") from error
    if len(content) != info.file_size:
        raise ContainerError("decode.zip", reason="it is damaged")
    return content
