"""1EdTech Revocation List v1.0: a plain list of the ids that an issuer has revoked, which Open Badges 3.0 allows (§B.1.9).

Nobody signs it: it is worth as much as the address that the signed credential names for it. So that is said in `deviations`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from laurels.verification.proofs import World
from laurels.verification.report import Step, failed, indeterminate, passed, plain
from laurels.verification.status_list import fetch_object
from laurels.verification.structure import entries, issuer_id

_MEMBERS = ("revokedCredential", "revokedCredentials")
"""The specification's text and its examples differ."""


def check_entry(document: Mapping[str, Any], entry: Mapping[str, Any], world: World) -> Step:
    """Whether the list at the entry's `id` names the credential."""
    url, credential = entry.get("id"), document.get("id")
    if not isinstance(url, str) or not url.startswith("https://"):
        return indeterminate("status.entry", reason="it names no https address of a list")
    if not isinstance(credential, str):
        return indeterminate("status.entry", reason="the badge has no id that a list could name")
    listed = fetch_object(url, world)
    if isinstance(listed, Step):
        return listed
    issuer = listed.get("issuer")
    issuer = issuer.get("id") if isinstance(issuer, dict) else issuer
    if issuer != issuer_id(document):
        return indeterminate("status.list-issuer", list=url, issuer="none" if issuer is None else plain(issuer))
    if listed.get("id") != url:
        return indeterminate("status.list-other", list=url, id=plain(listed["id"]) if "id" in listed else "none")
    names = [name for name in _MEMBERS if name in listed]
    revoked = entries(listed[names[0]]) if len(names) == 1 else [None]
    if not all(
        isinstance(item, str) or (isinstance(item, dict) and isinstance(item.get("id"), str)) for item in revoked
    ):
        return indeterminate("status.list-invalid", list=url, reason="it does not say which badges are revoked")
    detail = {"purpose": "revocation", "list": url, "listValidFrom": None, "deviations": ["unsigned-list"]}
    for item in revoked:
        named = item if isinstance(item, dict) else {"id": item}
        if named["id"] == credential and named.get("revoked", True) is not False:
            reason = named.get("revocationReason")
            return failed("status.revoked", **detail, **({"reason": reason} if isinstance(reason, str) else {}))
    return passed("status.ok", **detail)
