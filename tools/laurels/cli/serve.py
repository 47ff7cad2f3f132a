"""`laurels serve`: build the site and show it on this computer."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import repository


@click.command("serve")
@repository
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port on this computer; 0 takes a free one.",
)
def command(root: Path, port: int) -> None:
    """Build the site and show it on this computer; build again whenever a file changes.

    Example: laurels serve --port 8001
    """
    import tempfile
    import threading

    from laurels.publish import serve
    from laurels.publish.build import build
    from laurels.publish.watch import watch

    with tempfile.TemporaryDirectory(prefix="laurels-") as temporary:
        folder = Path(temporary) / "site"
        built = build(root, folder)
        running = serve.server(folder, built.catalogue.site.url, port)
        click.echo(f"Serving at {serve.address(running, built.catalogue.site.url)} — stop with Ctrl-C.")
        stop = threading.Event()
        watcher = threading.Thread(
            target=watch, args=(root, folder, stop, lambda text: click.echo(text, err=True)), daemon=True
        )
        watcher.start()
        try:
            serve.run(running)
        finally:
            stop.set()
            watcher.join()
