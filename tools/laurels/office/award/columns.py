"""Which column holds what: by its header, in any spelling that is usual, or as told."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from laurels.errors import UsageError
from laurels.exchange.sheet import letter
from laurels.model.achievement import Achievement

FIELDS = ("name", "given", "family", "email", "id", "evidence", "evidence-name", "evidence-narrative", "language")
"""What a column can hold, beside `result:CRITERION`, `mark:CRITERION` and `points:CATEGORY`."""
_SYNONYMS: Mapping[str, str] = {
    "name": "name fullname learner learnername student studentname recipient recipientname participant participantname"
    " displayname holder nom nomcomplet nometprenom vollständigername teilnehmer nombrecompleto nomecompleto naam",
    "given": "givenname givennames firstname forename prenom prénom vorname nombre nome voornaam",
    "family": "familyname lastname surname nomdefamille nachname familienname apellido apellidos cognome achternaam",
    "email": "email emailaddress mail mailaddress adressemail adresseemail courriel emailadresse correo correoelectronico"
    " correoelectrónico direcciondecorreo indirizzoemail mailadresse",
    "id": "id did didkey learnerid learnerdid walletid recipientid",
    "evidence": "evidence evidenceurl evidencelink evidenceid evidencedigest work workurl worklink portfolio portfoliourl receipt"
    " digest preuve nachweis beleg evidencia",
    "evidence-name": "evidencename evidencetitle worktitle",
    "evidence-narrative": "evidencenarrative evidencedescription narrative",
    "language": "language lang locale preferredlanguage langue sprache idioma lingua taal",
}
_FIELD = {word: name for name, words in _SYNONYMS.items() for word in words.split()}
_RESULT = ("", "level", "result", "status")
_MARK = ("mark", "score", "value", "grade", "points")


@dataclass(frozen=True, slots=True)
class Columns:
    """Field → columns, counted from 0. Only evidence can have several."""

    at: Mapping[str, tuple[int, ...]]
    unused: tuple[int, ...] = field(default=())

    def one(self, name: str) -> int | None:
        """The column of a field, if there is one."""
        return next(iter(self.at.get(name, ())), None)

    def as_data(self) -> dict[str, list[str]]:
        """Plain JSON data: field → letters."""
        return {name: [letter(column) for column in columns] for name, columns in self.at.items()}


def fold(text: str) -> str:
    """A text without case, blanks and punctuation: `E-Mail address` and `email_address` are the same."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def map_columns(
    header: Sequence[str], told: Mapping[str, str], achievement: Achievement, *, addresses: bool
) -> Columns:
    """Find the columns of a header.

    Args:
        header: the first row of the table.
        told: field → header or letter of a column, which goes before what the header says.
        achievement: what is awarded; its criteria are columns too.
        addresses: whether a column of addresses is needed.

    Raises `UsageError` where a field is unknown, is given twice, or a needed one is missing. Headers are not quoted: a table
    without any has a learner in its first row.
    """
    if any("@" in cell for cell in header):
        raise UsageError(
            "The first row holds an e-mail address: it seems to be a learner, not the names of the columns.",
            hint="Add a row above it, such as: name,email",
        )
    known = _known(achievement)
    found: dict[str, list[int]] = {}
    taken = set()
    for name, wanted in told.items():
        column = _told(header, name, wanted, {*FIELDS, *known.values()})
        found.setdefault(name, []).append(column)
        taken.add(column)
    for column, cell in enumerate(header):
        name = _FIELD.get(fold(cell)) or known.get(fold(cell), "")
        if column in taken or not name or name in told:
            continue
        found.setdefault(name, []).append(column)
        taken.add(column)
    if "name" in found:  # the whole name is there: its parts are not needed
        taken -= {column for name in ("given", "family") for column in found.pop(name, [])}
    columns = Columns(
        {name: tuple(places) for name, places in found.items()},
        tuple(column for column, cell in enumerate(header) if column not in taken and cell.strip()),
    )
    _refuse_gaps(columns, addresses=addresses)
    return columns


def _known(achievement: Achievement) -> dict[str, str]:
    """Folded header → `result:ID`, `mark:ID` or `points:ID`, by the ids and names of the criteria and of renewal's categories."""
    found: dict[str, str] = {}
    for criterion in achievement.assessment.rubric:
        names = [criterion.id, *([criterion.name] if isinstance(criterion.name, str) else criterion.name.values())]
        for name in names:
            for kind, words in (("result", _RESULT), ("mark", _MARK)):
                for word in words:
                    found.setdefault(fold(name) + word, f"{kind}:{criterion.id}")
                    found.setdefault(word + fold(name), f"{kind}:{criterion.id}")
    rule = achievement.renewal.points if achievement.renewal else None
    for category in rule.categories if rule else ():
        names = [category.id, *([category.name] if isinstance(category.name, str) else category.name.values())]
        for name in names:
            found.setdefault(f"points{fold(name)}", f"points:{category.id}")
            found.setdefault(f"{fold(name)}points", f"points:{category.id}")
    return found


def _told(header: Sequence[str], name: str, wanted: str, fields: set[str]) -> int:
    if name not in fields:
        raise UsageError(
            f"--column {name}=…: there is no such field.", hint="Fields: " + ", ".join(sorted(fields)) + "."
        )
    by_header = [column for column, cell in enumerate(header) if fold(cell) == fold(wanted) and fold(wanted)]
    by_letter = [column for column in range(len(header)) if letter(column) == wanted.strip().upper()]
    if len(by_header) > 1:
        raise UsageError(f"--column {name}=…: several columns have that header.", hint="Name it by its letter.")
    if not by_header and not by_letter:
        raise UsageError(
            f"--column {name}=…: no column has that header or letter.",
            hint=f"The columns are A to {letter(len(header) - 1)}.",
        )
    return (by_header or by_letter)[0]


def _refuse_gaps(columns: Columns, *, addresses: bool) -> None:
    for name, places in columns.at.items():
        if len(places) > 1 and name != "evidence":
            letters = " and ".join(letter(place) for place in places)
            raise UsageError(
                f"The columns {letters} both seem to hold: {name}.",
                hint=f"Say which: --column {name}={letter(places[0])}",
            )
    if "name" not in columns.at and not {"given", "family"} <= set(columns.at):
        raise UsageError(
            "No column holds the learners' names.", hint='Call it “name”, or say which it is: --column name="Full name"'
        )
    if addresses and "email" not in columns.at:
        raise UsageError(
            "No column holds the learners' e-mail addresses, to which the links go.",
            hint='Call it “email”, or say which it is: --column email="Where to write"',
        )
