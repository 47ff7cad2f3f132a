"""Comments are told from text that looks like one."""

from __future__ import annotations

import pytest

from laurels.encoding.yaml_comments import comments

YES, NO = "# mark: yes", "# mark: no"
CASES = [
    (f"{YES}\na: x\n", [(1, 1, True)]),
    (f"a: x {YES}\n", [(1, 6, False)]),
    (f'a: "x" {YES}\n', [(1, 8, False)]),
    (f'a: "x {NO}"\n', []),
    (f"a: 'it''s {NO}' #mark: yes\n", [(1, 23, False)]),
    ("a: x#mark: no\n", []),
    (f"a: >-\n  text {NO}\n  {NO}\n  more\n{YES}\nb: 1\n", [(5, 1, True)]),
    (f"a: | {YES}\n    text\n    {NO}\n\n  {YES}\nb: 1\n", [(1, 6, False), (5, 3, True)]),
    (f"a:\n  - x\n  {YES}\n  - {{b: c}} {YES}\n  - [d, e] {YES}\n", [(3, 3, True), (4, 12, False), (5, 12, False)]),
    (f'a: "two\n  {NO}\n  lines"\n', []),
    (f"a: ü {YES}\n", [(1, 6, False)]),
    ("a: mark: no\n".replace(": no", ""), []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_comments(text: str, expected: list[tuple[int, int, bool]]) -> None:
    found = list(comments(text, "mark:"))
    assert [(comment.line, comment.column, comment.alone) for comment in found] == expected
    assert {comment.text for comment in found} <= {"yes"}
