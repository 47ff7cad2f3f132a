"""A key in this process's memory; what the keystore and the environment open into."""

from __future__ import annotations

from nacl.signing import SigningKey

from laurels.encoding import multibase
from laurels.errors import SignerError

SEED_BYTES = 32
ED25519_SECRET_PREFIX = b"\x80\x26"  # Multicodec ed25519-priv
X25519_SECRET_PREFIX = b"\x82\x26"  # Multicodec x25519-priv


class MemorySigner:
    """Signs with a 32-byte Ed25519 seed. Neither its text form nor its errors show the seed."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise SignerError(f"An Ed25519 private key has {SEED_BYTES} bytes, this has {len(seed)}.")
        self._key = SigningKey(seed)

    @property
    def public_key(self) -> bytes:
        """The raw public key, 32 bytes."""
        return bytes(self._key.verify_key)

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature of some bytes, 64 bytes."""
        return self._key.sign(data).signature

    def __repr__(self) -> str:
        return f"MemorySigner({multibase.encode_ed25519_multikey(self.public_key)})"


def encode_secret(seed: bytes, purpose: str = "issuing") -> str:
    """A seed as Multikey secret text (Controlled Identifiers v1.0 §2.2.2, secretKeyMultibase)."""
    return multibase.encode_base58btc(
        (X25519_SECRET_PREFIX if purpose == "registrar" else ED25519_SECRET_PREFIX) + seed
    )


def decode_secret(text: str) -> bytes:
    """The seed of Multikey secret text. Raises `SignerError` without showing the text."""
    try:
        data = multibase.decode_base58btc(text)
    except multibase.MultibaseError:
        data = b""
    if not data.startswith(ED25519_SECRET_PREFIX) or len(data) != len(ED25519_SECRET_PREFIX) + SEED_BYTES:
        raise SignerError(
            "The secret is not an Ed25519 private key.",
            hint="Use the text that `laurels keys new --store -` printed, whole, without spaces.",
        )
    return data[len(ED25519_SECRET_PREFIX) :]
