"""What people get wrong in YAML, each said in words that need no knowledge of it, at the place, with the line as it should be."""

from __future__ import annotations

import pytest

from laurels.encoding import strict_yaml

HEAD = "name: Next steps\nversion: 1\n"
CASES = [
    ("description: SQL: the basics\n", 3, 17, "A colon with a space after it begins a new key: this text needs quotes.", 'Write `description: "SQL: the basics"`.'),
    ("description: “SQL”: x\n", 3, 19, "A colon with a space after it begins a new key: this text needs quotes.", 'Write `description: "“SQL”: x"`.'),
    ("description: @home\n", 3, 14, "A text that begins with `@` needs quotes.", 'Write `description: "@home"`.'),
    ("description: %50\n", 3, 14, "A text that begins with `%` needs quotes.", 'Write `description: "%50"`.'),
    ("description: * important\n", 3, 14, "A text that begins with `*` needs quotes.", 'Write `description: "* important"`.'),
    ("description: - one\n", 3, 14, "A text that begins with `-` needs quotes.", 'Write `description: "- one"`.'),
    ("description: [draft] SQL\n", 3, 14, "The `[` is never closed; a text that begins with it needs quotes.", 'Write `description: "[draft] SQL"`.'),
    ('description: "SQL" for all\n', 3, 18, "The text goes on after its closing quotation mark.", "Write `description: '\"SQL\" for all'`."),
    ("description: 'it's'\n", 3, 17, "The text goes on after its closing quotation mark.", 'Write `description: "it\'s"`.'),
    ('description: "SQL for all\nx: 1\n', 3, 14, 'The quotation mark " that opens here is never closed.', 'Put another " at the end of the text.'),
    ("description:SQL\nx: 1\n", 3, 13, "A space is missing after `description:`.", "Write `description: SQL`."),
    ("description\nx: 1\n", 3, 1, "`description` is neither a key with a colon nor an entry with a dash.", "Write `description: …`, or `- description` in a list."),
    ("workload:\n\thours: 5\n", 4, 1, "A tab is used for indentation.", "Use two spaces for each level."),
    ("workload:\n  hours: 5\n   ects: 2\n", 5, 4, "`ects` is indented further than `hours` above it, which has its text already.", "Begin `ects` in column 3, like `hours`."),
    ("workload:\n    hours: 5\n  ects: 2\n", 5, 3, "`ects` is not in one column with the keys around it.", "Begin `ects` in column 5, like `hours`."),
    ("skills: [a, b\nx: 1\n", 3, 9, "The `[` that opens here is never closed, or a comma is missing after an entry.", "Put `]` at the end of the list. A text that begins with `[` needs quotes."),
    ("skills:\n  - a\n  b: c\n", 5, 3, "This line stands in a list, but does not begin with a dash.", "Write `- b: c`, or begin it further left if it does not belong to the list."),
    ("a: 1\n=======\nb: 2\n", 4, 1, "The file holds two sides of a merge conflict.", "Keep one side and delete the marks."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), CASES)
def test_diagnosis(text: str, line: int, column: int, message: str, hint: str) -> None:
    with pytest.raises(strict_yaml.YamlError) as caught:
        strict_yaml.loads(HEAD + text)
    problem = caught.value.problem
    assert (problem.kind, problem.message, problem.hint) == ("syntax", message, hint)
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case[4].startswith("Write `description: ")], ids=lambda c: c[0]
)
def test_the_line_in_the_hint_is_right(case: tuple[str, int, int, str, str]) -> None:
    """What a hint says can be pasted, and says what was meant."""
    written = case[4].removeprefix("Write `").removesuffix("`.")
    if "…" not in written:
        meant = case[0].split("\n")[0].removeprefix("description:").strip()
        value = strict_yaml.loads(written + "\n")["description"]
        assert value == (meant.strip("'") if meant[0] == meant[-1] == "'" else meant)
