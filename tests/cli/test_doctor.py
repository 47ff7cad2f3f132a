"""`laurels doctor`: what is in order is said, what is not is said with what to do, and nothing secret is said."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from cli.conftest import Run
from laurels.encoding import multibase
from laurels.office.keys import NewKey, public_key_yaml
from laurels.signers.memory import encode_secret
from support import office

SEED = office.seed("institute")
SIGNER = {"LAURELS_SIGNER": "env:KEY", "KEY": encode_secret(SEED)}
BOX = office.seed("registrar")
REGISTRAR = {"LAURELS_REGISTRAR": "env:BOX", "BOX": encode_secret(BOX, "registrar")}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A committed repository in which three awards are signed, with a registrar's key."""
    made = office.repository(tmp_path_factory.mktemp("whole"))
    public = multibase.encode_base58btc(multibase.X25519_PUBLIC_PREFIX + bytes(PrivateKey(BOX).public_key))
    text = public_key_yaml(NewKey(public, BOX), purpose="registrar", issuer="institute", created=office.CREATED)
    (made / "keys/public/registrar-2026.yaml").write_bytes(text)
    (made / "catalogue/achievements/querying.yaml").unlink()
    (made / "catalogue/issuers/school.yaml").unlink()
    office.run(made)
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=T", "-c", "user.email=t@example.invalid", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", "-C", str(made), *words], check=True)
    return made


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "repository")


def _told(run: Run, root: Path, **environment: str) -> tuple[int, dict[str, tuple[str, str]]]:
    result = run("doctor", "-C", root, "--format", "json", **{"CI": "", **environment})
    found = json.loads(result.stdout)
    assert all(one["hint"] for one in found if one["outcome"] in ("warning", "failed")), found
    return result.exit_code, {one["about"]: (one["outcome"], one["message"]) for one in found}


def test_a_whole_office(run: Run, root: Path) -> None:
    code, told = _told(run, root, **SIGNER, **REGISTRAR)
    assert code == 0
    assert {about: outcome for about, (outcome, _) in told.items() if outcome != "ok"} == {
        "Address": "warning",
        "CI": "note",
    }
    assert told["Repository"] == ("ok", "1 achievement, 3 signed awards, no error")
    assert told["Signer"] == ("ok", "signs with institute-2026")
    assert told["Registrar"] == ("ok", "opens with registrar-2026")
    assert set(told) >= {"Python", "Laurels", "Git", "Repository", "Clock", "Keys of institute", "List revocation-1"}
    text = run("doctor", "-C", root, **SIGNER, **REGISTRAR)
    assert text.exit_code == 0
    assert re.search(r"^0 to mend, 1 to look at, \d+ in order\.$", text.output, re.MULTILINE)


@pytest.mark.parametrize(
    ("environment", "about", "said"),
    [
        ({"LAURELS_SIGNER": "env:KEY"}, "Signer", "KEY is not set"),
        ({"LAURELS_SIGNER": "env:KEY", "KEY": encode_secret(office.seed("stranger"))}, "Signer", "is not in keys/public"),
        ({"LAURELS_SIGNER": "env:KEY", "KEY": encode_secret(BOX, "registrar")}, "Signer", "cannot sign"),
        ({"LAURELS_SIGNER": "nonsense"}, "Signer", "not a way to hold a key"),
        ({"LAURELS_SIGNER": "ssh-agent:x"}, "Signer", "no SSH agent"),
        ({"LAURELS_SIGNER": "command:hsm"}, "Signer", "Nothing says what the command hsm is"),
        ({"LAURELS_REGISTRAR": "env:BOX"}, "Registrar", "BOX is not set"),
        ({"LAURELS_REGISTRAR": "env:BOX", "BOX": encode_secret(SEED)}, "Registrar", "cannot open sealed rows"),
        ({"LAURELS_REGISTRAR": "env:BOX", "BOX": encode_secret(SEED, "registrar")}, "Registrar", "is not in keys/public"),
        ({**SIGNER, "CI": "true", "GITHUB_EVENT_NAME": "pull_request_target"}, "CI", "for a proposal can reach a private key"),
        ({**REGISTRAR, "CI": "true", "CI_MERGE_REQUEST_ID": "7"}, "CI", "for a proposal can reach a private key"),
    ],
)  # fmt: skip
def test_a_key_that_cannot_be_used(run: Run, root: Path, environment: dict[str, str], about: str, said: str) -> None:
    code, told = _told(run, root, **environment)
    assert (code, told[about][0]) == (1, "failed")
    assert said in told[about][1]


def _edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


@pytest.mark.parametrize(
    ("name", "old", "new", "about", "outcome", "said"),
    [
        ("mkdocs.yml", "https://issuer.example/", "http://issuer.example/", "Address", "failed", "nobody could find the keys"),
        ("keys/public/institute-2026.yaml", "created: 2026-01", "created: 2099-01", "Clock", "failed", "the key institute-2026 was created"),
        ("keys/public/institute-2026.yaml", "created:", "expires: 2026-11-24T00:00:01Z\ncreated:", "Keys of institute", "failed", "No issuing key is in use"),
        ("keys/public/registrar-2026.yaml", "purpose: registrar", "purpose: log", "Repository", "failed", "error"),
        ("catalogue/achievements/sql.yaml", "issuer: institute", "issuer: nobody", "Repository", "failed", "error"),
    ],
)  # fmt: skip
def test_a_repository_with_something_wrong(
    run: Run, root: Path, name: str, old: str, new: str, about: str, outcome: str, said: str
) -> None:
    _edit(root, name, old, new)
    code, told = _told(run, root)
    assert (code, told[about][0]) == (1, outcome)
    assert said in told[about][1]


def test_lists_that_run_out(run: Run, root: Path) -> None:
    path = root / "issued/lists/revocation-1.json"
    data = json.loads(path.read_bytes())
    for start, end, outcome in (
        ("2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z", "failed"),
        ("2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "ok"),
        ("1990-01-01T00:00:00Z", "2040-01-01T00:00:00Z", "warning"),
    ):
        path.write_text(json.dumps({**data, "validFrom": start, "validUntil": end}))
        assert _told(run, root)[1]["List revocation-1"][0] == outcome


@pytest.mark.parametrize(
    ("words", "outcome", "said"),
    [
        (["checkout", "-q", "--orphan", "new"], "warning", "Nothing is committed"),
        (["-c", "user.name=T", "-c", "user.email=t@example.invalid", "commit", "-q", "--allow-empty", "-m", "later"], "failed", "later than now"),
    ],
)  # fmt: skip
def test_a_clone_with_something_wrong(run: Run, root: Path, words: list[str], outcome: str, said: str) -> None:
    later = {"GIT_COMMITTER_DATE": "2099-01-01T00:00:00Z", "GIT_AUTHOR_DATE": "2099-01-01T00:00:00Z"}
    subprocess.run(["git", "-C", str(root), *words], check=True, env={**os.environ, **later})
    found = _told(run, root)[1]["Git"]
    assert found[0] == outcome
    assert said in found[1]


def test_without_git(run: Run, root: Path) -> None:
    code, told = _told(run, root, PATH=str(root / "nothing"))
    assert (code, told["Git"][0]) == (1, "failed")


def test_no_secret_is_said(run: Run, root: Path) -> None:
    for environment in (SIGNER, REGISTRAR, {**SIGNER, "KEY": SIGNER["KEY"][:-1]}, {"LAURELS_SIGNER": SIGNER["KEY"]}):
        output = run("doctor", "-C", root, **environment).output
        for secret in (SIGNER["KEY"], SIGNER["KEY"][:-1], REGISTRAR["BOX"]):
            assert secret not in output
