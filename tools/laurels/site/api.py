"""The catalogue as JSON: `/api/v1/…`, `/trust.json`, DID documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from laurels.credential.did_document import did_document, document_paths
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.model.isced import field_name
from laurels.site.proposal import proposal_data
from laurels.site.relations import Relations, covered, relate
from laurels.site.shelf import image_path
from laurels.stacking import least


def api_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Path below the site's root and content of every JSON file that describes the catalogue."""
    relations = relate(catalogue)
    slugs = sorted(catalogue.achievements)
    yield "api/v1/achievements.json", _json({"achievements": [_short(catalogue, slug) for slug in slugs]})
    for slug in slugs:
        yield f"api/v1/achievements/{slug}.json", _json(_full(catalogue, relations, slug))
    yield "api/v1/stacks.json", _json({"stacks": [_stack(catalogue, slug) for slug in sorted(catalogue.stacks)]})
    yield "api/v1/proposal.json", json.dumps(proposal_data(catalogue), ensure_ascii=False).encode()
    yield "api/v1/roles.json", _json({"roles": [_role(catalogue, relations, slug) for slug in sorted(catalogue.roles)]})


def identity_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """DID documents of the issuers whose DID lies within the site, and `trust.json`."""
    for slug, document in _documents(catalogue).items():
        for path in document_paths(catalogue.issuers[slug].id, catalogue.site):
            yield path, _json(document)
    yield "trust.json", trust_file(catalogue)


def trust_file(catalogue: Catalogue) -> bytes:
    """`trust.json`: this site's issuers with their keys, and those it recognises."""
    return _json({"issuers": list(_trusted(catalogue, _documents(catalogue)))})


def _documents(catalogue: Catalogue) -> dict[str, Any]:
    return {slug: did_document(issuer.id, slug, catalogue.keys) for slug, issuer in sorted(catalogue.issuers.items())}


def _trusted(catalogue: Catalogue, documents: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for slug, issuer in sorted(catalogue.issuers.items()):
        yield {
            "id": issuer.id,
            "name": pick(issuer.name),
            "url": issuer.url,
            "why": f"Publishes its awards on {catalogue.site.name}.",
            "didDocument": documents[slug],
            # What a page fetches ahead, so that the network is not needed when a badge is dropped.
            "statusLists": [catalogue.site.list_url(name) for name in sorted(catalogue.lists)],
            "statusChanges": [catalogue.site.changes_url(name) for name in sorted(catalogue.changes)],
        }
    for _, other in sorted(catalogue.trust.items()):
        entry = {"id": other.id, "name": pick(other.name), "why": pick(other.why)}
        yield entry | ({"until": other.until.isoformat()} if other.until else {})


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _short(catalogue: Catalogue, slug: str) -> dict[str, Any]:
    definition = catalogue.achievements[slug]
    site = catalogue.site
    return {
        "slug": slug,
        "id": site.achievement_url(slug),
        "name": definition.name,
        "version": definition.version,
        "status": definition.status,
        "achievementType": definition.achievement_type,
        "inLanguage": definition.in_language,
        "eqfLevel": definition.eqf_level,
        "workload": definition.workload.as_data(),
        "tags": list(definition.tags),
        "image": f"{site.url}{image_path(slug, definition)}",
        "json": f"{site.url}api/v1/achievements/{slug}.json",
    }


def _full(catalogue: Catalogue, relations: Relations, slug: str) -> dict[str, Any]:
    """The definition with its own keys, references resolved."""
    definition, site = catalogue.achievements[slug], catalogue.site
    issuer = catalogue.issuers.get(definition.issuer)
    return {
        **definition.as_data(),
        "slug": slug,
        "id": site.achievement_url(slug),
        "image": f"{site.url}{image_path(slug, definition)}",
        "issuer": {"slug": definition.issuer}
        | ({"id": issuer.id, "name": issuer.name, "url": issuer.url, "country": issuer.country} if issuer else {}),
        "iscedF": {"code": definition.isced_f, "name": field_name(definition.isced_f)},
        "qualityAssurance": [
            item.as_data() for item in definition.quality_assurance or (issuer.quality_assurance if issuer else ())
        ],
        "skills": [_skill(catalogue, reference) for reference in definition.skills],
        "stacks": {
            "partOf": list(relations.in_stacks.get(slug, ())),
            "grantedBy": list(relations.granted_by.get(slug, ())),
        },
        "recognition": [item.as_data() for item in relations.recognised.get(slug, ())],
    }


def _skill(catalogue: Catalogue, reference: str) -> dict[str, Any]:
    known, framework = catalogue.skill(reference), catalogue.frameworks.get(reference.partition("/")[0])
    found: dict[str, Any] = {"reference": reference}
    if known and framework:
        found |= known.as_data() | {
            "framework": framework.name,
            "frameworkVersion": framework.version,
            "targetType": framework.target_type,
        }
    return found


def _stack(catalogue: Catalogue, slug: str) -> dict[str, Any]:
    stack = catalogue.stacks[slug]
    fewest = least(stack.rule, catalogue.achievements)
    return {
        **stack.as_data(),
        "slug": slug,
        "id": f"{catalogue.site.url}stacks/{slug}/",
        "grants": {"slug": stack.grants, "id": catalogue.site.achievement_url(stack.grants)},
        "least": {"ects": fewest[0], "hours": fewest[1]} if fewest else None,
    }


def _role(catalogue: Catalogue, relations: Relations, slug: str) -> dict[str, Any]:
    role = catalogue.roles[slug]

    def skills(references: tuple[str, ...]) -> list[dict[str, Any]]:
        return [_skill(catalogue, r) | {"coveredBy": list(relations.covering.get(r, ()))} for r in references]

    return {
        **role.as_data(),
        "slug": slug,
        "id": f"{catalogue.site.url}roles/{slug}/",
        "skills": {"essential": skills(role.skills.essential), "optional": skills(role.skills.optional)},
        "coverage": {"covered": covered(role, relations), "of": len(role.skills.essential)},
    }
