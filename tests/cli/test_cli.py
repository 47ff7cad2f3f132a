"""The command line: exit codes, one clear message for each mistake, nothing written, nothing secret said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.conftest import Run
from laurels import __version__
from laurels.cli import COMMANDS
from laurels.signers.memory import encode_secret
from support import office

NOW = "2026-11-23T09:30:00Z"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return office.repository(tmp_path / "repository")


@pytest.fixture
def badges(tmp_path: Path) -> Path:
    """A folder with a valid, a changed and a broken badge, a trust list and an http map."""
    signed = office.repository(tmp_path / "signed")
    office.run(signed)
    folder = tmp_path / "badges"
    (folder / "all").mkdir(parents=True)
    identifier, data = sorted(office.credentials(signed).items())[0]
    (folder / "all/valid.json").write_bytes(data)
    (folder / "all/changed.json").write_bytes(data.replace(b"Sample", b"Simple", 1))
    (folder / "all/page.json").write_text("<!doctype html>")
    found = office.catalogue(signed)
    routes = {found.site.list_url(name): f"{name}.json" for name in found.lists}
    for name, content in found.lists.items():
        (folder / f"{name}.json").write_bytes(content)
    answer = office.published(signed)("https://issuer.example/.well-known/did.json")
    (folder / "did.json").write_bytes(answer.body)  # type: ignore[union-attr]
    routes["https://issuer.example/.well-known/did.json"] = "did.json"
    (folder / "map.json").write_text(json.dumps(routes))
    (folder / "trust.json").write_text('{"issuers": [{"id": "did:web:issuer.example", "name": "Institute"}]}')
    assert identifier in data.decode()
    return folder


def test_version_and_help(run: Run) -> None:
    assert run("--version").output == f"laurels {__version__}\n"
    for name in COMMANDS:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert "Example" in result.output or "example" in result.output, name


@pytest.mark.parametrize(
    ("file", "options", "code", "sentence"),
    [
        ("valid", ["--trust", "--map"], 0, "Valid. Awarded by issuer.example on 30 June 2026."),
        ("changed", ["--trust", "--map"], 1, "Not valid: The signature does not match"),
        ("page", ["--trust", "--map"], 2, "Not a credential: This is a web page, not a badge."),
        ("valid", ["--trust", "--offline"], 3, "Could not be fully checked: The key could not be fetched"),
        ("valid", ["--map"], 4, "Genuine, but the issuer is not known here."),
        (
            "valid",
            ["--trust", "--map", "--now", "2026-06-01T00:00:00Z"],
            1,
            "Genuine, but valid only from 30 June 2026.",
        ),
        ("valid", ["--trust", "--map", "--now", "2030-01-01T00:00:00Z"], 1, "Genuine, but expired on 30 June 2029."),
    ],
)
def test_verify(run: Run, badges: Path, file: str, options: list[str], code: int, sentence: str) -> None:
    given = {"--trust": ["--trust", badges / "trust.json"], "--map": ["--http-map", badges / "map.json"]}
    words = [word for option in options for word in given.get(option, [option])]
    if "--now" not in words:
        words += ["--now", NOW]
    path = badges / "all" / f"{file}.json"
    text = run("verify", path, *words)
    assert text.output.startswith(sentence)
    report = run("verify", "-", *words, "--format", "json", stdin=path.read_bytes())
    assert (text.exit_code, report.exit_code) == (code, code)
    data = json.loads(report.stdout)
    assert list(data) == ["outcome", "steps", "credential"]
    assert [set(step) for step in data["steps"]] == [{"id", "outcome", "code", "message", "detail"}] * 8


def test_verify_a_folder(run: Run, badges: Path) -> None:
    words = ["--trust", badges / "trust.json", "--http-map", badges / "map.json", "--now", NOW]
    result = run("verify", badges / "all", *words)
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "3 files: 1 not valid, 1 no credential, 1 valid."
    reports = json.loads(run("verify", badges / "all", *words, "--format", "json").stdout)
    assert [report["outcome"] for report in reports] == ["invalid", "invalid", "valid"]
    assert [list(report) for report in reports] == [["input", "outcome", "steps", "credential"]] * 3
    assert [Path(report["input"]).name for report in reports] == ["changed.json", "page.json", "valid.json"]
    alone = json.loads(run("verify", badges / "all/valid.json", *words, "--format", "json").stdout)
    assert {"input": str(badges / "all/valid.json"), **alone} == reports[2]


def test_verify_many(run: Run, badges: Path) -> None:
    """Broken, revoked, a stranger's and unreadable ones among the good: each gets its own line, and the worst is the exit code."""
    words = ["--trust", badges / "trust.json", "--http-map", badges / "map.json", "--now", NOW]
    good = (badges / "all/valid.json").read_bytes()
    folder = badges / "many"
    (folder / "below").mkdir(parents=True)
    for number in range(4):
        (folder / f"below/{number}.json").write_bytes(good)
    (folder / "a-link.json").symlink_to(folder / "a-link.json")
    (folder / "one\nb.json: Valid. \x1b[2J\u202e.json").write_bytes(good[:-1])
    (folder / "other.json").write_bytes(good.replace(b"did:web:issuer.example", b"did:web:issuer.invalid"))
    (folder / "notes.txt").write_text("no badge")
    (folder / ".hidden").mkdir()
    (folder / ".hidden/page.json").write_text("<html>")
    result = run("verify", folder, *words)
    lines = result.output.replace(f"{folder}/", "").splitlines()
    assert result.exit_code == 2
    assert [line.partition(": ")[0] for line in lines[:-1]] == [
        "a-link.json",
        *[f"below/{number}.json" for number in range(4)],
        "one\ufffdb.json",
        "other.json",
    ]
    assert lines[0].startswith("a-link.json: Could not be fully checked: The file could not be read: ")
    assert lines[1].startswith("below/0.json: Valid. ")
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output
    assert lines[-1] == "7 files: 1 no credential, 2 could not be fully checked, 4 valid."
    reports = json.loads(run("verify", folder, *words, "--format", "json").stdout)
    assert [report["input"] for report in reports] == sorted(
        str(path) for path in folder.rglob("*.json") if ".hidden" not in path.parts
    )
    assert [report["outcome"] for report in reports] == ["indeterminate", *["valid"] * 4, "invalid", "indeterminate"]
    assert run("verify", folder / "below", folder / "nothing.json", *words).output.startswith("laurels: ")


def test_issue_from_dry_run_to_nothing_left(run: Run, root: Path) -> None:
    before = office.tree(root)
    dry = run("issue", "-C", root, "--dry-run", "--now", NOW)
    assert dry.output.splitlines()[-1] == "3 rows · 3 ready · 0 signed before. Nothing was written."
    assert office.tree(root) == before
    secret = encode_secret(office.seed("institute"))
    signed = run("issue", "-C", root, "--signer", "env:KEY", "--now", NOW, "--format", "json", KEY=secret)
    assert signed.exit_code == 0
    assert len(json.loads(signed.stdout)["issued"]) == 3
    again = run("issue", "-C", root, "--now", NOW, KEY=secret, LAURELS_SIGNER="env:KEY")
    assert again.output.startswith("Nothing to sign")
    assert not any(secret.encode() in data for data in office.tree(root).values())


def test_keys_new_and_list(run: Run, root: Path, tmp_path: Path) -> None:
    printed = run(
        "keys", "new", "-C", root, "--purpose", "issuing", "--id", "k-1", "--issuer", "school", "--store", "-"
    )
    assert printed.exit_code == 0
    secret = printed.stdout.strip()
    assert re.fullmatch(r"z[1-9A-HJ-NP-Za-km-z]+", secret)
    assert secret not in (root / "keys/public/k-1.yaml").read_text()
    store = tmp_path / "private/k-2.keystore"
    words = ["--purpose", "registrar", "--id", "k-2", "--issuer", "institute", "--store", store]
    stored = run("keys", "new", "-C", root, *words, LAURELS_PASSPHRASE="correct horse battery")
    assert stored.exit_code == 0
    assert store.stat().st_mode & 0o777 == 0o600
    listed = json.loads(run("keys", "list", "-C", root, "--format", "json").stdout)
    assert [(key["id"], key["purpose"]) for key in listed] == [
        ("institute-2026", "issuing"),
        ("k-1", "issuing"),
        ("k-2", "registrar"),
    ]
    wrong = run("issue", "-C", root, "--signer", f"file:{store}", LAURELS_PASSPHRASE="wrong horse")
    assert (wrong.exit_code, "wrong horse" in wrong.output) == (3, False)
    assert "does not open" in wrong.output


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["frobnicate"], 2, "No such command"),
        (["check", "-C", "{empty}"], 3, "has no folder `catalogue`"),
        (["build", "-C", "{empty}"], 3, "has no mkdocs.yml"),
        (["serve", "-C", "{empty}"], 3, "has no mkdocs.yml"),
        (["build", "-C", "{root}", "--out", "{root}"], 3, "is no built site"),
        (["demo", "{root}"], 2, "is not empty"),
        (["verify"], 2, "Missing argument"),
        (["verify", "{empty}"], 2, "holds no file that may be a badge"),
        (["verify", "{empty}/nothing.json"], 2, "cannot be read"),
        (["verify", "x.json", "--now", "2026-02-30T00:00:00Z"], 2, "does not exist"),
        (["verify", "x.json", "--offline", "--http-map", "{root}/mkdocs.yml"], 2, "do not go together"),
        (["verify", "x.json", "--http-map", "{root}/mkdocs.yml"], 2, "cannot be read"),
        (["verify", "x.json", "--trust", "{root}/mkdocs.yml"], 2, "is not a trust list"),
        (["issue", "-C", "{root}"], 2, "--signer is missing"),
        (["issue", "-C", "{root}", "--signer", "kms:key"], 2, "not a way to hold a key"),
        (["issue", "-C", "{root}", "--signer", "env:"], 3, "Nothing follows"),
        (["issue", "-C", "{root}", "--signer", "env:UNSET"], 3, "is not set"),
        (["issue", "-C", "{root}", "--signer", "file:{empty}/none"], 3, "cannot be read"),
        (["issue", "-C", "{root}", "--signer", "env:STRANGER"], 3, "is not in keys/public"),
        (["keys", "new", "-C", "{root}", "--purpose", "issuing", "--id", "A b", "--store", "-"], 2, "cannot name a key"),
        (["keys", "new", "-C", "{root}", "--purpose", "issuing", "--id", "k", "--store", "-"], 2, "Whose key is it?"),
        (["keys", "new", "-C", "{root}", "--purpose", "issuing", "--id", "k", "--issuer", "no", "--store", "-"], 2, "no issuer here"),
        (["keys", "new", "-C", "{root}", "--purpose", "issuing", "--id", "k", "--issuer", "school", "--store", "{empty}/k"], 3, "nobody to ask"),
    ],
)  # fmt: skip
def test_mistakes(run: Run, root: Path, tmp_path: Path, words: list[str], code: int, message: str) -> None:
    (tmp_path / "empty").mkdir()
    before = office.tree(tmp_path)
    stranger = encode_secret(office.seed("stranger"))
    result = run(*(word.format(empty=tmp_path / "empty", root=root) for word in words), STRANGER=stranger)
    assert result.exit_code == code, result.output
    assert message in result.output
    assert stranger not in result.output
    assert office.tree(tmp_path) == before, "nothing may be written"


def test_a_repository_with_errors_is_not_signed_or_built(run: Run, root: Path) -> None:
    path = root / "catalogue/achievements/sql.yaml"
    path.write_text(path.read_text().replace("issuer: institute", "issuer: nobody"))
    before = office.tree(root)
    for words in (["issue", "--signer", "env:KEY", "--now", NOW], ["build"]):
        result = run(words[0], "-C", root, *words[1:], KEY=encode_secret(office.seed("institute")))
        assert result.exit_code == 1
        assert re.search(r"catalogue/achievements/sql\.yaml:\d+: .*nobody.* \[REF001\]", result.output)
    assert office.tree(root) == before


@pytest.mark.parametrize(
    "content", [b"not json", b"[]", b"{}", b'{"issuer": "did:web:issuer.example", "proof": []}', b""]
)
def test_a_status_list_edited_by_hand_is_not_built_upon(run: Run, root: Path, content: bytes) -> None:
    office.run(root)
    (root / "issued/lists/revocation-1.json").write_bytes(content)
    before = office.tree(root)
    for words in (["issue", "--signer", "env:KEY", "--now", NOW], ["build"]):
        result = run(words[0], "-C", root, *words[1:], KEY=encode_secret(office.seed("institute")))
        assert result.exit_code == 1
        assert "issued/lists/revocation-1.json:1: This status list cannot be read: " in result.output
        assert "[LDG012]" in result.output
    assert office.tree(root) == before
