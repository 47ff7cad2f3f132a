"""Runs the `run:` steps of a workflow as the forge would: the same words, in order, with the expressions filled in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from support.history import ENVIRONMENT

TIMEOUT_SECONDS = 120
_UNNAMED = {key: value for key, value in ENVIRONMENT.items() if not key.endswith(("_NAME", "_EMAIL", "_DATE"))}
"""A runner has no name of its own: the steps say who commits."""
_EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


@dataclass
class Done:
    """What the steps of one job did."""

    codes: dict[str, int] = field(default_factory=dict)
    """Name of a step → its exit code; a step that was passed over after a failure is not there."""
    output: str = ""

    @property
    def ok(self) -> bool:
        return not any(self.codes.values())


def load(path: Path) -> dict[str, Any]:
    """A workflow; the key `on` stays a text."""
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found


def run_job(job: Mapping[str, Any], folder: Path, context: Mapping[str, str], environment: Mapping[str, str]) -> Done:
    """Run the steps of a GitHub job that are commands; installing is what the test's own environment has done.

    Args:
        job: as in the workflow.
        folder: the checkout.
        context: `github.event.pull_request.base.sha` → its value; an expression that is not in it is an error.
        environment: variables that take the place of those of a step, such as the address of the remote.
    """
    done = Done()
    for step in job["steps"]:
        if "run" not in step or step["name"] == "Install" or (not done.ok and step.get("if") != "always()"):
            continue
        own = {key: environment.get(key) or _filled(value, context) for key, value in step.get("env", {}).items()}
        # GitHub's own default: bash -e; with pipefail where a shell is named
        done = _run(done, step["name"], step["run"], folder, {**environment, **own})
    return done


def run_script(name: str, job: Mapping[str, Any], folder: Path, environment: Mapping[str, str]) -> Done:
    """Run the script of a GitLab job: all lines in one shell."""
    own = {key: environment.get(key, value) for key, value in job.get("variables", {}).items()}
    return _run(Done(), name, "\n".join(job["script"]), folder, {**own, **environment})


def _run(done: Done, name: str, script: str, folder: Path, environment: Mapping[str, str]) -> Done:
    path = os.pathsep.join(
        filter(None, [environment.get("PATH", ""), str(Path(sys.executable).parent), os.environ["PATH"]])
    )
    found = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, **_UNNAMED, **environment, "PATH": path, "LAURELS_CACHE": str(folder.parent / "cache")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    return Done({**done.codes, name: found.returncode}, done.output + found.stdout + found.stderr)


def _filled(value: str, context: Mapping[str, str]) -> str:
    return _EXPRESSION.sub(lambda match: context[match[1]], value)
