"""The process that reads one PDF: standard input to a JSON list of name and base64 on standard output, or a non-zero exit."""

from __future__ import annotations

import base64
import io
import json
import sys
from typing import Any

MAX_MEMORY_BYTES = 512 * 1024 * 1024
"""Address space, of which the interpreter's own is a good part."""
MAX_CPU_SECONDS = 2
MAX_FILES = 32
MAX_FILE_BYTES = 4 * 1024 * 1024


def embedded(data: bytes) -> list[tuple[str, bytes]]:
    """The embedded files of a PDF that look like a credential or a baked picture."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    found: list[tuple[str, bytes]] = []
    for name, contents in reader.attachments.items():
        for content in contents if isinstance(contents, list) else [contents]:
            if len(found) == MAX_FILES:
                raise ValueError("too many files")
            if len(content) <= MAX_FILE_BYTES and _may_be_badge(content):
                found.append((str(name), content))
    return found


def _may_be_badge(content: bytes) -> bool:
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"{", b"ey", b"\x89PNG", b"<svg", b"<?xml"))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the clock of the parent is what is left
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Exit code 0 and the files, or 1 whatever went wrong: the parent says that the file cannot be read."""
    import logging

    _limit()
    logging.disable()
    try:
        found: list[Any] = [
            (name, base64.b64encode(content).decode()) for name, content in embedded(sys.stdin.buffer.read())
        ]
    except Exception:  # noqa: BLE001 -- a library and a hostile file: anything can come out
        return 1
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
