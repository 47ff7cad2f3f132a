"""The verify page and the badge pages, as an employer and a learner meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Site, Watch, watched

pytestmark = pytest.mark.browser


def drop(page: Page, site: Site, data: bytes, name: str = "badge.json") -> None:
    """Give a file to the verify page."""
    page.goto(site.address + "verify/")
    page.locator("#lv-file").set_input_files(files=[{"name": name, "mimeType": "application/json", "buffer": data}])


def headline(page: Page) -> str:
    """The sentence, once there is one."""
    line = page.locator("laurels-verify .lv-headline")
    expect(line).to_be_visible()
    expect(line).not_to_have_text("Checking…")
    return line.inner_text()


def test_a_published_credential_is_valid(page: Page, site: Site) -> None:
    for path in site.credentials()[:3]:
        drop(page, site, path.read_bytes())
        credential = json.loads(path.read_bytes())
        assert headline(page).startswith("Valid. Awarded by laurels.example on ")
        assert page.locator("laurels-verify").get_attribute("data-outcome") == "valid"
        facts = page.locator(".lv-report").inner_text()
        assert credential["name"] in facts
        assert credential["credentialSubject"]["identifier"][0]["identityHash"] in facts
        assert [
            page.locator(f"[data-step={step}]").get_attribute("data-outcome")
            for step in ("proof", "authority", "status", "trust")
        ] == ["passed"] * 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Sample Learner 0", b"Sample Learner 1"),
        (b'"awardedDate":"2026', b'"awardedDate":"2025'),
        (b'"creditsEarned":', b'"CreditsEarned":'),
        (b'"proofValue":"z', b'"proofValue":"y'),
    ],
)
def test_one_changed_byte_is_not_valid_and_shows_no_fact(page: Page, site: Site, old: bytes, new: bytes) -> None:
    data = site.credentials()[0].read_bytes()
    assert old in data
    drop(page, site, data.replace(old, new, 1))
    assert headline(page).startswith("Not valid: ")
    assert page.locator("laurels-verify").get_attribute("data-outcome") == "invalid"
    assert page.locator(".lv-facts").count() == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"<!doctype html><title>Saved page</title>", "This is a web page, not a badge."),
        (b'{"a":1,"a":2}', "given twice"),
        (b"[" * 500, "nested more than 64 levels"),
        (b'{"hello":"world"}', "not a Verifiable Credential"),
        (b"\xff\xfe{\x00}\x00", "not UTF-8"),
    ],
)
def test_what_is_no_credential_gets_one_sentence(page: Page, site: Site, data: bytes, sentence: str) -> None:
    drop(page, site, data)
    assert sentence in headline(page)


def test_pasted_text_is_checked(page: Page, site: Site) -> None:
    page.goto(site.address + "verify/")
    page.get_by_text("Paste its text or address instead").click()
    page.get_by_label("The badge’s text, or the address of a badge").fill(
        site.credentials()[1].read_text(encoding="utf-8")
    )
    page.get_by_role("button", name="Check this text").click()
    assert headline(page).startswith("Valid.")


@pytest.mark.vectors
def test_a_foreign_badge_is_genuine_but_unknown(page: Page, site: Site, vectors: Path) -> None:
    folder = vectors / "dcc-vc-test-fixtures/v2-dataIntegrityProof"
    drop(page, site, (folder / "didKey/legacyRegistry-noStatus-noExpiry-basicOBv3.json").read_bytes())
    assert headline(page).startswith("Genuine, but the issuer is not known here.")
    drop(page, site, (folder / "didweb/oidf-noStatus-notExpired.json").read_bytes())
    assert headline(page).startswith("Could not be fully checked:"), "no other host may be asked"


def test_a_badge_page_checks_itself(page: Page, site: Site) -> None:
    identifier = site.credentials()[0].parent.name
    page.goto(f"{site.address}b/{identifier}/")
    expect(page.locator("laurels-badge-check")).to_contain_text("Valid. Awarded by laurels.example on ")
    page.get_by_role("link", name="See every step of this check").click()
    assert headline(page).startswith("Valid.")


def test_without_javascript_a_badge_page_shows_everything(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page, watch = watched(context, site.address)
    path = site.credentials()[0]
    credential = json.loads(path.read_bytes())
    page.goto(f"{site.address}b/{path.parent.name}/")
    text = page.locator("main").inner_text()
    assert credential["name"] in text
    assert credential["credentialSubject"]["identifier"][0]["identityHash"] in text
    page.goto(site.address + "verify/")
    assert "laurels verify" in page.locator("main").inner_text()
    context.close()
    assert watch == Watch()


def test_a_site_below_a_path_verifies_too(chromium: Browser, site_below_a_path: Site) -> None:
    context = chromium.new_context()
    page, watch = watched(context, site_below_a_path.address)
    assert site_below_a_path.sample is not None
    drop(page, site_below_a_path, site_below_a_path.sample.read_bytes())
    assert headline(page).startswith("Valid. Awarded by laurels.example/awards on ")
    page.goto(site_below_a_path.address + site_below_a_path.link)
    expect(page.get_by_text("Valid. Awarded by laurels.example/awards on ")).to_be_visible()
    context.close()
    assert watch == Watch()
