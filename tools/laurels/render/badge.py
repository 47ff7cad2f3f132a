"""The page of one public award: plain HTML of a few kilobytes, from the signed credential alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from laurels.model.catalogue import Site
from laurels.render.environment import environment, relative
from laurels.render.facts import Facts, facts_of

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"

_VERSION = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class Standing:
    """That an award was revoked or suspended, or stands again."""

    state: str
    """`revoked`, `suspended` or `reinstated`."""
    since: date
    reason: str
    """A reason code of `issued/status`."""
    note: str = ""
    told: bool = True
    """Whether the signed status lists say the same; while they do not, verifiers cannot know."""


@dataclass(frozen=True, slots=True)
class Line:
    """The awards before and after one, where one takes the place of another."""

    earlier: str = ""
    """UUID of the award that this one renews or replaces, or empty."""
    later: str = ""
    """UUID of the award that renews or replaces this one, or empty."""


def badge_page(
    credential: Mapping[str, Any],
    *,
    identifier: str,
    site: Site,
    standing: Standing | None = None,
    line: Line | None = None,
) -> str:
    """The HTML of `/b/<identifier>/`.

    Args:
        credential: the signed credential; what the page says of the award comes from here.
        identifier: UUID of the credential.
        site: where the page is published; addresses below it become relative, so that a copy elsewhere works too.
        standing: given where the award does not stand any more.
        line: given where it renews another award, or another renews it.
    """
    path = f"b/{identifier}/"
    facts = facts_of(credential)
    return (
        environment()
        .get_template("badge.html")
        .render(
            facts=facts,
            identifier=identifier,
            site=site,
            standing=standing,
            line=line or Line(),
            policy=POLICY,
            lists=list(filter(None, (below(url, site) for url in facts.lists))),
            to=partial(relative, path),
            image=below(facts.image, site),
            definition=below(facts.achievement_id, site),
            held=held(facts, site),
        )
    )


def held(facts: Facts, site: Site) -> str:
    """Path of the page of the version that was awarded, as it was signed; empty where it has none here."""
    definition = below(facts.achievement_id, site)
    return f"{definition}v{facts.version}/" if definition.endswith("/") and _VERSION.fullmatch(facts.version) else ""


def below(url: str, site: Site) -> str:
    """An address of this site as a path relative to its root; empty for any other."""
    if not site.url or not url.startswith(site.url):
        return ""
    path = url.removeprefix(site.url)
    return path if path and not path.startswith(("/", ".")) and "//" not in path and "/." not in path else ""
