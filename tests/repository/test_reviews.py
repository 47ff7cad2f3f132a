"""Who reviewed what, from the trailers of real commits."""

from __future__ import annotations

from pathlib import Path

import pytest

from laurels.repository.compare import between
from laurels.repository.history import History
from laurels.repository.reviews import Review, reviews
from support import history, office

SQL = "catalogue/achievements/sql.yaml"


def touched(root: Path, trailer: str) -> str:
    path = root / SQL
    path.write_text(path.read_text(encoding="utf-8") + "# touched\n", encoding="utf-8")
    return history.commit(root, f"Change SQL\n\n{trailer}")


@pytest.mark.parametrize(
    ("trailer", "names"),
    [
        ("Reviewed-by: Sample Reviewer <reviewer@laurels.example>", ["Sample Reviewer"]),
        ("Approved-by: Sample Approver", ["Sample Approver"]),
        ("Reviewed-by: A <a@laurels.example>\nApproved-by: B\nReviewed-by: A", ["A", "B"]),
        ("Reviewed-by: <only@laurels.example>", []),
        ("Signed-off-by: Somebody Else", []),
        ("Reviewed-by: a\u202eb\x1b[31m", ["a\\u202eb\\x1b[31m"]),
        ("Reviewed-by: " + "x" * 500, ["x" * 80]),
    ],
)
def test_names_and_no_addresses(tmp_path: Path, trailer: str, names: list[str]) -> None:
    root = history.repository(office.repository(tmp_path))
    commit = touched(root, trailer)
    found = list(reviews(History(root), commit, SQL))
    assert [review.name for review in found] == names
    assert all(review.date == "2026-11-24" for review in found)
    assert list(reviews(History(root), commit, "catalogue/achievements/querying.yaml")) == []
    assert between(root, "HEAD~1..HEAD").reviews == tuple(names)


def test_the_newest_first_and_each_once_a_day(tmp_path: Path) -> None:
    root = history.repository(office.repository(tmp_path))
    touched(root, "Reviewed-by: A")
    touched(root, "Reviewed-by: B")
    last = touched(root, "Reviewed-by: A")
    assert list(reviews(History(root), last, SQL)) == [Review("2026-11-24", "A"), Review("2026-11-24", "B")]
