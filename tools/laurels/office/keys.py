"""Make keys: the public half for the repository, the secret half for the signer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from nacl.public import PrivateKey
from nacl.signing import SigningKey

from laurels.encoding import multibase
from laurels.encoding.timestamps import format_timestamp


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that nobody has seen yet."""

    public_key_multibase: str
    seed: bytes

    def __repr__(self) -> str:
        return f"NewKey({self.public_key_multibase})"


def new_key(purpose: str, random_bytes: Callable[[int], bytes]) -> NewKey:
    """A fresh key: Ed25519 for issuing and log, X25519 for the registrar, who opens sealed rows."""
    seed = random_bytes(multibase.KEY_BYTES)
    if purpose == "registrar":
        prefix, public = multibase.X25519_PUBLIC_PREFIX, bytes(PrivateKey(seed).public_key)
    else:
        prefix, public = multibase.ED25519_PUBLIC_PREFIX, bytes(SigningKey(seed).verify_key)
    return NewKey(multibase.encode_base58btc(prefix + public), seed)


def public_key_yaml(key: NewKey, *, purpose: str, issuer: str, created: datetime) -> bytes:
    """The content of `keys/public/<id>.yaml`."""
    lines = (
        "# yaml-language-server: $schema=../../schemas/key.schema.json",
        "# The public half of a key; the secret half is not in this repository. Never delete this file: old badges need it.",
        "type: Multikey",
        f"purpose: {purpose}",
        f"issuer: {issuer}",
        f"publicKeyMultibase: {key.public_key_multibase}",
        f"created: {format_timestamp(created)}",
    )
    return ("\n".join(lines) + "\n").encode()
