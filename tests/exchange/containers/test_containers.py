"""What a badge arrives in: the shared cases, and files that were changed at random, which never raise and never take long."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance import packed
from laurels.exchange.containers import Found, Refused, unpack
from laurels.verification.report import sentences
from support import baking

CASES = sorted(packed.FOLDER.glob("*.json"))
FILES = {
    "png": baking.png(baking.itxt(b'{"a": 1}', compressed=True)),
    "svg": baking.svg('{"a": 1}', before='<?xml version="1.0"?><!-- x -->'),
    "zip": baking.zipped({"a.json": b'{"a": 1}' * 9, "b.png": baking.png(baking.itxt(b"{}"))}),
}


def test_there_are_cases() -> None:
    assert {name for name, *_ in packed.cases()} == {path.stem for path in CASES}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    found = packed.opened("file", base64.b64decode(case["base64"]))
    assert found == case["opened"], case["why"]
    for item in found:
        assert "code" not in item or set(item["detail"]) <= set(sentences()[item["code"]].replace("}", "{").split("{"))


@settings(max_examples=150)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_changed_at_random(kind: str, data: st.DataObject) -> None:
    content = bytearray(FILES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
        content = content or bytearray(b"x")
    items = list(unpack("file", bytes(content)))
    assert items
    assert all(isinstance(item, Found | Refused) for item in items)


@given(st.sampled_from([b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"PK\x05\x06", b"<svg>", b""]), st.binary(max_size=300))
def test_any_bytes(start: bytes, rest: bytes) -> None:
    assert list(unpack("file", start + rest))


def test_pdf() -> None:
    certificate = baking.pdf({"badge.json": b'{"a": 1}', "notes.txt": b"hello", "badge.png": FILES["png"]})
    assert {item.name: item.data for item in unpack("c.pdf", certificate) if isinstance(item, Found)} == {
        "c.pdf/badge.json": b'{"a": 1}',
        "c.pdf/badge.png": b'{"a": 1}',
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (baking.pdf({}), "decode.pdf-empty"),
        (baking.pdf({"notes.txt": b"hello"}), "decode.pdf-empty"),
        (baking.pdf({"badge.json": b"{}"})[:200], "decode.pdf"),
        (b"%PDF-1.7\n" + b"1 0 obj<<" * 5000, "decode.pdf"),
        (b"%PDF-2.0", "decode.pdf"),
    ],
)
def test_pdf_without_badge(data: bytes, code: str) -> None:
    (item,) = unpack("c.pdf", data)
    assert isinstance(item, Refused)
    assert item.code == code


def test_pdf_in_a_zip() -> None:
    (item,) = unpack("a.zip", baking.zipped({"c.pdf": baking.pdf({"badge.json": b"{}"})}))
    assert item == Found("a.zip/c.pdf/badge.json", b"{}")
