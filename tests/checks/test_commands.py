"""`laurels check`, `laurels explain` and `laurels schemas`, as they are called."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft4Validator

from laurels.checks.pages import markdown
from laurels.checks.reports import Report, as_github, as_json, as_sarif, as_text
from laurels.checks.table import CHECKS
from laurels.cli import main
from laurels.findings import Finding, Severity

ROOT = Path(__file__).resolve().parents[2]
INVALID = Path(__file__).parent / "invalid"
NASTY = Finding(
    "TXT001", Severity.ERROR, "50% is\x1b[31m\nred", "catalogue/a, b:c é.yaml", 3, 7, "/x", "Do: this, that."
)
QUIET = Finding("DAT006", Severity.NOTE, "This ran out.", "catalogue/trust/a.yaml", 1, 1)
REPORT = Report((NASTY, QUIET), files=2, definitions=1, awards=0, version="9.9.9")


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def broken(minimal: Path) -> Path:
    path = minimal / "catalogue/achievements/next-steps.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("local/turning", "local/turnign").replace("hours: 50", "hours: 10"),
        encoding="utf-8",
    )
    return minimal


def test_clean_repository(minimal: Path) -> None:
    result = call("check", "-C", minimal, "--today", "2026-08-01")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "19 files, 9 definitions, 4 awards checked: nothing to report.\nEU Annex I: complete in all 3 definitions.\n"
    )


def test_text_says_where_what_and_what_to_do(minimal: Path) -> None:
    result = call("check", "-C", broken(minimal), "--today", "2026-08-01")
    assert result.exit_code == 1
    assert result.stdout == (
        "catalogue/achievements/next-steps.yaml\n"
        "  catalogue/achievements/next-steps.yaml:32:10  warning DEF002 10 hours for 2 ECTS is 5.0 hours a credit.\n"
        "      2 ECTS are 50 to 60 hours.\n"
        "  catalogue/achievements/next-steps.yaml:39:25  error REF002 There is no skill `local/turnign`.\n"
        "      Did you mean `local/turning`?\n"
        "\n"
        "19 files, 9 definitions, 4 awards checked: 1 error, 1 warning. `laurels explain CODE` says more.\n"
        "EU Annex I: complete in all 3 definitions.\n"
    )


def test_json(minimal: Path) -> None:
    result = call("check", "-C", broken(minimal), "--today", "2026-08-01", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert set(found) == {"findings", "summary", "completeness"}
    assert found["summary"] == {"error": 1, "warning": 1, "note": 0, "files": 19, "definitions": 9, "awards": 4}
    assert found["findings"][1] == {
        "code": "REF002",
        "severity": "error",
        "message": "There is no skill `local/turnign`.",
        "path": "catalogue/achievements/next-steps.yaml",
        "line": 39,
        "column": 25,
        "pointer": "/skills/1",
        "hint": "Did you mean `local/turning`?",
    }


def test_warnings_do_not_fail(minimal: Path) -> None:
    path = minimal / "catalogue/achievements/next-steps.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("hours: 50", "hours: 10"), encoding="utf-8")
    result = call("check", "-C", minimal, "--today", "2026-08-01")
    assert (result.exit_code, "DEF002" in result.stdout) == (0, True)


def test_the_clock_is_an_option(minimal: Path) -> None:
    result = call("check", "-C", minimal, "--today", "2026-07-01")
    assert result.exit_code == 1
    assert "DAT001" in result.stdout


USAGE = [
    (["check", "--today", "yesterday"], 2, "'yesterday' is not a date like 2026-06-30"),
    (["check", "--format", "yaml"], 2, "'yaml' is not one of 'text', 'json', 'github', 'sarif'"),
    (["check", "-C", "nowhere"], 2, "Directory 'nowhere' does not exist"),
    (["check", "-C", str(INVALID)], 3, "is not a Laurels repository"),
    (["explain", "REF999"], 2, "Did you mean REF"),
    (["explain", "nonsense"], 2, "`laurels explain` lists every code."),
]


@pytest.mark.parametrize(("arguments", "code", "says"), USAGE)
def test_wrong_calls(arguments: list[str], code: int, says: str) -> None:
    result = call(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_unreadable_configuration_is_no_traceback(minimal: Path) -> None:
    (minimal / "mkdocs.yml").write_text("site_url: [", encoding="utf-8")
    result = call("check", "-C", minimal)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("laurels: mkdocs.yml:1:11: The `[` is never closed")


def test_github_escapes_what_would_end_a_command() -> None:
    first, second, last = as_github(REPORT).split("\n")
    assert first == (
        "::error file=catalogue/a%2C b%3Ac é.yaml,line=3,col=7,title=TXT001::50%25 is\\x1b[31m\\nred Do: this, that."
    )
    assert second == "::notice file=catalogue/trust/a.yaml,line=1,col=1,title=DAT006::This ran out."
    assert last.startswith("2 files")


def test_github_shows_the_most_severe_and_counts_the_rest() -> None:
    errors = [Finding("REF002", Severity.ERROR, f"{n}::error::", "a.yaml", n + 1) for n in range(14)]
    warnings = [Finding("DEF002", Severity.WARNING, "Hours.", f"::error::{n}\n.yaml", 1) for n in range(12)]
    notes = [Finding("DAT006", Severity.NOTE, "Out.", "c.yaml", n + 1) for n in range(3)]
    lines = as_github(Report((*notes, *warnings, *errors), 3, 1, 0, "9")).split("\n")
    kinds = [line.partition(" ")[0] for line in lines if line.startswith("::")]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 4
    assert lines[23] == (
        "::notice title=laurels check::Not shown here: 4 errors, 2 warnings. The log and `laurels check` have all."
    )
    assert len(lines) == 24 + 6 + 1
    # A name or a message cannot begin a command of its own, not even in the lines that are no annotations.
    assert all(line.startswith(("a.yaml:", "error::")) for line in lines[24:30])


def test_sarif_has_what_its_schema_requires() -> None:
    log = json.loads(as_sarif(REPORT))
    published = ROOT / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
    schema = json.loads(published.read_text(encoding="utf-8"))
    assert schema["title"].startswith("Static Analysis Results Format (SARIF) Version 2.1.0")
    validator = Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(log)] == []
    assert not validator.is_valid({**log, "runs": [{"results": []}]})
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("laurels", "9.9.9")
    assert [rule["id"] for rule in driver["rules"]] == ["DAT006", "TXT001"]
    for result, finding in zip(run["results"], REPORT.findings, strict=True):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"].startswith(finding.message)
        place = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", place["artifactLocation"]["uri"])
        assert unquote(place["artifactLocation"]["uri"]) == finding.path
        assert place["region"] == {"startLine": finding.line, "startColumn": finding.column}


def test_no_format_lets_a_message_command_the_terminal() -> None:
    for write in (as_text, as_json, as_github, as_sarif):
        assert "\x1b" not in write(REPORT)


def test_explain_tells_every_code() -> None:
    listed = call("explain")
    page = markdown()
    for check in CHECKS:
        result = call("explain", check.code.lower())
        assert result.exit_code == 0
        assert result.stdout.startswith(f"{check.code} {check.name} ({check.severity})\n")
        told = " ".join(result.stdout.split())
        assert check.summary in told
        assert check.advice in told
        assert f"{check.code}  {check.severity}" in listed.stdout
        assert f"### {check.code} {check.name} {{ #{check.code.lower()} }}" in page


def test_documentation_is_up_to_date() -> None:
    written = (ROOT / "site_src/docs/findings.md").read_text(encoding="utf-8")
    assert written == markdown(), "run `laurels explain --markdown > site_src/docs/findings.md`"
    assert call("explain", "--markdown").stdout == markdown()


def test_schemas_are_written_and_checked(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    before = call("schemas", "-C", tmp_path, "--check")
    assert (before.exit_code, "12 of 12" in before.stdout) == (1, True)
    assert not (tmp_path / "schemas").exists()
    assert call("schemas", "-C", tmp_path).exit_code == 0
    after = call("schemas", "-C", tmp_path, "--check")
    assert (after.exit_code, after.stdout) == (0, "All 12 schemas are up to date.\n")
    (tmp_path / "schemas/key.schema.json").write_text("{}", encoding="utf-8")
    stale = call("schemas", "-C", tmp_path, "--check")
    assert (stale.exit_code, stale.stdout.split("\n")[0]) == (
        1,
        "schemas/key.schema.json is missing or not up to date.",
    )


def test_schemas_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "schemas").write_text("a file in the way", encoding="utf-8")
    result = call("schemas", "-C", tmp_path)
    assert result.exit_code == 3
    assert result.stderr.startswith("laurels: ")


def test_example_catalogue_has_no_error() -> None:
    result = call("check", "-C", ROOT, "--format", "json")
    found = json.loads(result.stdout)
    assert (found["summary"]["error"], result.exit_code) == (0, 0), found["findings"]
    assert found["summary"]["definitions"] > 0
