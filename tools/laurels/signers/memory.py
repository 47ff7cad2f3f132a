"""A key in this process's memory; what the keystore and the environment open into."""

from __future__ import annotations

from nacl.bindings import crypto_box_seal_open, crypto_sign, crypto_sign_BYTES, crypto_sign_seed_keypair
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey

from laurels.encoding import multibase
from laurels.errors import SignerError
from laurels.sealing.text import SealingError

SEED_BYTES = 32
ED25519_SECRET_PREFIX = b"\x80\x26"  # Multicodec ed25519-priv
X25519_SECRET_PREFIX = b"\x82\x26"  # Multicodec x25519-priv
_OTHER_PURPOSE = {
    "issuing": ("This is a registrar's key: it opens sealed rows and cannot sign.", "Name an issuing key."),
    "registrar": ("This is a key for signing: it cannot open sealed rows.", "Name the registrar's key."),
}
"""What was asked for → what to say where it is the other."""


class MemorySigner:
    """Signs with a 32-byte Ed25519 seed. Neither its text form nor its errors show the seed."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise SignerError(f"An Ed25519 private key has {SEED_BYTES} bytes, this has {len(seed)}.")
        self._public, self._secret = crypto_sign_seed_keypair(seed)

    @property
    def public_key(self) -> bytes:
        """The raw public key, 32 bytes."""
        return self._public

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature of some bytes, 64 bytes: one call of libsodium."""
        signed: bytes = crypto_sign(data, self._secret)
        return signed[:crypto_sign_BYTES]

    def __repr__(self) -> str:
        return f"MemorySigner({multibase.encode_ed25519_multikey(self.public_key)})"


class MemoryOpener:
    """Opens sealed boxes with a 32-byte X25519 private key. Neither its text form nor its errors show the key.

    One `open` is one call of libsodium, so that a batch of 100,000 is a plain loop.
    """

    def __init__(self, secret: bytes) -> None:
        if len(secret) != SEED_BYTES:
            raise SignerError(f"An X25519 private key has {SEED_BYTES} bytes, this has {len(secret)}.")
        self._secret = secret
        self._public = bytes(PrivateKey(secret).public_key)

    @property
    def public_key(self) -> bytes:
        """The raw public key, 32 bytes."""
        return self._public

    def open(self, box: bytes) -> bytes:
        """What a NaCl sealed box holds. Raises `SealingError`."""
        try:
            opened: bytes = crypto_box_seal_open(box, self._public, self._secret)
        except (CryptoError, ValueError) as error:
            raise SealingError("it was sealed for another registrar's key, or altered") from error
        return opened

    def __repr__(self) -> str:
        return f"MemoryOpener({multibase.encode_base58btc(multibase.X25519_PUBLIC_PREFIX + self.public_key)})"


def encode_secret(seed: bytes, purpose: str = "issuing") -> str:
    """A private key as Multikey secret text (Controlled Identifiers v1.0 §2.2.2, secretKeyMultibase)."""
    return multibase.encode_base58btc(_prefix(purpose) + seed)


def decode_secret(text: str, purpose: str = "issuing") -> bytes:
    """The private key in Multikey secret text: of X25519 for the registrar, else the seed of Ed25519.

    Raises `SignerError` without showing the text.
    """
    try:
        data = multibase.decode_base58btc(text)
    except multibase.MultibaseError:
        data = b""
    prefix, secret = data[:2], data[2:]
    if len(secret) == SEED_BYTES and prefix == _prefix(purpose):
        return secret
    if len(secret) == SEED_BYTES and prefix in (ED25519_SECRET_PREFIX, X25519_SECRET_PREFIX):
        message, hint = _OTHER_PURPOSE["registrar" if purpose == "registrar" else "issuing"]
        raise SignerError(message, hint=hint)
    raise SignerError(
        f"The secret is not {'an X25519' if purpose == 'registrar' else 'an Ed25519'} private key.",
        hint="Use the text that `laurels keys new --store -` printed, whole, without spaces.",
    )


def _prefix(purpose: str) -> bytes:
    return X25519_SECRET_PREFIX if purpose == "registrar" else ED25519_SECRET_PREFIX
