"""What comes out of a container."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

MAX_CREDENTIAL_BYTES = 4 * 1024 * 1024
"""Most that is unpacked of one credential; the decoder reads no more."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something to verify."""

    name: str
    """The file's name; inside a container, `container/name`."""
    data: bytes
    """JSON or a compact JWS as it stood there; of an address, its text."""
    kind: Literal["credential", "address"] = "credential"
    """An address is where the credential is, as Open Badges 2.0 allows."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that holds no credential that could be read."""

    name: str
    code: str
    """A code of the `decode` step."""
    detail: Mapping[str, Any] = field(default_factory=dict)


Unpacked = Found | Refused


class ContainerError(ValueError):
    """A container that cannot be used. `code` and `detail` are those of the `decode` step."""

    def __init__(self, code: str, **detail: Any) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def found(name: str, text: bytes) -> Found:
    """A baked text: an address where it is one, else the credential itself."""
    stripped = text.strip()
    return Found(name, stripped, "address") if stripped.startswith((b"https://", b"http://")) else Found(name, text)
