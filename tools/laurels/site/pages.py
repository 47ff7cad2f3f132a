"""The catalogue as pages: achievements, stacks and roles, each with its list.

Pages are data (`SitePage`); an adaptor hands them to a generator of sites.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from laurels.credential.versions import awarded_versions
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.model.isced import field_name
from laurels.model.skill import Role
from laurels.model.stack import Stack
from laurels.render.environment import environment, relative
from laurels.site.page import SitePage
from laurels.site.relations import Relations, covered, relate, shared
from laurels.site.rules import in_words
from laurels.site.shelf import ShelfItem, levels, shelf, subjects, summary
from laurels.site.versions import version_pages, version_path
from laurels.stacking import least, members

BLOCKS = ("medals", "numbers", "propose", "stacks", "verify")
_LISTS_AHEAD = 4
"""Most status lists that a page asks for before a badge has named its own."""


def pages(catalogue: Catalogue) -> Iterator[SitePage]:
    """Every generated page of the site, in a fixed order."""
    writer = _Writer(catalogue)
    yield writer.catalogue_page()
    for slug in sorted(catalogue.achievements):
        yield writer.achievement_page(slug)
    yield from version_pages(catalogue, writer.awarded, writer.html)
    yield writer.stacks_page()
    for slug in sorted(catalogue.stacks):
        yield writer.stack_page(slug)
    yield writer.roles_page()
    for slug in sorted(catalogue.roles):
        yield writer.role_page(slug)


def block(catalogue: Catalogue, name: str, page: str) -> str | None:
    """A generated part of a hand-written page (one of `BLOCKS`), or None for a name that is none.

    Args:
        catalogue: what to show.
        name: which block.
        page: path of the page it stands on, relative to the site's root: links follow from it.
    """
    if name not in BLOCKS:
        return None
    writer = _Writer(catalogue)
    certificates = [writer.shelf[s.grants] for _, s in sorted(catalogue.stacks.items()) if s.grants in writer.shelf]
    others = [item for item in writer.shelf.values() if item not in certificates and item.definition.status == "active"]
    return writer.html(
        f"block-{name}.html",
        page,
        site=catalogue.site,
        numbers=(
            ("achievement", len(catalogue.achievements), "catalogue/"),
            ("stack", len(catalogue.stacks), "stacks/"),
            ("role", len(catalogue.roles), "roles/"),
            ("skill", len({skill for item in catalogue.achievements.values() for skill in item.skills}), "roles/"),
            ("award", sum(1 for _ in catalogue.signed()), "verify/"),
        ),
        medals=(*certificates, *others)[:3],
        stacks=[writer.stack(slug) for slug in sorted(catalogue.stacks)],
    )


def verify_head(catalogue: Catalogue, page: str) -> str:
    """What the head of a hand-written page that verifies needs of ours; `page` is its path, relative to the site's root."""
    lists = [f"lists/{name}.json" for name in sorted(catalogue.lists)]
    few = lists if len(lists) <= _LISTS_AHEAD else []
    return _html("verify-head.html", page, site=catalogue.site, lists=few)


def _html(template: str, path: str, **names: Any) -> str:
    return environment().get_template(template).render(to=partial(relative, path), **names)


class _Writer:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.shelf = shelf(catalogue)
        self.relations: Relations = relate(catalogue)
        self.awarded = awarded_versions(catalogue)

    def html(self, template: str, path: str, **names: Any) -> str:
        return _html(template, path, shelf=self.shelf, **names)

    def catalogue_page(self) -> SitePage:
        items = list(self.shelf.values())
        groups = [
            _group(
                f"eqf-{level}",
                f"EQF level {level}",
                [i for i in items if i.definition.status == "active" and i.definition.eqf_level == level],
            )
            for level in range(1, 9)
        ]
        groups.append(_group("in-preparation", "In preparation", [i for i in items if i.definition.status == "draft"]))
        groups.append(_group("retired", "Retired", [i for i in items if i.definition.status == "retired"]))
        html = self.html(
            "catalogue.html",
            "catalogue/",
            total=len(items),
            levels=levels(self.catalogue),
            subjects=subjects(self.catalogue),
            groups=[group for group in groups if group["items"]],
        )
        return SitePage(
            "catalogue/",
            "Catalogue",
            f"All {len(items)} achievements of {self.catalogue.site.name}, by level and subject.",
            html,
            "catalogue",
        )

    def achievement_page(self, slug: str) -> SitePage:
        catalogue, relations = self.catalogue, self.relations
        definition, item = catalogue.achievements[slug], self.shelf[slug]
        issuer = catalogue.issuers.get(definition.issuer)
        frameworks = dict.fromkeys(reference.partition("/")[0] for reference in definition.skills)
        html = self.html(
            "achievement.html",
            f"catalogue/{slug}/",
            item=item,
            definition=definition,
            issuer=issuer,
            field=field_name(definition.isced_f),
            skills=self._skills(definition.skills),
            frameworks=[catalogue.frameworks[name] for name in frameworks if name in catalogue.frameworks],
            in_stacks=[(name, catalogue.stacks[name]) for name in relations.in_stacks.get(slug, ())],
            granted_by=[(name, catalogue.stacks[name]) for name in relations.granted_by.get(slug, ())],
            needed_for=relations.needed_for.get(slug, ()),
            roles=self._roles(definition.skills),
            recognised=relations.recognised.get(slug, ()),
            quality=definition.quality_assurance or (issuer.quality_assurance if issuer else ()),
            versions=[(v, version_path(slug, v.version)) for v in self.awarded.get(slug, ())],
            identifier=catalogue.site.achievement_url(slug) if catalogue.site.url else "",
        )
        return SitePage(
            f"catalogue/{slug}/", item.name, summary(pick(definition.description)), html, "catalogue", outline=True
        )

    def stacks_page(self) -> SitePage:
        stacks = [self.stack(slug) for slug in sorted(self.catalogue.stacks)]
        return SitePage(
            "stacks/",
            "Stacks",
            "Achievements that add up to a certificate, and the rule for each.",
            self.html("stacks.html", "stacks/", stacks=stacks),
            "stacks",
        )

    def stack_page(self, slug: str) -> SitePage:
        stack, path = self.stack(slug), f"stacks/{slug}/"
        definition: Stack = stack["definition"]
        skills = {skill for part in stack["parts"] for skill in part.definition.skills}
        html = self.html(
            "stack.html",
            path,
            stack=stack,
            granted=self.shelf.get(definition.grants),
            roles=self._roles(tuple(sorted(skills))),
        )
        return SitePage(
            path, pick(definition.name), summary(pick(definition.description)), html, "stacks", outline=True
        )

    def stack(self, slug: str) -> dict[str, Any]:
        """What the list of stacks and the stack's own page show."""
        definition = self.catalogue.stacks[slug]
        return {
            "slug": slug,
            "definition": definition,
            "line": in_words(definition.rule),
            "least": least(definition.rule, self.catalogue.achievements),
            "parts": [self.shelf[member] for member in members(definition.rule) if member in self.shelf],
        }

    def roles_page(self) -> SitePage:
        roles = [self._role(slug) for slug in sorted(self.catalogue.roles)]
        return SitePage(
            "roles/",
            "Roles",
            "Occupations, the skills they ask for, and what covers them here.",
            self.html("roles.html", "roles/", roles=roles),
            "roles",
        )

    def role_page(self, slug: str) -> SitePage:
        role, path = self._role(slug), f"roles/{slug}/"
        definition: Role = role["definition"]
        active = (item for item in self.shelf.values() if item.definition.status == "active")
        parts = ((item, shared(definition, item.definition.skills)) for item in active)
        html = self.html(
            "role.html",
            path,
            role=role,
            framework=self.catalogue.frameworks.get(definition.framework),
            helpful=sorted((pair for pair in parts if pair[1]), key=lambda pair: -pair[1]),
            groups=(
                ("Essential skills", "Essential", self._skills(definition.skills.essential)),
                ("Optional skills", "Optional", self._skills(definition.skills.optional)),
            ),
        )
        return SitePage(path, pick(definition.name), summary(pick(definition.description)), html, "roles", outline=True)

    def _role(self, slug: str) -> dict[str, Any]:
        definition = self.catalogue.roles[slug]
        return {"slug": slug, "definition": definition, "covered": covered(definition, self.relations)}

    def _roles(self, skills: tuple[str, ...]) -> list[tuple[str, Role, int]]:
        """Roles that ask for some of these skills, those that most of them serve first."""
        found = [(slug, role, shared(role, skills)) for slug, role in sorted(self.catalogue.roles.items())]
        return sorted((entry for entry in found if entry[2]), key=lambda entry: -entry[2])

    def _skills(self, references: tuple[str, ...]) -> list[dict[str, Any]]:
        covering = self.relations.covering
        return [{"reference": r, "known": self.catalogue.skill(r), "covering": covering.get(r, ())} for r in references]


def _group(key: str, title: str, items: list[ShelfItem]) -> dict[str, Any]:
    classes = dict.fromkeys(name for item in items for name in item.classes.split())
    return {"key": key, "title": title, "items": items, "classes": "".join(f" {name}" for name in classes)}
