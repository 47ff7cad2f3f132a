"""An encrypted keystore file: `file:PATH`. Argon2id makes the key, XSalsa20-Poly1305 (NaCl secretbox) closes the box."""

from __future__ import annotations

import base64
import binascii
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nacl import pwhash, secret
from nacl.exceptions import CryptoError

from laurels.encoding import strict_json
from laurels.errors import SignerError, WriteError

FORMAT = "laurels-keystore-1"
MAX_BYTES = 64 * 1024
# RFC 9106 §4, second recommended option is t=3, 64 MiB; libsodium's "moderate" (t=3, 256 MiB) is above it.
OPERATIONS = pwhash.argon2id.OPSLIMIT_MODERATE
MEMORY_BYTES = pwhash.argon2id.MEMLIMIT_MODERATE
MAX_OPERATIONS = 10
MAX_MEMORY_BYTES = 1024 * 1024 * 1024
# libsodium's "interactive": below it, somebody with a copy of the file could try passphrases in earnest.
MIN_OPERATIONS = pwhash.argon2id.OPSLIMIT_INTERACTIVE
MIN_MEMORY_BYTES = pwhash.argon2id.MEMLIMIT_INTERACTIVE
MIN_PASSPHRASE_CHARACTERS = 12
MIN_DIFFERENT_CHARACTERS = 5


def write_keystore(
    path: Path, secret_text: str, passphrase: str, *, operations: int = OPERATIONS, memory: int = MEMORY_BYTES
) -> None:
    """Write a secret (`memory.encode_secret`) to a new file that only its owner can read. Raises `WriteError` where the file exists, `SignerError`."""
    if len(passphrase) < MIN_PASSPHRASE_CHARACTERS or len(set(passphrase)) < MIN_DIFFERENT_CHARACTERS:
        raise SignerError(
            f"The passphrase is too easy to guess: fewer than {MIN_PASSPHRASE_CHARACTERS} characters, or nearly all the same.",
            hint="Use four or five words that have nothing to do with each other.",
        )
    salt = os.urandom(pwhash.argon2id.SALTBYTES)
    box = secret.SecretBox(_derive(passphrase, salt, operations, memory))
    body = {
        "format": FORMAT,
        "kdf": {"name": "argon2id", "operations": operations, "memory": memory, "salt": _text(salt)},
        "box": _text(bytes(box.encrypt(secret_text.encode("ascii")))),
    }
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(body, file, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise WriteError(f"{path} exists already.", hint="Choose another path: a key is never overwritten.") from error
    except OSError as error:
        raise WriteError(f"{path} cannot be written: {error.strerror}.") from error


def read_keystore(location: str, passphrase: Callable[[], str]) -> str:
    """The secret text (`memory.decode_secret`) in a keystore file. Raises `SignerError`: not there, not a keystore, wrong passphrase."""
    path = Path(location).expanduser()
    salt, operations, memory, box = _parse(path, _read(path))
    try:
        text = secret.SecretBox(_derive(passphrase(), salt, operations, memory)).decrypt(box)
    except CryptoError as error:
        raise SignerError(
            f"The passphrase does not open {path}.", hint="Type it again, or set LAURELS_PASSPHRASE."
        ) from error
    return text.decode("ascii", "replace")


def _read(path: Path) -> bytes:
    """The bytes of a keystore that its owner alone can read and change. Raises `SignerError`."""
    try:
        # Not blocking: what is named may be a pipe that nobody ever writes to.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise SignerError(
                    f"The keystore {path} is not a file.", hint="Name the file that `laurels keys new` wrote."
                )
            if os.name == "posix" and (found.st_mode & 0o077 or found.st_uid not in (0, os.geteuid())):
                raise SignerError(
                    f"Others on this computer can read or change {path}.", hint=f"Make it yours alone: chmod 600 {path}"
                )
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SignerError(
            f"The keystore {path} cannot be read: {error.strerror}.",
            hint="Make one: laurels keys new --purpose issuing --id ID --store PATH.",
        ) from error


def _parse(path: Path, raw: bytes) -> tuple[bytes, int, int, bytes]:
    problem = SignerError(f"{path} is not a Laurels keystore.", hint="Name the file that `laurels keys new` wrote.")
    if len(raw) > MAX_BYTES:
        raise problem
    try:
        body: dict[str, Any] = strict_json.loads(raw)
        kdf = body["kdf"]
        salt, box = _bytes(kdf["salt"]), _bytes(body["box"])
        operations, memory = int(kdf["operations"]), int(kdf["memory"])
        fits = body["format"] == FORMAT and kdf["name"] == "argon2id" and len(salt) == pwhash.argon2id.SALTBYTES
    except (ValueError, KeyError, TypeError) as error:
        raise problem from error
    # A keystore is a file somebody may have planted: what it may cost is bounded.
    if not fits or not 1 <= operations <= MAX_OPERATIONS or not 8192 <= memory <= MAX_MEMORY_BYTES:
        raise problem
    if operations < MIN_OPERATIONS or memory < MIN_MEMORY_BYTES:
        raise SignerError(
            f"{path} is a keystore that is too cheap to break: {operations} passes over {memory // 1024} KiB.",
            hint="Retire its key, and make another with `laurels keys new`.",
        )
    return salt, operations, memory, box


def _derive(passphrase: str, salt: bytes, operations: int, memory: int) -> bytes:
    try:
        return pwhash.argon2id.kdf(
            secret.SecretBox.KEY_SIZE, passphrase.encode("utf-8"), salt, opslimit=operations, memlimit=memory
        )
    except (CryptoError, RuntimeError, MemoryError) as error:
        raise SignerError("There is not enough memory to open the keystore.") from error


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
