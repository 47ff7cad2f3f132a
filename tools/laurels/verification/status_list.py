"""Status lists of bits: Bitstring Status List v1.0 §3.2 (Validate Algorithm), its predecessor Status List 2021, and what they leave
to us: who may have issued a list, and for how long it is good.

What differs from the Recommendation without a doubt about its meaning is read, and named in `deviations`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from laurels.encoding import strict_json
from laurels.status import bitstring
from laurels.verification.decoding import decode
from laurels.verification.fetching import Unavailable
from laurels.verification.proofs import World, check_proofs
from laurels.verification.report import Step, failed, indeterminate, passed, plain
from laurels.verification.status_changes import explained
from laurels.verification.structure import check_structure, entries, issuer_id
from laurels.verification.tokens import check_token
from laurels.verification.validity import check_validity

MIN_LENIENT_ENTRIES = 100_000
"""The size that widespread software made before the Recommendation settled on 131,072. What is shorter hides nobody."""
MAX_STATUS_BITS = 8
LEGACY = "StatusList2021Entry"
_TYPES = {
    "BitstringStatusListEntry": ("BitstringStatusListCredential", "BitstringStatusList"),
    LEGACY: ("StatusList2021Credential", "StatusList2021"),
}
_CODES = {"revocation": "status.revoked", "suspension": "status.suspended"}
_NOTES = ("message", "refresh")
"""Purposes that say something beside yes and no (§2.1)."""
_INDEX = re.compile(r"0|[1-9][0-9]{0,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Entry:
    type: str
    purpose: str
    url: str
    index: int
    size: int
    deviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _List:
    bits: bytes
    valid_from: str | None
    ttl: Any
    resources: list[Any]


def check_entry(document: Mapping[str, Any], raw: Mapping[str, Any], world: World) -> Step:
    """What the list says about the credential at one entry."""
    entry = _read_entry(raw)
    if isinstance(entry, Step):
        return entry
    asked = ("list", entry.type, entry.purpose, entry.url, issuer_id(document))
    answer = world.memory.once(asked, world.fetch, lambda: _read_list(document, entry, world))
    if isinstance(answer, Step):
        return answer
    length = len(answer.bits) * 8 // entry.size
    if length < MIN_LENIENT_ENTRIES:
        return indeterminate("status.list-too-short", list=entry.url, entries=length)
    if entry.index >= length:
        return indeterminate("status.list-index", list=entry.url, index=entry.index)
    deviations = [*entry.deviations, *(["short-list"] if length < bitstring.MIN_ENTRIES else [])]
    detail: dict[str, Any] = {
        "purpose": entry.purpose,
        "list": entry.url,
        "index": entry.index,
        "listValidFrom": answer.valid_from,
        **({"ttl": answer.ttl} if answer.ttl is not None else {}),
        **({"deviations": deviations} if deviations else {}),
    }
    value = 0
    for position in range(entry.index * entry.size, (entry.index + 1) * entry.size):
        value = value << 1 | bitstring.is_set(answer.bits, position)
    if entry.purpose in _CODES:
        if not value:
            return passed("status.ok", **detail)
        return failed(_CODES[entry.purpose], **detail, **explained(answer.resources, entry.url, entry.index, world))
    if not value:
        return passed("status.ok", **detail)
    if entry.purpose == "refresh":
        return passed("status.refresh", **detail)
    return passed("status.message", **detail, message=_message(raw, value))


def _message(raw: Mapping[str, Any], value: int) -> str:
    """§2.1: `statusMessage` gives each value, in hexadecimal, its words."""
    for item in entries(raw.get("statusMessage")):
        if isinstance(item, dict) and item.get("status") == hex(value) and isinstance(item.get("message"), str):
            return str(item["message"])
    return hex(value)


def _read_entry(entry: Mapping[str, Any]) -> _Entry | Step:
    """What a status entry asks for, or why it cannot be used (§2.1)."""
    purposes = entries(entry.get("statusPurpose"))
    purpose = purposes[0] if len(purposes) == 1 else None
    type_ = str(entries(entry.get("type"))[0])
    known = (*_CODES, *_NOTES) if type_ != LEGACY else tuple(_CODES)
    if not isinstance(purpose, str) or purpose not in known:
        return indeterminate("status.unsupported", type=purpose if isinstance(purpose, str) else "no purpose")
    deviations = ["purpose-list"] if isinstance(entry["statusPurpose"], list) else []
    url, index, size = entry.get("statusListCredential"), entry.get("statusListIndex"), entry.get("statusSize", 1)
    if not isinstance(url, str) or not url.startswith("https://"):
        return indeterminate("status.entry", reason="it names no https address of a list")
    if isinstance(size, bool) or not isinstance(size, int | float) or size not in range(1, MAX_STATUS_BITS + 1):
        return indeterminate("status.entry", reason="the length of its entries is none")
    if size != 1 and purpose != "message":
        return indeterminate("status.entry", reason="its entries are longer than one bit")
    if isinstance(index, int | float) and not isinstance(index, bool) and index == int(index):
        deviations.append("numeric-index")
        index = str(int(index))
    if not isinstance(index, str) or not _INDEX.fullmatch(index):
        return indeterminate("status.entry", reason="its index is not a whole number")
    return _Entry(type_, purpose, url, int(index), int(size), tuple(deviations))


def _read_list(document: Mapping[str, Any], entry: _Entry, world: World) -> _List | Step:
    """The bits of a status list, proven to be the issuer's own and good now; else why not."""
    url = entry.url
    body = _fetch(url, world)
    if isinstance(body, Step):
        return body
    decoded = decode(body)
    if isinstance(decoded, Step):
        return indeterminate("status.list-invalid", list=url, reason=decoded.code)
    listed, token = decoded.document, decoded.token
    structure = check_structure(listed, world.contexts)
    if structure.outcome == "failed":
        return indeterminate("status.list-invalid", list=url, reason=structure.code)
    subject, (type_, subject_type) = listed["credentialSubject"], _TYPES[entry.type]
    if type_ not in listed["type"] or not isinstance(subject, dict) or subject_type not in entries(subject.get("type")):
        return indeterminate("status.list-type", list=url, type=type_)
    proof, authority = check_token(listed, token, world) if token else check_proofs(listed, world)
    for step in (proof, authority):
        if step is not None and step.outcome != "passed":
            return indeterminate("status.list-proof", list=url, code=step.code)
    if issuer_id(listed) != issuer_id(document):
        return indeterminate("status.list-issuer", list=url, issuer=issuer_id(listed))
    if listed.get("id") != url:
        return indeterminate("status.list-other", list=url, id=str(listed.get("id", "none")))
    validity = check_validity(listed, world.now, token.payload if token else None)
    if validity.code == "validity.expired":
        return indeterminate("status.list-stale", list=url, validUntil=_end(listed))
    if validity.outcome != "passed":
        return indeterminate("status.list-period", list=url, code=validity.code)
    if entry.purpose not in entries(subject.get("statusPurpose")):
        shown = ", ".join(plain(item) for item in entries(subject.get("statusPurpose"))) or "none"
        return indeterminate("status.list-purpose", list=url, purpose=shown)
    encoded = subject.get("encodedList")
    try:
        text = encoded if isinstance(encoded, str) else plain(encoded)
        bits = bitstring.decode(_multibase(text) if entry.type == LEGACY else text)
    except bitstring.TooLargeError as error:
        return indeterminate("status.list-too-large", list=url, limit=error.limit)
    except bitstring.BitstringError as error:
        return indeterminate("status.list-invalid", list=url, reason=str(error))
    valid_from = listed.get("validFrom", listed.get("issuanceDate"))
    return _List(bits, valid_from, subject.get("ttl"), entries(listed.get("relatedResource")))


def fetch_object(url: str, world: World) -> dict[str, Any] | Step:
    """The JSON object at an address; else why there is none."""
    body = _fetch(url, world)
    if isinstance(body, Step):
        return body
    try:
        value = strict_json.loads(body)
    except strict_json.JsonError as error:
        return indeterminate("status.list-invalid", list=url, reason=error.code)
    if not isinstance(value, dict):
        return indeterminate("status.list-invalid", list=url, reason="decode.not-object")
    return value


def _fetch(url: str, world: World) -> bytes | Step:
    answer = world.fetch(url)
    if isinstance(answer, Unavailable):
        return indeterminate("status.unavailable", list=url, reason=answer.reason)
    if answer.status != 200:
        return indeterminate("status.unavailable", list=url, reason=f"http-{answer.status}")
    return answer.body


def _multibase(text: str) -> str:
    """Status List 2021 says base64 and no more: both alphabets are in use, with and without padding."""
    return "u" + text.rstrip("=").replace("+", "-").replace("/", "_")


def _end(document: Mapping[str, Any]) -> str:
    return str(document.get("validUntil", document.get("expirationDate")))
