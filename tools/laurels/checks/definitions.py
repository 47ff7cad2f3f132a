"""Definitions of achievements and skills: consistent in themselves, and saying enough."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date

from laurels.checks.completeness import MIN_DESCRIPTION_CHARACTERS, missing_for_registry, says_something
from laurels.checks.problem import Problem, cycles, did_you_mean
from laurels.model.achievement import Achievement
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.model.isced import ISCED_F, field_name

HOURS_PER_ECTS = (25, 30)  # ECTS Users' Guide 2015
MIN_SKILLS = 2


def unknown_isced_field(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """`iscedF` is a detailed field of ISCED-F 2013."""
    for slug, achievement in catalogue.achievements.items():
        code = achievement.isced_f
        if field_name(code) is None:
            near = difflib.get_close_matches(
                code, [known for known in ISCED_F if known[:3] == code[:3]] or list(ISCED_F), n=3, cutoff=0.5
            )
            hint = "Near it: " + "; ".join(f'"{known}" {ISCED_F[known]}' for known in near) + "." if near else ""
            yield Problem("achievement", slug, "/iscedF", f'There is no field of study "{code}" in ISCED-F 2013.', hint)


def hours_against_ects(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """One ECTS credit stands for 25 to 30 hours of work."""
    low, high = HOURS_PER_ECTS
    for slug, achievement in catalogue.achievements.items():
        hours, ects = achievement.workload.hours, achievement.workload.ects
        if not low * ects <= hours <= high * ects:
            message = f"{hours} hours for {ects:g} ECTS is {hours / ects:.1f} hours a credit."
            hint = f"{ects:g} ECTS are {low * ects:g} to {high * ects:g} hours."
            yield Problem("achievement", slug, "/workload/hours", message, hint)


def unknown_required_level(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The level that a criterion requires is one of its levels."""
    for slug, achievement in catalogue.achievements.items():
        for index, criterion in enumerate(achievement.assessment.rubric):
            levels = [level.id for level in criterion.levels]
            if criterion.required not in levels:
                message = f"`required` is `{criterion.required}`, which is no level of `{criterion.id}`."
                hint = did_you_mean(criterion.required, levels, "Levels: " + ", ".join(levels) + ".")
                yield Problem("achievement", slug, f"/assessment/rubric/{index}/required", message, hint)


def repeated_rubric_id(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The ids of criteria, and of the levels of a criterion, give each of them an address of its own."""
    for slug, achievement in catalogue.achievements.items():
        taken = {"criteria": "the criteria as a whole"}
        for pointer, fragment, what in _rubric_addresses(achievement):
            other = taken.setdefault(fragment, what)
            if other is not what:
                message = f"{what[0].upper()}{what[1:]} and {other} would share one address, #{fragment}."
                yield Problem("achievement", slug, pointer, message, "Rename one of the two.")


def renewal_without_end(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Only an achievement that runs out is renewed."""
    for slug, achievement in catalogue.achievements.items():
        if achievement.renewal is not None and achievement.valid_for is None:
            message = "`renewal` is given, but without `validFor` an award never runs out."
            yield Problem(
                "achievement",
                slug,
                "/renewal",
                message,
                "Add `validFor`, for example `validFor: P3Y`, or remove `renewal`.",
                key=True,
            )


def own_prerequisite(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An achievement is not its own prerequisite."""
    for slug, achievement in catalogue.achievements.items():
        needed = _prerequisites(achievement)
        if slug in needed:
            pointer = f"/prerequisites/achievements/{needed.index(slug)}"
            yield Problem(
                "achievement", slug, pointer, f"`{slug}` cannot be needed before itself.", f"Remove `{slug}` here."
            )


def prerequisite_cycle(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Prerequisites do not lead back to the achievement that has them."""
    edges = {slug: _prerequisites(achievement) for slug, achievement in catalogue.achievements.items()}
    for cycle in cycles(edges):
        slug, following = cycle[0], cycle[1]
        pointer = f"/prerequisites/achievements/{edges[slug].index(following)}"
        way = " → ".join([*cycle, slug])
        yield Problem(
            "achievement",
            slug,
            pointer,
            f"Nobody could begin, because each is needed before the next: {way}.",
            "Remove one of these prerequisites.",
        )


def short_description(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A description has at least 15 characters in every language."""
    for slug, achievement in catalogue.achievements.items():
        texts = achievement.description if isinstance(achievement.description, dict) else {"": achievement.description}
        for language, text in texts.items():
            if len(text.strip()) < MIN_DESCRIPTION_CHARACTERS:
                pointer = f"/description/{language}" if language else "/description"
                message = f"`description` has {len(text.strip())} characters; at least {MIN_DESCRIPTION_CHARACTERS} say something."
                yield Problem("achievement", slug, pointer, message, "Say what it is and whom it is for.")


def few_skills(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An achievement names at least two skills."""
    for slug, achievement in catalogue.achievements.items():
        if len(achievement.skills) < MIN_SKILLS:
            message = f"`skills` names {len(achievement.skills)} of at least {MIN_SKILLS} skills."
            yield Problem(
                "achievement",
                slug,
                "/skills",
                message,
                "Employers find an award by its skills; `laurels skills find WORDS` finds more of them.",
            )


def incomplete_annex(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Every element of Annex I of Council Recommendation 2022/C 243/02 says something."""
    for slug, achievement in catalogue.achievements.items():
        if achievement.status != "draft":
            yield from _placeholders(slug, achievement, "Write it, or set `status: draft`.")
    for slug, issuer in catalogue.issuers.items():
        for index, assurance in enumerate(issuer.quality_assurance):
            if not says_something(pick(assurance.name)):
                pointer = f"/qualityAssurance/{index}/name"
                yield Problem("issuer", slug, pointer, "The quality assurance has no name.", "Say what it is called.")


def unfinished_draft(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A draft says what Annex I asks for, before it becomes active."""
    for slug, achievement in catalogue.achievements.items():
        if achievement.status == "draft":
            yield from _placeholders(slug, achievement, "Write it before you set `status: active`.")


def incomplete_registration(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Where some definitions are in the Credential Registry, every active one has Credential Engine's minimum data."""
    if any(achievement.ctid for achievement in catalogue.achievements.values()):
        for slug, achievement in catalogue.achievements.items():
            missing = missing_for_registry(catalogue, achievement)
            if achievement.status == "active" and missing:
                names = ", ".join(f"`{name}`" for name in missing)
                hint = "Register it and add `ctid: ce-…` as you are given it." if "ctid" in missing else "Add it."
                yield Problem("achievement", slug, "", f"For the Credential Registry this lacks {names}.", hint)


def shared_ctid(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """No two definitions have the same CTID."""
    first: dict[str, str] = {}
    for slug, achievement in catalogue.achievements.items():
        if achievement.ctid and (other := first.setdefault(achievement.ctid, slug)) != slug:
            yield Problem("achievement", slug, "/ctid", f"`{other}` has the same CTID.", "Give each its own number.")


def repeated_skill(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A framework gives each URI one key."""
    for slug, framework in catalogue.frameworks.items():
        first: dict[str, str] = {}
        for key, skill in framework.skills.items():
            other = first.setdefault(skill.uri, key)
            if other != key:
                yield Problem(
                    "skills",
                    slug,
                    f"/skills/{key}/uri",
                    f"`{key}` and `{other}` are one skill: they have the same `uri`.",
                    f"Keep one of `{other}` and `{key}`.",
                )


def _rubric_addresses(achievement: Achievement) -> Iterator[tuple[str, str, str]]:
    """Pointer of an id, the fragment that a credential names it by, and what it is in words."""
    for number, criterion in enumerate(achievement.assessment.rubric):
        pointer = f"/assessment/rubric/{number}"
        yield f"{pointer}/id", criterion.id, f"criterion {number + 1} (`{criterion.id}`)"
        for index, level in enumerate(criterion.levels):
            what = f"level {index + 1} (`{level.id}`) of criterion {number + 1}"
            yield f"{pointer}/levels/{index}/id", f"{criterion.id}-{level.id}", what


def _prerequisites(achievement: Achievement) -> tuple[str, ...]:
    return achievement.prerequisites.achievements if achievement.prerequisites else ()


def _placeholders(slug: str, achievement: Achievement, hint: str) -> Iterator[Problem]:
    for pointer, text in _annex_texts(achievement):
        if not says_something(text):
            key = next(part for part in reversed(pointer.split("/")) if not part.isdigit())
            message = f"`{key}` still says `{text.strip()[:40]}`; Annex I, the European standard, asks for a statement."
            yield Problem("achievement", slug, pointer, message, hint)


def _annex_texts(achievement: Achievement) -> Iterator[tuple[str, str]]:
    """What Annex I asks for that the schema cannot check further than that there is a text."""
    yield "/name", pick(achievement.name)
    for index, outcome in enumerate(achievement.learning_outcomes):
        yield f"/learningOutcomes/{index}", pick(outcome)
    yield "/criteria/narrative", pick(achievement.criteria.narrative)
    yield "/assessment/description", pick(achievement.assessment.description)
    for index, assurance in enumerate(achievement.quality_assurance):
        yield f"/qualityAssurance/{index}/name", pick(assurance.name)
    if achievement.prerequisites and achievement.prerequisites.description:
        yield "/prerequisites/description", pick(achievement.prerequisites.description)
