"""`laurels schemas`: the JSON Schemas of every kind of file."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import repository


@click.command("schemas")
@repository
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit 1 where a schema is missing or not up to date."
)
@click.pass_context
def command(context: click.Context, root: Path, only_check: bool) -> None:
    """Write the JSON Schemas of every kind of file to schemas/, for editors and CI.

    Example: laurels schemas --check
    """
    from laurels.checks.schemas import as_file, schemas
    from laurels.repository.write import write_files

    wanted = {f"schemas/{name}": as_file(schema).encode() for name, schema in schemas().items()}
    stale = [name for name, data in wanted.items() if not (root / name).is_file() or (root / name).read_bytes() != data]
    if only_check:
        for name in stale:
            click.echo(f"{name} is missing or not up to date.")
        click.echo(
            f"{len(stale)} of {len(wanted)} schemas to write: run `laurels schemas`."
            if stale
            else f"All {len(wanted)} schemas are up to date."
        )
        context.exit(1 if stale else 0)
    write_files(root, {name: wanted[name] for name in stale})
    click.echo(
        f"Wrote {len(stale)} of {len(wanted)} schemas to {root / 'schemas'}."
        if stale
        else f"All {len(wanted)} schemas are up to date."
    )
