"""What an editor says and what `laurels check` says: the same, for every file, every invalid example and every field put wrong.

Editors and CI validate by the schemas in `schemas/`: VS Code and others through the YAML language server, pre-commit and CI
through check-jsonschema. Where a schema cannot say what a model says, the case is in `BEYOND` with the reason.
"""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from laurels.checks.schemas import schemas
from laurels.drafting.layout import _resolved
from laurels.encoding import pointer as json_pointer
from laurels.encoding import strict_yaml
from laurels.model.kinds import KIND, KINDS
from laurels.repository.load import load
from support.schema_values import MINIMAL, ROOT, documents

EDITOR = Path(__file__).parent / "editor.mjs"
SCHEMAS = schemas()
VALIDATORS = {
    name.removesuffix(".schema.json"): Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for name, schema in SCHEMAS.items()
}

# What JSON Schema, or the editor's reading of it, cannot say: value → who accepts it though the model does not, and why.
BEYOND: dict[Any, tuple[set[str], str]] = {
    1.0: (
        {"schema", "editor"},
        "JSON Schema counts 1.0 among the whole numbers; YAML that says so is a typing error to us",
    ),
    "2026-02-29": ({"editor"}, "no pattern knows leap years, and the server looks at the form of a date only"),
}
# Codes of findings in a single file that are none of a schema's business, because there is no data yet.
BEFORE_DATA = {
    "YML001": "the editor's own YAML parser says it",
    "YML002": "the editor's own YAML parser says it",
    "YML003": "which words surprise is a matter of YAML; the data that they give is often right",
    "YML004": "bytes and characters",
    "YML005": "the size of the file",
    "YML006": "the file system",
    "YML007": "the file system",
}
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**6, "", " ", "x", "No Slug", "x" * 6000, 1.0, "20260630", "2026-02-30", "2026-02-29", "2026-06-31", "2026-06-30T25:00:00Z", "2026-06-30T10:00:00", "P0D", "P1W", "http://a b",
    "did:x:y", [], ["a", "a"], [None], {}, {"unknownKey": 1}, {"en": "text"}, {"English": "text"}, {"en": ""},
)  # fmt: skip
EXCLUSIVE = {"sealed", "forgotten", "credentials"}
"""Keys that stand in place of others."""


def whole(kind: str) -> dict[str, Any]:
    """A valid file of a kind with every key that one file can have, made of the schema's own examples."""
    schema = SCHEMAS[f"{kind}.schema.json"]
    data: dict[str, Any] = filled(schema, schema, {})
    return data


def filled(root: dict[str, Any], part: dict[str, Any], value: Any) -> Any:
    """A value with the examples of the keys that it lacks, at every depth."""
    part = _resolved(root, part, value)
    if isinstance(value, dict):
        if "patternProperties" in part:
            (item,) = part["patternProperties"].values()
            return {key: filled(root, item, inner) for key, inner in value.items()}
        missing = {
            key: field["examples"][0]
            for key, field in part.get("properties", {}).items()
            if key not in value and key not in EXCLUSIVE
        }
        return {key: filled(root, part["properties"][key], inner) for key, inner in {**value, **missing}.items()}
    if isinstance(value, list):
        return [filled(root, part.get("items", {}), inner) for inner in value]
    return copy.deepcopy(value)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every key and the first entry of every list."""
    items = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


def mutations(kind: str) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Every place left out, or holding each of the values; and an unknown key in every group."""
    data = whole(kind)
    for path in places(data):
        pointer = json_pointer.join(path)
        for value in VALUES:
            made = copy.deepcopy(data)
            json_pointer.put(made, pointer, value)
            yield f"{pointer} = {str(value)[:20]!r}", value, made
        if isinstance(path[-1], str):
            made = copy.deepcopy(data)
            del json_pointer.get(made, json_pointer.join(path[:-1]))[path[-1]]
            yield f"{pointer} left out", None, made


def by_model(kind: str, data: Any) -> bool:
    try:
        KIND[kind].model.model_validate(data)
    except ValidationError:
        return False
    return True


def by_editor(files: list[tuple[str, str]]) -> list[list[dict[str, Any]]]:
    """The messages of the YAML language server for texts, each with the kind whose folder it is in."""
    node = subprocess.run(
        [sys.executable, "hatch_build.py", "node"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    sent = [
        {"path": str(ROOT / KIND[kind].folder / ("2026/x.yaml" if kind == "award" else "x.yaml")), "text": text}
        for kind, text in files
    ]
    done = subprocess.run(
        [node.stdout.strip(), str(EDITOR)], input=json.dumps(sent), capture_output=True, text=True, cwd=ROOT, check=True
    )
    answers: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return answers


def as_text(kind: str, data: Any) -> str:
    """Data as YAML with its first line; JSON is YAML, and says numbers and texts apart."""
    up = "../" * (3 if kind == "award" else 2)
    return f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json\n{json.dumps(data)}\n"


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_examples_of_every_key_are_right(kind: str) -> None:
    assert by_model(kind, whole(kind))
    assert VALIDATORS[kind].is_valid(whole(kind))


def test_every_field_put_wrong_is_wrong_to_all_three() -> None:
    """The model, check-jsonschema's validator and the YAML language server, over every key of every kind of file."""
    tried = [(kind.name, *found) for kind in KINDS for found in mutations(kind.name)]
    assert len(tried) > 4000
    answers = by_editor([(kind, as_text(kind, data)) for kind, _, _, data in tried])
    wrong = []
    beyond = set()
    for (kind, what, value, data), messages in zip(tried, answers, strict=True):
        model = by_model(kind, data)
        said = {"schema": VALIDATORS[kind].is_valid(data), "editor": not messages}
        known = isinstance(value, float | str) and not isinstance(value, bool) and value in BEYOND
        for who, accepts in said.items():
            if accepts != model:
                if known and accepts and who in BEYOND[value][0]:
                    beyond.add(value)
                else:
                    wrong.append((kind, what, who, accepts))
    assert wrong == []
    assert beyond == set(BEYOND), "what is listed as beyond a schema must be"


def test_valid_files_please_the_editor() -> None:
    files = [(kind, text) for root in (ROOT, MINIMAL) for kind, _, text in documents(root)]
    files = [(kind, text.replace("../../../../../schemas", "../../schemas")) for kind, text in files]
    assert len(files) > 60
    assert [messages for messages in by_editor(files) if messages] == []


def test_first_lines_lead_to_the_schema_of_the_kind() -> None:
    for root in (ROOT, MINIMAL):
        for kind in KINDS:
            for path in (root / kind.folder).rglob("*.yaml"):
                first = path.read_text(encoding="utf-8").split("\n")[0]
                stated = first.removeprefix("# yaml-language-server: $schema=")
                assert (path.parent / stated).resolve() == ROOT / f"schemas/{kind.name}.schema.json", path


def test_settings_of_the_editor_name_every_kind() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    stated = settings["yaml.schemas"]
    assert {name: folder.rpartition("/")[0].removesuffix("/*") for name, folder in stated.items()} == {
        f"./schemas/{kind.name}.schema.json": kind.folder for kind in KINDS
    }


def test_check_jsonschema_accepts_the_example() -> None:
    """The command itself, for one kind of file: the validator inside is the one that the other tests use."""
    files = sorted((ROOT / "catalogue/achievements").glob("*.yaml"))
    command = [
        Path(sys.executable).with_name("check-jsonschema"),
        "--schemafile",
        ROOT / "schemas/achievement.schema.json",
    ]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "ok -- validation done"), done.stdout


def test_invalid_examples_are_wrong_to_all_three(all_cases: list[Any], tmp_path: Path) -> None:
    """Every file that an invalid example changes: a schema and an editor find fault exactly where the reader finds a fault of form."""
    kinds = {kind.folder: kind for kind in KINDS}
    tried: list[tuple[str, str, str, bool]] = []
    for case in all_cases:
        if case.code in BEFORE_DATA:
            continue
        root = tmp_path / case.code
        shutil.copytree(MINIMAL, root)
        case.apply(root)
        faulty = {finding.path for finding in load(root).findings if finding.code.startswith("SCH")}
        for folder, kind in kinds.items():
            for path in sorted((root / folder).rglob("*.yaml")):
                relative = path.relative_to(root).as_posix()
                before = MINIMAL / relative
                text = path.read_text(encoding="utf-8")
                if not before.exists() or before.read_text(encoding="utf-8") != text:
                    tried.append((case.code, kind.name, text, relative in faulty))
    assert len(tried) > 60
    texts = [(kind, as_text(kind, strict_yaml.loads(text))) for _, kind, text, _ in tried]
    for (code, kind, text, faulty_), messages in zip(tried, by_editor(texts), strict=True):
        assert VALIDATORS[kind].is_valid(strict_yaml.loads(text)) is not faulty_, code
        assert bool(messages) is faulty_, (code, messages)
    assert {code for code, _, _, faulty_ in tried if faulty_} == {f"SCH00{number}" for number in range(1, 6)}


def test_what_is_no_yaml_is_none_to_the_editor_either(all_cases: list[Any], tmp_path: Path) -> None:
    texts = []
    for case in all_cases:
        if case.code in ("YML001", "YML002"):
            root = tmp_path / case.code
            shutil.copytree(MINIMAL, root)
            case.apply(root)
            texts.append(("trust", (root / case.path).read_text(encoding="utf-8")))
    answers = by_editor(texts)
    assert len(answers) == 2
    assert all(answers)
