"""A key behind a command, for a KMS, a Vault or a hardware module: `command:NAME`.

A URI can only name a command; what the name stands for is said outside the repository, by whoever runs the computer, in the
environment variable LAURELS_COMMAND_NAME: an absolute path, without arguments. So nothing in a pull request can make a CI job run
anything. The program is started once, without a shell, and talks line by line:

    → laurels 1 issuing             which purpose the key must have
    ← key z6Mk…                     the public key, as in keys/public
    → sign BASE64                   for each signature; `open BASE64` for the registrar's key
    ← ok BASE64                     or: error WORDS, which are shown; `no` for a box that is not for this key

It sees nothing of the environment but HOME, LANG, a plain PATH, and the variables that LAURELS_COMMAND_NAME_PASS lists.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from laurels.encoding import multibase
from laurels.errors import SignerError
from laurels.proof import ed25519
from laurels.proof.signer import Signer
from laurels.sealing.opener import Opener
from laurels.sealing.text import SealingError
from laurels.signers.session import PROTOCOL, Session

PATH = "/usr/local/bin:/usr/bin:/bin"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")


class CommandSigner:
    """Signs by asking a command; each signature is verified before it is used."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._public = _public_key(session, "issuing", multibase.ED25519_PUBLIC_PREFIX)

    @property
    def public_key(self) -> bytes:
        """The raw public key, 32 bytes."""
        return self._public

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature of some bytes, 64 bytes. Raises `SignerError`."""
        signature = self._session.value("sign", base64.b64encode(data).decode("ascii"))
        if not ed25519.verify(self._public, signature, data):
            raise SignerError("The command's signature does not fit the key that it names.", hint=PROTOCOL)
        return signature


class CommandOpener:
    """Opens sealed boxes by asking a command."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._public = _public_key(session, "registrar", multibase.X25519_PUBLIC_PREFIX)

    @property
    def public_key(self) -> bytes:
        """The raw public key, 32 bytes."""
        return self._public

    def open(self, box: bytes) -> bytes:
        """What a NaCl sealed box holds. Raises `SealingError` where the command answers `no`, or `SignerError`."""
        word, rest = self._session.ask("open", base64.b64encode(box).decode("ascii"))
        if word == "no":
            raise SealingError("it was sealed for another registrar's key, or altered")
        try:
            if word == "ok":
                return base64.b64decode(rest, validate=True)
        except (binascii.Error, ValueError):
            pass  # the answer may hold what the box held: it is neither quoted nor chained
        raise self._session.nonsense()


def signer_from_command(name: str, _passphrase: Callable[[], str], environment: Mapping[str, str]) -> Signer:
    """The signer behind a command. Raises `SignerError`."""
    return CommandSigner(_start(name, environment))


def opener_from_command(name: str, _passphrase: Callable[[], str], environment: Mapping[str, str]) -> Opener:
    """The opener behind a command. Raises `SignerError`."""
    return CommandOpener(_start(name, environment))


def _start(name: str, environment: Mapping[str, str]) -> Session:
    if not _NAME.fullmatch(name):
        raise SignerError(
            "A command is named by lower-case letters, digits and hyphens.", hint="Write command:NAME, not a path."
        )
    if os.name != "posix":
        raise SignerError("This system cannot run a command safely enough.", hint="Use file: or env:.")
    variable = "LAURELS_COMMAND_" + name.upper().replace("-", "_")
    location = environment.get(variable, "")
    if not location:
        raise SignerError(
            f"Nothing says what the command {name} is.",
            hint=f"Set {variable} to the absolute path of a program, outside the repository.",
        )
    path = Path(location)
    reason = _unfit(path)
    if reason:
        raise SignerError(f"{variable}: {reason}.", hint="Name a program that only its owner, you or root, can change.")
    passed = [word for word in environment.get(f"{variable}_PASS", "").replace(",", " ").split() if word in environment]
    kept = {word: environment[word] for word in ("HOME", "LANG", *passed) if word in environment}
    return Session(name, path, {"PATH": PATH, **kept})


def _unfit(path: Path) -> str:
    """Why a program is not started, or nothing."""
    if not path.is_absolute():
        return "the path is not absolute"
    try:
        found = path.stat()
    except (OSError, ValueError):
        return "there is no such file"
    if not stat.S_ISREG(found.st_mode) or not os.access(path, os.X_OK):
        return "it is not a program"
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) or found.st_uid not in (0, os.geteuid()):
        return "others can change this program"
    return ""


def _public_key(session: Session, purpose: str, prefix: bytes) -> bytes:
    word, text = session.ask("laurels", "1", purpose)
    try:
        data = multibase.decode_base58btc(text) if word == "key" else b""
    except multibase.MultibaseError:
        data = b""
    if not data.startswith(prefix) or len(data) != len(prefix) + multibase.KEY_BYTES:
        raise session.nonsense()
    return data[len(prefix) :]
