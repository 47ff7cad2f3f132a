"""The registrar's key, chosen by a URI like a signer: what opens sealed rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Never

from laurels.errors import SignerError
from laurels.sealing.opener import Opener
from laurels.signers.command import opener_from_command
from laurels.signers.environment import read_variable
from laurels.signers.keystore import read_keystore
from laurels.signers.memory import MemoryOpener, decode_secret
from laurels.signers.uri import Passphrase, Scheme, hold


def _from_file(location: str, passphrase: Passphrase, _environment: Mapping[str, str]) -> Opener:
    return MemoryOpener(decode_secret(read_keystore(location, passphrase), "registrar"))


def _from_variable(name: str, _passphrase: Passphrase, environment: Mapping[str, str]) -> Opener:
    return MemoryOpener(decode_secret(read_variable(name, environment), "registrar"))


def _no_agent(_fingerprint: str, _passphrase: Passphrase, _environment: Mapping[str, str]) -> Never:
    raise SignerError(
        "An SSH agent signs and cannot decrypt, so it cannot hold the registrar's key.",
        hint="Keep that key in a file, a variable or behind a command: --registrar file:…, env:… or command:….",
    )


OPENERS: Mapping[str, Scheme[Opener]] = MappingProxyType(
    {"file": _from_file, "env": _from_variable, "ssh-agent": _no_agent, "command": opener_from_command}
)
"""URI scheme → how to open it."""


def open_registrar(uri: str | None, *, passphrase: Callable[[], str], environment: Mapping[str, str]) -> Opener:
    """What opens sealed rows, behind a URI such as `file:PATH` or `env:NAME`.

    Raises `UsageError` for no URI or an unknown scheme, and `SignerError` where the key cannot be used.
    """
    return hold(uri, OPENERS, option="--registrar", passphrase=passphrase, environment=environment)
