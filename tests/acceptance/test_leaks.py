"""Nobody's name or address is anywhere but where the learner, or the registrar, put it.

Canaries go through award, issue, build, deliver, forget, verify and check, errors included. Then everything is searched: the
repository, every object of Git, the site, what pictures and documents hold inside, all that was printed, and the folders for
temporary files.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from laurels.cli import main
from laurels.office import demo
from laurels.signers.memory import encode_secret
from support import office, sealed

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_SECONDS = 300
NAMES = [f"Zyxwvut Kanarienvogel {number:02}" for number in range(1, 5)]
ADDRESSES = [f"canary.qqxz{number:02}@learners.example" for number in range(1, 5)]
EVIDENCE = "https://work.example/canary-evidence-qqxz"
MARK = "canary mark 8273"


def cohort() -> str:
    lines = ["name,email,retrieval,mark retrieval,evidence,evidence narrative"]
    lines += [
        f"{name},{address},proficient,{MARK},{EVIDENCE},Canary narrative qqxz"
        for name, address in zip(NAMES, ADDRESSES, strict=True)
    ]
    return "\n".join(lines) + "\n"


def needles() -> dict[str, bytes]:
    """Everything that would tell about a learner, in the forms in which texts travel."""
    found: dict[str, bytes] = {}
    for text in [*NAMES, *ADDRESSES, EVIDENCE, MARK, "Kanarienvogel", "qqxz"]:
        for form, data in (
            ("plain", text.encode()),
            ("lower", text.lower().encode()),
            ("utf-16", text.encode("utf-16-le")),
            ("percent", quote(text, safe="").encode()),
            ("hex", text.encode().hex().encode()),
            ("sha256", hashlib.sha256(text.encode()).hexdigest().encode()),
            ("sha256 lower", hashlib.sha256(text.lower().encode()).hexdigest().encode()),
            ("sha256 raw", hashlib.sha256(text.encode()).digest()),
            ("md5", hashlib.md5(text.encode()).hexdigest().encode()),
            ("sha1", hashlib.sha1(text.encode()).hexdigest().encode()),
        ):
            found[f"{text} as {form}"] = data
        for shift in range(3):  # the middle of a text in base64 depends on where it begins
            whole = base64.b64encode(bytes(shift) + text.encode()).rstrip(b"=")
            if len(whole) > 16:
                found[f"{text} as base64, {shift}"] = whole[4:-2]
    return found


@dataclass
class Play:
    """The story, and all that it said."""

    root: Path
    folder: Path
    temporary: Path
    outside: Path
    """Where the registrar's own files are: the spreadsheet, letters."""
    said: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "SIGNING": encode_secret(office.seed("signing")),
            "OPENING": encode_secret(office.seed("registrar"), "registrar"),
            "TMPDIR": str(self.temporary),
            "XDG_STATE_HOME": str(self.temporary / "state"),
            "LAURELS_CACHE": str(self.temporary / "cache"),
            "PYTHONUTF8": "1",
        }

    def quickly(self, *words: object, exits: tuple[int, ...]) -> None:
        """The same in this process: for the many mistakes, where the process itself is not what is looked at."""
        with chdir(self.root):
            done = CliRunner().invoke(main, list(map(str, words)), env=self.environment)
        self.said += [done.stdout, done.stderr]
        assert done.exit_code in exits, f"{words}\n{done.output}"
        assert done.exception is None or isinstance(done.exception, SystemExit)

    def laurels(self, *words: object, exits: tuple[int, ...] = (0,)) -> str:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("LAURELS_")}
        done = subprocess.run(
            [sys.executable, "-m", "laurels", *map(str, words)],
            cwd=self.root,
            env=inherited | self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        self.said += [done.stdout, done.stderr]
        assert done.returncode in exits, f"{words}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return done.stdout

    def git(self, *words: str) -> None:
        identity = ("-c", "user.name=Office", "-c", "user.email=office@laurels.example")
        done = subprocess.run(["git", *identity, *words], cwd=self.root, capture_output=True, text=True, check=True)
        self.said += [done.stdout, done.stderr]

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", message)


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Everything that an office does, once."""
    folder = tmp_path_factory.mktemp("leaks")
    made = Play(folder / "repository", folder, folder / "temporary", folder / "outside")
    made.temporary.mkdir()
    made.outside.mkdir()
    _repository(made)
    source = made.outside / "cohort.csv"
    source.write_text(cohort(), encoding="utf-8")
    award = ("award", "sql-foundations", "--awarded", "2026-11-01", "--registrar", "env:OPENING")
    made.laurels(*award, "--from", source, "--dry-run", "--format", "json")
    made.laurels(*award, "--from", source)
    made.commit("Award")
    _with_mistakes(made, award)
    issue = ("issue", "--signer", "env:SIGNING", "--registrar", "env:OPENING")
    made.laurels("issue", "--dry-run", "--registrar", "env:OPENING", "--format", "json")
    made.laurels(*issue, "--format", "json")
    made.commit("Issue")
    _checks(made)
    made.laurels("build")
    _deliver(made)
    first = sorted(sealed.opened(office.catalogue(made.root)))[0]
    made.keys = [row.key for row in sealed.opened(office.catalogue(made.root)).values()]
    _broken(made)
    made.laurels("forget", first, "--replacements", made.outside / "list.txt")
    made.laurels(*issue)
    made.commit("Forget")
    made.laurels("build")
    _checks(made)
    made.laurels("verify", made.root / "site" / "b", exits=(0, 1, 2, 3, 4))
    return made


def _repository(made: Play) -> None:
    made.root.mkdir()
    demo._copy(ROOT, made.root)
    for path in (made.root / "issued").rglob("*"):
        if path.is_file():
            path.unlink()
    issuer = made.root / "catalogue/issuers/laurels-institute.yaml"
    issuer.write_text(
        re.sub("recipientPolicy: public", "recipientPolicy: sealed", issuer.read_text(encoding="utf-8")),
        encoding="utf-8",
    )
    for name, text in (
        ("signing", office.key_text("signing", "laurels-institute")),
        ("registrar", sealed.registrar_key()),
    ):
        (made.root / f"keys/public/{name}.yaml").write_text(
            text.replace("issuer: institute", "issuer: laurels-institute"), encoding="utf-8"
        )
    (made.root / ".gitignore").write_text("site/\n", encoding="utf-8")
    made.git("init", "-q")
    made.commit("Start")


def _with_mistakes(made: Play, award: tuple[str, ...]) -> None:
    """Spreadsheets with everything that can be wrong, and files that are none."""
    bad = made.outside / "bad.csv"
    rows = [
        f"{NAMES[0]},{ADDRESSES[0]} {ADDRESSES[1]},x,,{EVIDENCE.replace('https', 'javascript')},",
        f"={NAMES[1]},{ADDRESSES[1]},,,,",
    ]
    rows += [
        f"{NAMES[2]}{NAMES[2] * 20},{ADDRESSES[2]},,=,{EVIDENCE} {'0' * 40},",
        f"{ADDRESSES[3]},{NAMES[3]},,,,",
        *cohort().splitlines()[1:],
    ]
    for data in (
        "\n".join([cohort().splitlines()[0], *rows]).encode(),
        "\n".join(cohort().splitlines()[1:]).encode(),
        cohort().encode().replace(b"name,", b"who,", 1),
        cohort().encode() + f'"{NAMES[0]}'.encode(),
        cohort().encode() + f"{NAMES[0]}\0".encode(),
        b"PK\x03\x04" + cohort().encode(),
        b"\xff\xfe" + cohort().encode() + b"\x00",
    ):
        bad.write_bytes(data)
        for form in ("text", "json"):
            made.quickly(*award, "--from", bad, "--format", form, exits=(1, 2))
    made.quickly(*award, "--from", bad, "--column", f"name={NAMES[0]}", exits=(1, 2))


def _checks(made: Play) -> None:
    for form in ("text", "json", "github", "sarif"):
        made.quickly("check", "--format", form, exits=(0,))


def _deliver(made: Play) -> None:
    deliver = ("deliver", "--registrar", "env:OPENING", "--from", "Registry <registry@laurels.example>")
    for to in (
        "csv:" + str(made.outside / "letters.csv"),
        "eml:" + str(made.outside / "letters"),
        "smtp://localhost:1",
    ):
        made.quickly(*deliver, "--to", to, "--dry-run", exits=(0,))
    made.laurels(*deliver, "--to", f"csv:{made.outside / 'letters.csv'}", "--format", "json")
    made.laurels(*deliver, "--to", f"csv:{made.outside / 'letters.csv'}", exits=(3,))
    made.laurels(*deliver, "--to", "smtp://localhost:1", exits=(3,))


def _broken(made: Play) -> None:
    """Files that were changed by hand: what is said of them is said by number and digest."""
    for pattern, old, new in (
        ("issued/ledger/2026/*.jsonl", '"sealed":"', '"sealed":"AAAA'),
        ("issued/ledger/2026/*.jsonl", '"sealed":', '"values":'),
        ("issued/awards/2026/*.yaml", '- sealed: "', '- sealed: "AAAA'),
        ("issued/awards/2026/*.yaml", "awards:", "awards: ["),
    ):
        (path,) = made.root.glob(pattern)
        whole = path.read_text(encoding="utf-8")
        path.write_text(whole.replace(old, new), encoding="utf-8")
        try:
            for form in ("text", "json", "github", "sarif"):
                made.quickly("check", "--format", form, exits=(0, 1))
            made.quickly("issue", "--signer", "env:SIGNING", "--registrar", "env:OPENING", "--dry-run", exits=(0, 1, 3))
            made.quickly("build", exits=(0, 1, 3))
            made.quickly(
                "deliver",
                "--registrar",
                "env:OPENING",
                "--to",
                f"csv:{made.outside / 'x.csv'}",
                "--dry-run",
                exits=(0, 1, 2, 3),
            )
        finally:
            path.write_text(whole, encoding="utf-8")


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Bytes, and what is packed inside them: zlib (PNG, PDF and Git), gzip and ZIP."""
    yield name, data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.namelist():
                yield from _unpacked(f"{name}:{entry}", archive.read(entry))
    if data.startswith((b"\x89PNG", b"%PDF", b"\x1f\x8b")):
        for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08", data):
            unpack = zlib.decompressobj(wbits=47)
            try:
                yield f"{name}@{match.start()}", unpack.decompress(data[match.start() :], 16_000_000)
            except zlib.error:
                continue


def _objects(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every object of Git, reachable or not."""
    listed = subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch"], cwd=root, capture_output=True, check=True
    ).stdout
    yield "objects of Git", listed


def _files(*folders: Path) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and ".git/objects" not in path.as_posix():
                yield from _unpacked(str(path), path.read_bytes())


def found(parts: Iterator[tuple[str, bytes]], wanted: dict[str, bytes]) -> list[str]:
    return [f"{what} in {name}" for name, data in parts for what, needle in wanted.items() if needle in data]


def test_the_story_was_played(play: Play) -> None:
    assert len(list((play.root / "site/b").iterdir())) == 4
    assert len(list((play.root / "site/b").glob("*/sealed.json"))) == 3
    assert sum(len(text) for text in play.said) > 20_000
    assert all(name in (play.outside / "letters.csv").read_text(encoding="utf-8") for name in NAMES)


def test_the_search_finds_what_it_looks_for(play: Play, tmp_path: Path) -> None:
    for number, data in enumerate(
        (
            NAMES[0].encode(),
            base64.b64encode(b"xy" + ADDRESSES[0].encode() + b"z"),
            ADDRESSES[0].encode("utf-16-le"),
            json.dumps({"a": hashlib.sha256(ADDRESSES[1].encode()).hexdigest()}).encode(),
        )
    ):
        (tmp_path / str(number)).write_bytes(data)
    with zipfile.ZipFile(tmp_path / "zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside", NAMES[1])
    (tmp_path / "png").write_bytes(b"\x89PNG...." + zlib.compress(NAMES[2].encode()))
    hits = found(_files(tmp_path), needles())
    assert {hit.rpartition("/")[2].partition(":")[0].partition("@")[0] for hit in hits} == {
        "0",
        "1",
        "2",
        "3",
        "zip",
        "png",
    }


def test_the_repository_and_the_site(play: Play) -> None:
    assert found(_files(play.root), needles()) == []


def test_every_object_of_git(play: Play) -> None:
    assert found(_objects(play.root), needles()) == []
    log = subprocess.run(["git", "log", "--all", "-p"], cwd=play.root, capture_output=True, check=True).stdout
    assert found(iter([("git log", log)]), needles()) == []


def test_all_that_was_printed(play: Play) -> None:
    said = "\n".join(play.said).encode()
    assert found(iter([("output", said)]), needles()) == []
    assert [key for key in play.keys if key.encode() in said] == []


def test_folders_for_temporary_files(play: Play) -> None:
    wanted = needles() | {f"key {number}": key.encode() for number, key in enumerate(play.keys)}
    assert found(_files(play.temporary), wanted) == []


def test_the_keys_of_pages(play: Play) -> None:
    wanted = {f"key {number}": key.encode() for number, key in enumerate(play.keys)}
    assert len(wanted) == 4
    assert found(_files(play.root), wanted) == []
    assert found(_objects(play.root), wanted) == []


def test_what_was_forgotten_is_in_history_alone(play: Play) -> None:
    """The list of texts for a purge is what the tree must not hold any more."""
    texts = [
        line.removeprefix("literal:").removesuffix("==>forgotten")
        for line in (play.outside / "list.txt").read_text(encoding="utf-8").splitlines()
    ]
    assert len(texts) == 2
    wanted = {text[:20]: text.encode() for text in texts}
    assert found(_files(play.root / "issued", play.root / "site"), wanted) == []
    assert len(found(_objects(play.root), wanted)) == 2
