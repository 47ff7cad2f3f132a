"""`laurels build`: build the site."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import report_format, repository


@click.command("build")
@repository
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where to build; default: site in the repository.",
)
@report_format()
def command(root: Path, out: Path | None, format_: str) -> None:
    """Build the site from the repository: catalogue, badge pages, keys, status lists, verify page.

    A pure function of the tree: it needs no key, and the same tree gives the same bytes.

    Example: laurels build --out public
    """
    import json

    from laurels.publish.build import build
    from laurels.render.words import count

    built = build(root, out or root / "site")
    if format_ == "json":
        click.echo(
            json.dumps(
                {"folder": str(built.folder), "files": built.files, "badges": built.badges, "untold": built.untold}
            )
        )
    else:
        click.echo(f"Built {built.files} files with {built.badges} badges into {built.folder}")
        if built.untold:
            click.echo(
                f"{count(built.untold, 'award was', 'awards were')} revoked, suspended or reinstated, and no signed list says so: "
                "verifiers cannot know yet. Run `laurels issue`, and build again.",
                err=True,
            )
