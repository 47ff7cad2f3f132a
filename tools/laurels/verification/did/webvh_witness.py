"""Whether enough witnesses approved each version of a did:webvh that needed them. did:webvh v1.0, DID Witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from laurels.encoding import strict_json
from laurels.verification.did.webvh_log import Version, holds
from laurels.verification.did.webvh_parameters import LogError, key_of_did_key

MAX_PROOFS = 1_000
"""Proofs of one file that are checked. An honest file holds one or two of each witness."""


def check(versions: Sequence[Version], data: bytes) -> None:
    """Holds a log that verifies against its `did-witness.json`. Raises `LogError`.

    A proof of a later version approves the earlier ones too; one of a version that is not in this log approves nothing.
    """
    latest = _latest(versions, data)
    for position, version in enumerate(versions):
        enough = [
            sum(latest.get(witness, -1) >= position for witness in group.keys) >= group.threshold
            for group in version.approval
        ]
        if enough and not any(enough):
            raise LogError("witness")


def _latest(versions: Sequence[Version], data: bytes) -> dict[str, int]:
    """Multikey of each witness → position of the last version that it approved."""
    known = {key: raw for version in versions for group in version.approval for key, raw in group.keys.items()}
    positions = {version.id: position for position, version in enumerate(versions)}
    latest: dict[str, int] = {}
    budget = MAX_PROOFS
    for id_, proofs in _read(data):
        for proof in proofs if id_ in positions else ():
            witness = key_of_did_key(proof.get("verificationMethod")) if isinstance(proof, dict) else None
            if witness not in known or latest.get(witness or "", -1) >= positions[id_]:
                continue
            budget -= 1
            if budget < 0:
                raise LogError("witness")
            if holds({"versionId": id_}, proof, known):
                latest[str(witness)] = positions[id_]
    return latest


def _read(data: bytes) -> list[tuple[str, list[Any]]]:
    try:
        value = strict_json.loads(data)
    except strict_json.JsonError as error:
        raise LogError("witness") from error
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise LogError("witness")
    found = []
    for item in value:
        proof = item.get("proof")
        found.append((str(item.get("versionId")), proof if isinstance(proof, list) else [proof]))
    return found
