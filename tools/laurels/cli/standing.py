"""What `laurels revoke`, `suspend` and `reinstate` share: the same options, the same report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from laurels.cli.options import report_format, repository
from laurels.model.award import ReasonCode

if TYPE_CHECKING:
    from laurels.model.catalogue import Catalogue
    from laurels.office.selection import Query
    from laurels.office.standing import Decision, Planned

SHOWN = 20
_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    repository,
    click.argument("ids", nargs=-1, metavar="[ID]..."),
    click.option(
        "--from",
        "file",
        type=click.File("rb"),
        metavar="FILE",
        help="A file of ids, one a line; - is the standard input.",
    ),
    click.option("--achievement", "achievements", multiple=True, metavar="SLUG", help="Every award of an achievement."),
    click.option("--batch", "batches", multiple=True, metavar="YEAR/NAME", help="Every award of a batch."),
    click.option("--key", "keys", multiple=True, metavar="ID", help="Every award that a key signed."),
    click.option("--awarded", metavar="DAY..DAY", help="Awarded in these days; either end may be left out."),
    click.option("--signed", metavar="TIME..TIME", help="Signed between these instants; either end may be left out."),
    click.option("--note", default="", metavar="TEXT", help="More, for the public. Nothing about the learner."),
    click.option("--date", "day", metavar="DAY", help="From which day; today, if left out."),
    click.option("--requested-by", default="", metavar="NAME", help="Who asks for it: a name or a role."),
    click.option(
        "--approved-by", default="", metavar="NAME", help="Who else has agreed; needed for more than ten a day."
    ),
    click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing."),
    report_format(),
)


def options(reason: str | None) -> Callable[[Any], Any]:
    """Every option of the three commands. `reason` is taken where none is given; None: one must be given."""

    def decorate(function: Any) -> Any:
        function = click.option(
            "--reason",
            type=click.Choice(get_args(ReasonCode)),
            required=reason is None,
            default=reason,
            help="Why, as everybody will read it.",
        )(function)
        for option in reversed(_OPTIONS):
            function = option(function)
        return function

    return decorate


def run(action: str, root: Path, **given: Any) -> None:
    """Work out the change, say all that stands in its way, or write it."""
    import json
    import sys
    from datetime import UTC, datetime

    from laurels.office.selection import lines, matching, named
    from laurels.office.standing import Decision, plan, written
    from laurels.repository.load import load
    from laurels.repository.write import write_files

    query = _query(given)
    catalogue = _loaded(load(root))
    today = datetime.now(UTC).date()
    day = _day(given["day"], "--date") if given["day"] else today
    decision = Decision(action, day, given["reason"], given["note"], given["requested_by"], given["approved_by"])
    texts = [(f"id {number}", text) for number, text in enumerate(given["ids"], start=1)]
    if given["file"] is not None:
        texts += lines(given["file"].name, _text(given["file"]))
    _something_is_asked(texts, query, catalogue)
    found = [line.id for line in matching(catalogue, query)] if query else []
    planned = plan(catalogue, decision, named(texts), found, today)
    name, data = written(catalogue, decision, planned.ids) if planned.ids and not planned.troubles else ("", b"")
    writes = bool(data) and not given["dry_run"]
    if writes:
        write_files(root, {name: data})
    if given["format_"] == "json":
        click.echo(json.dumps(_as_data(decision, planned, [name] if writes else []), indent=2))
    else:
        _say(catalogue, decision, planned, name, dry_run=given["dry_run"])
    if planned.troubles:
        sys.exit(1)


def _say(catalogue: Catalogue, decision: Decision, planned: Planned, name: str, *, dry_run: bool) -> None:
    from laurels.office.standing import DONE

    done = DONE[decision.action]
    for trouble in planned.troubles:
        click.echo(f"{trouble.where}: {trouble.message}", err=True)
    if planned.troubles:
        click.echo(f"{len(planned.troubles):,} problems. Nothing was written.", err=True)
        return
    if dry_run:
        about = {line.id: catalogue.batches[slug] for slug, _, line in catalogue.signed() if slug in catalogue.batches}
        for identifier in planned.ids[:SHOWN]:
            click.echo(f"{identifier}  {about[identifier].achievement}  {about[identifier].awarded_date}")
        if len(planned.ids) > SHOWN:
            click.echo(f"… and {len(planned.ids) - SHOWN:,} more")
    if planned.as_they_are:
        click.echo(f"{len(planned.as_they_are):,} stay as they are: they cannot be {done}.")
    if not planned.ids:
        click.echo("Nothing to do. Nothing was written.")
        return
    total = f"{len(planned.ids):,} {'award' if len(planned.ids) == 1 else 'awards'}"
    if dry_run:
        click.echo(f"{total} would be {done} on {decision.date} ({decision.reason}). Nothing was written.")
    else:
        click.echo(f"{total} {done} on {decision.date} ({decision.reason}), in {name}.")
    if planned.alone:
        click.echo(
            "More than ten on a day need a second person. "
            "Somebody else adds `approvedBy: NAME` (and `requestedBy` is yours) to the entry before it is merged: until then `laurels check` reports STA005."
        )
    if not dry_run:
        click.echo("Commit it. It takes effect when `laurels issue` signs the status lists and the site is built.")


def _as_data(decision: Decision, planned: Planned, files: list[str]) -> dict[str, Any]:
    return {
        "action": decision.action,
        "date": decision.date.isoformat(),
        "reason": decision.reason,
        "credentials": list(planned.ids),
        "unchanged": list(planned.as_they_are),
        "problems": [{"where": trouble.where, "message": trouble.message} for trouble in planned.troubles],
        "needsApproval": planned.alone,
        "written": files,
    }


def _query(given: dict[str, Any]) -> Query:
    from laurels.office.selection import Query

    awarded = _bounds(given["awarded"], "--awarded", _day)
    signed = _bounds(given["signed"], "--signed", _instant)
    return Query(given["achievements"], given["batches"], given["keys"], awarded, signed)  # type: ignore[arg-type]


def _bounds(text: str | None, option: str, read: Callable[[str, str], date]) -> tuple[date | None, date | None]:
    from laurels.errors import UsageError

    if not text:
        return None, None
    first, dots, last = text.partition("..")
    found = (read(first, option) if first else None, read(last, option) if last else None)
    if not dots:
        return found[0], found[0]
    if found == (None, None) or (found[0] is not None and found[1] is not None and found[0] > found[1]):
        raise UsageError(
            f"{option} {text} describes nothing.", hint="Write the first and the last with two dots between them."
        )
    return found


def _day(text: str, option: str) -> date:
    from laurels.encoding.timestamps import parse_date
    from laurels.errors import UsageError

    try:
        return parse_date(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}.", hint="A day is written 2026-06-30.") from error


def _instant(text: str, option: str) -> datetime:
    from laurels.encoding.timestamps import parse_timestamp
    from laurels.errors import UsageError

    try:
        return parse_timestamp(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}.", hint="An instant is written 2026-06-30T09:00:00Z.") from error


def _text(file: Any) -> str:
    from laurels.errors import UsageError

    data: bytes = file.read(64 * 1024 * 1024 + 1)
    try:
        if len(data) <= 64 * 1024 * 1024:
            return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    raise UsageError(f"{file.name} is no text file of ids in UTF-8.", hint="Write one id on each line.")


def _loaded(loaded: Any) -> Catalogue:
    """The catalogue, where the records that the decision rests on could be read. Raises `FindingsError`."""
    from laurels.errors import FindingsError

    catalogue: Catalogue = loaded.catalogue
    broken = sorted(slug for kind, slug in catalogue.broken if kind in ("ledger", "status", "award"))
    if broken:
        raise FindingsError(
            f"{broken[0]} in issued/ cannot be read, so nobody can say what was issued.",
            hint="See `laurels check`, and mend it first.",
        )
    return catalogue


def _something_is_asked(texts: list[tuple[str, str]], query: Query, catalogue: Catalogue) -> None:
    from laurels.errors import UsageError

    if not texts and not query:
        raise UsageError(
            "Which awards?",
            hint="Name ids, a file of ids (--from FILE), or what they have in common (--achievement, --batch, --awarded, --key, --signed).",
        )
    for option, names, known in (
        ("--achievement", query.achievements, {batch.achievement for batch in catalogue.batches.values()}),
        ("--batch", query.batches, set(catalogue.ledgers)),
        ("--key", query.keys, set(catalogue.keys)),
    ):
        unknown = [name for name in names if name not in known]
        if unknown:
            raise UsageError(
                f"{option}: nothing was awarded under the name {', '.join(unknown)}.",
                hint="Look for a slip of the pen.",
            )
