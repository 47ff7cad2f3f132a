"""A key in a running SSH agent: `ssh-agent:SHA256:…` or `ssh-agent:COMMENT`.

The agent protocol (draft-ietf-sshm-ssh-agent, §3 to §5) is spoken over the socket that SSH_AUTH_SOCK names, a connection for each
request. Only Ed25519 keys (RFC 8709) are used: their signatures are raw, so any verifier checks them.
"""

from __future__ import annotations

import base64
import hashlib
import socket
import struct
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from laurels.encoding import multibase
from laurels.errors import SignerError
from laurels.proof import ed25519
from laurels.proof.signer import Signer

REQUEST_IDENTITIES, IDENTITIES_ANSWER = 11, 12
SIGN_REQUEST, SIGN_RESPONSE = 13, 14
MAX_ANSWER_BYTES = 256 * 1024  # OpenSSH's own limit, AGENT_MAX_LEN
MAX_IDENTITIES = 2048
TIMEOUT_SECONDS = 30.0
"""For one answer as a whole; an agent may be asking its user to confirm."""
KIND = b"ssh-ed25519"
_LIST = "See what it holds with `ssh-add -l`."


@dataclass(frozen=True, slots=True)
class Identity:
    """One Ed25519 key of an agent."""

    blob: bytes
    """The public key as SSH writes it; the agent knows the key by it."""
    comment: str

    @property
    def public_key(self) -> bytes:
        """The raw public key, 32 bytes."""
        return self.blob[-multibase.KEY_BYTES :]

    @property
    def fingerprint(self) -> str:
        """As `ssh-add -l` prints it: SHA256 and base64 without padding."""
        return "SHA256:" + base64.b64encode(hashlib.sha256(self.blob).digest()).rstrip(b"=").decode("ascii")


class Agent:
    """A running agent, by the path of its socket."""

    def __init__(self, path: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._path = path
        self._timeout = timeout

    def identities(self) -> list[Identity]:
        """The Ed25519 keys it holds. Raises `SignerError`."""
        answer = _Reader(self._ask(bytes([REQUEST_IDENTITIES]), IDENTITIES_ANSWER, "does not list its keys"))
        found = []
        count = answer.number()
        if count > MAX_IDENTITIES:
            raise _nonsense()
        for _ in range(count):
            blob, comment = answer.text(), answer.text()
            if blob == _text(KIND) + _text(blob[-multibase.KEY_BYTES :]):
                found.append(Identity(blob, comment.decode("utf-8", "replace")))
        answer.end()
        return found

    def sign(self, identity: Identity, data: bytes) -> bytes:
        """The raw signature of some bytes, 64 bytes, which fits the key. Raises `SignerError`."""
        request = bytes([SIGN_REQUEST]) + _text(identity.blob) + _text(data) + struct.pack(">I", 0)
        answer = _Reader(self._ask(request, SIGN_RESPONSE, "does not sign with this key"))
        signature = _Reader(answer.text())
        answer.end()
        kind, raw = signature.text(), signature.text()
        signature.end()
        if kind != KIND or not ed25519.verify(identity.public_key, raw, data):
            raise SignerError("The SSH agent's signature does not fit the key.", hint="Restart the agent.")
        return raw

    def _ask(self, request: bytes, expected: int, refusal: str) -> bytes:
        """What follows the type in the answer to one request."""
        deadline = time.monotonic() + self._timeout
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(self._timeout)
                connection.connect(self._path)
                connection.sendall(_text(request))
                (size,) = struct.unpack(">I", _receive(connection, 4, deadline))
                if not 1 <= size <= MAX_ANSWER_BYTES:
                    raise _nonsense()
                answer = _receive(connection, size, deadline)
        except TimeoutError as error:
            raise SignerError(
                f"The SSH agent did not answer within {self._timeout:g} seconds.",
                hint="Look whether it waits for you to confirm; restart it if it hangs. What was signed before is not lost.",
            ) from error
        except OSError as error:
            raise SignerError(
                f"The SSH agent cannot be reached: {error.strerror or error}.",
                hint="Start it, add the key, and run the command again: nothing is signed twice.",
            ) from error
        if answer[0] != expected:
            raise SignerError(f"The SSH agent {refusal}.", hint=f"It may be locked (`ssh-add -X`). {_LIST}")
        return answer[1:]


class AgentSigner:
    """Signs with one key of an agent."""

    def __init__(self, agent: Agent, identity: Identity) -> None:
        self._agent = agent
        self._identity = identity

    @property
    def public_key(self) -> bytes:
        """The raw public key, 32 bytes."""
        return self._identity.public_key

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature of some bytes, 64 bytes. Raises `SignerError`."""
        return self._agent.sign(self._identity, data)

    def __repr__(self) -> str:
        return f"AgentSigner({self._identity.fingerprint})"


def from_agent(name: str, _passphrase: Callable[[], str], environment: Mapping[str, str]) -> Signer:
    """The signer for the key with a fingerprint or comment. Raises `SignerError`: no agent, no such key, several."""
    path = environment.get("SSH_AUTH_SOCK", "")
    if not path:
        raise SignerError("There is no SSH agent: SSH_AUTH_SOCK is not set.", hint="Start one: eval $(ssh-agent).")
    if not hasattr(socket, "AF_UNIX"):
        raise SignerError("This system has no Unix sockets for an SSH agent.", hint="Use file:, env: or command:.")
    agent = Agent(path)
    held = agent.identities()
    found = [identity for identity in held if name in (identity.fingerprint, identity.comment)]
    if not found:
        raise SignerError(
            f"The SSH agent has {len(held)} Ed25519 keys, and none is `{name}`.",
            hint=f"A locked agent shows none: unlock it with `ssh-add -X`. {_LIST}",
        )
    if len(found) > 1:
        raise SignerError(
            f"The SSH agent has {len(found)} keys called `{name}`.", hint="Name its fingerprint, SHA256:…."
        )
    return AgentSigner(agent, found[0])


class _Reader:
    """The fields of one message (RFC 4251 §5)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def _take(self, size: int) -> bytes:
        if size > len(self._data) - self._at:
            raise _nonsense()
        self._at += size
        return self._data[self._at - size : self._at]

    def number(self) -> int:
        return int.from_bytes(self._take(4))

    def text(self) -> bytes:
        return self._take(self.number())

    def end(self) -> None:
        if self._at != len(self._data):
            raise _nonsense()


def _text(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _receive(connection: socket.socket, size: int, deadline: float) -> bytes:
    """Exactly so many bytes before the deadline, however slowly they drip. Raises `OSError`."""
    data = b""
    while len(data) < size:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)
        part = connection.recv(size - len(data))
        if not part:
            raise ConnectionResetError(0, "it hung up")
        data += part
    return data


def _nonsense() -> SignerError:
    return SignerError(
        "What SSH_AUTH_SOCK names does not answer as an SSH agent does.", hint="Start one: eval $(ssh-agent)."
    )
