"""The schemas in schemas/ are those of the models, and agree with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from laurels.checks.schemas import as_file, schemas
from laurels.encoding import strict_yaml
from laurels.model.kinds import KINDS, Kind

ROOT = Path(__file__).resolve().parents[2]
MINIMAL = Path(__file__).parent / "minimal"


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    return {
        name.removesuffix(".schema.json"): Draft202012Validator(
            schema, format_checker=Draft202012Validator.FORMAT_CHECKER
        )
        for name, schema in schemas().items()
    }


def test_files_are_up_to_date() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").glob("*.json")}
    assert written == {name: as_file(schema) for name, schema in schemas().items()}, "run `laurels schemas`"


def test_every_kind_has_a_schema_that_names_itself() -> None:
    made = schemas()
    assert set(made) == {f"{kind.name}.schema.json" for kind in KINDS} | {"ledger.schema.json"}
    for name, schema in made.items():
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"].endswith(f"/schemas/{name}")
        assert schema["title"]


def test_unknown_keys_are_refused_and_known_ones_described() -> None:
    for name, schema in schemas().items():
        for part in [schema, *schema.get("$defs", {}).values()]:
            if "properties" not in part:
                continue
            assert part["additionalProperties"] is False, name
            for key, field in part["properties"].items():
                for said in ("title", "description", "examples"):
                    assert field.get(said), (name, key, said)
                assert field["description"].endswith((".", "?", "…")), (name, key)
                for example in field["examples"]:
                    inner = {**field, "$defs": schema.get("$defs", {})}
                    assert Draft202012Validator(inner).is_valid(example) or name == "ledger.schema.json", (name, key)


def _valid_files() -> Iterator[tuple[Kind, Path]]:
    for root in (ROOT, MINIMAL):
        for kind in KINDS:
            for path in sorted((root / kind.folder).rglob("*.yaml")):
                if kind.slug(path.relative_to(root / kind.folder).as_posix()):
                    yield kind, path


VALID = [pytest.param(kind, path, id=path.relative_to(ROOT).as_posix()) for kind, path in _valid_files()]


@pytest.mark.parametrize(("kind", "path"), VALID)
def test_valid_files_fit_both(kind: Kind, path: Path, validators: dict[str, Draft202012Validator]) -> None:
    data = strict_yaml.loads(path.read_text(encoding="utf-8"))
    kind.model.model_validate(data)
    assert list(validators[kind.name].iter_errors(data)) == []


def test_ledger_lines_fit_their_schema(validators: dict[str, Draft202012Validator]) -> None:
    lines = (MINIMAL / "issued/ledger/2026/june.jsonl").read_bytes().splitlines()
    assert len(lines) == 3
    for line in lines:
        assert list(validators["ledger"].iter_errors(json.loads(line))) == []
    assert not validators["ledger"].is_valid({"id": "x"})


def test_invalid_examples_fit_neither(all_cases, tmp_path: Path, validators: dict[str, Draft202012Validator]) -> None:
    import shutil

    kinds = {kind.folder: kind for kind in KINDS}
    tried = 0
    for case in all_cases:
        if case.code.startswith("SCH"):
            root = tmp_path / case.code
            shutil.copytree(MINIMAL, root)
            case.apply(root)
            data = strict_yaml.loads((root / case.path).read_text(encoding="utf-8"))
            kind = kinds[case.path.rpartition("/")[0]]
            assert not validators[kind.name].is_valid(data), case
            with pytest.raises(ValidationError):
                kind.model.model_validate(data)
            tried += 1
    assert tried == 5


TRUST: dict[str, Any] = {"id": "did:web:a.example", "name": "A", "why": "Because."}
# Where a schema made without care would say something else than the model.
DYNAMIC = [
    ("trust", TRUST, True),
    ("trust", {**TRUST, "until": "2026-06-30"}, True),
    ("trust", {**TRUST, "until": "20260630"}, False),
    ("trust", {**TRUST, "until": "2026-02-30"}, False),
    ("trust", {**TRUST, "until": None}, True),
    ("trust", {**TRUST, "name": {"en": "A", "pt-BR": "B"}}, True),
    ("trust", {**TRUST, "name": {}}, False),
    ("trust", {**TRUST, "name": {"English": "A"}}, False),
    ("trust", {**TRUST, "name": {"en": ""}}, False),
    ("trust", {**TRUST, "name": ["A"]}, False),
    ("stack", {"name": "A", "description": "B", "grants": "c", "rule": "d"}, True),
    ("stack", {"name": "A", "description": "B", "grants": "c", "rule": "d", "within": "P18M"}, True),
    ("stack", {"name": "A", "description": "B", "grants": "c", "rule": "d", "within": "P"}, False),
    ("stack", {"name": "A", "description": "B", "grants": "c", "rule": "d", "within": "P0D"}, False),
    ("stack", {"name": "A", "description": "B", "grants": "c", "rule": "d", "within": "P1W"}, False),
    (
        "stack",
        {"name": "A", "description": "B", "grants": "c", "rule": {"all": ["d", {"atLeast": 1, "of": ["e"]}]}},
        True,
    ),
    ("stack", {"name": "A", "description": "B", "grants": "c", "rule": {"credits": 1.5, "of": ["e"]}}, True),
    ("stack", {"name": "A", "description": "B", "grants": "c", "rule": {"credits": 1.5, "of": ["e", "e"]}}, False),
    ("stack", {"name": "A", "description": "B", "grants": "c", "rule": {"credits": 1.5, "of": []}}, False),
    ("stack", {"name": "A", "description": "B", "grants": "c", "rule": {"some": ["d"]}}, False),
    (
        "key",
        {
            "type": "Multikey",
            "purpose": "log",
            "issuer": "a",
            "publicKeyMultibase": "z" + "6" * 47,
            "created": "2026-05-01T00:00:00Z",
        },
        True,
    ),
    (
        "key",
        {
            "type": "Multikey",
            "purpose": "log",
            "issuer": "a",
            "publicKeyMultibase": "z" + "6" * 47,
            "created": "2026-05-01",
        },
        False,
    ),
    (
        "key",
        {
            "type": "Multikey",
            "purpose": "log",
            "issuer": "a",
            "publicKeyMultibase": "z" + "6" * 47,
            "created": "2026-05-01T00:00:00",
        },
        False,
    ),
]


@pytest.mark.parametrize(("kind", "data", "fits"), DYNAMIC)
def test_schema_and_model_agree(
    kind: str, data: dict[str, Any], fits: bool, validators: dict[str, Draft202012Validator]
) -> None:
    model = next(found.model for found in KINDS if found.name == kind)
    try:
        model.model_validate(data)
        by_model = True
    except ValidationError:
        by_model = False
    assert (by_model, validators[kind].is_valid(data)) == (fits, fits)
