"""Skills from publishers' files, in the publishers' shapes: what is taken, what is left out and why, and what stays as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.encoding import strict_yaml
from laurels.errors import LaurelsError, UsageError
from laurels.exchange.importers import IMPORTERS
from laurels.exchange.importers.importer import Found, Rejected
from laurels.exchange.importers.plan import plan
from laurels.exchange.importers.run import import_skills
from laurels.model.skill import Framework

FILES = Path(__file__).parent / "files"
ESCO = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-0000000000"
TABLES = [
    ("esco", "skills_en.csv", [f"{ESCO}01", f"{ESCO}02", f"{ESCO}05"], [4, 5, 6, 7, 8]),
    ("case", "package.json", ["https://case.example/uri/a1", "https://case.example/uri/a2"], [3, 4]),
    ("case", "wrapped.json", ["https://case.example/uri/a1", "https://case.example/uri/a2"], [3, 4]),
    (
        "onet",
        "Skills.txt",
        [f"https://www.onetonline.org/find/descriptor/result/{element}" for element in ("2.A.1.a", "2.B.3.j")],
        [10],
    ),
    (
        "onet",
        "Technology Skills.csv",
        [f"https://www.onetonline.org/search/tech/example?e={name}" for name in ("Rope%20%26%20Knot%20Planner", "KnotCAD")],
        [],
    ),
    ("onet", "Task Statements.txt", ["https://www.onetonline.org/link/summary/53-5011.00#task-4711"], [3]),
    ("rsd", "collection.csv", ["https://osmt.example/api/skills/00000000-0000-4000-8000-000000000001"], [3]),
]  # fmt: skip


def rows(format_: str, data: bytes, path: str = "x") -> list[Found | Rejected]:
    return list(IMPORTERS[format_].read(data, path).rows)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "catalogue/skills").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(("format_", "name", "addresses", "rejected"), TABLES)
def test_what_is_taken_and_what_is_left_out(
    format_: str, name: str, addresses: list[str], rejected: list[int], root: Path
) -> None:
    done = import_skills(root, FILES / name, format_, version="1.0")
    framework = Framework.model_validate(strict_yaml.loads((root / done.where).read_text(encoding="utf-8")))
    assert [skill.uri for skill in framework.skills.values()] == [
        skill["uri"] for _, skill in sorted(done.plan.added.items())
    ]
    assert sorted(skill.uri for skill in framework.skills.values()) == sorted(addresses)
    assert [row.row for row in done.plan.rejected] == rejected
    assert framework.acknowledgement
    assert framework.url.startswith("https://")
    assert done.where == f"catalogue/skills/{format_}.yaml"


def test_what_a_file_of_esco_says(root: Path) -> None:
    done = import_skills(root, FILES / "skills_en.csv", "esco", version="9.9.9")
    data: dict[str, Any] = strict_yaml.loads((root / done.where).read_text(encoding="utf-8"))
    assert {key: data[key] for key in ("name", "version", "targetType")} == {
        "name": "ESCO",
        "version": "9.9.9",
        "targetType": "ext:ESCOSkill",
    }
    assert data["acknowledgement"] == "This publication uses the ESCO classification of the European Commission."
    assert data["skills"]["tie-a-bowline"] == {
        "uri": f"{ESCO}01",
        "name": "tie a bowline",
        "type": "skill/competence",
        "altLabel": ["make a bowline", "knot a bowline"],
        "description": "Tie the knot, and untie it again: wet or dry.",
    }
    assert set(data["skills"]) == {"tie-a-bowline", "knots-and-hitches", "tie-a-bowline-2"}
    assert [why.why for why in done.plan.rejected] == [
        "Its status is obsolete.",
        "It is no skill but a SkillGroup.",
        "`<b>` is markup; text is shown as it is written.",
        "It has no address of its own.",
        "`javascript:a…` is an address that runs something.",
    ]


def test_long_statements_are_shortened_and_kept_whole_beside_it() -> None:
    (_, long, *_) = rows("case", (FILES / "package.json").read_bytes())
    assert isinstance(long, Found)
    assert (len(long.name) <= 200, long.name[-1], len(long.description) > 200) == (True, "…", True)
    assert long.description.startswith(long.name[:-1])
    assert long.labels == ("Holding",)


def test_what_is_there_keeps_its_key_and_its_words(root: Path) -> None:
    path = root / "catalogue/skills/esco.yaml"
    before = (
        "# Chosen by the rope work team.\nname: ESCO\nversion: 1.1.0\nurl: https://esco.ec.europa.eu/\n"
        "targetType: ext:ESCOSkill\nskills:\n  # The first thing we teach.\n  our-bowline:\n"
        f"    uri: {ESCO}01\n    name: tie the bowline   # the older label\n"
    )
    path.write_text(before, encoding="utf-8")
    done = import_skills(root, FILES / "skills_en.csv", "esco")
    after = path.read_text(encoding="utf-8")
    assert set(before.split("\n")) <= set(after.split("\n"))
    assert (done.plan.known, done.plan.renamed) == (1, [("our-bowline", "tie the bowline", "tie a bowline")])
    assert set(strict_yaml.loads(after)["skills"]) == {"our-bowline", "knots-and-hitches", "tie-a-bowline"}
    again = import_skills(root, FILES / "skills_en.csv", "esco")
    assert (again.plan.added, again.where, path.read_text(encoding="utf-8")) == ({}, "", after)


def test_selection(root: Path) -> None:
    found = rows("esco", (FILES / "skills_en.csv").read_bytes())
    assert set(plan(found, None, ("bowline",)).added) == {"tie-a-bowline", "tie-a-bowline-2"}
    assert set(plan(found, None, ("knot bowline",)).added) == {"tie-a-bowline"}
    assert set(plan(found, None, (f"{ESCO}02",)).added) == {"knots-and-hitches"}
    assert plan(found, None, ("sailing",)).added == {}
    assert "altLabel" not in plan(found, None, brief=True).added["tie-a-bowline"]


def test_versions_are_read_from_where_the_file_lies() -> None:
    data = (FILES / "skills_en.csv").read_bytes()
    name = "/data/ESCO dataset - v1.2.0 - classification - en - csv/skills_en.csv"
    assert IMPORTERS["esco"].read(data, name).head.version == "1.2.0"
    assert (
        IMPORTERS["onet"].read((FILES / "Skills.txt").read_bytes(), "/x/db_30_1_text/Skills.txt").head.version == "30.1"
    )


WRONG = [
    (
        "esco",
        b"conceptUri,preferedLabel\nx,y\n",
        "The column “preferredLabel” is missing.",
        "Is it the column “preferedLabel”?",
    ),
    ("esco", b"", "", ""),
    ("esco", b"a\x00,b\n", "NUL", ""),
    ("rsd", b'Canonical URL,RSD Name,Skill Statement\n"a,b,c\n', "Row 2 cannot be read", ""),
    ("onet", b"Element ID,Name\n1,2\n", "no table of O*NET", "Element ID, Element Name"),
    ("case", b"[]", "no `CFItems`", "CFPackage"),
    ("case", b'{"CFItems": [], "CFItems": []}', "not JSON", ""),
    ("case", b"{" * 100_000, "not JSON", ""),
    ("case", b"\xff\xfe", "not JSON", ""),
]


@pytest.mark.parametrize(("format_", "data", "says", "hint"), WRONG)
def test_files_of_another_kind(format_: str, data: bytes, says: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        rows(format_, data)
    assert says in caught.value.message
    assert hint in caught.value.hint


def test_what_a_new_file_needs_and_nobody_said(root: Path) -> None:
    with pytest.raises(UsageError, match="does not say which version"):
        import_skills(root, FILES / "collection.csv", "rsd")
    with pytest.raises(UsageError, match="cannot name a framework"):
        import_skills(root, FILES / "collection.csv", "rsd", framework="../x")
    assert list((root / "catalogue/skills").iterdir()) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=30), st.text(max_size=300)), max_size=5),
    st.sampled_from(sorted(IMPORTERS)),
)
def test_hostile_cells_are_skills_that_can_be_written_or_are_left_out(
    cells: list[tuple[str, str]], format_: str
) -> None:
    """Whatever stands in a cell: each row is a skill that fits the model, or is rejected with a reason of one line."""
    items = [(f"https://skills.example/{number}", name, text) for number, (name, text) in enumerate(cells)]
    if format_ == "case":
        data = json.dumps(
            {"CFItems": [{"uri": u, "fullStatement": n, "alternativeLabel": t} for u, n, t in items]}
        ).encode(errors="surrogatepass")
    else:
        columns = {
            "esco": "conceptUri,preferredLabel,description",
            "rsd": "Canonical URL,RSD Name,Skill Statement",
            "onet": "Element ID,Element Name,Description",
        }[format_]
        quote = [",".join('"' + part.replace('"', '""') + '"' for part in item) for item in items]
        data = "\n".join([columns, *quote]).encode(errors="replace")
    try:
        found = rows(format_, data)
    except LaurelsError:
        return
    for row in found:
        if isinstance(row, Rejected):
            assert row.why
            assert "\n" not in row.why
        else:
            head = {"name": "x", "version": "1", "url": "https://x.example/", "targetType": "CFItem"}
            Framework.model_validate({**head, "skills": {"x": row.as_data()}})
