"""Files of sealed and of forgotten awards: ciphertext beside the page, and each template once for all who share it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from laurels.credential.ledger import template_data
from laurels.encoding import jcs
from laurels.model.catalogue import Catalogue
from laurels.model.ledger import AwardLine
from laurels.render.badge import Standing
from laurels.render.sealed import forgotten_page, sealed_page

_NIL = "00000000-0000-0000-0000-000000000000"
_PLACES = 2
"""How often a page names its credential."""


def sealed_files(catalogue: Catalogue, standings: Mapping[str, Standing]) -> Iterator[tuple[str, bytes]]:
    """Path below the site's root and content, in the order of the ledger."""
    pages: dict[str, str] = {}
    for _, ledger, line in catalogue.signed():
        page = f"b/{line.id}/index.html"
        if line.forgotten is not None:
            told = line.id not in standings or standings[line.id].told
            yield page, forgotten_page(line.id, site=catalogue.site, day=line.forgotten, told=told).encode()
        template = ledger.templates.get(line.template)
        if line.sealed is None or template is None:
            continue
        if line.template not in pages:
            yield f"templates/{line.template}.json", jcs.canonical_bytes(template_data(template))
            # All pages of a template are the same but for the credential's UUID, and for those that do not stand any more.
            pages[line.template] = sealed_page(template.credential, identifier=_NIL, site=catalogue.site)
        standing, shown = standings.get(line.id), pages[line.template]
        if standing is not None or shown.count(_NIL) != _PLACES:
            shown = sealed_page(template.credential, identifier=line.id, site=catalogue.site, standing=standing)
        yield page, shown.replace(_NIL, line.id).encode()
        yield f"b/{line.id}/sealed.json", jcs.canonical_bytes(published(line))


def published(line: AwardLine) -> dict[str, object]:
    """What of a sealed award's line is published: not what leads from its page back to its row in Git."""
    return {key: value for key, value in line.as_data().items() if key != "row"}
