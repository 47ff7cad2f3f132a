"""`laurels diff`: what a proposal changes."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import report_format, repository


@click.command("diff")
@click.argument("range_", metavar="BASE[..HEAD]", required=False)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Show what another run printed as JSON, taken as a stranger's word, and compare nothing.",
)
@repository
@report_format("markdown")
@click.pass_context
def command(context: click.Context, range_: str | None, source: Path | None, root: Path, format_: str) -> None:
    """Say what a proposal changes: definitions field by field, holders, stacks, likenesses, and records.

    BASE and HEAD are branches, tags or commits; without HEAD it is your
    working tree. What BASE gained since HEAD left it is not compared.

    Exit code: 0 nothing that was awarded is touched, 1 it is and must not be,
    2 wrong usage, 3 the repository could not be read.

    Example: laurels diff main..proposal --format markdown
    """
    import json

    from laurels.diff.markdown import as_markdown
    from laurels.diff.reading import MAX_BYTES, from_json
    from laurels.diff.text import as_text
    from laurels.repository.compare import between

    if (range_ is None) == (source is None):
        raise click.UsageError("Name BASE or BASE..HEAD, or a file with --from.")
    if source is not None:
        with source.open("rb") as file:
            found = from_json(file.read(MAX_BYTES + 1))
    else:
        assert range_ is not None  # noqa: S101 - one of the two, by the test above
        found = between(root, range_)
    if format_ == "json":
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
    elif format_ == "markdown":
        click.echo(as_markdown(found), nl=False)
    else:
        click.echo(as_text(found))
    context.exit(0 if found.ok else 1)
