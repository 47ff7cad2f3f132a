"""Is it a credential at all? Verifiable Credentials 2.0 §4 and Open Badges 3.0 §B, as far as the verdict depends on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from laurels.encoding import pointer as json_pointer
from laurels.proof.canonical import Contexts
from laurels.verification import versions
from laurels.verification.report import Step, failed, passed

BADGE_TYPES = ("OpenBadgeCredential", "AchievementCredential")
MAX_ENTRIES = 16
"""Most proofs, or status entries, of one credential."""
_VALUE_KEYWORDS = ("@type", "@value", "@language", "@direction")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.ASCII)


def check_structure(document: Mapping[str, Any], contexts: Contexts) -> Step:
    """Whether the document has the shape that the later steps rely on."""
    types = entries(document.get("type"))
    if "@context" not in document or "VerifiableCredential" not in types:
        return failed("structure.not-a-credential")
    context = entries(document["@context"])
    for position, item in enumerate(context):
        if not isinstance(item, str):
            return failed("structure.context", context="an object inside the badge")
        if item not in contexts or (position == 0 and item not in versions.BASES):
            return failed("structure.context", context=item)
    problem = next(_problems(document, types, contexts), None)
    if problem:
        return failed("structure.field", pointer=problem[0], expected=problem[1])
    badge = any(name in types for name in BADGE_TYPES)
    return passed("structure.open-badge" if badge else "structure.credential")


def entries(value: Any) -> list[Any]:
    """One or many as a list; nothing as an empty list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def issuer_id(document: Mapping[str, Any]) -> str:
    """The issuer's id; the document has passed `check_structure`."""
    issuer = document["issuer"]
    return issuer["id"] if isinstance(issuer, dict) else issuer  # type: ignore[no-any-return]


def is_uri(value: Any) -> bool:
    """Whether a value is an absolute address."""
    return isinstance(value, str) and bool(_URI.fullmatch(value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _problems(document: Mapping[str, Any], types: list[Any], contexts: Contexts) -> Iterator[tuple[str, str]]:
    """Pointer and expectation of each field that does not fit, in a fixed order."""
    if _has_odd_key(document):
        yield from _keywords(document, [], document["@context"], contexts)
    if not all(isinstance(item, str) for item in types):
        yield "/type", "a list of texts"
    if not document["@context"]:
        yield "/@context", "at least one context"
    issuer = document.get("issuer")
    if not is_uri(issuer.get("id") if isinstance(issuer, dict) else issuer):
        yield "/issuer", "an address or DID, or an object with one as id"
    optional: list[tuple[str, Callable[[Any], bool], str]] = [
        ("id", is_uri, "an address"),
        *((name, _is_text, "a date and time") for name in versions.date_names(document)),
    ]
    for name, fits, expected in optional:
        if name in document and not fits(document[name]):
            yield f"/{name}", expected
    if versions.is_v1(document):  # defined there for a later version, and so signed, but no date that anybody heeds
        for name in ("validFrom", "validUntil"):
            if name in document:
                yield f"/{name}", "its dates as issuanceDate and expirationDate"
    for name in ("proof", "credentialStatus"):
        items = entries(document.get(name))
        if len(items) > MAX_ENTRIES:
            yield f"/{name}", f"at most {MAX_ENTRIES} entries"
        if not all(_is_object(item) for item in items):
            yield f"/{name}", "an object or a list of objects"
    subjects = entries(document.get("credentialSubject"))
    if not subjects or not all(_is_object(item) for item in subjects):
        yield "/credentialSubject", "an object or a list of objects"
    elif any(name in types for name in BADGE_TYPES):
        yield from _badge_problems(subjects)


def _badge_problems(subjects: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    if len(subjects) != 1:
        yield "/credentialSubject", "one subject"
    achievement = subjects[0].get("achievement")
    if not isinstance(achievement, dict):
        yield "/credentialSubject/achievement", "an achievement"
    elif not isinstance(achievement.get("name"), str | dict):
        yield "/credentialSubject/achievement/name", "the achievement's name"


def _has_odd_key(document: Mapping[str, Any]) -> bool:
    """Whether `_keywords` could find anything: a keyword or an address as a key, but for the context of the whole."""
    waiting: list[Any] = [{key: value for key, value in document.items() if key != "@context"}]
    while waiting:
        value = waiting.pop()
        if type(value) is dict:
            keys = "\n".join(value)
            if "@" in keys or ":" in keys:
                return True
            waiting += value.values()
        elif type(value) is list:
            waiting += value
    return False


def _keywords(value: Any, path: list[str | int], context: Any, contexts: Contexts) -> Iterator[tuple[str, str]]:
    """Refuse JSON-LD keywords that change what other keys mean, and look-alikes, which processors skip in silence.

    Refuse addresses as keys too: `validUntil` written as its full address is the same to the signature, but a step that looks
    for `validUntil` would not see it.
    An embedded credential, such as an endorsement, may name its contexts again, if they are known ones.
    """
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _keywords(item, [*path, index], context, contexts)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "@context":
                if path and path[0] == "proof" and item != context:
                    yield json_pointer.join([*path, key]), "the same contexts as the badge"
                elif path and (
                    item is None or not all(isinstance(name, str) and name in contexts for name in entries(item))
                ):
                    yield json_pointer.join([*path, key]), "known contexts only"
            elif key.startswith("@") and not ("@value" in value and key in _VALUE_KEYWORDS):
                yield json_pointer.join([*path, key]), "no JSON-LD keyword here"
            elif ":" in key:
                yield json_pointer.join([*path, key]), "a short name, not an address"
            else:
                yield from _keywords(item, [*path, key], context, contexts)
