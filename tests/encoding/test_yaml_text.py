"""Whatever a person types comes out of the file as it went in, for our reader and for others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from laurels.encoding import strict_yaml, yaml_text

CASES = json.loads((Path(__file__).parent / "yaml-text.json").read_text(encoding="utf-8"))
ODD = st.lists(
    st.one_of(
        st.sampled_from(
            ["no", "yes", "null", "~", "0612", "1e3", "0x1f", "12:30", "2026-06-30", ": ", " #", "#", "- ", "? ", "\n", "\n\n",
             "  ", "\t", "\r\n", "'", '"', "\\", "@", "`", "%", "&a", "*a", "!t", "|", ">", "[", "]", "{", "}", ",", "=", "<<",
             "---", "...", "ä", "ß", "日本", "😀", "\u00a0", "\u2028", "\x85", "\x00", "\ufeff", "x" * 120, "word " * 30]
        ),
        st.text(max_size=8),
    ),
    max_size=12,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:20] for case in CASES])
def test_how_texts_are_written(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert yaml_text.lines(text, 2, 5) == case["lines"]
    assert yaml_text.scalar(text, in_list=True) == case["inList"]


def document(text: str) -> str:
    value, entry = ("\n".join(yaml_text.lines(text, indent, used)) for indent, used in ((2, 5), (4, 4)))
    return f"key: {value}\nlist:\n  - {entry}\n  - after\nflow: [{yaml_text.scalar(text, in_list=True)}, b]\nlast: x\n"


@settings(max_examples=150, deadline=None)
@given(ODD)
@example("a  b " * 60)
@example("x\n\n\n\ny")
@example("#")
def test_what_goes_in_comes_out(typed: str) -> None:
    text = yaml_text.clean(typed)
    made = document(text)
    expected = {"key": text, "list": [text, "after"], "flow": [text, "b"], "last": "x"}
    assert strict_yaml.loads(made) == expected
    assert yaml.load(made, Loader=yaml.CSafeLoader) == expected
    assert yaml.safe_load(made) == expected


@given(ODD)
def test_cleaning_keeps_what_can_be_seen(typed: str) -> None:
    text = yaml_text.clean(typed)
    assert yaml_text.clean(text) == text
    assert not yaml_text._CONTROL.search(text)
    assert [c for c in text if not c.isspace()] == [
        c for c in typed if not c.isspace() and not yaml_text._CONTROL.match(c)
    ]


@given(st.one_of(ODD, st.dates().map(str), st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)))
def test_tokens_stay_text(typed: str) -> None:
    text = yaml_text.clean(typed)
    assert strict_yaml.loads(f"key: {yaml_text.token(text)}\n") == {"key": text}


@pytest.mark.parametrize(
    "word", ["2026-06-30", "P3Y", "esco/sql", "https://laurels.example/", "did:web:laurels.example"]
)
def test_words_of_the_formats_need_no_quotes(word: str) -> None:
    assert yaml_text.token(word) == word
