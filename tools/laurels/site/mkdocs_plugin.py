"""The adaptor to MkDocs, and the only file that knows it: our pages in, finished pages out.

Pages are added as virtual files outside the navigation, because the theme writes the navigation into every page.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any, Literal

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from laurels.errors import LaurelsError, WriteError
from laurels.model.catalogue import Catalogue
from laurels.repository.load import load
from laurels.site.outline import headings
from laurels.site.page import SitePage
from laurels.site.pages import block, pages, verify_head
from laurels.site.policy import inline_scripts, policy, shape

_BLOCK = re.compile(r"<!--\s*laurels:([a-z]+)\s*-->")
_DECISION = re.compile(r"docs/adr/\d+-[^/]+\.md")
_CHARSET = '<meta charset="utf-8">'
# Parts of the theme that fail WCAG 2.2 and what they should have been.
_REPAIRS = (
    ('data-md-component="search" role="dialog"', 'data-md-component="search" role="dialog" aria-label="Search"'),
)


def build_pages(config_file: Path, site_dir: Path, **overrides: Any) -> None:
    """Build everything that MkDocs builds into a folder, which is emptied first.

    Args:
        config_file: the site's mkdocs.yml.
        site_dir: where to.
        overrides: settings in place of those in the file, such as `site_url`.

    Raises:
        WriteError: MkDocs could not build; the message says why.
    """
    try:
        config = load_config(str(config_file), site_dir=str(site_dir), **overrides)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (Abort, MkDocsException) as error:
        raise WriteError(f"The pages could not be built: {error}", hint="Look at the messages above.") from error


class LaurelsConfig(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in mkdocs.yml."""

    repository = Type(str, default=".")
    """Folder of the Laurels repository, relative to mkdocs.yml."""


class LaurelsPlugin(BasePlugin[LaurelsConfig]):  # type: ignore[no-untyped-call]
    """Adds the catalogue's pages, fills marked places of hand-written ones, and writes each page's security policy."""

    def __init__(self) -> None:
        self.catalogue = Catalogue()
        self.pages: dict[str, SitePage] = {}
        self.nav = Navigation([], [])
        self.serving = False
        self.theme_scripts: frozenset[str] = frozenset()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember whether MkDocs' own server will show the pages: its live reload needs a script without a hash."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the repository's data."""
        if not config.use_directory_urls:
            raise ConfigurationError(
                "mkdocs.yml: `use_directory_urls: false` would change the addresses that credentials name. Remove it."
            )
        config.watch += [
            str(folder) for name in ("catalogue", "issued", "keys") if (folder := self._root(config) / name).is_dir()
        ]
        return config

    def _root(self, config: MkDocsConfig) -> Path:
        return (Path(config.config_file_path).parent / self.config.repository).resolve()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the repository and add a virtual file for every page."""
        try:
            self.catalogue = load(self._root(config)).catalogue
        except LaurelsError as error:
            raise PluginError(f"{error.message} {error.hint}".strip()) from error
        self.pages = {page.uri: page for page in pages(self.catalogue)}
        for uri in self.pages:
            files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give a generated page its title; fill in the list of decisions."""
        ours = self.pages.get(page.file.src_uri)
        if ours is None:
            return (
                markdown.replace("<!-- laurels:decisions -->", _decisions(files))
                if page.file.src_uri == "docs/adr/index.md"
                else markdown
            )
        page.edit_url = None
        page.meta = {
            # The theme's templates do not escape.
            "title": escape(ours.title),
            "description": escape(ours.description),
            "hide": ["navigation"] if ours.outline else ["navigation", "toc"],
            "section": ours.section,
        }
        return ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put our HTML in; in hand-written pages, in place of each `<!-- laurels:NAME -->`."""
        ours = self.pages.get(page.file.src_uri)
        if ours is None:
            return _BLOCK.sub(lambda match: self._block(match[1], page), _scrolling_tables(html))
        page.toc = _table_of_contents(ours.html)
        return ours.html

    def _block(self, name: str, page: Page) -> str:
        html = block(self.catalogue, name, page.url)
        if html is None:
            raise PluginError(f"{page.file.src_uri}: `<!-- laurels:{name} -->` is no block that is known.")
        return html

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,
    ) -> TemplateContext:
        """Show which part of the site a page belongs to that is not in the navigation; give one that verifies its head."""
        self._mark(page, nav, active=True)
        self.nav = nav
        if page.meta.get("verifies"):
            page.meta["head"] = verify_head(self.catalogue, page.url)
        return context

    def _mark(self, page: Page, nav: Navigation, *, active: bool) -> None:
        ours = self.pages.get(page.file.src_uri)
        if ours is None or not ours.outline:
            return
        for item in nav.items:
            if isinstance(item, Page) and item.file.src_uri == f"{ours.section}/index.md":
                item.active = active

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Learn the theme's own scripts from the one page that holds no text of anybody's."""
        if template_name != "404.html":
            return output
        self.theme_scripts = frozenset(shape(script) for script in inline_scripts(output))
        return self._finish(output, template_name)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Write the page's security policy and mend what the theme gets wrong."""
        self._mark(page, self.nav, active=False)
        return self._finish(output, page.file.src_uri, asks_others=bool(page.meta.get("verifies")))

    def _finish(self, output: str, where: str, *, asks_others: bool = False) -> str:
        scripts = inline_scripts(output)
        foreign = [script for script in scripts if shape(script) not in self.theme_scripts]
        if foreign:
            raise PluginError(
                f"{where}: an inline script that is not the theme's ({foreign[0].strip()[:60]}…). Put it into a file of the site."
            )
        for broken, mended in _REPAIRS:
            output = output.replace(broken, mended)
        if self.serving:
            return output
        head, charset, rest = output.partition(_CHARSET)
        if not charset:
            raise PluginError(
                f"{where}: the theme wrote no `{_CHARSET}`, so there is no place for the security policy."
            )
        return f'{head}{charset}\n      <meta http-equiv="content-security-policy" content="{policy(scripts, asks_others=asks_others)}">{rest}'


def _table_of_contents(html: str) -> TableOfContents:
    top: list[AnchorLink] = []
    for heading in headings(html):
        link = AnchorLink(escape(heading.text), heading.id, heading.level)
        (top[-1].children if heading.level > 2 and top else top).append(link)
    return TableOfContents(top)


def _scrolling_tables(html: str) -> str:
    """Tables of Markdown in a frame that scrolls and that a keyboard reaches (WCAG 2.2, 2.1.1 and 1.4.10)."""
    frame = '<div class="lr-scroll" tabindex="0" role="group" aria-label="Table"><table class="lr-table">'
    return html if "<table>" not in html else html.replace("<table>", frame).replace("</table>", "</table></div>")


def _decisions(files: Files) -> str:
    found = [file for file in files.documentation_pages() if _DECISION.fullmatch(file.src_uri)]
    lines = []
    for file in sorted(found, key=lambda file: file.src_uri):
        title = next(
            (line[2:].strip() for line in file.content_string.splitlines() if line.startswith("# ")), file.name
        )
        lines.append(f"- [{title}]({file.src_uri.removeprefix('docs/adr/')})")
    return "\n".join(lines) or "None is recorded yet."
