"""Pages of awarded versions: from what was signed, whatever became of the definition."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.site.markup import read

from laurels.credential.versions import awarded_versions
from laurels.publish.build import signed_badges
from laurels.site.files import site_files
from laurels.site.page import SitePage
from laurels.site.pages import pages
from support import office

SQL = "catalogue/achievements/sql.yaml"


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 1 was awarded to three, version 2 to one; then the text was touched up."""
    root = office.repository(tmp_path_factory.mktemp("versions") / "tree")
    office.run(root)
    path = root / SQL
    text = path.read_text().replace("version: 1", "version: 2").replace("A project that two", "Two projects that two")
    path.write_text(text)
    (root / "issued/awards/2026/second.yaml").write_text(office.batch(date="2026-10-01", learners=range(20, 21)))
    office.run(root, chance=2)
    path.write_text(path.read_text().replace("description: Asks", "description: Puts"))
    return root


def found(root: Path) -> dict[str, SitePage]:
    return {page.path: page for page in pages(office.catalogue(root))}


def test_each_awarded_version_keeps_its_page(master: Path) -> None:
    made = found(master)
    first, second = (read(made[f"catalogue/sql/v{number}/"].html) for number in (1, 2))
    assert "A project that two people assess." in first.text and "Two projects" not in first.text
    assert "Two projects that two people assess." in second.text
    assert "An earlier version." in first.text and "../" in first.links()
    assert "Asks questions" in second.text  # as it was signed, before it was touched up
    assert "Most answers are right." in first.text
    for page in made.values():
        assert read(page.html).faults == [], page.path


def test_the_current_page_and_the_badge_lead_to_them(master: Path) -> None:
    links = read(found(master)["catalogue/sql/"].html).links()
    assert {"v1/", "v2/"} <= set(links)
    catalogue = office.catalogue(master)
    badges = dict(signed_badges(catalogue))
    files = dict(site_files(catalogue, badges))
    seen = set()
    for identifier in badges:
        page = read(files[f"b/{identifier}/index.html"].decode())
        seen |= {link for link in page.links() if "catalogue/sql/v" in link}
    assert seen == {"../../catalogue/sql/v1/", "../../catalogue/sql/v2/"}


def test_a_definition_that_is_gone_leaves_its_versions(master: Path, tmp_path: Path) -> None:
    root = tmp_path / "tree"
    shutil.copytree(master, root)
    (root / SQL).unlink()
    made = found(root)
    assert "catalogue/sql/" not in made
    assert "No longer in the catalogue." in read(made["catalogue/sql/v1/"].html).text


def test_versions_count_their_holders_and_days(master: Path) -> None:
    (one, two) = awarded_versions(office.catalogue(master))["sql"]
    assert (one.version, one.holders, str(one.first)) == (1, 3, "2026-06-30")
    assert (two.version, two.holders, str(two.first)) == (2, 1, "2026-10-01")


def test_nothing_awarded_no_versions(tmp_path: Path) -> None:
    root = office.repository(tmp_path)
    assert not any("/v" in path for path in found(root))
