"""One cause, one finding, in the author's words: what is said of files with keys at the wrong place, misspelt, missing or empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from laurels.findings import Finding

Find = Callable[..., list[Finding]]
NAME = "catalogue/achievements/walker.yaml"
WORKLOAD = "workload:\n  hours: 75\n  ects: 3\n"
CASES = [
    # A group whose keys lost their indentation
    (WORKLOAD, "workload:\nhours: 75\nects: 3\n", ["SCH002 `hours` and `ects` belong into `workload`. Indent them by two spaces, below `workload:`."]),
    (WORKLOAD, "hours: 75\nects: 3\n", ["SCH002 `hours` and `ects` belong into `workload`. Indent them by two spaces, below `workload:`."]),
    # A key that slid into the group above it
    ("ects: 3\neqfLevel: 4\n", "ects: 3\n  eqfLevel: 4\n", ["SCH002 `eqfLevel` belongs beside `workload`, not into it. Take two spaces away before it, so that it and `workload` begin in one column."]),
    # A misspelt key is not a missing one as well
    ("learningOutcomes:", "learning_outcomes:", ["SCH002 `learning_outcomes` is not a key that is known here. Did you mean `learningOutcomes`?"]),
    ("criteria:\n  narrative:", "criteria:\n  narative:", ["SCH002 `narative` is not a key that is known here. Did you mean `narrative`?"]),
    ("inLanguage: en", "InLanguage: en", ["SCH002 `InLanguage` is not a key that is known here. Did you mean `inLanguage`?"]),
    # Keys that are missing together
    ("eqfLevel: 4\niscedF: \"1014\"\nparticipation: onsite\n", "", ["SCH001 `eqfLevel`, `iscedF` and `participation` are missing. Add `eqfLevel: 5`, `iscedF: \"0612\"` and `participation: online`."]),
    (WORKLOAD, "workload: {}\n", ["SCH001 `hours` and `ects` are missing in `workload`. Add `hours: 50` and `ects: 2`."]),
    # Empty
    ("hours: 75", "hours:", ["SCH001 `hours` is still empty. Fill it in, such as `hours: 50`."]),
    (WORKLOAD, "workload:\n", ["SCH001 `workload` is still empty. Fill it in."]),
    ("description: For those", "description: #For those", ["SCH001 `description` is still empty. What stands after a # is a comment: a text that holds one needs quotes."]),
    # Values
    ("participation: onsite", "participation: On-site", ["SCH004 `participation` cannot be `On-site`. Did you mean `onsite`? Allowed: online, onsite, blended, hybrid, workplace."]),
    ("status: active", "status: actve", ["SCH004 `status` cannot be `actve`. Did you mean `active`? Allowed: draft, active, retired."]),
    ("hours: 75", 'hours: "75"', ["SCH003 `hours` must be a whole number, but is text. Write 75 without quotes."]),
    ("hours: 75", "hours: 75.5", ["SCH003 `hours` must be a whole number, but is `75.5`."]),
    ("hours: 75", "hours: true", ["SCH003 `hours` must be a whole number, but is true or false."]),
    ('iscedF: "1014"', "iscedF: 1014", ['SCH003 `iscedF` must be text, but is a number. Write "1014" in quotes.']),
    ("skills: [local/walking, local/standing, local/turning]", "skills: local/walking", ["SCH003 `skills` must be a list, but is text. Write `[local/walking]`, or one `- entry` on each line."]),
    ("skills: [local/walking, local/standing, local/turning]", "skills:\n  -local/walking", ["SCH003 `skills` must be a list, but is text. Write a space after each dash: `- entry`."]),
    ("name: Walker", "name: [Walker]", ["SCH003 `name` must be text, but is a list. Write one text, without `[ ]` or `- `."]),
    ("name: Walker", 'name: ""', ["SCH005 `name` is empty. Fill it in, such as `name: SQL foundations`."]),
    ("issuer: example-college", "issuer: Example College", ["SCH004 `issuer` cannot be `Example College`. Use lower-case letters, digits and hyphens only, like `sql-foundations`."]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_one_cause_one_finding(old: str, new: str, expected: list[str], minimal: Path, findings: Find) -> None:
    path = minimal / NAME
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = findings(minimal)
    assert [f"{finding.code} {finding.message} {finding.hint}".rstrip() for finding in found] == expected
    assert {finding.path for finding in found} == {NAME}


def test_no_message_speaks_of_the_program(minimal: Path, findings: Find) -> None:
    """Whatever is put where: no type, no path and no pattern of a programming language in what is said."""
    path = minimal / NAME
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    said = set()
    for number, line in enumerate(lines[1:], 1):
        for value in ("[1, {a: b}]", "{x: 1}", "-7", "true", '""', "", "?", "x" * 300):
            if ": " in line and not line.lstrip().startswith("- {"):
                changed = [*lines[:number], f"{line.partition(': ')[0]}: {value}", *lines[number + 1 :]]
                path.write_text("\n".join(changed), encoding="utf-8")
                said |= {f"{finding.message} {finding.hint}" for finding in findings(minimal)}
    assert len(said) > 60
    for word in (
        "tuple",
        "dict",
        "str",
        "int ",
        "Input should",
        "pattern",
        "\\d",
        "^",
        "None",
        "NoneType",
        "loc",
        "validator",
    ):
        assert not [sentence for sentence in said if word in sentence], word
