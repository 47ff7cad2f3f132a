"""From a spreadsheet to a batch: every problem at once, with its place, and nothing about anybody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from laurels.cli import main
from laurels.errors import LaurelsError
from laurels.office.award.run import Prepared
from laurels.sealing.rows import open_row
from laurels.signers.memory import MemoryOpener, encode_secret
from support import office, sealed
from support.sealed import KEY_ID, REGISTRAR, cohort, learner, look, registrar_key

DID = "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"
DIGEST = "0123456789abcdef" * 4
FULL = "name,email,id,project,project mark,evidence,evidence name,language,notes"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return sealed.repository(tmp_path / "repository")


def rows(made: Prepared) -> list[object]:
    """What the sealed rows say, in the order of names."""
    import yaml

    assert made.data is not None
    opened = [open_row(award["sealed"], REGISTRAR) for award in yaml.safe_load(made.data)["awards"]]
    return sorted(
        ({k: v for k, v in row.as_data().items() if k != "key"} for row in opened),
        key=lambda row: row["recipient"]["name"],
    )


def places(made: Prepared) -> list[tuple[int, str | None, str]]:
    return [(p.row, p.as_data()["column"], p.code) for p in made.problems]


def test_a_whole_row(root: Path, tmp_path: Path) -> None:
    line = f"Sample Learner 01,sample.01@laurels.example,{DID},Competent,87 %,https://laurels.example/e/1 sha256:{DIGEST.upper()},Query project,DE_at,private"
    made = look(office.catalogue(root), cohort(tmp_path, line, learner(2), header=FULL))
    assert (made.rows, made.ready, made.slug) == (2, 2, "2026/sql-june")
    assert rows(made)[0] == {
        "recipient": {"name": "Sample Learner 01", "id": DID},
        "email": "sample.01@laurels.example",
        "results": [{"criterion": "project", "level": "competent", "value": "87 %"}],
        "evidence": [{"id": "https://laurels.example/e/1", "name": "Query project", "digest": DIGEST}],
        "language": "de-at",
    }
    assert [made.columns.unused, made.columns.at["mark:project"]] == [(8,), (4,)]
    assert made.data is not None
    for secret in (b"Sample", b"laurels.example/e", b"private", b"87", DIGEST.encode()):
        assert secret not in made.data


def test_every_page_key_is_its_own_and_the_order_tells_nothing(root: Path, tmp_path: Path) -> None:
    made = look(office.catalogue(root), cohort(tmp_path, *map(learner, range(1, 40))))
    assert made.data is not None
    texts = [line.split('"')[1] for line in made.data.decode().splitlines() if "sealed:" in line]
    opened = [open_row(text, REGISTRAR) for text in texts]
    assert len({row.key for row in opened}) == 39
    assert texts == sorted(texts)
    assert [row.recipient.name for row in opened] != sorted(row.recipient.name for row in opened)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Sample,,,,,,,,", ("B", "no-address")),
        ("Sample,sample,,,,,,,", ("B", "bad-address")),
        ("Sample,a@b,,,,,,,", ("B", "bad-address")),
        ("Sample,a..b@laurels.example,,,,,,,", ("B", "bad-address")),
        ("Sample,a@laurels.example b@laurels.example,,,,,,,", ("B", "bad-address")),
        ("Sample,Sample <a@laurels.example>,,,,,,,", ("B", "bad-address")),
        ('Sample,"a@laurels.example\nBcc: b@laurels.example",,,,,,,', ("B", "bad-address")),
        ("Sample,mailto:a@laurels.example,,,,,,,", ("B", "bad-address")),
        ("Sample,ä@laurels.example,,,,,,,", ("B", "bad-address")),
        (f"Sample,{'a' * 65}@laurels.example,,,,,,,", ("B", "bad-address")),
        (",a@laurels.example,,,,,,,", ("A", "no-name")),
        ("a@laurels.example,a@laurels.example,,,,,,,", ("A", "name-is-address")),
        ("=1+1,a@laurels.example,,,,,,,", ("A", "formula")),
        ("@SUM(A1),a@laurels.example,,,,,,,", ("A", "formula")),
        ("+cmd,a@laurels.example,,,,,,,", ("A", "formula")),
        ("-2+3,a@laurels.example,,,,,,,", ("A", "formula")),
        ("Sample,=A1,,,,,,,", ("B", "formula")),
        ("Sam\u202eple,a@laurels.example,,,,,,,", ("A", "invisible-character")),
        ('"Sam\nple",a@laurels.example,,,,,,,', ("A", "invisible-character")),
        (f"{'S' * 201},a@laurels.example,,,,,,,", ("A", "too-long")),
        ("Sample,a@laurels.example,12345,,,,,,", ("C", "bad-id")),
        (f"Sample,a@laurels.example,{DID[:-9]}0,,,,,,", ("C", "bad-id")),
        ("Sample,a@laurels.example,did:key:zQ3,,,,,,", ("C", "bad-id")),
        ("Sample,a@laurels.example,,excellent,,,,,", ("D", "unknown-result")),
        ("Sample,a@laurels.example,,developing,,,,,", ("D", "not-reached")),
        ("Sample,a@laurels.example,,Failed,,,,,", ("D", "not-reached")),
        ("Sample,a@laurels.example,,,=1,,,,", ("D", "formula")),
        ("Sample,a@laurels.example,,,,javascript:alert(1),,,", ("F", "bad-evidence")),
        ("Sample,a@laurels.example,,,,http://laurels.example/,,,", ("F", "bad-evidence")),
        ("Sample,a@laurels.example,,,,see my mail,,,", ("F", "bad-evidence")),
        ("Sample,a@laurels.example,,,,https://user:pw@laurels.example/,,,", ("F", "bad-evidence")),
        (f"Sample,a@laurels.example,,,,{DIGEST[:40]},,,", ("F", "bad-digest")),
        (f"Sample,a@laurels.example,,,,sha512:{DIGEST * 2},,,", ("F", "bad-digest")),
        ("Sample,a@laurels.example,,,,,,English please,", ("H", "bad-language")),
        ("Sample,a@laurels.example,,,,,,,notes,and more", ("J", "ragged")),
    ],
)
def test_a_bad_cell(root: Path, tmp_path: Path, line: str, place: tuple[str, str]) -> None:
    made = look(office.catalogue(root), cohort(tmp_path, learner(1), line, header=FULL))
    assert places(made) == [(3, *place)]
    assert (made.ready, made.data) == (1, None)
    said = json.dumps([problem.as_data() for problem in made.problems])
    for word in ("Sample", "laurels.example", "alert", "cmd", "12345", "excellent"):
        assert word not in said


def test_evidence_can_be_several_things(root: Path, tmp_path: Path) -> None:
    line = f"Sample,a@laurels.example,,,,https://laurels.example/1 https://laurels.example/2 {DIGEST} {DIGEST},,,"
    made = look(office.catalogue(root), cohort(tmp_path, line, header=FULL))
    assert rows(made)[0]["evidence"] == [  # type: ignore[index]
        {"id": "https://laurels.example/1"}, {"id": "https://laurels.example/2", "digest": DIGEST}, {"digest": DIGEST},
    ]  # fmt: skip


def test_all_problems_at_once_and_the_sum(root: Path, tmp_path: Path) -> None:
    lines = [learner(number) for number in range(1, 199)]
    lines[16], lines[40], lines[197] = "Sample Learner 17,", "Sample,x@laurels,", learner(5).upper()
    source = cohort(tmp_path, *lines)
    done = CliRunner().invoke(main, ["award", "sql", "--from", str(source), "--dry-run", "-C", str(root)])
    assert done.exit_code == 1, done.output
    assert done.output.splitlines()[-1] == "198 rows · 195 ready · 3 need you. Nothing was written."
    assert [line.partition(":")[0] for line in done.output.splitlines()[:3]] == [
        "row 18, column B",
        "row 42, column B",
        "row 199, column B",
    ]
    assert "Row 6 is about the same person" in done.output
    assert "Only the registrar's key can tell" not in done.output  # there are no earlier rows
    assert not (root / "issued/awards/2026/sql-november.yaml").exists()


def test_written_once_and_never_over(root: Path, tmp_path: Path) -> None:
    source = cohort(tmp_path, learner(1))
    arguments = ["award", "sql", "--from", str(source), "-C", str(root), "--awarded", "2026-06-30", "--format", "json"]
    first, second = (CliRunner().invoke(main, arguments) for _ in range(2))
    assert json.loads(first.output)["written"] == ["issued/awards/2026/sql-june.yaml"]
    assert json.loads(second.output)["written"] == ["issued/awards/2026/sql-june-2.yaml"]
    assert json.loads(second.output)["unopened"] == -1
    named = CliRunner().invoke(main, [*arguments, "--batch", "sql-june"])
    assert named.exit_code == 2
    assert "exists already" in named.output
    assert "Sample" not in first.output + second.output + named.output
    assert CliRunner().invoke(main, ["check", "-C", str(root), "--today", "2026-08-01"]).exit_code == 0


@pytest.mark.parametrize(
    ("header", "told", "letters"),
    [
        ("Full Name,E-Mail Address", {}, ("A", "B")),
        ("Prénom,Nom de famille,Courriel", {}, ("A", "C")),
        ("LAST NAME,first_name,Email", {}, ("B", "C")),
        ("Was,Wohin", {"name": "was", "email": "B"}, ("A", "B")),
        ("Name,Name of school,Mail,E-mail", {"email": "Mail"}, ("A", "C")),
        ("Name,First name,E-mail,Last name", {}, ("A", "C")),
    ],
)
def test_columns_are_found(
    root: Path, tmp_path: Path, header: str, told: dict[str, str], letters: tuple[str, str]
) -> None:
    width = header.count(",") + 1
    line = ",".join("a@laurels.example" if "ABCD"[column] == letters[1] else "Sample" for column in range(width))
    made = look(office.catalogue(root), cohort(tmp_path, line, header=header), columns=told)
    found = made.columns.as_data()
    assert (found.get("name", found.get("given")), found["email"]) == ([letters[0]], [letters[1]])
    assert made.ready == 1


@pytest.mark.parametrize(
    ("header", "told", "words"),
    [
        ("name,place", {}, "No column holds the learners' e-mail"),
        ("who,email", {}, "No column holds the learners' names"),
        ("first name,email", {}, "No column holds the learners' names"),
        ("name,email,mail", {}, "columns B and C both"),
        ("Secret Learner,secret@laurels.example", {}, "seems to be a learner"),
        ("name,email", {"nam": "name"}, "no such field"),
        ("name,email", {"id": "Z"}, "no column has that header"),
        ("name,a,a", {"email": "a"}, "several columns"),
    ],
)
def test_columns_that_cannot_be_found(
    root: Path, tmp_path: Path, header: str, told: dict[str, str], words: str
) -> None:
    with pytest.raises(LaurelsError) as raised:
        look(office.catalogue(root), cohort(tmp_path, learner(1), header=header), columns=told)
    assert words in raised.value.message
    assert "ecret" not in raised.value.message


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({KEY_ID: None}, "no registrar's key of institute"),
        ({KEY_ID: registrar_key(revoked="2026-03-01T00:00:00Z")}, "was revoked on 2026-03-01"),
        ({KEY_ID: registrar_key(expires="2026-03-01T00:00:00Z")}, "was retired on 2026-03-01"),
        (
            {"second": registrar_key(MemoryOpener(office.seed("second")))},
            "2 registrar's keys in use: registrar-2026, second",
        ),
        ({KEY_ID: office.key_text("another", purpose="registrar")}, "holds no X25519 key"),
    ],
)
def test_there_must_be_one_registrars_key(root: Path, tmp_path: Path, keys: dict[str, str | None], words: str) -> None:
    for name, text in keys.items():
        path = root / f"keys/public/{name}.yaml"
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    with pytest.raises(LaurelsError) as raised:
        look(office.catalogue(root), cohort(tmp_path, learner(1)))
    assert words in raised.value.message


def test_one_of_two_keys_can_be_named(root: Path, tmp_path: Path) -> None:
    other = MemoryOpener(office.seed("second"))
    (root / "keys/public/second.yaml").write_text(registrar_key(other), encoding="utf-8")
    made = look(office.catalogue(root), cohort(tmp_path, learner(1)), key="second")
    assert made.data is not None
    assert b"registrar: second\n" in made.data
    with pytest.raises(LaurelsError, match="no registrar's key third"):
        look(office.catalogue(root), cohort(tmp_path, learner(1)), key="third")


def test_who_holds_it_already_needs_the_registrars_key(root: Path, tmp_path: Path) -> None:
    sealed.award(root, tmp_path, learner(1), learner(2))
    source = cohort(tmp_path, learner(2).upper(), learner(3))
    closed = look(office.catalogue(root), source)
    assert (closed.problems, closed.unopened) == ((), -1)
    opened = look(office.catalogue(root), source, opened=True)
    assert places(opened) == [(2, None, "holds-already")]
    assert look(office.catalogue(root), source, opened=True, again=True).ready == 2
    # The award is valid for three years: afterwards it can be earned again.
    assert look(office.catalogue(root), source, opened=True, day="2029-07-01").ready == 2
    stranger = MemoryOpener(office.seed("stranger"))
    assert look(office.catalogue(root), source, opened=True).unopened == 0
    from laurels.office.award.holders import holders

    assert holders(office.catalogue(root), {"sql"}, stranger).unopened == 2


def test_prerequisites(root: Path, tmp_path: Path) -> None:
    definition = root / "catalogue/achievements/joins.yaml"
    text = (root / "catalogue/achievements/sql.yaml").read_text(encoding="utf-8")
    definition.write_text(
        text.replace("SQL foundations", "Joins") + "prerequisites: {achievements: [sql]}\n", encoding="utf-8"
    )
    sealed.award(root, tmp_path, learner(1), learner(2))
    source = cohort(tmp_path, learner(1), learner(3))
    made = look(office.catalogue(root), source, opened=True, achievement="joins")
    assert places(made) == [(3, None, "no-prerequisite")]
    assert made.ready == 2, "a remark keeps nobody from an award"
    late = look(office.catalogue(root), source, opened=True, achievement="joins", day="2029-07-01")
    assert places(late)[0] == (2, None, "expired-prerequisite")
    assert "ran out on 2029-06-30" in late.problems[0].message


def test_awards_in_clear(tmp_path: Path) -> None:
    root = office.repository(tmp_path / "repository")
    made = look(
        office.catalogue(root),
        cohort(tmp_path, "Sample: Learner #7,", "Sample Learner 08,x@laurels.example"),
        day="2026-08-01",
    )
    assert made.data is not None
    assert b'recipient: {"name": "Sample: Learner #7"}' in made.data
    assert b"x@laurels.example" not in made.data
    again = look(office.catalogue(root), cohort(tmp_path, "Sample Learner 01,"), day="2026-08-01")
    assert places(again) == [(2, None, "holds-already")]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["award", "squl"], "Did you mean"),
        (["award", "sql", "--awarded", "30.6.2026"], "Write it like 2026-06-30"),
        (["award", "sql", "--batch", "2025/x", "--awarded", "2026-06-30"], "a batch of 2026 cannot have that name"),
        (["award", "sql", "--batch", "../x"], "cannot have that name"),
        (["award", "sql", "--column", "name"], "FIELD=HEADER"),
        (["award", "sql", "--registrar", "file:/nowhere"], "keystore"),
    ],
)
def test_orders_that_make_no_sense(root: Path, tmp_path: Path, arguments: list[str], words: str) -> None:
    done = CliRunner().invoke(main, [*arguments, "--from", str(cohort(tmp_path, learner(1))), "-C", str(root)])
    assert done.exit_code in (2, 3)
    assert words in done.output
    assert "Sample" not in done.output


def test_the_registrars_key_from_a_keystore(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRAR_KEY", encode_secret(office.seed("registrar"), "registrar"))
    sealed.award(root, tmp_path, learner(1))
    done = CliRunner().invoke(
        main,
        [
            "award",
            "sql",
            "--from",
            str(cohort(tmp_path, learner(1))),
            "--registrar",
            "env:REGISTRAR_KEY",
            "-C",
            str(root),
        ],
    )
    assert done.exit_code == 1
    assert "row 2: This person holds the award already" in done.output
