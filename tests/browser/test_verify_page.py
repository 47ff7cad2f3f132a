"""The verify page and the badge pages, as an employer and a learner meet them."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from nacl import bindings
from playwright.sync_api import Browser, Page, Route, expect

from browser.conftest import NOW, Site, Watch, serving, watched
from laurels.publish import serve

pytestmark = pytest.mark.browser

# Resolves once so many JSON files have arrived; rejects where they do not.
ALL_THERE = """(count) => new Promise((resolve, reject) => {
    const names = new Set();
    AbortSignal.timeout(10_000).onabort = () => reject(new Error([...names].join()));
    new PerformanceObserver((list) => {
        for (const { name, responseEnd } of list.getEntries()) if (responseEnd && name.endsWith(".json")) names.add(name);
        if (names.size === count) resolve();
    }).observe({ type: "resource", buffered: true });
})"""


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


def test_a_link_that_names_a_badge_is_answered_by_two_scripts_and_before_the_theme(
    chromium: Browser, site: Site
) -> None:
    context = chromium.new_context()
    page, watch = watched(context, site.address)
    scripts: list[str] = []
    page.on(
        "request",
        lambda request: scripts.append(request.url.rpartition("/")[2]) if request.url.endswith(".js") else None,
    )
    # The scripts in the page at the moment of the verdict.
    context.add_init_script("""new MutationObserver(() => {
        const is = document.querySelector("laurels-verify[data-outcome]");
        if (is) window.before ??= [...document.scripts].map(({ src }) => src.split("/").at(-1)).filter(Boolean);
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-outcome"] });""")
    page.goto(f"{site.address}verify/?badge={site.credentials()[0].parent.name}")
    assert headline(page).startswith("Valid.")
    assert page.evaluate("window.before") == ["verify.js"]
    order = page.locator("laurels-verify").evaluate(
        "(it) => [...it.children].map(({ className, role }) => className || role)"
    )
    assert [name for name in order if name in ("status", "lv-report", "lv-input")] == [
        "status",
        "lv-report",
        "lv-input",
    ]
    assert sorted(scripts[:2]) == ["checker.js", "verify.js"]
    page.wait_for_load_state("networkidle")
    assert any(name.startswith("bundle.") for name in scripts), "the theme's scripts come once the verdict stands"
    page.get_by_text("Is it this person?").click()
    page.get_by_label("The name or e-mail address").fill("Somebody Else")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("laurels-verify .lv-headline")).to_contain_text("Genuine, but not for this person: ")
    context.close()
    assert watch == Watch()


BOTH_PAGES = pytest.mark.parametrize("path", ["verify/?badge={}", "b/{}/"])


@BOTH_PAGES
def test_what_a_verdict_needs_is_asked_for_once_and_before_the_page_is_drawn(page: Page, site: Site, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.address)))
    # Without its styles a browser draws nothing, and does not read on where a script follows them.
    styles: list[Route] = []
    hold = [True]
    page.route(re.compile(r"\.css$"), lambda route: styles.append(route) if hold else route.fallback())
    identifier = site.credentials()[0].parent.name
    page.goto(site.address + path.format(identifier), wait_until="commit")
    needed = [
        f"b/{identifier}/credential.json",
        "lists/revocation-1.json",
        "lists/suspension-1.json",
        "trust.json",
    ]
    page.evaluate(ALL_THERE, len(needed))
    hold.clear()
    for route in styles:
        route.fallback()
    expect(page.locator("[data-outcome]").first).to_have_attribute("data-outcome", "valid")
    assert sorted(name for name in asked if name.endswith(".json") and "search/" not in name) == needed


@BOTH_PAGES
def test_what_may_have_changed_is_asked_for_again_whatever_the_host_lets_browsers_keep(
    chromium: Browser, site: Site, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Kept(serve._Handler):
        """A host that lets browsers keep everything for an hour, as hosts of static pages do for minutes."""

        def send_header(self, keyword: str, value: str) -> None:
            if keyword == "Cache-Control":
                asked.append(self.path)
                value = "max-age=3600"
            super().send_header(keyword, value)

    monkeypatch.setattr(serve, "_Handler", Kept)
    # Without a gate before the network, which would turn the browser's cache off.
    with serving(site.folder, "https://laurels.example/") as kept:
        context = chromium.new_context()
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        for visit in (1, 2):
            page.goto(kept.address + path.format(site.credentials()[0].parent.name))
            expect(page.locator("[data-outcome]").first).to_have_attribute("data-outcome", "valid")
            assert asked.count("/assets/laurels/checker.js") == 1, "the browser keeps what it may"
            for changing in ("/trust.json", "/lists/revocation-1.json", "/lists/suspension-1.json"):
                assert asked.count(changing) == visit, changing
        context.close()


@pytest.mark.parametrize(
    ("badge", "sentence"),
    [
        ("nonsense", "The link names no badge"),
        ("00000000-0000-4000-8000-000000000000", "There is no such badge on this site."),
    ],
)
def test_a_link_that_names_no_badge_says_so_and_the_page_works(
    chromium: Browser, site: Site, badge: str, sentence: str
) -> None:
    context = chromium.new_context()
    page, _watch = watched(context, site.address)
    page.goto(f"{site.address}verify/?badge={badge}")
    assert sentence in headline(page)
    page.wait_for_load_state("networkidle")
    assert page.locator("script[src*='bundle.']").count() == 1
    data = site.credentials()[0].read_bytes()
    page.locator("#lv-file").set_input_files(files=[{"name": "a.json", "mimeType": "application/json", "buffer": data}])
    expect(page.locator("laurels-verify .lv-headline")).to_contain_text("Valid.")
    context.close()


def test_what_is_not_plain_is_read_by_jsonld_which_is_loaded_for_it(page: Page, site: Site) -> None:
    fetched: list[str] = []
    page.context.on("request", lambda request: fetched.append(request.url))
    drop(page, site, site.credentials()[0].read_bytes())
    assert headline(page).startswith("Valid.")
    before = len([url for url in fetched if "/checker-" in url])
    data = json.loads(site.credentials()[0].read_bytes())
    data["name"] = {"@value": data["name"], "@language": "en"}
    page.locator("#lv-file").set_input_files(
        files=[{"name": "b.json", "mimeType": "application/json", "buffer": json.dumps(data).encode()}]
    )
    expect(page.locator("laurels-verify .lv-headline")).to_contain_text("Not valid: ")
    assert before == 0
    assert [url for url in fetched if "/checker-" in url]


def test_the_browser_asks_for_the_equation_that_the_rule_says(page: Page, site: Site) -> None:
    page.goto(site.address)
    verdicts = page.evaluate(
        """async (rows) => {
            const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
            const verify = async ([key, signature, message]) => {
                const read = await crypto.subtle.importKey("raw", bytes(key), "Ed25519", false, ["verify"]);
                return crypto.subtle.verify("Ed25519", read, bytes(signature), bytes(message));
            };
            return Promise.all(rows.map(verify));
        }""",
        [[part.hex() for part in row] for row, _fits in _up_to_small_order()],
    )
    assert verdicts == [fits for _row, fits in _up_to_small_order()]
    assert set(verdicts) == {True, False}


def _up_to_small_order() -> list[tuple[tuple[bytes, bytes, bytes], bool]]:
    """Signatures that hold when a difference of small order is forgiven, and whether they hold when it is not."""
    torsion = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
    secret = (12345).to_bytes(32, "little")
    key = bindings.crypto_core_ed25519_add(bindings.crypto_scalarmult_ed25519_base_noclamp(secret), torsion)
    rows = []
    for number in range(24):
        message, nonce = f"message {number}".encode(), (1001 + number).to_bytes(32, "little")
        r = bindings.crypto_scalarmult_ed25519_base_noclamp(nonce)
        k = bindings.crypto_core_ed25519_scalar_reduce(hashlib.sha512(r + key + message).digest())
        s = bindings.crypto_core_ed25519_scalar_add(nonce, bindings.crypto_core_ed25519_scalar_mul(k, secret))
        rows.append(((key, r + s, message), k[0] % 8 == 0))
    return rows
