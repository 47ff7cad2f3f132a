"""Files of the example catalogue and of the minimal repository, for tests of what describes them."""

from __future__ import annotations

from pathlib import Path

from laurels.model.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
MINIMAL = ROOT / "tests/checks/minimal"


def documents(root: Path = ROOT) -> list[tuple[str, str, str]]:
    """Kind, slug and text of every YAML file of a repository."""
    found = []
    for kind in KINDS:
        for path in sorted((root / kind.folder).rglob("*.yaml")):
            slug = kind.slug(path.relative_to(root / kind.folder).as_posix())
            if slug is not None:
                found.append((kind.name, slug, path.read_text(encoding="utf-8")))
    return found
