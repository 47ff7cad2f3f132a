"""A demo site on this computer, and a Chromium that can reach nothing else."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

from laurels.office import demo
from laurels.publish import serve
from support.browser import ARGUMENTS, executable

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
NAVIGATION_MILLISECONDS = 60_000


@dataclass(frozen=True)
class Site:
    """A built site that is being served."""

    folder: Path
    address: str
    """Where it is served: ends in a slash."""
    sample: Path | None = None
    """A badge that is valid."""
    link: str = ""
    """Path of a sealed page, with the key that opens it."""

    def credentials(self) -> list[Path]:
        """Published credentials, in order."""
        return sorted(self.folder.glob("b/*/credential.json"))

    def withdrawn(self, state: str) -> Path:
        """The published credential whose page says `Revoked` or `Suspended`."""
        return next(
            path
            for path in self.credentials()
            if f"<strong>{state}</strong>" in (path.parent / "index.html").read_text()
        )


def _served(folder: Path, site_url: str, sample: Path | None = None, link: str = "") -> Iterator[Site]:
    running = serve.server(folder, site_url, 0)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        yield Site(folder, serve.address(running, site_url), sample, link)
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


serving = contextmanager(_served)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the demo, at the root of its host."""
    made = demo.run(demo.example(), tmp_path_factory.mktemp("demo") / "copy", NOW, lambda _line: None)
    yield from _served(made.built.folder, made.built.catalogue.site.url, made.sample, made.link)


@pytest.fixture(scope="session")
def site_below_a_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same for a catalogue whose address has a path, as many hosts of static pages give."""
    source = tmp_path_factory.mktemp("path") / "source"
    for name in ("catalogue", "site_src"):
        shutil.copytree(demo.example() / name, source / name)
    for path, old, new in (
        (Path("mkdocs.yml"), "site_url: https://laurels.example/", "site_url: https://laurels.example/awards/"),
        (Path("catalogue/issuers/laurels-institute.yaml"), "did:web:laurels.example", "did:web:laurels.example:awards"),
    ):
        text = (demo.example() / path).read_text(encoding="utf-8")
        assert old in text
        (source / path).write_text(text.replace(old, new), encoding="utf-8")
    made = demo.run(source, source.parent / "copy", NOW, lambda _line: None)
    yield from _served(made.built.folder, made.built.catalogue.site.url, made.sample, made.link)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests. A missing one is a failure: `make test` installs it."""
    path = executable()
    assert path, "no Chromium: run `make install-test`, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS), headless=True)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a page did besides showing itself."""

    foreign: list[str] = field(default_factory=list)
    """Requests to any host but the site's own; they are blocked."""
    sent: list[str] = field(default_factory=list)
    """Requests that carried something away: a body, or another method than GET."""
    errors: list[str] = field(default_factory=list)
    """Console errors and warnings, policy violations among them, and uncaught exceptions."""


def watched(context: BrowserContext, address: str, *, stop_clock: bool = True) -> tuple[Page, Watch]:
    """A page that can reach one address only, and what it does. Its clock stands at `NOW`; what has to move needs it running."""
    watch = Watch()

    def gate(route: Route, request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            watch.foreign.append(request.url)
            route.abort()
            return
        if request.method != "GET" or request.post_data:
            watch.sent.append(request.url)
        route.continue_()

    if stop_clock:
        context.clock.set_fixed_time(NOW)
    context.route("**/*", gate)
    page = context.new_page()
    page.set_default_timeout(NAVIGATION_MILLISECONDS)
    page.on(
        "console", lambda message: watch.errors.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    return page, watch


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A page of the demo site; afterwards nothing foreign may have been asked for, sent, or complained about."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    opened, watch = watched(context, site.address)
    yield opened
    context.close()
    assert watch == Watch()
