"""Whether a definition says what Europe and the Credential Registry ask a micro-credential to say of itself.

Council Recommendation 2022/C 243/02, Annex I, part 1: the mandatory elements. Two of them, the learner and the date, come with
each award. Credential Engine's minimum data for publishing a credential: type, name, description of 15 characters or more,
owner, status, CTID, page, language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from laurels.model.achievement import Achievement
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.model.issuer import Issuer

MIN_DESCRIPTION_CHARACTERS = 15
_PLACEHOLDER = re.compile(
    r"[\W_]*|(?:to ?do|tba|tbc|tbd|n/?a|xxx+|lorem ipsum|to be (?:added|confirmed|decided|defined|written))\b.{0,40}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Completeness:
    """What one definition says and does not say."""

    achievement: str
    """The slug."""
    path: str
    annex: tuple[str, ...]
    """Elements of `ANNEX_I` that are missing."""
    registry: tuple[str, ...]
    """Elements of `REGISTRY` that are missing."""

    def as_dict(self) -> dict[str, object]:
        """The definition as a row of the table that `laurels check --format json` prints."""
        return {
            "achievement": self.achievement,
            "path": self.path,
            "euAnnexI": {
                **{name: "missing" if name in self.annex else "given" for name in ANNEX_I},
                **dict.fromkeys(WITH_AWARD, "with each award"),
            },
            "credentialEngine": {name: "missing" if name in self.registry else "given" for name in REGISTRY},
        }


def says_something(text: str) -> bool:
    """Whether a text is more than a placeholder such as `TODO`."""
    return not _PLACEHOLDER.fullmatch(text.strip())


def completeness(catalogue: Catalogue) -> Iterator[Completeness]:
    """Every definition that can be read, in the order of their names."""
    for slug, achievement in sorted(catalogue.achievements.items()):
        issuer = catalogue.issuers.get(achievement.issuer)
        source = catalogue.sources.get(("achievement", slug))
        yield Completeness(
            slug,
            source.path if source else f"catalogue/achievements/{slug}.yaml",
            tuple(name for name, given in ANNEX_I.items() if not given(achievement, issuer)),
            missing_for_registry(catalogue, achievement),
        )


def missing_for_registry(catalogue: Catalogue, achievement: Achievement) -> tuple[str, ...]:
    """What Credential Engine's minimum data asks for and a definition does not say."""
    issuer = catalogue.issuers.get(achievement.issuer)
    missing = [name for name, given in REGISTRY.items() if name != "page" and not given(achievement, issuer)]
    return tuple(missing if catalogue.site.url else [*missing, "page"])


Given = Callable[[Achievement, Issuer | None], bool]


def _text(get: Callable[[Achievement], str]) -> Given:
    return lambda achievement, _: says_something(get(achievement))


def _quality(achievement: Achievement, issuer: Issuer | None) -> bool:
    assurances = achievement.quality_assurance or (issuer.quality_assurance if issuer else ())
    return any(says_something(pick(assurance.name)) for assurance in assurances)


def _outcomes(achievement: Achievement, _: Issuer | None) -> bool:
    return all(says_something(pick(outcome)) for outcome in achievement.learning_outcomes)


def _assessment(achievement: Achievement, _: Issuer | None) -> bool:
    return says_something(pick(achievement.assessment.description))


def _always(achievement: Achievement, issuer: Issuer | None) -> bool:  # noqa: ARG001 - the schema sees to it
    return True


WITH_AWARD = ("learner", "date")
"""Elements of Annex I that an award brings and no definition can."""
ANNEX_I: Mapping[str, Given] = MappingProxyType(
    {
        "title": _text(lambda achievement: pick(achievement.name)),
        "country": lambda _, issuer: issuer is not None,
        "awardingBody": lambda _, issuer: issuer is not None and says_something(pick(issuer.name)),
        "learningOutcomes": _outcomes,
        "workload": _always,
        "level": _always,
        "assessment": _assessment,
        "participation": _always,
        "qualityAssurance": _quality,
    }
)
"""Mandatory elements of Annex I that a definition brings → whether it does."""
REGISTRY: Mapping[str, Given] = MappingProxyType(
    {
        "type": _always,
        "name": _text(lambda achievement: pick(achievement.name)),
        "description": lambda achievement, _: (
            len(pick(achievement.description).strip()) >= MIN_DESCRIPTION_CHARACTERS
            and says_something(pick(achievement.description))
        ),
        "owner": lambda _, issuer: issuer is not None,
        "status": _always,
        "ctid": lambda achievement, _: achievement.ctid is not None,
        "page": _always,  # the site's address gives every definition one
        "language": _always,
    }
)
"""Credential Engine's minimum data → whether a definition has it."""
_WORDS = MappingProxyType({"ctid": "`ctid`", "page": "`site_url` in mkdocs.yml", "description": "`description`"})


def sentence(rows: tuple[Completeness, ...]) -> str:
    """How complete the definitions of a catalogue are, in a sentence; empty where there are none."""
    if not rows:
        return ""
    said = [_of_all(rows, "EU Annex I", [row.annex for row in rows])]
    if any("ctid" not in row.registry for row in rows):  # who registers none has not asked
        said.append(_of_all(rows, "Credential Engine’s minimum", [row.registry for row in rows]))
    return "; ".join(said) + "."


def _of_all(rows: tuple[Completeness, ...], what: str, missing: list[tuple[str, ...]]) -> str:
    complete = sum(not names for names in missing)
    if complete == len(rows):
        return f"{what}: complete in {'the definition' if complete == 1 else f'all {complete:,} definitions'}"
    names = dict.fromkeys(_WORDS.get(name, name) for found in missing for name in found)
    return f"{what}: complete in {complete:,} of {len(rows):,} definitions, missing {', '.join(names)}"
