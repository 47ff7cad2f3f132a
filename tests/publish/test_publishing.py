"""Publishing: the same tree gives the same bytes, and nothing that exists is lost on the way."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from laurels.encoding import jcs
from laurels.errors import FindingsError, LaurelsError, UsageError, WriteError
from laurels.office.demo import example
from laurels.publish import build as building
from laurels.publish import serve, watch
from support.office import tree

COMMITTER = {f"GIT_{who}_{what}": "x@example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example in a Git repository of its own, committed at a known moment."""
    folder = tmp_path_factory.mktemp("publish") / "root"
    folder.mkdir()
    for name in ("catalogue", "issued", "keys", "site_src"):
        shutil.copytree(example() / name, folder / name)
    shutil.copy(example() / "mkdocs.yml", folder)
    date = {"GIT_AUTHOR_DATE": "2026-11-30T08:00:00Z", "GIT_COMMITTER_DATE": "2026-11-30T08:00:00Z"}
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "The example"]):
        subprocess.run(["git", *words], cwd=folder, check=True, env={**os.environ, **COMMITTER, **date})
    return folder


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> building.Built:
    return building.build(root, tmp_path_factory.mktemp("publish") / "site")


def test_two_builds_of_one_tree_are_identical(root: Path, built: building.Built, tmp_path: Path) -> None:
    # Another folder, another moment, another zone of time.
    again = building.build(root, tmp_path / "deeper" / "site")
    first, second = tree(built.folder), tree(again.folder)
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert (again.files, again.badges) == (len(second), 20)


def test_what_was_signed_is_published_unchanged(root: Path, built: building.Built) -> None:
    for _, _, line in built.catalogue.signed():
        data = (built.folder / "b" / line.id / "credential.json").read_bytes()
        assert jcs.digest(json.loads(data)) == line.digest
        assert data == jcs.canonical_bytes(json.loads(data))
    for name in built.catalogue.lists:
        published = (built.folder / "lists" / f"{name}.json").read_bytes()
        assert published == (root / "issued/lists" / f"{name}.json").read_bytes()
    at_root, well_known = built.folder / "did.json", built.folder / ".well-known/did.json"
    assert at_root.read_bytes() == well_known.read_bytes()


def test_every_own_address_that_was_signed_answers(built: building.Built) -> None:
    site = built.catalogue.site.url
    asked = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, str) and value.startswith(site):
            asked.add(value.removeprefix(site).partition("#")[0])

    for path in built.folder.glob("b/*/credential.json"):
        walk(json.loads(path.read_bytes()))
    assert len(asked) > 20
    missing = [
        name
        for name in asked
        if not (built.folder / name / "index.html").is_file() and not (built.folder / name).is_file()
    ]
    assert missing == []


def test_the_moment_is_the_commits(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert building.commit_time(root) == datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert building.commit_time(tmp_path) == datetime(1980, 1, 1, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert building.commit_time(root) == datetime(1970, 1, 2, tzinfo=UTC)


def test_a_build_that_fails_leaves_the_site_as_it_was(root: Path, built: building.Built, tmp_path: Path) -> None:
    copy, site = tmp_path / "root", tmp_path / "site"
    shutil.copytree(root, copy)
    shutil.copytree(built.folder, site)
    before = tree(site)
    ledger = copy / "issued/ledger/2026/data-cleaning-june.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b"Sample Learner 01", b"Sample Learner 99"))
    with pytest.raises(FindingsError, match="LDG"):
        building.build(copy, site)
    assert tree(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["root", "site"], "nothing temporary may stay"


def test_a_folder_that_is_no_site_is_never_replaced(root: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/mine.txt").write_text("mine")
    with pytest.raises(WriteError, match="no built site"):
        building.build(root, tmp_path / "letters")
    assert (tmp_path / "letters/mine.txt").read_text() == "mine"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """A site of two files, below a path; the address of its root."""
    (tmp_path / "site/b").mkdir(parents=True)
    (tmp_path / "site/did.json").write_text("{}")
    (tmp_path / "secret.txt").write_text("outside")
    running = serve.server(tmp_path / "site", "https://laurels.example/awards/", 0)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield serve.address(running, "https://laurels.example/awards/")
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("awards/did.json", 200),
        ("", 404),  # after the redirect to the site's own root, which has no index here
        ("did.json", 404),
        ("awards/../secret.txt", 404),
        ("awards/%2e%2e/secret.txt", 404),
        ("awards//secret.txt", 404),
    ],
)
def test_served_below_its_path_and_nothing_else(served: str, path: str, status: int) -> None:
    host = served.removesuffix("awards/")
    assert served.startswith("http://127.0.0.1:")
    try:
        with urllib.request.urlopen(host + path) as answer:
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert (answer.status, answer.read()) == (status, b"{}")
    except urllib.error.HTTPError as error:
        assert error.code == status
        error.close()


def test_one_connection_serves_a_redirect_and_several_files(served: str) -> None:
    # An answer without its length would keep the second request waiting for the end of the first.
    connection = http.client.HTTPConnection(urlsplit(served).netloc, timeout=5)
    answers, sockets = [], set()
    for path in ("/", "/awards/did.json", "/awards/did.json"):
        connection.request("GET", path)
        sockets.add(connection.sock)
        answer = connection.getresponse()
        answers.append((answer.status, answer.read()))
    connection.close()
    assert answers == [(302, b""), (200, b"{}"), (200, b"{}")]
    assert len(sockets) == 1


def test_a_taken_port_is_a_clear_message(tmp_path: Path) -> None:
    running = serve.server(tmp_path, "https://laurels.example/", 0)
    try:
        with pytest.raises(UsageError, match="cannot be used"):
            serve.server(tmp_path, "https://laurels.example/", running.server_address[1])
    finally:
        running.server_close()


def test_watching_builds_again_and_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    definition = tmp_path / "catalogue/a.yaml"
    definition.parent.mkdir()
    definition.write_text("one")
    said: list[str] = []
    answers: list[object] = [LaurelsError("It is broken.", hint="Mend it."), building.Built(tmp_path, 7, 0, None)]  # type: ignore[arg-type]

    class Turns:
        """Stands for the clock: changes the file before each look, and stops after three."""

        turn = 0

        def wait(self, _seconds: float) -> bool:
            self.turn += 1
            if self.turn < 3:
                definition.write_text("x" * self.turn * 10)
            return self.turn > 3

    def fake_build(_root: Path, _out: Path) -> object:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(watch, "build", fake_build)
    watch.watch(tmp_path, tmp_path / "site", Turns(), said.append)  # type: ignore[arg-type]
    assert said == ["Not built: It is broken. Mend it.", "Built again: 7 files."]
