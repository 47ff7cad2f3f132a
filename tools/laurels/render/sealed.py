"""Pages of awards that nobody can read without the holder's link, and of those that nobody can read any more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from laurels.model.catalogue import Site
from laurels.render.badge import POLICY, Standing, below, held
from laurels.render.environment import environment, relative
from laurels.render.facts import facts_of


def sealed_page(shared: Mapping[str, Any], *, identifier: str, site: Site, standing: Standing | None = None) -> str:
    """The HTML of `/b/<identifier>/` for a sealed award.

    Args:
        shared: the credential of its template, null wherever it tells one learner from another.
        identifier: UUID of the credential.
        site: where the page is published.
        standing: given where the award does not stand any more; shown whether the page opens or not.
    """
    facts = facts_of(shared)
    return (
        environment()
        .get_template("sealed.html")
        .render(
            facts=facts,
            identifier=identifier,
            site=site,
            standing=standing,
            policy=POLICY,
            to=partial(relative, f"b/{identifier}/"),
            image=below(facts.image, site),
            definition=below(facts.achievement_id, site),
            held=held(facts, site),
        )
    )


def forgotten_page(identifier: str, *, site: Site, day: date, told: bool = True) -> str:
    """The HTML of `/b/<identifier>/` after `laurels forget`; `told`, whether the signed list says so already."""
    to = partial(relative, f"b/{identifier}/")
    return environment().get_template("forgotten.html").render(site=site, day=day, told=told, policy=POLICY, to=to)
