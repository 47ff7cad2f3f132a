"""A PDF certificate with the credential embedded as a file.

ISO 32000-2 §7.11.4 (Embedded file streams). A PDF is a program for its reader: so another process reads it, one that has little memory
and little time, and is stopped when either is used up.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys

from laurels.exchange.containers.contents import ContainerError

MAX_SECONDS = 2.0
_CHILD = "laurels.exchange.containers.pdf_child"


def attachments(data: bytes) -> list[tuple[str, bytes]]:
    """Name and content of each embedded file that may be a badge. Raises `ContainerError`."""
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and module, nothing from the file
            [sys.executable, "-I", "-m", _CHILD], input=data, capture_output=True, timeout=MAX_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ContainerError("decode.pdf", reason="reading it would take too long") from error
    if done.returncode != 0:
        raise ContainerError("decode.pdf", reason="it is damaged, encrypted or too large")
    found = [(name, base64.b64decode(content)) for name, content in json.loads(done.stdout)]
    if not found:
        raise ContainerError("decode.pdf-empty")
    return found
