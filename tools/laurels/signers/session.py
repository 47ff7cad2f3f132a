"""A program that answers line by line: started without a shell, bounded in time and output, ended for certain."""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import selectors
import signal
import subprocess
import time
import weakref
from collections.abc import Mapping
from pathlib import Path

from laurels.errors import SignerError

TIMEOUT_SECONDS = 30.0
"""For one answer as a whole."""
PARTING_SECONDS = 0.5
"""What a program gets to leave by itself when its input ends."""
MAX_ANSWER_BYTES = 256 * 1024
SHOWN_CHARACTERS = 200
PROTOCOL = "It must answer as the page “Run the office” says."


class Session:
    """A running command and its key. Ended with the object, or with this process."""

    def __init__(
        self, name: str, path: Path, environment: Mapping[str, str], *, timeout: float = TIMEOUT_SECONDS
    ) -> None:
        self._name = name
        self._timeout = timeout
        self._rest = b""
        try:
            self._process = subprocess.Popen(  # noqa: S603 - an absolute path that whoever runs this computer chose
                [str(path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what a KMS client says there may hold its own secrets
                env=dict(environment),
                cwd="/",
                bufsize=0,
                start_new_session=True,
            )
        except OSError as error:
            raise SignerError(
                f"The command {name} cannot be started: {error.strerror}.", hint=f"Look at {path}."
            ) from error
        self._finalizer = weakref.finalize(self, _end, self._process)

    def ask(self, *words: str) -> tuple[str, str]:
        """Send one line and read one: its first word and the rest. Raises `SignerError`."""
        deadline = time.monotonic() + self._timeout
        try:
            self._send((" ".join(words) + "\n").encode("ascii"), deadline)
            line = self._line(deadline)
        except SignerError:
            self._finalizer()
            raise
        word, _, rest = line.rstrip("\r").partition(" ")
        if word == "error":
            shown = "".join(character if character.isprintable() else "?" for character in rest[:SHOWN_CHARACTERS])
            raise SignerError(
                f"The command {self._name} says: {shown or 'error'}",
                hint="Nothing was lost; run it again when that is mended.",
            )
        return word, rest

    def value(self, *words: str) -> bytes:
        """The bytes that `ok BASE64` answers with. Raises `SignerError`."""
        word, rest = self.ask(*words)
        try:
            if word == "ok":
                return base64.b64decode(rest, validate=True)
        except (binascii.Error, ValueError):
            pass
        raise self.nonsense()

    def nonsense(self) -> SignerError:
        """The error for an answer that is none. The answer is not quoted."""
        return SignerError(f"The command {self._name} did not answer as it should.", hint=PROTOCOL)

    def _send(self, data: bytes, deadline: float) -> None:
        pipe = self._process.stdin
        assert pipe is not None  # noqa: S101 - asked for above
        os.set_blocking(pipe.fileno(), False)
        while data:
            self._wait(pipe, selectors.EVENT_WRITE, deadline)
            try:
                data = data[os.write(pipe.fileno(), data) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._gone() from error

    def _line(self, deadline: float) -> str:
        pipe = self._process.stdout
        assert pipe is not None  # noqa: S101 - asked for above
        while b"\n" not in self._rest:
            self._wait(pipe, selectors.EVENT_READ, deadline)
            part = os.read(pipe.fileno(), 65536)
            if not part:
                raise self._gone()
            self._rest += part
            if len(self._rest) > MAX_ANSWER_BYTES:
                raise self.nonsense()
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode("ascii", "replace")

    def _wait(self, pipe: object, event: int, deadline: float) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, event)  # type: ignore[arg-type]
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise SignerError(
                    f"The command {self._name} did not answer within {self._timeout:g} seconds.",
                    hint="What was signed before is not lost; run it again.",
                )

    def _gone(self) -> SignerError:
        return SignerError(
            f"The command {self._name} ended without an answer.", hint=f"{PROTOCOL} Try it by hand; nothing was lost."
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started: by closing its input, else by force."""
    assert process.stdin is not None and process.stdout is not None  # noqa: S101 - asked for above
    process.stdin.close()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        selector.select(PARTING_SECONDS)
    # Not waited for yet, so that the number still belongs to it.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.stdout.close()
    process.wait()
