"""Runs `laurels verify` on each file of a folder, in a process of little memory in which nothing may reach for the network.

`python hostile_child.py FOLDER MAP`, with answers in place of the network: prints a JSON object, file name → exit code, outcomes, standard error, and what went wrong around it.
A file that takes more than its share of the processor is stopped, and says so.
"""

from __future__ import annotations

import json
import resource
import signal
import socket
import sys
from pathlib import Path
from typing import Any

CPU_SECONDS = 2.0
MEMORY_BYTES = 256 * 1024 * 1024


class TooLongError(BaseException):
    """Not an `Exception`: nothing on the way may take it for a mishap of its own."""


def _stop(*_: Any) -> None:
    raise TooLongError


def _refuse(*_: Any, **__: Any) -> Any:
    raise AssertionError("the network was reached for")


def _run(path: Path) -> dict[str, Any]:
    from click.testing import CliRunner

    from laurels.cli import main

    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    try:
        result = CliRunner().invoke(main, ["verify", str(path), "--http-map", sys.argv[2], "--format", "json"])
    except TooLongError:
        return {"wrong": f"more than {CPU_SECONDS} s"}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    exception = result.exception
    found: dict[str, Any] = {"exit": result.exit_code, "stderr": result.stderr}
    if exception is not None and not isinstance(exception, SystemExit):
        found["wrong"] = repr(exception)
    elif result.stdout:
        told = json.loads(result.stdout)
        found["outcomes"] = [report["outcome"] for report in (told if isinstance(told, list) else [told])]
    return found


def main() -> None:
    from laurels.cli import verify as _warm  # noqa: F401 -- what every run loads, counts for none
    from laurels.resolve.contexts import bundled
    from laurels.resolve.inputs import read  # noqa: F401

    bundled()
    socket.socket.connect = _refuse  # type: ignore[method-assign]
    socket.getaddrinfo = _refuse
    signal.signal(signal.SIGPROF, _stop)
    before = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (before + MEMORY_BYTES, before + MEMORY_BYTES))
    told = {path.name: _run(path) for path in sorted(Path(sys.argv[1]).iterdir())}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
