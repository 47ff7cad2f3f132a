"""Ways to hold a private key, chosen by a URI. One Protocol for all that sign, `laurels.proof.signer.Signer`, and one for the
registrar's, `laurels.sealing.opener.Opener`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from laurels.proof.signer import Signer
from laurels.signers.command import signer_from_command
from laurels.signers.environment import read_variable
from laurels.signers.keystore import read_keystore
from laurels.signers.memory import MemorySigner, decode_secret
from laurels.signers.ssh_agent import from_agent
from laurels.signers.uri import Passphrase, Scheme, hold


def _from_file(location: str, passphrase: Passphrase, _environment: Mapping[str, str]) -> Signer:
    return MemorySigner(decode_secret(read_keystore(location, passphrase)))


def _from_variable(name: str, _passphrase: Passphrase, environment: Mapping[str, str]) -> Signer:
    return MemorySigner(decode_secret(read_variable(name, environment)))


SCHEMES: Mapping[str, Scheme[Signer]] = MappingProxyType(
    {"file": _from_file, "env": _from_variable, "ssh-agent": from_agent, "command": signer_from_command}
)
"""URI scheme → how to open it."""


def open_signer(uri: str | None, *, passphrase: Callable[[], str], environment: Mapping[str, str]) -> Signer:
    """The signer behind a URI such as `file:PATH` or `env:NAME`.

    Raises `UsageError` for no URI or an unknown scheme, and `SignerError` where the key cannot be used.
    """
    return hold(uri, SCHEMES, option="--signer", passphrase=passphrase, environment=environment)
