"""The documents that an assertion names: its badge class, and the profile of whoever issues that.

Open Badges 2.0, BadgeClass and Profile. What a document says of itself counts only where it was fetched from its own address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from laurels.verification.fetching import Unavailable
from laurels.verification.open_badges_2.assertion import is_url
from laurels.verification.proofs import World
from laurels.verification.report import Step, indeterminate
from laurels.verification.structure import entries
from laurels.verification.tokens import fetch_object


@dataclass(frozen=True, slots=True)
class Chain:
    """From the assertion to its issuer."""

    badge: Mapping[str, Any]
    """The badge class: from inside the assertion, else from its address."""
    issuer: str
    """The address of the issuer's profile."""
    profile: Mapping[str, Any]
    """The profile, from that address."""


def find_chain(document: Mapping[str, Any], world: World) -> Chain | Step:
    """The badge class and the profile, or the `authority` step that says what could not be had."""
    badge = document["badge"]
    if isinstance(badge, str):
        badge = fetch_named(badge, world)
        if isinstance(badge, Unavailable):
            return indeterminate("authority.unavailable", did=document["badge"], reason=badge.reason)
    issuer = badge.get("issuer")
    issuer = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not is_url(issuer):
        return indeterminate("authority.unavailable", did=str(badge.get("id", "none")), reason="malformed-document")
    profile = fetch_named(issuer, world)
    if isinstance(profile, Unavailable):
        return indeterminate("authority.unavailable", did=issuer, reason=profile.reason)
    return Chain(badge, issuer, profile)


def fetch_named(url: str, world: World) -> Mapping[str, Any] | Unavailable:
    """The document at an address, if it says that it is the one of that address."""
    found = fetch_object(url, world) if is_url(url) else Unavailable("blocked")
    if isinstance(found, Unavailable) or found.get("id") == url:
        return found
    return Unavailable("wrong-id")


def public_keys(profile: Mapping[str, Any]) -> dict[str, Mapping[str, Any] | None]:
    """Address → key, of the keys that a profile lists; None where it gives the address alone."""
    found: dict[str, Mapping[str, Any] | None] = {}
    for entry in entries(profile.get("publicKey")):
        if isinstance(entry, str):
            found[entry] = None
        elif isinstance(entry, dict) and isinstance(entry.get("id"), str):
            found[entry["id"]] = entry
    return found


def in_scope(url: str, chain: Chain) -> bool:
    """Whether an issuer's hosted assertions may stand at an address (VerificationObject, `startsWith` and `allowedOrigins`).

    Without a rule, only at the host of its own profile. A prefix means its own host: what merely begins with the same letters is
    another one.
    """
    rules = chain.profile.get("verification")
    rules = rules if isinstance(rules, dict) else {}
    prefixes, hosts = entries(rules.get("startsWith")), entries(rules.get("allowedOrigins"))
    if prefixes and not any(
        is_url(prefix) and url.startswith(prefix) and _host(url) == _host(prefix) for prefix in prefixes
    ):
        return False
    if hosts:
        return _host(url) in [str(host).lower().removeprefix("https://").removesuffix("/") for host in hosts]
    return bool(prefixes) or _host(url) == _host(chain.issuer)


def _host(url: str) -> str:
    """Host and port of an https address."""
    rest = url.removeprefix("https://").replace("?", "/")
    return rest.partition("/")[0].lower()
