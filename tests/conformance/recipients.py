"""Cases of the `recipient` step: is it this person, by name, by address, by a hash of it, or by a signed challenge?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from conformance.secret_keys import seed
from conformance.world import Case, badge, did_key, edited, signed
from laurels.encoding.timestamps import parse_timestamp
from laurels.resolve.contexts import bundled
from laurels.signers.memory import MemorySigner
from laurels.verification.presentation import answer, challenge_from

NAME = "Sample Learner 01"
ADDRESS = "sample.learner.01@learners.example"
ASKED = {"challenge": "cjRuZG9tLWFuZC11c2VkLW9uY2U", "domain": "employer.example", "expires": "2026-11-01T00:10:00Z"}


def _identity(value: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"type": "IdentityObject", "hashed": False, "identityHash": value, "identityType": kind, **more}


def _hashed(
    value: str, kind: str = "emailAddress", salt: str | None = "deadsea", name: str = "sha256"
) -> dict[str, Any]:
    text = f"{name}${hashlib.new(name, (value + (salt or '')).encode()).hexdigest()}"
    return _identity(text, kind, hashed=True, **({} if salt is None else {"salt": salt}))


def _held(*identities: Mapping[str, Any], holder: str | None = None) -> dict[str, Any]:
    """A signed badge whose subject has these identities."""
    made = edited(badge(), "credentialSubject", "identifier", to=list(identities)) if identities else badge()
    return signed(edited(made, "credentialSubject", "id", to=holder) if holder else made)


def _answer(by: str = "holder", **changes: Any) -> dict[str, Any]:
    signer = MemorySigner(seed(by))
    asked = challenge_from({**ASKED, **changes})
    return answer(asked, signer=signer, created=datetime(2026, 11, 1, tzinfo=UTC), contexts=bundled())


def cases() -> Iterator[Case]:
    yield from _by_name()
    yield from _by_address()
    yield from _by_challenge()


def _by_name() -> Iterator[Case]:
    named = {"json": _held(_identity(NAME, "name"))}
    accents = {"json": _held(_identity("Zoë O’Brien-Müller", "name"))}
    for name, why, given, input_, code, outcome in (
        ("same", "The very name.", NAME, named, "recipient.same", "valid"),
        ("spaces-around", "Spaces around a name are nobody's name.", f"  {NAME} ", named, "recipient.same", "valid"),
        ("wide", "Full-width letters are the same letters (NFKC).", "Ｓａｍｐｌｅ Learner 01", named, "recipient.same", "valid"),
        ("case", "Case is said.", "sample LEARNER  01", named, "recipient.similar", "valid"),
        ("accents", "Accents are said.", "Zoe O'Brien Müller".replace(" M", "-M"), accents, "recipient.similar", "valid"),
        ("decomposed", "The same letters in another encoding.", "Zoe\u0308 O’Brien-Mu\u0308ller", accents, "recipient.same", "valid"),
        ("sharp-s", "ß is ss in capitals.", "STRASSE", {"json": _held(_identity("Straße", "name"))}, "recipient.similar", "valid"),
        ("other", "Another name is a no.", "Sample Learner 02", named, "recipient.other", "invalid"),
        ("part", "A part of a name is another name.", "Sample Learner", named, "recipient.other", "invalid"),
        ("order", "Words in another order are for people to judge.", "01 Learner Sample", named, "recipient.other", "invalid"),
        ("cyrillic", "Letters that only look the same are others.", "Sаmple Learner 01", named, "recipient.other", "invalid"),
        ("empty", "Nothing typed fits nothing.", "", named, "recipient.other", "invalid"),
        ("unnamed", "A badge that names nobody.", NAME, {"json": _held()}, "recipient.unnamed", "indeterminate"),
        ("only-address", "A name says nothing of an address.", NAME, {"json": _held(_identity(ADDRESS, "emailAddress"))}, "recipient.not-comparable", "indeterminate"),
        ("malformed", "Identities that cannot be read are none.", NAME, {"json": _held(_identity(" ", "name"))}, "recipient.unnamed", "indeterminate"),
        ("holder-named", "The holder's own identifier.", did_key("holder"), {"json": _held(holder=did_key("holder"))}, "recipient.id", "valid"),
        ("holder-other", "Another holder's.", did_key("stranger"), {"json": _held(holder=did_key("holder"))}, "recipient.other", "invalid"),
    ):  # fmt: skip
        codes = () if outcome == "valid" else (code,)
        yield Case(f"recipient-name-{name}", why, input_, outcome, codes, (code,), recipient={"given": given})
    forged = edited(_held(_identity(NAME, "name")), "name", to="Another")
    yield Case(
        "recipient-not-reached",
        "What is not proven is compared with nobody.",
        {"json": forged},
        "invalid",
        ("proof.altered",),
        ("recipient.not-reached",),
        recipient={"given": NAME},
    )
    late = _held(_identity(NAME, "name"))
    expired = signed({**{k: v for k, v in late.items() if k != "proof"}, "validUntil": "2026-10-31T00:00:00Z"})
    yield Case(
        "recipient-other-and-expired",
        "Both are said.",
        {"json": expired},
        "invalid",
        ("validity.expired", "recipient.other"),
        recipient={"given": "Sample Learner 02"},
    )


def _by_address() -> Iterator[Case]:
    for name, why, given, identity, code, outcome in (
        ("clear", "An address in clear.", ADDRESS, _identity(ADDRESS, "emailAddress"), "recipient.same", "valid"),
        ("clear-case", "Case is said.", ADDRESS.title(), _identity(ADDRESS, "emailAddress"), "recipient.similar", "valid"),
        ("clear-other", "Another address.", "b@learners.example", _identity(ADDRESS, "emailAddress"), "recipient.other", "invalid"),
        ("hashed", "SHA-256 of address and salt.", ADDRESS, _hashed(ADDRESS), "recipient.hash", "valid"),
        ("hashed-case", "Issuers hash the address in lower case.", ADDRESS.upper(), _hashed(ADDRESS), "recipient.hash", "valid"),
        ("hashed-as-typed", "Or as it was given to them.", "Ann@learners.example", _hashed("Ann@learners.example"), "recipient.hash", "valid"),
        ("hashed-unsalted", "A salt may be missing.", ADDRESS, _hashed(ADDRESS, salt=None), "recipient.hash", "valid"),
        ("hashed-capitals", "Hexadecimal digits in capitals.", ADDRESS, {**(made := _hashed(ADDRESS)), "identityHash": "sha256$" + made["identityHash"][7:].upper()}, "recipient.hash", "valid"),
        ("hashed-md5", "MD5 fits, and is named as weak.", ADDRESS, _hashed(ADDRESS, name="md5"), "recipient.weak-hash", "valid"),
        ("hashed-other", "Another address has another hash.", "b@learners.example", _hashed(ADDRESS), "recipient.other-hash", "invalid"),
        ("hashed-salt-before", "The salt follows the address.", ADDRESS, _hashed("deadsea" + ADDRESS, salt=None) | {"salt": "deadsea"}, "recipient.other-hash", "invalid"),
        ("hashed-unknown", "An algorithm that nobody knows.", ADDRESS, _hashed(ADDRESS) | {"identityHash": "rot13$00"}, "recipient.hash-unsupported", "indeterminate"),
        ("hashed-in-clear", "A hash that is none.", ADDRESS, _identity(ADDRESS, "emailAddress", hashed=True), "recipient.hash-unsupported", "indeterminate"),
        ("only-hash-of-name", "A hashed name fits a name.", NAME, _hashed(NAME, "name"), "recipient.hash", "valid"),
        ("name-of-hashed-address", "A name cannot be compared with a hashed address.", NAME, _hashed(ADDRESS), "recipient.not-comparable", "indeterminate"),
        ("student-number", "Any identity may fit.", "4711", _identity("4711", "sourcedId"), "recipient.same", "valid"),
    ):  # fmt: skip
        codes = () if outcome == "valid" else (code,)
        given_ = {"given": given}
        yield Case(
            f"recipient-address-{name}", why, {"json": _held(identity)}, outcome, codes, (code,), recipient=given_
        )


def _by_challenge() -> Iterator[Case]:
    held = {"json": _held(holder=did_key("holder"))}
    good = _answer()
    for name, why, given, now in (
        ("none", "No answer.", None, None),
        ("text", "A text is no presentation.", "yes", None),
        ("no-proof", "Nor is one without a signature.", {k: v for k, v in good.items() if k != "proof"}, None),
        ("other-challenge", "An answer to an earlier challenge.", _answer(challenge="YW4tZWFybGllci1jaGFsbGVuZ2U"), None),
        ("other-domain", "An answer that somebody else had asked for.", _answer(domain="other.example"), None),
        ("other-key", "Signed by somebody else.", _answer("stranger"), None),
        ("altered", "The challenge was put into an earlier answer.", edited(_answer(challenge="YW4tZWFybGllci1jaGFsbGVuZ2U"), "proof", "challenge", to=ASKED["challenge"]), None),
        ("relabelled", "Another's answer under the holder's name.", edited(_answer("stranger"), "proof", "verificationMethod", to=good["proof"]["verificationMethod"]), None),
        ("purpose", "A signature for credentials is no answer.", edited(good, "proof", "proofPurpose", to="assertionMethod"), None),
        ("suite", "Another suite.", edited(good, "proof", "cryptosuite", to="eddsa-jcs-2022"), None),
        ("context", "Contexts of the answerer's own.", {**good, "@context": ["https://holder.example/context"]}, None),
        ("value", "No signature at all.", edited(good, "proof", "proofValue", to=None), None),
        ("late", "Too late.", good, "2026-11-01T00:10:01Z"),
        ("added-term", "A word that nobody signed.", {**good, "unsigned": "word"}, None),
    ):  # fmt: skip
        more = {} if now is None else {"now": now}
        asked = {"challenge": ASKED, "answer": given}
        yield Case(f"recipient-answer-{name}", why, held, "invalid", ("recipient.answer",), recipient=asked, **more)
    right = {"challenge": ASKED, "answer": good}
    last = "2026-11-01T00:10:00Z"
    assert parse_timestamp(last) == challenge_from(ASKED).expires
    yield Case(
        "recipient-answer-right", "In the last second.", held, "valid", (), ("recipient.signed",), last, recipient=right
    )
    listed = {**right, "answer": {**good, "proof": [good["proof"]]}}
    yield Case(
        "recipient-answer-listed", "One proof in a list.", held, "valid", (), ("recipient.signed",), recipient=listed
    )
    yield Case(
        "recipient-answer-no-key",
        "Awarded to no key.",
        {"json": _held()},
        "indeterminate",
        ("recipient.no-key",),
        recipient=right,
    )
