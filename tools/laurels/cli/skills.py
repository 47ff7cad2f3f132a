"""`laurels skills`: find, list, add and import skills."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from laurels.cli.options import report_format, repository

if TYPE_CHECKING:
    from laurels.exchange.importers.run import Imported

MAX_SHOWN = 20
"""Rows that are named; of more there is a count."""


@click.group("skills")
def command() -> None:
    """Find, list, add and import skills: what achievements and roles name as framework/key.

    Example: laurels skills find "data quality"
    """


@command.command("find")
@repository
@report_format()
@click.argument("words", nargs=-1, required=True)
@click.option("--framework", metavar="SLUG", default="", help="Search in this framework alone.")
@click.option("--limit", type=click.IntRange(1, 500), default=12, show_default=True, help="How many to show.")
def find(root: Path, format_: str, words: tuple[str, ...], framework: str, limit: int) -> None:
    """Find skills by words: exact names first, misspelt words last.

    Example: laurels skills find "data quality"
    """
    from laurels.drafting import offers
    from laurels.drafting.search import search
    from laurels.repository.load import load

    found = search(" ".join(words), offers.skills(load(root).catalogue, framework), limit)
    _show([match.entry.key for match in found], root, format_)
    if not found and format_ == "text":
        click.echo("Nothing found. `laurels skills import` brings more of a framework.", err=True)


@command.command("list")
@repository
@report_format()
@click.option("--framework", metavar="SLUG", default="", help="List this framework alone.")
def list_(root: Path, format_: str, framework: str) -> None:
    """List the skills of the catalogue. Example: laurels skills list --framework esco"""
    from laurels.drafting import offers
    from laurels.repository.load import load

    _show([entry.key for entry in offers.skills(load(root).catalogue, framework)], root, format_)


@command.command("add")
@repository
@click.argument("reference", metavar="FRAMEWORK/KEY")
@click.option("--uri", required=True, help="The framework's own address of the skill.")
@click.option("--name", required=True, help="The framework's own label, exactly.")
@click.option("--type", "type_", help="The framework's own word for its kind.")
def add(root: Path, reference: str, uri: str, name: str, type_: str | None) -> None:
    """Add a skill to a framework's file in catalogue/skills.

    Example: laurels skills add esco/sparql --uri http://data.europa.eu/esco/skill/… --name SPARQL
    """
    from laurels.repository.frameworks import add_skills

    skill = {"uri": uri, "name": name} | ({"type": type_} if type_ else {})
    framework, _, key = reference.partition("/")
    click.echo(f"Wrote {add_skills(root, framework, {key: skill})}: {reference} is there now.")


@command.command("import")
@repository
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(["esco", "case", "onet", "rsd"]), required=True, help="What the file is."
)
@click.option("--framework", metavar="SLUG", help="Name of the framework's file; left out, the format's name.")
@click.option(
    "--select", multiple=True, metavar="WORDS", help="Take only skills with these words, or this address. Repeatable."
)
@click.option("--brief", is_flag=True, help="Leave out other labels and definitions.")
@click.option(
    "--framework-version", "version", metavar="VERSION", help="The framework's version, where FILE says none."
)
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
@click.pass_context
def import_(context: click.Context, /, root: Path, file: Path, format_: str, **options: Any) -> None:
    """Import skills from the files that frameworks are published in.

    ESCO's CSV, a CASE package as JSON, tables of O*NET, OSMT's CSV of Rich Skill Descriptors. What is in
    catalogue/skills already keeps its key and is not imported twice; rows that are no skills are named.

    Example: laurels skills import skills_en.csv --format esco --select "data quality"
    """
    from laurels.exchange.importers.run import import_skills
    from laurels.findings import printable

    done = import_skills(root, file, format_, **options)
    for rejected in done.plan.rejected[:MAX_SHOWN]:
        click.echo(printable(f"{file.name}, row {rejected.row}: {rejected.why}"), err=True)
    if len(done.plan.rejected) > MAX_SHOWN:
        click.echo(f"… and {len(done.plan.rejected) - MAX_SHOWN:,} more rows.", err=True)
    for key, ours, theirs in done.plan.renamed[:MAX_SHOWN]:
        click.echo(printable(f"`{done.framework}/{key}` is called “{theirs}” there, “{ours}” here."), err=True)
    if options["dry_run"]:
        for key, skill in sorted(done.plan.added.items()):
            click.echo(f"{done.framework}/{key}  {skill['name']}")
    click.echo(_summary(done))
    context.exit(0 if done.plan.added or done.plan.known else 1)


def _summary(done: Imported) -> str:
    made = done.plan
    parts = [
        f"{len(made.added):,} {'added to ' + done.where if done.where else 'to add' if made.added else 'to add: nothing new'}",
        f"{made.known:,} there already" if made.known else "",
        f"{made.unselected:,} not selected" if made.unselected else "",
        f"{len(made.rejected):,} left out" if made.rejected else "",
    ]
    return "Skills: " + ", ".join(filter(None, parts)) + "."


def _show(references: list[str], root: Path, format_: str) -> None:
    import json

    from laurels.model.base import pick
    from laurels.repository.load import load

    catalogue = load(root).catalogue
    rows = [(reference, skill) for reference in references if (skill := catalogue.skill(reference)) is not None]
    if format_ == "json":
        click.echo(json.dumps([{"id": name, **skill.as_data()} for name, skill in rows], ensure_ascii=False, indent=2))
        return
    width = max((len(name) for name, _ in rows), default=0)
    for name, skill in rows:
        click.echo(f"{name:<{width}}  {pick(skill.name)}{f'  ({skill.type})' if skill.type else ''}")
