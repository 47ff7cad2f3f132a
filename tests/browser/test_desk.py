"""The desk and what surrounds a result: many files, whose badge it is, other websites, saved results, and hostile drops."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Site, Watch, watched
from conformance.recipients import NAME, _answer, _held, _identity
from conformance.world import did_document, did_key, signed

pytestmark = pytest.mark.browser


def give(page: Page, *files: tuple[str, bytes]) -> None:
    page.locator("#lv-file").set_input_files(
        files=[{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files]
    )


def archive(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return made.getvalue()


def test_two_hundred_files_and_a_zip(page: Page, site: Site) -> None:
    page.goto(site.address + "verify/#desk")
    expect(page.get_by_text("You can go offline now")).to_be_visible(timeout=60_000)
    page.context.set_offline(True)
    good = [path.read_bytes() for path in site.credentials()]
    files = [(f"badge-{number:03}.json", good[number % len(good)]) for number in range(198)]
    bad = good[0].replace(b"Sample", b"Simple", 1)
    revoked = next(number for number, data in enumerate(good) if data == site.withdrawn("Revoked").read_bytes())
    give(page, *files, ("=1+1.json", bad), ("more.zip", archive({"a.json": good[0], "b.json": b"{}"})))
    expect(page.locator(".lv-count")).to_contain_text("201 checked: ", timeout=60_000)
    assert page.locator("tbody tr").count() == 201
    page.locator(".lv-chips label[data-standing=invalid]").click()
    expect(page.locator('tbody tr:not([data-standing="invalid"])')).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    (line,) = [line for line in lines if line.startswith(f'"badge-{revoked:03}.json"')]
    assert '"Genuine, but revoked on 23 November 2026: issued in error."' in line
    page.get_by_label("Search the table").fill("=1+1")
    expect(page.locator("tbody tr")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    assert '"\'=1+1.json"' in Path(download.value.path()).read_text(encoding="utf-8-sig")
    page.locator("tbody .lv-open").click()
    expect(page.locator(".lv-desk .lv-headline")).to_contain_text("Not valid: ")
    page.get_by_role("button", name="Achievement").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    page.context.set_offline(False)


def test_is_it_this_person(page: Page, site: Site) -> None:
    page.goto(site.address + "verify/")
    data = site.credentials()[0].read_bytes()
    name = json.loads(data)["credentialSubject"]["identifier"][0]["identityHash"]
    give(page, ("badge.json", data))
    page.get_by_text("Is it this person?").click()
    for given, sentence in (
        (name.upper(), "differs in case, accents, spaces or punctuation only"),
        ("Somebody Else", "Genuine, but not for this person: "),  # what was open stays open
    ):
        page.get_by_label("The name or e-mail address").fill(given)
        page.get_by_role("button", name="Compare").click()
        expect(page.locator("laurels-verify .lv-headline")).to_contain_text(sentence)
    page.locator("[data-step=recipient] summary").click()
    expect(page.locator("[data-step=recipient] .lv-advice")).to_contain_text("Names change")


def test_a_challenge_is_made_and_its_answer_checked(page: Page, site: Site) -> None:
    page.goto(site.address + "verify/")
    give(page, ("badge.json", json.dumps(_held(_identity(NAME, "name"), holder=did_key("holder"))).encode()))
    page.evaluate("(did) => { window.did = did; }", json.dumps(did_document()))
    page.evaluate("""() => document.querySelector("laurels-verify").configure({
        resolver: async (url) => ({ status: 200, body: new TextEncoder().encode(window.did) }) })""")
    give(page, ("badge.json", json.dumps(_held(_identity(NAME, "name"), holder=did_key("holder"))).encode()))
    page.get_by_text("Is it this person?").click()
    asked = json.loads(page.get_by_label("Challenge", exact=True).inner_text())
    assert asked["domain"] in site.address
    for by, sentence in (("stranger", "another key signed it"), ("holder", "holds the key did:key:")):
        page.get_by_label("The answer that came back").fill(json.dumps(_answer(by, **asked)))
        page.get_by_role("button", name="Check the answer").click()
        expect(page.locator("laurels-verify .lv-headline")).to_contain_text(sentence)


def test_other_websites_are_asked_only_by_the_visitors_word(chromium: Browser, site: Site) -> None:
    context = chromium.new_context()
    page, watch = watched(context, site.address)
    body = json.dumps(did_document())
    page.goto(site.address + "verify/")
    give(page, ("badge.json", json.dumps(signed()).encode()))
    button = page.get_by_role("button", name="Ask issuer.example")
    expect(button).to_be_visible()
    assert watch.foreign == []
    context.route(
        "https://issuer.example/**",
        lambda route: route.fulfill(body=body, headers={"access-control-allow-origin": "*"}),
    )
    button.click()
    expect(page.locator("laurels-verify .lv-headline")).to_contain_text("Genuine, but the issuer is not known here.")
    context.close()
    assert watch == Watch()


@pytest.mark.parametrize("kind", ["JSON", "a page"])
def test_a_result_can_be_kept(page: Page, site: Site, kind: str) -> None:
    page.goto(site.address + "verify/")
    data = site.credentials()[0].read_bytes()
    give(page, ("badge.json", data))
    with page.expect_download() as download:
        page.get_by_role("button", name=f"as {kind}").click()
    kept = Path(download.value.path()).read_text(encoding="utf-8")
    assert hashlib.sha256(data).hexdigest() in kept
    assert "2026-12-01T12:00:00Z" in kept
    assert "Valid. Awarded by" in kept
    assert "<script" not in kept


def _png_bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    text = b"openbadgecredential\0\1\0\0\0" + zlib.compress(b"0" * 50_000_000)
    header = chunk(b"IHDR", (1).to_bytes(4) * 2 + b"\x08\0\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"iTXt", text) + chunk(b"IEND", b"")


def _poison() -> bytes:
    """Blank nodes that only an enormous search could tell apart."""
    people: list[Any] = [{"type": "Profile", "name": "a", "knows": {"type": "Profile"}} for _ in range(60)]
    made = json.loads(json.dumps(_held()))
    made["credentialSubject"]["achievement"]["related"] = people
    return json.dumps(made).encode()


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "utf-16": "\ufeff{}".encode("utf-16"),
    "duplicate keys": b'{"a": 1, "a": 2}',
    "deep": b"[" * 1_000_000,
    "ten megabytes of text": b'{"a": "' + b"x" * 10_000_000 + b'"}',
    "ten megabytes of text, baked": b'<svg xmlns="http://www.w3.org/2000/svg"><a>' + b"x" * 10_000_000 + b"</a></svg>",
    "page": b"<!doctype html><script>document.title = 'run'</script>",
    "script in svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='document.title=1'><script>document.title='run'</script></svg>",
    "entities": b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>',
    "png bomb": _png_bomb(),
    "zip bomb": archive({"a.json": b"0" * 100_000_000}),
    "zip climbing": archive({"../../a.json": b"{}"}),
    "truncated zip": archive({"a.json": b"{}"})[:40],
    "truncated png": b"\x89PNG\r\n\x1a\n\0\0",
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(64),
    "pdf": b"%PDF-1.7\n" + b"0 " * 10_000,
    "number": b'{"a": 1e999}',
    "prototype": b'{"__proto__": {"polluted": 1}, "type": ["VerifiableCredential"], "@context": []}',
    "script as a name": json.dumps({"type": "<img src=x onerror=document.title='run'>"}).encode(),
    "private address": json.dumps(_held() | {"issuer": "did:web:127.0.0.1"}).encode(),
    "poison": _poison(),
    "token": b"ey" + b"A" * 1_000_000,
    "random": bytes(range(256)) * 4000,
}


def test_hostile_files(chromium: Browser, site: Site) -> None:
    context = chromium.new_context()
    page, watch = watched(context, site.address)
    page.goto(site.address + "verify/")
    give(page, ("warm.json", site.credentials()[0].read_bytes()))
    line = page.locator("laurels-verify .lv-headline")
    expect(line).to_contain_text("Valid.")
    title = page.title()
    for name, data in HOSTILE.items():
        page.evaluate("document.querySelector('laurels-verify .lv-headline').textContent = 'Checking…'")
        give(page, (f"{name}.bin", data))
        expect(line, name).to_have_text(
            re.compile("^(Not a credential|Not valid|Not checked|Could not be fully checked): ."), timeout=20_000
        )
        assert page.title() == title, name
        assert page.evaluate("({}).polluted === undefined"), name
    give(page, ("again.json", site.credentials()[0].read_bytes()))
    expect(line).to_contain_text("Valid.")
    context.close()
    assert watch == Watch()
