"""Read a repository: files in, an immutable Catalogue and the findings of reading out.

A file that cannot be read is a finding in the stream, never an exception: the other files are still checked.
"""

from __future__ import annotations

import gc
import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from laurels.checks.faults import findings_of
from laurels.drafting.slugs import suggest
from laurels.encoding import strict_yaml
from laurels.errors import RepositoryError
from laurels.findings import Finding, Severity, printable
from laurels.model.catalogue import Catalogue, LedgerFile, SourceFile
from laurels.model.kinds import KIND, KINDS, Kind
from laurels.repository.ledgers import read_ledger
from laurels.repository.site import site_in, site_of, source_of

__all__ = ["Loaded", "load", "site_of"]

MAX_FILE_BYTES = 4 * 1024 * 1024
MAX_AWARD_BYTES = 64 * 1024 * 1024
MAX_LEDGER_BYTES = 256 * 1024 * 1024
IMAGES = "catalogue/images"
LEDGER = "issued/ledger"
LISTS = "issued/lists"
CHANGES = "-changes"
"""The end of the name of the file that says when and why bits of a list were set."""
_NAMES = {"award": "<year>/{}.yaml", "status": "2026.yaml"}
_FILE_ENDINGS = (".yaml", ".jsonl", ".json", ".svg")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A repository as read."""

    catalogue: Catalogue
    findings: tuple[Finding, ...]
    """What was wrong with the files themselves; the checks look at the catalogue."""


def load(root: Path) -> Loaded:
    """Read the repository at a folder. Raises `RepositoryError` where the folder is no repository."""
    if not (root / "catalogue").is_dir():
        raise RepositoryError(
            f"{root} is not a Laurels repository: it has no folder `catalogue`.",
            hint="Go to the repository's folder, or name it with `-C DIR`.",
        )
    with _uncollected():
        return _Loader(root.resolve()).run()


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection while a hundred thousand objects come into being that all stay: it would only walk them again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


class _Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: dict[Finding, None] = {}  # in order, each once: some folders are walked for two kinds of file
        self.sources: dict[tuple[str, str], SourceFile] = {}
        self.broken: set[tuple[str, str]] = set()
        self.definitions: dict[str, dict[str, Any]] = {kind.name: {} for kind in KINDS}

    def run(self) -> Loaded:
        for kind in KINDS:
            for path, slug in self._files(kind):
                self._definition(kind, path, slug)
        if (configuration := source_of(self.root)) is not None:
            self.sources["site", "mkdocs"] = configuration
        frozen = {name: MappingProxyType(found) for name, found in self.definitions.items()}
        lists = dict(self._bytes("list", LISTS, ".json"))
        changes = {name.removesuffix(CHANGES): lists.pop(name) for name in list(lists) if name.endswith(CHANGES)}
        catalogue = Catalogue(
            site=site_in(configuration),
            issuers=frozen["issuer"],
            achievements=frozen["achievement"],
            stacks=frozen["stack"],
            frameworks=frozen["skills"],
            roles=frozen["role"],
            recognition=frozen["recognition"],
            trust=frozen["trust"],
            batches=frozen["award"],
            status_changes=frozen["status"],
            keys=frozen["key"],
            sequence=frozen["sequence"].get("sequence"),
            ledgers=MappingProxyType(dict(self._ledgers())),
            lists=MappingProxyType(lists),
            changes=MappingProxyType(changes),
            images=MappingProxyType(dict(self._bytes("image", IMAGES, ".svg"))),
            sources=MappingProxyType(self.sources),
            broken=frozenset(self.broken),
        )
        return Loaded(catalogue, tuple(self.findings))

    def _report(self, code: str, path: str, message: str, *, line: int = 1, column: int = 1, hint: str = "") -> None:
        self.findings[Finding(code, Severity.ERROR, message, path, line, column, "", hint)] = None

    def _walk(self, folder: str) -> Iterator[tuple[Path, str]]:
        """Every file below a folder with its path relative to it, sorted; links are findings, not followed."""
        top = self.root / folder
        for directory, names, files in os.walk(top, onerror=self._unreadable_folder):
            here = Path(directory)
            odd = [name for name in names if (here / name).is_symlink() or name.endswith(_FILE_ENDINGS)]
            names[:] = sorted(name for name in names if not name.startswith(".") and name not in odd)
            for name in sorted([*files, *odd]):
                path = here / name
                relative = path.relative_to(top).as_posix()
                if name.startswith("."):
                    continue
                if path.is_symlink():
                    self._report(
                        "YML006",
                        printable(f"{folder}/{relative}"),
                        "This is a link to another file.",
                        hint="Put the file itself here.",
                    )
                else:
                    yield path, relative

    def _unreadable_folder(self, error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):  # a folder that is not there holds nothing
            path = Path(error.filename).relative_to(self.root).as_posix()
            self._report(
                "YML007",
                printable(path),
                f"The folder cannot be read: {error.strerror}.",
                hint="Check its permissions.",
            )

    def _files(self, kind: Kind) -> Iterator[tuple[Path, str]]:
        found = {relative: path for path, relative in self._walk(kind.folder)}
        for relative, path in found.items():
            slug = kind.slug(relative)
            if slug is not None:
                yield path, slug
            elif kind.folder != LEDGER:  # the ledger folder holds JSON Lines beside its sequence
                self._refuse_name(kind.folder, relative, _NAMES.get(kind.name, "{}.yaml"), set(found))

    def _refuse_name(self, folder: str, relative: str, pattern: str, others: set[str]) -> None:
        where, name = printable(f"{folder}/{relative}"), printable(relative)
        folded = unicodedata.normalize("NFKC", relative).casefold()
        if folded != relative and folded in others:
            self._report(
                "IDS002",
                where,
                f"`{name}` and `{folded}` are the same name to some computers.",
                hint="Rename one of the two; names are lower-case letters, digits and hyphens.",
            )
        else:
            self._report(
                "IDS001",
                where,
                f"`{name}` is not a name that {folder} can hold.",
                hint=f"Name it `{pattern.format(suggest(Path(relative).stem))}`: lower-case letters, digits and hyphens."
                if "{}" in pattern
                else f"Name it like {pattern}.",
            )

    def _read(self, path: Path, where: str, limit: int) -> bytes | None:
        """The bytes of a regular file of bounded size; anything else is a finding."""
        try:
            found = path.stat()
            if not stat.S_ISREG(found.st_mode):
                kind = "a folder" if stat.S_ISDIR(found.st_mode) else "not a regular file"
                self._report("YML007", where, f"This is {kind}, where a file is expected.", hint="Move it elsewhere.")
                return None
            if found.st_size > limit:
                self._report(
                    "YML005",
                    where,
                    f"The file has {found.st_size:,} bytes; at most {limit:,} are read.",
                    hint="Split it into several files.",
                )
                return None
            return path.read_bytes()
        except OSError as error:
            self._report("YML007", where, f"The file cannot be read: {error.strerror}.", hint="Check its permissions.")
        return None

    def _text(self, path: Path, where: str, limit: int) -> str | None:
        raw = self._read(path, where, limit)
        try:
            return None if raw is None else raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1 if raw else 1
            self._report(
                "YML004",
                where,
                f"The file is not UTF-8 text (byte {error.start}).",
                line=line,
                hint="Save it as UTF-8 without a byte order mark.",
            )
        return None

    def _definition(self, kind: Kind, path: Path, slug: str) -> None:
        where = f"{kind.folder}/{slug}.yaml"
        limit = MAX_AWARD_BYTES if kind.name in ("award", "status") else MAX_FILE_BYTES
        self.broken.add((kind.name, slug))
        text = self._text(path, where, limit)
        if text is None:
            return
        try:
            data = strict_yaml.loads(text, max_characters=limit)
        except strict_yaml.YamlError as error:
            problem = error.problem
            code = {"duplicate-key": "YML002", "syntax": "YML001", "size": "YML005", "character": "YML004"}.get(
                problem.kind, "YML003"
            )
            self._report(code, where, problem.message, line=problem.line, column=problem.column, hint=problem.hint)
            return
        source = SourceFile(where, text)
        try:
            self.definitions[kind.name][slug] = kind.model.model_validate(data)
        except ValidationError as error:
            self.findings.update(dict.fromkeys(findings_of(error, kind, source, data)))
            return
        self.sources[kind.name, slug] = source
        self.broken.discard((kind.name, slug))

    def _bytes(self, kind: str, folder: str, suffix: str) -> Iterator[tuple[str, bytes]]:
        found = {relative: path for path, relative in self._walk(folder)}
        for relative, path in found.items():
            slug = KIND["issuer"].slug(relative.removesuffix(suffix) + ".yaml") if relative.endswith(suffix) else None
            if slug is None:
                self._refuse_name(folder, relative, "{}" + suffix, set(found))
                continue
            self.broken.add((kind, slug))
            raw = self._read(path, f"{folder}/{relative}", MAX_FILE_BYTES)
            if raw is not None:
                self.broken.discard((kind, slug))
                yield slug, raw

    def _ledgers(self) -> Iterator[tuple[str, LedgerFile]]:
        found = {relative: path for path, relative in self._walk(LEDGER)}
        for relative, path in found.items():
            if relative == "sequence.yaml":
                continue
            slug = (
                KIND["award"].slug(relative.removesuffix(".jsonl") + ".yaml") if relative.endswith(".jsonl") else None
            )
            if slug is None:
                self._refuse_name(LEDGER, relative, "<year>/{}.jsonl", set(found))
                continue
            self.broken.add(("ledger", slug))
            raw = self._read(path, f"{LEDGER}/{relative}", MAX_LEDGER_BYTES)
            if raw is not None:
                ledger, found_wrong = read_ledger(raw, f"{LEDGER}/{relative}")
                self.findings.update(dict.fromkeys(found_wrong))
                yield slug, ledger
                if not found_wrong:
                    self.broken.discard(("ledger", slug))
