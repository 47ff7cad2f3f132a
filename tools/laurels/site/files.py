"""What is written beside MkDocs' pages, as paths and bytes: everything that grows with the number of awards, and data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from typing import Any

from laurels.credential.succession import successors
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.render.badge import Line, badge_page
from laurels.render.image import draw
from laurels.site.api import api_files, identity_files, trust_file
from laurels.site.offline import offline_files
from laurels.site.sealed import sealed_files
from laurels.site.standing import standings


@dataclass(frozen=True, slots=True)
class SignedBadge:
    """One public award as it was signed."""

    credential: Mapping[str, Any]
    data: bytes
    """The canonical bytes, which are what is published."""


def site_files(catalogue: Catalogue, badges: Mapping[str, SignedBadge]) -> Iterator[tuple[str, bytes]]:
    """Path below the site's root and content of every file, in a fixed order.

    Args:
        catalogue: the repository.
        badges: UUID → public award.
    """
    yield ".nojekyll", b""  # GitHub Pages would leave out .well-known
    yield from asset_files()
    yield from image_files(catalogue)
    yield from identity_files(catalogue)
    yield from api_files(catalogue)
    for name, data in sorted(catalogue.lists.items()):
        yield f"lists/{name}.json", data
    for name, data in sorted(catalogue.changes.items()):
        yield f"lists/{name}-changes.json", data
    lists = {catalogue.site.list_url(name): data for name, data in catalogue.lists.items()}
    changes = {catalogue.site.changes_url(name): data for name, data in catalogue.changes.items()}
    yield from offline_files(catalogue.site.url, trust_file(catalogue), lists, changes)
    stand, lines = standings(catalogue), _lines(catalogue, badges)
    for identifier, badge in sorted(badges.items()):
        page = badge_page(
            badge.credential,
            identifier=identifier,
            site=catalogue.site,
            standing=stand.get(identifier),
            line=lines.get(identifier),
        )
        yield f"b/{identifier}/index.html", page.encode()
        yield f"b/{identifier}/credential.json", badge.data
    yield from sealed_files(catalogue, stand)


def asset_files() -> Iterator[tuple[str, bytes]]:
    """The browser code that was built into the package, and the one style sheet of badge pages."""
    package = package_files("laurels")
    browser = package / "_bundled" / "browser"
    yield from _tree(browser, "assets/laurels")
    yield from _tree(package / "_bundled" / "library", "assets/laurels/verify")
    # With the elements' own styles in the same file: a page is not drawn before its last style sheet is there.
    styles = (browser / "verify.css", package / "render" / "static" / "badge.css")
    yield "assets/laurels/badge.css", b"".join(style.read_bytes() for style in styles)


def image_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Every given picture, and one drawn for each achievement that names none."""
    yield from ((f"images/{slug}.svg", data) for slug, data in sorted(catalogue.images.items()))
    for slug, definition in sorted(catalogue.achievements.items()):
        if (definition.image or slug) not in catalogue.images:
            issuer = catalogue.issuers.get(definition.issuer)
            name = pick(issuer.name) if issuer else definition.issuer
            yield (
                f"images/{slug}.svg",
                draw(slug=slug, name=pick(definition.name), issuer=name, level=definition.eqf_level),
            )


def _tree(folder: Traversable, target: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{target}/{entry.name}"
        if entry.is_dir():
            yield from _tree(entry, path)
        else:
            yield path, entry.read_bytes()


def _lines(catalogue: Catalogue, badges: Mapping[str, SignedBadge]) -> Mapping[str, Line]:
    """UUID → what it renews and what renews it, among public awards."""
    later = {old: row.id for old, rows in successors(catalogue).items() for row in rows if row.id in badges}
    earlier = {new: old for old, new in later.items() if new is not None and old in badges}
    return {
        identifier: Line(earlier.get(identifier, ""), later.get(identifier) or "") for identifier in {*later, *earlier}
    }
