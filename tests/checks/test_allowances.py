"""What a comment that allows a finding covers, and what it does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from laurels.findings import Finding

Find = Callable[..., list[Finding]]
NAME = "catalogue/achievements/next-steps.yaml"
BECAUSE = "because it is a pilot of one term"

# Two warnings: DEF002 at `hours`, DEF009 at `skills`.
CASES = [
    ({}, ["DEF002", "DEF009"]),
    ({"hours: 10": f"hours: 10  # laurels: allow DEF002 {BECAUSE}"}, ["DEF009"]),
    ({"  hours: 10": f"  # laurels: allow DEF002 {BECAUSE}\n  hours: 10"}, ["DEF009"]),
    ({"workload:": f"# laurels: allow DEF002 {BECAUSE}\nworkload:"}, ["DEF009"]),
    ({"workload:": f"workload:  # laurels: allow DEF002 {BECAUSE}"}, ["DEF009"]),
    ({"workload:": f"# laurels: allow def002, DEF009 {BECAUSE}\nworkload:"}, ["DEF009", "SUP004"]),
    ({"workload:": f"# laurels: allow DEF002 {BECAUSE}\n# Another remark.\n\nworkload:"}, ["DEF009"]),
    ({"skills:": f"# laurels: allow DEF009 {BECAUSE}\nskills:"}, ["DEF002"]),
    ({"eqfLevel:": f"# laurels: allow DEF002 {BECAUSE}\neqfLevel:"}, ["DEF002", "DEF009", "SUP004"]),
    ({"name: Next": f"# laurels: allow DEF002 {BECAUSE}\nname: Next"}, ["DEF002", "DEF009", "SUP004"]),
    ({"hours: 10": "hours: 10  # laurels: allow DEF002 because …"}, ["DEF009", "SUP001"]),
    ({"hours: 10": "hours: 10  # laurels: allow DEF002 because"}, ["DEF009", "SUP001"]),
    ({"hours: 10": f"hours: 10  # laurels: allow DEFOO2 {BECAUSE}"}, ["DEF002", "DEF009", "SUP002"]),
    ({"hours: 10": f"hours: 10  # laurels: allow SUP004 {BECAUSE}"}, ["DEF002", "DEF009", "SUP003"]),
    ({"hours: 10": "hours: 10  # laurels: please"}, ["DEF002", "DEF009", "SUP005"]),
    ({"How to go on once": "'How to go on # laurels: allow DEF002' #"}, ["DEF002", "DEF009"]),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_what_is_allowed(edits: dict[str, str], expected: list[str], minimal: Path, findings: Find) -> None:
    path = minimal / NAME
    text = path.read_text(encoding="utf-8").replace("hours: 50", "hours: 10")
    text = text.replace("[local/walking, local/turning]", "[local/walking]")
    for old, new in edits.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    assert sorted(finding.code for finding in findings(minimal)) == expected


def test_an_error_stays_where_its_code_is_allowed(minimal: Path, findings: Find) -> None:
    path = minimal / NAME
    text = path.read_text(encoding="utf-8").replace("local/turning]", f"local/gone]  # laurels: allow REF002 {BECAUSE}")
    path.write_text(text, encoding="utf-8")
    assert [finding.code for finding in findings(minimal)] == ["REF002", "SUP003"]


def test_a_file_without_such_a_comment_is_not_parsed_for_it(
    minimal: Path, findings: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("laurels.checks.allowances.comments", refuse)
    assert findings(minimal) == []
