"""The rules of the architecture: who may import whom, and what the pure layers may not touch."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "tools" / "laurels"
LAYERS = {
    0: ("errors", "findings", "encoding"),
    1: ("model",),
    2: ("credential", "proof", "sealing", "status", "stacking", "verification", "log"),
    3: ("checks", "diff", "drafting"),
    4: ("repository", "signers", "resolve", "exchange", "render", "site"),
    5: ("office", "publish", "library"),
    6: ("cli", "__main__", "__init__"),
}
LAYER = {name: layer for layer, names in LAYERS.items() for name in names}
PURE = 3
"""Up to here no file, network, clock, randomness or environment: all of it is an argument."""
IMPURE_MODULES = {
    "os", "pathlib", "io", "shutil", "tempfile", "glob", "socket", "ssl", "http", "urllib.request", "urllib3", "requests",
    "subprocess", "threading", "multiprocessing", "asyncio", "random", "secrets", "time", "getpass", "sqlite3", "logging",
    "importlib.resources",
}  # fmt: skip
IMPURE_CALLS = {
    "open",
    "print",
    "input",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "uuid.uuid1",
    "uuid.uuid4",
    "uuid4",
}
# The sentences of the report are code that happens to be JSON, so that the browser can read the same file.
ALLOWED = {("verification/report.py", "importlib.resources"), ("verification/report.py", "importlib.resources.files")}
# What opens there is a sealed box in memory (`sealing.opener.Opener`).
ALLOWED_CALLS = {("sealing/rows.py", "registrar.open")}
ONLY_IN = {"mkdocs": "site/mkdocs_plugin.py", "click": "cli/"}
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if "_bundled" not in path.parts]


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(tree: ast.AST) -> Iterator[str]:
    return (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))


def reaches(module: str, root: str) -> bool:
    return module == root or module.startswith(root + ".")


@pytest.fixture(params=MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def module(request: pytest.FixtureRequest) -> tuple[Path, ast.AST]:
    return request.param, ast.parse(request.param.read_text(encoding="utf-8"))


def test_every_part_has_a_layer() -> None:
    assert {part_of(path) for path in MODULES} <= set(LAYER)


def test_imports_point_down(module: tuple[Path, ast.AST]) -> None:
    path, tree = module
    own = LAYER[part_of(path)]
    for name in imports(tree):
        if reaches(name, "laurels") and name != "laurels":
            part = name.split(".")[1]
            # `from laurels import __version__` names no part.
            assert LAYER.get(part, 0) <= own, f"layer {own} imports {name}"


def test_pure_layers_touch_nothing(module: tuple[Path, ast.AST]) -> None:
    path, tree = module
    if LAYER[part_of(path)] <= PURE:
        where = path.relative_to(PACKAGE).as_posix()
        impure = [name for name in imports(tree) if any(reaches(name, module) for module in IMPURE_MODULES)]
        assert [name for name in impure if (where, name) not in ALLOWED] == []
        called = [name for name in calls(tree) if name in IMPURE_CALLS or name.split(".", 1)[-1] in IMPURE_CALLS]
        assert [name for name in called if (where, name) not in ALLOWED_CALLS] == []


def test_frameworks_stay_at_the_edge(module: tuple[Path, ast.AST]) -> None:
    path, tree = module
    where = path.relative_to(PACKAGE).as_posix()
    for name in imports(tree):
        for framework, place in ONLY_IN.items():
            assert not reaches(name, framework) or where.startswith(place), f"{name} belongs into {place}"


def test_modules_stay_small(module: tuple[Path, ast.AST]) -> None:
    path, _ = module
    assert path.read_text(encoding="utf-8").count("\n") <= 300, "two things live here: part them"


def test_names_of_tests_are_unique() -> None:
    """pytest imports a test outside a package by its bare name: two of one name stop the whole run."""
    tests = Path(__file__).parent
    loose = [path for path in tests.rglob("test_*.py") if not (path.parent / "__init__.py").exists()]
    counts = Counter(path.name for path in loose)
    assert [name for name, count in counts.items() if count > 1] == []


def test_the_rules_see_what_they_forbid() -> None:
    tree = ast.parse(
        "import os.path\nfrom datetime import datetime\nfrom laurels.cli import main\ndatetime.now()\nopen('x')\n"
    )
    assert {"os.path", "laurels.cli"} <= set(imports(tree))
    assert set(calls(tree)) & IMPURE_CALLS == {"datetime.now", "open"}
