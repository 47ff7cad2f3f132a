"""Where answers come from: nowhere, a map of files, the network; and a memory in front of any of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from laurels.errors import UsageError
from laurels.verification import Fetched, Fetcher, Unavailable

MAX_BODY_BYTES = 4 * 1024 * 1024


def offline(_url: str) -> Unavailable:
    """No network at all."""
    return Unavailable("offline")


def remembering(fetch: Fetcher) -> Fetcher:
    """Asks each address once; two hundred badges with one status list cost one request."""
    answers: dict[str, Fetched | Unavailable] = {}

    def get(url: str) -> Fetched | Unavailable:
        if url not in answers:
            answers[url] = fetch(url)
        return answers[url]

    return get


def from_map(path: Path) -> Fetcher:
    """Answers from a JSON file instead of the network; what it does not name is offline.

    `{url: file}` or `{"routes": {url: {"status": 200, "headers": {…}, "body_file": file}}}`; files are relative to the map.
    Raises `UsageError` where the map is not one.
    """
    try:
        value: Any = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError(f"The http map {path} cannot be read: {error}.") from error
    routes = value.get("routes", value) if isinstance(value, dict) else None
    if not isinstance(routes, dict):
        raise UsageError(f"The http map {path} is not an object of addresses.", hint='Write {"https://…": "file"}.')
    answers = {url: _route(path, url, route) for url, route in routes.items()}
    return lambda url: answers.get(url, Unavailable("offline"))


def _route(path: Path, url: str, route: Any) -> Fetched:
    entry: Mapping[str, Any] = {"body_file": route} if isinstance(route, str) else route
    if not isinstance(entry, dict) or not isinstance(entry.get("status", 200), int):
        raise UsageError(
            f"The http map {path} says nothing usable about {url}.", hint='Write "file" or {"status": 404}.'
        )
    file = entry.get("body_file")
    try:
        body = (path.parent / file).read_bytes() if file is not None else b""
    except (OSError, TypeError) as error:
        raise UsageError(f"The http map {path} names a file for {url} that cannot be read: {file}.") from error
    return Fetched(entry.get("status", 200), body)


def from_site(site_url: str, folder: Path) -> Fetcher:
    """Answers from a built site on this disk as if it were published at its address."""

    def get(url: str) -> Fetched | Unavailable:
        name = url.removeprefix(site_url) if url.startswith(site_url) else None
        if name is None:
            return Unavailable("offline")
        try:
            path = (folder / name).resolve()
            if path.is_relative_to(folder.resolve()) and path.is_file():
                return Fetched(200, path.read_bytes())
        except (OSError, ValueError):  # a name that no file can have: too long, or with a NUL in it
            pass
        return Fetched(404, b"")

    return get
