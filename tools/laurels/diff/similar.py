"""Definitions that are much like one that is there already: by the skills they name, and by their words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from laurels.diff.difference import Similar
from laurels.model.achievement import Achievement
from laurels.model.base import pick

SKILLS_ALIKE, WORDS_BESIDE = 0.5, 0.2
"""So many of the skills in common are worth telling where the words are somewhat alike too…"""
WORDS_ALIKE = 0.45
"""…and words so much alike are worth telling alone."""
MAX_TOLD = 3
"""At most so many likenesses are told of one definition, the nearest first."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_NAME_WEIGHT = 3


def near_duplicates(achievements: Mapping[str, Achievement], wanted: Iterable[str]) -> Iterator[Similar]:
    """The definitions most like some of them.

    Args:
        achievements: all of the catalogue, by slug.
        wanted: slugs of those that are new or changed.
    """
    asked = [slug for slug in wanted if slug in achievements]
    if not asked:
        return
    counts = {slug: _counts(item) for slug, item in achievements.items()}
    spread = Counter(word for found in counts.values() for word in found)
    vectors = {slug: _vector(found, spread, len(counts)) for slug, found in counts.items()}
    told: set[frozenset[str]] = set()
    for slug in asked:
        found = []
        for other in achievements:
            pair = frozenset((slug, other))
            if other == slug or pair in told:
                continue
            if (likeness := _likeness(slug, other, achievements, vectors)) is not None:
                found.append(likeness)
        for likeness in sorted(found, key=lambda item: (-(item.skills + item.words), item.other))[:MAX_TOLD]:
            told.add(frozenset((slug, likeness.other)))
            yield likeness


def _likeness(
    slug: str, other: str, achievements: Mapping[str, Achievement], vectors: Mapping[str, Mapping[str, float]]
) -> Similar | None:
    here, there = set(achievements[slug].skills), set(achievements[other].skills)
    skills = len(here & there) / len(here | there) if here | there else 0.0
    one, two = vectors[slug], vectors[other]
    products = {word: weight * two[word] for word, weight in one.items() if word in two}
    words = sum(products.values())
    if words < WORDS_ALIKE and not (skills >= SKILLS_ALIKE and words >= WORDS_BESIDE):
        return None
    strongest = sorted(products, key=lambda word: (-products[word], word))[:8]
    return Similar(slug, other, skills, words, tuple(sorted(here & there)), tuple(strongest))


def _counts(achievement: Achievement) -> Counter[str]:
    """How often each word is in what says what the achievement is about; the title counts several times."""
    language = achievement.in_language
    found: Counter[str] = Counter()
    for word in _WORD.findall(pick(achievement.name, language).casefold()):
        found[word] += _NAME_WEIGHT
    for text in (achievement.description, *achievement.learning_outcomes):
        found.update(_WORD.findall(pick(text, language).casefold()))
    return found


def _vector(counts: Mapping[str, int], spread: Mapping[str, int], documents: int) -> dict[str, float]:
    """tf-idf with a logarithm on both, of length 1; even a word of every definition counts a little, or two that are all there
    is would never be alike."""
    weights = {
        word: (1 + math.log(count)) * math.log((2 + documents) / (1 + spread[word])) for word, count in counts.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items() if weight}
