"""One guarded door to the network: https only, public addresses only, bounded in size, time and redirects.

What a badge names is a stranger's choice. The name is looked up once and the connection goes to the very address that
was checked, so that a second answer of the name server cannot lead inside.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import urljoin, urlsplit

from laurels.resolve.fetchers import MAX_BODY_BYTES
from laurels.verification import Fetched, Unavailable

TIMEOUT_SECONDS = 10.0
MAX_REDIRECTS = 3
_CHUNK_BYTES = 64 * 1024
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052 §2.1


def fetch(url: str) -> Fetched | Unavailable:
    """The answer of an https address. Redirects stay on the same host."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    start = url
    for _ in range(MAX_REDIRECTS + 1):
        try:
            status, location, body = _request(url, deadline)
            if status not in (301, 302, 303, 307, 308) or location is None:
                return Fetched(status, body)
            url = urljoin(url, location)
            if urlsplit(url).hostname != urlsplit(start).hostname:
                return Unavailable("redirect")
        except _RefusedError as refused:
            return Unavailable(refused.reason)
        except TimeoutError:
            return Unavailable("timeout")
        except (OSError, http.client.HTTPException, ValueError):
            return Unavailable("network")
    return Unavailable("redirect")


class _RefusedError(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        # Addresses that carry one of IPv4 lead to that one, wherever it is.
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
    return address.is_global and not address.is_multicast


def _public_address(host: str, port: int) -> str:
    """An address of a host that belongs to the public internet."""
    for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if not _is_public(ipaddress.ip_address(address[0])):
            raise _RefusedError("blocked")
        return str(address[0])
    raise _RefusedError("network")


def _request(url: str, deadline: float) -> tuple[int, str | None, bytes]:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.username is not None or parts.password is not None:
        raise _RefusedError("blocked")
    port = parts.port or 443
    left = max(0.1, deadline - time.monotonic())
    plain = socket.create_connection((_public_address(parts.hostname, port), port), timeout=left)
    connection = http.client.HTTPSConnection(parts.hostname, port, timeout=left)
    try:
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"Accept": "application/json, */*", "User-Agent": "laurels"})
        response = connection.getresponse()
        body = b""
        # One receive at a time, so that a server that drips cannot hold us past the deadline.
        while chunk := response.read1(_CHUNK_BYTES):
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                raise _RefusedError("too-large")
            if time.monotonic() > deadline:
                raise _RefusedError("timeout")
        if response.length:  # fewer bytes came than were announced
            raise _RefusedError("network")
        return response.status, response.headers.get("Location"), body
    finally:
        connection.close()
        plain.close()
