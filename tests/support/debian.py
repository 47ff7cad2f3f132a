"""Install a package that the tests need, with Debian's own client, where this user may."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def install_package(package: str, purpose: str) -> None:
    """Install a package of Debian. Ends with a sentence where that is not possible."""
    if not shutil.which("apt-get"):
        sys.exit(f"{package} is needed for {purpose}: install it.")
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"Installing {package} for {purpose} …", flush=True)
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        done = subprocess.run([*sudo, "apt-get", *arguments], env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            sys.exit(f"{package} could not be installed. Install it yourself.")
