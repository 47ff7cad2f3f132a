"""Public keys: readable, in their time, and used for what they are for."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from laurels.checks.awards import unsigned
from laurels.checks.problem import Problem, any_broken, exists
from laurels.credential.ledger import issuer_of, key_of, method_of
from laurels.encoding import multibase
from laurels.encoding.timestamps import format_timestamp, midnight
from laurels.model.catalogue import Catalogue
from laurels.model.key import PublicKey
from laurels.model.ledger import AwardLine, TemplateLine
from laurels.proof.ed25519 import is_safe_point


def unusable_key(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """`publicKeyMultibase` is a Multikey of the sort that the key's purpose needs."""
    for slug, key in catalogue.keys.items():
        if reason := _unusable(key):
            hint = "Make a key with `laurels keys new`; it writes this file."
            yield Problem("key", slug, "/publicKeyMultibase", f"This is no key that can be used: {reason}.", hint)


def expires_before_created(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A key does not expire before it is created."""
    for slug, key in catalogue.keys.items():
        if key.expires is not None and key.expires <= key.created:
            yield Problem("key", slug, "/expires", "`expires` is not after `created`.", "Correct one of the two.")


def revoked_before_created(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A key is not revoked before it is created."""
    for slug, key in catalogue.keys.items():
        if key.revoked is not None and key.revoked < key.created:
            yield Problem("key", slug, "/revoked", "`revoked` is before `created`.", "Correct one of the two.")


def repeated_key(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """No two key files hold the same key."""
    first: dict[str, str] = {}
    for slug, key in catalogue.keys.items():
        other = first.setdefault(key.public_key_multibase, slug)
        if other != slug:
            hint = "Make a key for each purpose with `laurels keys new`."
            yield Problem("key", slug, "/publicKeyMultibase", f"keys/public/{other}.yaml holds the same key.", hint)


def no_key_to_sign(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An issuer with awards to sign has an issuing key that is neither expired nor revoked."""
    if any_broken(catalogue, "key"):
        return
    start_of_today = midnight(today)
    able = {
        key.issuer
        for key in catalogue.keys.values()
        if key.purpose == "issuing" and all(end is None or end > start_of_today for end in (key.expires, key.revoked))
    }
    told: set[str] = set()
    for slug, batch in catalogue.batches.items():
        found = catalogue.issuer_of(batch.achievement)
        if found is not None and found[0] not in able | told and any(unsigned(catalogue, slug)):
            told.add(found[0])
            message = f"`{found[0]}` has no issuing key for these awards."
            yield Problem("award", slug, "/achievement", message, "Make one with `laurels keys new --purpose issuing`.")


def lost_key(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The key that signed an award is still in keys/public, and for ever."""
    for slug, line, _, template in _first_of_each_key(catalogue):
        method = method_of(template)
        if not exists(catalogue, "key", key_of(template), catalogue.keys):
            message = f"This award is signed by `{method}`, which is not in keys/public."
            yield Problem(
                "ledger", slug, "", message, "Restore the key's file from Git; a retired key stays listed.", line=line
            )


def lost_registrar(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The registrar's key that a batch is sealed for is in keys/public, and for ever."""
    for slug, batch in catalogue.batches.items():
        name = batch.registrar
        if name is None or not (key := catalogue.keys.get(name)):
            if name is not None and not exists(catalogue, "key", name, catalogue.keys):
                message = f"`{name}`, whose key opens this batch, is not in keys/public."
                yield Problem("award", slug, "/registrar", message, "Restore the key's file from Git.")
        elif key.purpose != "registrar":
            message = f"`{name}` is a key of purpose {key.purpose}, which opens nothing."
            yield Problem(
                "award", slug, "/registrar", message, "Name the registrar's key that the rows are sealed for."
            )


def key_for_other_purpose(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Awards are signed by keys whose purpose is issuing, and by their issuer's own."""
    for slug, line, _, template in _first_of_each_key(catalogue):
        method = method_of(template)
        key = catalogue.keys.get(key_of(template))
        if key is None:
            continue
        if key.purpose != "issuing":
            message = f"This award is signed by `{method}`, whose purpose is {key.purpose}."
            yield Problem(
                "ledger", slug, "", message, "Revoke what it signed, and issue again with an issuing key.", line=line
            )
        elif method.partition("#")[0] != issuer_of(template):
            message = f"This award is signed by `{method}`, and its issuer is `{issuer_of(template)}`."
            yield Problem(
                "ledger", slug, "", message, "Revoke what it signed, and issue again with the issuer's key.", line=line
            )


def signed_outside_life(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An award is signed after its key was created, and before the key expired or was revoked."""
    told: set[tuple[str, str]] = set()
    revoked = catalogue.revoked()
    for slug, line, award, template in _signatures(catalogue):
        name = key_of(template)
        key = catalogue.keys.get(name)
        reason = _outside(key, award.issued) if key is not None and award.id not in revoked else ""
        if reason and (slug, name) not in told:
            told.add((slug, name))
            message = f"This award was signed {reason}: verifiers will refuse it."
            yield Problem(
                "ledger",
                slug,
                "",
                message,
                "Correct the key's dates, or revoke the award and issue it again.",
                line=line,
            )


def _outside(key: PublicKey, issued: datetime) -> str:
    """How an instant lies outside a key's life, or nothing."""
    if issued < key.created:
        return f"before its key was created ({format_timestamp(key.created)})"
    if key.expires is not None and issued >= key.expires:
        return f"after its key expired ({format_timestamp(key.expires)})"
    if key.revoked is not None and issued >= key.revoked:
        return f"after its key was revoked ({format_timestamp(key.revoked)})"
    return ""


def _unusable(key: PublicKey) -> str:
    try:
        raw = multibase.decode_base58btc(key.public_key_multibase)
    except multibase.MultibaseError as error:
        return str(error)
    prefix, point = raw[:2], raw[2:]
    # Kept apart: a key that opens can never sign, a key that signs can never open.
    if key.purpose == "registrar" and prefix != multibase.X25519_PUBLIC_PREFIX:
        return "it is not an X25519 public key, which starts with z6LS"
    if key.purpose != "registrar" and prefix != multibase.ED25519_PUBLIC_PREFIX:
        return "it is not an Ed25519 public key, which starts with z6Mk"
    if len(point) != multibase.KEY_BYTES:
        return f"it has {len(point)} bytes instead of {multibase.KEY_BYTES}"
    if prefix == multibase.ED25519_PUBLIC_PREFIX and not is_safe_point(point):
        return "it is a point of small order or written in two ways, so a signature under it proves nothing"
    return ""


def _signatures(catalogue: Catalogue) -> Iterator[tuple[str, int, AwardLine, TemplateLine]]:
    """Slug of the ledger, line, award and template of every award whose template is there."""
    for slug, ledger in catalogue.ledgers.items():
        for line, award in zip(ledger.lines, ledger.awards, strict=True):
            if award.template in ledger.templates:
                yield slug, line, award, ledger.templates[award.template]


def _first_of_each_key(catalogue: Catalogue) -> Iterator[tuple[str, int, AwardLine, TemplateLine]]:
    """As `_signatures`, but one award for each ledger and key: what is wrong with a key is told once a file."""
    for slug, ledger in catalogue.ledgers.items():
        methods = {name: method_of(template) for name, template in ledger.templates.items()}
        waiting = set(methods.values())
        for line, award in zip(ledger.lines, ledger.awards, strict=True):
            if not waiting:
                break
            method = methods.get(award.template)
            if method in waiting:
                waiting.discard(method)
                yield slug, line, award, ledger.templates[award.template]
