"""`laurels keys`: made, listed, retired, revoked; nothing secret said and nothing half done."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.conftest import Run
from laurels.signers.memory import encode_secret
from laurels.signers.ssh_agent import Agent, Identity
from support import office
from support.openssh import OpenSsh, running

PASSPHRASE = "correct horse battery"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository in which three awards are signed."""
    office.run(office.repository(tmp_path / "repository"))
    return tmp_path / "repository"


def test_a_key_is_retired_and_its_file_keeps_all_else(run: Run, root: Path) -> None:
    path = root / "keys/public/institute-2026.yaml"
    before = path.read_text()
    result = run("keys", "retire", "-C", root, "institute-2026", "--at", "2026-11-24T00:00:00Z")
    assert result.exit_code == 0, result.output
    assert path.read_text() == before + "expires: 2026-11-24T00:00:00Z\n"
    assert "has no other issuing key in use" in result.output
    earlier = run("keys", "retire", "-C", root, "institute-2026", "--at", "2026-11-23T12:00:00Z")
    assert earlier.exit_code == 0
    assert path.read_text() == before + "expires: 2026-11-23T12:00:00Z\n"


def test_a_key_is_revoked_and_its_cost_is_told(run: Run, root: Path) -> None:
    path = root / "keys/public/institute-2026.yaml"
    before = path.read_text()
    words = ["keys", "revoke", "-C", root, "institute-2026", "--from", "2026-11-23T09:30:00Z"]
    dry = run(*words, "--dry-run")
    assert "signed 3 awards: 0 before, which stay valid, and 3 after" in dry.output
    assert "laurels revoke --key institute-2026 --signed 2026-11-23T09:30:00Z.. --reason key-compromise" in dry.output
    assert "Nothing was written." in dry.output
    assert path.read_text() == before
    assert run(*words).exit_code == 0
    assert path.read_text() == before + "revoked: 2026-11-23T09:30:00Z\n"
    listed = json.loads(run("keys", "list", "-C", root, "--format", "json").stdout)
    assert [(key["id"], key["state"], key["signed"]) for key in listed] == [("institute-2026", "revoked", 3)]
    assert "revoked from 2026-11-23T09:30:00Z  signed 3" in run("keys", "list", "-C", root).output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["retire", "nobody"], "There is no key nobody"),
        (["retire", "institute-2026", "--at", "2026-11-23T09:30:00Z"], "signed 3 awards after"),
        (["retire", "institute-2026", "--at", "2025-01-01T00:00:00Z"], "which is later"),
        (["retire", "ended-2026"], "ends on 2026-03-01T00:00:00Z already"),
        (["retire", "stolen-2026"], "is revoked since 2026-02-01T00:00:00Z"),
        (["revoke", "institute-2026"], "From when?"),
        (["revoke", "institute-2026", "--from", "2025-12-31T23:59:59Z"], "which is later"),
        (["revoke", "institute-2026", "--from", "yesterday"], "Invalid value"),
        (["revoke", "stolen-2026", "--from", "2026-02-02T00:00:00Z"], "is revoked since 2026-02-01T00:00:00Z already"),
        (["revoke", "../../mkdocs", "--from", "2026-02-02T00:00:00Z"], "There is no key"),
        (["revoke", "flow-2026", "--from", "2026-02-02T00:00:00Z"], "unusual way"),
    ],
)  # fmt: skip
def test_what_is_not_done_to_a_key(run: Run, root: Path, words: list[str], said: str) -> None:
    folder = root / "keys/public"
    (folder / "ended-2026.yaml").write_text(office.key_text("a", expires="2026-03-01T00:00:00Z"))
    (folder / "stolen-2026.yaml").write_text(office.key_text("b", revoked="2026-02-01T00:00:00Z"))
    lines = [line for line in office.key_text("c").splitlines() if not line.startswith("#")]
    (folder / "flow-2026.yaml").write_text("{" + ", ".join(lines) + "}\n")
    before = office.tree(root)
    result = run("keys", words[0], "-C", root, *words[1:])
    assert result.exit_code == 2, result.output
    assert said in result.output
    assert office.tree(root) == before


def test_a_key_that_cannot_be_listed_leaves_no_keystore(run: Run, root: Path, tmp_path: Path) -> None:
    (root / "keys/public/institute-2026.yaml").unlink()
    (root / "keys/public").rmdir()
    (root / "keys/public").write_text("in the way")
    words = ["--purpose", "issuing", "--issuer", "school", "--id", "k", "--store", tmp_path / "k.keystore"]
    result = run("keys", "new", "-C", root, *words, LAURELS_PASSPHRASE=PASSPHRASE)
    assert result.exit_code == 3
    assert not (tmp_path / "k.keystore").exists()


def test_a_key_that_would_have_expired_is_not_made(run: Run, root: Path) -> None:
    words = ["--purpose", "issuing", "--issuer", "school", "--id", "k", "--store", "-"]
    result = run("keys", "new", "-C", root, *words, "--expires", "2026-01-01T00:00:00Z")
    assert (result.exit_code, result.stdout) == (2, "")
    made = run("keys", "new", "-C", root, *words, "--expires", "2999-01-01T00:00:00Z")
    assert made.exit_code == 0
    assert "expires: 2999-01-01T00:00:00Z" in (root / "keys/public/k.yaml").read_text()


def _adopt(run: Run, root: Path, agent: OpenSsh, name: str, key_id: str, purpose: str = "issuing") -> object:
    words = ["--purpose", purpose, "--issuer", "institute", "--id", key_id, "--store", f"ssh-agent:{name}"]
    return run("keys", "new", "-C", root, *words, **agent.environment)


def test_an_agents_key_is_listed_and_signs(run: Run, root: Path) -> None:
    with running() as agent:
        agent.add("issuing")
        made = _adopt(run, root, agent, agent.fingerprint("issuing"), "agent-2026")
        assert made.exit_code == 0, made.output  # type: ignore[attr-defined]
        (root / "issued/awards/2026/later.yaml").write_text(office.batch(learners=range(8, 10)))
        signed = run("issue", "-C", root, "--signer", "ssh-agent:issuing", **agent.environment)
        assert re.search(r"Signed 2 awards", signed.output), signed.output
        again = _adopt(run, root, agent, "issuing", "agent-again")
        assert (again.exit_code, "holds this key already" in again.output) == (2, True)  # type: ignore[attr-defined]
        refused = _adopt(run, root, agent, "issuing", "registrar", "registrar")
        assert (refused.exit_code, "cannot decrypt" in refused.output) == (3, True)  # type: ignore[attr-defined]


def test_a_key_of_an_agent_that_is_not_listed_signs_nothing(run: Run, root: Path) -> None:
    with running() as agent:
        agent.add("stranger")
        before = office.tree(root)
        result = run("issue", "-C", root, "--signer", "ssh-agent:stranger", **agent.environment)
    assert (result.exit_code, "is not in keys/public" in result.output) == (3, True)
    assert office.tree(root) == before


def test_no_secret_is_anywhere_but_in_its_place(run: Run, root: Path, tmp_path: Path) -> None:
    secret = encode_secret(office.seed("institute"))
    said = []
    for words, environment in (
        (["keys", "new", "--purpose", "issuing", "--issuer", "school", "--id", "k", "--store", tmp_path / "k"], {}),
        (["issue", "--signer", f"file:{tmp_path / 'k'}"], {}),
        (["issue", "--signer", f"file:{tmp_path / 'k'}"], {"LAURELS_PASSPHRASE": "another horse"}),
        (["issue", "--signer", secret], {}),
        (["issue", "--signer", "env:KEY"], {"KEY": secret[:-1]}),
        (["issue", "--signer", "env:KEY"], {"KEY": secret}),
        (["keys", "retire", "k"], {}),
    ):
        result = run(
            words[0],
            *([words[1]] if words[0] == "keys" else []),
            "-C",
            root,
            *words[1 + (words[0] == "keys") :],
            **{"LAURELS_PASSPHRASE": PASSPHRASE, **environment},
        )
        said.append(result.output)
    everything = "\n".join([*said, *(data.decode("latin-1") for data in office.tree(tmp_path).values())])
    for canary in (PASSPHRASE, "another horse", secret, secret[:-1], secret[3:40]):
        assert canary not in everything


def test_an_agent_that_vanishes_in_the_middle_of_a_batch_leaves_nothing_half_done(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "issued/awards/2026/later.yaml").write_text(office.batch(learners=range(8, 13)))
    with running() as agent:
        agent.add("issuing")
        _adopt(run, root, agent, "issuing", "agent-2026")
        before = office.tree(root)
        sign, signed = Agent.sign, []

        def until_it_is_gone(self: Agent, identity: Identity, data: bytes) -> bytes:
            if len(signed) == 2:
                agent.end()
            signed.append(data)
            return sign(self, identity, data)

        monkeypatch.setattr(Agent, "sign", until_it_is_gone)
        result = run("issue", "-C", root, "--signer", "ssh-agent:issuing", **agent.environment)
    assert (result.exit_code, len(signed)) == (3, 3)
    assert "The SSH agent cannot be reached" in result.output
    assert "nothing is signed twice" in result.output
    assert office.tree(root) == before
    again = run("issue", "-C", root, "--signer", "env:KEY", KEY=encode_secret(office.seed("institute")))
    assert "Signed 5 awards" in again.output, again.output
