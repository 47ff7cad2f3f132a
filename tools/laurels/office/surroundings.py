"""This computer: what is installed, the clone, the CI job. What `laurels doctor` finds is data here, too."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from laurels.errors import LaurelsError
from laurels.resolve.contexts import bundled

PYTHON = (3, 11)
TOLERANCE = timedelta(minutes=5)
"""Between two computers' clocks."""
PACKAGES = ("mkdocs", "mkdocs-material", "PyNaCl", "PyLD")
Passphrase = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was looked at."""

    about: str
    outcome: str
    """`ok`, `note` (nothing to do, or not looked at), `warning` or `failed`."""
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is not in the repository."""

    now: datetime
    environment: Mapping[str, str]
    signer: str | None
    registrar: str | None
    passphrase: Passphrase
    registrar_passphrase: Passphrase


def installation() -> Iterator[Told]:
    """Python, this package and what it is built on."""
    running = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < PYTHON:
        yield Told("Python", "failed", f"This is Python {running}.", "Install Python 3.11 or newer.")
    else:
        yield Told("Python", "ok", running)
    try:
        found = [f"{name} {version(name)}" for name in PACKAGES]
        bundled()
        code = Path(__file__).resolve().parents[1] / "_bundled" / "browser" / "verify.js"
        if code.is_file():
            yield Told("Laurels", "ok", f"{version('laurels')}, with {', '.join(found)}")
            return
        problem = "the browser's code is missing"
    except (PackageNotFoundError, OSError, LaurelsError) as error:
        problem = f"{error}"
    yield Told(
        "Laurels",
        "failed",
        f"This installation is not whole: {problem}.",
        "Install it again: pip install --force-reinstall laurels",
    )


def git(root: Path, now: datetime) -> Iterator[Told]:
    """Git, and the clone that a repository is."""
    if shutil.which("git") is None:
        yield Told("Git", "failed", "There is no git.", "Install Git.")
        return
    if _said(root, "rev-parse", "--is-inside-work-tree") != "true":
        yield Told("Git", "warning", "This folder is in no Git repository.", "git init && git add . && git commit")
        return
    stamp = _said(root, "log", "-1", "--format=%ct")
    if not stamp.isdigit():
        yield Told("Git", "warning", "Nothing is committed yet, so the site has no date.", "git add . && git commit")
    elif int(stamp) > (now + TOLERANCE).timestamp():
        yield Told("Git", "failed", "The last commit is dated later than now.", "Set this computer's clock.")
    elif _said(root, "rev-parse", "--is-shallow-repository") == "true":
        yield Told(
            "Git",
            "warning",
            "This clone is shallow, so changes cannot be compared with what was there before.",
            "git fetch --unshallow (in CI: fetch-depth: 0)",
        )
    else:
        yield Told("Git", "ok", _said(root, "--version").removeprefix("git version "))


def _said(root: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    return done.stdout.strip() if done.returncode == 0 else ""


def ci(around: Surroundings) -> Iterator[Told]:
    """Whether a CI job is one that private keys may be given to."""
    environment = around.environment
    proposal = environment.get("GITHUB_EVENT_NAME", "").startswith("pull_request") or bool(
        environment.get("CI_MERGE_REQUEST_ID")
    )
    if not environment.get("CI"):
        yield Told("CI", "note", "This is no CI job.")
    elif proposal and (around.signer or around.registrar):
        yield Told(
            "CI",
            "failed",
            "A job for a proposal can reach a private key: so can whoever proposes something.",
            "Give the secrets to the protected main branch alone.",
        )
    else:
        yield Told("CI", "ok", "no private key is named in a job for a proposal")
