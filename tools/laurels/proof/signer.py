"""What it takes to sign: one Protocol, whatever holds the key."""

from __future__ import annotations

from typing import Protocol


class Signer(Protocol):
    """Something that holds one Ed25519 private key and never gives it away."""

    @property
    def public_key(self) -> bytes:
        """The raw public key, 32 bytes."""
        ...

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature of some bytes, 64 bytes. Raises `SignerError`."""
        ...
