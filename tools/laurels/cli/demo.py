"""`laurels demo`: issue, publish and verify in a working copy of the example."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("demo")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path), metavar="[DIR]")
@click.option(
    "-C",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Use this repository instead of the example.",
)
@click.option("--no-serve", is_flag=True, help="Stop after verifying; do not show the site.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port on this computer; 0 takes a free one.",
)
def command(folder: Path | None, root: Path | None, no_serve: bool, port: int) -> None:
    """Issue, publish and verify in a working copy of the example, then show its site.

    Uses throw-away keys and a new folder; nothing of yours is touched. Without DIR the copy is in a temporary folder.

    Example: laurels demo my-demo --no-serve
    """
    import shutil
    import sys
    import tempfile
    from datetime import UTC, datetime

    from laurels.office import demo
    from laurels.publish import serve

    target = folder or Path(tempfile.mkdtemp(prefix="laurels-demo-"))
    made = demo.run(root or demo.example(), target, datetime.now(UTC).replace(microsecond=0), click.echo)
    click.echo("\nTry it yourself:")
    sample = made.sample.relative_to(target.absolute())
    click.echo(f"  cd {target}")
    # In a fresh clone the command is not on the path.
    laurels = "laurels" if shutil.which("laurels") else Path(sys.executable).with_name("laurels")
    click.echo(f"  {laurels} verify {sample} --trust site/trust.json --http-map http-map.json")
    if no_serve:
        click.echo(f"A sealed badge, with the key in its link: {made.link}")
        return
    url = made.built.catalogue.site.url
    running = serve.server(made.built.folder, url, port)
    click.echo(f"\nA sealed badge, with the key in its link: {serve.address(running, url)}{made.link}")
    click.echo(f"The site is at {serve.address(running, url)} — stop with Ctrl-C.")
    serve.run(running)
