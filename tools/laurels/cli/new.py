"""`laurels new`: a new file of the catalogue, by a few questions or by options."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from laurels.cli.options import repository

_KINDS = {
    "achievement": ("achievement", "Propose a micro-credential.", "Regular expressions at work"),
    "stack": ("stack", "Propose a pathway: achievements that together grant another.", "Data practice"),
    "role": ("role", "Add a target role and the skills it asks for.", "data steward"),
    "issuer": ("issuer", "Add an awarding body.", "Example College"),
    "batch": ("award", "Award an achievement to people whose names may be public.", ""),
}


@click.group("new")
def command() -> None:
    """Write a new file of the catalogue: answer a few questions, or give options.

    What is there already is never overwritten. Example:

        laurels new achievement "Regular expressions at work"
    """


def _add(name: str) -> None:
    from laurels.drafting.questions import QUESTIONS

    kind, summary, title = _KINDS[name]

    def run(root: Path, slug: str | None, yes: bool, to_stdout: bool, **typed: Any) -> None:
        from laurels.cli.proposing import propose

        propose(root, kind, slug, yes=yes, to_stdout=to_stdout, typed=typed)

    example = f'laurels new {name} "{title}" --yes' if title else f"laurels new {name}"
    run.__doc__ = (
        f"{summary}\n\nEverything that no option answers is asked; with --yes nothing is asked, and what has no"
        f" default stays empty: `laurels check` then says what is left.\n\nExample: {example}"
    )
    made: Callable[..., Any] = run
    for question in reversed(QUESTIONS[kind]):
        if question.pointer == "/name":
            made = click.argument("name", required=False)(made)
            continue
        several = question.form in ("list", "references", "skills")
        made = click.option(
            f"--{question.flag}",
            question.flag.replace("-", "_"),
            multiple=several,
            metavar="TEXT",
            help=question.ask + (" May be given several times." if several else ""),
        )(made)
    made = click.option("--print", "to_stdout", is_flag=True, help="Print the file instead of writing it.")(made)
    made = click.option("--yes", is_flag=True, help="Ask nothing.")(made)
    made = click.option("--slug", metavar="SLUG", help="Name of the file, without .yaml.")(made)
    command.add_command(click.command(name, short_help=summary)(repository(made)))


for _name in _KINDS:
    _add(_name)
