"""How `laurels new` goes: answers, the file, what is left to do."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from laurels.checks.identifiers import RESERVED
from laurels.checks.runner import in_order, run
from laurels.checks.schemas import schemas
from laurels.cli import asking
from laurels.drafting import answers, offers, slugs
from laurels.drafting.draft import draft
from laurels.drafting.layout import page
from laurels.drafting.questions import QUESTIONS
from laurels.errors import UsageError
from laurels.findings import Finding, Severity
from laurels.model.catalogue import Catalogue
from laurels.model.kinds import KIND
from laurels.repository.load import load
from laurels.repository.write import write_new_file

_REMARKS = {
    "achievement": ("Fill in what is empty, then run `laurels check`. Lines that begin with # are explanations.",),
    "award": ("One file is one achievement on one day. Once a row is signed it may not change.",),
}


def propose(root: Path, kind: str, slug: str | None, *, yes: bool, to_stdout: bool, typed: dict[str, Any]) -> None:
    """Ask, write, say what is left. Raises `UsageError`, `WriteError`."""
    catalogue = load(root).catalogue
    today = datetime.now(UTC).date()
    questions = QUESTIONS[kind]
    given = {flag.replace("_", "-"): value for flag, value in typed.items() if value not in (None, ())}
    try:
        made = answers.all_values(kind, questions, given, catalogue)
    except answers.AnswerError as error:
        raise UsageError(error.message, hint=error.hint) from error
    _known(kind, made, catalogue, today)
    try:
        if not yes:
            asking.ask_all(kind, questions, made, catalogue)
        name = _slug(kind, slug, made, catalogue, ask=not yes)
    except click.Abort:
        raise UsageError(
            "Stopped; nothing was written.", hint="To be asked nothing, give options and `--yes`."
        ) from None
    _allowed(kind, made, catalogue)
    schema = schemas()[f"{kind}.schema.json"]
    data = draft(kind, made, catalogue.achievements.get(made.get("/achievement", "")))
    text = page(kind, name, schema, data, _REMARKS.get(kind, ("Fill in what is empty, then run `laurels check`.",)))
    if to_stdout:
        click.echo(text, nl=False)
        return
    where = f"{KIND[kind].folder}/{name}.yaml"
    write_new_file(root / where, text.encode())
    click.echo(f"Wrote {where}.")
    _tell(where, root, today)


def _known(kind: str, made: dict[str, Any], catalogue: Catalogue, today: date) -> None:
    """What need not be asked: the only issuer, the DID that follows from the site's address, today."""
    if kind == "achievement" and len(catalogue.issuers) == 1:
        made.setdefault("/issuer", next(iter(catalogue.issuers)))
    if kind == "issuer" and catalogue.site.url:
        did = catalogue.site.did
        made.setdefault("/id", f"{did}:{slugs.suggest(made.get('/name', ''))}" if catalogue.issuers else did)
        made.setdefault("/url", catalogue.site.url)
    if kind == "award":
        made.setdefault("/awardedDate", today.isoformat())


def _slug(kind: str, slug: str | None, made: dict[str, Any], catalogue: Catalogue, *, ask: bool) -> str:
    taken = offers.taken(catalogue, kind)
    if kind == "award":
        year, month = made["/awardedDate"][:4], date.fromisoformat(made["/awardedDate"]).strftime("%B").lower()
        suggested = f"{year}/{slugs.suggest(made.get('/achievement', 'awards') + '-' + month)}"
        while suggested in taken:
            suggested = f"{year}/{slugs.suggest(suggested.partition('/')[2] + '-more')}"
    else:
        suggested = slugs.suggest(made.get("/name", ""), taken)
        if RESERVED.fullmatch(suggested):
            suggested = slugs.suggest(suggested, {*taken, suggested})
    chosen = slug or (asking.ask_name(suggested) if ask else suggested)
    if KIND[kind].slug(f"{chosen}.yaml") is None:
        shape = "<year>/<name>, such as 2026/sql-june" if kind == "award" else "such as sql-foundations"
        raise UsageError(
            f"`{chosen}` cannot name a file.", hint=f"Use lower-case letters, digits and hyphens only, {shape}."
        )
    return chosen


def _allowed(kind: str, made: dict[str, Any], catalogue: Catalogue) -> None:
    """Names in clear only where every learner agreed."""
    if kind != "award":
        return
    found = catalogue.issuer_of(made.get("/achievement", ""))
    if found and found[1].recipient_policy == "sealed":
        raise UsageError(
            f"The issuer `{found[0]}` keeps learners' names sealed, so they are not written into a file by hand.",
            hint=f"Put them into a spreadsheet and run `laurels award {made['/achievement']} --from FILE`.",
        )


def _tell(where: str, root: Path, today: date) -> None:
    loaded = load(root)
    found = [*loaded.findings, *run(loaded.catalogue, today)]
    left = in_order(finding for finding in found if finding.path == where)
    if not left:
        click.echo("Nothing is missing. Look it over, then run `laurels check` and open a pull request.")
        return
    click.echo("Still to do:")
    for finding in left:
        click.echo(f"  {_sentence(finding)}")
    click.echo("Then run `laurels check`.")


def _sentence(finding: Finding) -> str:
    weight = "" if finding.severity is Severity.ERROR else f" ({finding.severity})"
    hint = re.sub(r"^Fill it in, such as ", "Such as ", finding.hint)
    return f"line {finding.line}{weight}: {finding.message} {hint}".rstrip()
