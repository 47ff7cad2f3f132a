"""A key in an environment variable, for CI: `env:NAME`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from laurels.errors import SignerError
from laurels.signers.memory import MemorySigner, decode_secret


def from_environment(name: str, _passphrase: Callable[[], str], environment: Mapping[str, str]) -> MemorySigner:
    """The signer whose secret `laurels keys new --store -` printed, kept in a variable. Raises `SignerError`."""
    text = environment.get(name, "").strip()
    if not text:
        raise SignerError(
            f"The environment variable {name} is not set.",
            hint="Set it to the secret that `laurels keys new --store -` printed.",
        )
    return MemorySigner(decode_secret(text))
