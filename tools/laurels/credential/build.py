"""From a definition and an award to the unsigned Open Badges 3.0 credential. Standard terms only.

Open Badges 3.0 §5 and §B (data model), Verifiable Credentials 2.0 §4, Council Recommendation 2022/C 243/02 Annex I.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from laurels.credential import vocabulary
from laurels.credential.content import Content
from laurels.encoding import multibase
from laurels.encoding.timestamps import add_duration, format_timestamp, midnight
from laurels.errors import CredentialError
from laurels.model.achievement import Achievement
from laurels.model.assessment import Criterion
from laurels.model.award import Batch, Evidence, Result
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue, Site
from laurels.model.isced import field_name
from laurels.model.issuer import Issuer, QualityAssurance


class Allocation(NamedTuple):
    """What `issue` draws for one award: identifiers and places on status lists."""

    id: str
    """UUID of the credential."""
    subject: str
    """UUID for a learner who gave no DID."""
    status: dict[str, int]
    """Status list (`revocation-1`) → index."""


RESULT_END = "#result-"
"""Between a credential's id and the number of a result stands this: together they are the result's id."""


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def issuer_profile(issuer: Issuer, site: Site, language: str) -> dict[str, Any]:
    """The issuer as an Open Badges Profile."""
    profile: dict[str, Any] = {
        "id": issuer.id,
        "type": ["Profile"],
        "name": pick(issuer.name, language),
        "url": issuer.url,
        "description": pick(issuer.description, language),
        "address": {"id": f"{issuer.id}#address", "type": ["Address"], "addressCountryCode": issuer.country},
    }
    if issuer.image:
        profile["image"] = _image(site, issuer.image, pick(issuer.name, language))
    return profile


def _image(site: Site, slug: str, caption: str) -> dict[str, str]:
    return {"id": f"{site.url}images/{slug}.svg", "type": "Image", "caption": caption}


def achievement(catalogue: Catalogue, slug: str) -> dict[str, Any]:
    """The whole achievement as it is signed. Raises `CredentialError` where the catalogue lacks what it refers to."""
    definition = catalogue.achievements[slug]
    language = definition.in_language
    url = catalogue.site.achievement_url(slug)
    name = pick(definition.name, language)
    result: dict[str, Any] = {
        "id": url,
        "type": ["Achievement"],
        "name": name,
        "achievementType": definition.achievement_type,
        "version": str(definition.version),
        "inLanguage": language,
        "humanCode": slug,
        "description": pick(definition.description, language),
        "criteria": {"id": f"{url}#criteria", "narrative": narrative(definition)},
        "creditsAvailable": _number(definition.workload.ects),
        "fieldOfStudy": field_name(definition.isced_f) or definition.isced_f,
        "image": _image(catalogue.site, definition.image or slug, name),
        "alignment": [
            {"id": f"{url}#alignment-{number}", **made}
            for number, made in enumerate((*_skills(catalogue, definition), *_european(catalogue, slug)), start=1)
        ],
        "resultDescription": [
            _result_description(url, criterion, language) for criterion in definition.assessment.rubric
        ],
    }
    if definition.tags:
        result["tag"] = list(definition.tags)
    return result


def narrative(definition: Achievement) -> str:
    """Criteria, learning outcomes, assessment, workload and prerequisites as one plain text, which the credential carries."""
    language = definition.in_language
    assessment = definition.assessment
    manner = (
        vocabulary.ASSESSMENT_TYPE[assessment.type][0],
        vocabulary.SUPERVISION[assessment.supervision],
        vocabulary.IDENTITY_VERIFICATION[assessment.identity_verification],
    )
    parts = [
        pick(definition.criteria.narrative, language).strip(),
        "Learning outcomes:\n"
        + "\n".join(f"- {pick(item, language).strip()}" for item in definition.learning_outcomes),
        f"Assessment: {', '.join(manner)}. {pick(assessment.description, language).strip()}",
        f"Workload: {definition.workload.hours} hours ({_number(definition.workload.ects)} ECTS).",
    ]
    if definition.prerequisites and definition.prerequisites.description:
        parts.append(f"Before you start: {pick(definition.prerequisites.description, language).strip()}")
    return "\n\n".join(parts)


def _skills(catalogue: Catalogue, definition: Achievement) -> list[dict[str, Any]]:
    alignments = []
    for reference in definition.skills:
        skill = catalogue.skill(reference)
        if skill is None:
            raise CredentialError(f"The skill {reference} is not in catalogue/skills.", hint="Run `laurels check`.")
        framework = catalogue.frameworks[reference.partition("/")[0]]
        alignments.append(
            _alignment(
                pick(skill.name, definition.in_language),
                skill.uri,
                framework.target_type,
                f"{pick(framework.name)} {framework.version}",
            )
        )
    return alignments


def _alignment(name: str, url: str, type_: str, framework: str, **more: str) -> dict[str, Any]:
    return {
        "type": ["Alignment"],
        "targetName": name,
        "targetUrl": url,
        "targetType": type_,
        "targetFramework": framework,
        **more,
    }


def _european(catalogue: Catalogue, slug: str) -> list[dict[str, Any]]:
    """EQF level, ISCED field, assessment type, participation and quality assurance as alignments."""
    definition = catalogue.achievements[slug]
    issuer = _issuer(catalogue, slug)
    level, field = definition.eqf_level, definition.isced_f
    assessment, assessment_url = vocabulary.ASSESSMENT_TYPE[definition.assessment.type]
    participation, participation_url = vocabulary.PARTICIPATION[definition.participation]
    return [
        _alignment(
            f"EQF level {level}", vocabulary.eqf_url(level), "ext:EQFLevel",
            "European Qualifications Framework", targetCode=str(level),
        ),
        _alignment(
            field_name(field) or field, vocabulary.isced_url(field), "ext:ISCEDField", "ISCED-F 2013", targetCode=field
        ),
        _alignment(assessment, assessment_url, "ext:AssessmentType", "Europass assessment types"),
        _alignment(participation, participation_url, "ext:ParticipationForm", "Europass learning modes"),
        *(_quality(item, issuer, definition.in_language) for item in definition.quality_assurance or issuer.quality_assurance),
    ]  # fmt: skip


def _issuer(catalogue: Catalogue, slug: str) -> Issuer:
    found = catalogue.issuer_of(slug)
    if found is None:
        raise CredentialError(f"The issuer of {slug} is not in catalogue/issuers.", hint="Run `laurels check`.")
    return found[1]


def _quality(item: QualityAssurance, issuer: Issuer, language: str) -> dict[str, Any]:
    more = {"targetDescription": pick(item.description, language)} if item.description else {}
    return _alignment(
        pick(item.name, language),
        item.url or issuer.url,
        "ext:QualityAssurance",
        f"{item.type} quality assurance",
        **more,
    )


def _result_description(url: str, criterion: Criterion, language: str) -> dict[str, Any]:
    base = f"{url}#{criterion.id}"
    return {
        "id": base,
        "type": ["ResultDescription"],
        "name": pick(criterion.name, language),
        "resultType": "RubricCriterionLevel",
        "requiredLevel": f"{base}-{criterion.required}",
        "rubricCriterionLevel": [
            {
                "id": f"{base}-{level.id}",
                "type": ["RubricCriterionLevel"],
                "name": pick(level.name, language),
                "description": pick(level.description, language),
            }
            for level in criterion.levels
        ],
    }


def result_of(url: str, result: Result, identifier: str) -> dict[str, Any]:
    """A result as it is signed; `url` is the achievement's id, `identifier` the result's own."""
    made: dict[str, Any] = {"id": identifier, "type": ["Result"], "resultDescription": f"{url}#{result.criterion}"}
    if result.level:
        made["achievedLevel"] = f"{url}#{result.criterion}-{result.level}"
    if result.status:
        made["status"] = result.status
    if result.value:
        made["value"] = result.value
    return made


def evidence_of(evidence: Evidence, language: str) -> dict[str, Any]:
    """A piece of evidence as it is signed."""
    made: dict[str, Any] = {"type": ["Evidence"]}
    if evidence.id:
        made["id"] = evidence.id
    if evidence.name:
        made["name"] = pick(evidence.name, language)
    if evidence.narrative:
        made["narrative"] = pick(evidence.narrative, language)
    if evidence.digest:
        made["digestMultibase"] = multibase.encode_sha256_multihash(evidence.digest)
    return made


def credential(catalogue: Catalogue, batch: Batch, award: Content, allocation: Allocation) -> dict[str, Any]:
    """The unsigned OpenBadgeCredential of one award. Raises `CredentialError`."""
    slug = batch.achievement
    definition = catalogue.achievements[slug]
    issuer = _issuer(catalogue, slug)
    signed_achievement = achievement(catalogue, slug)
    language = definition.in_language
    start = midnight(batch.awarded_date)
    if award.recipient is None:
        raise CredentialError("The award is sealed.", hint="Open it with the registrar's key first.")
    subject: dict[str, Any] = {
        "id": award.recipient.id or f"urn:uuid:{allocation.subject}",
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "identityHash": award.recipient.name,
                "identityType": "name",
                "hashed": False,
                "salt": "not-used",
            }
        ],
        "creditsEarned": _number(definition.workload.ects),
        "achievement": signed_achievement,
    }
    if award.results:
        subject["result"] = [
            result_of(signed_achievement["id"], result, f"urn:uuid:{allocation.id}{RESULT_END}{number}")
            for number, result in enumerate(award.results, start=1)
        ]
    made: dict[str, Any] = {
        "@context": list(vocabulary.CONTEXT),
        "id": f"urn:uuid:{allocation.id}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": signed_achievement["name"],
        "issuer": issuer_profile(issuer, catalogue.site, language),
        "validFrom": format_timestamp(start),
        "awardedDate": format_timestamp(start),
        "credentialSubject": subject,
        "credentialStatus": [_status(catalogue.site, name, index) for name, index in allocation.status.items()],
    }
    if definition.valid_for:
        made["validUntil"] = format_timestamp(add_duration(start, definition.valid_for))
    if award.evidence:
        made["evidence"] = [evidence_of(item, language) for item in award.evidence]
    return made


def _status(site: Site, name: str, index: int) -> dict[str, Any]:
    """Bitstring Status List v1.0 §2.1."""
    url = site.list_url(name)
    return {
        "id": f"{url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": name.rpartition("-")[0],
        "statusListIndex": str(index),
        "statusListCredential": url,
    }
