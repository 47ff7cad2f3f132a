"""The page “Run the office” is a story that happens: one script, its commands the page's, on real Git."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
SCRIPT = HERE / "run_the_office.sh"
PAGE = ROOT / "site_src/docs/office.md"
PASSPHRASE = "canary passphrase 7391"
WORDS = ("laurels", "git", "cd")
TIMEOUT_SECONDS = 600
LEARNERS = ("Sample Learner 41", "sample.41@learners.example", "Sample Learner 43")


@dataclass(frozen=True)
class Story:
    """What the script left behind."""

    home: Path
    said: str
    """Everything that was printed, each command before what it said, as `+ command`."""

    def after(self, command: str, number: int = 1) -> str:
        """What the n-th call that begins so said."""
        parts = self.said.split(f"\n+ {command}")
        return parts[number].partition("\n+ ")[0]


def commands(text: str) -> list[str]:
    """The commands of the office in a script."""
    lines = (line.removeprefix("! ") for line in text.splitlines())
    return [line for line in lines if line.partition(" ")[0] in WORDS]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    home = tmp_path_factory.mktemp("office")
    programs = home / ".programs"
    programs.mkdir()
    for name, words in (("laurels", "-m laurels"), ("learner", shlex.quote(str(HERE / "learner.py")))):
        (programs / name).write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {words} "$@"\n')
        (programs / name).chmod(0o755)
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "LAURELS_CACHE") if name in os.environ}
    done = subprocess.run(
        ["bash", "-x", str(SCRIPT)],
        cwd=home,
        env={
            **kept,
            "HOME": str(home),
            "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin",
            "LAURELS_PASSPHRASE": PASSPHRASE,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Registry",
            "GIT_AUTHOR_EMAIL": "registry@learners.invalid",
            "GIT_COMMITTER_NAME": "Registry",
            "GIT_COMMITTER_EMAIL": "registry@learners.invalid",
            "LANG": "C.UTF-8",
            "PYTHONWARNINGS": "error",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    return Story(home, "\n" + done.stdout)


def test_the_page_has_the_commands_of_the_script() -> None:
    page = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    shown = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    assert shown == commands(SCRIPT.read_text(encoding="utf-8"))
    assert len(shown) > 40


@pytest.mark.parametrize("title", ["cohort.csv", "http-map.json"])
def test_the_page_shows_the_files_of_the_script(title: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    (shown,) = re.findall(rf'^```\w+ title="{re.escape(title)}"\n(.*?)^```$', page, re.MULTILINE | re.DOTALL)
    assert shown in SCRIPT.read_text(encoding="utf-8")


def test_a_badge_is_valid_until_it_is_revoked(story: Story) -> None:
    assert "Valid. Awarded by badges.example.edu on 30 June 2026." in story.after("laurels verify", 1)
    assert "revoked on " in story.after("laurels verify", 2)
    assert ": issued in error." in story.after("laurels verify", 2)
    assert "3 ready" in story.after("laurels award", 1)
    assert "with 3 badges" in story.after("laurels build", 1)
    assert "1 award suspended" in story.after("laurels suspend", 2)
    assert "1 award reinstated" in story.after("laurels reinstate")
    assert "1 award revoked" in story.after("laurels revoke", 1)


def test_keys_changed_twice_and_all_are_listed(story: Story) -> None:
    document = json.loads((story.home / "badges/site/did.json").read_bytes())
    ends = {
        method["id"].rpartition("#")[2]: sorted({"expires", "revoked"} & set(method))
        for method in document["verificationMethod"]
    }
    assert ends == {"2026-issuing": ["expires"], "2027-issuing": ["revoked"], "2027-issuing-2": []}
    for name in ("revocation-1", "suspension-1"):
        signed = json.loads((story.home / f"badges/site/lists/{name}.json").read_bytes())
        assert signed["proof"][0]["verificationMethod"].endswith("#2027-issuing-2")


def test_every_step_is_committed(story: Story) -> None:
    def git(*words: str) -> str:
        return subprocess.run(
            ["git", "-C", str(story.home / "badges"), *words], capture_output=True, text=True, check=True
        ).stdout

    assert git("status", "--porcelain") == ""
    messages = [line for line in SCRIPT.read_text(encoding="utf-8").splitlines() if line.startswith("git commit")]
    assert len(git("log", "--format=%s").splitlines()) == len(messages)


def test_nothing_tells_who_the_learners_are_or_what_the_passphrase_is(story: Story) -> None:
    looked = 0
    for path in (story.home / "badges").rglob("*"):
        if path.is_file():
            looked += 1
            data = path.read_bytes()
            if path.parent.parent.name == "objects":
                data += zlib.decompress(data)
            for canary in (*LEARNERS, PASSPHRASE):
                assert canary.encode() not in data, path
    assert looked > 100
    assert not any(canary in story.said for canary in (PASSPHRASE, "learners.example"))


def test_the_program_for_a_vault_signs(tmp_path: Path) -> None:
    """The page's program, with a vault that answers as the real one does."""
    from nacl.signing import SigningKey

    from laurels.encoding import multibase
    from laurels.signers import open_signer

    page = PAGE.read_text(encoding="utf-8")
    (program,) = re.findall(r'^```sh title="/usr/local/bin/laurels-vault"\n(.*?)^```$', page, re.MULTILINE | re.DOTALL)
    key = SigningKey(bytes(range(32)))
    multikey = multibase.encode_ed25519_multikey(bytes(key.verify_key))
    (tmp_path / "vault.multikey").write_text(multikey + "\n")
    vault = tmp_path / "vault"
    vault.write_text(
        f"#!{sys.executable}\nimport base64, sys\nfrom nacl.signing import SigningKey\n"
        "data = base64.b64decode(sys.argv[-1].removeprefix('input='))\n"
        "assert sys.argv[1:-1] == ['write', '-field=signature', 'transit/sign/laurels']\n"
        "if data == b'no': sys.exit(2)\n"
        "print('vault:v1:' + base64.b64encode(SigningKey(bytes(range(32))).sign(data).signature).decode())\n"
    )
    vault.chmod(0o755)
    path = tmp_path / "laurels-vault"
    path.write_text(program.replace("/etc/laurels", str(tmp_path)).replace("$(vault", f"$({vault}"))
    path.chmod(0o755)
    signer = open_signer("command:vault", passphrase=lambda: "", environment={"LAURELS_COMMAND_VAULT": str(path)})
    for data in (b"one", b"two"):
        assert signer.sign(data) == key.sign(data).signature
    with pytest.raises(Exception, match="vault does not sign"):
        signer.sign(b"no")
    assert signer.sign(b"three") == key.sign(b"three").signature
