"""Every code has an invalid example that yields exactly that code, and the minimal repository yields none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from laurels.checks.table import BY_CODE, CHECKS, MENDED_BY_ISSUE
from laurels.findings import Finding

Find = Callable[..., list[Finding]]


def test_minimal_repository_is_clean(minimal: Path, findings: Find) -> None:
    assert findings(minimal) == []


def test_example_yields_exactly_its_code(case, minimal: Path, findings: Find) -> None:
    case.apply(minimal)
    found = findings(minimal)
    assert {finding.code for finding in found} == {case.code}, found
    assert (case.path, case.line) in {(finding.path, finding.line) for finding in found}, found
    for finding in found:
        assert finding.line > 0
        assert finding.column > 0
        assert finding.severity is BY_CODE[finding.code].severity
        assert finding.message.endswith(".")
        assert "\n" not in finding.message + finding.hint


def test_every_code_has_an_example(all_cases) -> None:
    assert [case.code for case in all_cases] == sorted(BY_CODE)


def test_codes_are_unique_and_rows_complete() -> None:
    assert len(BY_CODE) == len(CHECKS)
    for check in CHECKS:
        assert re.fullmatch(r"[A-Z]{3}\d{3}", check.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.name)
        assert check.summary.endswith("."), check
        assert "\n" not in check.summary, check
        assert check.advice.endswith((".", ")")), check


def test_names_are_unique() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_a_run_of_issue_mends_codes_that_exist() -> None:
    assert set(BY_CODE) >= MENDED_BY_ISSUE
