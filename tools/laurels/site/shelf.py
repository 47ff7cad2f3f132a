"""Achievements as lists and cards show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from laurels.model.achievement import Achievement
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.render import words

MAX_SUBJECTS = 12
"""As many choices as the style sheet can filter by: see `.lr-filter` in site.css."""
_SUMMARY = 150


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """One achievement, short."""

    slug: str
    name: str
    summary: str
    """The beginning of the description."""
    kind: str
    """Open Badges type in words."""
    image: str
    """Path of its picture, relative to the site's root."""
    classes: str
    """Classes that the catalogue's filter looks for, each with a space before it."""
    definition: Achievement


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of the catalogue's filter."""

    key: str
    label: str
    count: int


def image_path(slug: str, definition: Achievement) -> str:
    """Where an achievement's picture is published, relative to the site's root; its address in the credential."""
    return f"images/{definition.image or slug}.svg"


def subjects(catalogue: Catalogue) -> tuple[Choice, ...]:
    """The tags that several achievements share, the most frequent first."""
    counts = Counter(tag for item in catalogue.achievements.values() for tag in item.tags)
    ranked = sorted((-count, tag) for tag, count in counts.items() if count > 1)
    return tuple(Choice(f"t{place}", tag, -count) for place, (count, tag) in enumerate(ranked[:MAX_SUBJECTS], start=1))


def levels(catalogue: Catalogue) -> tuple[Choice, ...]:
    """The EQF levels that occur, the lowest first."""
    counts = Counter(item.eqf_level for item in catalogue.achievements.values())
    return tuple(Choice(f"l{level}", f"EQF {level}", counts[level]) for level in sorted(counts))


def shelf(catalogue: Catalogue) -> Mapping[str, ShelfItem]:
    """Every achievement by slug, in the order of their names."""
    keys = {choice.label: choice.key for choice in subjects(catalogue)}
    items = (_item(slug, definition, keys) for slug, definition in catalogue.achievements.items())
    return {item.slug: item for item in sorted(items, key=lambda item: (item.name.casefold(), item.slug))}


def _item(slug: str, definition: Achievement, keys: Mapping[str, str]) -> ShelfItem:
    classes = [f"l{definition.eqf_level}", *(keys[tag] for tag in definition.tags if tag in keys)]
    return ShelfItem(
        slug=slug,
        name=pick(definition.name),
        summary=summary(pick(definition.description)),
        kind=words.achievement_type(definition.achievement_type),
        image=image_path(slug, definition),
        classes="".join(f" f-{name}" for name in classes),
        definition=definition,
    )


def summary(text: str) -> str:
    """The first sentence of a text, or as much of it as a card holds."""
    line = " ".join(text.split())
    first = line.split(". ", 1)[0]
    sentence = line if first == line else first + "."
    if len(sentence) <= _SUMMARY:
        return sentence
    return sentence[: _SUMMARY - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"
