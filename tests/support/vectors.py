"""Where the published conformance data lies, and what is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "vectors"


def listed(pattern: str) -> list[str]:
    """Names of files for `parametrize`. Where the folder is missing: one name, whose test the `vectors` fixture then ends."""
    return sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob(pattern)) or ["missing"]


def read(name: str) -> Any:
    """One JSON file."""
    return json.loads((FOLDER / name).read_bytes())
