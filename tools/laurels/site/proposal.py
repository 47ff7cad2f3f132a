"""What the form at `/propose/` works with: the questions, the schema, and everything a definition may refer to."""

from __future__ import annotations

from typing import Any

from laurels.checks.identifiers import RESERVED
from laurels.checks.schemas import schemas
from laurels.checks.text import MARKUP, SCRIPT_ADDRESS
from laurels.drafting import offers, questions
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.model.isced import ISCED_F
from laurels.render import words
from laurels.site.shelf import image_path

KIND_NAME = "achievement"
WORDS = {
    "assessment": words.ASSESSMENT,
    "supervision": words.SUPERVISION,
    "identityVerification": words.IDENTITY_VERIFICATION,
    "participation": words.PARTICIPATION,
    "qualityAssurance": words.QUALITY_ASSURANCE,
    "language": words.LANGUAGES,
    "country": words.COUNTRIES,
}


def proposal_data(catalogue: Catalogue) -> dict[str, Any]:
    """The form's data as plain JSON: a few hundred kilobytes at most, loaded only on its page."""
    asked = questions.as_data()[KIND_NAME]
    return {
        "site": {
            "url": catalogue.site.url,
            "name": catalogue.site.name,
            "repository": catalogue.site.repository,
            "branch": catalogue.site.branch,
        },
        "schema": schemas()[f"{KIND_NAME}.schema.json"],
        "questions": asked["questions"],
        "beginning": asked["beginning"],
        "issuers": {
            slug: {
                "name": issuer.name,
                "url": issuer.url,
                "country": issuer.country,
                "contact": issuer.contact,
                "qualityAssurance": [item.as_data() for item in issuer.quality_assurance],
            }
            for slug, issuer in sorted(catalogue.issuers.items())
        },
        "frameworks": {
            slug: {
                "name": framework.name,
                "version": framework.version,
                "url": framework.url,
                "acknowledgement": framework.acknowledgement,
                "skills": _skills(catalogue, slug),
            }
            for slug, framework in sorted(catalogue.frameworks.items())
        },
        "achievements": {
            slug: {
                "name": pick(definition.name),
                "image": image_path(slug, definition),
                "skills": list(definition.skills),
            }
            for slug, definition in sorted(catalogue.achievements.items())
        },
        "roles": {
            slug: {"name": role.name, "essential": list(role.skills.essential)}
            for slug, role in sorted(catalogue.roles.items())
        },
        "fields": ISCED_F,
        "words": WORDS,
        "reserved": RESERVED.pattern,
        "patterns": {"markup": MARKUP.pattern, "script": SCRIPT_ADDRESS.pattern},
    }


def _skills(catalogue: Catalogue, framework: str) -> dict[str, Any]:
    """Key → what the search looks at, and the address that the page links to."""
    known = catalogue.frameworks[framework].skills
    entries = {entry.key.partition("/")[2]: entry for entry in offers.skills(catalogue, framework)}
    return {
        key: {"uri": known[key].uri, "name": entry.name, "others": list(entry.others), "text": entry.text}
        for key, entry in entries.items()
    }
