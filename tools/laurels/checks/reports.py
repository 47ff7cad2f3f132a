"""Findings as text, JSON, workflow commands and SARIF."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from laurels.checks.completeness import Completeness, completeness, sentence
from laurels.checks.table import CHECKS
from laurels.findings import Finding, Severity, printable, summarize
from laurels.model.catalogue import Catalogue

_DEFINITIONS = ("issuer", "achievement", "stack", "skills", "role", "recognition", "trust")
MAX_ANNOTATIONS = 10
"""Of each severity, for one step of a workflow: what GitHub shows."""
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Report:
    """What `laurels check` has to say."""

    findings: tuple[Finding, ...]
    files: int
    """Files that were read, or could not be."""
    definitions: int
    """Files of the catalogue that could be read."""
    awards: int
    """Rows of all batches."""
    version: str
    """Version of this tool."""
    completeness: tuple[Completeness, ...] = ()
    """What each definition says of what Europe and the Credential Registry ask for."""

    def summary(self) -> dict[str, int]:
        """Counts by severity, and of what was looked at."""
        counts = summarize(self.findings)
        return {**counts, "files": self.files, "definitions": self.definitions, "awards": self.awards}

    @property
    def ok(self) -> bool:
        """Whether nothing found is an error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


def report(catalogue: Catalogue, findings: list[Finding], version: str) -> Report:
    """The report on a catalogue."""
    others = {("ledger", name) for name in catalogue.ledgers} | {("list", name) for name in catalogue.lists}
    others |= {("image", name) for name in catalogue.images} | {("changes", name) for name in catalogue.changes}
    return Report(
        findings=tuple(findings),
        files=len(set(catalogue.sources) | catalogue.broken | others),
        definitions=sum(kind in _DEFINITIONS for kind, _ in catalogue.sources),
        awards=sum(len(batch.awards) for batch in catalogue.batches.values()),
        version=version,
        completeness=tuple(completeness(catalogue)),
    )


def as_text(report: Report) -> str:
    """Findings below their file's name, and a last line that sums up."""
    lines: list[str] = []
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        lines.append(path)
        for finding in findings:
            lines.append(
                f"  {path}:{finding.line}:{finding.column}  {finding.severity} {finding.code} {finding.message}"
            )
            if finding.hint:
                lines.append(f"      {finding.hint}")
        lines.append("")
    lines += filter(None, [_in_words(report), sentence(report.completeness)])
    return "\n".join(printable(line) for line in lines)


def as_json(report: Report) -> str:
    """One object with `findings`, `summary` and `completeness`."""
    found = {
        "findings": [finding.as_dict() for finding in report.findings],
        "summary": report.summary(),
        "completeness": [row.as_dict() for row in report.completeness],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_github(report: Report) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request; then the summary.

    GitHub shows ten of each severity for a step and leaves the rest out without a word: so the most severe come first, and a last
    notice says how many there are besides.
    """
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    shown: list[Finding] = []
    for severity in names:
        of_it = [finding for finding in report.findings if finding.severity is severity]
        shown += of_it[: MAX_ANNOTATIONS - (severity is Severity.NOTE)]
    lines = [
        f"::{names[finding.severity]} file={_property(finding.path)},line={finding.line},col={finding.column},"
        f"title={_property(finding.code)}::{_data(' '.join(filter(None, [finding.message, finding.hint])))}"
        for finding in shown
    ]
    if left := list((Counter(report.findings) - Counter(shown)).elements()):
        counts = ", ".join(_count(number, severity) for severity, number in summarize(left).items() if number)
        lines.append(
            f"::notice title=laurels check::{_data(f'Not shown here: {counts}. The log and `laurels check` have all.')}"
        )
        lines += [f"{f.path}:{f.line}:{f.column} {f.severity} {f.code} {f.message}" for f in map(_flat, left)]
    return "\n".join([*lines, _in_words(report)])


def _flat(finding: Finding) -> Finding:
    """A finding whose path and message cannot end a line or begin a command of their own."""
    return replace(finding, path=printable(finding.path).lstrip(":"), message=printable(finding.message))


def as_sarif(report: Report) -> str:
    """A SARIF 2.1.0 log with one run."""
    used = {finding.code for finding in report.findings}
    rules = [check for check in CHECKS if check.code in used]
    index = {check.code: number for number, check in enumerate(rules)}
    driver = {
        "name": "laurels",
        "version": report.version,
        "rules": [
            {
                "id": check.code,
                "name": check.name,
                "shortDescription": {"text": check.summary},
                "help": {"text": check.advice},
                "defaultConfiguration": {"level": str(check.severity)},
            }
            for check in rules
        ],
    }
    results = [_sarif_result(finding, index[finding.code]) for finding in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _sarif_result(finding: Finding, rule: int) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": quote(finding.path)},
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": str(finding.severity),
        "message": {"text": " ".join(filter(None, [finding.message, finding.hint]))},
        "locations": [{"physicalLocation": place}],
    }


def _in_words(report: Report) -> str:
    looked = (
        f"{_count(report.files, 'file')}, {_count(report.definitions, 'definition')}, {_count(report.awards, 'award')}"
    )
    counts = summarize(report.findings)
    found = ", ".join(_count(number, severity) for severity, number in counts.items() if number)
    tell = " `laurels explain CODE` says more." if found else ""
    return f"{looked} checked: {found or 'nothing to report'}.{tell}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORTERS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}
)
"""`--format` → how to write the report."""
