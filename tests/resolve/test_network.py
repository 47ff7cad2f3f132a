"""The one door to the network: nothing inside is called, nothing is read without end."""

from __future__ import annotations

import io
import socket
import ssl
import threading
from collections.abc import Callable
from typing import Any

import pytest

from laurels.resolve import fetchers, network
from laurels.verification import Fetched, Unavailable

URL = "https://issuer.example/list"


class _Reply:
    """What a server says, as a socket that http.client reads."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self.sent = b""

    def settimeout(self, _seconds: float) -> None:
        pass

    def sendall(self, data: bytes) -> None:
        self.sent += data

    def makefile(self, *_: Any) -> io.BytesIO:
        return io.BytesIO(self._raw)

    def close(self) -> None:
        pass


class _Net:
    """The world outside: what names mean, what servers say, and who was called."""

    def __init__(self) -> None:
        self.addresses: dict[str, list[str]] = {}
        self.replies: list[bytes] = []
        self.called: list[tuple[str, int]] = []
        self.sent: list[_Reply] = []

    def getaddrinfo(self, host: str, port: int, **_: Any) -> list[Any]:
        if host not in self.addresses:
            raise socket.gaierror("no such name")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in self.addresses[host]]

    def create_connection(self, address: tuple[str, int], **_: Any) -> Any:
        self.called.append(address)
        return _Reply(b"")

    def wrap_socket(self, *_: Any, **__: Any) -> _Reply:
        reply = _Reply(self.replies.pop(0))
        self.sent.append(reply)
        return reply


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> _Net:
    world = _Net()
    world.addresses["issuer.example"] = ["93.184.215.14"]
    monkeypatch.setattr(socket, "getaddrinfo", world.getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", world.create_connection)
    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", world.wrap_socket)
    return world


def _reply(body: bytes = b"[]", status: str = "200 OK", headers: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body


def test_an_answer(net: _Net) -> None:
    net.replies = [_reply()]
    assert network.fetch(URL + "?page=2#part") == Fetched(200, b"[]")
    assert net.called == [("93.184.215.14", 443)]
    assert net.sent[0].sent.startswith(b"GET /list?page=2 HTTP/1.1\r\nHost: issuer.example\r\n")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255", "192.0.2.1", "198.18.0.1",
        "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "2001:db8::1",
        "224.0.0.1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::1", "fec0::1", "::127.0.0.1", "64:ff9b:1::1", "3fff::1", "5f00::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "100.64.0.1", "198.18.0.1", "255.255.255.255",
    ],
)  # fmt: skip
def test_what_is_inside_is_not_called(net: _Net, address: str) -> None:
    net.addresses["inside.example"] = [address]
    assert network.fetch("https://inside.example/latest/meta-data") == Unavailable("blocked")
    assert net.called == []


@pytest.mark.parametrize(
    "addresses", [["93.184.215.14", "10.0.0.1"], ["10.0.0.1", "93.184.215.14"], ["93.184.215.14", "::1"]]
)
def test_a_name_that_leads_outside_and_inside(net: _Net, addresses: list[str]) -> None:
    net.addresses["mixed.example"] = addresses
    assert network.fetch("https://mixed.example/") == Unavailable("blocked")
    assert net.called == []


def test_the_address_that_was_checked_is_the_one_that_is_called(net: _Net) -> None:
    """The name server may change its mind in between."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    net.addresses = type("", (dict,), {"__contains__": lambda *_: True, "__getitem__": lambda *_: next(answers)})()
    net.replies = [_reply()]
    assert network.fetch(URL) == Fetched(200, b"[]")
    assert net.called == [("93.184.215.14", 443)]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://issuer.example/list", "blocked"),
        ("ftp://issuer.example/list", "blocked"),
        ("file:///etc/hostname", "blocked"),
        ("//issuer.example/list", "blocked"),
        ("", "blocked"),
        ("https://", "blocked"),
        ("https:///list", "blocked"),
        ("https://user@issuer.example/list", "blocked"),
        ("https://user:word@issuer.example/list", "blocked"),
        ("https://@issuer.example/list", "blocked"),
        ("https://unknown.example/list", "network"),
        ("https://issuer.example:99999/", "network"),
        ("https://issuer.example:x/", "network"),
        ("https://[", "network"),
        ("https://[::1", "network"),
        ("https://issuer.example/\r\nX-Injected: 1", None),
        ("https://issuer.example/a b", "network"),
        ("https://issuer.example/é", "network"),
        ("https://issuer.example/\0", None),
    ],
)
def test_addresses_that_are_not_called(net: _Net, url: str, reason: str | None) -> None:
    net.replies = [_reply()]
    answer = network.fetch(url)
    assert isinstance(answer, Unavailable) or reason is None
    if reason:
        assert answer == Unavailable(reason)
    assert not any(b"X-Injected:" in reply.sent for reply in net.sent)


def _moved(to: str, status: str = "302 Found") -> bytes:
    return _reply(b"", status, f"Location: {to}\r\n")


@pytest.mark.parametrize(
    ("replies", "answer"),
    [
        ([_moved("/new"), _reply()], Fetched(200, b"[]")),
        ([_moved("https://issuer.example/new", "308 Permanent Redirect"), _reply()], Fetched(200, b"[]")),
        ([_moved("/1"), _moved("/2"), _moved("/3"), _reply()], Fetched(200, b"[]")),
        ([_moved("/1"), _moved("/2"), _moved("/3"), _moved("/4"), _reply()], Unavailable("redirect")),
        ([_moved("https://other.example/new")], Unavailable("redirect")),
        ([_moved("//other.example/new")], Unavailable("redirect")),
        ([_moved("http://issuer.example/new")], Unavailable("blocked")),
        ([_moved("https://issuer.example:8443/new")], Unavailable("redirect")),
        ([_moved("https://issuer.example:443/new"), _reply()], Fetched(200, b"[]")),
        ([_moved("https://ISSUER.example/new"), _reply()], Fetched(200, b"[]")),
        ([_moved("https://u@issuer.example/new")], Unavailable("blocked")),
        ([_reply(b"x", headers="Content-Encoding: gzip\r\n")], Unavailable("encoding")),
        ([_reply(b"x", headers="Content-Encoding: identity\r\n")], Fetched(200, b"x")),
        ([b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000], Unavailable("network")),
        ([_moved("https://[")], Unavailable("network")),
        ([_reply(b"", "302 Found")], Fetched(302, b"")),
        ([_reply(b"gone", "404 Not Found")], Fetched(404, b"gone")),
        ([_reply(b"x" * fetchers.MAX_BODY_BYTES)], Fetched(200, b"x" * fetchers.MAX_BODY_BYTES)),
        ([_reply(b"x" * (fetchers.MAX_BODY_BYTES + 1))], Unavailable("too-large")),
        ([b"SSH-2.0-OpenSSH_9.2\r\n"], Unavailable("network")),
        ([b""], Unavailable("network")),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[]"], Unavailable("network")),
        ([b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n"], Unavailable("network")),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n"], Fetched(200, b"[]")),
    ],
)  # fmt: skip
def test_replies(net: _Net, replies: list[bytes], answer: Fetched | Unavailable) -> None:
    net.replies = replies
    assert network.fetch(URL) == answer


def _raising(error: Exception) -> Callable[..., Any]:
    def act(*_: Any, **__: Any) -> Any:
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TimeoutError(), "timeout"),
        (ConnectionRefusedError(), "network"),
        (ssl.SSLCertVerificationError("self-signed"), "network"),
        (UnicodeError("name"), "network"),
    ],
)
def test_connections_that_fail(net: _Net, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str) -> None:
    monkeypatch.setattr(socket, "create_connection", _raising(error))
    assert network.fetch(URL) == Unavailable(reason)


def test_a_slow_server_is_left(net: _Net, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.0, *[network.TIMEOUT_SECONDS + 1] * 9])
    monkeypatch.setattr(network.time, "monotonic", lambda: next(clock))
    net.replies = [_reply(b"x" * 200_000)]
    assert network.fetch(URL) == Unavailable("timeout")


def test_a_name_server_that_never_answers_is_left(net: _Net, monkeypatch: pytest.MonkeyPatch) -> None:
    asleep = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: asleep.wait() and [])
    monkeypatch.setattr(network, "TIMEOUT_SECONDS", 0.01)
    assert network.fetch(URL) == Unavailable("timeout")
    asleep.set()
    assert net.called == []


@pytest.mark.parametrize("head_at_once", [True, False])
def test_a_server_that_drips_is_left(net: _Net, monkeypatch: pytest.MonkeyPatch, head_at_once: bool) -> None:
    clock = [0.0]
    head, body = _reply(b"x" * 5_000).split(b"\r\n\r\n", 1)

    class Drip(io.RawIOBase):
        """A byte a second, from the start or after the head."""

        first = [head + b"\r\n\r\n"] if head_at_once else [bytes([byte]) for byte in head]
        parts = iter([*first, *(bytes([byte]) for byte in body)])

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            part = next(self.parts, b"")
            clock[0] += len(part) == 1
            buffer[: len(part)] = part
            return len(part)

    monkeypatch.setattr(network.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(_Reply, "makefile", lambda *_: io.BufferedReader(Drip()))
    net.replies = [b""]
    assert network.fetch(URL) == Unavailable("timeout")
    assert clock[0] <= network.TIMEOUT_SECONDS + 1
