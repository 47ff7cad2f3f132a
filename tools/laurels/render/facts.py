"""What a signed credential says, in the order a page tells it.

Only what was signed is read here: no definition, no clock. Whatever has not the expected shape is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from laurels.encoding import multibase
from laurels.encoding.timestamps import parse_timestamp
from laurels.render import words

_EUROPEAN = {
    "ext:EQFLevel": "Level",
    "ext:ISCEDField": "Field",
    "ext:AssessmentType": "Assessment",
    "ext:ParticipationForm": "Participation",
    "ext:QualityAssurance": "Quality assurance",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A name, perhaps with an address and more words."""

    name: str
    url: str = ""
    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ResultFact:
    """One result in the rubric's own words."""

    criterion: str
    reached: str
    """Level, mark or status."""
    description: str
    """What the rubric says of the level that was reached."""
    required: str
    """Name of the level that was needed, or empty."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The signed facts of one award."""

    id: str
    """UUID."""
    name: str
    description: str
    narrative: str
    """What had to be done, outcomes and assessment included."""
    achievement_id: str
    achievement_type: str
    version: str
    language: str
    image: str
    issuer: Link
    issuer_id: str
    recipient: str
    """The learner's name; empty where the credential holds none in clear."""
    awarded: str
    valid_from: str
    valid_until: str
    ends: str
    """The instant behind `valid_until` as it was signed, or empty."""
    credits: str
    """ECTS credits earned, or available where it does not say earned."""
    results: tuple[ResultFact, ...]
    evidence: tuple[Link, ...]
    """Each with the SHA-256 of the work's file as `kind`, where one was signed."""
    skills: tuple[Link, ...]
    european: tuple[Link, ...]
    """Level, field, assessment, participation and quality assurance, each with what it is as `kind`."""
    lists: tuple[str, ...]
    """Addresses of the status lists that say whether it was withdrawn."""


def facts_of(credential: Mapping[str, Any]) -> Facts:
    """Read an OpenBadgeCredential (Open Badges 3.0 §5.1, Verifiable Credentials 2.0 §4)."""
    subject = _object(credential.get("credentialSubject"))
    achievement = _object(subject.get("achievement"))
    issuer = credential.get("issuer")
    profile = _object(issuer)
    earned = subject.get("creditsEarned", achievement.get("creditsAvailable"))
    alignments = list(_objects(achievement.get("alignment")))
    awarded = credential.get("awardedDate") or credential.get("validFrom")
    return Facts(
        id=_text(credential.get("id")).removeprefix("urn:uuid:"),
        name=_text(achievement.get("name")),
        description=_text(achievement.get("description")),
        narrative=_text(_object(achievement.get("criteria")).get("narrative")),
        achievement_id=_text(achievement.get("id")),
        achievement_type=words.achievement_type(_text(achievement.get("achievementType"))),
        version=_text(achievement.get("version")),
        language=_text(achievement.get("inLanguage")),
        image=_text(
            achievement["image"].get("id") if isinstance(achievement.get("image"), dict) else achievement.get("image")
        ),
        issuer=Link(_text(profile.get("name")), _text(profile.get("url")), _text(profile.get("description"))),
        issuer_id=issuer if isinstance(issuer, str) else _text(profile.get("id")),
        recipient=next(
            (
                _text(i.get("identityHash"))
                for i in _objects(subject.get("identifier"))
                if i.get("identityType") == "name" and i.get("hashed") is False
            ),
            "",
        ),
        awarded=_day(awarded),
        valid_from=_day(credential.get("validFrom")),
        valid_until=_day(credential.get("validUntil")),
        ends=_text(credential.get("validUntil")),
        credits=words.number(earned) if isinstance(earned, int | float) and not isinstance(earned, bool) else "",
        results=tuple(_results(achievement, subject)),
        evidence=tuple(
            Link(_text(e.get("name")), _text(e.get("id")), _text(e.get("narrative")), _digest(e.get("digestMultibase")))
            for e in _objects(credential.get("evidence"))
        ),
        skills=tuple(_link(a) for a in alignments if a.get("targetType") not in _EUROPEAN),
        european=tuple(_link(a) for a in alignments if a.get("targetType") in _EUROPEAN),
        lists=tuple(_text(entry.get("statusListCredential")) for entry in _objects(credential.get("credentialStatus"))),
    )


def _results(achievement: Mapping[str, Any], subject: Mapping[str, Any]) -> Iterator[ResultFact]:
    criteria = {_text(item.get("id")): item for item in _objects(achievement.get("resultDescription"))}
    for result in _objects(subject.get("result")):
        criterion = criteria.get(_text(result.get("resultDescription")), {})
        levels = {_text(level.get("id")): level for level in _objects(criterion.get("rubricCriterionLevel"))}
        level = levels.get(_text(result.get("achievedLevel")), {})
        status = _text(result.get("status"))
        yield ResultFact(
            criterion=_text(criterion.get("name")),
            reached=", ".join(
                part
                for part in (
                    _text(level.get("name")),
                    _text(result.get("value")),
                    words.RESULT_STATUS.get(status, status),
                )
                if part
            ),
            description=_text(level.get("description")),
            required=_text(levels.get(_text(criterion.get("requiredLevel")), {}).get("name")),
        )


def _link(alignment: Mapping[str, Any]) -> Link:
    return Link(
        _text(alignment.get("targetName")),
        _text(alignment.get("targetUrl")),
        _text(alignment.get("targetDescription")),
        _EUROPEAN.get(_text(alignment.get("targetType")), _text(alignment.get("targetFramework"))),
    )


def _digest(value: Any) -> str:
    """The SHA-256 in a `digestMultibase`, 64 hexadecimal digits; empty for anything else."""
    try:
        return multibase.decode_sha256_multihash(_text(value))
    except multibase.MultibaseError:
        return ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item


def _day(value: Any) -> str:
    """The UTC day of a timestamp in words; a timestamp that is none is shown as it stands."""
    if not isinstance(value, str):
        return ""
    try:
        return words.day(parse_timestamp(value).date())
    except ValueError:
        return value
