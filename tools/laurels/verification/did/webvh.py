"""did:webvh: the last document of a log that proves its own history. did:webvh Method Specification v1.0, Read (Resolve).

Internationalised hosts are written in their ASCII form here, as in did:web. Of a log that does not verify to its end nothing is
used: the specification lets a resolver fall back to an earlier version, but then somebody who damages the end of a log could
bring back a key that was rotated out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from laurels.verification.did import web, webvh_log, webvh_witness
from laurels.verification.did.webvh_parameters import LogError
from laurels.verification.fetching import Fetcher, Unavailable


def resolve(did: str, fetch: Fetcher, now: datetime | None) -> Mapping[str, Any] | Unavailable:
    """The current document of a DID whose whole log holds.

    Reasons beside those of did:web: `log-` and what is wrong with the log, and `deactivated`.
    """
    place = webvh_log.location(did)
    if place is None:
        return Unavailable("malformed-did")
    scid, url = place
    answer = web.get(url, fetch)
    if isinstance(answer, Unavailable):
        return answer
    try:
        versions = webvh_log.verify(webvh_log.read(answer.body), scid, now)
        if any(version.approval for version in versions):
            approvals = web.get(f"{url.removesuffix('did.jsonl')}did-witness.json", fetch)
            if isinstance(approvals, Unavailable):
                return approvals
            webvh_witness.check(versions, approvals.body)
    except LogError as error:
        return Unavailable(error.reason)
    if not any(version.document["id"] == did for version in versions):
        return Unavailable("wrong-id")
    if versions[-1].deactivated:
        return Unavailable("deactivated")
    return _named(versions[-1].document, did)


def _named(document: Mapping[str, Any], did: str) -> Mapping[str, Any]:
    """The document under the DID that was asked for: a DID that moved is still the same, because its SCID is."""
    current = document["id"]

    def renamed(value: Any) -> Any:
        if isinstance(value, str):
            own = value == current or value.startswith(f"{current}#")
            return did + value.removeprefix(current) if own else value
        if isinstance(value, list):
            return [renamed(item) for item in value]
        if isinstance(value, dict):
            return {key: item if key == "alsoKnownAs" else renamed(item) for key, item in value.items()}
        return value

    moved: Mapping[str, Any] = document if current == did else renamed(document)
    return moved
