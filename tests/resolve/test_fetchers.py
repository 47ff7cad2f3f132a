"""Where answers come from without a network: maps, folders, memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from laurels.errors import UsageError
from laurels.resolve import fetchers
from laurels.verification import Fetched, Unavailable

URL = "https://issuer.example/list"


@pytest.mark.parametrize(
    ("map_", "url", "answer"),
    [
        ({URL: "list.json"}, URL, Fetched(200, b"[]")),
        ({URL: "list.json"}, URL + "/", Unavailable("offline")),
        ({"routes": {URL: {"body_file": "list.json"}}}, URL, Fetched(200, b"[]")),
        (
            {"routes": {URL: {"status": 503, "headers": {"Retry-After": "9"}, "body_file": "list.json"}}},
            URL,
            Fetched(503, b"[]"),
        ),
        ({"routes": {URL: {"status": 404}}}, URL, Fetched(404, b"")),
        ({"routes": {URL: "list.json"}}, URL, Fetched(200, b"[]")),
        ({"routes": {}}, URL, Unavailable("offline")),
        ({}, URL, Unavailable("offline")),
    ],
)
def test_http_map(tmp_path: Path, map_: Any, url: str, answer: Fetched | Unavailable) -> None:
    (tmp_path / "list.json").write_bytes(b"[]")
    (tmp_path / "map.json").write_text(json.dumps(map_))
    assert fetchers.from_map(tmp_path / "map.json")(url) == answer


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'"x"',
        b"{",
        b"\xff",
        b'{"routes": []}',
        b'{"u": 7}',
        b'{"u": "missing"}',
        b'{"u": {"status": "ok"}}',
        b'{"u": {"body_file": 7}}',
        b'{"u": null}',
    ],
)
def test_what_is_no_http_map(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "map.json").write_bytes(content)
    with pytest.raises(UsageError, match="http map"):
        fetchers.from_map(tmp_path / "map.json")
    with pytest.raises(UsageError, match="http map"):
        fetchers.from_map(tmp_path / "missing.json")


def test_an_address_is_asked_once() -> None:
    asked = []

    def fetch(url: str) -> Fetched:
        asked.append(url)
        return Fetched(200, b"")

    remembering = fetchers.remembering(fetch)
    for url in (URL, URL + "2", URL):
        remembering(url)
    assert asked == [URL, URL + "2"]
    assert fetchers.offline(URL) == Unavailable("offline")


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("https://issuer.example/data/did.json", Fetched(200, b"{}")),
        ("https://issuer.example/data/other.json", Fetched(404, b"")),
        ("https://issuer.example/data/", Fetched(404, b"")),
        ("https://issuer.example/data/../../secret", Fetched(404, b"")),
        ("https://issuer.example/data//etc/hostname", Fetched(404, b"")),
        ("https://issuer.example/data/\0", Fetched(404, b"")),
        ("https://issuer.example/data/" + "x" * 5000, Fetched(404, b"")),
        ("https://issuer.example/data/did.json/deeper", Fetched(404, b"")),
        ("https://issuer.example/", Unavailable("offline")),
        ("http://issuer.example/data/did.json", Unavailable("offline")),
    ],
)
def test_built_site(tmp_path: Path, url: str, answer: Fetched | Unavailable) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "did.json").write_bytes(b"{}")
    assert fetchers.from_site("https://issuer.example/data/", tmp_path / "site")(url) == answer
