"""From what somebody typed to the value of a key, or a sentence that says why it cannot be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from laurels.checks import shape, wording
from laurels.drafting import offers
from laurels.drafting.question import Question
from laurels.drafting.search import EXACT, STARTS, Entry, search
from laurels.encoding import pointer as json_pointer
from laurels.encoding import yaml_text
from laurels.model.catalogue import Catalogue
from laurels.model.kinds import KIND

_NOUNS = {
    "subject": "field",
    "achievement": "achievement",
    "issuer": "issuer",
    "skills": "framework",
}
_YEARS = re.compile(r"(\d{1,3})\s*(years?|months?|days?|y|m|d)", re.IGNORECASE)


class AnswerError(ValueError):
    """An answer that does not fit; `hint` says what would."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def choices(kind: str, question: Question) -> tuple[str, ...]:
    """The values that a question of form `choice` allows, from the model."""
    field = shape.field_at(KIND[kind], _path(question))
    return tuple(map(str, get_args(field.annotation))) if field else ()


def offered(catalogue: Catalogue, question: Question) -> list[Entry]:
    """What can be referred to; empty where a question is of another form."""
    if question.form == "skills":
        return list(offers.skills(catalogue))
    if question.form == "subject":
        return list(offers.subjects())
    return list(offers.files(catalogue, question.source)) if question.source else []


def value(kind: str, question: Question, typed: str | Iterable[str], catalogue: Catalogue) -> Any:
    """The value of a key; None where nothing was typed.

    Args:
        kind: the kind of file.
        question: what was asked.
        typed: the text, or the texts where the form takes several.
        catalogue: what can be referred to.

    Raises:
        AnswerError: it cannot be the answer.
    """
    texts = [yaml_text.clean(text) for text in ([typed] if isinstance(typed, str) else typed)]
    texts = [text for text in texts if text]
    if not texts:
        return None
    if question.form in ("list", "references", "skills"):
        made: Any = list(dict.fromkeys(_one(kind, question, text, catalogue) for text in _several(question, texts)))
    else:
        made = _one(kind, question, texts[0], catalogue)
    _fits(kind, question, made)
    return made


def _several(question: Question, texts: list[str]) -> Iterator[str]:
    """Entries: one a text; for names of files and skills also with commas or blanks between them."""
    for text in texts:
        yield from re.split(r"[\s,]+", text.strip(", ")) if question.form == "references" else text.split("\n")


def _one(kind: str, question: Question, text: str, catalogue: Catalogue) -> Any:
    form = question.form
    if form in ("integer", "number"):
        return _number(question, text)
    if form == "choice":
        return _choice(text, choices(kind, question))
    if form in ("reference", "references", "skills", "subject"):
        return _reference(text, offered(catalogue, question), question)
    return _duration(text) if form == "duration" else text


def _number(question: Question, text: str) -> int | float:
    plain = text.replace(",", ".")
    if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", plain, re.ASCII):
        raise AnswerError(f"“{text}” is not a number.", "Write digits, such as 28.")
    if "." not in plain or plain.endswith(".0"):
        return int(plain.partition(".")[0])
    if question.form == "integer":
        raise AnswerError(f"“{text}” is not a whole number.", "Round it.")
    return float(plain)


def _choice(text: str, allowed: tuple[str, ...]) -> str:
    if text.isdigit() and 1 <= int(text) <= len(allowed):
        return allowed[int(text) - 1]
    begun = [choice for choice in allowed if choice.casefold().startswith(text.casefold())]
    if text in allowed or len(begun) == 1:
        return text if text in allowed else begun[0]
    like = begun or [choice for choice in allowed if text.casefold() in choice]
    close = " or ".join(like) or wording.nearest(text, allowed, cutoff=0.5)
    hint = f"Did you mean {close}? " if close else ""
    raise AnswerError(f"“{text}” is none of the choices.", f"{hint}Choices: {', '.join(allowed)}.")


def _reference(text: str, entries: list[Entry], question: Question) -> str:
    for entry in entries:
        if entry.key == text:
            return text
    found = search(text, entries, limit=3)
    exact = [match for match in found if match.rank == EXACT]
    if len(exact) == 1:
        return exact[0].entry.key
    if len(found) == 1 and found[0].rank == STARTS:
        return found[0].entry.key
    what = "skill" if question.form == "skills" else _NOUNS[question.source or question.form]
    names = ", ".join(f"{match.entry.key} ({match.entry.name})" for match in found)
    if found:
        raise AnswerError(f"“{text}” names no {what}.", f"Did you mean {names}?")
    hint = "Try another word." if entries else f"There is no {what} to choose from yet."
    raise AnswerError(f"“{text}” names no {what}.", hint)


def _duration(text: str) -> str:
    """`P3Y` as it is, and `3 years` in the same form."""
    if match := _YEARS.fullmatch(text):
        return f"P{int(match[1])}{match[2][0].upper()}"
    return text.upper()


def _path(question: Question) -> shape.Path:
    return tuple(int(part) if part.isdigit() else part for part in json_pointer.split(question.pointer))


def _fits(kind: str, question: Question, made: Any) -> None:
    """Whether the model takes a value. What the question's pointer leads to is not always a field: a stack's rule, a batch's rows."""
    path = _path(question)
    field = shape.field_at(KIND[kind], path)
    if field is None or question.pointer == "/awards":
        return
    adapter: TypeAdapter[Any] = TypeAdapter(_annotated(field))
    try:
        adapter.validate_python(made)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        said = wording.worded(detail, path, KIND[kind])
        raise AnswerError(said.message, said.hint) from error


def _annotated(field: Any) -> Any:
    from typing import Annotated

    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def all_values(
    kind: str, questions: Iterable[Question], typed: Mapping[str, str | tuple[str, ...]], catalogue: Catalogue
) -> dict[str, Any]:
    """The values of what was typed, by pointer. Raises `AnswerError` with the question's flag in its message."""
    made = {}
    for question in questions:
        given = typed.get(question.flag)
        if given is not None:
            try:
                answer = value(kind, question, given, catalogue)
            except AnswerError as error:
                raise AnswerError(f"--{question.flag}: {error.message}", error.hint) from error
            if answer is not None:
                made[question.pointer] = answer
    return made
