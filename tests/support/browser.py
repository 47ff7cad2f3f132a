"""Find a Chromium for the browser tests, and install Debian's where there is none.

Run by `make install-test`; the tests themselves only look.
"""

from __future__ import annotations

import os
import shutil
import sys

from support.debian import install_package

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """Path of a Chromium: `CHROMIUM` in the environment, else the first one on the path."""
    stated = os.environ.get("CHROMIUM")
    return stated or next((found for name in NAMES if (found := shutil.which(name))), None)


def install() -> None:
    """Install Debian's chromium where no browser is found and this user may."""
    if executable():
        return
    install_package("chromium", "the browser tests (or set CHROMIUM to the path of one)")
    if not executable():
        sys.exit("chromium was installed but is not on the path. Set CHROMIUM to its path.")


if __name__ == "__main__":
    install()
