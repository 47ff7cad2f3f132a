"""The list of issuers that whoever asks has decided to trust."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from laurels.encoding import strict_json
from laurels.encoding.timestamps import parse_date
from laurels.verification.lookalike import did_host, mixes_scripts, resembles, shown
from laurels.verification.report import Step, indeterminate, passed


class TrustError(ValueError):
    """The trust list is not one."""


@dataclass(frozen=True, slots=True)
class TrustedEntry:
    """One trusted issuer."""

    name: str
    until: date | None = None
    did_document: Mapping[str, Any] | None = None
    """A pinned DID document, used instead of fetching it."""


@dataclass(frozen=True, slots=True)
class TrustList:
    """DID → entry."""

    issuers: Mapping[str, TrustedEntry] = field(default_factory=dict)


def parse_trust(data: bytes) -> TrustList:
    """A trust list from JSON such as a site's `/trust.json`. Raises `TrustError`."""
    try:
        value = strict_json.loads(data)
    except strict_json.JsonError as error:
        raise TrustError(f"it is not strict JSON ({error.code})") from error
    return trust_from(value)


def trust_from(value: Any) -> TrustList:
    """A trust list from decoded JSON: `{"issuers": [{"id", "name", "until"?, "didDocument"?}]}`. Raises `TrustError`."""
    entries = value.get("issuers") if isinstance(value, dict) else None
    if not isinstance(entries, list):
        raise TrustError('it must be an object with a list "issuers"')
    issuers: dict[str, TrustedEntry] = {}
    for position, entry in enumerate(entries):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise TrustError(f'entry {position} has no "id"')
        document, until = entry.get("didDocument"), entry.get("until")
        if document is not None and not isinstance(document, dict):
            raise TrustError(f'the "didDocument" of {entry["id"]} is not an object')
        try:
            last_day = parse_date(until) if until is not None else None
        except (ValueError, TypeError) as error:
            raise TrustError(f'"until" of {entry["id"]} is not a date like 2029-12-31') from error
        issuers[entry["id"]] = TrustedEntry(str(entry.get("name", entry["id"])), last_day, document)
    return TrustList(issuers)


def check_trust(did: str, trust: TrustList | None, now: datetime) -> Step:
    """Whether an issuer is on the list. Without a list nobody is: silence is not trust."""
    if trust is None:
        return indeterminate("trust.none-given")
    entry = trust.issuers.get(did)
    if entry is None:
        return _unknown(did, trust)
    if entry.until is not None and now.date() > entry.until:
        return indeterminate("trust.ended", did=did, until=entry.until.isoformat())
    return passed("trust.ok", did=did, name=entry.name)


def _unknown(did: str, trust: TrustList) -> Step:
    """Nobody on the list; said louder where the domain seems made to be taken for one that is."""
    host = did_host(did)
    if host is None:
        return indeterminate("trust.unknown", did=did)
    known = [other for entry in trust.issuers if (other := did_host(entry)) is not None]
    like = resembles(host, known)
    if like is not None:
        return indeterminate("trust.lookalike", did=did, domain=shown(host), like=like)
    if mixes_scripts(host):
        return indeterminate("trust.mixed-scripts", did=did, domain=shown(host))
    if shown(host) != host:
        return indeterminate("trust.international", did=did, domain=shown(host))
    return indeterminate("trust.unknown", did=did)
