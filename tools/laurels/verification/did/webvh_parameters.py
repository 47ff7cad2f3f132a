"""What a did:webvh log says of its own rules: who may write the next entry, who must approve it, whether it may move.

did:webvh v1.0, DID Method Parameters. A parameter that an entry leaves out keeps its value; null, which early software wrote, is the
default.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from laurels.encoding import multibase
from laurels.encoding.multihash import sha256_text

METHOD = "did:webvh:1.0"
MAX_KEYS = 64
"""Keys, hashes, witnesses or watchers that one entry may name."""
_DEFAULTS: Mapping[str, Any] = {
    "nextKeyHashes": [], "watchers": [], "witness": {}, "portable": False, "deactivated": False, "ttl": 3600, "updateKeys": [],
}  # fmt: skip
_DID_KEY = re.compile(r"did:key:([1-9A-HJ-NP-Za-km-z]+)#\1", re.ASCII)


class LogError(ValueError):
    """The log does not hold. `reason` is `log-` and what is wrong with it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.reason = f"log-{what}"


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Who must approve an entry, and how many of them."""

    keys: Mapping[str, bytes] = field(default_factory=dict)
    """Multikey → public key; empty where nobody has to."""
    threshold: int = 0


@dataclass(frozen=True, slots=True)
class Parameters:
    """The rules after an entry."""

    scid: str
    update_keys: Mapping[str, bytes] = field(default_factory=dict)
    """Multikey → public key of those who may write."""
    next_key_hashes: tuple[str, ...] = ()
    """Where there are any, the only keys that may follow."""
    witnesses: Witnesses = field(default_factory=Witnesses)
    portable: bool = False
    deactivated: bool = False


def merge(before: Parameters | None, given: Any) -> Parameters:
    """The rules after an entry that says `given`; `before` is None for the first entry. Raises `LogError`."""
    if not isinstance(given, dict) or set(given) - {"method", "scid", *_DEFAULTS}:
        raise LogError("parameters")
    said: dict[str, Any] = {name: _DEFAULTS.get(name) if value is None else value for name, value in given.items()}
    if before is None:
        if said.get("method") != METHOD or not isinstance(said.get("scid"), str) or not said.get("updateKeys"):
            raise LogError("parameters")
    elif said.get("method", METHOD) != METHOD or "scid" in said or said.get("portable") is True:
        raise LogError("parameters")
    _check_rest(said)
    old = before or Parameters(str(said.get("scid")))
    made = Parameters(
        scid=old.scid,
        update_keys=_keys(said["updateKeys"]) if "updateKeys" in said else old.update_keys,
        next_key_hashes=tuple(said.get("nextKeyHashes", old.next_key_hashes)),
        witnesses=_witnesses(said["witness"]) if "witness" in said else old.witnesses,
        portable=said.get("portable", old.portable),
        deactivated=said.get("deactivated", False),
    )
    if old.next_key_hashes:
        _check_rotation(old, said, made)
    return made


def key_of_did_key(method: Any) -> str | None:
    """The Multikey of `did:key:X#X`, or None: the two must not differ, or the name of one key could carry another."""
    match = _DID_KEY.fullmatch(method) if isinstance(method, str) else None
    return match[1] if match else None


def _check_rest(said: Mapping[str, Any]) -> None:
    for name in ("nextKeyHashes", "watchers"):
        _texts(said.get(name, []))
    if any(not isinstance(said.get(name, False), bool) for name in ("portable", "deactivated")):
        raise LogError("parameters")
    ttl = said.get("ttl", 0)
    if not isinstance(ttl, int) or isinstance(ttl, bool) or ttl < 0:
        raise LogError("parameters")


def _check_rotation(before: Parameters, said: Mapping[str, Any], after: Parameters) -> None:
    """Pre-Rotation: both lists are said anew, and every key was promised by the entry before."""
    if "updateKeys" not in said or "nextKeyHashes" not in said:
        raise LogError("parameters")
    if any(sha256_text(key.encode("ascii")) not in before.next_key_hashes for key in after.update_keys):
        raise LogError("rotation")


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) > MAX_KEYS or not all(isinstance(item, str) for item in value):
        raise LogError("parameters")
    return value


def _keys(value: Any) -> dict[str, bytes]:
    try:
        return {text: multibase.decode_ed25519_multikey(text) for text in _texts(value)}
    except multibase.MultibaseError as error:
        raise LogError("parameters") from error


def _witnesses(value: Any) -> Witnesses:
    """Who must approve. An object that does not say it rightly is never taken for “nobody”."""
    if value == {}:
        return Witnesses()
    members, threshold = (value.get("witnesses"), value.get("threshold")) if isinstance(value, dict) else (None, None)
    if not isinstance(members, list) or not all(isinstance(item, dict) for item in members):
        raise LogError("parameters")
    # Some software leaves `did:key:` out; what is left is the same key and no other.
    keys = _keys([str(item.get("id")).removeprefix("did:key:") for item in members])
    if len(keys) != len(members) or not isinstance(threshold, int) or isinstance(threshold, bool):
        raise LogError("parameters")
    if not 1 <= threshold <= len(keys):
        raise LogError("parameters")
    return Witnesses(keys, threshold)
