"""Has it been revoked or suspended? Bitstring Status List v1.0 §3.2 (Validate Algorithm), and what it leaves to us:
who may have issued the list, and for how long it is good."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from laurels.encoding import strict_json
from laurels.status import bitstring
from laurels.verification.fetching import Unavailable
from laurels.verification.proofs import World, check_proofs
from laurels.verification.report import Step, failed, indeterminate, passed, plain, skipped
from laurels.verification.structure import check_structure, entries, issuer_id
from laurels.verification.validity import check_validity

_INDEX = re.compile(r"0|[1-9][0-9]{0,9}", re.ASCII)
_CODES = {"revocation": "status.revoked", "suspension": "status.suspended"}


def check_status(document: Mapping[str, Any], world: World) -> Step:
    """The worst that any of the credential's status entries says; what could not be read is never taken for good."""
    steps = [_check_entry(document, entry, world) for entry in entries(document.get("credentialStatus"))]
    if not steps:
        return skipped("status.none")
    for code in ("status.revoked", "status.suspended"):
        for step in steps:
            if step.code == code:
                return step
    for step in steps:
        if step.outcome == "indeterminate":
            return step
    return passed("status.ok", checked=[dict(step.detail) for step in steps])


def _check_entry(document: Mapping[str, Any], entry: Mapping[str, Any], world: World) -> Step:
    type_, purpose = entry.get("type"), entry.get("statusPurpose")
    if type_ not in ("BitstringStatusListEntry", ["BitstringStatusListEntry"]):
        name = next((item for item in entries(type_) if isinstance(item, str)), "no type")
        return indeterminate("status.unsupported", type=name)
    if not isinstance(purpose, str) or purpose not in _CODES:
        return indeterminate("status.unsupported", type=purpose if isinstance(purpose, str) else "no purpose")
    url, raw = entry.get("statusListCredential"), entry.get("statusListIndex")
    if not isinstance(url, str) or not url.startswith("https://"):
        return indeterminate("status.entry", reason="it names no https address of a list")
    size = entry.get("statusSize", 1)
    if size != 1 or isinstance(size, bool):
        return indeterminate("status.entry", reason="its entries are longer than one bit")
    deviations = []
    if isinstance(raw, int | float) and not isinstance(raw, bool) and raw == int(raw):
        deviations.append("numeric-index")
        raw = str(int(raw))
    if not isinstance(raw, str) or not _INDEX.fullmatch(raw):
        return indeterminate("status.entry", reason="its index is not a whole number")
    answer = _read_list(document, url, purpose, world)
    if isinstance(answer, Step):
        return answer
    bits, valid_from = answer
    index = int(raw)
    if len(bits) * 8 < bitstring.MIN_ENTRIES:
        deviations.append("short-list")
    if index >= len(bits) * 8:
        return indeterminate("status.list-index", list=url, index=index)
    detail: dict[str, Any] = {"purpose": purpose, "list": url, "index": index, "listValidFrom": valid_from}
    if deviations:
        detail["deviations"] = deviations
    return failed(_CODES[purpose], **detail) if bitstring.is_set(bits, index) else passed("status.ok", **detail)


def _read_list(document: Mapping[str, Any], url: str, purpose: str, world: World) -> tuple[bytes, str | None] | Step:
    """The bits of a status list, proven to be the issuer's own and good now; else why not."""
    answer = world.fetch(url)
    if isinstance(answer, Unavailable):
        return indeterminate("status.unavailable", list=url, reason=answer.reason)
    if answer.status != 200:
        return indeterminate("status.unavailable", list=url, reason=f"http-{answer.status}")
    try:
        listed = strict_json.loads(answer.body)
    except strict_json.JsonError as error:
        return indeterminate("status.list-invalid", list=url, reason=error.code)
    if not isinstance(listed, dict):
        return indeterminate("status.list-invalid", list=url, reason="decode.not-object")
    structure = check_structure(listed, world.contexts)
    if structure.outcome == "failed":
        return indeterminate("status.list-invalid", list=url, reason=structure.code)
    subject = listed["credentialSubject"]
    if (
        "BitstringStatusListCredential" not in listed["type"]
        or not isinstance(subject, dict)
        or "BitstringStatusList" not in entries(subject.get("type"))
    ):
        return indeterminate("status.list-invalid", list=url, reason="it is not a bitstring status list")
    proof, authority = check_proofs(listed, world)
    for step in (proof, authority):
        if step is not None and step.outcome != "passed":
            return indeterminate("status.list-proof", list=url, code=step.code)
    if issuer_id(listed) != issuer_id(document):
        return indeterminate("status.list-issuer", list=url, issuer=issuer_id(listed))
    if listed.get("id") != url:
        return indeterminate("status.list-other", list=url, id=str(listed.get("id", "none")))
    validity = check_validity(listed, world.now)
    if validity.outcome != "passed":
        return indeterminate("status.list-period", list=url, code=validity.code)
    if purpose not in entries(subject.get("statusPurpose")):
        shown = ", ".join(plain(item) for item in entries(subject.get("statusPurpose"))) or "none"
        return indeterminate("status.list-purpose", list=url, purpose=shown)
    try:
        bits = bitstring.decode(str(subject.get("encodedList")))
    except bitstring.BitstringError as error:
        return indeterminate("status.list-invalid", list=url, reason=str(error))
    return bits, listed.get("validFrom")
