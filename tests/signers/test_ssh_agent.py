"""Keys in an SSH agent: OpenSSH's own, and agents that misbehave."""

from __future__ import annotations

import os
import signal
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from nacl.signing import SigningKey, VerifyKey

from laurels.errors import SignerError
from laurels.proof.signer import Signer
from laurels.signers import open_signer
from laurels.signers.ssh_agent import IDENTITIES_ANSWER, KIND, MAX_ANSWER_BYTES, SIGN_RESPONSE, Agent
from support.openssh import OpenSsh

KEY = SigningKey(bytes(range(32)))


def _open(agent: OpenSsh, name: str) -> Signer:
    return open_signer(f"ssh-agent:{name}", passphrase=lambda: pytest.fail("asked"), environment=agent.environment)


def test_an_agent_signs_by_fingerprint_and_by_comment(agent: OpenSsh) -> None:
    agent.add("somebody@laptop", "rsa")
    public = agent.add("2026 issuing").with_suffix(".pub")
    for name in (agent.fingerprint("2026 issuing"), "2026 issuing"):
        signer = _open(agent, name)
        for data in (b"", b"data", bytes(100_000)):
            assert VerifyKey(signer.public_key).verify(data, signer.sign(data)) == data
        assert agent.fingerprint("2026 issuing") in repr(signer)
    import base64

    assert base64.b64decode(public.read_text().split()[1])[-32:] == signer.public_key


def test_what_the_agent_does_not_hold(agent: OpenSsh) -> None:
    agent.add("rsa", "rsa")
    agent.add("twice")
    agent.add("twice")
    for name, said in (("rsa", "has 2 Ed25519 keys, and none"), ("SHA256:x", "and none"), ("twice", "2 keys called")):
        with pytest.raises(SignerError, match=said) as caught:
            _open(agent, name)
        assert caught.value.hint


def test_a_locked_agent_says_how_to_unlock_it(agent: OpenSsh) -> None:
    agent.add("issuing")
    signer = _open(agent, "issuing")
    agent.lock("a password")
    with pytest.raises(SignerError, match="does not sign with this key") as caught:
        signer.sign(b"data")
    assert "ssh-add -X" in caught.value.hint
    with pytest.raises(SignerError, match="has 0 Ed25519 keys") as caught:
        _open(agent, "issuing")
    assert "ssh-add -X" in caught.value.hint


def test_an_agent_that_vanishes(agent: OpenSsh) -> None:
    agent.add("issuing")
    signer = _open(agent, "issuing")
    signer.sign(b"the first")
    agent.end()
    with pytest.raises(SignerError, match="cannot be reached") as caught:
        signer.sign(b"the second")
    assert "nothing is signed twice" in caught.value.hint


def test_an_agent_that_hangs(agent: OpenSsh) -> None:
    agent.add("issuing")
    running = Agent(agent.socket, timeout=0.2)
    (identity,) = running.identities()
    os.kill(agent.pid, signal.SIGSTOP)
    try:
        with pytest.raises(SignerError, match=r"within 0\.2 seconds"):
            running.sign(identity, b"data")
    finally:
        os.kill(agent.pid, signal.SIGCONT)


@pytest.mark.parametrize("environment", [{}, {"SSH_AUTH_SOCK": ""}, {"SSH_AUTH_SOCK": "/nowhere/agent"}])
def test_no_agent(environment: dict[str, str]) -> None:
    with pytest.raises(SignerError, match=r"no SSH agent|cannot be reached"):
        open_signer("ssh-agent:issuing", passphrase=lambda: "", environment=environment)


def _text(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


BLOB = _text(KIND) + _text(bytes(KEY.verify_key))


def _listed(blob: bytes = BLOB, count: int = 1) -> bytes:
    return _text(bytes([IDENTITIES_ANSWER]) + struct.pack(">I", count) + _text(blob) + _text(b"issuing"))


def _signed(signature: bytes, kind: bytes = KIND) -> bytes:
    return _text(bytes([SIGN_RESPONSE]) + _text(_text(kind) + _text(signature)))


@contextmanager
def _speaking(*answers: bytes) -> Iterator[str]:
    """A socket that gives each caller the next answer, whatever was asked."""
    with TemporaryDirectory(prefix="agent-") as folder, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        path = str(Path(folder) / "s")
        listening.bind(path)
        listening.listen()

        def serve() -> None:
            for answer in answers:
                caller, _ = listening.accept()
                with caller:
                    (size,) = struct.unpack(">I", caller.recv(4, socket.MSG_WAITALL))
                    caller.recv(size, socket.MSG_WAITALL)
                    try:
                        caller.sendall(answer)
                        caller.shutdown(socket.SHUT_WR)
                        caller.recv(1)
                    except OSError:
                        pass  # it had enough

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield path
        finally:
            thread.join(10)
            assert not thread.is_alive()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0\0",
        struct.pack(">I", 0),
        struct.pack(">I", MAX_ANSWER_BYTES + 1) + b"x" * 100,
        b"\xff\xff\xff\xff",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        _listed()[:-1],
        _listed(count=0),
        _listed(count=2),
        _listed(count=1 << 31),
        _text(bytes([IDENTITIES_ANSWER]) + struct.pack(">I", 1) + b"\xff\xff\xff\xff"),
        _text(bytes([5])),
        _text(bytes([IDENTITIES_ANSWER])),
    ],
)
def test_what_is_no_answer_is_refused(answer: bytes) -> None:
    with _speaking(answer) as path, pytest.raises(SignerError) as caught:
        Agent(path, timeout=2).identities()
    assert caught.value.hint


@pytest.mark.parametrize(
    "blob",
    [
        b"", b"x" * 51, _text(KIND) + _text(bytes(31)), _text(KIND) + _text(bytes(33)), _text(b"ssh-ed448") + _text(bytes(57)),
        BLOB + b"\0", _text(b"sk-ssh-ed25519@openssh.com") + _text(bytes(KEY.verify_key)) + _text(b"ssh:"),
    ],
)  # fmt: skip
def test_keys_of_other_kinds_are_passed_over(blob: bytes) -> None:
    with _speaking(_listed(blob)) as path:
        assert Agent(path, timeout=2).identities() == []


_RIGHT = KEY.sign(b"data").signature


@pytest.mark.parametrize(
    ("answer", "signs"),
    [
        (_signed(_RIGHT), True),
        (_signed(KEY.sign(b"other").signature), False),
        (_signed(SigningKey(bytes(32)).sign(b"data").signature), False),
        (_signed(_RIGHT[:-1]), False),
        (_signed(_RIGHT + b"\0"), False),
        (_signed(_RIGHT, b"ssh-rsa"), False),
        (_text(bytes([SIGN_RESPONSE]) + _text(b"")), False),
        (_text(bytes([SIGN_RESPONSE]) + _text(_text(KIND) + _text(_RIGHT) + b"\0")), False),
        (_signed(_RIGHT)[:-4], False),
    ],
)
def test_a_signature_is_verified_before_it_is_used(answer: bytes, signs: bool) -> None:
    with _speaking(_listed(), answer) as path:
        running = Agent(path, timeout=2)
        (identity,) = running.identities()

        def sign() -> bytes:
            return running.sign(identity, b"data")

        _check(sign, signs)


def _check(sign: Callable[[], bytes], signs: bool) -> None:
    if signs:
        assert sign() == _RIGHT
        return
    with pytest.raises(SignerError) as caught:
        sign()
    assert caught.value.hint
