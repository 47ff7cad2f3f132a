"""Is it this person? By what the asker typed, or by a challenge that only the holder's key can answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from laurels.proof.canonical import Contexts
from laurels.verification.identities import Identity, algorithm, can_settle, compare, identities, sort_of
from laurels.verification.presentation import Challenge, check_answer
from laurels.verification.report import Step, failed, indeterminate, passed


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom the asker means: a text, or a challenge with its answer."""

    given: str = ""
    """A name, an e-mail address or a DID."""
    challenge: Challenge | None = None
    """What the asker wanted signed."""
    answer: Any = None
    """What came back: a presentation as decoded JSON."""


def check_recipient(document: Mapping[str, Any], asked: Recipient, now: datetime, contexts: Contexts) -> Step:
    """Whether the credential was awarded to the one who is meant. A name that differs is a no, and so is a wrong answer."""
    found = list(identities(document))
    if asked.challenge is not None:
        return _answered(found, asked.challenge, asked.answer, now, contexts)
    given = asked.given.strip()
    for identity in found:
        if (match := compare(given, identity)) != "none":
            return _same(identity, similar=match == "similar")
    return _different(found, given)


def _same(identity: Identity, *, similar: bool) -> Step:
    if identity.hashed:
        name = algorithm(identity)
        code = "recipient.weak-hash" if name == "md5" else "recipient.hash"
        return passed(code, kind=identity.kind, algorithm=name, salted=identity.salt != "")
    if identity.kind == "id":
        return passed("recipient.id", id=identity.value)
    return passed("recipient.similar" if similar else "recipient.same", kind=identity.kind, signed=identity.value)


def _different(found: list[Identity], given: str) -> Step:
    settling = [identity for identity in found if can_settle(identity, sort_of(given))]
    if any(identity.hashed and algorithm(identity) is None for identity in settling):
        return indeterminate("recipient.hash-unsupported", given=given)
    for identity in settling:
        if not identity.hashed:
            return failed("recipient.other", given=given, signed=identity.value)
    if settling:
        return failed("recipient.other-hash", given=given, kind=settling[0].kind)
    kinds = list(dict.fromkeys(identity.kind for identity in found if not identity.value.startswith("urn:")))
    if kinds:
        return indeterminate("recipient.not-comparable", given=given, kinds=", ".join(kinds))
    return indeterminate("recipient.unnamed", given=given)


def _answered(found: list[Identity], challenge: Challenge, answer: Any, now: datetime, contexts: Contexts) -> Step:
    keys = [identity.value for identity in found if identity.kind == "id" and identity.value.startswith("did:key:")]
    if not keys:
        return indeterminate("recipient.no-key")
    reason = check_answer(answer, challenge, keys[0], now, contexts)
    if reason is not None:
        return failed("recipient.answer", did=keys[0], reason=reason)
    return passed("recipient.signed", did=keys[0], domain=challenge.domain)
