"""Every kind of page: no complaint in the console, no request elsewhere, accessible, and fit for a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser.conftest import Site, Watch, watched
from laurels.render.image import draw

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "",
    "catalogue/",
    "catalogue/sql-foundations/",
    "stacks/",
    "stacks/open-research/",
    "roles/",
    "roles/data-analyst/",
    "verify/",
    "propose/",
    "docs/",
    "docs/findings/",
    "contact/",
    "b/{badge}/",
    "verify/?badge={badge}",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_page(chromium: Browser, site: Site, path: str, scheme: Any) -> None:
    # The page's own policy would keep the checker out; what the policy forbids is tested with the verify page.
    context = chromium.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page, watch = watched(context, site.address)
    page.goto(site.address + path.format(badge=site.credentials()[0].parent.name))
    page.wait_for_load_state("networkidle")
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"the page is {wider} pixels wider than a phone"
    page.add_script_tag(path=AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    problems = [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found["violations"]]
    assert problems == []
    context.close()
    assert watch == Watch()


@pytest.mark.parametrize("path", PAGES)
def test_policy_holds(chromium: Browser, site: Site, path: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page, watch = watched(context, site.address)
    page.goto(site.address + path.format(badge=site.credentials()[0].parent.name))
    page.wait_for_load_state("networkidle")
    policy = page.locator("meta[http-equiv=content-security-policy i]").get_attribute("content") or ""
    assert "default-src 'none'" in policy or "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    context.close()
    assert watch == Watch()


def test_search_finds_an_achievement(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page, watch = watched(context, site.address, stop_clock=False)
    page.goto(site.address)
    page.wait_for_load_state("networkidle")
    # Typed key by key: the theme listens to keys going up, and looks at the field only once when it gets the focus.
    page.get_by_role("textbox", name="Search").press_sequentially("codebook")
    page.locator(".md-search-result__link").first.wait_for()
    assert "survey-design" in (page.locator(".md-search-result__link").first.get_attribute("href") or "")
    context.close()
    assert watch == Watch()


@pytest.mark.parametrize("level", [5, 8])
@pytest.mark.parametrize(
    "name",
    [
        "SQL foundations",
        "Statistics foundations",
        "Literature searching",
        "Communication",
        "Qualitätsmanagement",
        "WWW MMM Wagon",
        "Data protection for everybody in the workplace",
    ],
)
def test_the_name_on_a_medal_keeps_clear_of_the_wreath(chromium: Browser, name: str, level: int) -> None:
    """Whatever the typeface: this machine's is among the widest."""
    picture = draw(slug="sample", name=name, issuer="Sample issuer", level=level).decode()
    page = chromium.new_page()
    page.set_content(f"<style>svg {{ width: 400px; height: 400px }}</style>{picture}")
    lines, leaves = page.evaluate(
        """() => {
            const box = (element) => { const { x, y, width, height } = element.getBBox(); return [x, y, width, height]; };
            const lines = [...document.querySelectorAll("text")];
            const origin = document.querySelector("svg").getBoundingClientRect();
            const leaves = [...document.querySelectorAll("path[transform]")].map((one) => {
                const place = one.getBoundingClientRect();
                return [place.x - origin.x, place.y - origin.y, place.width, place.height];
            });
            return [lines.map((one) => [...box(one), Number(one.getAttribute("font-size"))]), leaves];
        }"""
    )
    page.close()
    assert len(lines) >= 2
    for x, y, width, height, size in lines:
        # The box of a line has room above and below that its letters do not use.
        top, bottom = y + 0.2 * size, y + height - 0.1 * size
        for corner_x, corner_y in ((x, top), (x + width, top), (x, bottom), (x + width, bottom)):
            assert (corner_x - 200) ** 2 + (corner_y - 200) ** 2 < 141**2, (x, y, width, height, size)
        for left, above, wide, high in leaves:
            assert x > left + wide or x + width < left or top > above + high or bottom < above, (x, left)
