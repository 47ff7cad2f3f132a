"""How long an award still holds, on its page, and its end for the visitor's own calendar."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import NOW, Site

pytestmark = pytest.mark.browser


def test_days_left_and_a_calendar_entry(page: Page, site: Site) -> None:
    path, until = next(
        (path, credential["validUntil"])
        for path in site.credentials()
        if "validUntil" in (credential := json.loads(path.read_bytes()))
    )
    days = (datetime.fromisoformat(until).date() - NOW.date()).days
    page.goto(f"{site.address}b/{path.parent.name}/")
    left = page.locator("laurels-validity")
    expect(left.locator("strong")).to_have_text(f"{days:,} days left")
    with page.expect_download() as saved:
        left.get_by_role("link", name="Put the end in my calendar").click()
    assert saved.value.suggested_filename == f"{path.parent.name}.ics"
    text = saved.value.path().read_text(encoding="utf-8")
    assert f"DTSTART;VALUE=DATE:{datetime.fromisoformat(until):%Y%m%d}" in text
    assert f"DTSTAMP:{NOW.astimezone(UTC):%Y%m%dT%H%M%SZ}" in text


def test_an_award_without_an_end_has_no_count(page: Page, site: Site) -> None:
    path = next(path for path in site.credentials() if "validUntil" not in json.loads(path.read_bytes()))
    page.goto(f"{site.address}b/{path.parent.name}/")
    expect(page.locator("dl")).to_contain_text("does not run out")
    expect(page.locator("laurels-validity")).to_have_count(0)
