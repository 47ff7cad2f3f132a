"""The log of a did:webvh, entry by entry: each is hashed to the one before and signed by a key that was allowed to.

did:webvh v1.0: Read (Resolve), SCID, Entry Hash, Authorized Keys, Pre-Rotation, Portability.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from laurels.encoding import jcs, multibase, strict_json
from laurels.encoding.multihash import sha256_text
from laurels.encoding.timestamps import parse_timestamp
from laurels.proof import ed25519
from laurels.verification.did import web
from laurels.verification.did.webvh_parameters import LogError, Parameters, Witnesses, key_of_did_key, merge

MAX_ENTRIES = 500
"""Versions of one DID that are read. Each costs a signature; an honest issuer has a few."""
MAX_PROOFS = 16
MAX_AHEAD = timedelta(minutes=5)
"""How far a version may lie in the future: clocks differ."""
DID = re.compile(r"did:webvh:([1-9A-HJ-NP-Za-km-z]{46}):(.+)", re.ASCII | re.DOTALL)
_MEMBERS = {"versionId", "versionTime", "parameters", "state", "proof"}
_PLACEHOLDER = "{SCID}"


@dataclass(frozen=True, slots=True)
class Version:
    """One entry that holds."""

    id: str
    document: Mapping[str, Any]
    approval: tuple[Witnesses, ...]
    """Any one of these groups is enough; none where nobody had to approve it."""
    deactivated: bool


def location(did: Any) -> tuple[str, str] | None:
    """SCID and address of the log of a did:webvh; None where it is not strictly one."""
    match = DID.fullmatch(did) if isinstance(did, str) else None
    url = web.address(match[2], "did.jsonl") if match else None
    return (match[1], url) if match and url else None


def read(data: bytes) -> list[dict[str, Any]]:
    """The entries of a `did.jsonl`. Raises `LogError`."""
    lines = data.removesuffix(b"\n").split(b"\n")
    if len(lines) > MAX_ENTRIES:
        raise LogError("too-long")
    entries = []
    for line in lines:
        try:
            entry = strict_json.loads(line)
        except strict_json.JsonError as error:
            raise LogError("not-json") from error
        if not isinstance(entry, dict) or set(entry) != _MEMBERS:
            raise LogError("entry")
        entries.append(entry)
    return entries


def verify(entries: Sequence[Mapping[str, Any]], scid: str, now: datetime | None) -> list[Version]:
    """Every version, if all of them hold; witnesses are looked at elsewhere. Raises `LogError`."""
    versions: list[Version] = []
    before: Parameters | None = None
    previous, moment, did = scid, None, None
    for number, entry in enumerate(entries, 1):
        if before is not None and before.deactivated:
            raise LogError("deactivated-before-its-end")
        parameters = merge(before, entry["parameters"])
        if number == 1 and (parameters.scid != scid or _scid(entry, scid) != scid):
            raise LogError("scid")
        if entry["versionId"] != f"{number}-{_hash({**_unsigned(entry), 'versionId': previous})}":
            raise LogError("hash")
        moment = _time(entry["versionTime"], moment, now)
        did = _identity(entry["state"], did, scid, portable=before is not None and before.portable)
        _check_proofs(entry, parameters if before is None or before.next_key_hashes else before)
        approval = _approval(before.witnesses if before else Witnesses(), parameters.witnesses)
        versions.append(Version(entry["versionId"], entry["state"], approval, parameters.deactivated))
        before, previous = parameters, entry["versionId"]
    return versions


def holds(document: Mapping[str, Any], proof: Any, keys: Mapping[str, bytes]) -> str | None:
    """The Multikey of the signer, where an `eddsa-jcs-2022` proof holds by one of some keys; else None.

    `keys` is Multikey → public key. Data Integrity EdDSA Cryptosuites v1.0 §3.3; did:webvh v1.0, Authorized Keys.
    """
    if not isinstance(proof, dict) or "@context" in proof:
        return None
    kind = (proof.get("type"), proof.get("cryptosuite"), proof.get("proofPurpose"))
    if kind != ("DataIntegrityProof", "eddsa-jcs-2022", "assertionMethod"):
        return None
    multikey = key_of_did_key(proof.get("verificationMethod"))
    key = keys.get(multikey) if multikey else None
    try:
        if "created" in proof:
            parse_timestamp(proof["created"])
        signature = multibase.decode_base58btc(proof.get("proofValue", ""))
    except (ValueError, TypeError, AttributeError):
        return None
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    data = b"".join(hashlib.sha256(jcs.canonical_bytes(part)).digest() for part in (options, document))
    return multikey if key is not None and ed25519.verify(key, signature, data) else None


def _hash(value: Any) -> str:
    return sha256_text(jcs.canonical_bytes(value))


def _unsigned(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != "proof"}


def _scid(entry: Mapping[str, Any], scid: str) -> str:
    """Verify SCID: the hash of the first entry with the SCID taken out of its text everywhere."""
    text = jcs.canonical_bytes({**_unsigned(entry), "versionId": _PLACEHOLDER})
    return _hash(strict_json.loads(text.replace(scid.encode(), _PLACEHOLDER.encode())))


def _time(text: Any, previous: datetime | None, now: datetime | None) -> datetime:
    try:
        moment = parse_timestamp(text)
    except (ValueError, TypeError) as error:
        raise LogError("time") from error
    if not text.endswith(("Z", "+00:00")) or (previous is not None and moment <= previous):
        raise LogError("time")
    if now is not None and moment > now + MAX_AHEAD:
        raise LogError("time")
    return moment


def _identity(document: Any, previous: str | None, scid: str, *, portable: bool) -> str:
    """The DID of a version; another one than before only where the log says that it may move."""
    did = document.get("id") if isinstance(document, dict) else None
    place = location(did)
    if place is None or place[0] != scid:
        raise LogError("identity")
    if previous not in (None, did):
        names = document.get("alsoKnownAs")
        if not portable or not isinstance(names, list) or previous not in names:
            raise LogError("move")
    return str(did)


def _approval(before: Witnesses, after: Witnesses) -> tuple[Witnesses, ...]:
    """Who has to approve a version: whoever had to before, or whoever it names where there was nobody.

    Most implementations, and the method's published logs, let a smaller group approve the very version that appoints it. So it
    may, if all of it had a say before: whoever has stolen a key must not be able to appoint witnesses of their own.
    """
    if not before.keys:
        return (after,) if after.keys else ()
    return (before, after) if after.keys and set(after.keys) <= set(before.keys) else (before,)


def _check_proofs(entry: Mapping[str, Any], active: Parameters) -> None:
    given = entry["proof"]
    proofs = given if isinstance(given, list) else [given]
    if not 1 <= len(proofs) <= MAX_PROOFS:
        raise LogError("proof")
    document = _unsigned(entry)
    if not all(holds(document, proof, active.update_keys) for proof in proofs):
        raise LogError("proof")
