"""What the documents say is so: commands, examples, links, limits."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from laurels.checks import run as run_checks
from laurels.checks.schemas import schemas
from laurels.cli import COMMANDS, main
from laurels.credential import build, ledger
from laurels.encoding import jcs, strict_json, strict_yaml
from laurels.encoding.timestamps import format_timestamp, parse_timestamp
from laurels.model.kinds import KINDS, Kind
from laurels.model.ledger import AwardLine, TemplateLine
from laurels.proof import rdfc10
from laurels.proof.data_integrity import secure
from laurels.repository import ledgers, load
from laurels.resolve import fetchers, network
from laurels.resolve.contexts import bundled
from laurels.signers import keystore
from laurels.signers.memory import MemorySigner
from laurels.site.pages import pages
from laurels.status import bitstring
from laurels.verification import structure
from laurels.verification.report import EXIT_CODES, STEPS
from laurels.verification.trust import trust_from

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site_src"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *SITE.rglob("*.md")])
DECISIONS = sorted((SITE / "docs" / "adr").glob("0*.md"))
KIBIBYTE, MEBIBYTE = 1024, 1024 * 1024

FENCE = re.compile(r"^( *)```(\w*)(?: title=\"([^\"]*)\")?\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Block:
    """A fenced block of a document."""

    document: Path
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{name(self.document)}:{self.title or self.language}"


def blocks(language: str) -> list[Block]:
    found = [Block(path, *match.groups()[1:]) for path in DOCUMENTS for match in FENCE.finditer(read(path))]
    return [block for block in found if block.language == language]


@cache
def example() -> load.Loaded:
    return load.load(ROOT)


# --- commands ----------------------------------------------------------------------------------------------------------


def test_readme_lists_the_commands_as_the_help_does() -> None:
    rows = dict(re.findall(r"^\| `laurels ([a-z]+)` \| (.+) \|$", read(ROOT / "README.md"), re.MULTILINE))
    printed = CliRunner().invoke(main, ["--help"], terminal_width=200).output.partition("Commands:\n")[2]
    assert rows == COMMANDS == dict(re.findall(r"^  ([a-z]+) +(.+)$", printed, re.MULTILINE))


def typed() -> Iterator[tuple[str, str, bool]]:
    """Document, command line and whether it is a whole one, of every `laurels …` in the documents."""
    for path in DOCUMENTS:
        text = read(path)
        for match in FENCE.finditer(text):
            if match[2] == "console":
                lines = [
                    line.strip().removeprefix("$ ") for line in match[4].splitlines() if line.strip().startswith("$ ")
                ]
                yield from ((name(path), line, True) for line in lines if line.startswith("laurels "))
        for code in INLINE.findall(FENCE.sub("", text)):
            if code.startswith("laurels "):
                yield name(path), code, False


def resolve(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the first words name, and the words after it."""
    command: click.Command = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, f"there is no command {words[0]}"
        command, words = found, words[1:]
    return command, words


@pytest.mark.parametrize(("document", "line", "whole"), list(dict.fromkeys(typed())))
def test_command_can_be_called_as_written(document: str, line: str, whole: bool) -> None:
    words = shlex.split(line)[1:]
    command, words = resolve(words[: words.index(">")] if ">" in words else words)
    if isinstance(command, click.Group):
        assert not whole or words, f"{document}: {line} is no whole command"
        words = [word for word in words if word not in ("--help", "--version")]
    context = click.Context(command, allow_extra_args=False)
    given, rest, _ = command.make_parser(context).parse_args([word for word in words if word != "--help"])
    assert rest == [], f"{document}: {line}"
    for parameter in command.params:
        value = given.get(parameter.name)
        if isinstance(parameter.type, click.Choice) and isinstance(value, str):
            assert value in parameter.type.choices, f"{document}: {line}"
        if whole and parameter.required:
            assert value, f"{document}: {line} lacks {parameter.name}"


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    named = {target for path in DOCUMENTS for target in re.findall(r"^\s*\$ make ([a-z-]+)", read(path), re.MULTILINE)}
    assert {"demo", "test"} <= named <= targets


# --- examples ----------------------------------------------------------------------------------------------------------


def kind_of(path: str) -> Kind | None:
    return next(
        (k for k in KINDS if path.startswith(f"{k.folder}/") and k.slug(path.removeprefix(f"{k.folder}/"))), None
    )


@pytest.mark.parametrize("block", blocks("yaml"), ids=str)
def test_yaml_example_is_valid(block: Block) -> None:
    kind = kind_of(block.title)
    assert kind is not None, f"{block.title!r} is no path of a repository"
    up = "../" * block.title.count("/")
    assert block.text.startswith(f"# yaml-language-server: $schema={up}schemas/{kind.name}.schema.json\n")
    kind.model.model_validate(strict_yaml.loads(block.text))


def test_reference_shows_every_kind_of_file_and_every_key() -> None:
    shown = {
        kind.name: block.text
        for block in blocks("yaml")
        if block.document.name == "yaml.md" and (kind := kind_of(block.title))
    }
    assert set(shown) == {kind.name for kind in KINDS}
    for kind in KINDS:
        keys = {field.alias for field in kind.model.model_fields.values()}
        assert keys == set(strict_yaml.loads(shown[kind.name])), f"{kind.name}: the example lacks a key"


def test_reference_speaks_of_every_key_at_every_depth() -> None:
    """What the models know and people may write is shown or mentioned in the example of its kind."""
    shown = {
        kind.name: block.text
        for block in blocks("yaml")
        if block.document.name == "yaml.md" and (kind := kind_of(block.title))
    }
    for kind in KINDS:
        schema = schemas()[f"{kind.name}.schema.json"]
        keys = {key for part in (schema, *schema.get("$defs", {}).values()) for key in part.get("properties", {})}
        assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", shown[kind.name])] == [], kind.name


def test_proposed_badge_has_no_findings(tmp_path: Path) -> None:
    (block,) = [block for block in blocks("yaml") if block.document.name == "CONTRIBUTING.md"]
    for part in ("catalogue", "mkdocs.yml"):
        source = ROOT / part
        shutil.copytree(source, tmp_path / part) if source.is_dir() else shutil.copy(source, tmp_path / part)
    path = tmp_path / block.title
    assert not path.exists(), "the example is meant to be new"
    for status in ("draft", "active"):
        path.write_text(block.text.replace("status: draft", f"status: {status}"), encoding="utf-8")
        loaded = load.load(tmp_path)
        found = [*loaded.findings, *run_checks(loaded.catalogue, datetime.now(UTC).date())]
        assert path.stem in loaded.catalogue.achievements
        assert [finding for finding in found if finding.path == block.title] == []


def contains(whole: Any, part: Any) -> bool:
    """Whether a part is found in a whole: objects may lack keys, lists may lack entries."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            key in whole and contains(whole[key], value) for key, value in part.items()
        )
    if isinstance(part, list):
        return isinstance(whole, list) and all(any(contains(one, item) for one in whole) for item in part)
    return bool(whole == part)


@cache
def explained() -> tuple[dict[str, Any], AwardLine, list[dict[str, Any]]]:
    """The credential that the document explains, signed anew with the same drawn values; its ledger line; the parts shown."""
    made = [
        strict_json.loads(block.text.encode()) for block in blocks("json") if block.document.name == "credential.md"
    ]
    lines = [part for part in made if "template" in part]
    award = AwardLine.model_validate(next(part for part in lines if "digest" in part))
    catalogue = example().catalogue
    batch = catalogue.batches["2026/sql-foundations-september"]
    subject = next(part["credentialSubject"]["id"] for part in made if "id" in part.get("credentialSubject", {}))
    drawn = build.Allocation(award.id, subject.removeprefix("urn:uuid:"), award.status)
    proof = next(part["proof"][0] for part in made if "proof" in part)
    signed = secure(
        build.credential(catalogue, batch, batch.awards[0], drawn),
        signer=MemorySigner(bytes(32)),
        verification_method=proof["verificationMethod"],
        created=parse_timestamp(proof["created"]),
        contexts=bundled(),
    )
    return signed, award, [part for part in made if "template" not in part]


def test_explained_credential_is_what_we_sign() -> None:
    signed, _, parts = explained()
    assert len(parts) >= 6
    assert [part for part in parts if not contains(signed, part)] == []


def test_explained_ledger_lines_are_what_we_write() -> None:
    signed, award, _ = explained()
    (text,) = [block.text for block in blocks("json") if ": a template" in block.title]
    shown = TemplateLine.model_validate(strict_json.loads(text.encode()))
    issued = format_timestamp(award.issued)
    template, values = ledger.split(signed, identifier=award.id, issued=issued, status=award.status)
    assert set(shown.holes) < set(template.holes)
    assert (shown.follows or {}).items() < (template.follows or {}).items()
    assert (shown.entries or {}).items() < (template.entries or {}).items()
    assert award.digest == jcs.digest(signed)
    assert contains(template.credential, shown.credential)
    assert shown.template == award.template
    assert contains(values, list(award.values))


def test_shown_trust_list_and_report_are_what_we_read_and_print() -> None:
    shown = {
        block.title: strict_json.loads(block.text.encode())
        for block in blocks("json")
        if block.document.name == "verifying.md"
    }
    assert set(trust_from(shown["my-trust.json"]).issuers) == {"did:web:laurels.example"}
    report = shown["A report, shortened"]
    assert set(report) == {"outcome", "steps", "credential"}
    assert report["outcome"] in EXIT_CODES
    assert report["steps"][0]["id"] in STEPS


def test_every_json_example_is_json() -> None:
    for block in blocks("json"):
        assert isinstance(json.loads(block.text), dict), str(block)


@pytest.mark.parametrize("document", ["README.md", "site_src/docs/verifying.md"])
def test_exit_codes_are_told_right(document: str) -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|.*\| (\d) \|$", read(ROOT / document), re.MULTILINE)
    assert {(outcome, str(code)) for outcome, code in EXIT_CODES.items()} <= set(rows)


def test_steps_are_told_in_order() -> None:
    text = read(SITE / "docs" / "verifying.md").partition("## The eight steps")[2].partition("## ")[0]
    assert tuple(re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE)) == STEPS


@pytest.mark.parametrize("document", ["README.md", "CHANGELOG.md"])
def test_example_is_counted_right(document: str) -> None:
    catalogue = example().catalogue
    said = (
        f"{len(catalogue.achievements)} achievements, {len(catalogue.stacks)} stacks and {len(catalogue.roles)} roles"
    )
    assert said in " ".join(read(ROOT / document).split())


# --- limits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        f"{strict_json.MAX_BYTES // MEBIBYTE} MiB of JSON, {strict_json.MAX_DEPTH} levels deep",
        f"| {structure.MAX_ENTRIES} |",
        f"| {bitstring.MAX_DECOMPRESSED_BYTES // MEBIBYTE} MiB |",
        f"{rdfc10.WORK_LIMIT:,} permutations",
        f"{network.TIMEOUT_SECONDS:g} seconds, {fetchers.MAX_BODY_BYTES // MEBIBYTE} MiB, {network.MAX_REDIRECTS} redirects",
        ", ".join(
            [
                *(
                    f"{limit // MEBIBYTE} MiB"
                    for limit in (load.MAX_FILE_BYTES, load.MAX_AWARD_BYTES, load.MAX_LEDGER_BYTES)
                ),
                f"{ledgers.MAX_LINE_BYTES // KIBIBYTE} KiB of strict YAML or JSON",
            ]
        ),
        f"{keystore.MAX_BYTES // KIBIBYTE} KiB, and at most {keystore.MAX_MEMORY_BYTES // MEBIBYTE // 1024} GiB of memory and {keystore.MAX_OPERATIONS} passes",
        f"Argon2id ({keystore.MEMORY_BYTES // MEBIBYTE} MiB, {['zero', 'one', 'two', 'three', 'four'][keystore.OPERATIONS]} passes)",
    ],
)
def test_security_states_the_limits_of_the_code(said: str) -> None:
    assert said in " ".join(read(ROOT / "SECURITY.md").split())


# --- links and form ----------------------------------------------------------------------------------------------------


def anchors(path: Path) -> set[str]:
    """Ids that a document's headings get (Python-Markdown, extension toc; the same on forges for such headings)."""
    found = set()
    for heading in re.findall(r"^#+ (.+)$", FENCE.sub("", read(path)), re.MULTILINE):
        plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
        found.add(re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower()))
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links_resolve(document: Path) -> None:
    generated = {SITE / page.uri for page in pages(example().catalogue)}
    for target in LINK.findall(FENCE.sub("", read(document))):
        if re.match(r"[a-z]+:", target):
            assert target.startswith("https://"), target
            continue
        path, _, anchor = target.partition("#")
        file = (document.parent / path).resolve() if path else document
        assert file.is_file() or file in generated, f"{name(document)} links to {target}"
        assert file.is_relative_to(ROOT)
        # A page of the site has no way to a file outside it.
        assert not document.is_relative_to(SITE) or file.is_relative_to(SITE), f"{name(document)} links to {target}"
        assert not anchor or anchor in anchors(file), f"{name(document)} links to {target}"


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    assert len(DECISIONS) >= 9


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_decision_has_its_parts(path: Path) -> None:
    text = read(path)
    assert re.match(
        rf"# {path.name[:4]}: \S.*\n\n- Status: (accepted|superseded)[^\n]*\n- Date: \d{{4}}-\d\d-\d\d\n\n## ", text
    )
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_every_dependency_has_its_row() -> None:
    text = read(SITE / "docs" / "adr" / "0007-dependencies.md")
    python = re.search(r"^dependencies = \[\n(.*?)^\]", read(ROOT / "pyproject.toml"), re.MULTILINE | re.DOTALL)
    assert python is not None
    wanted = [found.lower() for found in re.findall(r'^  "([A-Za-z0-9-]+)', python[1], re.MULTILINE)]
    wanted += json.loads(read(ROOT / "package.json"))["dependencies"]
    rows = " ".join(re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)).lower().replace(",", " ").split()
    assert [found for found in wanted if found not in rows and found.rpartition("/")[2] not in rows] == []


# --- nothing of one computer in what everybody gets --------------------------------------------------------------------

UNWANTED = re.compile(r"(?<![\w.~/-])/(?:work|tmp|root)/|registry\.npmjs|pypi\.org")
LOCKS = ("package-lock.json", "uv.lock")


def test_no_machine_paths_and_no_registry_addresses() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    looked, found = 0, []
    for listed_name in filter(None, listed):
        path = ROOT / listed_name
        if path.name in LOCKS or not path.is_file():
            continue
        try:
            lines = read(path).split("\n")
        except UnicodeDecodeError:
            continue  # an image
        looked += 1
        found += [f"{listed_name}:{number}" for number, line in enumerate(lines, 1) if UNWANTED.search(line)]
    assert looked > 100
    assert found == []
