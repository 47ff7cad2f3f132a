"""A small valid repository, and the examples that break one rule each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from laurels.checks import in_order, run
from laurels.encoding import strict_yaml
from laurels.findings import Finding
from laurels.repository.load import load

HERE = Path(__file__).parent
MINIMAL = HERE / "minimal"
INVALID = HERE / "invalid"
TODAY = date(2026, 8, 1)


@dataclass(frozen=True)
class Case:
    """One invalid example: what is done to the minimal repository, and where the finding must be."""

    code: str
    path: str
    line: int
    apply: Callable[[Path], None] = field(compare=False)

    def __str__(self) -> str:
        return self.code


def _from_folder(folder: Path) -> Case:
    case: dict[str, Any] = strict_yaml.loads((folder / "case.yaml").read_text(encoding="utf-8"))
    unknown = set(case) - {"edit", "append", "remove", "expect"}
    assert not unknown, f"{folder.name}: {unknown}"

    def apply(root: Path) -> None:
        if (folder / "files").is_dir():
            shutil.copytree(folder / "files", root, dirs_exist_ok=True)
        for name in case.get("remove", []):
            (root / name).unlink()
        for step in case.get("edit", []):
            text = (root / step["file"]).read_text(encoding="utf-8")
            assert text.count(step["find"]) == 1, (
                f"{folder.name}: {step['find']!r} is there {text.count(step['find'])} times"
            )
            (root / step["file"]).write_text(text.replace(step["find"], step["put"]), encoding="utf-8")
        for step in case.get("append", []):
            with (root / step["file"]).open("a", encoding="utf-8") as file:
                file.write(step["text"])

    return Case(folder.name, case["expect"]["path"], case["expect"]["line"], apply)


def _large(root: Path) -> None:
    (root / "catalogue/trust/large.yaml").write_bytes(b"# " + b"x" * (4 * 1024 * 1024))


def _link(root: Path) -> None:
    (root / "catalogue/trust/link.yaml").symlink_to(root / "mkdocs.yml")


def _colliding(root: Path) -> None:
    # A wide letter, not a capital one: so it is another file on every system that the tests run on.
    shutil.copy(root / "catalogue/trust/other-college.yaml", root / "catalogue/trust/\uff4fther-college.yaml")


# What Git or an archive would not carry as it is.
BUILT = (
    Case(
        "YML004",
        "catalogue/trust/old.yaml",
        2,
        lambda root: _write(root / "catalogue/trust/old.yaml", b"# \nname: Coll\xe8ge\n"),
    ),
    Case("YML005", "catalogue/trust/large.yaml", 1, _large),
    Case("YML006", "catalogue/trust/link.yaml", 1, _link),
    Case("YML007", "catalogue/trust/folder.yaml", 1, lambda root: (root / "catalogue/trust/folder.yaml").mkdir()),
    Case("IDS002", "catalogue/trust/\uff4fther-college.yaml", 1, _colliding),
)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def cases() -> list[Case]:
    """Every invalid example, in the order of its code."""
    return sorted([*map(_from_folder, sorted(INVALID.iterdir())), *BUILT], key=lambda case: case.code)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", cases(), ids=str)


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """A copy of the minimal repository."""
    root = tmp_path / "repository"
    shutil.copytree(MINIMAL, root)
    return root


@pytest.fixture
def findings() -> Callable[..., list[Finding]]:
    """Everything that reading and checking a repository finds."""

    def find(root: Path, today: date = TODAY) -> list[Finding]:
        loaded = load(root)
        return in_order([*loaded.findings, *run(loaded.catalogue, today)])

    return find


@pytest.fixture(scope="session")
def all_cases() -> list[Case]:
    return cases()
