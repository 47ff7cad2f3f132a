"""Which changes of a definition change what an award under it says (material), and which only how it is presented (editorial).

A material change needs `version` + 1 once somebody holds the award: otherwise two people with “version 1” would hold
different things. The table is the rule; a test proves that it names every field of an achievement.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from laurels.model.base import pick


@dataclass(frozen=True, slots=True)
class Weight:
    """How a change of one field counts."""

    material: bool
    why: str
    """The reason, as the end of a sentence that begins with “it”."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs between two states of a definition."""

    field: str
    """The author's own keys, joined by dots: `workload.hours`."""
    old: Any
    """Plain data; None where it was not given."""
    new: Any
    material: bool
    why: str

    @property
    def pointer(self) -> str:
        """JSON Pointer (RFC 6901) into the definition."""
        return "/" + self.field.replace(".", "/")


def _material(why: str) -> Weight:
    return Weight(material=True, why=why)


def _editorial(why: str) -> Weight:
    return Weight(material=False, why=why)


FIELDS: Mapping[str, Weight] = {
    "name": _material("is what people and employers know the award by"),
    "version": _editorial("counts the material changes"),
    "issuer": _material("says who answers for the award"),
    "achievementType": _material("says what kind of award it is"),
    "status": _editorial("says whether it is awarded now, not what was awarded"),
    "description": _editorial("introduces the award; what it takes is in the criteria and outcomes"),
    "inLanguage": _material("is the language somebody was assessed in"),
    "learningOutcomes": _material("says what a holder can do"),
    "criteria.narrative": _material("says what had to be done"),
    "assessment.type": _material("says how it was proved"),
    "assessment.description": _material("says how it was proved"),
    "assessment.supervision": _material("says how far the proof can be relied on"),
    "assessment.identityVerification": _material("says how far the proof can be relied on"),
    "assessment.rubric": _material("says what was judged, and what level was needed"),
    "workload.hours": _material("says how much work it took"),
    "workload.ects": _material("says what it counts for"),
    "eqfLevel": _material("is the level of what was learned"),
    "iscedF": _editorial("files the same learning under a subject"),
    "participation": _material("says how people took part"),
    "qualityAssurance": _editorial("describes arrangements around the award, which go on from year to year"),
    "prerequisites.achievements": _material("says what every holder had before"),
    "prerequisites.description": _material("says what every holder had before"),
    "validFor": _material("says how long an award holds"),
    "renewal.description": _editorial("tells holders what to do next, not what they did"),
    "renewal.achievements": _editorial("tells holders what to do next, not what they did"),
    "renewal.points": _editorial("tells holders what to do next, not what they did"),
    "renewal.opens": _editorial("tells holders when to do it, not what they did"),
    "skills": _material("is what the award claims that a holder can do"),
    "tags": _editorial("holds words to find it by"),
    "ctid": _editorial("is the number of the same definition in a registry"),
    "owners": _editorial("says who looks after the definition"),
    "reviewBy": _editorial("says when the definition is looked at again"),
    "image": _editorial("is how it looks"),
}
"""Every field of an achievement, by the author's keys."""
STACK_FIELDS: Mapping[str, Weight] = {
    "name": _editorial("names the pathway, not the award"),
    "description": _editorial("introduces the pathway"),
    "grants": _material("says which award the pathway leads to"),
    "rule": _material("says what a holder of the granted award had to collect"),
    "within": _material("says in what time it had to be collected"),
    "owners": _editorial("says who looks after the pathway"),
    "reviewBy": _editorial("says when the pathway is looked at again"),
}
"""Every field of a stack; material means: for the achievement that it grants."""
LOST_STACK = "counts towards less than holders were told"
GAINED_STACK = "counts towards more, which takes nothing from anybody"
"""What a change of the stacks that an achievement counts towards means; losing one is material."""
_SAME_WORDS = _editorial("has other spacing, capitals, quotation marks or a final full stop, and the same words")
_SAME_LANGUAGE = _editorial("has another translation; the text in the language of assessment is the same")
_FORMS = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})


def compare(
    old: Mapping[str, Any], new: Mapping[str, Any], table: Mapping[str, Weight] = FIELDS, *, known_only: bool = False
) -> tuple[Change, ...]:
    """What differs between two states of a definition, in the order of the table.

    Args:
        old, new: plain data with the author's keys (`Definition.as_data`); what is not given is absent or empty.
        table: the fields to look at and their weights.
        known_only: leave out fields that one side does not speak of at all; for states that were read from a credential.
    """
    found = []
    for name, weight in table.items():
        before, after = _get(old, name), _get(new, name)
        if known_only and (before is _ABSENT or after is _ABSENT):
            continue
        before, after = _given(before), _given(after)
        if before != after:
            counted = _weigh(weight, before, after, str(_given(_get(new, "inLanguage")) or "en"))
            found.append(Change(name, before, after, counted.material, counted.why))
    return tuple(found)


def same_words(old: str, new: str) -> bool:
    """Whether two texts differ in nothing but spacing, letter case, the form of quotes and dashes, and a final full stop.

    Signs such as < or % count as words: they can turn a rule round.
    """
    return _plain(old) == _plain(new)


_ABSENT = object()


def _get(data: Mapping[str, Any], name: str) -> Any:
    here: Any = data
    for key in name.split("."):
        if not isinstance(here, Mapping) or key not in here:
            return _ABSENT
        here = here[key]
    return here


def _given(value: Any) -> Any:
    return None if value is _ABSENT or value in ((), [], {}) else value


def _weigh(weight: Weight, old: Any, new: Any, language: str) -> Weight:
    """A material field may still have changed in its presentation only."""
    if not weight.material:
        return weight
    if _texts(old, language) == _texts(new, language):
        return _SAME_LANGUAGE
    return _SAME_WORDS if _texts(old, language, plain=True) == _texts(new, language, plain=True) else weight


def _texts(value: Any, language: str, *, plain: bool = False) -> Any:
    """A value with every text in one language, and if wanted in its plain form."""
    if isinstance(value, str):
        return _plain(value) if plain else value
    if isinstance(value, list | tuple):
        return [_texts(item, language, plain=plain) for item in value]
    if isinstance(value, dict):
        if value and all(isinstance(item, str) for item in value.values()) and _is_translated(value):
            return _texts(pick(value, language), language, plain=plain)
        return {key: _texts(item, language, plain=plain) for key, item in value.items()}
    return value


def _is_translated(value: Mapping[str, Any]) -> bool:
    """Whether every key looks like a language and not like a key of a definition: `id` and `name` are no languages here."""
    return all(len(key.partition("-")[0]) in (2, 3) and key != "id" for key in value)


def _plain(text: str) -> str:
    words = " ".join(unicodedata.normalize("NFC", text).translate(_FORMS).split())
    return words.removesuffix(".").casefold()
