"""The conformance cases under the Python verifier, and whether they are still what the generator writes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conformance import generate, packed
from laurels.verification.report import STEPS, sentences

PATHS = sorted(generate.FOLDER.glob("*.json"))
UNREACHED = {
    # A case would be a file of more than 4 MiB in Git; the decoders' own tests have it.
    "decode.too-large",
    # The tests of inputs and of containers have them: another process reads PDFs, and an address is asked, or a file opened,
    # before anything is decoded.
    "decode.address",
    "decode.file",
    "decode.pdf",
    "decode.pdf-empty",
}


@cache
def _case(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_bytes()))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_report(path: Path) -> None:
    case = _case(path)
    assert generate.run(case) == case["report"], case["why"]


def test_cases_are_what_the_generator_writes() -> None:
    there = {path.name: path.read_text("utf-8") for path in PATHS}
    assert dict(generate.files()) == there, generate.__doc__


def test_every_code_appears() -> None:
    seen = {step["code"] for path in PATHS for step in _case(path)["report"]["steps"]}
    opened = [item for path in packed.FOLDER.glob("*.json") for item in _case(path)["opened"]]
    seen |= {item["code"] for item in opened if "code" in item}
    assert seen == set(sentences()) - UNREACHED
    assert len(PATHS) >= 60


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_report_keeps_the_rules_of_reports(path: Path) -> None:
    report = _case(path)["report"]
    outcomes = {step["id"]: step["outcome"] for step in report["steps"]}
    assert tuple(outcomes) == STEPS
    assert (report["credential"] is not None) == (outcomes["proof"] == outcomes["authority"] == "passed")
    checked = [outcome for name, outcome in outcomes.items() if name != "trust"]
    if "failed" in outcomes.values():
        assert report["outcome"] == "invalid"
    elif "indeterminate" in checked:
        assert report["outcome"] == "indeterminate"
    else:
        assert report["outcome"] == ("valid" if outcomes["trust"] == "passed" else "unknown-issuer")
    assert not any("{" in step["message"] for step in report["steps"])
    assert all(step["code"].startswith(step["id"] + ".") for step in report["steps"])
