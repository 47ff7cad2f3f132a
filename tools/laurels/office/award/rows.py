"""The rows of a table, each made into what will be sealed; every problem of every row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from pydantic import ValidationError

from laurels.exchange.sheet import Sheet
from laurels.model.achievement import Achievement
from laurels.model.award import Evidence, Recipient, Result
from laurels.office.award import cells
from laurels.office.award.columns import Columns
from laurels.office.award.problem import RowProblem

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """One row that can be read."""

    row: int
    recipient: Recipient
    email: str | None
    results: tuple[Result, ...]
    evidence: tuple[Evidence, ...]
    language: str | None
    points: Mapping[str, int] | None = None
    supersedes: str | None = None

    def keys(self, *, sealed: bool) -> Iterator[str]:
        """What tells whether two rows are about one person: address and identifier; the name, where awards are in clear and
        hold no address."""
        if self.email:
            yield f"mail:{cells.mailbox(self.email)}"
        if self.recipient.id:
            yield f"id:{self.recipient.id}"
        elif not sealed or not self.email:
            yield f"name:{self.recipient.name}"


@dataclass(slots=True)
class Reader:
    """Reads the rows of one table."""

    sheet: Sheet
    columns: Columns
    achievement: Achievement
    sealed: bool
    """Whether the awards will be sealed: then each row needs an address."""
    problems: list[RowProblem] = field(default_factory=list)
    _first: dict[str, int] = field(default_factory=dict)

    def people(self) -> Iterator[Person]:
        """The rows without a problem of their own; the others' problems are in `problems`."""
        for row, texts in self.sheet.rows.items():
            before = len(self.problems)
            person = self._person(row, texts)
            if person is not None:
                self._refuse_repeated(person)
            if person is not None and len(self.problems) == before:
                yield person

    def _person(self, row: int, texts: tuple[str, ...]) -> Person | None:
        before = len(self.problems)
        width = len(self.sheet.header)
        if any(text.strip() for text in texts[width:]):
            self._add(
                row,
                width,
                "ragged",
                f"The row has more cells than the header ({len(texts)}, not {width}).",
                "Is a separator inside a text, without quotation marks?",
            )
            return None
        for places in self.columns.at.values():
            for column in places:
                if (row, column) in self.sheet.formulas:
                    self._add(
                        row,
                        column,
                        "formula",
                        "A formula works out this cell.",
                        "Copy the column and paste its values only.",
                    )
        name, email = self._name(row, texts), self._email(row, texts)
        identifier = self._read(row, texts, "id", cells.identifier)
        language = self._read(row, texts, "language", cells.language)
        evidence, results = self._evidence(row, texts), self._results(row, texts)
        points = self._points(row, texts)
        if len(self.problems) > before or name is None:
            return None
        return Person(row, Recipient(name=name, id=identifier), email, results, evidence, language, points or None)

    def _name(self, row: int, texts: tuple[str, ...]) -> str | None:
        if "name" in self.columns.at:
            return self._cell(row, texts, self.columns.at["name"][0], cells.name)
        given, family = self.columns.at["given"][0], self.columns.at["family"][0]
        parts = [self._cell(row, texts, column, cells.clean) for column in (given, family)]
        if any(part is None for part in parts):
            return None
        return self._try(row, given, cells.name, " ".join(part for part in parts if part))

    def _email(self, row: int, texts: tuple[str, ...]) -> str | None:
        column = self.columns.one("email")
        if column is None or (not self.sealed and not _at(texts, column).strip()):
            return None
        return self._cell(row, texts, column, cells.address)

    def _evidence(self, row: int, texts: tuple[str, ...]) -> tuple[Evidence, ...]:
        found: list[Evidence] = []
        for column in self.columns.at.get("evidence", ()):
            found += self._cell(row, texts, column, cells.evidence) or ()
        more = {
            "name": self._read(row, texts, "evidence-name", cells.clean),
            "narrative": self._read(row, texts, "evidence-narrative", lambda text: cells.clean(text, 5000, lines=True)),
        }
        words = {key: value for key, value in more.items() if value}
        if not words:
            return tuple(found)
        first, rest = (found[0].as_data() if found else {}), found[1:]
        try:
            return (Evidence.model_validate({**first, **words}), *rest)
        except ValidationError:
            self._add(
                row, self.columns.one("evidence-name"), "bad-evidence", "The words about the evidence cannot be used."
            )
            return ()

    def _results(self, row: int, texts: tuple[str, ...]) -> tuple[Result, ...]:
        found = []
        for criterion in self.achievement.assessment.rubric:
            level, mark = self.columns.one(f"result:{criterion.id}"), self.columns.one(f"mark:{criterion.id}")
            place = level if level is not None else mark
            if place is not None:
                written = _at(texts, mark) if mark is not None else ""
                read = partial(cells.result, criterion, mark=written)
                found.append(self._try(row, place, read, _at(texts, level) if level is not None else ""))
        return tuple(item for item in found if item is not None)

    def _points(self, row: int, texts: tuple[str, ...]) -> dict[str, int]:
        rule = self.achievement.renewal.points if self.achievement.renewal else None
        found = {}
        for category in rule.categories if rule else ():
            counted = self._read(row, texts, f"points:{category.id}", cells.points)
            if counted is not None:
                found[category.id] = counted
        return found

    def _read(self, row: int, texts: tuple[str, ...], name: str, read: Callable[[str], T]) -> T | None:
        column = self.columns.one(name)
        return None if column is None or not _at(texts, column).strip() else self._cell(row, texts, column, read)

    def _cell(self, row: int, texts: tuple[str, ...], column: int, read: Callable[[str], T]) -> T | None:
        return self._try(row, column, read, _at(texts, column))

    def _try(self, row: int, column: int, read: Callable[[str], T], text: str) -> T | None:
        try:
            return read(text)
        except cells.CellError as error:
            self._add(row, column, error.code, error.message, error.hint)
            return None

    def _refuse_repeated(self, person: Person) -> None:
        for key in person.keys(sealed=self.sealed):
            other = self._first.setdefault(key, person.row)
            if other != person.row:
                field_ = {"mail": "email", "id": "id"}.get(key.partition(":")[0], "name")
                column = self.columns.one(field_)
                message = f"Row {other} is about the same person: it has the same {'address' if field_ == 'email' else field_}."
                self._add(person.row, column, "repeated-person", message, "Remove one of the two.")
                return

    def _add(self, row: int, column: int | None, code: str, message: str, hint: str = "") -> None:
        self.problems.append(RowProblem(row, column, code, message, hint))


def _at(texts: tuple[str, ...], column: int) -> str:
    return texts[column] if column < len(texts) else ""
