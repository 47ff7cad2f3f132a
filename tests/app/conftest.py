"""The Node of the build, and the browser code bundled for it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


def _run(node: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    vectors = ROOT.parent / "shared/vectors"
    return subprocess.run(
        [str(part) for part in (node, *arguments)],
        cwd=ROOT,
        env={**os.environ, "LAURELS_VECTORS": str(vectors), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="session")
def hatch_build() -> ModuleType:
    """The build hook's module, with the packages that the tests need installed."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.install(tests=True)
    return module


@pytest.fixture(scope="session")
def node(hatch_build: ModuleType) -> Path:
    path: Path = hatch_build.node()
    return path


@pytest.fixture(scope="session")
def run_node(node: Path) -> Run:
    """Runs Node with some arguments in the project's folder."""
    return lambda *arguments: _run(node, *arguments)


@pytest.fixture(scope="session")
def bundles(run_node: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every TypeScript test and the conformance runner, bundled for Node."""
    folder = tmp_path_factory.mktemp("app")
    done = run_node("tests/app/build.mjs", folder)
    assert done.returncode == 0, done.stderr
    return folder
