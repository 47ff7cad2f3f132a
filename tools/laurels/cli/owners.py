"""`laurels owners`: who looks after which definition."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import report_format, repository


@click.command("owners")
@click.argument("slug", required=False)
@repository
@report_format()
@click.option("--overdue", is_flag=True, help="Only what should have been reviewed by now.")
@click.option("--write", is_flag=True, help="Write CODEOWNERS, by which the forge asks the right people.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 where CODEOWNERS is not up to date.")
@click.option("--today", metavar="DATE", help="Count as of this day instead of today (UTC), such as 2026-06-30.")
@click.pass_context
def command(
    context: click.Context,
    slug: str | None,
    root: Path,
    format_: str,
    overdue: bool,
    write: bool,
    only_check: bool,
    today: str | None,
) -> None:
    """Say who looks after which definition, and when it should be looked at again.

    With SLUG, an achievement's or a stack's file name, also who reviewed it: the
    `Reviewed-by` and `Approved-by` lines of its commits.

    Example: laurels owners --overdue
    """
    import json
    from datetime import UTC, date, datetime

    from laurels.encoding.timestamps import parse_date
    from laurels.errors import UsageError
    from laurels.model.owners import code_owners, owned
    from laurels.repository.history import History
    from laurels.repository.load import load
    from laurels.repository.reviews import reviews
    from laurels.repository.write import write_file

    if sum((write, only_check, overdue or slug is not None)) > 1:
        raise click.UsageError("--write, --check and a list are three different things: ask for one of them.")
    try:
        day: date = parse_date(today) if today else datetime.now(UTC).date()
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--today") from error
    catalogue = load(root).catalogue
    path = root / "CODEOWNERS"
    if write or only_check:
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        after = code_owners(catalogue, before)
        stale = after != before and (bool(before) or any(item.owners for item in owned(catalogue)))
        if stale and write:
            write_file(path, after.encode())
        done, to_do = "Wrote CODEOWNERS.", "CODEOWNERS is not up to date: run `laurels owners --write`."
        click.echo("CODEOWNERS is up to date." if not stale else done if write else to_do)
        context.exit(1 if stale and only_check else 0)
    items = [item for item in owned(catalogue) if slug in (None, item.slug) and (not overdue or item.overdue(day))]
    if slug is not None and not items and not overdue:
        raise UsageError(f"There is no definition `{slug}`.", hint="Name a file in catalogue/, without .yaml.")
    seen = {}
    if slug is not None:
        history = History(root)
        head = history.commit("HEAD")
        seen = {item.path: list(reviews(history, head, item.path)) for item in items}
    rows = [
        {
            "path": item.path,
            "owners": list(item.owners),
            "reviewBy": item.review_by.isoformat() if item.review_by else None,
            "overdue": item.overdue(day),
            **({"reviews": [{"date": r.date, "name": r.name} for r in seen[item.path]]} if slug is not None else {}),
        }
        for item in items
    ]
    if format_ == "json":
        click.echo(json.dumps({"definitions": rows}, ensure_ascii=False, indent=2))
        return
    for item in items:
        due = f"review by {item.review_by}" + (" (overdue)" if item.overdue(day) else "") if item.review_by else ""
        click.echo("  ".join(filter(None, [item.path, ", ".join(item.owners) or "nobody", due])))
        for review in seen.get(item.path, ()):
            click.echo(f"  {review.date}  {review.name}")
    if not items:
        click.echo("Nothing is overdue.")
