"""What the documents show of the library runs, in Python and in Node, and the names that they list are those there are."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

import laurels
from browser.conftest import Site
from laurels.library import __all__ as exported

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "site_src/docs/library.md").read_text(encoding="utf-8")
PYTHON, JAVASCRIPT = TEXT.split("## JavaScript and TypeScript")
BUNDLED = ROOT / "tools/laurels/_bundled/library"


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def names(text: str) -> set[str]:
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the examples read: a badge of laurels.example, its lists, a trust list, and the module."""
    found = tmp_path_factory.mktemp("library")
    for path in (site.credentials()[0], site.folder / "trust.json", *site.folder.glob("lists/*.json")):
        shutil.copy(path, found / path.name)
    shutil.copytree(site.folder / "assets/laurels/verify", found / "verify")
    return found


@pytest.mark.parametrize("code", examples("python"))
def test_python_example_runs(code: str, folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize(("code", "said"), list(zip(examples("js"), ["Valid.|Genuine", "invalid 8"], strict=True)))
def test_javascript_example_runs(code: str, said: str, folder: Path) -> None:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    (folder / "example.mjs").write_text(code, encoding="utf-8")
    done = subprocess.run([hook.node(), "example.mjs"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(said, done.stdout)


def test_the_module_runs_in_chromium(page: Page, site: Site) -> None:
    page.goto(site.address + "verify/")
    said = page.evaluate(
        """async ([module, badge, trust]) => {
            const { headline, offline, parseTrust, verify } = await import(module);
            const read = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
            const report = await verify(await read(badge), { resolver: offline, trust: parseTrust(await read(trust)) });
            return [report.outcome, report.steps.length, headline(report)];
        }""",
        [
            f"{site.address}assets/laurels/verify/index.js",
            f"{site.address}b/{site.credentials()[0].parent.name}/credential.json",
            f"{site.address}trust.json",
        ],
    )
    assert said[:2] == ["indeterminate", 8]
    assert "laurels.example, which was not asked" in said[2]


def test_the_documents_list_what_is_exported() -> None:
    assert names(PYTHON) == set(exported)
    assert set(laurels.__all__) == {*exported, "__version__"}
    assert all(getattr(laurels, name) is not None for name in laurels.__all__)
    declared = (BUNDLED / "index.d.ts").read_text(encoding="utf-8")
    assert names(JAVASCRIPT) == set(
        re.findall(r"^export declare (?:const|class|function) (\w+)", declared, re.MULTILINE)
    )


def test_importing_is_light() -> None:
    code = "import laurels, sys; print(sorted({'click', 'mkdocs', 'pydantic', 'pyld', 'nacl'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    code = "from laurels import verify; import sys; print(sorted({'click', 'mkdocs', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_clock_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        laurels.verify(b"{}", resolver=laurels.offline, now=datetime(2026, 1, 1))  # noqa: DTZ001


def test_it_is_typed_and_can_be_packed() -> None:
    assert (ROOT / "tools/laurels/py.typed").is_file()
    assert {"package.json", "index.js", "index.d.ts"} <= {path.name for path in BUNDLED.iterdir()}
