"""A stack's rule as people read it."""

from __future__ import annotations

from dataclasses import dataclass

from laurels.model.stack import Credits, Rule
from laurels.render import words
from laurels.stacking import entries, needed

_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line of the rule: an achievement, or words with lines below."""

    words: str = ""
    """What to do with the lines below: `Any two of these five`. Empty for an achievement."""
    achievement: str = ""
    """Slug of the achievement that is asked for."""
    lines: tuple[RuleLine, ...] = ()


def in_words(rule: Rule) -> RuleLine:
    """The rule as a nested list."""
    if isinstance(rule, str):
        return RuleLine(achievement=rule)
    lines = tuple(in_words(item) for item in entries(rule)[1])
    if isinstance(rule, Credits):
        return RuleLine(f"At least {words.count(rule.credits, 'ECTS credit')} from these", lines=lines)
    count, total = needed(rule), len(lines)
    if count == total == 1:
        return lines[0]
    if count == total:
        return RuleLine("Both of these" if total == 2 else "All of these", lines=lines)
    if (count, total) == (1, 2):
        return RuleLine("Either of these", lines=lines)
    return RuleLine(f"Any {_number(count)} of these {_number(total)}", lines=lines)


def _number(value: int) -> str:
    return _NUMBERS[value] if value < len(_NUMBERS) else str(value)
