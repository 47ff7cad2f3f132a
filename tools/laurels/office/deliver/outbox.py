"""What was sent already, so that nobody gets a letter twice: one line a letter, without names, addresses or keys.

`sending` is on the disk before the last byte leaves, `sent` after the server took it. A letter that was left in between may
have arrived or not: it is never sent again unless somebody says so.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from laurels.encoding.timestamps import format_timestamp
from laurels.errors import RepositoryError, WriteError

if sys.platform != "win32":
    import fcntl

STATES = ("sending", "sent", "refused")


def default_path(site_url: str, environment: Mapping[str, str]) -> Path:
    """Where the outbox of a site is kept: in the user's state folder (XDG Base Directory Specification)."""
    stated = environment.get("XDG_STATE_HOME", "")
    base = (
        Path(stated) if stated.startswith("/") else Path(environment.get("HOME", "~")).expanduser() / ".local" / "state"
    )
    name = "".join(character if character.isalnum() else "-" for character in site_url.partition("://")[2].strip("/"))
    return base / "laurels" / f"{name or 'site'}.outbox.jsonl"


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep a second run away while this one sends. Raises `WriteError` where one is on its way."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path.with_name(path.name + ".lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError as error:
        raise WriteError(f"{path.parent} cannot be written: {error.strerror}.") from error
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Take a lock that ends with the process, however it ends."""
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise WriteError("Another run is sending letters.", hint="Wait for its end; this one sent nothing.") from None


class Outbox:
    """The file, and what it says. Raises `RepositoryError` where it cannot be read: then nothing may be sent."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._states: dict[str, str] = {}
        try:
            data = path.read_bytes() if path.exists() else b""
            whole = data[: data.rfind(b"\n") + 1]
            for line in whole.splitlines():
                entry = json.loads(line)
                self._states[entry["id"]] = entry["state"]
            if len(whole) < len(data):
                # A torn last line is of a run that was killed while it wrote `sending`: that letter had not left.
                os.truncate(path, len(whole))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RepositoryError(
                f"{path} cannot be read, so what was sent is not known.",
                hint="Restore it, or name another: --state FILE.",
            ) from error

    def state(self, identifier: str) -> str:
        """`sent`, `sending` (it may have arrived), `refused` by the server, or empty."""
        return self._states.get(identifier, "")

    def record(self, identifier: str, state: str, now: datetime) -> None:
        """Note a state, on the disk before this returns. Raises `WriteError`."""
        entry = {"id": identifier, "state": state, "at": format_timestamp(now)}
        text = json.dumps(entry) + "\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            with os.fdopen(os.open(self._path, flags, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise WriteError(
                f"{self._path} cannot be written: {error.strerror}.", hint="Nothing more was sent."
            ) from error
        self._states[identifier] = state
