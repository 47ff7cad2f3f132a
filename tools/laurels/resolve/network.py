"""One guarded door to the network: https only, public addresses only, bounded in size, time and redirects.

What a badge names is a stranger's choice. The name is looked up once and the connection goes to the very address that
was checked, so that a second answer of the name server cannot lead inside. One deadline covers everything, so that a server
that drips cannot hold us. No proxy is used, nothing is sent but the request, and nothing is unpacked.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import threading
import time
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from laurels.resolve.fetchers import MAX_BODY_BYTES
from laurels.verification import Fetched, Unavailable

TIMEOUT_SECONDS = 10.0
MAX_REDIRECTS = 3
_CHUNK_BYTES = 64 * 1024
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052 §2.1
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # RFC 4291 §2.4
_DOCUMENTATION = ipaddress.IPv6Network("3fff::/20")  # RFC 9637, younger than some versions of Python


def fetch(url: str) -> Fetched | Unavailable:
    """The answer of an https address. Redirects stay on the same host and port."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    start = url
    for _ in range(MAX_REDIRECTS + 1):
        try:
            status, location, body = _request(url, deadline)
            if status not in (301, 302, 303, 307, 308) or location is None:
                return Fetched(status, body)
            url = urljoin(url, location)
            if _place(url) != _place(start):
                return Unavailable("redirect")
        except _RefusedError as refused:
            return Unavailable(refused.reason)
        except TimeoutError:
            return Unavailable("timeout")
        except (OSError, http.client.HTTPException, ValueError):
            return Unavailable("network")
    return Unavailable("redirect")


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that this machine trusts: they are many, and read once."""
    return ssl.create_default_context()


class _RefusedError(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _place(url: str) -> tuple[str | None, int]:
    parts = urlsplit(url)
    return parts.hostname, parts.port or 443


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        # Addresses that carry one of IPv4 lead to that one, wherever it is.
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
        if address not in _GLOBAL_UNICAST or address in _DOCUMENTATION:
            return False
    return address.is_global and not address.is_multicast


def _public_address(host: str, port: int, deadline: float) -> str:
    """An address of a host of which every address belongs to the public internet."""
    found = [str(address[0]) for *_, address in _look_up(host, port, deadline)]
    if not found:
        raise _RefusedError("network")
    if not all(_is_public(ipaddress.ip_address(address)) for address in found):
        raise _RefusedError("blocked")
    return found[0]


def _look_up(host: str, port: int, deadline: float) -> list[Any]:
    """What the name server says, or `TimeoutError`: the system's own patience is longer than ours, and cannot be set."""
    answer: list[Any] = []

    def ask() -> None:
        try:
            answer.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(_left(deadline))
    if not answer:
        raise TimeoutError
    if isinstance(answer[0], Exception):
        raise answer[0]
    return list(answer[0])


def _left(deadline: float) -> float:
    """Seconds until the deadline, or `TimeoutError`."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Timed(io.RawIOBase):
    """What a connection says, until the deadline: a line that comes in drops is as late as its last one."""

    def __init__(self, connected: socket.socket, inner: io.BufferedIOBase, deadline: float) -> None:
        self.connected = connected
        self.inner = inner
        self.deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.connected.settimeout(_left(self.deadline))
        return self.inner.readinto1(buffer)

    def close(self) -> None:
        self.inner.close()
        super().close()


class _Connection(http.client.HTTPSConnection):
    """A connection to the address that was checked, under the name that was asked for."""

    def __init__(self, host: str, port: int, address: str, deadline: float) -> None:
        super().__init__(host, port)
        self.address = address
        self.deadline = deadline

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), timeout=_left(self.deadline))
        try:
            plain.settimeout(_left(self.deadline))
            self.sock = _trusted().wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise
        self.sock.settimeout(_left(self.deadline))

    def response_class(self, sock: socket.socket, *arguments: Any, **options: Any) -> http.client.HTTPResponse:  # type: ignore[override]
        response = http.client.HTTPResponse(sock, *arguments, **options)
        response.fp = io.BufferedReader(_Timed(sock, response.fp, self.deadline))
        return response


def _request(url: str, deadline: float) -> tuple[int, str | None, bytes]:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.username is not None or parts.password is not None:
        raise _RefusedError("blocked")
    port = parts.port or 443
    connection = _Connection(parts.hostname, port, _public_address(parts.hostname, port, deadline), deadline)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        # The library asks for no encoding of the content by itself.
        connection.request("GET", target, headers={"Accept": "application/json, */*", "User-Agent": "laurels"})
        response = connection.getresponse()
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise _RefusedError("encoding")
        body = b""
        while chunk := response.read1(_CHUNK_BYTES):
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                raise _RefusedError("too-large")
            _left(deadline)
        if response.length:  # fewer bytes came than were announced
            raise _RefusedError("network")
        return response.status, response.headers.get("Location"), body
    finally:
        connection.close()
