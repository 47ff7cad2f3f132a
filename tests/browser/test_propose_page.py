"""The form at /propose/, from the first empty field to a file that `laurels check` accepts as it is."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Site, Watch, watched
from laurels.cli import main
from laurels.encoding import strict_yaml
from laurels.office import demo

pytestmark = pytest.mark.browser

TYPED = {
    "What is it called?": "Regular expressions: the #1 tool",
    "What is it, and whom is it for?": "Find, check and rewrite text by pattern without damaging what should stay.",
    "What can somebody do who holds it?": "Say what a pattern matches, and what it does not.\nWrite a pattern for a list of examples.",
    "What must be done to earn it?": "Solve at least 9 of 12 tasks.",
    "What does the learner do, and how is it judged?": "Twelve tasks in two hours, compared with reference results.",
    "What is judged?": "Patterns",
    "What does work look like that is not good enough yet?": "Fewer than nine tasks are right.",
    "What does work look like that earns the award?": "At least nine tasks are right.",
    "How many hours does a typical learner need?": "28",
    "Which level is it in the European Qualifications Framework?": "4",
}
CHOSEN = {
    "What kind of assessment is it?": "practical",
    "How do people take part?": "online",
}


def fill(page: Page) -> None:
    for label, text in TYPED.items():
        page.get_by_label(label).fill(text)
    for label, value in CHOSEN.items():
        page.get_by_label(label).select_option(value)
    for label, word, name in (
        ("What is it about?", "database", "Database"),
        ("Which skills does it show?", "sql", "SQL"),
        ("Which skills does it show?", "perform data analsis", "data analysis"),
    ):
        page.get_by_label(label).fill(word)
        page.locator(".lp-found button").filter(has_text=name).first.click()


def text_of(page: Page) -> str:
    return page.locator("laurels-propose pre code").inner_text()


def test_from_an_empty_form_to_a_file_that_check_accepts(chromium: Browser, site: Site, tmp_path: Path) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page, watch = watched(context, site.address, stop_clock=False)
    page.goto(site.address + "propose/")
    form = page.locator("laurels-propose")
    expect(form).to_have_attribute("data-open", "15")
    expect(page.locator(".lp-problem:not(:empty)")).to_have_count(0)
    fill(page)
    expect(form).to_have_attribute("data-open", "0")
    expect(page.locator(".lp-preview h1")).to_have_text("Regular expressions: the #1 tool")
    expect(page.locator(".lp-preview .lr-skills li")).to_have_text(["SQL", "perform data analysis"])
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the file").click()
    assert saved.value.suggested_filename == "regular-expressions-the-1-tool.yaml"
    copy = tmp_path / "copy"
    for name in ("catalogue", "keys", "issued"):
        shutil.copytree(demo.example() / name, copy / name)
    shutil.copy(demo.example() / "mkdocs.yml", copy)
    target = copy / "catalogue/achievements" / saved.value.suggested_filename
    saved.value.save_as(target)
    assert target.read_text(encoding="utf-8").strip() == text_of(page).strip()
    assert list(strict_yaml.loads(target.read_text(encoding="utf-8")))[:3] == ["name", "version", "issuer"]
    done = CliRunner().invoke(main, ["check", "-C", str(copy), "--no-cache"])
    assert saved.value.suggested_filename not in done.output, done.output
    assert done.exit_code == 0, done.output
    context.close()
    assert watch == Watch()


def test_answers_outlive_the_window_until_they_are_cleared(page: Page, site: Site) -> None:
    page.clock.resume()
    page.goto(site.address + "propose/")
    page.get_by_label("What is it called?").fill("Kept")
    expect(page.locator(".lp-preview h1")).to_have_text("Kept")
    page.reload()
    expect(page.get_by_label("What is it called?")).to_have_value("Kept")
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_label("What is it called?")).to_have_value("")
    page.reload()
    expect(page.get_by_label("What is it called?")).to_have_value("")


def test_the_forge_opens_with_the_text(page: Page, site: Site) -> None:
    page.clock.resume()
    page.goto(site.address + "propose/")
    page.get_by_label("What is it called?").fill("Knots")
    page.get_by_label("Where is the repository of the catalogue?").fill("https://github.com/office/badges")
    link = page.get_by_role("link", name="Propose it on github.com")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", page_with("knots.yaml"))
    query = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert "name: Knots" in query["value"][0]
    page.get_by_label("Where is the repository of the catalogue?").fill("https://gitlab.com/office/badges")
    expect(page.get_by_role("link", name="Propose it on gitlab.com")).to_be_visible()
    page.get_by_label("Where is the repository of the catalogue?").fill("javascript:alert(1)")
    expect(page.locator(".lp-open")).to_be_hidden()


def page_with(name: str) -> object:
    import re

    return re.compile(
        rf"^https://github\.com/office/badges/new/main/catalogue/achievements\?filename={re.escape(name)}&value="
    )


def test_hostile_answers_stay_text(page: Page, site: Site) -> None:
    page.clock.resume()
    page.goto(site.address + "propose/")
    text = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    for label in ("What is it called?", "What is it, and whom is it for?", "What can somebody do who holds it?"):
        page.get_by_label(label).fill(text)
    page.get_by_label("What is it called?").blur()
    expect(page.locator(".lp-preview h1")).to_have_text(text)
    assert page.locator(".lp-preview script, .lp-preview img[onerror]").count() == 0
    expect(page.locator("#propose-name-problem")).to_contain_text("HTML")
