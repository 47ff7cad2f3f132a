"""`verify-offline.html`: opened from a disk, without a network, and honest about what it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import NOW, Site
from laurels.site.offline import NAME, offline_page

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(chromium: Browser, site: Site, tmp_path: Path) -> Iterator[Page]:
    """The file alone in a folder, opened without a network; it may ask for nothing but itself and its own worker."""
    (tmp_path / NAME).write_bytes((site.folder / NAME).read_bytes())
    context = chromium.new_context(offline=True, viewport={"width": 390, "height": 800})
    context.clock.set_fixed_time(NOW)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((tmp_path / NAME).as_uri())
    yield page
    context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(("blob:", (tmp_path / NAME).as_uri()))] == []


def test_it_verifies(opened: Page, site: Site) -> None:
    good = site.credentials()[0].read_bytes()
    for data, sentence in (
        (good, "Valid. Awarded by laurels.example on "),
        (good.replace(b"Sample", b"Simple", 1), "Not valid: "),
        (b"<!doctype html><title>x</title>", "Not a credential: This is a web page"),
    ):
        opened.locator("#lv-file").set_input_files(
            files=[{"name": "badge.json", "mimeType": "application/json", "buffer": data}]
        )
        expect(opened.locator(".lv-headline")).to_contain_text(sentence)
    expect(opened.locator("#laurels-snapshot")).to_contain_text("of https://laurels.example/ as of ")
    wider = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0


def test_it_says_how_old_its_lists_are(opened: Page, site: Site) -> None:
    opened.locator("#lv-file").set_input_files(str(site.credentials()[0]))
    expect(opened.locator(".lv-headline")).to_contain_text("Last checked for revocation ")


def test_it_says_when_and_why_a_badge_was_revoked(opened: Page, site: Site) -> None:
    opened.locator("#lv-file").set_input_files(str(site.withdrawn("Revoked")))
    expect(opened.locator(".lv-headline")).to_contain_text("revoked on 23 November 2026: issued in error.")


def test_it_has_a_desk(opened: Page, site: Site) -> None:
    opened.locator("#lv-file").set_input_files([str(path) for path in site.credentials()])
    expect(opened.locator(".lv-count")).to_contain_text(f"{len(site.credentials())} checked: ")


def test_it_prints_its_own_hash(opened: Page, site: Site) -> None:
    data = (site.folder / NAME).read_bytes()
    published = (site.folder / f"{NAME}.sha256").read_text(encoding="ascii")
    assert published == f"{hashlib.sha256(data).hexdigest()}  {NAME}\n"
    expect(opened.locator("#laurels-hash code")).to_have_text(published.split()[0])


def test_it_is_repeatable_and_nothing_in_it_ends_early() -> None:
    trust = b'{"issuers": [{"id": "did:web:a.example", "name": "</script><script>alert(1)</script>"}]}'
    page = offline_page("https://a.example/", trust, {}, {})
    assert page == offline_page("https://a.example/", trust, {}, {})
    assert page.count(b"<script") == 2
    assert b"unsafe" not in page.partition(b"<style")[0]
