"""References from one file to another: what is named must be there."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from laurels.checks.problem import Problem, did_you_mean, exists
from laurels.model.catalogue import Catalogue
from laurels.stacking.rule import leaves


def unknown_issuer(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The issuer of an achievement is a file in catalogue/issuers."""
    for slug, achievement in catalogue.achievements.items():
        yield from _issuer(catalogue, "achievement", slug, achievement.issuer)


def unknown_skill(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A skill of an achievement is a key in a file of catalogue/skills."""
    for slug, achievement in catalogue.achievements.items():
        for index, skill in enumerate(achievement.skills):
            yield from _skill(catalogue, "achievement", slug, f"/skills/{index}", skill)


def unknown_prerequisite(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A prerequisite is an achievement of this catalogue."""
    for slug, achievement in catalogue.achievements.items():
        needed = achievement.prerequisites.achievements if achievement.prerequisites else ()
        for index, name in enumerate(needed):
            yield from _achievement(catalogue, "achievement", slug, f"/prerequisites/achievements/{index}", name)


def unknown_renewal(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """What renews an achievement is an achievement of this catalogue."""
    for slug, achievement in catalogue.achievements.items():
        renewing = achievement.renewal.achievements if achievement.renewal else ()
        for index, name in enumerate(renewing):
            yield from _achievement(catalogue, "achievement", slug, f"/renewal/achievements/{index}", name)


def unknown_grant(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """What a stack grants is an achievement of this catalogue."""
    for slug, stack in catalogue.stacks.items():
        yield from _achievement(catalogue, "stack", slug, "/grants", stack.grants)


def unknown_rule_leaf(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """What a stack's rule asks for is an achievement of this catalogue."""
    for slug, stack in catalogue.stacks.items():
        for pointer, name in leaves(stack.rule):
            yield from _achievement(catalogue, "stack", slug, pointer, name)


def unknown_role_skill(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A skill of a role is a key in a file of catalogue/skills."""
    for slug, role in catalogue.roles.items():
        for part, skills in (("essential", role.skills.essential), ("optional", role.skills.optional)):
            for index, skill in enumerate(skills):
                yield from _skill(catalogue, "role", slug, f"/skills/{part}/{index}", skill)


def unknown_role_framework(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The framework of a role is a file in catalogue/skills."""
    for slug, role in catalogue.roles.items():
        if not exists(catalogue, "skills", role.framework, catalogue.frameworks):
            hint = did_you_mean(
                role.framework,
                catalogue.frameworks,
                f"Add catalogue/skills/{role.framework}.yaml: `laurels skills import` makes one.",
            )
            missing = f"skills/{role.framework}"
            yield Problem(
                "role", slug, "/framework", f"There is no skills framework `{role.framework}`.", hint, missing=missing
            )


def unknown_awarded_achievement(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """What a batch awards is an achievement of this catalogue."""
    for slug, batch in catalogue.batches.items():
        yield from _achievement(catalogue, "award", slug, "/achievement", batch.achievement)


def unknown_recognised_achievement(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """What another body recognises is an achievement of this catalogue."""
    for slug, recognition in catalogue.recognition.items():
        for index, name in enumerate(recognition.achievements):
            yield from _achievement(catalogue, "recognition", slug, f"/achievements/{index}", name)


def unknown_key_issuer(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The issuer of a key is a file in catalogue/issuers."""
    for slug, key in catalogue.keys.items():
        yield from _issuer(catalogue, "key", slug, key.issuer)


def unknown_image(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An image that a definition names is an SVG file in catalogue/images."""
    for kind, definitions in (("achievement", catalogue.achievements), ("issuer", catalogue.issuers)):
        for slug, definition in definitions.items():
            image = definition.image
            if image is not None and not exists(catalogue, "image", image, catalogue.images):
                otherwise = f"Add catalogue/images/{image}.svg, or leave `image` out and one is drawn."
                hint = did_you_mean(image, catalogue.images, otherwise)
                yield Problem(kind, slug, "/image", f"There is no image `{image}`.", hint, missing=f"image/{image}")


def _achievement(catalogue: Catalogue, kind: str, slug: str, pointer: str, name: str) -> Iterator[Problem]:
    if not exists(catalogue, "achievement", name, catalogue.achievements):
        hint = did_you_mean(
            name, catalogue.achievements, f"Add catalogue/achievements/{name}.yaml, or correct the name."
        )
        yield Problem(kind, slug, pointer, f"There is no achievement `{name}`.", hint, missing=f"achievement/{name}")


def _issuer(catalogue: Catalogue, kind: str, slug: str, name: str) -> Iterator[Problem]:
    if not exists(catalogue, "issuer", name, catalogue.issuers):
        hint = did_you_mean(name, catalogue.issuers, f"Add catalogue/issuers/{name}.yaml, or correct the name.")
        yield Problem(kind, slug, "/issuer", f"There is no issuer `{name}`.", hint, missing=f"issuer/{name}")


def _skill(catalogue: Catalogue, kind: str, slug: str, pointer: str, reference: str) -> Iterator[Problem]:
    framework, _, key = reference.partition("/")
    broken = framework not in catalogue.frameworks and catalogue.exists("skills", framework)
    if broken or catalogue.skill(reference) is not None:
        return
    if framework in catalogue.frameworks:
        otherwise = f"Add it: `laurels skills add {reference} --uri … --name …`, or correct the name."
        known = (f"{framework}/{name}" for name in catalogue.frameworks[framework].skills)
        hint = did_you_mean(reference, known, otherwise)
        yield Problem(kind, slug, pointer, f"There is no skill `{reference}`.", hint, missing=f"skill/{reference}")
    else:
        near = did_you_mean(reference, (f"{name}/{key}" for name in catalogue.frameworks), "")
        hint = near or f"Add catalogue/skills/{framework}.yaml: `laurels skills import` makes one."
        message = f"There is no skills framework `{framework}`."
        yield Problem(kind, slug, pointer, message, hint, missing=f"skills/{framework}")
