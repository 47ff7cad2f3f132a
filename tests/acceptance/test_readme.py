"""The README's and the documentation's commands do what is said, typed in order into a shell."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from laurels.sealing.page import open_page
from laurels.sealing.text import from_text

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]*)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TIMEOUT_SECONDS = 300


@dataclass
class Shell:
    """Types commands; `cd` is remembered."""

    folder: Path
    done: dict[str, subprocess.CompletedProcess[str]] = field(default_factory=dict)

    def type(self, line: str) -> subprocess.CompletedProcess[str] | None:
        word, *rest = shlex.split(line)
        if word == "cd":
            self.folder = self.folder / rest[0]
            return None
        assert word == "laurels", line
        environment = {key: value for key, value in os.environ.items() if not key.startswith("LAURELS_")}
        self.done[line] = subprocess.run(
            [sys.executable, "-m", "laurels", *rest],
            cwd=self.folder,
            env={**environment, "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        return self.done[line]


def commands(document: str) -> list[str]:
    """The command lines of a document's console blocks, but for those that act on a clone."""
    text = (ROOT / document).read_text(encoding="utf-8")
    found = [
        line[2:]
        for language, _, block in FENCE.findall(text)
        if language == "console"
        for line in block.splitlines()
        if line.startswith("$ ")
    ]
    return [line for line in found if shlex.split(line)[0] not in ("make", "git")]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell after everything in the README was typed into it, in an empty folder."""
    made = Shell(tmp_path_factory.mktemp("readme"))
    for line in commands("README.md"):
        result = made.type(line)
        assert result is None or result.returncode == 0, f"{line}\n{result.stdout}\n{result.stderr}"
    return made


def demo(shell: Shell) -> str:
    return shell.done["laurels demo my-demo --no-serve"].stdout


def test_every_command_of_the_readme_was_run(shell: Shell) -> None:
    assert [line for line in commands("README.md") if not line.startswith("cd ")] == list(shell.done)
    assert len(shell.done) >= 6


def test_the_demo_tells_the_steps_that_the_readme_tells(shell: Shell) -> None:
    told = re.findall(r"^(\d)\. ", demo(shell), re.MULTILINE)
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Commands")[0]
    assert told == re.findall(r"^(\d)\. ", text, re.MULTILINE)
    assert re.search(r"with one letter changed: invalid$", demo(shell), re.MULTILINE)


def test_the_printed_link_opens_a_sealed_badge(shell: Shell) -> None:
    (link,) = re.findall(r"^A sealed badge, with the key in its link: (\S+)$", demo(shell), re.MULTILINE)
    page, _, key = link.partition("#")
    site = shell.folder / "site"
    award = (site / page / "sealed.json").read_bytes()
    template = (site / "templates" / f"{json.loads(award)['template']}.json").read_bytes()
    assert b"Sample Learner" in open_page(award, template, from_text(key))
    assert not (site / page / "credential.json").exists()
    published = b"".join(path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file())
    assert [number for number in (7, 8, 9) if f"Sample Learner {number:02}".encode() in published] == []
    assert key.encode() not in published


def test_the_printed_verify_command_says_valid(shell: Shell) -> None:
    printed = re.findall(r"^\s*\S*(laurels verify .*)$", demo(shell), re.MULTILINE)
    assert len(printed) == 1
    result = shell.type(printed[0])
    assert result is not None
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.startswith("Valid. Awarded by laurels.example on ")


def test_a_changed_letter_makes_it_invalid(shell: Shell) -> None:
    (words,) = [shlex.split(line) for line in re.findall(r"^\s*\S*(laurels verify .*)$", demo(shell), re.MULTILINE)]
    data = (shell.folder / words[2]).read_bytes()
    changed = data.replace(b"Sample Learner", b"Simple Learner", 1)
    assert changed != data
    (shell.folder / "changed.json").write_bytes(changed)
    result = shell.type(shlex.join([*words[:2], "changed.json", *words[3:]]))
    assert result is not None
    assert result.returncode == 1
    assert result.stdout.startswith("Not valid: ")
    assert "Simple Learner" not in result.stdout


def test_the_files_in_the_documentation_work(shell: Shell) -> None:
    text = (ROOT / "site_src/docs/verifying.md").read_text(encoding="utf-8")
    files = {title: block for _, title, block in FENCE.findall(text) if re.fullmatch(r"my-.*\.json", title)}
    for title, block in files.items():
        (shell.folder / title).write_text(block, encoding="utf-8")
    line = next(line for line in commands("site_src/docs/verifying.md") if all(title in line for title in files))
    assert len(files) == 2
    result = shell.type(line)
    assert result is not None
    assert result.returncode in (0, 1), result.stdout + result.stderr
    credentials = list((shell.folder / "site" / "b").rglob("credential.json"))
    *lines, last = result.stdout.splitlines()
    assert len(lines) == len(credentials) > 3
    assert last.startswith(f"{len(credentials)} files: ")
    assert any(": Valid. " in one for one in lines)
    assert all(": Valid. " in one or ": Genuine, but " in one for one in lines), result.stdout


def test_what_the_commands_print_is_for_people(shell: Shell) -> None:
    for line, result in shell.done.items():
        assert "Traceback" not in result.stderr, line
        assert "Warning" not in result.stderr, f"{line}\n{result.stderr}"
