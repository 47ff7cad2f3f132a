"""Other states of the repository, from Git: which paths differ between two commits, and what was in them.

Nothing is checked out and no hook, filter or text conversion runs. Names of commits come from people and may be hostile: each is
resolved to a hash first, and only hashes are used afterwards.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from laurels.errors import RepositoryError, UsageError

MAX_NAME_CHARACTERS = 250
MAX_BLOB_BYTES = 256 * 1024 * 1024
_LINK, _MODULE, _NOTHING = "120000", "160000", "000000"
_ENVIRONMENT = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a commit."""

    path: str
    """Relative to the repository's folder, with forward slashes."""
    blob: str
    """Git's name of its bytes, or `History.LINK`."""
    size: int


@dataclass(frozen=True, slots=True)
class Changed:
    """One path that differs between two states."""

    path: str
    old: str
    """Git's name of the bytes before, or `History.LINK`; empty where there was no such file."""
    new: str
    """The same after: empty where there is no such file, or where it is in the working tree (`in_tree`)."""
    in_tree: bool = False


class History:
    """The Git history around a repository's folder, which may lie anywhere below the work tree's root."""

    LINK = "link"
    """Stands for the content of a symbolic link, which is never followed."""

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
        """The commit at which two commits parted, or None where they have nothing in common.

        Raises `RepositoryError` where this clone is too shallow to tell: without it, what BASE gained meanwhile would be
        taken for a loss.
        """
        found = self._git("merge-base", base, head, check=False).decode().split()
        if not found and self._git("rev-parse", "--is-shallow-repository", check=False).strip() == b"true":
            raise RepositoryError(
                "This clone is shallow: the commit at which the two parted is not in it.",
                hint="Fetch the history: git fetch --unshallow (in a workflow: fetch-depth: 0).",
            )
        return found[0] if found else None

    def log(self, revisions: str, format_: str, limit: int, *paths: str) -> str:
        """What `git log` prints of at most so many commits, the newest first. The revisions are hashes."""
        words = ("log", f"--format=tformat:{format_}", f"--max-count={limit}", "--no-show-signature", "--no-mailmap")
        return self._git(*words, revisions, "--", *paths).decode("utf-8", "replace")

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
                yield Entry(path, self._content(mode, blob), int(size) if size.isdigit() else 0)

    def changed(self, base: str, head: str | None, *folders: str, ignored: bool = False) -> Iterator[Changed]:
        """The paths that differ between a commit and another, or the working tree where head is None; files that Git is told
        to ignore only where they are asked for."""
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
                in_tree = head is None and new_mode != _NOTHING
                yield Changed(
                    path, self._content(old_mode, old), "" if in_tree else self._content(new_mode, new), in_tree
                )
        if head is None:
            known = () if ignored else ("--exclude-standard",)
            others = self._git("ls-files", "--others", *known, "-z", "--", *folders)
            for name in filter(None, others.split(b"\0")):
                yield Changed(self._checked(os.fsdecode(name)), "", "", in_tree=True)

    def _content(self, mode: str, blob: str) -> str:
        return "" if mode in (_NOTHING, _MODULE) else self.LINK if mode == _LINK else blob

    def blobs(self, names: Iterable[str], limit: int = MAX_BLOB_BYTES) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of some blobs, one after the other, each once; no more than `limit` bytes of any.

        A blob over 256 MiB raises `RepositoryError`.
        """
        wanted = list(dict.fromkeys(name for name in names if name and name != self.LINK))
        if not wanted:
            return
        with tempfile.TemporaryFile() as names_file:
            # A file and no pipe: neither side ever waits for the other.
            names_file.write("".join(f"{name}\n" for name in wanted).encode())
            names_file.seek(0)
            with subprocess.Popen(  # noqa: S603 - fixed words, no shell
                [*self._command(), "cat-file", "--batch", "--buffer"],
                stdin=names_file,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            ) as process:
                assert process.stdout is not None  # noqa: S101 - asked for above
                for name in wanted:
                    yield name, self._blob(process.stdout, name, limit)

    @staticmethod
    def _blob(stream: IO[bytes], name: str, limit: int) -> bytes:
        facts = stream.readline().split()
        if len(facts) != 3 or facts[1] != b"blob" or int(facts[2]) > MAX_BLOB_BYTES:
            raise RepositoryError(
                f"Git cannot give the file {name[:12]}….",
                hint="In a partial or damaged clone, fetch again; see `git fsck`.",
            )
        data = stream.read(int(facts[2]))
        stream.read(1)  # a line feed
        return data[:limit]

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
