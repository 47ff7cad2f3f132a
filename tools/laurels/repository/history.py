"""Other states of the repository, from Git: which paths differ between two commits, and what was in them.

Nothing is checked out and no hook, filter or text conversion runs. Names of commits come from people and may be hostile: each is
resolved to a hash first, and only hashes are used afterwards.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from laurels.errors import RepositoryError, UsageError

MAX_NAME_CHARACTERS = 250
MAX_BLOB_BYTES = 256 * 1024 * 1024
_EMPTY = "0" * 40
_LINK, _MODULE = "120000", "160000"
_ENVIRONMENT = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a commit."""

    path: str
    """Relative to the repository's folder, with forward slashes."""
    blob: str
    """Git's name of its bytes; empty for a link."""
    size: int


@dataclass(frozen=True, slots=True)
class Changed:
    """One path that differs between two states."""

    path: str
    old: str
    """Git's name of the bytes before; empty where there was no such file."""
    new: str
    """The bytes after: empty where there is no such file, or where they are in the working tree (`in_tree`)."""
    in_tree: bool = False


class History:
    """The Git history around a repository's folder, which may lie anywhere below the work tree's root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        inside = self._git("rev-parse", "--is-inside-work-tree", check=False)
        if inside.strip() != b"true":
            raise RepositoryError(
                f"{root} is not in a Git work tree, so there is nothing to compare with.",
                hint="Run this in a clone of the repository.",
            )
        self.prefix = self._git("rev-parse", "--show-prefix").decode().strip()

    def commit(self, name: str) -> str:
        """The hash of a commit that somebody named: a branch, a tag, `origin/main`, `HEAD~2`. Raises `UsageError`."""
        odd = not name or name.startswith("-") or len(name) > MAX_NAME_CHARACTERS or not name.isprintable()
        found = b"" if odd else self._git(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", check=False
        )  # fmt: skip
        text = found.decode("ascii", "replace").strip()
        if not text or not all(c in "0123456789abcdef" for c in text):
            shown = name[:80].encode("unicode_escape").decode()
            raise UsageError(
                f"There is no commit `{shown}` here.",
                hint="Name a branch, a tag or a commit. In a shallow clone fetch it first: git fetch origin main.",
            )
        return text

    def meeting(self, base: str, head: str) -> str | None:
        """The commit at which two commits parted, or None where there is none here, as in a shallow clone."""
        found = self._git("merge-base", base, head, check=False).decode().split()
        return found[0] if found else None

    def files(self, commit: str, *folders: str) -> Iterator[Entry]:
        """Every file of a commit below some folders. Raises `RepositoryError` for a path that leads out of the tree."""
        below = [f":(top,literal){self.prefix}{folder}" for folder in folders]
        listed = self._git(
            "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", *(b.partition(")")[2] for b in below)
        )
        for line in filter(None, listed.split(b"\0")):
            facts, _, name = line.partition(b"\t")
            mode, _, blob, size = facts.decode().split()
            if mode != _MODULE:
                path = self._relative(os.fsdecode(name))
                yield Entry(path, "" if mode == _LINK else blob, int(size) if size.isdigit() else 0)

    def changed(self, base: str, head: str | None, *folders: str) -> Iterator[Changed]:
        """The paths that differ between a commit and another, or the working tree where head is None."""
        arguments = [
            "diff",
            "--raw",
            "-z",
            "--no-renames",
            "--no-abbrev",
            "--no-ext-diff",
            "--no-textconv",
            "--relative",
        ]
        sides = [base] if head is None else [base, head]
        fields = iter(self._git(*arguments, *sides, "--", *folders).split(b"\0"))
        for facts in fields:
            if facts.startswith(b":"):
                old_mode, new_mode, old, new, _ = facts[1:].decode().split()
                path = self._checked(os.fsdecode(next(fields)))
                before = "" if old_mode in (_LINK, _MODULE) or old.startswith(_EMPTY) else old
                after = "" if new_mode in (_LINK, _MODULE) or new.startswith(_EMPTY) else new
                yield Changed(path, before, after, in_tree=head is None and new_mode != "000000")
        if head is None:
            others = self._git("ls-files", "--others", "--exclude-standard", "-z", "--", *folders)
            for name in filter(None, others.split(b"\0")):
                yield Changed(self._checked(os.fsdecode(name)), "", "", in_tree=True)

    def blobs(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of some blobs, one after the other, each once. A blob over 256 MiB raises `RepositoryError`."""
        wanted = list(dict.fromkeys(name for name in names if name))
        if not wanted:
            return
        with subprocess.Popen(  # noqa: S603 - fixed words and hashes, no shell
            [*self._command(), "cat-file", "--batch", "--buffer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        ) as process:
            assert process.stdin is not None and process.stdout is not None  # noqa: S101 - asked for above
            for start in range(
                0, len(wanted), 64
            ):  # few enough to fit a pipe, so that neither side waits for the other
                part = wanted[start : start + 64]
                process.stdin.write("".join(f"{name}\n" for name in part).encode())
                process.stdin.flush()
                if start + 64 >= len(wanted):
                    process.stdin.close()
                for name in part:
                    yield name, self._blob(process.stdout.readline(), name, process.stdout)

    @staticmethod
    def _blob(head: bytes, name: str, stream: object) -> bytes:
        facts = head.split()
        if len(facts) != 3 or facts[1] != b"blob" or int(facts[2]) > MAX_BLOB_BYTES:
            raise RepositoryError(
                f"Git cannot give the file {name[:12]}….",
                hint="In a partial or damaged clone, fetch again; see `git fsck`.",
            )
        data: bytes = stream.read(int(facts[2]))  # type: ignore[attr-defined]
        stream.read(1)  # type: ignore[attr-defined]
        return data

    def _relative(self, path: str) -> str:
        return self._checked(path.removeprefix(self.prefix))

    @staticmethod
    def _checked(path: str) -> str:
        """A tree made by hand can name `..`; nothing is ever written or read there."""
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or "\\" in path or any(part in ("..", ".", ".git") for part in parts):
            raise RepositoryError("A path in the commit leads out of the repository.", hint="Do not merge this commit.")
        return path

    def _command(self) -> list[str]:
        return ["git", "-C", str(self.root), "-c", "core.quotePath=false", "-c", "core.fsmonitor=false"]

    def _git(self, *arguments: str, check: bool = True) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 - fixed words, hashes and checked names, no shell
                [*self._command(), *arguments], capture_output=True, check=False, env=_environment()
            )
        except FileNotFoundError as error:
            raise RepositoryError("Git is not installed.", hint="Install it: https://git-scm.com/") from error
        if check and done.returncode:
            message = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise RepositoryError(f"Git failed: {message[0] if message else arguments[0]}", hint="Is the clone whole?")
        return done.stdout


def _environment() -> dict[str, str]:
    return {**os.environ, **_ENVIRONMENT}
