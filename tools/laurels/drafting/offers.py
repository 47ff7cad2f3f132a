"""What can be chosen from: files of the catalogue, skills of its frameworks, fields of study."""

from __future__ import annotations

from collections.abc import Iterator

from laurels.drafting.search import Entry
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.model.isced import ISCED_F


def skills(catalogue: Catalogue, framework: str = "") -> Iterator[Entry]:
    """The skills of every framework, or of one."""
    for slug, found in catalogue.frameworks.items():
        if framework in ("", slug):
            for key, skill in found.skills.items():
                text = pick(skill.description) if skill.description else ""
                names = list(skill.name.values()) if isinstance(skill.name, dict) else [skill.name]
                others = (*names[1:], *skill.alt_label)
                yield Entry(f"{slug}/{key}", names[0], others, text, skill.type or "")


def files(catalogue: Catalogue, kind: str) -> Iterator[Entry]:
    """The files of a kind that others refer to, by slug and name."""
    if kind == "issuer":
        yield from (Entry(slug, pick(found.name)) for slug, found in catalogue.issuers.items())
    elif kind == "skills":
        yield from (Entry(slug, pick(found.name)) for slug, found in catalogue.frameworks.items())
    else:
        yield from (Entry(slug, pick(found.name)) for slug, found in catalogue.achievements.items())


def subjects() -> Iterator[Entry]:
    """The detailed fields of ISCED-F 2013."""
    yield from (Entry(code, name) for code, name in ISCED_F.items())


def taken(catalogue: Catalogue, kind: str) -> set[str]:
    """The names that files of a kind have, readable or not."""
    return {slug for found, slug in (*catalogue.sources, *catalogue.broken) if found == kind}
