"""What is remembered is what would be found again; what changed is read again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from laurels.repository import cache
from laurels.repository import reported as module
from laurels.repository.reported import reported

MINIMAL = Path(__file__).resolve().parents[1] / "checks" / "minimal"
DAY = date(2026, 11, 24)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copy = tmp_path / "repository"
    shutil.copytree(MINIMAL, copy)
    return copy


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """Every folder that was really read and checked."""
    seen: list[Path] = []
    fresh = module._fresh

    def counting(root: Path, today: date) -> object:
        seen.append(root)
        return fresh(root, today)

    monkeypatch.setattr(module, "_fresh", counting)
    yield seen


def test_the_second_time_nothing_is_read(root: Path, tmp_path: Path, reads: list[Path]) -> None:
    (root / "catalogue/trust/bad.yaml").write_text("name: a\nname: b\n")
    first = reported(root, DAY, tmp_path / "store")
    assert reported(root, DAY, tmp_path / "store") == first
    assert len(reads) == 1
    assert first.findings[0].code == "YML002"
    assert first == reported(root, DAY)


def _append(root: Path) -> None:
    path = next(iter(sorted(root.glob("catalogue/achievements/*.yaml"))))
    path.write_text(path.read_text() + "# changed\n")


CHANGES = {
    "a file": _append,
    "a new file": lambda root: (root / "issued/new.txt").write_text(""),
    "a file gone": lambda root: next(iter(root.glob("keys/public/*.yaml"))).unlink(),
    "another name": lambda root: (
        (root / "catalogue/images").mkdir(exist_ok=True) or (root / "catalogue/images/a").mkdir()
    ),
    "a link": lambda root: (root / "catalogue/trust/link.yaml").symlink_to(root / "mkdocs.yml"),
    "the site": lambda root: (root / "mkdocs.yml").write_text("site_name: Other\nsite_url: https://other.example/\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_read(change: object, root: Path, tmp_path: Path, reads: list[Path]) -> None:
    reported(root, DAY, tmp_path / "store")
    change(root)  # type: ignore[operator]
    assert reported(root, DAY, tmp_path / "store") == reported(root, DAY)
    assert len(reads) == 3


def test_another_day_and_another_program_ask_again(
    root: Path, tmp_path: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    reported(root, DAY, tmp_path / "store")
    reported(root, date(2026, 11, 25), tmp_path / "store")
    monkeypatch.setattr(cache, "tool", lambda: "another")
    reported(root, DAY, tmp_path / "store")
    assert len(reads) == 3


@pytest.mark.parametrize("damage", [b"", b"{}", b"0" * 64 + b"\n{}", b"\xff" * 200])
def test_a_damaged_entry_is_no_entry(damage: bytes, root: Path, tmp_path: Path, reads: list[Path]) -> None:
    first = reported(root, DAY, tmp_path / "store")
    for path in (tmp_path / "store").iterdir():
        path.write_bytes(damage)
    assert reported(root, DAY, tmp_path / "store") == first
    assert len(reads) == 2


def test_an_entry_of_another_shape_is_no_entry(root: Path, tmp_path: Path, reads: list[Path]) -> None:
    first = reported(root, DAY, tmp_path / "store")
    (path,) = (tmp_path / "store").iterdir()
    cache.keep(tmp_path / "store", path.name, b'{"findings": 1}')
    assert reported(root, DAY, tmp_path / "store") == first
    assert len(reads) == 2


def test_a_folder_that_cannot_be_written_does_no_harm(root: Path, tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    assert reported(root, DAY, tmp_path / "store") == reported(root, DAY)


def test_few_entries_are_kept(tmp_path: Path) -> None:
    for number in range(cache.MAX_ENTRIES + 5):
        cache.keep(tmp_path / "store", f"{number:064}", b"content")
    assert len(list((tmp_path / "store").iterdir())) == cache.MAX_ENTRIES
    assert cache.read(tmp_path / "store", f"{cache.MAX_ENTRIES + 4:064}") == b"content"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "home/.cache/laurels"),
        ({"XDG_CACHE_HOME": "xdg"}, "xdg/laurels"),
        ({"XDG_CACHE_HOME": "xdg", "LAURELS_CACHE": "own"}, "own"),
    ],
    ids=str,
)
def test_where_it_is(environment: dict[str, str], expected: str) -> None:
    assert cache.folder(environment, Path("home")) == Path(expected)
