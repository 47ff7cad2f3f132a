"""The page of a sealed award, as its holder meets it, and as everybody else does."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Watch, serving, watched
from laurels.credential.ledger import restore
from laurels.encoding import jcs
from laurels.publish import serve
from laurels.render.badge import badge_page
from laurels.sealing.values import open_values
from laurels.site.files import site_files
from support import office, sealed

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
ICON = Path(__file__).parents[2] / "site_src/assets/laurels.svg"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEADER = "name,email,id,project,mark project,evidence,evidence name,evidence narrative"
DID = "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"
ROWS = (
    f'Sample Learner ١ «01»,sample.01@laurels.example,{DID},competent,87,https://laurels.example/e/1 {"5" * 64},A project,"It works.\n- well"',
    f"Sample <b>Learner</b> & 02,sample.02@laurels.example,,Completed,,{'7' * 64},,",
    "Sample Learner 03,sample.03@laurels.example,,,,,,",
)


@dataclass(frozen=True)
class Sealed:
    """A served site with sealed badges."""

    folder: Path
    address: str
    keys: dict[str, str]
    """UUID → the key in the holder's link."""
    credentials: dict[str, dict[str, Any]]
    revoked: str
    heard: list[str]
    """What arrived at the server."""

    def link(self, identifier: str, key: str | None = None) -> str:
        return f"{self.address}b/{identifier}/#{self.keys[identifier] if key is None else key}"


@pytest.fixture(scope="module")
def office_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sealed]:
    root = sealed.repository(tmp_path_factory.mktemp("sealed") / "repository")
    sealed.award(root, root.parent, *ROWS, header=HEADER)
    issued = sealed.issue(root)
    status = root / "issued/status/2026.yaml"
    status.parent.mkdir()
    status.write_text(
        f"changes:\n  - {{credential: {issued[-1]}, action: suspend, date: 2026-07-01, reason: under-review}}\n",
        encoding="utf-8",
    )
    folder = root.parent / "site"
    catalogue = office.catalogue(root)
    for name, data in [*site_files(catalogue, {}), ("assets/laurels.svg", ICON.read_bytes())]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    rows = sealed.opened(catalogue)
    keys = {identifier: row.key for identifier, row in rows.items()}
    credentials = {
        line.id: restore(
            file.templates[line.template],
            line,
            open_values(line.sealed or "", identifier=line.id, page_key=rows[line.id].page_key),
        )
        for _, file, line in catalogue.signed()
    }
    heard: list[str] = []
    with serving(folder, office.SITE) as running, listening(heard):
        yield Sealed(folder, running.address, keys, credentials, issued[-1], heard)


@contextmanager
def listening(heard: list[str]) -> Iterator[None]:
    """Everything that any browser sends to the server, as it arrives."""
    before = serve._Handler.parse_request

    def parse(self: Any) -> bool:
        found = before(self)
        heard.append(f"{self.raw_requestline!r} {self.headers if found else ''}")
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serve._Handler, "parse_request", parse)
        yield


@pytest.fixture
def page(chromium: Browser, office_site: Sealed) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    opened, watch = watched(context, office_site.address)
    yield opened
    context.close()
    assert watch == Watch()


def says(page: Page, words: str) -> None:
    expect(page.locator(".lv-headline")).to_contain_text(words)


def good(site: Sealed) -> list[str]:
    return [identifier for identifier in site.keys if identifier != site.revoked]


def words(text: str) -> str:
    return " ".join(text.split())


def test_it_shows_what_a_public_page_shows(chromium: Browser, page: Page, office_site: Sealed) -> None:
    context = chromium.new_context(java_script_enabled=False)
    public = context.new_page()
    for identifier in good(office_site):
        credential = office_site.credentials[identifier]
        public.set_content(
            badge_page(
                credential, identifier=identifier, site=office.catalogue(office_site.folder.parent / "repository").site
            )
        )
        page.goto("about:blank")
        page.goto(office_site.link(identifier))
        says(page, "Valid. Awarded by issuer.example on 30 June 2026.")
        wanted = words(public.locator("main").inner_text()).replace("Check this credential ", "")
        shown = words(page.locator("main").inner_text()).replace(
            "Valid. Awarded by issuer.example on 30 June 2026. ", ""
        )
        shown = re.sub(r" \d+ days left · Put the end in my calendar", "", shown.partition(" Keep it, share it")[0])
        assert shown.casefold() == wanted.casefold()  # a style sheet makes capitals of some
        links = {link.get_attribute("href") for link in public.locator("main a").all()} - {
            f"../../verify/?badge={identifier}"
        }
        wanted_links = {
            link for link in links if link and not link.startswith("http://")
        }  # which our browser code makes no link of
        assert wanted_links <= {link.get_attribute("href") for link in page.locator("main a").all()}
    context.close()


def test_the_key_and_what_it_opens_never_leave(chromium: Browser, office_site: Sealed) -> None:
    context = chromium.new_context()
    page, watch = watched(context, office_site.address)
    office_site.heard.clear()
    for identifier in office_site.keys:
        page.goto("about:blank")
        page.goto(office_site.link(identifier))
        expect(page.locator("laurels-sealed-badge")).to_have_attribute("data-outcome", re.compile("."))
    assert len(office_site.heard) > 20
    for secret in [*office_site.keys.values(), "Sample", "%C2%AB01", "laurels.example/e/1", DID, "Referer"]:
        assert not [line for line in office_site.heard if secret in line]
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()
    assert watch == Watch()


def test_nothing_of_the_learner_is_in_what_is_published(office_site: Sealed) -> None:
    whole = b"".join(path.read_bytes() for path in sorted(office_site.folder.rglob("*")) if path.is_file())
    for row in sealed.opened(office.catalogue(office_site.folder.parent / "repository")).values():
        secrets = [row.key, row.email or "", row.recipient.name, hashlib.sha256((row.email or "").encode()).hexdigest()]
        assert [secret for secret in secrets if secret.encode() in whole] == []
    for identifier in office_site.keys:
        page = office_site.folder / "b" / identifier
        assert sorted(path.name for path in page.iterdir()) == ["index.html", "sealed.json"]
        assert sum(path.stat().st_size for path in page.iterdir()) <= 5 * 1024
        assert "row" not in json.loads((page / "sealed.json").read_bytes())
    assert len(list((office_site.folder / "templates").iterdir())) == 1


@pytest.mark.parametrize(
    ("change", "title"),
    [
        (lambda _: "", "This badge is sealed."),
        (lambda key: key[:20], "The link is not complete."),
        (lambda key: key + "A", "The link is not complete."),
        (lambda key: key[:-1] + "!", "The link is not complete."),
        (lambda key: ("B" if key[0] == "A" else "A") + key[1:], "This key does not open this badge."),
    ],
)
def test_a_link_that_does_not_open(page: Page, office_site: Sealed, change: Any, title: str) -> None:
    identifier = good(office_site)[0]
    page.goto(office_site.link(identifier, change(office_site.keys[identifier])))
    says(page, title)
    assert "Sample" not in page.locator("body").inner_text()
    assert (
        "Awarded by Conformance Institute. To whom, only the holder’s link tells." in page.locator("main").inner_text()
    )
    assert page.locator("laurels-sealed-badge p").count() == 2


def test_another_key_closes_what_the_first_opened(page: Page, office_site: Sealed) -> None:
    identifier = good(office_site)[0]
    page.goto(office_site.link(identifier))
    says(page, "Valid.")
    page.evaluate("location.hash = 'x'")
    says(page, "The link is not complete.")
    assert "Sample" not in page.locator("body").inner_text()
    page.evaluate("key => { location.hash = key }", office_site.keys[identifier])
    says(page, "Valid.")
    assert page.locator("h2", has_text="Keep it, share it").count() == 1


def test_what_is_kept_is_what_was_signed(page: Page, office_site: Sealed) -> None:
    for identifier in good(office_site)[:2]:
        signed = jcs.canonical_bytes(office_site.credentials[identifier])
        page.goto("about:blank")
        page.goto(office_site.link(identifier))
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save the badge").click()
        assert saved.value.suggested_filename == f"{identifier}.json"
        assert Path(saved.value.path()).read_bytes() == signed
        with page.expect_download() as pictured:
            page.get_by_role("link", name="Save it as a picture").click()
        picture = Path(pictured.value.path()).read_text(encoding="utf-8")
        assert picture.startswith("<svg")
        assert f"<![CDATA[{signed.decode()}]]></openbadges:credential>" in picture
        page.get_by_role("button", name="Copy the link").click()
        expect(page.get_by_text("Copied.")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == page.url == office_site.link(identifier)


def test_an_award_that_ran_out_says_whom_to_ask(page: Page, office_site: Sealed) -> None:
    hint = "its holder can give you the link to the later award"
    identifier = good(office_site)[0]
    page.goto(office_site.link(identifier))
    expect(page.locator("laurels-sealed-badge")).to_have_attribute("data-outcome", "valid")
    expect(page.get_by_text(hint)).to_have_count(0)
    page.context.clock.set_fixed_time(datetime(2031, 1, 1, tzinfo=UTC))
    page.goto("about:blank")
    page.goto(office_site.link(identifier))
    expect(page.get_by_text(hint)).to_be_visible()
    page.goto(office_site.link(identifier, "A" * 43))
    says(page, "This key does not open this badge.")
    expect(page.get_by_text(hint)).to_have_count(0)


def test_standing_is_shown_before_and_after_opening(page: Page, office_site: Sealed) -> None:
    page.goto(office_site.link(office_site.revoked, ""))
    says(page, "This badge is sealed.")
    said = words(page.locator(".standing").inner_text())
    assert said.startswith(
        "Suspended on 1 July 2026: under review. Checks, the one on this page too, do not know it yet: "
    )
    page.goto(office_site.link(office_site.revoked))
    expect(page.locator("laurels-sealed-badge")).to_have_attribute("data-outcome", re.compile("."))
    assert page.locator(".standing").count() == 1


@pytest.mark.parametrize("name", ["sealed.json", "template"])
def test_a_changed_file_shows_nothing(page: Page, office_site: Sealed, name: str) -> None:
    identifier = good(office_site)[0]
    path = (
        next(office_site.folder.glob("templates/*"))
        if name == "template"
        else office_site.folder / "b" / identifier / name
    )
    whole = path.read_bytes()
    try:
        path.write_bytes(whole.replace(b"SQL foundations", b"SQL for experts").replace(b'"digest":"', b'"digest":"0'))
        page.goto(office_site.link(identifier))
        says(page, "What this site holds of the badge is damaged.")
        assert "Sample" not in page.locator("body").inner_text()
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("opened", [True, False])
def test_for_everybody_on_any_device(chromium: Browser, office_site: Sealed, scheme: Any, opened: bool) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page, watch = watched(context, office_site.address)
    page.goto(office_site.link(good(office_site)[0], None if opened else ""))
    says(page, "Valid." if opened else "This badge is sealed.")
    if opened:
        page.get_by_text("Every step of this check").click()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.add_script_tag(path=AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [(item["id"], [node["target"] for node in item["nodes"]][:3]) for item in found["violations"]] == []
    page.emulate_media(media="print")
    assert page.locator("ul.keep").is_visible() is False
    context.close()
    assert watch == Watch()


def test_without_javascript_it_says_what_it_is(chromium: Browser, office_site: Sealed) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page, watch = watched(context, office_site.address)
    page.goto(office_site.link(good(office_site)[0]))
    assert "needs JavaScript; nothing is sent anywhere" in page.locator("main").inner_text()
    context.close()
    assert watch == Watch()
