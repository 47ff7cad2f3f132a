"""Strict YAML: what is read, what is refused and where, and that it reads what other programs read."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from laurels.encoding import strict_yaml
from laurels.encoding.strict_yaml import MAX_DEPTH, YamlError, loads, locate, locate_all

READ = [
    ("", None),
    ("# nothing\n", None),
    ("a: 1", {"a": 1}),
    ("---\na: 1\n...\n", {"a": 1}),
    ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
    ("a: -17", {"a": -17}),
    ("a: 0", {"a": 0}),
    ("a: 2.5", {"a": 2.5}),
    ("a: 0.5e3", {"a": 500.0}),
    ("a: true\nb: False", {"a": True, "b": False}),
    ("a:\nb: ~\nc: null", {"a": None, "b": None, "c": None}),
    ('a: "0612"', {"a": "0612"}),
    ("a: '1.5'", {"a": "1.5"}),
    ('a: "no"', {"a": "no"}),
    ("a: 2026-06-30", {"a": "2026-06-30"}),
    ("a: 2026-06-30T00:00:00Z", {"a": "2026-06-30T00:00:00Z"}),
    ("a: 1.2.0", {"a": "1.2.0"}),
    ("a: not a bool", {"a": "not a bool"}),
    ("no: 1", {"no": 1}),
    ("2026: x", {"2026": "x"}),
    ('"<<": 1', {"<<": 1}),
    ("a: >-\n  one\n  two\n", {"a": "one two"}),
    ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
    ("a: [b, {c: d}]", {"a": ["b", {"c": "d"}]}),
    ("a: x\ty", {"a": "x\ty"}),
    ('a: "\\u00e9\\n"', {"a": "é\n"}),
    ("a: 😀", {"a": "😀"}),
]


@pytest.mark.parametrize(("text", "data"), READ)
def test_reads(text: str, data: Any) -> None:
    assert loads(text) == data
    assert repr(loads(text)) == repr(data)  # 1, 1.0 and True are equal


REFUSED = [
    ("a: 1\na: 2", "duplicate-key", 2, 1),
    ('a: 1\n"a": 2', "duplicate-key", 2, 1),
    ("x: {a: 1, a: 1}", "duplicate-key", 1, 11),
    ("a: &b 1", "anchor", 1, 4),
    ("&b a: 1", "anchor", 1, 1),
    ("a: *b", "anchor", 1, 4),
    ("a: {<<: {b: 1}}", "merge-key", 1, 5),
    ("<<: 1", "merge-key", 1, 1),
    ("a: !!str 5", "tag", 1, 4),
    ("a: !ENV x", "tag", 1, 4),
    ("a: ! 5", "tag", 1, 4),
    ("a: !!python/object/apply:os.system [x]", "tag", 1, 4),
    ("a: no", "ambiguous", 1, 4),
    ("a: Yes", "ambiguous", 1, 4),
    ("a: [on]", "ambiguous", 1, 5),
    ("a: y", "ambiguous", 1, 4),
    ("a: 0612", "ambiguous", 1, 4),
    ("a: -01", "ambiguous", 1, 4),
    ("a: 0x1F", "ambiguous", 1, 4),
    ("a: 0o17", "ambiguous", 1, 4),
    ("a: 1_000", "ambiguous", 1, 4),
    ("a: 12:30:00", "ambiguous", 1, 4),
    ("a: 1e5", "ambiguous", 1, 4),
    ("a: .5", "ambiguous", 1, 4),
    ("a: 5.", "ambiguous", 1, 4),
    ("a: .inf", "ambiguous", 1, 4),
    ("a: .NaN", "ambiguous", 1, 4),
    ("a: 1.5e999", "ambiguous", 1, 4),
    ("a: 12345678901234567890", "ambiguous", 1, 4),
    ("a: 1\n---\nb: 2", "documents", 2, 1),
    ("? [a]\n: b", "syntax", 1, 3),
    ("a: b: c", "syntax", 1, 5),
    ("a: [", "syntax", 1, 4),
    ('a: "b', "syntax", 1, 4),
    ("a:\n\tb: 1", "syntax", 2, 1),
    ("\ta: 1", "syntax", 1, 1),
    ("a: 1\n  b: 2", "syntax", 2, 3),
    ("a: @b", "syntax", 1, 4),
    ("a: 1\n<<<<<<< main\nb: 2\n=======\nb: 3\n>>>>>>> other\n", "syntax", 2, 1),
    ("a: %b", "syntax", 1, 4),
    ("\ufeffa: 1", "character", 1, 1),
    ("a: \x00", "character", 1, 4),
    ("a: b\nc: \x1b[31m", "character", 2, 4),
    ("a: b\x85c", "character", 1, 5),
    ("a: \u2028", "character", 1, 4),
    ("a: \ud800", "character", 1, 4),
    ('a: "\\0"', "character", 1, 4),
    ('a: "\\e[31m"', "character", 1, 4),
    ('"\\x07": 1', "character", 1, 1),
    ("[" * 200, "depth", 1, MAX_DEPTH + 1),
    ("- " * 200_000, "depth", 1, 2 * MAX_DEPTH + 1),
    ("? " * 200_000, "depth", 1, 2 * MAX_DEPTH + 1),
]


@pytest.mark.parametrize("opening", ["[", "- ", "? "])
def test_any_depth_is_refused_alike(opening: str) -> None:
    """Far below our own limit libyaml has one too; where it stops is its affair."""
    with pytest.raises(YamlError) as caught:
        loads(opening * 200_000)
    assert (caught.value.problem.kind, caught.value.problem.line) == ("depth", 1)


@pytest.mark.parametrize(
    ("text", "kind", "line", "column"), REFUSED, ids=lambda value: repr(value[:20]) if isinstance(value, str) else None
)
def test_refuses(text: str, kind: str, line: int, column: int) -> None:
    with pytest.raises(YamlError) as caught:
        loads(text)
    problem = caught.value.problem
    assert (problem.kind, problem.line, problem.column) == (kind, line, column), problem
    assert problem.message.endswith(".")


def test_refuses_more_than_it_is_told_to_read() -> None:
    with pytest.raises(YamlError) as caught:
        loads("a: 12345678", max_characters=10)
    assert caught.value.problem.kind == "size"


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join('*' + a for _ in range(9))}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    with pytest.raises(YamlError) as caught:
        loads(bomb)
    assert (caught.value.problem.kind, caught.value.problem.line) == ("anchor", 1)


PLACED = """\
# a comment
name: A
list:
  - x
  - key: y
    other: {deep: z}
"a/b": {"c~d": 1}
"""
PLACES = [
    ("", False, (2, 1)),
    ("/name", False, (2, 7)),
    ("/name", True, (2, 1)),
    ("/list", False, (4, 3)),
    ("/list", True, (3, 1)),
    ("/list/0", False, (4, 5)),
    ("/list/1/key", True, (5, 5)),
    ("/list/1/other/deep", False, (6, 19)),
    ("/a~1b/c~0d", False, (7, 16)),
    ("/list/1/missing", False, (5, 5)),
    ("/list/7", False, (4, 3)),
    ("/missing/deeper", True, (2, 1)),
]


@pytest.mark.parametrize(("pointer", "key", "place"), PLACES)
def test_places(pointer: str, key: bool, place: tuple[int, int]) -> None:
    assert locate(PLACED, pointer, key=key) == place


def test_all_places_at_once_are_the_places_one_by_one() -> None:
    assert locate_all(PLACED, [(pointer, key) for pointer, key, _ in PLACES]) == [place for _, _, place in PLACES]


def test_a_place_in_an_empty_file_is_its_start() -> None:
    assert locate("", "/a") == (1, 1)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=20
)


@settings(deadline=None)
@given(DATA)
def test_what_is_accepted_is_what_other_programs_read(data: Any) -> None:
    try:
        text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    except UnicodeEncodeError:
        assume(False)
    try:
        read = loads(text)
    except YamlError:
        return
    expected = yaml.load(text, Loader=yaml.CSafeLoader)
    assert repr(read) == repr(expected)


@settings(deadline=None)
@given(st.recursive(st.booleans() | st.integers(-(10**17), 10**17) | st.text("abc ü😀:#-'\"\\[]{}!&*", max_size=8),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcü", min_size=1), inner, max_size=3), max_leaves=12))  # fmt: skip
def test_ordinary_data_is_accepted(data: Any) -> None:
    assert loads(yaml.safe_dump(data, sort_keys=False, allow_unicode=True)) == data


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        strict_yaml.loads(text)
    except YamlError as error:
        assert 1 <= error.problem.line <= text.count("\n") + text.count("\r") + 2
        assert error.problem.column >= 1
