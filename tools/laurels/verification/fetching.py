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
    """offline, timeout, network, blocked, redirect, encoding, too-large or too-many; further `http-404`, `not-json`, `wrong-id`,
    `unsupported-did`, `malformed-did`, `malformed-document`."""


MAX_ADDRESSES = 12
"""Addresses that one credential may make a verifier ask: its issuer's document and two status lists are three."""


class Fetcher(Protocol):
    """Gets public files. It never raises for what an address does."""

    def __call__(self, url: str, /) -> Fetched | Unavailable:
        """The answer of one https address."""
        ...


def bounded(fetch: Fetcher) -> Fetcher:
    """The same answers, each asked for once, to the first `MAX_ADDRESSES` addresses: a badge must not make us ask a thousand."""
    answers: dict[str, Fetched | Unavailable] = {}

    def get(url: str) -> Fetched | Unavailable:
        if url not in answers:
            if len(answers) == MAX_ADDRESSES:
                return Unavailable("too-many")
            answers[url] = fetch(url)
        return answers[url]

    return get
