"""The file that says when and why bits of a status list were set; what strangers write in it is in tests/conformance/changes.py."""

from __future__ import annotations

import json
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.model.award import ReasonCode
from laurels.status import changes
from laurels.status.changes import REASONS, Change, ChangesError

LIST = "https://issuer.example/lists/revocation-1.json"
CHANGES = st.dictionaries(
    st.integers(0, 131_071), st.builds(Change, st.dates(date(1990, 1, 1)), st.sampled_from(sorted(REASONS)))
)


@given(CHANGES)
def test_what_is_written_is_read(told: dict[int, Change]) -> None:
    assert changes.decode(changes.encode(LIST, told), LIST) == told


@given(CHANGES)
def test_order_leaves_no_trace(told: dict[int, Change]) -> None:
    assert changes.encode(LIST, dict(reversed(told.items()))) == changes.encode(LIST, told)


def test_one_entry_for_each_day_and_reason() -> None:
    may, june = date(2026, 5, 3), date(2026, 6, 1)
    told = {9: Change(june, "other"), 7: Change(may, "other"), 3: Change(june, "other"), 5: Change(may, "misconduct")}
    assert json.loads(changes.encode(LIST, told)) == {
        "list": LIST,
        "changes": [
            {"date": "2026-05-03", "reason": "misconduct", "indexes": [5]},
            {"date": "2026-05-03", "reason": "other", "indexes": [7]},
            {"date": "2026-06-01", "reason": "other", "indexes": [3, 9]},
        ],
    }


def test_a_whole_list_is_small_enough_to_be_read() -> None:
    day = date(2026, 5, 3)
    told = {index: Change(day, sorted(REASONS)[index % 9]) for index in range(91_751)}  # as full as lists become
    data = changes.encode(LIST, told)
    assert len(data) < 1024 * 1024
    assert changes.decode(data, LIST) == told


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(get_args(ReasonCode))


@pytest.mark.parametrize("address", ["https://issuer.example/lists/x.json", "https://issuer.example/lists/x"])
def test_it_stands_beside_its_list(address: str) -> None:
    assert changes.address(address) == "https://issuer.example/lists/x-changes.json"


@pytest.mark.parametrize("data", [b"", b"\xff", b"7", b"{}"])
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ChangesError):
        changes.decode(data, LIST)
