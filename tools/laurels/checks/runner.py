"""Run every check over a catalogue, and say where in which file each problem is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from laurels.checks.allowances import applied
from laurels.checks.problem import Problem
from laurels.checks.table import CHECKS, SEVERITIES, Check
from laurels.encoding import strict_yaml
from laurels.findings import Finding
from laurels.model.catalogue import Catalogue
from laurels.model.kinds import KINDS

_PATHS = {
    **{kind.name: f"{kind.folder}/{{}}.yaml" for kind in KINDS},
    "ledger": "issued/ledger/{}.jsonl",
    "list": "issued/lists/{}.json",
    "changes": "issued/lists/{}-changes.json",
    "image": "catalogue/images/{}.svg",
    "site": "{}.yml",
}


def run(catalogue: Catalogue, today: date, checks: Iterable[Check] = CHECKS) -> list[Finding]:
    """The findings of the checks but for those that are allowed, ordered by file and line. `today` is the day in UTC."""
    checks = tuple(checks)
    found: dict[tuple[str, str], list[tuple[Check, Problem]]] = defaultdict(list)
    for check, problem in _each_cause_once(_problems(catalogue, today, checks)):
        found[problem.kind, problem.slug].append((check, problem))
    located = [finding for file, rows in found.items() for finding in _located(catalogue, file, rows)]
    ran = {check.code for check in checks if check.function is not None}
    return in_order(applied(located, catalogue.sources.values(), SEVERITIES, ran))


def _problems(catalogue: Catalogue, today: date, checks: Iterable[Check]) -> Iterator[tuple[Check, Problem]]:
    for check in checks:
        if check.function is not None:
            for problem in check.function(catalogue, today):
                yield check, problem


def _each_cause_once(rows: Iterable[tuple[Check, Problem]]) -> Iterator[tuple[Check, Problem]]:
    """What is missing is a finding at the first place that names it, and a count of the others."""
    missing: dict[str, list[tuple[Check, Problem]]] = {}
    for check, problem in rows:
        if problem.missing:
            missing.setdefault(problem.missing, []).append((check, problem))
        else:
            yield check, problem
    for (check, problem), *others in missing.values():
        more = "one more place names" if len(others) == 1 else f"{len(others):,} more places name"
        tail = f"; {more} it, such as {_where(others[0][1])}." if others else "."
        yield check, replace(problem, message=problem.message.removesuffix(".") + tail)


def _where(problem: Problem) -> str:
    return _PATHS[problem.kind].format(problem.slug)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by path, then line and column, then code."""
    return sorted(findings, key=lambda f: (f.path, f.line, f.column, f.code, f.pointer, f.message))


def _located(catalogue: Catalogue, file: tuple[str, str], rows: list[tuple[Check, Problem]]) -> Iterable[Finding]:
    """The findings in one file; its text is searched once, however many there are."""
    kind, slug = file
    source = catalogue.sources.get(file)
    if source is None:
        places = [(1, 1)] * len(rows)
    else:
        places = strict_yaml.locate_all(source.text, [(problem.pointer, problem.key) for _, problem in rows])
    path = _PATHS[kind].format(slug)
    for (check, problem), (line, column) in zip(rows, places, strict=True):
        if problem.line:
            line, column = problem.line, 1
        yield Finding(check.code, check.severity, problem.message, path, line, column, problem.pointer, problem.hint)
