"""Show a built site on this computer, under the path it will have."""

from __future__ import annotations

import os
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from laurels.errors import UsageError


class _Handler(SimpleHTTPRequestHandler):
    """Static files below the site's own base path; cross-origin reads allowed, as a published site must."""

    base = "/"
    # Connections are kept, as a published site's host keeps them; without Nagle's wait between an answer's head and its body.
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript", ".json": "application/json"}  # noqa: RUF012 - so it is in the base class

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base):
            path = "/404-outside-the-site"
        return super().translate_path("/" + path.removeprefix(self.base))

    def do_GET(self) -> None:
        if self.base != "/" and self.path == "/":
            self.send_response(302)
            self.send_header("Location", self.base)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        super().do_GET()

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002
        """No listing: a published site has none either."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: who looks at which badge is nobody's business."""


def server(folder: Path, site_url: str, port: int) -> ThreadingHTTPServer:
    """A server on 127.0.0.1 that is ready to run; port 0 takes any free one. Raises `UsageError` where the port is taken."""
    base = urlsplit(site_url).path or "/"
    handler = type("_SiteHandler", (_Handler,), {"base": base})
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(handler, directory=str(folder)))
    except OSError as error:
        raise UsageError(f"Port {port} cannot be used: {error.strerror}.", hint="Name another: --port 8001.") from error


def address(running: ThreadingHTTPServer, site_url: str) -> str:
    """Where a browser on this computer finds the site."""
    return f"http://127.0.0.1:{running.server_address[1]}{urlsplit(site_url).path or '/'}"


def run(running: ThreadingHTTPServer) -> None:
    """Serve until interrupted."""
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        return
    finally:
        running.server_close()
