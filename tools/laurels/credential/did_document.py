"""An issuer's DID document from the public keys in the repository.

Decentralized Identifiers v1.0 §5, Controlled Identifiers v1.0 §2.2 and §2.3.1, did:web §3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from laurels.encoding.timestamps import format_timestamp
from laurels.model.catalogue import Site
from laurels.model.key import PublicKey

CONTEXT = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1")
# Path segments of a did:web are taken as they are: nothing that a file system or a browser would read as more than a name.
_SEGMENT = re.compile(r"(?!\.{1,2}\Z)[A-Za-z0-9._-]+", re.ASCII)


def did_document(did: str, issuer: str, keys: Mapping[str, PublicKey]) -> dict[str, Any]:
    """The document that a verifier resolves an issuer's DID to.

    Args:
        did: the issuer's DID.
        issuer: the issuer's slug: of all keys, those with this issuer and the purpose `issuing` are listed, retired
            ones too, because what they signed must stay verifiable.
        keys: every public key by key id.
    """
    methods = [
        _method(did, identifier, key)
        for identifier, key in sorted(keys.items(), key=lambda item: (item[1].created, item[0]))
        if key.issuer == issuer and key.purpose == "issuing"
    ]
    return {
        "@context": list(CONTEXT),
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _method(did: str, identifier: str, key: PublicKey) -> dict[str, Any]:
    method: dict[str, Any] = {
        "id": f"{did}#{identifier}",
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": key.public_key_multibase,
    }
    if key.expires:
        method["expires"] = format_timestamp(key.expires)
    if key.revoked:
        method["revoked"] = format_timestamp(key.revoked)
    return method


def document_paths(did: str, site: Site) -> tuple[str, ...]:
    """Where in the site a DID's document is published, relative to the site's root; empty for a DID elsewhere.

    At a host's root a did:web without path resolves to `.well-known/did.json`; `did.json` holds the same.
    """
    parts = did.split(":")
    if parts[:2] != ["did", "web"] or len(parts) < 3 or not site.url:
        return ()
    address = urlsplit(site.url)
    base = [part for part in address.path.split("/") if part]
    if parts[2].lower() != address.netloc.lower().replace(":", "%3a") or parts[3 : 3 + len(base)] != base:
        return ()
    below = parts[3 + len(base) :]
    if not all(_SEGMENT.fullmatch(segment) for segment in below):
        return ()
    if not below and not base:
        return (".well-known/did.json", "did.json")
    return ("/".join([*below, "did.json"]),)
