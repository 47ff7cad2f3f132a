"""The quick reader reads what the whole one reads, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from laurels.encoding import plain_yaml, strict_yaml
from laurels.encoding.plain_yaml import NOT_PLAIN

ROOT = Path(__file__).resolve().parents[2]
OURS = sorted(
    path
    for folder in ("catalogue", "issued", "keys", "tests/checks/minimal")
    for path in (ROOT / folder).rglob("*.yaml")
)


def whole(text: str) -> object:
    """What the whole language makes of a text; an error where it refuses it."""
    try:
        strict_yaml._refuse_text(text)
        return strict_yaml._Builder(text).document()
    except strict_yaml.YamlError as error:
        return error


def agrees(text: str) -> bool:
    """Whether the quick reader read the text; it must then have read what the other reads."""
    quick = plain_yaml.loads(text)
    if quick is NOT_PLAIN:
        return False
    found = whole(text)
    assert not isinstance(found, Exception), (text, found)
    assert repr(quick) == repr(found), text
    return True


def test_the_examples_files_are_read_quickly() -> None:
    slow = [path.name for path in OURS if not agrees(path.read_text(encoding="utf-8"))]
    assert len(slow) <= len(OURS) // 20, slow


PLAIN = [
    ("a: b\n", {"a": "b"}),
    ("a: 1\nb: 1.5\nc: true\nd: null\ne:\n", {"a": 1, "b": 1.5, "c": True, "d": None, "e": None}),
    ("a: \"x: #y\"\nb: 'it'\n", {"a": "x: #y", "b": "it"}),
    ("a: b # c\nd: \"e\"   # f\n", {"a": "b", "d": "e"}),
    ("a: one\n  two\n  three\nb: c\n", {"a": "one two three", "b": "c"}),
    ("a: >-\n  one\n  two\n\n  three\nb: |\n  x\n  y\n\n", {"a": "one two\nthree", "b": "x\ny\n"}),
    ("a:\n  - b\n  - c: d\n    e: f\n  - {g: h, i: 2}\n", {"a": ["b", {"c": "d", "e": "f"}, {"g": "h", "i": 2}]}),
    ("a: [b, c]\nd: []\ne: {}\nf: [{g: h}, {i: [j]}]\n", {"a": ["b", "c"], "d": [], "e": {}, "f": [{"g": "h"}, {"i": ["j"]}]}),
    ("# c\n\na:\n  # d\n  b: c\n\n", {"a": {"b": "c"}}),
    ("a: https://laurels.example/b#c\nb: 10:30 h\n", {"a": "https://laurels.example/b#c", "b": "10:30 h"}),
    ("no: x\nen: z\n", {"no": "x", "en": "z"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "data"), PLAIN, ids=lambda value: repr(value)[:30])
def test_reads(text: str, data: object) -> None:
    assert plain_yaml.loads(text) == data
    assert agrees(text)


LEFT = [
    "a: b", "- a\n", "a\n", "a: no\n", "a: 010\n", "a: b\na: c\n", "a: {b: c, b: d}\n", "a: &x b\n", "a: *x\n", "a: !t b\n",
    "<<: a\n", "a: b: c\n", "a: 'it''s'\n", 'a: "\\n"\n', "a:\tb\n", "a: b\r\n", "---\na: b\n", "a: b\n---\nc: d\n", "a: b\n...\n",
    "a: >2\n  b\n", "a: |+\n  b\n", "a: |\n   b\n  c\n", "a: |\n  b\n   c\n", "a: |\n\n  b\n", "a: >-\n  b \n  c\n",
    "a:\n- b\n", "a: b\n  c: d\n", "a: b\n\n  c\n", "a: b\n  # c\n  d\n", "a: [b\n  c]\n", "a: [b, 'c']\n", "a: [b,, c]\n",
    "a: [b, ]\n", "a: {b}\n", "a: {b: [c}\n", "a: -1\n", "a: ? b\n", "a: @b\n", "a: \U0001f600\n", "a: \u2028\n", "a: \x00\n",
    "a:\n    b: c\n  d: e\n", "  a: b\n", "a: b\n c: d\n", "%YAML 1.2\n", "a: 'b' c\n", "a: [b] c\n", "a b: c\n", "a : b\n", "",
]  # fmt: skip


@pytest.mark.parametrize("text", LEFT, ids=repr)
def test_leaves_to_the_other(text: str) -> None:
    assert plain_yaml.loads(text) is NOT_PLAIN


def test_depth_is_bounded() -> None:
    for text in ("".join(f"{' ' * depth}a:\n" for depth in range(2000)), f"a: {'[' * 2000}{']' * 2000}\n"):
        assert plain_yaml.loads(text) is NOT_PLAIN


_PIECES = st.sampled_from(
    ["a", "b", "key", ":", ": ", "- ", "-", " ", "  ", "    ", "\n", "\n\n", "#", " # c", "'", '"', "{", "}", "[", "]", ",", ", ",
     "|", ">", ">-", "|-", "&", "*", "!", "%", "@", "`", "?", "? ", "1", "0", "1.5", "no", "yes", "null", "~", "true", "\\", "é", "ｱ",
     "😀", "<<", "=", "---", "...", "\t", "https://x.example/y", "10:30", "2026-06-30", ".5", "+1", "(x)", "x y", "x: y", "x:\n", "- x\n"]
)  # fmt: skip


@settings(max_examples=3000)
@given(st.lists(_PIECES, min_size=1, max_size=24))
@example(["a", ": ", "b", "\n", "  ", "- ", "c", "\n"])
def test_never_reads_otherwise(pieces: list[str]) -> None:
    agrees("".join(pieces) + "\n")


@st.composite
def _shaken(draw: st.DrawFn) -> str:
    """A file of ours with a few pieces put in, taken out or exchanged."""
    text = draw(st.sampled_from(OURS)).read_text(encoding="utf-8")[:1500]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(_PIECES) + text[at + draw(st.integers(0, 3)) :]
    return text + "\n"


@settings(max_examples=1500)
@given(_shaken())
def test_never_reads_a_changed_file_otherwise(text: str) -> None:
    agrees(text)
