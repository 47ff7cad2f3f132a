"""`laurels build`: what it says besides building."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from laurels.model.catalogue import Catalogue
from laurels.publish import build
from laurels.publish.build import Built


@pytest.mark.parametrize(
    ("untold", "said"), [(0, ""), (1, "1 award was revoked, suspended or reinstated"), (2, "2 awards were revoked")]
)
def test_a_change_that_no_signed_list_says_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, untold: int, said: str
) -> None:
    built = Built(Path("site"), 3, 2, Catalogue(), untold)
    monkeypatch.setattr(build, "build", lambda *_: built)
    result = run("build")
    assert result.stdout == "Built 3 files with 2 badges into site\n"
    assert result.stderr.startswith(said)
    assert bool(result.stderr) is bool(said)
    assert json.loads(run("build", "--format", "json").stdout) == {
        "folder": "site",
        "files": 3,
        "badges": 2,
        "untold": untold,
    }
