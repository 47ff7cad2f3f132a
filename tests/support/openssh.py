"""OpenSSH's agent for the tests. `make install-test` runs this to install Debian's client where there is none."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from support.debian import install_package

PROGRAMS = ("ssh-agent", "ssh-add", "ssh-keygen")


def missing() -> list[str]:
    """The programs that are not on the path."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


@dataclass
class OpenSsh:
    """A running ssh-agent with keys in it."""

    folder: Path
    socket: str
    pid: int
    keys: dict[str, Path] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {"SSH_AUTH_SOCK": self.socket}

    def add(self, comment: str, kind: str = "ed25519") -> Path:
        """Make a key and give it to the agent; the path of its private file."""
        path = self.folder / f"key-{len(self.keys)}"
        self.keys[comment] = path
        _run("ssh-keygen", "-q", "-t", kind, "-N", "", "-C", comment, "-f", str(path))
        _run("ssh-add", "-q", str(path), env=self.environment)
        return path

    def fingerprint(self, comment: str) -> str:
        return _run("ssh-keygen", "-l", "-f", f"{self.keys[comment]}.pub").split()[1]

    def lock(self, password: str) -> None:
        """Lock the agent, as `ssh-add -x` does after asking."""
        helper = self.folder / "askpass"
        helper.write_text(f"#!/bin/sh\necho {password}\n")
        helper.chmod(0o700)
        asked = {"SSH_ASKPASS": str(helper), "SSH_ASKPASS_REQUIRE": "force", **self.environment}
        _run("ssh-add", "-x", env=asked)

    def end(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        Path(self.socket).unlink(missing_ok=True)


def _run(*words: str, env: dict[str, str] | None = None) -> str:
    return subprocess.run(
        words, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    ).stdout


@contextmanager
def running() -> Iterator[OpenSsh]:
    """An agent of its own, ended for certain."""
    assert not missing(), "make install-test installs OpenSSH's client; these tests need it"
    # The path of a socket has a limit of about a hundred characters.
    with tempfile.TemporaryDirectory(prefix="agent-") as folder:
        socket = f"{folder}/s"
        said = _run("ssh-agent", "-s", "-a", socket)
        agent = OpenSsh(Path(folder), socket, int(said.partition("SSH_AGENT_PID=")[2].partition(";")[0]))
        try:
            yield agent
        finally:
            agent.end()


if __name__ == "__main__":
    if missing():
        install_package("openssh-client", "the tests of keys in an SSH agent")
    if missing():
        sys.exit(f"The tests of keys in an SSH agent need {', '.join(missing())} on the path.")
