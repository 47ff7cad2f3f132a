"""A small catalogue in memory, and the same with hostile text wherever text may stand."""

from __future__ import annotations

from typing import Any

from tests.support.definitions import ACHIEVEMENT, achievement

from laurels.credential.build import Allocation, credential
from laurels.encoding import jcs
from laurels.model.award import Batch, StatusChanges
from laurels.model.catalogue import Catalogue, Site
from laurels.model.issuer import Issuer
from laurels.model.key import PublicKey
from laurels.model.relation import Recognition, TrustedIssuer
from laurels.model.skill import Framework, Role
from laurels.model.stack import Stack
from laurels.site.files import SignedBadge

ROOT = Site("https://badges.example/", "Sample office")
BELOW = Site("https://host.example/awards/", "Sample office")
HOSTILE = """</title></script><script>alert(1)</script>"><img src=x onerror='alert(2)'>{{ 7*7 }} &amp; <b>"""
IDENTIFIER = "00000000-0000-4000-8000-000000000001"
KEY = "z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"


def issuer(did: str = "did:web:badges.example", **changes: Any) -> Issuer:
    data: dict[str, Any] = {
        "id": did,
        "name": "Sample issuer",
        "url": "https://badges.example/",
        "description": "Exists for tests.",
        "country": "IE",
        "contact": "https://badges.example/contact/",
        "qualityAssurance": [{"type": "internal", "name": "Yearly review"}],
        "recipientPolicy": "public",
    }
    return Issuer.model_validate(data | changes)


def key(**changes: Any) -> PublicKey:
    data: dict[str, Any] = {
        "type": "Multikey",
        "purpose": "issuing",
        "issuer": "sample-issuer",
        "publicKeyMultibase": KEY,
        "created": "2026-05-01T00:00:00Z",
    }
    return PublicKey.model_validate(data | changes)


def framework(
    name: str = "Sample framework", skill: str = "Sample skill", uri: str = "https://skills.example/1"
) -> Framework:
    skills = {"one": {"uri": uri, "name": skill}, "two": {"uri": "urn:skill:two", "name": f"{skill} two"}}
    return Framework.model_validate(
        {"name": name, "version": "1.0", "url": "https://skills.example/", "targetType": "ext:Skill", "skills": skills}
    )


def stack(rule: Any, **changes: Any) -> Stack:
    data = {"name": "Sample stack", "description": "Two together.", "grants": "both", "rule": rule}
    return Stack.model_validate(data | changes)


def role(**changes: Any) -> Role:
    data: dict[str, Any] = {
        "name": "sample role",
        "uri": "https://skills.example/role",
        "framework": "sample",
        "code": "1111",
        "description": "Does things.",
        "skills": {"essential": ["sample/one", "sample/two"], "optional": []},
    }
    return Role.model_validate(data | changes)


def catalogue(site: Site = ROOT, **changes: Any) -> Catalogue:
    """Three achievements, a stack of two that grants the third, a role, a key, one recognised issuer."""
    parts: dict[str, Any] = {
        "site": site,
        "issuers": {"sample-issuer": issuer(site.did)},
        "achievements": {
            "first": achievement(name="First thing", skills=["sample/one"], tags=["alpha", "beta"]),
            "second": achievement(
                name="Second thing", eqfLevel=6, tags=["alpha"], prerequisites={"achievements": ["first"]}
            ),
            "both": achievement(name="Both things", achievementType="Certificate", workload={"hours": 60, "ects": 2}),
        },
        "stacks": {"pair": stack({"all": ["first", "second"]}, within="P2Y")},
        "frameworks": {"sample": framework()},
        "roles": {"sample-role": role()},
        "keys": {"key-1": key()},
        "trust": {
            "friend": TrustedIssuer.model_validate(
                {"id": "did:web:friend.example", "name": "Friend", "why": "Known for years.", "until": "2029-12-31"}
            )
        },
    }
    return Catalogue(**(parts | changes))


def hostile() -> Catalogue:
    """Every text that a definition may hold is an attack; every reference dangles or leads somewhere odd."""
    assessment: Any = ACHIEVEMENT["assessment"]
    rubric = [
        {
            "id": "answer",
            "name": HOSTILE,
            "description": HOSTILE,
            "levels": [{"id": level, "name": HOSTILE, "description": HOSTILE} for level in ("wrong", "right")],
            "required": "right",
        }
    ]
    evil = achievement(
        name=HOSTILE,
        description=f"{HOSTILE}\n\n- {HOSTILE}",
        learningOutcomes=[HOSTILE],
        criteria={"narrative": HOSTILE},
        assessment={**assessment, "description": HOSTILE, "rubric": rubric},
        prerequisites={"achievements": ["nowhere"], "description": HOSTILE},
        validFor="P1Y",
        renewal={"description": HOSTILE, "achievements": ["nowhere"]},
        qualityAssurance=[{"type": "external", "name": HOSTILE, "description": HOSTILE}],
        skills=["sample/one", "sample/gone", "lost/one"],
        tags=[HOSTILE, "alpha"],
        status="retired",
    )
    recognition = Recognition.model_validate(
        {
            "by": {"name": HOSTILE, "url": 'https://evil.example/"><script>alert(3)</script>'},
            "kind": "credit",
            "achievements": ["evil"],
            "statement": HOSTILE,
            "date": "2026-05-01",
        }
    )
    return catalogue(
        issuers={"sample-issuer": issuer(name=HOSTILE, description=HOSTILE)},
        achievements={"evil": evil, "other": achievement(tags=[HOSTILE, "alpha"], issuer="nobody", status="draft")},
        stacks={"evil-stack": stack({"any": ["evil", "nowhere"]}, name=HOSTILE, description=HOSTILE, grants="nowhere")},
        frameworks={"sample": framework(HOSTILE, HOSTILE, uri="http://skills.example/'onmouseover='alert(4)")},
        roles={
            "evil-role": role(
                name=HOSTILE,
                description=HOSTILE,
                code=HOSTILE,
                uri="urn:role:1",
                skills={"essential": ["sample/one", "sample/gone"], "optional": ["sample/two"]},
            )
        },
        recognition={"evil": recognition},
    )


def badge(catalogue: Catalogue, slug: str = "first", **award: Any) -> SignedBadge:
    """A credential as the office builds it, with a proof that proves nothing."""
    data = {"recipient": {"name": "Sample Learner 01"}, "results": [{"criterion": "answer", "level": "right"}]}
    batch = Batch.model_validate({"achievement": slug, "awardedDate": "2026-06-30", "awards": [data | award]})
    allocation = Allocation(IDENTIFIER, "00000000-0000-4000-8000-000000000002", {"revocation-1": 5, "suspension-1": 6})
    made = credential(catalogue, batch, batch.awards[0], allocation)
    made["proof"] = [{"type": "DataIntegrityProof"}]
    return SignedBadge(made, jcs.canonical_bytes(made))


def changes(*steps: tuple[str, str, str]) -> StatusChanges:
    """Changes of the sample badge's status: (action, date, reason)."""
    found = [{"credential": IDENTIFIER, "action": a, "date": d, "reason": r} for a, d, r in steps]
    return StatusChanges.model_validate({"changes": found})
