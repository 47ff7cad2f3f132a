"""Every version of an achievement that was awarded, as it was signed: `/catalogue/<achievement>/v<n>/`.

The text comes from the ledger and not from today's definition, so that the page says what a holder's credential says, and
stays when the definition changes, or goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from laurels.credential.versions import AwardedVersion
from laurels.model.catalogue import Catalogue
from laurels.render.facts import facts_of
from laurels.site.page import SitePage
from laurels.site.shelf import summary

Html = Callable[..., str]
"""(template, path of the page, names …) → the article."""


def version_path(slug: str, version: int) -> str:
    """Address of a version's page, relative to the site's root."""
    return f"catalogue/{slug}/v{version}/"


def version_pages(
    catalogue: Catalogue, awarded: Mapping[str, tuple[AwardedVersion, ...]], html: Html
) -> Iterator[SitePage]:
    """A page for each awarded version, by slug and number."""
    for slug, versions in sorted(awarded.items()):
        for version in versions:
            yield _page(catalogue, slug, version, html)


def _page(catalogue: Catalogue, slug: str, version: AwardedVersion, html: Html) -> SitePage:
    facts = facts_of({"issuer": version.issuer, "credentialSubject": {"achievement": version.achievement}})
    current = catalogue.achievements.get(slug)
    path = version_path(slug, version.version)
    name = facts.name or slug
    article = html(
        "version.html",
        path,
        facts=facts,
        name=name,
        slug=slug,
        version=version,
        rubric=[_criterion(item) for item in _objects(version.achievement.get("resultDescription"))],
        current=current,
    )
    return SitePage(
        path, f"{name}, version {version.version}", summary(facts.description or name), article, "catalogue"
    )


def _criterion(item: Mapping[str, Any]) -> dict[str, Any]:
    required = item.get("requiredLevel")
    return {
        "name": _text(item.get("name")),
        "levels": [
            {
                "name": _text(level.get("name")),
                "description": _text(level.get("description")),
                "required": level.get("id") == required,
            }
            for level in _objects(item.get("rubricCriterionLevel"))
        ],
    }


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
