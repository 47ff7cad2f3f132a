"""Ledger lines: a template that many awards share, and the values that make one credential of it.

The canonical bytes (RFC 8785) of template plus values are what is published and what `digest` covers.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from laurels.encoding import jcs, pointer
from laurels.model.award import Award
from laurels.model.ledger import AwardLine, TemplateLine
from laurels.sealing import rows as sealed_rows

# What differs between two awards of one definition version. A part that an award lacks is no hole of its template:
# awards with and without evidence have different templates.
HOLES = (
    "/id",
    "/validFrom",
    "/validUntil",
    "/awardedDate",
    "/credentialSubject/id",
    "/credentialSubject/identifier",
    "/credentialSubject/result",
    "/evidence",
    "/credentialStatus/0/id",
    "/credentialStatus/0/statusListIndex",
    "/credentialStatus/1/id",
    "/credentialStatus/1/statusListIndex",
    "/proof/0/created",
    "/proof/0/proofValue",
)


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


def issuer_of(template: TemplateLine) -> str:
    """The issuer's id in a template's credential; empty where it names none."""
    issuer = template.credential.get("issuer")
    found = issuer.get("id") if isinstance(issuer, dict) else issuer
    return found if isinstance(found, str) else ""


def head(digests: Mapping[str, str]) -> str:
    """What `issued/ledger/sequence.yaml` covers the ledger with: UUID → digest, in order of UUID."""
    return jcs.digest([digests[identifier] for identifier in sorted(digests)])


def split(credential: Mapping[str, Any]) -> tuple[TemplateLine, list[Any]]:
    """Template and values of a signed credential; `restore` is its inverse."""
    shared = copy.deepcopy(dict(credential))
    holes, values = [], []
    for hole in HOLES:
        try:
            values.append(pointer.get(shared, hole))
        except (KeyError, IndexError):
            continue
        pointer.put(shared, hole, None)
        holes.append(hole)
    body = {"credential": shared, "holes": holes}
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
    try:
        for hole, value in zip(template.holes, values, strict=True):
            pointer.put(credential, hole, copy.deepcopy(value))
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise LedgerError("a hole of the template does not exist") from error
    if jcs.digest(credential) != line.digest:
        raise LedgerError("the credential is not the one that was signed: its digest differs")
    return credential


def template_digest(template: TemplateLine) -> str:
    """The digest that a template line should be named by."""
    return jcs.digest({"credential": template.credential, "holes": list(template.holes)})
