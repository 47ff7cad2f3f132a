"""A file that reads like a form: every key explained, what may be left out commented out, and right YAML whatever was typed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laurels.checks.schemas import schemas
from laurels.drafting.layout import head, page
from laurels.encoding import strict_yaml, yaml_text
from laurels.model.kinds import KIND, KINDS
from support.schema_values import ROOT, documents

SCHEMAS = schemas()


@pytest.mark.parametrize(("kind", "slug", "text"), documents(), ids=lambda value: str(value)[:40])
def test_every_file_of_the_example_can_be_written_anew(kind: str, slug: str, text: str) -> None:
    data = strict_yaml.loads(text)
    made = page(kind, slug, SCHEMAS[f"{kind}.schema.json"], data)
    assert strict_yaml.loads(made) == data
    assert made.startswith(head(kind, slug) + "\n")
    assert (ROOT / KIND[kind].folder / f"{slug}.yaml").parent.joinpath(
        made.split("$schema=")[1].split("\n")[0]
    ).resolve() == (ROOT / "schemas" / f"{kind}.schema.json")
    assert max(map(len, made.split("\n"))) <= 2000


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_what_is_commented_out_can_be_commented_in(kind: str) -> None:
    """The examples of optional keys are right: with all of them the file still fits its model."""
    schema = SCHEMAS[f"{kind}.schema.json"]
    data = {
        key: field["examples"][0] for key, field in schema["properties"].items() if key in schema.get("required", ())
    }
    made = page(kind, "2026/x" if kind == "award" else "x", schema, data)
    keys = "|".join(schema["properties"])
    lines = made.split("\n")
    out, uncommenting = [], False
    for line in lines:
        if re.match(rf"# ({keys}):( |$)", line):
            uncommenting = True
        elif not line.startswith("#"):
            uncommenting = False
        out.append(line[2:] if uncommenting else line)
    whole = strict_yaml.loads("\n".join(out))
    assert set(whole) == set(schema["properties"])
    KIND[kind].model.model_validate(whole)


def test_every_key_is_explained() -> None:
    schema = SCHEMAS["achievement.schema.json"]
    made = page("achievement", "x", schema, {"name": "X", "version": 1})
    for field in schema["properties"].values():
        assert f"# {field['description']}" in made


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(ValueError, match="no key 'nam'"):
        page("trust", "x", SCHEMAS["trust.schema.json"], {"nam": "X"})


TEXTS = st.text(min_size=1, max_size=200).map(yaml_text.clean).filter(bool)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(name=TEXTS, prose=TEXTS, outcomes=st.lists(TEXTS, min_size=1, max_size=4), words=st.lists(TEXTS, max_size=4))
def test_any_text_anywhere(name: str, prose: str, outcomes: list[str], words: list[str]) -> None:
    data: dict[str, Any] = {
        "name": name,
        "description": {"en": prose, "de": name},
        "learningOutcomes": outcomes,
        "criteria": {"narrative": prose},
        "assessment": {"rubric": [{"name": name, "levels": [{"name": word, "description": prose} for word in words or ["x"]]}]},
        "tags": words,
    }  # fmt: skip
    assert strict_yaml.loads(page("achievement", "x", SCHEMAS["achievement.schema.json"], data)) == data
