"""Findings that an author allows, with a reason: `# laurels: allow DEF009 because only one framework has such a skill`.

The comment stands at the end of a line or above it, and holds for that line and what is indented below it; in the head of a file
also for findings about the file as a whole. Errors cannot be allowed. A comment that allows nothing is a finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from laurels.checks.wording import nearest
from laurels.encoding.strict_yaml import YamlError
from laurels.encoding.yaml_comments import Comment, comments
from laurels.findings import Finding, Severity
from laurels.model.catalogue import SourceFile

WORD = "laurels:"
_ALLOW = re.compile(r"allow\s+((?:\w+[\s,]+)*?\w+)(?:\s+because\b\s*(.*))?", re.IGNORECASE)
_FORM = "Write `# laurels: allow CODE because …`, with the code of a warning or note and your reason."
_FAMILY = "SUP"


@dataclass(slots=True)
class _Allowance:
    comment: Comment
    codes: tuple[str, ...]
    lines: range
    whole_file: bool
    faulty: bool
    used: set[str] = field(default_factory=set)

    def covers(self, finding: Finding) -> bool:
        here = finding.line in self.lines or (self.whole_file and not finding.pointer)
        return here and finding.code in self.codes and finding.severity is not Severity.ERROR


def applied(
    findings: Iterable[Finding], sources: Iterable[SourceFile], severities: Mapping[str, Severity], ran: Collection[str]
) -> list[Finding]:
    """The findings that are not allowed, and what is wrong with the comments that allow.

    Args:
        findings: what the checks found.
        sources: the files as they were read.
        severities: every code there is, and its severity.
        ran: the codes that were looked for; of others nobody can say whether a comment is needed.
    """
    allowances: dict[str, list[_Allowance]] = {}
    wrong: list[Finding] = []
    for source in sources:
        if WORD in source.text:
            allowances[source.path], faults = _read(source, severities)
            wrong += faults
    if not allowances:
        return list(findings)
    left = [finding for finding in findings if not _allowed(finding, allowances.get(finding.path, ()))]
    for path, found in allowances.items():
        wrong += _unused(path, found, ran)
    return [*left, *wrong]


def _allowed(finding: Finding, allowances: Iterable[_Allowance]) -> bool:
    covering = [allowance for allowance in allowances if allowance.covers(finding)]
    for allowance in covering:
        allowance.used.add(finding.code)
    return bool(covering)


def _unused(path: str, allowances: Iterable[_Allowance], ran: Collection[str]) -> Iterator[Finding]:
    for allowance in allowances:
        for code in allowance.codes:
            if code not in allowance.used and code in ran and not allowance.faulty:
                yield _finding(
                    "SUP004", path, allowance.comment, f"There is no finding {code} here to allow.",
                    "Delete the comment, or put it right above the line that it is about.", Severity.WARNING,
                )  # fmt: skip


def _read(source: SourceFile, severities: Mapping[str, Severity]) -> tuple[list[_Allowance], list[Finding]]:
    made: list[_Allowance] = []
    wrong: list[Finding] = []
    try:
        found = list(comments(source.text, WORD))
    except YamlError:  # mkdocs.yml may hold what strict YAML does not
        return made, wrong
    lines = source.text.split("\n")
    for comment in found:
        match = _ALLOW.fullmatch(comment.text)
        if match is None:
            message = f"`{WORD} {comment.text[:40]}` is not understood."
            wrong.append(_finding("SUP005", source.path, comment, message, _FORM))
            continue
        codes = tuple(dict.fromkeys(code.upper() for code in re.split(r"[\s,]+", match[1])))
        faults = list(_faults(source.path, comment, codes, match[2] or "", severities))
        wrong += faults
        if all(fault.code == "SUP001" for fault in faults):  # one finding at a time: the reason is what is wrong first
            first, last = _extent(lines, comment)
            made.append(_Allowance(comment, codes, range(first, last + 1), _is_head(lines, comment), bool(faults)))
    return made, wrong


def _faults(
    path: str, comment: Comment, codes: tuple[str, ...], reason: str, severities: Mapping[str, Severity]
) -> Iterator[Finding]:
    for code in codes:
        severity = severities.get(code)
        if severity is None:
            close = nearest(code, severities)
            hint = f"Did you mean {close}?" if close else "`laurels explain` lists every code."
            yield _finding("SUP002", path, comment, f"There is no code {code}.", hint)
        elif severity is Severity.ERROR or code.startswith(_FAMILY):
            message = f"{code} cannot be allowed: it is " + (
                "an error." if severity is Severity.ERROR else "about allowing itself."
            )
            yield _finding("SUP003", path, comment, message, "Mend what it is about, and delete the comment.")
    if not re.search(r"\w", reason.strip("… ")):
        hint = f"Write `# laurels: allow {', '.join(codes)} because …`, and why."
        yield _finding("SUP001", path, comment, f"{', '.join(codes)} is allowed without a reason.", hint)


def _finding(
    code: str, path: str, comment: Comment, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(code, severity, message, path, comment.line, comment.column, "", hint)


def _extent(lines: list[str], comment: Comment) -> tuple[int, int]:
    """First and last line, from 1, of what a comment is about: a line, and what is indented below it."""
    at = comment.line - 1
    if comment.alone:
        at = next((number for number in range(at + 1, len(lines)) if _says(lines[number])), at)
    depth = _depth(lines[at])
    opens = lines[at].partition(" #")[0].rstrip().endswith(":")
    last = at
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if not _says(line):
            continue
        entry = opens and _depth(line) == depth and line.lstrip().startswith("- ")
        if _depth(line) <= depth and not entry:
            break
        last = number
    return at + 1, last + 1


def _is_head(lines: list[str], comment: Comment) -> bool:
    return comment.alone and not any(_says(line) for line in lines[: comment.line - 1])


def _says(line: str) -> bool:
    stripped = line.lstrip(" ")
    return bool(stripped) and not stripped.startswith("#")


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
