"""A rule in words."""

from __future__ import annotations

import pytest
from tests.site.samples import stack

from laurels.site.rules import RuleLine, in_words


def told(line: RuleLine) -> object:
    return line.achievement if line.achievement else {line.words: [told(below) for below in line.lines]}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("a", "a"),
        ({"all": ["a"]}, "a"),
        ({"any": [{"all": ["a"]}]}, "a"),
        ({"all": ["a", "b"]}, {"Both of these": ["a", "b"]}),
        ({"all": ["a", "b", "c"]}, {"All of these": ["a", "b", "c"]}),
        ({"any": ["a", "b"]}, {"Either of these": ["a", "b"]}),
        ({"any": ["a", "b", "c"]}, {"Any one of these three": ["a", "b", "c"]}),
        ({"atLeast": 2, "of": ["a", "b", "c"]}, {"Any two of these three": ["a", "b", "c"]}),
        ({"atLeast": 2, "of": ["a", "b"]}, {"Both of these": ["a", "b"]}),
        ({"atLeast": 1, "of": [f"a{n}" for n in range(13)]}, {"Any one of these 13": [f"a{n}" for n in range(13)]}),
        ({"credits": 1, "of": ["a", "b"]}, {"At least 1 ECTS credit from these": ["a", "b"]}),
        ({"credits": 2.5, "of": ["a"]}, {"At least 2.5 ECTS credits from these": ["a"]}),
        (
            {"all": ["a", {"any": ["b", {"all": ["c", "d"]}]}]},
            {"Both of these": ["a", {"Either of these": ["b", {"Both of these": ["c", "d"]}]}]},
        ),
    ],
)
def test_in_words(rule: object, words: object) -> None:
    assert told(in_words(stack(rule).rule)) == words
