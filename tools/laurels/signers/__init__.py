"""Ways to hold a signing key, chosen by a URI. One Protocol for all: `laurels.proof.signer.Signer`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from laurels.errors import SignerError, UsageError
from laurels.proof.signer import Signer
from laurels.signers.environment import from_environment
from laurels.signers.keystore import from_keystore

Passphrase = Callable[[], str]
"""Asks for the passphrase, only when one is needed."""

SCHEMES: Mapping[str, Callable[[str, Passphrase, Mapping[str, str]], Signer]] = MappingProxyType(
    {
        "file": from_keystore,
        "env": from_environment,
    }
)
"""URI scheme → how to open it: (what follows the colon, passphrase, environment) → signer."""


def open_signer(uri: str, *, passphrase: Passphrase, environment: Mapping[str, str]) -> Signer:
    """The signer behind a URI such as `file:PATH` or `env:NAME`.

    Raises `UsageError` for an unknown scheme and `SignerError` where the key cannot be used.
    """
    scheme, colon, rest = uri.partition(":")
    if not colon or scheme not in SCHEMES:
        raise UsageError(
            f"`{scheme}` is not a way to hold a key that is known here.",
            hint="Write one of: " + ", ".join(f"{name}:…" for name in SCHEMES) + ".",
        )
    if not rest:
        raise SignerError(f"Nothing follows `{scheme}:`.", hint="Name the file or the variable after the colon.")
    return SCHEMES[scheme](rest, passphrase, environment)
