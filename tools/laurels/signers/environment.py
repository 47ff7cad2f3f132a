"""A key in an environment variable, for CI: `env:NAME`."""

from __future__ import annotations

from collections.abc import Mapping

from laurels.errors import SignerError


def read_variable(name: str, environment: Mapping[str, str]) -> str:
    """The secret text (`memory.decode_secret`) that `laurels keys new --store -` printed, kept in a variable. Raises `SignerError`."""
    text = environment.get(name, "").strip()
    if not text:
        raise SignerError(
            f"The environment variable {name} is not set.",
            hint="Set it to the secret that `laurels keys new --store -` printed.",
        )
    return text
