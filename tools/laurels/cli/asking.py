"""Ask questions on a terminal, one at a time, until the answers fit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from laurels.drafting import answers
from laurels.drafting.answers import AnswerError
from laurels.drafting.draft import derived
from laurels.drafting.question import Question
from laurels.drafting.search import Entry, search
from laurels.model.catalogue import Catalogue

_SHOWN = 8
_LIST_ALL = 12


def ask_all(kind: str, questions: Iterable[Question], made: dict[str, Any], catalogue: Catalogue) -> None:
    """Ask what is not answered yet; the answers go into `made`, by pointer."""
    left = [question for question in questions if question.pointer not in made]
    for number, question in enumerate(left, 1):
        entries = answers.offered(catalogue, question)
        if question.form == "reference" and len(entries) == 1:
            made[question.pointer] = entries[0].key
            continue
        click.secho(f"\n{number}/{len(left)}  {question.ask}", bold=True, err=True)
        _explain(kind, question, entries)
        answer = _answer(kind, question, made, catalogue, entries)
        if answer is not None:
            made[question.pointer] = answer


def ask_name(suggested: str) -> str:
    """The file's name; Enter takes the suggestion."""
    click.secho("\nWhich name shall the file have? It is the address for ever.", bold=True, err=True)
    return _line(f"[{suggested}]") or suggested


def _explain(kind: str, question: Question, entries: list[Entry]) -> None:
    if question.help or not question.required:
        click.echo(
            f"     {' '.join(filter(None, [question.help, '' if question.required else 'May be left out.']))}", err=True
        )
    if question.form == "choice":
        for number, choice in enumerate(answers.choices(kind, question), 1):
            click.echo(f"     {number} {choice}", err=True)
    elif question.form in ("reference", "references") and len(entries) <= _LIST_ALL:
        for entry in entries:
            click.echo(f"     {entry.key}  {entry.name}", err=True)
    if question.form in ("list", "prose", "skills", "references"):
        what = {
            "list": "One a line; an empty line ends the list.",
            "prose": "An empty line ends the text.",
            "skills": "Words to search, or a number of what was found; an empty line ends.",
            "references": "One a line; an empty line ends the list.",
        }[question.form]
        click.echo(f"     {what}", err=True)


def _answer(kind: str, question: Question, made: dict[str, Any], catalogue: Catalogue, entries: list[Entry]) -> Any:
    default = derived(question.taken, made) if question.taken else question.default
    while True:
        typed: Any
        if question.form == "skills":
            typed = _chosen(entries)
        elif question.form in ("subject", "reference"):
            typed = _found(entries)
        elif question.form in ("list", "references"):
            typed = _fitting(kind, question, catalogue)
        elif question.form == "prose":
            typed = "\n".join(iter(_line, ""))
        else:
            typed = _line(f"[{default}]" if default is not None else "")
        if not typed:
            if question.required and default is None:
                click.echo("     Left empty: `laurels check` will remind you.", err=True)
            return default
        try:
            return answers.value(kind, question, typed, catalogue)
        except AnswerError as error:
            _refuse(error)


def _fitting(kind: str, question: Question, catalogue: Catalogue) -> list[str]:
    """Lines, each looked at as it is typed, so that one mistake does not cost the others."""
    kept: list[str] = []
    while typed := _line():
        try:
            answers.value(kind, question, [*kept, typed], catalogue)
        except AnswerError as error:
            _refuse(error)
        else:
            kept.append(typed)
    return kept


def _refuse(error: AnswerError) -> None:
    click.secho(f"     {error.message} {error.hint}".rstrip(), fg="yellow", err=True)


def _line(before: str = "") -> str:
    text: str = click.prompt(f"  {before}>", default="", show_default=False, prompt_suffix=" ", err=True)
    return text.strip()


def _found(entries: list[Entry]) -> str:
    """The key of one entry: searched by words, chosen by number."""
    shown: list[Entry] = []
    while typed := _line():
        if typed.isdigit() and 1 <= int(typed) <= len(shown):
            return shown[int(typed) - 1].key
        if any(entry.key == typed for entry in entries):
            return typed
        shown = _show(typed, entries)
    return ""


def _chosen(entries: list[Entry]) -> list[str]:
    """The keys of several entries."""
    keys: list[str] = []
    shown: list[Entry] = []
    if not entries:
        click.echo("     There are no skills yet: `laurels skills import` brings them.", err=True)
        return keys
    while typed := _line():
        words = typed.replace(",", " ").split()
        if all(word.isdigit() and 1 <= int(word) <= len(shown) for word in words):
            chosen = [shown[int(word) - 1].key for word in words]
        elif any(entry.key == typed for entry in entries):
            chosen = [typed]
        else:
            shown = _show(typed, entries)
            continue
        for key in chosen:
            if key not in keys:
                keys.append(key)
                click.echo(f"     + {key}", err=True)
    return keys


def _show(words: str, entries: list[Entry]) -> list[Entry]:
    found = [match.entry for match in search(words, entries, limit=_SHOWN)]
    for number, entry in enumerate(found, 1):
        click.echo(f"     {number} {entry.name}  ({entry.key})", err=True)
    if not found:
        click.echo("     Nothing found; try another word.", err=True)
    return found
