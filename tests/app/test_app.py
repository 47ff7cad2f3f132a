"""The browser code: its types, its own tests, and the conformance cases, all under the Node of the build."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from laurels.encoding.timestamps import parse_timestamp
from laurels.verification import Report, Step
from laurels.verification.headline import headline

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., CompletedProcess[str]]
LATER = (
    "status/changes.ts",
    "jsonld/",
    "proof/guarded.ts",
    "@noble/ed25519/",
    "@noble/curves/nist.js",
    "proof/ecdsa.ts",
    "proof/rsa.ts",
    "verify/tokens.ts",
    "proof/jws.ts",
    "openBadges2/",
)
"""What only other formats need."""
CASES = sorted((ROOT / "tests/conformance").glob("*.json"))


@pytest.fixture(scope="session")
def reports(run_node: Run, bundles: Path) -> dict[str, Any]:
    """What the browser's verifier says to each conformance case, and its sentence, by the case's file name."""
    done = run_node(bundles / "conformance-runner.mjs", *CASES)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_types(run_node: Run) -> None:
    done = run_node("node_modules/typescript/bin/tsc", "--noEmit")
    assert done.returncode == 0, done.stdout


@pytest.mark.vectors
def test_unit_tests(run_node: Run, bundles: Path) -> None:
    files = sorted(bundles.glob("*.test.mjs"))
    assert len(files) == len(list((ROOT / "tests/app").rglob("*.test.ts")))
    done = run_node("--test", "--test-reporter=tap", *files)
    assert done.returncode == 0, done.stdout
    counts = dict(
        line[2:].split(" ", 1) for line in done.stdout.splitlines() if line.startswith("# ") and " " in line[2:]
    )
    assert int(counts["pass"]) == int(counts["tests"]) > 100


def test_there_are_conformance_cases() -> None:
    assert CASES


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_conformance(path: Path, reports: dict[str, Any]) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    assert reports[path.name]["report"] == case["report"], case["why"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_both_languages_say_one_sentence(path: Path, reports: dict[str, Any]) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    data = case["report"]
    steps = tuple(Step(step["outcome"], step["code"], step["detail"]) for step in data["steps"])
    said = reports[path.name]["headline"]
    doubt = next((step for step in steps if step.outcome == "indeterminate"), None)
    if data["outcome"] == "indeterminate" and doubt is not None and doubt.detail.get("reason") == "offline":
        # The page asks no other host, and says so; the command line may ask, and says that it was told not to.
        assert said.startswith("Could not be fully checked: what it depends on is at ")
    else:
        assert said == headline(Report(steps, data["credential"]), parse_timestamp(case["now"]))


OWN_FORMAT_GZIP_BYTES = 60_000  # what a page may load to check a badge of our own


def test_a_badge_of_our_own_loads_no_more_than_it_needs(run_node: Run, tmp_path: Path) -> None:
    done = run_node("tests/app/loads.mjs", tmp_path)
    assert done.returncode == 0, done.stderr
    loads = json.loads(done.stdout)
    assert loads["gzip"] <= OWN_FORMAT_GZIP_BYTES
    for source in ("verify/pipeline.ts", "proof/eddsaRdfc2022.ts", "proof/plain.ts"):
        assert any(source in path for path in loads["own"]), source
    for source in LATER:
        assert not any(source in path for path in loads["own"]), f"{source} is loaded for a badge of our own"
        assert any(source in path for path in loads["later"]), source
    # One file for the page and one for what checks: nothing is waited for but these.
    assert len(loads["sizes"]) == 2


def test_build_is_repeatable(run_node: Run, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        assert run_node("site_src/app/build/main.mjs", folder).returncode == 0
    first, second = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*.*")} for f in folders)
    assert first == second
    assert Path("browser/verify.js") in first
    # What one part asks of another is there, whoever is loaded first.
    for path, content in first.items():
        asked = re.findall(rb"""(?:from|import\(?)["'](\.[^"']+\.js)["']""", content) if path.suffix == ".js" else []
        for name in asked:
            part = path.parent / name.decode().removeprefix("./")
            assert part in first, f"{path} asks for {name.decode()}"
            own = (path.name.split("-")[0] + ".js", *(["checker.js"] if path.name == "award.js" else []))
            assert part.name in own or "-" in part.name


def test_changed_context_fails_the_build(run_node: Run, tmp_path: Path) -> None:
    pins = json.loads((ROOT / "tools/laurels/proof/contexts.json").read_text(encoding="utf-8"))
    url, entry = next(iter(pins.items()))
    expected = "0" * 64
    (tmp_path / "pins.json").write_text(json.dumps({url: {**entry, "sha256": [expected]}}), encoding="utf-8")
    script = tmp_path / "read.mjs"
    module = (ROOT / "site_src/app/build/contexts.mjs").as_uri()
    script.write_text(
        f"import {{ readContexts }} from {json.dumps(module)};\n"
        f"await readContexts({json.dumps(str(ROOT / 'node_modules'))}, {json.dumps(str(tmp_path / 'pins.json'))});\n",
        encoding="utf-8",
    )
    done = run_node(script)
    assert done.returncode != 0
    for part in (url, expected, entry["sha256"][0]):
        assert part in done.stderr
