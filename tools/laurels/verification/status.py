"""Has it been revoked or suspended? The table of ways in which issuers say so, and the worst that any of them says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from laurels.verification import revocation_list, status_list
from laurels.verification.proofs import World
from laurels.verification.report import Step, indeterminate, passed, skipped
from laurels.verification.structure import entries

CheckEntry = Callable[[Mapping[str, Any], Mapping[str, Any], World], Step]
"""Credential, status entry, world → what that entry says."""
ENTRIES: Mapping[str, CheckEntry] = MappingProxyType(
    {
        "BitstringStatusListEntry": status_list.check_entry,
        "StatusList2021Entry": status_list.check_entry,
        "1EdTechRevocationList": revocation_list.check_entry,
    }
)
"""Type of the entry → how it is checked."""
_FIRST = ("status.revoked", "status.suspended")
_LAST = ("status.message", "status.refresh")


def check_status(document: Mapping[str, Any], world: World) -> Step:
    """The worst that any of the credential's status entries says; what could not be read is never taken for good."""
    steps = [_check_entry(document, entry, world) for entry in entries(document.get("credentialStatus"))]
    if not steps:
        return skipped("status.none")
    if all(step.code == "status.ok" for step in steps):
        return passed("status.ok", checked=[dict(step.detail) for step in steps])
    for code in _FIRST:
        for step in steps:
            if step.code == code:
                return step
    for step in steps:
        if step.outcome == "indeterminate":
            return step
    for code in _LAST:
        for step in steps:
            if step.code == code:
                return step
    return passed("status.ok", checked=[dict(step.detail) for step in steps])


def _check_entry(document: Mapping[str, Any], entry: Mapping[str, Any], world: World) -> Step:
    named = entry.get("type")
    if isinstance(named, str) and named in ENTRIES:
        return ENTRIES[named](document, entry, world)
    types = [item for item in entries(entry.get("type")) if isinstance(item, str)]
    check = ENTRIES.get(types[0]) if len(entries(entry.get("type"))) == len(types) == 1 else None
    if check is None:
        return indeterminate("status.unsupported", type=next(iter(types), "no type"))
    return check(document, entry, world)
