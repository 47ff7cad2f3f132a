"""What `laurels award` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from laurels.exchange.sheet import letter

if TYPE_CHECKING:
    from laurels.office.award.problem import RowProblem
    from laurels.office.award.run import Prepared


def as_json(prepared: Prepared, *, written: bool) -> str:
    """One JSON object."""
    return json.dumps(
        {
            "batch": prepared.slug,
            "sealed": prepared.sealed,
            "rows": prepared.rows,
            "ready": prepared.ready,
            "problems": [problem.as_data() for problem in prepared.problems],
            "columns": prepared.columns.as_data(),
            "unused": [letter(column) for column in prepared.columns.unused],
            "encoding": prepared.encoding or None,
            "unopened": prepared.unopened,
            "written": [prepared.path] if written else [],
        },
        indent=2,
    )


def as_text(prepared: Prepared, *, written: bool) -> str:
    """Every problem on a line, then what was looked at, then the sum."""
    return "\n".join([*map(_line, prepared.problems), *_remarks(prepared), _sum(prepared, written=written)])


def _line(problem: RowProblem) -> str:
    place = f"row {problem.row}" + ("" if problem.column is None else f", column {letter(problem.column)}")
    return f"{place}: {'' if problem.blocking else 'note: '}{problem.message} {problem.hint}".rstrip()


def _remarks(prepared: Prepared) -> Iterator[str]:
    read = [f"{' + '.join(letters)} {name}" for name, letters in prepared.columns.as_data().items()]
    yield f"Columns: {', '.join(read)}."
    if prepared.columns.unused:
        yield f"Not used: {', '.join(letter(column) for column in prepared.columns.unused)}."
    if prepared.encoding == "Windows-1252":
        yield "The file is not UTF-8 and was read as Windows-1252: look at one name with an accent on its page."
    if not prepared.sealed:
        yield "The issuer's policy is public: names are written in clear, addresses are not kept."
    if prepared.unopened < 0:
        yield "Not checked: who holds it already, and prerequisites. Only the registrar's key can tell: --registrar URI."
    elif prepared.unopened:
        yield f"Not checked: {prepared.unopened} earlier rows that are sealed for another key."


def _sum(prepared: Prepared, *, written: bool) -> str:
    waiting = prepared.rows - prepared.ready
    parts = [
        f"{prepared.rows} {'row' if prepared.rows == 1 else 'rows'}",
        f"{prepared.ready} ready",
        *([f"{waiting} need you"] if waiting else []),
    ]
    end = f"Written: {prepared.path}" if written else "Nothing was written."
    return f"{' · '.join(parts)}. {end}"
