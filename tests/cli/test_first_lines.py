"""Every YAML file that a command writes begins with the line that leads an editor to its schema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from laurels.cli import main
from laurels.model.kinds import KINDS


def call(*arguments: str | Path) -> Result:
    done = CliRunner(env={"LAURELS_PASSPHRASE": "correct horse battery staple"}).invoke(
        main, [str(a) for a in arguments]
    )
    assert done.exit_code == 0, done.output
    return done


def kind_of(path: str) -> str:
    return next(
        kind.name
        for kind in KINDS
        if path.startswith(f"{kind.folder}/") and kind.slug(path.removeprefix(f"{kind.folder}/"))
    )


def test_files_lead_to_their_schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "badges"
    call("init", root, "--name", "Example: “College” & Co", "--url", "https://badges.example.edu/", "--country", "IE")
    call("new", "achievement", "Night walks", "--yes", "-C", root)
    call("new", "stack", "Far", "--yes", "-C", root)
    call("new", "role", "guide", "--yes", "-C", root)
    call("new", "issuer", "Library", "--yes", "-C", root)
    call(
        "keys",
        "new",
        "--purpose",
        "registrar",
        "--id",
        "2026-registrar",
        "--store",
        "-",
        "-C",
        root,
        "--issuer",
        "example-college-and-co",
    )
    written = [
        path.relative_to(root).as_posix()
        for folder in ("catalogue", "issued", "keys")
        for path in (root / folder).rglob("*.yaml")
    ]
    assert {kind_of(name) for name in written} >= {"issuer", "achievement", "stack", "role", "skills", "key"}
    for name in written:
        first = (root / name).read_text(encoding="utf-8").split("\n")[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert match, name
        schema = ((root / name).parent / match[1]).resolve()
        assert schema == root / f"schemas/{kind_of(name)}.schema.json"
        assert schema.is_file(), name
