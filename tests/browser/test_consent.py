"""`/verify/?url=…`: no other website is asked for anything before the visitor says so, and then that one alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from browser.conftest import Site, Watch, watched
from conformance.changes import BESIDE, ERROR, _served
from conformance.world import NOW, badge, entry, signed
from laurels.encoding.timestamps import parse_timestamp

pytestmark = pytest.mark.browser

BADGE = "https://badges.example/b/1/credential.json"
OPEN = {"access-control-allow-origin": "*"}


@pytest.fixture
def visitor(chromium: Browser, site: Site) -> Iterator[tuple[BrowserContext, Page, Watch]]:
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page, watch = watched(context, site.address)
    context.clock.set_fixed_time(parse_timestamp(NOW))
    yield context, page, watch
    context.close()
    assert watch.sent == []
    assert watch.errors == []


def serve(context: BrowserContext, answers: dict[str, str]) -> list[str]:
    """Answers in place of other websites; gives back what they are asked for."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=answers[route.request.url], headers=OPEN)

    for host in ("badges.example", "issuer.example"):
        context.route(f"https://{host}/**", answer)
    return asked


def goto(page: Page, site: Site, address: str) -> None:
    page.goto(f"{site.address}verify/?url={quote(address, safe='')}")


def test_each_website_is_asked_once_the_visitor_says_so(
    visitor: tuple[BrowserContext, Page, Watch], site: Site
) -> None:
    context, page, watch = visitor
    revoked = signed(badge(credentialStatus=[entry()]))
    world = {url: answer.get("text") or json.dumps(answer["json"]) for url, answer in _served(ERROR).items()}
    asked = serve(context, {BADGE: json.dumps(revoked), **world})
    headline = page.locator("laurels-verify .lv-headline")

    goto(page, site, BADGE)
    expect(headline).to_have_text("Not checked yet: the badge is on another website.")
    expect(page.locator(".lv-addresses li")).to_have_text([BADGE])
    assert asked == []
    page.get_by_role("button", name="Ask badges.example").click()

    # The badge's own website says nothing for its issuer's.
    expect(headline).to_have_text(
        "Could not be fully checked: what it depends on is at issuer.example, which was not asked."
    )
    assert asked == [BADGE]
    page.get_by_role("button", name="Ask issuer.example").click()
    expect(headline).to_contain_text("Genuine, but revoked on 3 May 2026: issued in error.")
    assert sorted(asked) == sorted([BADGE, *world])
    assert BESIDE in asked
    assert watch.foreign == []


def test_another_visit_asks_again(visitor: tuple[BrowserContext, Page, Watch], site: Site) -> None:
    context, page, _ = visitor
    asked = serve(context, {BADGE: json.dumps(signed())})
    for _ in range(2):
        goto(page, site, BADGE)
        expect(page.get_by_role("button", name="Ask badges.example")).to_be_visible()
    assert asked == []


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("https://127.0.0.1/credential.json", "(blocked)"),
        ("https://[::1]/credential.json", "(blocked)"),
        ("https://printer.local/credential.json", "(blocked)"),
        ("https://user@badges.example/credential.json", "(blocked)"),
        ("http://badges.example/credential.json", "Not a credential: "),
        ("javascript:alert(1)", "Not a credential: "),
        ("//badges.example/credential.json", "Not a credential: "),
    ],
)
def test_what_may_not_be_asked_is_not_offered(
    visitor: tuple[BrowserContext, Page, Watch], site: Site, address: str, sentence: str
) -> None:
    _, page, watch = visitor
    goto(page, site, address)
    expect(page.locator("laurels-verify .lv-headline")).to_contain_text(sentence)
    expect(page.get_by_role("button", name="Ask ")).to_have_count(0)
    assert watch.foreign == []
