"""To whom a credential says it was awarded, and how that compares with what somebody typed.

Open Badges 3.0 §B.1.11 (IdentityObject) and Open Badges 2.0 (IdentityObject): a value in clear, or `algorithm$hex` of the value
followed by the salt. Nothing here is fuzzy: two texts are equal, equal but for case, accents and spaces, or different.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from laurels.verification.structure import entries

Match = Literal["exact", "similar", "none"]
Sort = Literal["address", "identifier", "name"]

ALGORITHMS: Mapping[str, str] = {"sha256": "sha256", "md5": "md5"}
"""As written before the `$` → hashlib's name. MD5 is legacy: read, and named as weak."""
_HASH = re.compile(r"([A-Za-z0-9-]+)\$([0-9a-fA-F]+)")
_ADDRESS_TYPES = ("emailAddress", "email")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\ufeff]+")
_SPACE = re.compile(r"[\s\ufeff]+")
# What keyboards and word processors put in place of each other.
_ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Identity:
    """One thing that a credential calls its holder by."""

    kind: str
    """`name`, `emailAddress`, another identityType, or `id`."""
    value: str
    """In clear, or the hash as written."""
    hashed: bool = False
    salt: str = ""


def identities(document: Mapping[str, Any]) -> Iterator[Identity]:
    """Every identity in a credential, subject by subject; those that cannot be read are left out."""
    for subject in entries(document.get("credentialSubject")):
        if not isinstance(subject, dict):
            continue
        for given in entries(subject.get("identifier")):
            yield from _identity(given, "identityHash", "identityType")
        for name, kind in (("name", "name"), ("email", "emailAddress")):
            if isinstance(subject.get(name), str) and subject[name].strip():
                yield Identity(kind, subject[name])
        if isinstance(subject.get("id"), str):
            yield Identity("id", subject["id"])
    yield from _identity(document.get("recipient"), "identity", "type")


def _identity(given: Any, value: str, kind: str) -> Iterator[Identity]:
    if isinstance(given, dict) and isinstance(given.get(value), str) and given[value].strip():
        salt, named = given.get("salt"), given.get(kind)
        yield Identity(
            named if isinstance(named, str) else "identifier",
            given[value],
            given.get("hashed") is True,
            salt if isinstance(salt, str) else "",
        )


def sort_of(text: str) -> Sort:
    """What somebody typed: an e-mail address, a DID or other address, or a name."""
    if _IDENTIFIER.fullmatch(text):
        return "identifier"
    return "address" if "@" in text else "name"


def can_settle(identity: Identity, sort: Sort) -> bool:
    """Whether a difference from this identity says no. A name is not compared with an e-mail address."""
    if sort == "address":
        return identity.kind in _ADDRESS_TYPES
    if sort == "identifier":
        return identity.kind == "id" and identity.value.startswith("did:")
    return identity.kind == "name"


def spaced(text: str) -> str:
    """NFKC, one space between words, none around."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip(" ")


def folded(text: str) -> str:
    """Without what people leave out or type differently: case, accents, kinds of quotes and hyphens."""
    parts = unicodedata.normalize("NFKD", spaced(text).translate(_ALIKE).upper().lower())
    return "".join(character for character in parts if not unicodedata.category(character).startswith("M"))


def compare(given: str, identity: Identity) -> Match:
    """How a typed text compares with an identity; a hash fits exactly or not at all."""
    if identity.hashed:
        return "exact" if _fits(given, identity) else "none"
    if identity.kind == "id":
        return "exact" if given.strip() == identity.value else "none"
    if spaced(given) == spaced(identity.value):
        return "exact"
    return "similar" if folded(given) == folded(identity.value) else "none"


def algorithm(identity: Identity) -> str | None:
    """The hash's algorithm as hashlib names it, or None where it is not one that is read."""
    found = _HASH.fullmatch(identity.value)
    return ALGORITHMS.get(found[1].lower()) if found else None


def _fits(given: str, identity: Identity) -> bool:
    """Whether the hash is that of the text as typed, or in lower case: issuers write addresses either way."""
    found, name = _HASH.fullmatch(identity.value), algorithm(identity)
    if found is None or name is None:
        return False
    plain = spaced(given)
    return any(
        hashlib.new(name, (text + identity.salt).encode(), usedforsecurity=False).hexdigest() == found[2].lower()
        for text in (plain, plain.lower())
    )
