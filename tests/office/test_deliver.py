"""Links to learners: by table, as files, and by post through a real SMTP server; nobody twice, nothing in clear, nothing said."""

from __future__ import annotations

import csv
import dataclasses
import email
import email.policy
import io
import json
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from laurels.cli import main
from laurels.errors import LaurelsError
from laurels.office.deliver import post
from laurels.office.deliver.addressed import Selection, addressed
from laurels.office.deliver.letters import sender
from laurels.office.deliver.outbox import Outbox, alone
from laurels.signers.memory import encode_secret
from support import office, sealed
from support.mailroom import PASSWORD, USER, Mailroom, certificate, mailroom

FROM = "Sample Registry <registry@laurels.example>"
ROWS = (
    "Sample Learner 01,sample.01@laurels.example,",
    "Éléonore Sample,sample.02@laurels.example,fr-CA",
    "Sample Learner 03,sample.03@laurels.example,xx",
    "Sample Learner 04,sample.04@laurels.example,de",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with four sealed awards, of which the last is suspended."""
    root = sealed.repository(tmp_path_factory.mktemp("deliver") / "repository")
    sealed.award(root, root.parent, *ROWS, header="name,email,language")
    sealed.issue(root)
    rows = sealed.opened(office.catalogue(root))
    last = next(identifier for identifier, row in rows.items() if row.recipient.name == "Sample Learner 04")
    status = root / "issued/status/2026.yaml"
    status.parent.mkdir()
    status.write_text(
        f"changes:\n  - {{credential: {last}, action: suspend, date: 2026-07-01, reason: under-review}}\n",
        encoding="utf-8",
    )
    return root


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def room(pem: Path) -> Iterator[Mailroom]:
    with mailroom(pem) as running:
        yield running


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REGISTRAR_KEY", encode_secret(office.seed("registrar"), "registrar"))
    monkeypatch.setenv("LAURELS_REGISTRAR", "env:REGISTRAR_KEY")
    monkeypatch.setenv("LAURELS_SMTP_PASSWORD", PASSWORD)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def run(root: Path, *arguments: object) -> Result:
    """Call the command; whatever it prints names nobody."""
    done = CliRunner().invoke(main, ["deliver", "-C", str(root), *map(str, arguments)])
    for row in sealed.opened(office.catalogue(root)).values():
        for secret in (row.recipient.name, row.email or "", row.key):
            assert secret not in done.output
    assert PASSWORD not in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def by_post(root: Path, room: Mailroom, pem: Path | None, *arguments: object, user: str = USER) -> Result:
    to = f"smtp://{user.replace('@', '%40')}@localhost:{room.port}" if user else f"smtp://localhost:{room.port}"
    authority = ["--ca", pem] if pem else []
    return run(root, "--to", to, "--from", FROM, *authority, *arguments)


def read(data: bytes | str | None) -> EmailMessage:
    found = email.message_from_bytes(
        data if isinstance(data, bytes) else str(data).encode(), policy=email.policy.default
    )
    assert isinstance(found, EmailMessage)
    return found


def test_a_table_for_mail_merge(made: Path, tmp_path: Path) -> None:
    done = run(made, "--to", f"csv:{tmp_path / 'letters.csv'}")
    assert done.exit_code == 0, done.output
    assert "3 letters: 2 en, 1 fr." in done.output
    assert "1 left out: suspended." in done.output
    path = tmp_path / "letters.csv"
    assert path.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    assert {row["email"] for row in rows} == {f"sample.0{number}@laurels.example" for number in (1, 2, 3)}
    keys = {identifier: row.key for identifier, row in sealed.opened(office.catalogue(made)).items()}
    for row in rows:
        assert row["link"] == f"https://issuer.example/b/{row['id']}/#{keys[row['id']]}"
    again = run(made, "--to", f"csv:{path}")
    assert again.exit_code == 3
    assert "exists already" in again.output


def test_no_cell_is_a_formula() -> None:
    from laurels.office.deliver.addressed import Addressed
    from laurels.office.deliver.files import table

    letter = Addressed("id", "=HYPERLINK(1)", "+a@laurels.example", "en", "@x", "-1", "", "", date(2026, 6, 30))
    row = next(csv.DictReader(io.StringIO(table([letter]).decode("utf-8-sig"))))
    assert [row[name] for name in ("name", "email", "link", "achievement", "awarded")] == [
        "'=HYPERLINK(1)", "'+a@laurels.example", "'@x", "'-1", "2026-06-30",
    ]  # fmt: skip


def test_letters_as_files(made: Path, tmp_path: Path) -> None:
    done = run(made, "--to", f"eml:{tmp_path / 'letters'}", "--from", FROM, "--format", "json")
    assert json.loads(done.output)["languages"] == {"en": 2, "fr": 1}
    letters = {path.stem: read(path.read_bytes()) for path in (tmp_path / "letters").iterdir()}
    rows = sealed.opened(office.catalogue(made))
    assert len(letters) == 3
    for identifier, letter in letters.items():
        row = rows[identifier]
        (to,) = letter["To"].addresses
        assert (to.display_name, to.addr_spec) == (row.recipient.name, row.email)
        assert letter["Auto-Submitted"] == "auto-generated"
        for part in ("plain", "html"):
            body = letter.get_body((part,))
            assert body is not None
            assert f"https://issuer.example/b/{identifier}/#{row.key}" in body.get_content()
    french = next(letter for letter in letters.values() if letter["Content-Language"] == "fr")
    assert french["Subject"] == "Votre attestation : SQL foundations"
    assert "Bonjour Éléonore Sample" in french.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_by_post(made: Path, room: Mailroom, pem: Path) -> None:
    assert by_post(made, room, pem, "--dry-run").output.endswith("Nothing was sent or written.\n")
    assert room.letters == []
    done = by_post(made, room, pem)
    assert done.exit_code == 0, done.output
    assert "3 sent." in done.output
    assert room.encrypted == [True] * 3
    assert {tuple(letter.rcpt_tos) for letter in room.letters} == {
        (f"sample.0{number}@laurels.example",) for number in (1, 2, 3)
    }
    again = by_post(made, room, pem)
    assert (again.exit_code, len(room.letters)) == (0, 3), "nobody gets a letter twice"
    assert "3 left out: sent before." in again.output
    assert json.loads(by_post(made, room, pem, "--format", "json").output)["sent"] == []
    one = addressed(office.catalogue(made), sealed.REGISTRAR, Selection()).letters[0].id
    by_post(made, room, pem, "--id", one)
    assert len(room.letters) == 3
    by_post(made, room, pem, "--id", one, "--again")
    assert len(room.letters) == 4


def test_what_is_noted_names_nobody(made: Path, room: Mailroom, pem: Path, tmp_path: Path) -> None:
    by_post(made, room, pem)
    (outbox,) = (tmp_path / "state/laurels").glob("*.jsonl")
    assert outbox.name == "issuer-example.outbox.jsonl"
    assert outbox.stat().st_mode & 0o777 == 0o600
    text = outbox.read_text(encoding="utf-8")
    assert [json.loads(line)["state"] for line in text.splitlines()] == ["sending", "sent"] * 3
    for row in sealed.opened(office.catalogue(made)).values():
        assert not [secret for secret in (row.recipient.name, row.email or "", row.key) if secret in text]


def test_a_server_without_starttls_gets_nothing(made: Path, pem: Path) -> None:
    with mailroom(None) as room:
        for user in (USER, ""):
            done = by_post(made, room, pem, user=user)
            assert done.exit_code == 3
            assert "offers no STARTTLS" in done.output
        assert (room.letters, room.logins) == ([], 0)


@pytest.mark.parametrize("kind", ["unknown authority", "other host", "expired"])
def test_a_certificate_that_does_not_verify(made: Path, tmp_path: Path, pem: Path, kind: str) -> None:
    own = {
        "unknown authority": pem,
        "other host": certificate(tmp_path, host="other.example", address="127.0.0.9"),
        "expired": certificate(tmp_path, days=30),
    }[kind]
    with mailroom(own) as room:
        done = by_post(made, room, None if kind == "unknown authority" else own)
        assert done.exit_code == 3
        assert "does not verify" in done.output
        assert (room.letters, room.logins) == ([], 0)


def test_a_wrong_password(made: Path, room: Mailroom, pem: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAURELS_SMTP_PASSWORD", "wrong")
    done = by_post(made, room, pem)
    assert done.exit_code == 3
    assert "refused user name or password" in done.output
    assert room.letters == []


def test_one_refused_recipient_stops_nobody_else(made: Path, room: Mailroom, pem: Path) -> None:
    room.refuse = "sample.01@laurels.example"
    done = by_post(made, room, pem)
    assert done.exit_code == 1
    assert "Refused by the mail server: " in done.output
    assert len(room.letters) == 2
    room.refuse = ""
    assert by_post(made, room, pem).exit_code == 0
    assert len(room.letters) == 3


def test_a_server_that_vanishes_in_the_middle(made: Path, room: Mailroom, pem: Path) -> None:
    room.vanish_after = 1
    done = by_post(made, room, pem)
    assert done.exit_code == 1
    assert "stopped taking letters (connection lost)" in done.output
    assert len(room.letters) == 1
    room.vanish_after = -1
    again = by_post(made, room, pem)
    # One letter was on its way: nobody can know whether it arrived.
    assert "May have been sent before: " in again.output
    assert len(room.letters) == 2
    uncertain = again.output.partition("May have been sent before: ")[2].split()[0]
    by_post(made, room, pem, "--id", uncertain, "--again")
    assert sorted(letter.rcpt_tos[0] for letter in room.letters) == [
        f"sample.0{number}@laurels.example" for number in (1, 2, 3)
    ]


def test_a_server_that_is_full(made: Path, room: Mailroom, pem: Path) -> None:
    room.answer = "452 Too many letters, sample.01@laurels.example"
    done = by_post(made, room, pem)
    assert done.exit_code == 1
    assert "(answer 452)" in done.output
    room.letters.clear()
    room.answer = "250 Taken"
    assert by_post(made, room, pem).exit_code == 0
    assert len(room.letters) == 3


def test_two_runs_at_once(made: Path, room: Mailroom, pem: Path, tmp_path: Path) -> None:
    state = tmp_path / "outbox.jsonl"
    with alone(state):
        done = by_post(made, room, pem, "--state", state)
        assert done.exit_code == 3
        assert "Another run is sending letters." in done.output
        assert by_post(made, room, pem, "--state", state, "--dry-run").exit_code == 0
        assert room.letters == []
    assert by_post(made, room, pem, "--state", state).exit_code == 0
    assert len(room.letters) == 3


def test_selection(made: Path) -> None:
    catalogue = office.catalogue(made)

    def count(**chosen: Any) -> int:
        return len(addressed(catalogue, sealed.REGISTRAR, Selection(**chosen)).letters)

    one = next(iter(addressed(catalogue, sealed.REGISTRAR, Selection()).letters)).id
    assert [count(), count(batches=["sql-june"]), count(batches=["2026/sql-june"]), count(ids=[one])] == [3, 3, 3, 1]
    assert [count(since=office.NOW.date()), count(since=date(2027, 1, 1))] == [3, 0]
    nothing = dataclasses.replace(catalogue, achievements={})
    assert addressed(nothing, sealed.REGISTRAR, Selection()).left_out["of an achievement that cannot be read"] == 3
    stranger = sealed.MemoryOpener(office.seed("stranger"))
    assert addressed(catalogue, stranger, Selection()).left_out == {
        "sealed for another registrar's key": 3,
        "suspended": 1,
    }


def test_the_repositorys_own_words(made: Path, tmp_path: Path) -> None:
    import shutil

    root = tmp_path / "repository"
    shutil.copytree(made, root)
    (root / "letters").mkdir()
    (root / "letters/en.txt").write_text("{{ issuer }}\nDear {{ name }}: {{ link }}\n", encoding="utf-8")
    run(root, "--to", f"eml:{tmp_path / 'out'}", "--from", FROM)
    letters = [read(path.read_bytes()) for path in (tmp_path / "out").iterdir()]
    assert sorted(letter["Subject"] for letter in letters)[0] == "Conformance Institute"
    for text in ("{{ nam }}", "{{ name.__class__.__mro__ }}", "{% for", "{{ name | attr('x') }}"):
        (root / "letters/en.txt").write_text("Subject\n" + text, encoding="utf-8")
        done = run(root, "--to", f"eml:{tmp_path / 'other'}", "--from", FROM)
        assert done.exit_code == 3, text
        assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--to", "pigeon:home"], "csv:FILE, eml:DIR or smtp:"),
        (["--to", "smtp://localhost"], "Who are the letters from"),
        (["--to", "smtp://a:secret@localhost", "--from", FROM], "does not belong into a command line"),
        (["--to", "smtp://localhost:port", "--from", FROM], "cannot be read"),
        (["--to", "smtp://localhost/x", "--from", FROM], "cannot be read"),
        (["--to", "csv:x.csv", "--from", "Nobody"], "--from"),
        (["--to", "csv:x.csv", "--batch", "nothing"], "no signed batch nothing"),
        (["--to", "csv:x.csv", "--id", "0" * 8], "was issued here"),
        (["--to", "csv:x.csv", "--since", "June"], "2026-06-30"),
        (["--to", "csv:x.csv", "--again"], "--id"),
        (["--to", "smtp://localhost:1", "--from", FROM], "cannot be reached"),
    ],
)
def test_orders_that_make_no_sense(made: Path, arguments: list[str], words: str) -> None:
    done = run(made, *arguments)
    assert done.exit_code in (2, 3)
    assert words in done.output


def test_nothing_lands_in_the_repository(made: Path, tmp_path: Path) -> None:
    for to in (f"csv:{made / 'letters.csv'}", f"eml:{made / 'site/letters'}"):
        done = run(made, "--to", to, "--from", FROM)
        assert "lies in the repository" in done.output
    done = run(made, "--to", "smtp://localhost:1", "--from", FROM, "--state", made / "x")
    assert "lies in the repository" in done.output


@pytest.mark.parametrize("text", ["", "{", '{"id":"a"}\n', "[]\n"])
def test_an_outbox_that_cannot_be_read_stops_everything(tmp_path: Path, text: str) -> None:
    path = tmp_path / "outbox"
    path.write_text('{"id":"a","state":"sent","at":""}\n' + text, encoding="utf-8")
    if text in ("", "{"):  # a line that a killed run did not finish is of a letter that did not leave
        assert Outbox(path).state("a") == "sent"
        assert path.read_text(encoding="utf-8").endswith("}\n")
        Outbox(path).record("b", "sending", office.NOW)
        assert [Outbox(path).state(name) for name in ("a", "b", "c")] == ["sent", "sending", ""]
    else:
        with pytest.raises(LaurelsError, match="is not known"):
            Outbox(path)


@pytest.mark.parametrize(
    ("text", "address"),
    [("registry@laurels.example", "registry@laurels.example"), (FROM, "registry@laurels.example")],
)
def test_senders(text: str, address: str) -> None:
    assert sender(text).address == address
    with pytest.raises(LaurelsError):
        sender(text + "\nBcc: x@laurels.example")


def test_servers() -> None:
    assert post.server("smtp://a%40b@mail.example") == post.Server("mail.example", 587, "a@b")
