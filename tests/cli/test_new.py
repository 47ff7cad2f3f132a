"""`laurels new`: by options, by questions, and with everything wrong that a person can type."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from laurels.cli import main
from laurels.encoding import strict_yaml
from support.schema_values import MINIMAL

COMPLETE = {
    "--description": "Find a way by map and compass, for people who walk where no signs are.",
    "--outcome": "Take a bearing: from map to ground, and back.",
    "--criteria": "Reach six of eight marks within two hours.",
    "--assessment": "practical",
    "--assessed": "A walk with eight marks, followed by an assessor.",
    "--criterion": "Marks: found & logged",
    "--not-yet": "Fewer than six marks.",
    "--enough": "Six marks or more.",
    "--hours": "28",
    "--level": "4",
    "--subject": "sports",
    "--participation": "onsite",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "repository"))


def call(*arguments: str | Path, typed: str = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


def options() -> list[str]:
    return [part for pair in COMPLETE.items() for part in pair] + ["--skill", "local/walking", "--skill", "Turning"]


def read(path: Path) -> dict[str, object]:
    data: dict[str, object] = strict_yaml.loads(path.read_text(encoding="utf-8"))
    return data


def test_complete_options_make_a_file_without_findings(root: Path) -> None:
    done = call("new", "achievement", "Map & compass: the “north” of it #1", "--yes", "-C", root, *options())
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "Wrote catalogue/achievements/map-and-compass-the-north-of-it-1.yaml.\nNothing is missing."
    )
    path = root / "catalogue/achievements/map-and-compass-the-north-of-it-1.yaml"
    data = read(path)
    assert data["name"] == "Map & compass: the “north” of it #1"
    assert data["issuer"] == "example-college"
    assert data["workload"] == {"hours": 28, "ects": 1}
    assert data["iscedF"] == "1014"
    assert data["skills"] == ["local/walking", "local/turning"]
    checked = call("check", "-C", root, "--no-cache", "--today", "2026-08-01")
    assert (checked.exit_code, checked.stdout.split("\n")[0]) == (
        0,
        "20 files, 10 definitions, 4 awards checked: nothing to report.",
    )
    path.write_text(path.read_text(encoding="utf-8").replace("status: draft", "status: active"), encoding="utf-8")
    assert "nothing to report" in call("check", "-C", root, "--no-cache", "--today", "2026-08-01").stdout


def test_without_answers_the_findings_say_what_is_left(root: Path) -> None:
    done = call("new", "achievement", "Night walks", "--yes", "-C", root)
    assert done.exit_code == 0
    left = [line for line in done.stdout.split("\n") if line.startswith("  line ")]
    assert len(left) == 13
    assert all(" is still empty. " in line for line in left)
    assert {finding.split("`")[1] for finding in left} >= {
        "description",
        "learningOutcomes",
        "hours",
        "iscedF",
        "participation",
    }
    checked = call("check", "-C", root, "--no-cache")
    assert checked.stdout.count("SCH001") == len(left)
    assert f"{len(left)} errors." in checked.stdout


def test_what_is_there_is_never_overwritten(root: Path) -> None:
    path = root / "catalogue/achievements/first-steps.yaml"
    before = path.read_bytes()
    done = call("new", "achievement", "First steps", "--slug", "first-steps", "--yes", "-C", root)
    assert done.exit_code == 3
    assert "exists already" in done.stderr
    assert path.read_bytes() == before
    assert call("new", "achievement", "First steps", "--yes", "-C", root).stdout.startswith(
        "Wrote catalogue/achievements/first-steps-2.yaml."
    )


def test_printing_writes_nothing(root: Path) -> None:
    before = sorted(root.rglob("*"))
    done = call("new", "achievement", "Night walks", "--yes", "--print", "-C", root, *options())
    assert done.stdout.startswith("# yaml-language-server: $schema=../../schemas/achievement.schema.json\n")
    assert strict_yaml.loads(done.stdout)["name"] == "Night walks"
    assert sorted(root.rglob("*")) == before


TYPED = """\
Night walks
Walk at night: for people who know the path by day.

Keep to a path without a lamp.
Say what an owl sounds like: two of five.

Walk the course once,
and be back by midnight.

prcatical
3
A walk with an assessor.



Keeping the path
Leaves it more than twice.

Leaves it twice at most.

28 hours
28

9
4
sports
1
onsite

walk
1
turning
1

Weeks before: none.

3 years


night-walks
"""


def test_questions_one_by_one(root: Path) -> None:
    typed = TYPED.replace("onsite\n\nwalk", "onsite\n\nwalk").replace("Weeks before", "\nWeeks before")
    done = call("new", "achievement", "-C", root, typed=typed)
    assert done.exit_code == 0, done.output
    assert "“prcatical” is none of the choices. Did you mean practical?" in done.stderr
    assert "“28 hours” is not a number. Write digits, such as 28." in done.stderr
    assert "`eqfLevel` must be at most 8." in done.stderr
    data = read(root / "catalogue/achievements/night-walks.yaml")
    assert data["learningOutcomes"] == ["Keep to a path without a lamp.", "Say what an owl sounds like: two of five."]
    assert data["criteria"] == {"narrative": "Walk the course once,\nand be back by midnight."}
    assert data["skills"] == ["local/walking", "local/turning"]
    assert data["validFor"] == "P3Y"
    assert data["prerequisites"] == {"description": "Weeks before: none."}
    assert "Nothing is missing." in done.stdout
    assert call("check", "-C", root, "--no-cache", "--today", "2026-08-01").exit_code == 0


def test_stopping_writes_nothing(root: Path) -> None:
    before = sorted(root.rglob("*"))
    done = call("new", "stack", "-C", root, typed="Walking far\n")
    assert done.exit_code == 2
    assert "laurels: Stopped; nothing was written.\n" in done.stderr
    assert sorted(root.rglob("*")) == before


WRONG = [
    (["--level", "9"], "--level: `eqfLevel` must be at most 8."),
    (["--hours", "many"], "--hours: “many” is not a number."),
    (["--hours", "0"], "--hours: `hours` must be at least 1."),
    (["--assessment", "exam"], "Did you mean written-exam or oral-exam?"),
    (["--skill", "wlaking"], "local/walking"),
    (["--skill", "zzzz"], "--skill: “zzzz” names no skill."),
    (["--issuer", "exampel-college"], "Did you mean example-college"),
    (["--valid-for", "three"], "--valid-for: `validFor`"),
    (["--language", "english please"], "Write a language such as `en` or `pt-BR`."),
    (["--slug", "Night Walks"], "Use lower-case letters, digits and hyphens only"),
    (["--slug", "../../x"], "cannot name a file"),
    (["--outcome", "x" * 6000], "is longer than 5000 characters"),
]


@pytest.mark.parametrize(("arguments", "says"), WRONG)
def test_answers_that_do_not_fit(arguments: list[str], says: str, root: Path) -> None:
    before = sorted(root.rglob("*"))
    done = call("new", "achievement", "Night walks", "--yes", "-C", root, *arguments)
    assert done.exit_code == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(root.rglob("*")) == before


NAMES = [
    "no", "0612", "@home", "# one", "- dash", "a: b", "C#", "“Über” – für Anfänger", "it's \"so\"", "{curly}", "[square]", "*",
    "日本語", "tab\there", "  spaces  ", "x" * 200, "50% off", "&amp;", "<3", "null", "2026-06-30", "line\nbreak", "!bang", "|", ">-",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_any_name_comes_out_as_it_went_in(name: str, root: Path) -> None:
    done = call("new", "achievement", "--yes", "--print", "-C", root, "--", name)
    assert done.exit_code == 0, done.stderr
    assert strict_yaml.loads(done.stdout)["name"] == " ".join(name.split(" ")).replace("\t", " ").strip()


def test_other_kinds(root: Path) -> None:
    made = [
        ("stack", ["Far", "--description", "Why not further?", "--grants", "walker", "--of", "first-steps", "--of", "next-steps", "--at-least", "1"]),
        ("role", ["guide", "--framework", "local", "--uri", "https://college.example/roles/guide", "--description", "Leads.", "--skill", "Walking"]),
        ("issuer", ["Library", "--description", "The college's library.", "--country", "IE", "--contact", "https://college.example/ask/", "--assurance-name", "Review"]),
        ("batch", ["--achievement", "next-steps", "--date", "2026-07-20", "--recipient", "Sample Learner 07", "--recipient", "Sample Learner 08"]),
    ]  # fmt: skip
    for kind, arguments in made:
        done = call("new", kind, *arguments, "--yes", "-C", root)
        assert "Nothing is missing." in done.stdout, (kind, done.stdout, done.stderr)
    assert read(root / "catalogue/stacks/far.yaml")["rule"] == {"atLeast": 1, "of": ["first-steps", "next-steps"]}
    assert read(root / "catalogue/issuers/library.yaml")["id"] == "did:web:badges.college.example:library"
    batch = read(root / "issued/awards/2026/next-steps-july.yaml")
    assert batch["awards"] == [
        {
            "recipient": {"name": f"Sample Learner 0{number}"},
            "results": [{"criterion": "balance", "level": "steady"}, {"criterion": "style", "level": "plain"}],
        }
        for number in (7, 8)
    ]
    assert call("check", "-C", root, "--no-cache", "--today", "2026-08-01").exit_code == 0


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "30.06.2026"])
def test_days_that_are_none(day: str, root: Path) -> None:
    done = call("new", "batch", "--achievement", "next-steps", "--date", day, "--recipient", "A", "--yes", "-C", root)
    assert (done.exit_code, "--date: `awardedDate`" in done.stderr) == (2, True), done.output


def test_reserved_names_are_not_suggested(root: Path) -> None:
    assert "catalogue/achievements/index-2.yaml" in call("new", "achievement", "Index", "--yes", "-C", root).stdout


def test_sealed_names_are_not_written_by_hand(root: Path) -> None:
    path = root / "catalogue/issuers/example-college.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("recipientPolicy: public", ""), encoding="utf-8")
    done = call("new", "batch", "--achievement", "next-steps", "--recipient", "Sample Learner 07", "--yes", "-C", root)
    assert done.exit_code == 2
    assert "laurels award next-steps --from FILE" in done.stderr
    assert not (root / "issued/awards/2026/next-steps-july.yaml").exists()
