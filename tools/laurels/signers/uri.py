"""From a URI to whatever holds the key: what signers and openers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from laurels.errors import SignerError, UsageError

Held = TypeVar("Held")
Passphrase = Callable[[], str]
"""Asks for the passphrase, only when one is needed."""
Scheme = Callable[[str, Passphrase, Mapping[str, str]], Held]
"""(what follows the colon, passphrase, environment) → what holds the key."""


def hold(
    uri: str | None,
    schemes: Mapping[str, Scheme[Held]],
    *,
    option: str,
    passphrase: Passphrase,
    environment: Mapping[str, str],
) -> Held:
    """What a URI names, by a table of schemes. `option` is where the URI is given, such as `--signer`, which has a variable too.

    Raises `UsageError` for no URI or an unknown scheme, and `SignerError` where the key cannot be used.
    """
    variable = f"LAURELS_{option.removeprefix('--').upper()}"
    ways = ", ".join(f"{name}:…" for name in schemes)
    if not uri:
        raise UsageError(
            f"Which key? Nothing says it: {option} is missing.",
            hint=f"Add {option} URI or set {variable}, to one of: {ways}.",
        )
    scheme, colon, rest = uri.partition(":")
    if not colon or scheme not in schemes:
        # A secret pasted in place of a URI is not repeated.
        raise UsageError(f"{option} is given something that is not a way to hold a key.", hint=f"Write one of: {ways}.")
    if not rest:
        raise SignerError(f"Nothing follows `{scheme}:`.", hint="Name what holds the key after the colon.")
    return schemes[scheme](rest, passphrase, environment)
