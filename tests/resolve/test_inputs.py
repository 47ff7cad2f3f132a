"""What `laurels verify` is given: files, folders, addresses, standard input, and what is packed inside them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from laurels.errors import UsageError
from laurels.exchange.containers import MAX_FILE_BYTES
from laurels.resolve import fetchers, inputs
from laurels.verification import Fetched, Report, Unavailable
from support import baking

ADDRESS = "https://issuer.example/assertions/1"
_WEB = {
    ADDRESS: Fetched(200, b'{"a": 1}'),
    "https://issuer.example/badge.png": Fetched(200, baking.png(baking.itxt(b'{"a": 2}'))),
    "https://issuer.example/leads-on": Fetched(200, baking.png(baking.itxt(ADDRESS.encode(), b"openbadges"))),
    "https://issuer.example/page": Fetched(200, b"<!doctype html><p>Hello"),
    "https://issuer.example/many": Fetched(200, baking.zipped({"a.json": b"{}", "b.json": b"{}"})),
    "https://issuer.example/gone": Fetched(410, b""),
}


def _fetch(url: str) -> Fetched | Unavailable:
    return _WEB.get(url, Unavailable("offline"))


def _told(given: bytes | Report) -> bytes | str:
    return given.steps[0].code if isinstance(given, Report) else given


def test_files_and_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name, content in (
        ("b/2.json", b"2"),
        ("b/1.JWT", b"1"),
        ("b/c/3.png", baking.png(baking.itxt(b"3"))),
        ("b/note.txt", b"no"),
        ("b/.hidden.json", b"no"),
        ("a", b"0"),
    ):
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"piped")))
    found = list(inputs.read([str(tmp_path / "a"), "-", str(tmp_path / "b")], fetchers.offline))
    assert [data for _, data in found] == [b"0", b"piped", b"1", b"2", b"3"]
    assert [name.removeprefix(f"{tmp_path}/") for name, _ in found] == [
        "a",
        "standard input",
        "b/1.JWT",
        "b/2.json",
        "b/c/3.png",
    ]


def test_an_endless_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(MAX_FILE_BYTES * 4)
    ((_, given),) = inputs.read([str(tmp_path / "large.json")], fetchers.offline)
    assert _told(given) == "decode.too-large"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (ADDRESS, b'{"a": 1}'),
        ("https://issuer.example/badge.png", b'{"a": 2}'),
        ("https://issuer.example/leads-on", "decode.address"),
        ("https://issuer.example/page", "decode.page"),
        ("https://issuer.example/many", "decode.several"),
        ("https://issuer.example/gone", "decode.address"),
        ("http://issuer.example/unknown", "decode.address"),
    ],
)
def test_addresses(tmp_path: Path, url: str, told: bytes | str) -> None:
    ((_, given),) = inputs.read([url], _fetch)
    assert _told(given) == told
    if told == "decode.address":
        assert isinstance(given, Report)
        assert (given.outcome, given.exit_code) == ("indeterminate", 3)
    if url == ADDRESS:
        (tmp_path / "baked.svg").write_bytes(baking.svg(verify=url, namespace=baking.OB2))
        assert [data for _, data in inputs.read([str(tmp_path / "baked.svg")], _fetch)] == [told]


@pytest.mark.parametrize("name", ["missing.json", "empty", ""])
def test_inputs_that_are_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError) as caught:
        list(inputs.read([str(tmp_path / name)], fetchers.offline))
    assert caught.value.hint
