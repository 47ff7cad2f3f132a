"""The whole story with real Git, played by the workflows' own steps: propose, check, comment, merge, issue, publish."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from laurels.repository.forges import CHECKOUT, PUBLISHED, forge_files
from laurels.signers.memory import encode_secret
from support import boxes, history, office
from support.workflow import Done, load, run_job, run_script

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = ROOT / ".github" / "workflows"
BIN = Path(sys.executable).parent
SQL, QUERYING = "catalogue/achievements/sql.yaml", "catalogue/achievements/querying.yaml"
KEY = "keys/public/institute-2026.yaml"
SECRET = {
    "SIGNING_KEY": encode_secret(office.seed("institute")),
    "LAURELS_SIGNING_KEY": encode_secret(office.seed("institute")),
}
MKDOCS = """site_name: Tests
site_url: https://issuer.example/
docs_dir: site_src
theme: {name: material, font: false}
plugins: [search, laurels]
"""
GH = """#!/usr/bin/env python3
# Stands in for GitHub's own command: answers from files, keeps what is written.
import json, os, sys
from pathlib import Path
state, words = Path(os.environ["GH_STATE"]), sys.argv[1:]
with (state / "calls").open("a") as file:
    file.write(json.dumps(words) + "\\n")
where = next(word for word in words if word.startswith("repos/"))
body = next((word.partition("=@")[2] for word in words if word.startswith("body=@")), None)
if body is not None:
    (state / "comment.md").write_text(Path(body).read_text())
    (state / "id").write_text("77")
elif where.endswith("/pulls"):
    print("12" if os.environ["COMMIT"] == (state / "head").read_text() else "")
elif where.endswith("/comments"):
    print((state / "id").read_text() if (state / "id").exists() else "")
"""


class Forge:
    """A bare repository, and a machine for each job."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bare = folder / "forge.git"
        seed = office.repository(folder / "seed")
        (seed / "mkdocs.yml").write_text(MKDOCS)
        (seed / "site_src").mkdir()
        (seed / "site_src/index.md").write_text("# Tests\n")
        for path in (seed / KEY, *(seed / "issued/awards/2026").iterdir()):  # long ago, whatever day the test is run on
            path.write_text(path.read_text().replace("2026-", "2020-"))
        (seed / KEY).write_text((seed / KEY).read_text().replace("institute-2020", "institute-2026"))
        (seed / "issued/awards/2026").rename(seed / "issued/awards/2020")
        history.repository(seed)
        history.git(folder, "clone", "--quiet", "--bare", str(seed), str(self.bare))
        (folder / "gh").mkdir()
        (folder / "bin").mkdir()
        (folder / "bin/gh").write_text(GH)
        (folder / "bin/gh").chmod(0o755)
        self.temp = folder / "temp"

    def clone(self, name: str) -> Path:
        history.git(self.folder, "clone", "--quiet", "--branch=main", self.bare.as_uri(), name)
        return self.folder / name

    def main(self) -> str:
        return history.git(self.bare, "rev-parse", "main")

    def show(self, path: str) -> str:
        return history.git(self.bare, "show", f"main:{path}")

    def job(self, workflow: str, job: str, checkout: Path, **context: str) -> Done:
        shutil.rmtree(self.temp, ignore_errors=True)
        self.temp.mkdir()
        return self.next_job(workflow, job, checkout, **context)

    def next_job(self, workflow: str, job: str, checkout: Path, **context: str) -> Done:
        values = {name.replace("__", "."): value for name, value in context.items()}
        return run_job(
            load(WORKFLOWS / workflow)["jobs"][job],
            checkout,
            {
                "runner.temp": str(self.temp),
                "github.token": "none",
                "github.repository": "institute/badges",
                "secrets.LAURELS_REGISTRAR_KEY": "",
                **values,
            },
            {
                "REMOTE": self.bare.as_uri(),
                "GH_STATE": str(self.folder / "gh"),
                "PATH": str(self.folder / "bin"),
                "GITHUB_OUTPUT": str(self.temp / "output"),
                **SECRET,
            },
        )

    def proposal(self, name: str) -> tuple[Path, Path, Done]:
        """What happens when a branch of a fork is proposed: the checkout of the merge, and what the check did."""
        fork = self.folder / name
        history.git(fork, "push", "--quiet", self.bare.as_uri(), f"HEAD:refs/pull/{name}/head")
        checkout = self.clone(f"{name}-check")
        base = self.main()
        history.git(checkout, "fetch", "--quiet", "origin", f"refs/pull/{name}/head")
        history.git(checkout, "merge", "--quiet", "--no-ff", "--no-edit", "FETCH_HEAD")
        done = self.job("check.yml", "check", checkout, github__event__pull_request__base__sha=base)
        return fork, checkout, done

    def comment(self, head: str) -> Done:
        """The second workflow, on a machine of its own: there is no checkout, and one file of the first."""
        (self.temp / "found").mkdir()
        (self.temp / "difference.json").rename(self.temp / "found/difference.json")
        empty = self.folder / "empty"
        empty.mkdir(exist_ok=True)
        event = "github__event__workflow_run__"
        return self.next_job(
            "comment.yml", "comment", empty,
            **{f"{event}head_repository__owner__login": "sample", f"{event}head_branch": "proposal", f"{event}head_sha": head},
        )  # fmt: skip

    def merge(self, checkout: Path) -> None:
        history.git(checkout, "push", "--quiet", "origin", "HEAD:main")


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    return Forge(tmp_path)


def awards(forge: Forge) -> list[dict[str, Any]]:
    names = history.git(forge.bare, "ls-tree", "-r", "--name-only", "main", "issued/ledger").splitlines()
    lines = [line for name in names if name.endswith(".jsonl") for line in forge.show(name).splitlines()]
    return [found for line in lines if "row" in (found := json.loads(line))]


def test_from_a_proposal_to_a_published_badge(forge: Forge) -> None:
    fork = forge.clone("one")
    text = (fork / SQL).read_text().replace("name: SQL foundations", "name: Statistics @everybody")
    (fork / "catalogue/achievements/statistics.yaml").write_text(text)
    head = history.commit(fork, "Propose statistics\n\nReviewed-by: Sample Reviewer")
    _, checkout, done = forge.proposal("one")
    assert done.codes == {"What would change": 0, "What is missing": 0, "Who looks after what": 0}, done.output

    (forge.folder / "gh/head").write_text(head)
    assert forge.comment(head).ok
    comment = (forge.folder / "gh/comment.md").read_text()
    assert comment.startswith("<!-- laurels diff -->\n")
    assert "`statistics` **added**: `Statistics @everybody`" in comment
    assert "`Sample Reviewer`" in comment
    calls = [json.loads(line) for line in (forge.folder / "gh/calls").read_text().splitlines()]
    assert calls[-1][:5] == ["api", "--silent", "--method", "POST", "repos/institute/badges/issues/12/comments"]

    forge.merge(checkout)
    done = forge.job("issue.yml", "issue", forge.clone("issuing"))
    assert done.ok, done.output
    assert len(awards(forge)) == 3
    issued = forge.main()
    assert (
        history.git(forge.bare, "log", "-1", "--format=%an %s", "main")
        == "github-actions[bot] Issue awards and status lists"
    )
    changed = history.git(forge.bare, "diff", "--name-only", "main~1", "main").splitlines()
    assert {name.partition("/")[0] for name in changed} == {"issued"}

    assert forge.job("issue.yml", "issue", forge.clone("issuing-again")).ok
    assert forge.main() == issued  # nothing to do, no commit

    done = forge.job("publish.yml", "build", forge.clone("publishing"))
    assert done.ok, done.output
    site = forge.temp / "site"
    assert (site / ".well-known/did.json").is_file()
    assert (site / "catalogue/statistics/index.html").is_file()
    for award in awards(forge):
        assert (site / "b" / award["id"] / "credential.json").is_file()


def test_a_second_push_changes_the_same_comment(forge: Forge) -> None:
    fork = forge.clone("two")
    (fork / "catalogue/achievements/more.yaml").write_text((fork / SQL).read_text())
    head = history.commit(fork)
    forge.proposal("two")
    (forge.folder / "gh/head").write_text(head)
    (forge.folder / "gh/id").write_text("5")
    assert forge.comment(head).ok
    calls = [json.loads(line) for line in (forge.folder / "gh/calls").read_text().splitlines()]
    assert calls[-1][:5] == ["api", "--silent", "--method", "PATCH", "repos/institute/badges/issues/comments/5"]


def test_a_proposal_that_would_break_what_was_signed_is_stopped_and_says_so(forge: Forge) -> None:
    assert forge.job("issue.yml", "issue", forge.clone("issuing")).ok
    fork = forge.clone("three")
    (fork / KEY).unlink()
    ledger = fork / "issued/ledger/2020/sql-june.jsonl"
    ledger.write_text("".join(ledger.read_text().splitlines(keepends=True)[:-1]))
    (fork / SQL).write_text((fork / SQL).read_text().replace("hours: 50", "hours: 60"))
    head = history.commit(fork)
    _, _, done = forge.proposal("three")
    assert done.codes["What would change"] == 1
    assert done.codes["What is missing"] == 1
    assert "::error file=" in done.output
    (forge.folder / "gh/head").write_text(head)
    assert forge.comment(head).ok
    comment = (forge.folder / "gh/comment.md").read_text()
    for code in ("key-removed", "ledger-altered", "material-change"):
        assert f"`{code}`" in comment


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 100_000, b'{"base": "' + b"x" * 5_000_000, b"\x00\xff"])
def test_a_file_that_is_no_difference_is_posted_nowhere(forge: Forge, data: bytes) -> None:
    forge.temp.mkdir()
    (forge.temp / "difference.json").write_bytes(data)
    (forge.folder / "gh/head").write_text("a" * 40)
    done = forge.comment("a" * 40)
    assert done.codes == {"Write the comment": 1}
    assert not (forge.folder / "gh/calls").exists()


def test_a_request_that_moved_on_gets_no_comment(forge: Forge) -> None:
    forge.temp.mkdir()
    (forge.temp / "difference.json").write_text('{"base": "main", "head": "HEAD"}')
    (forge.folder / "gh/head").write_text("b" * 40)
    assert forge.comment("a" * 40).ok
    assert not (forge.folder / "gh/comment.md").exists()


HOOK = """#!/bin/sh
# While this run was signing, another was faster.
test -e "{flag}" && exit 0
touch "{flag}"
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX
cd "{other}" && exec bash -e script
"""


def race(forge: Forge, other: str, environment: Mapping[str, str]) -> Path:
    """A checkout in which the first push comes too late, because another script has just pushed."""
    slow, fast = forge.clone("slow"), forge.clone("fast")
    (fast / "script").write_text(other)
    (fast / ".git/info/exclude").write_text("script\n")
    (slow / ".git/hooks").mkdir(exist_ok=True)
    hook = slow / ".git/hooks/pre-push"
    hook.write_text(HOOK.format(flag=forge.folder / "raced", other=fast))
    hook.chmod(0o755)
    return slow


def test_two_runs_at_once_sign_every_award_once(forge: Forge) -> None:
    script = next(
        step["run"]
        for step in load(WORKFLOWS / "issue.yml")["jobs"]["issue"]["steps"]
        if "REMOTE" in step.get("env", {})
    )
    done = forge.job("issue.yml", "issue", race(forge, script, {}))
    assert done.ok, done.output
    assert (forge.folder / "raced").exists()
    assert "main has moved" in done.output
    assert len(awards(forge)) == len({award["row"] for award in awards(forge)}) == 3
    assert history.git(forge.bare, "rev-list", "--count", "main") == "2"  # the slower one found nothing left to sign


def test_the_registrars_key_reaches_the_run_and_nothing_that_is_printed(forge: Forge) -> None:
    key = encode_secret(office.seed("registrar"), "registrar")
    job = gitlab()["issue"]
    environment = {
        "REMOTE": forge.bare.as_uri(),
        "MAIN": "main",
        "CI_SERVER_HOST": "forge.example",
        **SECRET,
        "LAURELS_REGISTRAR_KEY": key,
    }
    for done in (
        forge.job("issue.yml", "issue", forge.clone("github"), secrets__LAURELS_REGISTRAR_KEY=key),
        run_script("issue", job, forge.clone("gitlab"), environment),
    ):
        assert "The registrar's key z6LS" in done.output
        assert "is not in keys/public, so no row here was sealed for it" in done.output
        assert not done.ok
        assert key not in done.output


def test_rows_that_wait_hold_nothing_up_and_somebody_is_told(forge: Forge) -> None:
    """Here the registrar's key is missing: what is in clear is signed and pushed, and the run says that it was not all."""
    fork = forge.clone("sealed")
    (fork / "keys/public/registrar.yaml").write_text(boxes.registrar_key().replace("2026-", "2020-"))
    (fork / "issued/awards/2020/sealed.yaml").write_text(boxes.batch(boxes.row(40)).replace("2026-", "2020-"))
    history.commit(fork, "A sealed batch")
    history.git(fork, "push", "--quiet", "origin", "HEAD:main")
    done = forge.job("issue.yml", "issue", forge.clone("github"))
    assert done.ok, done.output
    assert "2020/sealed  row 1  waits: It is sealed" in done.output
    assert (forge.temp / "output").read_text() == "waiting=true\n"
    jobs = load(WORKFLOWS / "issue.yml")["jobs"]
    assert jobs["issue"]["outputs"]["waiting"] == "${{ steps.sign.outputs.waiting }}"
    assert jobs["waiting"]["if"] == "needs.issue.outputs.waiting == 'true'"
    assert jobs["publish"]["needs"] == "issue"  # and not the job that tells
    assert not forge.next_job("issue.yml", "waiting", forge.clone("telling")).ok
    assert len(awards(forge)) == 3

    job = gitlab()["issue"]
    environment = {"REMOTE": forge.bare.as_uri(), "MAIN": "main", "CI_SERVER_HOST": "forge.example", **SECRET}
    assert run_script("issue", job, forge.clone("gitlab"), environment).codes == {"issue": 4}
    assert job["allow_failure"] == {"exit_codes": 4}


def test_a_merge_meanwhile_is_signed_on_top_of(forge: Forge) -> None:
    batch = office.batch(date="2020-08-31", learners=range(30, 34))
    other = f"""git config user.name x; git config user.email x@laurels.example
cat > issued/awards/2020/august.yaml <<'END'
{batch}END
git add . ; git commit -qm "A batch meanwhile"; git push -q "$REMOTE" HEAD:main
"""
    done = forge.job("issue.yml", "issue", race(forge, other, {}))
    assert done.ok, done.output
    assert len(awards(forge)) == len({award["row"] for award in awards(forge)}) == 7
    assert "  run: 1" in "  " + "  ".join(forge.show("issued/ledger/sequence.yaml").splitlines())


def test_main_that_never_stands_still_is_given_up(forge: Forge) -> None:
    checkout = forge.clone("busy")
    hook = checkout / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    before = forge.main()
    done = forge.job("issue.yml", "issue", checkout)
    assert done.codes == {"Sign and commit": 1}
    assert forge.main() == before


def gitlab() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    return found


def test_the_same_on_gitlab(forge: Forge) -> None:
    jobs = gitlab()
    environment = {"REMOTE": forge.bare.as_uri(), "MAIN": "main", "CI_SERVER_HOST": "forge.example", **SECRET}
    fork = forge.clone("four")
    (fork / QUERYING).write_text((fork / QUERYING).read_text().replace("tags: [data]", "tags: [queries]"))
    history.commit(fork)
    _, checkout, _ = forge.proposal("four")
    environment["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = forge.main()
    assert run_script("check", jobs["check"], checkout, environment).ok
    assert run_script("difference", jobs["difference"], checkout, environment).ok
    assert "`tags`" in (checkout / "difference.md").read_text()
    (checkout / "difference.md").unlink()
    forge.merge(checkout)
    script = "\n".join(jobs["issue"]["script"])
    done = run_script("issue", jobs["issue"], race(forge, script, environment), environment)
    assert done.ok, done.output
    assert len(awards(forge)) == 3
    publishing = forge.clone("publishing")
    assert run_script("pages", jobs["pages"], publishing, environment).ok
    assert (publishing / "public/.well-known/did.json").is_file()


# --- the files themselves ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("forge_name", ["github", "gitlab"])
def test_this_repository_has_the_files_of_the_package(forge_name: str) -> None:
    for name, data in forge_files(forge_name, laurels=CHECKOUT):
        assert (ROOT / name).read_bytes() == data, f"{name}: run tests/support/remake_forge_files.py"


def institution(folder: Path) -> Path:
    for forge_name in ("github", "gitlab"):
        for name, data in forge_files(forge_name, laurels=f"{PUBLISHED}==0.1.0"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    history.repository(folder)
    return folder


@pytest.mark.parametrize("whose", ["own", "institution"])
@pytest.mark.parametrize(
    "linter",
    [["actionlint", "-no-color"], ["zizmor", "--offline", "--no-progress", "--quiet", "--color=never", ".github"]],
    ids=lambda words: words[0],
)
def test_linters_have_nothing_to_say(whose: str, linter: list[str], tmp_path: Path) -> None:
    root = ROOT if whose == "own" else institution(tmp_path)
    words = [str(BIN / linter[0]), *linter[1:]]
    done = subprocess.run(
        words, cwd=root, capture_output=True, text=True, check=False, env={**os.environ, **history.ENVIRONMENT}
    )
    assert (done.returncode, done.stdout.replace("No findings to report. Good job!", "").partition("(")[0].strip()) == (
        0,
        "",
    )


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        (["actionlint"], "runs-on", "run-on"),
        (["zizmor"], '"$BASE..HEAD"', '"${{ github.event.pull_request.title }}"'),
        (["zizmor"], "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@main"),
    ],
)
def test_the_linters_find_what_is_wrong(words: list[str], old: str, new: str, tmp_path: Path) -> None:
    root = institution(tmp_path)
    path = root / ".github/workflows/check.yml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    words = [str(BIN / words[0]), *(["--offline", "--no-progress", ".github"] if words[0] == "zizmor" else [])]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode != 0


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/propose-a-badge.yml"),
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/something-is-wrong.yml"),
        ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("vendor.github-workflows", ".github/workflows/check.yml"),
        ("vendor.github-workflows", ".github/workflows/publish.yml"),
    ],
)
def test_files_fit_the_forges_schemas(schema: str, name: str) -> None:
    words = [str(BIN / "check-jsonschema"), "--builtin-schema", schema, name]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_only_the_issuing_job_has_a_secret_and_only_what_it_needs_may_be_written() -> None:
    secrets, writing, uses = [], {}, []
    for path in sorted(WORKFLOWS.iterdir()):
        workflow = load(path)
        assert workflow["permissions"] == {} or workflow["permissions"] == "", path
        assert not any(
            "cache" in key
            for job in workflow["jobs"].values()
            for step in job.get("steps", [])
            for key in step.get("with", {})
        )
        assert "actions/cache" not in path.read_text()
        for name, job in workflow["jobs"].items():
            if "secrets." in json.dumps(job):
                secrets.append((path.name, name))
            writing[path.name, name] = sorted(k for k, v in job.get("permissions", {}).items() if v == "write")
            uses += [step["uses"] for step in job.get("steps", []) if "uses" in step]
    assert secrets == [("issue.yml", "issue")]
    assert writing == {
        ("check.yml", "check"): [],
        ("comment.yml", "comment"): ["pull-requests"],
        ("issue.yml", "issue"): ["contents"],
        ("issue.yml", "publish"): ["id-token", "pages"],
        ("issue.yml", "waiting"): [],
        ("publish.yml", "build"): [],
        ("publish.yml", "deploy"): ["id-token", "pages"],
    }
    assert uses
    for used in uses:
        name, _, commit = used.partition("@")
        assert name.startswith("actions/") and len(commit) == 40
    issue = load(WORKFLOWS / "issue.yml")
    assert issue["on"]["push"]["branches"] == ["main"]
    assert issue["jobs"]["issue"]["if"] == "github.ref == 'refs/heads/main'"
    assert issue["jobs"]["issue"]["environment"] == "issuing"
    assert issue["concurrency"] == {"group": "issue", "cancel-in-progress": "false"}
    assert set(load(WORKFLOWS / "check.yml")["on"]) == {"pull_request"}


def test_steps_call_only_our_commands_git_and_the_forge() -> None:
    known = {"laurels", "git", "python", "gh", "for", "if", "exit", "echo", "done", "else", "fi", "test", "number=$(gh", "waiting=0", "before=$(gh", "--jq"}  # fmt: skip
    for path in WORKFLOWS.iterdir():
        for job in load(path)["jobs"].values():
            for step in job.get("steps", []):
                lines = step.get("run", "").splitlines()
                assert {line.split()[0] for line in lines if line.strip()} <= known, step
                assert "${{" not in step.get("run", "")


def test_the_hooks_for_others_and_our_own_say_the_same() -> None:
    theirs = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    ours = {
        hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    }
    assert set(theirs) == set(ours)
    for name, hook in ours.items():
        assert {**theirs[name], "language": ""}.items() >= {**hook, "language": ""}.items()
