"""Files that no editor would write: each is a finding with a place, in bounded time, and the other files are still read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from laurels.cli import main
from laurels.errors import RepositoryError
from laurels.findings import Finding
from laurels.repository.load import MAX_FILE_BYTES, load, site_of

MINIMAL = Path(__file__).resolve().parents[1] / "checks" / "minimal"
TRUST = "catalogue/trust/bad.yaml"
LEDGER = "issued/ledger/2026/bad.jsonl"
GOOD = b"id: did:web:a.example\nname: A\nwhy: Because.\n"

BYTES: list[tuple[str, bytes, str, int]] = [
    ("empty", b"", "SCH003", 1),
    ("comments only", b"# nothing\n\n", "SCH003", 1),
    ("a list", b"- a\n", "SCH003", 1),
    ("a word", b"hello\n", "SCH003", 1),
    ("not YAML", b"id: did:web:a.example\nname: [\n", "YML001", 2),
    ("tab", b"id: did:web:a.example\nname:\n\ten: A\n", "YML001", 3),
    ("merge conflict", b"<<<<<<< main\nname: A\n=======\nname: B\n>>>>>>> other\n", "YML001", 1),
    ("duplicate key", GOOD + b"name: B\n", "YML002", 4),
    ("anchor", b"id: did:web:a.example\nname: &n A\nwhy: *n\n", "YML003", 2),
    ("merge key", b"id: did:web:a.example\n<<: {name: A}\nwhy: Because.\n", "YML003", 2),
    ("unquoted no", b"id: did:web:a.example\nname: no\nwhy: Because.\n", "YML003", 2),
    ("a text with a tag", GOOD + b"until: !!timestamp 2026-01-01\n", "YML003", 4),
    ("alias bomb", b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "YML003", 1),
    ("code", b"id: !!python/object/apply:os.system [echo]\n", "YML003", 1),
    ("two documents", GOOD + b"---\n" + GOOD, "YML003", 4),
    ("deep", b"id: " + b"[" * 100_000, "YML003", 1),
    ("ambiguous", GOOD + b"until: 20_26\n", "YML003", 4),
    ("NUL", b"id: a\nname: \0\n", "YML004", 2),
    ("escape", b"id: a\nname: \x1b[2J\n", "YML004", 2),
    ("UTF-16", "id: did:web:a.example\n".encode("utf-16"), "YML004", 1),
    ("UTF-16 without mark", "id: did:web:a.example\n".encode("utf-16-le"), "YML004", 1),
    ("UTF-8 with mark", b"\xef\xbb\xbf" + GOOD, "YML004", 1),
    ("Latin-1", b"id: did:web:a.example\nname: Caf\xe9\n", "YML004", 2),
    ("surrogate", b"id: a\nname: \xed\xa0\x80\n", "YML004", 2),
    ("binary", bytes(range(256)), "YML004", 2),
    ("one long line", b"name: " + b"x" * 10 * 1024 * 1024, "YML005", 1),
    ("long text", b"id: did:web:a.example\nwhy: x\nname: " + b"x" * 1_000_000 + b"\n", "SCH005", 3),
    ("missing key", b"id: did:web:a.example\nname: A\n", "SCH001", 1),
    ("unknown key", GOOD + b"until_: 2029-01-01\n", "SCH002", 4),
    ("wrong type", b"id: did:web:a.example\nname: 5\nwhy: Because.\n", "SCH003", 2),
    ("text in place of a list", b"id: did:web:a.example\nname: [A]\nwhy: Because.\n", "SCH003", 2),
    ("no such day", GOOD + b"until: 2026-02-30\n", "SCH004", 4),
    ("bad DID", GOOD.replace(b"did:web:a.example", b"https://a.example"), "SCH004", 1),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copy = tmp_path / "repository"
    shutil.copytree(MINIMAL, copy)
    return copy


def only_finding(root: Path) -> Finding:
    """The one finding of reading; everything else in the repository was read all the same."""
    loaded = load(root)
    (finding,) = loaded.findings
    assert set(loaded.catalogue.achievements) == {"first-steps", "next-steps", "walker"}
    assert "other-college" in loaded.catalogue.trust
    assert finding.message.endswith(".")
    assert len(finding.message) < 300
    return finding


@pytest.mark.parametrize(("data", "code", "line"), [row[1:] for row in BYTES], ids=[row[0] for row in BYTES])
def test_bad_file(data: bytes, code: str, line: int, root: Path) -> None:
    (root / TRUST).write_bytes(data)
    found = only_finding(root)
    assert (found.code, found.path, found.line) == (code, TRUST, line), found
    assert found.hint or code in ("YML003", "SCH004", "SCH005"), found
    result = CliRunner().invoke(main, ["check", "-C", str(root), "--today", "2026-08-01"])
    assert result.exit_code == 1
    assert f"{TRUST}:{line}:" in result.stdout
    assert result.stderr == ""


HOSTILE_TEXT = [
    ("why: Because.", "why: See <b>this</b>.", "TXT001", TRUST, 3),
    ("why: Because.", "why: Because <script>alert(1)</script>.", "TXT001", TRUST, 3),
    ("why: Because.", "why: 'Go to javascript:alert(1)'", "TXT002", TRUST, 3),
    ("why: Because.", 'why: "Because\\u202e."', "TXT003", TRUST, 3),
]


@pytest.mark.parametrize(("old", "new", "code", "path", "line"), HOSTILE_TEXT)
def test_hostile_text_has_its_place(old: str, new: str, code: str, path: str, line: int, root: Path) -> None:
    (root / TRUST).write_bytes(GOOD.replace(old.encode(), new.encode()))
    result = CliRunner().invoke(main, ["check", "-C", str(root), "--today", "2026-08-01"])
    assert result.exit_code == 1
    assert f"{path}:{line}:" in result.stdout
    assert code in result.stdout
    assert "\u202e" not in result.stdout


IMAGES = [
    b"<script>alert(1)</script>",
    b'<a xlink:href="javascript:alert(1)" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
    b'<image href="https://evil.example/x.png"/>',
    b'<rect onload="alert(1)"/>',
    b"<foreignObject><p/></foreignObject>",
    b"<style>@import url(https://evil.example/x.css);</style>",
]


@pytest.mark.parametrize("inside", IMAGES, ids=lambda inside: inside[:24].decode())
def test_an_image_that_does_something_has_its_place(inside: bytes, root: Path) -> None:
    name = "catalogue/images/first-steps.svg"
    (root / name).write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n' + inside + b"\n</svg>\n")
    result = CliRunner().invoke(main, ["check", "-C", str(root), "--today", "2026-08-01"])
    assert result.exit_code == 1
    assert f"{name}:2:" in result.stdout


def test_reserved_names_have_their_place(root: Path) -> None:
    for name in ("con", "index", "v2"):
        (root / f"catalogue/trust/{name}.yaml").write_bytes(GOOD)
    result = CliRunner().invoke(main, ["check", "-C", str(root), "--today", "2026-08-01"])
    assert [f"catalogue/trust/{name}.yaml:1:" in result.stdout for name in ("con", "index", "v2")] == [True] * 3


def test_a_mapping_is_not_taken_for_its_text(root: Path) -> None:
    """A text may be a map of languages: only what is wrong with the form that was meant is told."""
    (root / TRUST).write_bytes(GOOD.replace(b"name: A", b"name: {en: 5}"))
    found = only_finding(root)
    assert (found.code, found.pointer, found.message) == ("SCH003", "/name/en", "`en` must be text, but is a number.")


RULES = [
    ("{atLeast: x, of: [walker]}", "SCH003", "/rule/atLeast"),
    ("{atLeast: 1}", "SCH001", "/rule/of"),
    ("{all: [walker, {any: []}]}", "SCH005", "/rule/all/1/any"),
    ("{all: [walker, {some: [walker]}]}", "SCH003", "/rule/all/1"),
    ("{all: [Walker]}", "SCH004", "/rule/all/0"),
    ("{credits: 4, of: [Walker]}", "SCH004", "/rule/of/0"),
    ("{credits: 4, of: [walker], atLeast: 1}", "SCH002", "/rule/credits"),
    ("7", "SCH003", "/rule"),
]


@pytest.mark.parametrize(("rule", "code", "pointer"), RULES)
def test_bad_rule(rule: str, code: str, pointer: str, root: Path) -> None:
    (root / "catalogue/stacks/walking.yaml").write_text(
        f"name: A\ndescription: B\ngrants: walker\nrule: {rule}\n", encoding="utf-8"
    )
    found = only_finding(root)
    assert (found.code, found.pointer, found.line) == (code, pointer, 4), found


LEDGER_LINES: list[tuple[str, bytes, int]] = [
    ("not JSON", b"hello\n", 1),
    ("cut off", b'{"id": "\n', 1),
    ("not UTF-8", b'\n{"id": "\xff"}\n', 2),
    ("a list", b"[]\n", 1),
    ("a number", b"\n\n7\n", 3),
    ("empty object", b"{}\n", 1),
    ("duplicate key", b'{"id": "a", "id": "b"}\n', 1),
    ("template without a name", b'{"credential": {}}\n', 1),
    ("deep", b"[" * 100_000 + b"\n", 1),
    ("NaN", b'{"credential": NaN}\n', 1),
    ("long", b'{"id": "' + b"x" * 300_000 + b'"}\n', 1),
    ("hostile key", b'{"\\u001b[31m\\n": 1}\n', 1),
    ("null bytes", b"\0\0\0\n", 1),
    ("UTF-16", '{"id": 1}\n'.encode("utf-16"), 1),
]


@pytest.mark.parametrize(("data", "line"), [row[1:] for row in LEDGER_LINES], ids=[row[0] for row in LEDGER_LINES])
def test_bad_ledger(data: bytes, line: int, root: Path) -> None:
    (root / LEDGER).write_bytes(data)
    findings = load(root).findings
    assert {finding.code for finding in findings} == {"LDG001"}
    assert (findings[0].path, findings[0].line) == (LEDGER, line)
    assert all("\x1b" not in finding.message and "\n" not in finding.message for finding in findings)
    result = CliRunner().invoke(main, ["check", "-C", str(root), "--today", "2026-08-01"])
    assert (result.exit_code, result.stderr) == (1, "")


def test_a_template_under_another_name(root: Path) -> None:
    name = b"0" * 64
    (root / LEDGER).write_bytes(b'{"template": "%s", "credential": {"a": null}, "holes": ["/a"]}\n' % name)
    found = only_finding(root)
    assert (found.code, found.path, found.line) == ("LDG002", LEDGER, 1)


def _link_to_file(root: Path) -> None:
    (root / TRUST).symlink_to(root / "catalogue/trust/other-college.yaml")


def _link_to_nothing(root: Path) -> None:
    (root / TRUST).symlink_to("/nowhere/at/all")


def _link_to_itself(root: Path) -> None:
    (root / TRUST).symlink_to(root / TRUST)


def _link_to_folder(root: Path) -> None:
    (root / TRUST).symlink_to(root / "catalogue", target_is_directory=True)


def _folder(root: Path) -> None:
    (root / TRUST / "inside").mkdir(parents=True)
    (root / TRUST / "inside/other.yaml").write_bytes(GOOD)


def _pipe(root: Path) -> None:
    os.mkfifo(root / TRUST)


ODD = [
    (_link_to_file, "YML006"),
    (_link_to_nothing, "YML006"),
    (_link_to_itself, "YML006"),
    (_link_to_folder, "YML006"),
    (_folder, "YML007"),
    (_pipe, "YML007"),
]


@pytest.mark.parametrize(("make", "code"), ODD, ids=[make.__name__.strip("_") for make, _ in ODD])
def test_what_is_no_file(make: Callable[[Path], None], code: str, root: Path) -> None:
    make(root)
    found = only_finding(root)
    assert (found.code, found.path) == (code, TRUST)


@pytest.mark.parametrize(
    "name", ["issued/ledger/2026/x.jsonl", "issued/lists/x.json", "catalogue/images/x.svg", "issued/awards/2026/x.yaml"]
)
def test_pipes_and_links_anywhere(name: str, root: Path) -> None:
    """Opening a pipe would wait for ever for somebody to write into it."""
    os.mkfifo(root / name)
    found = only_finding(root)
    assert (found.code, found.path) == ("YML007", name)
    (root / name).unlink()
    (root / name).symlink_to("/dev/zero")
    found = only_finding(root)
    assert (found.code, found.path) == ("YML006", name)


NAMES = [
    ("catalogue/trust/Other.yaml", "IDS001"),
    ("catalogue/trust/other.yml", "IDS001"),
    ("catalogue/trust/other", "IDS001"),
    ("catalogue/trust/-other.yaml", "IDS001"),
    ("catalogue/trust/o ther.yaml", "IDS001"),
    ("catalogue/trust/a\nb\x1b.yaml", "IDS001"),
    ("catalogue/trust/sub/other.yaml", "IDS001"),
    (f"catalogue/trust/{'x' * 64}.yaml", "IDS001"),
    ("catalogue/images/Picture.SVG", "IDS001"),
    ("catalogue/images/picture.png", "IDS001"),
    ("issued/awards/july.yaml", "IDS001"),
    ("issued/awards/26/july.yaml", "IDS001"),
    ("issued/status/july.yaml", "IDS001"),
    ("issued/ledger/july.jsonl", "IDS001"),
    ("issued/ledger/2026/july.json", "IDS001"),
    ("catalogue/trust/\uff4fther-college.yaml", "IDS002"),
    ("issued/ledger/2026/\uff4aune.jsonl", "IDS002"),
]


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_bad_name(name: str, code: str, root: Path) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(GOOD)
    found = only_finding(root)
    assert found.code == code
    assert found.hint
    assert (found.path + found.message).isprintable()


def test_a_name_that_is_no_text(root: Path) -> None:
    folder = os.fsencode(root / "catalogue/trust")
    try:
        with open(folder + b"/caf\xe9.yaml", "wb") as file:  # noqa: PTH123 - a path of bytes
            file.write(GOOD)
    except OSError:  # a file system that takes text only: then there is nothing to read wrongly
        assert load(root).findings == ()
        return
    found = only_finding(root)
    assert (found.code, found.path) == ("IDS001", "catalogue/trust/caf\\udce9.yaml")
    result = CliRunner().invoke(main, ["check", "-C", str(root), "--today", "2026-08-01", "--format", "json"])
    assert (result.exit_code, result.stderr) == (1, "")


def test_hidden_files_are_left_alone(root: Path) -> None:
    for name in ("catalogue/trust/.gitkeep", "catalogue/.cache/x.yaml", "issued/ledger/2026/.june.jsonl.x7"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(b"\xff")
    assert load(root).findings == ()


def test_a_large_image_is_not_read(root: Path) -> None:
    with (root / "catalogue/images/large.svg").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    found = only_finding(root)
    assert (found.code, found.path) == ("YML005", "catalogue/images/large.svg")


CONFIGURATIONS = [
    ("site_name: A\n", ("", "A")),
    ("site_url: https://a.example\n", ("https://a.example/", "Catalogue")),
    ("\ufeffsite_url: https://a.example/\n", ("https://a.example/", "Catalogue")),
    ("site_url: !ENV [X, https://a.example/]\n", ("", "Catalogue")),
    (
        "plugins:\n  - x: {site_url: https://b.example/}\nextra: !!python/name:os.system\nsite_url: https://a.example/\n",
        ("https://a.example/", "Catalogue"),
    ),
    ("base: &a https://a.example/\nsite_url: *a\n", ("", "Catalogue")),
    ("- a\n", ("", "Catalogue")),
    ("", ("", "Catalogue")),
]


@pytest.mark.parametrize(("text", "expected"), CONFIGURATIONS)
def test_configuration(text: str, expected: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    site = site_of(tmp_path)
    assert (site.url, site.name) == expected


@pytest.mark.parametrize(
    "data", [b"a: [", b"\xff", b"[" * 200_000, b"# " + b"x" * 2_000_000], ids=["cut off", "binary", "deep", "large"]
)
def test_bad_configuration(data: bytes, root: Path) -> None:
    (root / "mkdocs.yml").write_bytes(data)
    with pytest.raises(RepositoryError) as caught:
        load(root)
    assert caught.value.message.startswith("mkdocs.yml")


def test_configuration_that_is_a_folder(root: Path) -> None:
    (root / "mkdocs.yml").unlink()
    (root / "mkdocs.yml").mkdir()
    with pytest.raises(RepositoryError):
        load(root)


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError) as caught:
        load(tmp_path)
    assert "catalogue" in caught.value.message
    assert "-C" in caught.value.hint
