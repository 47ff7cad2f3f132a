"""Verification reports for people and for programs, one after the other as they come."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, islice

import click

from laurels.verification import Report
from laurels.verification.headline import headline

MARKS = {"passed": "✓", "failed": "✗", "indeterminate": "?", "skipped": "·"}
_PAGE_CHARACTERS = 4096
_SEVERITY = (1, 2, 3, 4, 0)
_NAMES = {1: "not valid", 2: "no credential", 3: "could not be fully checked", 4: "of unknown issuers", 0: "valid"}
# Control characters, line ends, halves of characters, and what turns the direction of a text.
_MISLEADING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

Results = Iterable[tuple[str, Report]]
"""Name of an input, and what came out."""


class Printer:
    """Turns reports into text, and counts how they came out."""

    def __init__(self) -> None:
        self.counts: Counter[int] = Counter()
        """Exit code → reports."""

    @property
    def exit_code(self) -> int:
        """One exit code for several reports: the worst of them."""
        return next(code for code in _SEVERITY if self.counts[code])

    def text(self, results: Results, now: datetime) -> Iterator[str]:
        """The sentence first, then a line for each step; for several credentials a sentence each, and how many came out how."""
        first, several, rest = _taken_apart(results)
        if not several:
            yield from map(_line, _whole(self._counted(first)[1], now))
            return
        for name, report in map(self._counted, rest):
            yield _line(f"{name}: {headline(report, now)}")
        parts = [f"{self.counts[code]} {_NAMES[code]}" for code in _SEVERITY if self.counts[code]]
        yield f"{self.counts.total()} files: {', '.join(parts)}.\n"

    def json(self, results: Results) -> Iterator[str]:
        """The report; for several credentials a list, a line each, of reports that say which `input` each is about."""
        first, several, rest = _taken_apart(results)
        if not several:
            yield json.dumps(self._counted(first)[1].as_dict(), indent=2, ensure_ascii=False) + "\n"
            return
        opening = "[\n"
        for name, report in map(self._counted, rest):
            yield opening + json.dumps({"input": _plain(name), **report.as_dict()}, ensure_ascii=False)
            opening = ",\n"
        yield "\n]\n"

    def _counted(self, result: tuple[str, Report]) -> tuple[str, Report]:
        self.counts[result[1].exit_code] += 1
        return result


def echo(texts: Iterable[str]) -> None:
    """Print texts as they come: on a terminal each at once, else by the page."""
    page: list[str] = []
    try:
        for text in texts:
            page.append(text)
            if sum(map(len, page)) >= _PAGE_CHARACTERS or sys.stdout.isatty():
                click.echo("".join(page), nl=False)
                page.clear()
    finally:
        click.echo("".join(page), nl=False)


def _taken_apart(results: Results) -> tuple[tuple[str, Report], bool, Results]:
    """The first, whether there are more, and all of them."""
    rest = iter(results)
    begun = list(islice(rest, 2))
    return begun[0], len(begun) > 1, chain(begun, rest)


def _whole(report: Report, now: datetime) -> Iterator[str]:
    width = max(len(step.id) for step in report.steps)
    yield headline(report, now)
    for step in report.steps:
        if step.outcome != "skipped":
            yield f"  {MARKS[step.outcome]} {step.id:<{width}}  {step.message}"


def _line(text: str) -> str:
    """One line, whatever a stranger wrote into it: neither a terminal nor a reader is led astray."""
    return (text if text.isprintable() else _MISLEADING.sub("\N{REPLACEMENT CHARACTER}", text)) + "\n"


def _plain(name: str) -> str:
    """A name that is no text of any encoding, as text."""
    return name.encode("utf-8", "replace").decode("utf-8")
