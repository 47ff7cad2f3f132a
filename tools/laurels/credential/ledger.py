"""Ledger lines: a template that many awards share, and the values that make one credential of it.

The canonical bytes (RFC 8785) of template plus values are what is published and what `digest` covers.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from laurels.credential import shorthand
from laurels.credential.build import RESULT_END
from laurels.encoding import jcs, pointer
from laurels.encoding.timestamps import format_timestamp
from laurels.model.award import Award
from laurels.model.ledger import AwardLine, Entry, TemplateLine
from laurels.sealing import rows as sealed_rows

RESULT = "/credentialSubject/result"
EVIDENCE = "/evidence"
HOLES = (
    "/credentialSubject/id",
    "/credentialSubject/identifier/0/identityHash",
    RESULT,
    EVIDENCE,
    "/proof/0/proofValue",
)
"""What an award brings itself. All in which two learners of a batch can differ is here, and is a hole whether a learner has it
or not: a template says nothing about anybody, not even that somebody handed in evidence."""


class LedgerError(ValueError):
    """Template and values do not fit together."""


def row_digest(award: Award) -> str:
    """What identifies a row within its batch: SHA-256 of its recipient's canonical form, or of its ciphertext."""
    if award.forgotten is not None:
        return award.forgotten
    if award.sealed is not None:
        return sealed_rows.row_digest(award.sealed)
    assert award.recipient is not None  # noqa: S101 - one of the three forms, by the model
    return jcs.digest(award.recipient.as_data())


def tombstone_row(identifier: str) -> str:
    """What identifies a row in clear once it is forgotten: the digest of the credential's UUID, for that of a name would tell
    the name to whoever tries some. (A ciphertext's digest tells nothing, and stays.)"""
    return hashlib.sha256(identifier.encode("ascii")).hexdigest()


def issuer_of(template: TemplateLine) -> str:
    """The issuer's id in a template's credential; empty where it names none."""
    issuer = template.credential.get("issuer")
    found = issuer.get("id") if isinstance(issuer, dict) else issuer
    return found if isinstance(found, str) else ""


def method_of(template: TemplateLine) -> str:
    """The verification method that signed what a template holds; empty where it names none."""
    proof = template.credential.get("proof")
    first = proof[0] if isinstance(proof, list) and proof else proof
    return str(first.get("verificationMethod", "")) if isinstance(first, dict) else ""


def key_of(template: TemplateLine) -> str:
    """The id of the key that signed: a verification method's fragment is the key's file name."""
    return method_of(template).partition("#")[2]


def head(digests: Mapping[str, str]) -> str:
    """What `issued/ledger/sequence.yaml` covers the ledger with: UUID → digest, in order of UUID."""
    # The list as RFC 8785 writes it: hexadecimal digits stand for themselves, and there may be a hundred thousand digests.
    listed = '","'.join([digests[identifier] for identifier in sorted(digests)])
    return hashlib.sha256((f'["{listed}"]' if digests else "[]").encode("ascii")).hexdigest()


def template_digest(template: TemplateLine) -> str:
    """The digest that a template line should be named by."""
    return jcs.digest({key: value for key, value in template_data(template).items() if key != "template"})


def template_data(template: TemplateLine) -> dict[str, Any]:
    """A template line as JSON data, nulls at its holes included."""
    made: dict[str, Any] = {
        "template": template.template,
        "credential": template.credential,
        "holes": list(template.holes),
    }
    if template.follows is not None:
        made["follows"] = {place: list(follow) for place, follow in template.follows.items()}
    if template.entries is not None:
        made["entries"] = {hole: entry.as_data() for hole, entry in template.entries.items()}
    return made


def split(
    credential: Mapping[str, Any], *, identifier: str, issued: str, status: Mapping[str, int | str]
) -> tuple[TemplateLine, list[Any]]:
    """Template and values of a signed credential; `restore` is its inverse.

    `identifier`, `issued` (as text) and `status` are what the award's line will say. Raises `LedgerError` where the
    credential holds null, or a list of lists, where no credential of ours does and `restore` would read it otherwise.
    """
    shared = copy.deepcopy(dict(credential))
    known = shorthand.fields(identifier, issued, status)
    follows = {}
    for place, beginning, name in _follow(shared, status):
        if _get(shared, place) == beginning + known[name]:
            pointer.put(shared, place, None)
            follows[place] = [beginning, name]
    entries = {hole: entry for hole, entry in _entries(shared) if _parent(shared, hole) is not None}
    holes, values = [], []
    for hole in HOLES:
        parent, key = _parent(shared, hole), pointer.split(hole)[-1]
        if parent is None or (hole not in entries and key not in parent):
            continue
        value = parent.get(key)
        if key in parent and (value is None or (hole in entries and shorthand.is_short(value))):
            raise LedgerError(f"what the credential holds at {hole} means something else in a ledger")
        parent[key] = None
        holes.append(hole)
        values.append(shorthand.shorten(value, entries[hole], known) if hole in entries else value)
    body = {
        "credential": shared,
        "holes": holes,
        **({"follows": follows} if follows else {}),
        **({"entries": {hole: entry.as_data() for hole, entry in entries.items()}} if entries else {}),
    }
    return TemplateLine.model_validate({"template": jcs.digest(body), **body}), values


def restore(template: TemplateLine, line: AwardLine, values: Sequence[Any] | None = None) -> dict[str, Any]:
    """The signed credential of an award line. Raises `LedgerError` where it does not come out as it was signed.

    `values` are those of a sealed line, once opened; a public line has its own.
    """
    values = line.values if values is None else values
    if values is None:
        raise LedgerError("the line is sealed or forgotten: it has no values that can be read")
    if len(values) != len(template.holes):
        raise LedgerError(f"the template has {len(template.holes)} holes, the line {len(values)} values")
    credential = copy.deepcopy(template.credential)
    known = shorthand.fields(line.id, format_timestamp(line.issued), line.status)
    entries = template.entries or {}
    try:
        for place, (beginning, name) in (template.follows or {}).items():
            pointer.put(credential, place, beginning + known[name])
        for hole, value in zip(template.holes, values, strict=True):
            if value is None:
                pointer.remove(credential, hole)
            else:
                full = shorthand.expand(value, entries[hole], known) if hole in entries else copy.deepcopy(value)
                pointer.put(credential, hole, full)
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise LedgerError("a hole of the template does not exist, or its value does not fit") from error
    if jcs.digest(credential) != line.digest:
        raise LedgerError("the credential is not the one that was signed: its digest differs")
    return credential


def _follow(credential: Mapping[str, Any], status: Mapping[str, int | str]) -> Iterator[tuple[str, str, str]]:
    """Where a text may follow from the award line: pointer, beginning, field."""
    yield "/id", "urn:uuid:", "id"
    yield "/proof/0/created", "", "issued"
    entries = credential.get("credentialStatus")
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        url = entry.get("statusListCredential") if isinstance(entry, dict) else None
        name = str(url).rpartition("/")[2].removesuffix(".json")
        if name in status:
            yield f"/credentialStatus/{number}/id", f"{url}#", name
            yield f"/credentialStatus/{number}/statusListIndex", "", name


def _entries(credential: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    """The short forms of results and evidence; the same for every award of a batch."""
    achievement = _get(credential, "/credentialSubject/achievement/id")
    url = f"{achievement}#" if isinstance(achievement, str) else ""
    texts = [["resultDescription", url], ["achievedLevel", url], ["status", ""], ["value", ""]]
    numbered = ["id", "urn:uuid:", "id", RESULT_END]
    yield RESULT, Entry.model_validate({"always": {"type": ["Result"]}, "texts": texts, "numbered": numbered})
    texts = [["id", ""], ["name", ""], ["narrative", ""], ["digestMultibase", ""]]
    yield EVIDENCE, Entry.model_validate({"always": {"type": ["Evidence"]}, "texts": texts})


def _get(document: Any, place: str) -> Any:
    try:
        return pointer.get(document, place)
    except (KeyError, IndexError, ValueError, TypeError):
        return None


def _parent(document: Any, place: str) -> dict[str, Any] | None:
    found = _get(document, pointer.join(pointer.split(place)[:-1]))
    return found if isinstance(found, dict) else None
