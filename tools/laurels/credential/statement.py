"""What a signed achievement says, by the keys of the definition it was made from.

The inverse of `build.achievement`, as far as one exists: what a credential does not carry is left out, and so is what
cannot be told apart. Two statements can be compared although the site's address or a framework's labels changed.
Whoever changes `build.narrative` must keep reading its earlier form here: what was signed with it stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from laurels.credential import vocabulary

_OWN_TYPES = ("ext:EQFLevel", "ext:ISCEDField", "ext:AssessmentType", "ext:ParticipationForm", "ext:QualityAssurance")
# The parts of the narrative as `build.narrative` joins them.
_OUTCOMES, _ASSESSMENT, _WORKLOAD, _BEFORE = (
    "Learning outcomes:\n- ",
    "Assessment: ",
    "Workload: ",
    "Before you start: ",
)
_HOURS = re.compile(r"Workload: (\d+) hours \([\d.]+ ECTS\)\.\Z")


def statement(achievement: Mapping[str, Any], issuer: str = "") -> dict[str, Any]:
    """A signed achievement as plain data under the author's keys.

    Args:
        achievement: `credentialSubject.achievement` of a credential.
        issuer: the slug of the credential's issuer; stands under `issuer` where it is given.
    """
    said: dict[str, Any] = {
        key: achievement[key] for key in ("name", "achievementType", "description", "inLanguage") if key in achievement
    }
    if str(achievement.get("version", "")).isdigit():
        said["version"] = int(achievement["version"])
    if issuer:
        said["issuer"] = issuer
    said["tags"] = list(achievement.get("tag", []))
    said["skills"] = sorted(
        a.get("targetUrl", "") for a in _alignments(achievement) if a.get("targetType") not in _OWN_TYPES
    )
    said["workload"] = {"ects": achievement["creditsAvailable"]} if "creditsAvailable" in achievement else {}
    said["assessment"] = {"rubric": [_criterion(item) for item in _list(achievement.get("resultDescription"))]}
    _read_alignments(achievement, said)
    criteria = achievement.get("criteria")
    if isinstance(criteria, Mapping) and isinstance(criteria.get("narrative"), str):
        _read_narrative(criteria["narrative"], said)
    return said


def _read_alignments(achievement: Mapping[str, Any], said: dict[str, Any]) -> None:
    kinds = {name: url for name, (_, url) in vocabulary.ASSESSMENT_TYPE.items()}
    forms = {name: url for name, (_, url) in vocabulary.PARTICIPATION.items()}
    quality = []
    for alignment in _alignments(achievement):
        type_, code, url = (alignment.get(key, "") for key in ("targetType", "targetCode", "targetUrl"))
        if type_ == "ext:EQFLevel" and str(code).isdigit():
            said["eqfLevel"] = int(code)
        elif type_ == "ext:ISCEDField":
            said["iscedF"] = code
        elif type_ == "ext:AssessmentType":
            said["assessment"]["type"] = next((name for name, known in kinds.items() if known == url), url)
        elif type_ == "ext:ParticipationForm":
            said["participation"] = next((name for name, known in forms.items() if known == url), url)
        elif type_ == "ext:QualityAssurance":
            quality.append({"name": alignment.get("targetName", ""), "url": url})
    said["qualityAssurance"] = quality


def _read_narrative(text: str, said: dict[str, Any]) -> None:
    """The parts of the narrative; where they cannot be told apart it is all criteria."""
    head, outcomes_mark, rest = text.partition("\n\n" + _OUTCOMES)
    outcomes, assessment_mark, rest = rest.rpartition("\n\n" + _ASSESSMENT)
    described, workload_mark, rest = rest.rpartition("\n\n" + _WORKLOAD)
    hours = _HOURS.match(_WORKLOAD + rest.partition("\n\n")[0])
    before = rest.partition("\n\n" + _BEFORE)[2]
    if not (outcomes_mark and assessment_mark and workload_mark and hours):
        said["criteria"] = {"narrative": text}
        return
    said["criteria"] = {"narrative": head}
    said["learningOutcomes"] = outcomes.split("\n- ")
    said["workload"]["hours"] = int(hours[1])
    manner, _, description = described.partition(". ")
    said["assessment"] |= {"description": description, **_manner(manner)}
    said["prerequisites"] = {"description": before or None}


def _manner(words: str) -> dict[str, str]:
    """`practical assessment, without supervision, identity verified by account` → supervision and identityVerification."""
    found = {}
    for key, table in (
        ("supervision", vocabulary.SUPERVISION),
        ("identityVerification", vocabulary.IDENTITY_VERIFICATION),
    ):
        name = next((name for name, shown in table.items() if f", {shown}" in words), None)
        if name is not None:
            found[key] = name
    return found


def _criterion(description: Mapping[str, Any]) -> dict[str, Any]:
    identifier = _fragment(description.get("id"))
    prefix = f"{identifier}-"
    return {
        "id": identifier,
        "name": description.get("name", ""),
        "required": _fragment(description.get("requiredLevel")).removeprefix(prefix),
        "levels": [
            {
                "id": _fragment(level.get("id")).removeprefix(prefix),
                "name": level.get("name", ""),
                "description": level.get("description", ""),
            }
            for level in _list(description.get("rubricCriterionLevel"))
        ],
    }


def _fragment(identifier: Any) -> str:
    return str(identifier or "").partition("#")[2]


def _alignments(achievement: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return _list(achievement.get("alignment"))


def _list(value: Any) -> list[Mapping[str, Any]]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, Mapping)]
