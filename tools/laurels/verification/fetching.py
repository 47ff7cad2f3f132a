"""What the pipeline asks of the network, as a Protocol: an address in, an answer or a reason out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Unavailable:
    """No answer, and why."""

    reason: str
    """offline, timeout, network, blocked, redirect or too-large; further `http-404`, `not-json`, `wrong-id`,
    `unsupported-did`, `malformed-did`, `malformed-document`."""


class Fetcher(Protocol):
    """Gets public files. It never raises for what an address does."""

    def __call__(self, url: str, /) -> Fetched | Unavailable:
        """The answer of one https address."""
        ...
