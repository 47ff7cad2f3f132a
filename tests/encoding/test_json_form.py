"""A text of a known form is read as the careful decoder reads it, or not at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.encoding import pointer, strict_json
from laurels.encoding.json_form import Gap, JsonForm, JsonForms

VALUE: dict[str, Any] = {
    "id": "urn:uuid:1",
    "name": "constant “text” with \\ and \"",
    "entries": [{"id": "https://a.example/#7", "index": "7", "n": 1.5}, {"other": None, "name": "Ada", "id": "urn:uuid:1#part-2"}],
    "key/with~signs": "x",
    "": "y",
}  # fmt: skip
GAPS: list[Gap] = [
    [("/id", "urn:uuid:"), ("/entries/1/id", "urn:uuid:", "#part-2")],
    [("/entries/0/id", "https://a.example/#"), ("/entries/0/index", "")],
    [("/key~1with~0signs", "")],
    [("/", "")],
    [("/entries/1/name", "")],
]
WAYS: dict[str, dict[str, Any]] = {
    "plain": {"ensure_ascii": False},
    "indented": {"indent": 3},
    "packed": {"separators": (",", ":"), "ensure_ascii": False, "sort_keys": True},
}


def _written(value: Any, way: str) -> str:
    return ("" if way == "plain" else " \n") + json.dumps(value, **WAYS[way]) + ("" if way == "plain" else "\t")


SPELLINGS = [_written(VALUE, way) for way in WAYS]


def _forms(*texts: str) -> JsonForms[str]:
    forms: JsonForms[str] = JsonForms()
    for text in texts:
        forms.add(JsonForm(text.encode(), json.loads(text), GAPS), text)
    return forms


def _with(values: list[str]) -> Any:
    value = json.loads(json.dumps(VALUE))
    for gap, new in zip(GAPS, values, strict=True):
        for place, beginning, *ending in gap:
            pointer.put(value, place, "".join([beginning, new, *ending]))
    return value


@pytest.mark.parametrize("way", WAYS)
@given(values=st.lists(st.text(st.characters(codec="utf-8"), max_size=6), min_size=5, max_size=5))
def test_texts_of_the_form_are_found_with_what_is_in_their_gaps(way: str, values: list[str]) -> None:
    found = _forms(*SPELLINGS).find(_written(_with(values), way).encode())
    assert found == (_written(VALUE, way), values)


@given(st.sampled_from(SPELLINGS), st.data())
def test_whatever_byte_is_changed_what_is_found_is_what_it_says(text: str, data: st.DataObject) -> None:
    forms = _forms(*SPELLINGS)
    changed = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(changed) - 1))
        with_ = data.draw(
            st.binary(max_size=2) | st.sampled_from([b'"', b"\\", b'","', b'":"', b"\xe2\x80\xa8", b"\xc3", b"\0"])
        )
        changed[at : at + data.draw(st.integers(0, 2))] = with_
    found = forms.find(bytes(changed))
    if found is not None:
        value = strict_json.loads(bytes(changed))  # which must not refuse it
        assert json.dumps(value, sort_keys=True) == json.dumps(_with(found[1]), sort_keys=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Ada"', '"Ada"}],"entries":[{"name":"Eve"'),
        ('"Ada"', "7"),
        ('"Ada"', '"A\\ud83dda"'),
        ('"Ada"', '"A\\uda"'),
        ('"Ada"', '"Ada\\"'),
        ('"Ada"', '"Ada\\\\\\"'),
        ('"Ada"', '"Ad\ta"'),
        ('"index": "7"', '"index": "8"'),
        ("urn:uuid:1#part-2", "urn:uuid:1#part-3"),
        ("urn:uuid:1#part-2", "urn:uuid:2#part-2"),
        ("urn:uuid:1#part-2", "urn:uuid:1"),
        ("urn:uuid:1", "urn:isbn:1"),
        ("1.5", "1.50"),
        ("}", "} "),
        ('"other"', '"Other"'),
    ],
)
def test_what_is_not_plainly_of_the_form_is_not_found(old: str, new: str) -> None:
    text = SPELLINGS[0]
    assert old in text
    assert _forms(text).find(text.replace(old, new).encode()) is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('\\"', '"'), ("\\\\", "\\"), ('a\\\\\\"b', 'a\\"b'), ("\\u0022", '"'), ("\\u005c", "\\"), ("\\ud83d\\ude00", "😀"), ("\\n\\/", "\n/"),
        ("#part-2\\u0022", '#part-2"'), ("\\u0000", "\0"),
    ],
)  # fmt: skip
def test_escapes_are_read(written: str, said: str) -> None:
    text = SPELLINGS[0]
    found = _forms(text).find(text.replace('"Ada"', f'"{written}"').replace('"x"', f'"{written}"').encode())
    assert found == (text, ["1", "7", said, "y", said])


def test_bytes_that_are_no_text_are_not_found() -> None:
    data = SPELLINGS[0].encode().replace(b"Ada", b"Ad\xff")
    assert _forms(SPELLINGS[0]).find(data) is None
    assert _forms(SPELLINGS[0]).find(b"") is None
    assert JsonForms[str]().find(SPELLINGS[0].encode()) is None


def test_a_gap_must_be_there_as_plain_text() -> None:
    for gap in ([("/entries/0/n", "")], [("/nowhere", "")], [("/id", "urn:isbn:")], [("/id", "urn:uuid:1", "1")]):
        with pytest.raises(LookupError):
            JsonForm(SPELLINGS[0].encode(), VALUE, [gap])
    for escaped, beginning in (('{"a": "\\u0062c"}', "b"), ('{"a": "b\\\\c"}', "b\\")):
        with pytest.raises(LookupError):
            JsonForm(escaped.encode(), json.loads(escaped), [[("/a", beginning)]])


def test_a_form_without_gaps_and_a_form_that_another_begins_with() -> None:
    forms: JsonForms[int] = JsonForms()
    for number, text in enumerate(('{"a":1}', '{"a":1,"b":2}', '{"a":"x"}', '{"a":"x","b":"y"}')):
        gaps = [[(f"/{name}", "")] for name in ("a", "b") if f'"{name}":"' in text]
        forms.add(JsonForm(text.encode(), json.loads(text), gaps), number)
    assert forms.find(b'{"a":1}') == (0, [])
    assert forms.find(b'{"a":1,"b":2}') == (1, [])
    assert forms.find(b'{"a":"z"}') == (2, ["z"])
    assert forms.find(b'{"a":"z","b":""}') == (3, ["z", ""])
