"""DID documents: the table of methods that are resolved here, and the one way to ask it.

Decentralized Identifiers v1.0 §7.1 (DID Resolution).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol

from laurels.verification.did import jwk, key, web, webvh
from laurels.verification.did.document import assertion_methods, methods
from laurels.verification.fetching import Fetcher, Unavailable
from laurels.verification.trust import TrustList

__all__ = ["METHODS", "assertion_methods", "methods", "resolve"]


class Method(Protocol):
    """From a DID to its document."""

    def __call__(self, did: str, fetch: Fetcher, now: datetime | None, /) -> Mapping[str, Any] | Unavailable:
        """The document of a DID of this method, or why there is none. `now` bounds the dates that the method itself has."""
        ...


METHODS: Mapping[str, Method] = MappingProxyType(
    {"key": key.resolve, "jwk": jwk.resolve, "web": web.resolve, "webvh": webvh.resolve}
)
"""Name of the method → how it is resolved. A new one is a file like its neighbours, a row here, and a twin in the browser."""
_DERIVED = ("key", "jwk")
"""Methods whose DID is the key itself: no document can say otherwise."""


def resolve(
    did: str, fetch: Fetcher, trust: TrustList | None, now: datetime | None = None
) -> Mapping[str, Any] | Unavailable:
    """The DID document of a DID: from the trust list where it is pinned there, else derived or fetched.

    `now` is the time of the verification, an aware datetime.
    """
    scheme, _, rest = did.partition(":")
    name = rest.partition(":")[0]
    method = METHODS.get(name) if scheme == "did" else None
    pinned = trust.issuers.get(did) if trust and name not in _DERIVED else None
    if pinned is not None and pinned.did_document is not None:
        return pinned.did_document if pinned.did_document.get("id") == did else Unavailable("wrong-id")
    return method(did, fetch, now) if method else Unavailable("unsupported-did")
