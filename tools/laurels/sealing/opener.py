"""What it takes to open what was sealed for the registrar: one Protocol, whatever holds the key."""

from __future__ import annotations

from typing import Protocol


class Opener(Protocol):
    """Something that holds one X25519 private key and never gives it away."""

    @property
    def public_key(self) -> bytes:
        """The raw public key, 32 bytes."""
        ...

    def open(self, box: bytes) -> bytes:
        """What a NaCl sealed box (crypto_box_seal) to this key holds.

        Raises `SealingError` where the box is for another key or altered, and `SignerError` where the key cannot be used any more.
        """
        ...
