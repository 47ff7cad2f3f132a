"""Spreadsheets as people save them, and as nobody should."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from laurels.exchange import sheet as sheets
from laurels.exchange.sheet import Sheet, SheetError, letter, read_sheet
from support.workbooks import workbook

TABLE = "name,email\nSample Learner 01,s01@laurels.example\n"
ACCENT = "name;email\nÉlève Sample;s01@laurels.example\n"
CELLS = ("Sample Learner 01", "s01@laurels.example")


def read(tmp_path: Path, data: bytes | str, name: str = "cohort.csv") -> Sheet:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_sheet(path)


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        b"\xfe\xff" + TABLE.encode("utf-16-be"),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        ("sep=;\r\n" + TABLE.replace(",", ";")).encode(),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.rstrip("\n").encode(),
        b'"name","email"\n"Sample Learner 01","s01@laurels.example"\n',
        ("\n\n" + TABLE + ",,,\n\n").encode(),
    ],
)
def test_one_table_however_it_is_saved(tmp_path: Path, data: bytes) -> None:
    found = read(tmp_path, data)
    assert (found.header, [cells[:2] for cells in found.rows.values()]) == (("name", "email"), [CELLS])


def test_windows_1252_with_semicolons(tmp_path: Path) -> None:
    found = read(tmp_path, ACCENT.encode("cp1252"))
    assert found.rows[2][0] == "Élève Sample"
    assert found.encoding == "Windows-1252"
    assert read(tmp_path, ACCENT).encoding == "UTF-8"


def test_rows_are_numbered_as_a_spreadsheet_program_numbers_them(tmp_path: Path) -> None:
    found = read(tmp_path, 'name,email\n"Sample\nLearner",a\n\nSample Learner 02,b\n')
    assert sorted(found.rows) == [2, 4]
    assert found.rows[2][0] == "Sample\nLearner"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no text"),
        (b"\n,,\n", "no text"),
        (b"name,email\n", "one row of text only"),
        (b"name\nSecret\0Name\n", "Line 2 holds a NUL"),
        (b'name\n"Secret Name\n', "quotation mark is not closed"),
        (b'name\n"Secret" Name\n', "quotation mark is not closed, or stands in the middle"),
        (b"name\n" + b"S" * 40_000, "more than 32,767 characters"),
        (b"name\n\x81Secret", "Line 2 is not Windows-1252"),
        (b"\xff\xfen\x00a", "Line 1 is not UTF-16"),
        (b"\xd0\xcf\x11\xe0Secret", "old kind (.xls)"),
        (b"PK\x03\x04Secret", "damaged or has a password"),
        (",".join("abc" for _ in range(201)).encode() + b"\nx", "more than 200 columns"),
    ],
)
def test_what_is_no_table_gets_a_sentence_without_its_content(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(SheetError) as raised:
        read(tmp_path, data)
    assert words in raised.value.message
    assert "Secret" not in raised.value.message + raised.value.hint
    assert raised.value.__cause__ is None


def test_rows_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SheetError, match="more than 100,000 rows"):
        read(tmp_path, "name\n" + "x\n" * 1_000_000)
    monkeypatch.setattr(sheets, "MAX_FILE_BYTES", 10)
    with pytest.raises(SheetError, match="larger than"):
        read(tmp_path, TABLE)


def test_a_workbook(tmp_path: Path) -> None:
    data = workbook([["name", "email", "mark"], ["Sample Learner 01", "s01@laurels.example", 87], [], ["B", "b", 1.5]])
    found = read(tmp_path, data, "cohort.xlsx")
    assert found.header == ("name", "email", "mark")
    assert found.rows == {2: (*CELLS, "87"), 4: ("B", "b", "1.5")}
    assert found.formulas == frozenset()


def test_formulas_of_a_workbook_are_told_apart(tmp_path: Path) -> None:
    assert read(tmp_path, workbook([["name", "email"], ["=A", "x"]]), "cohort.xlsx").formulas == {(2, 0)}


def test_a_workbook_that_unpacks_to_too_much(tmp_path: Path) -> None:
    bomb = workbook([["name"], ["x"]], extra={"xl/media/zeros.xml": bytes(300 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    with pytest.raises(SheetError, match="unpacks to more"):
        read(tmp_path, bomb)


def test_a_workbook_that_lies_about_its_size(tmp_path: Path) -> None:
    honest = workbook([["name"], ["x"]], extra={"xl/media/zeros.xml": bytes(4_000_000)})
    size = (4_000_000).to_bytes(4, "little")
    assert honest.count(size) == 2
    with pytest.raises(SheetError, match="damaged"):
        read(tmp_path, honest.replace(size, (40).to_bytes(4, "little")))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("XFD1048576", "reaches to row 1,048,576 and column 16,384"),
        ("A200000", "reaches to row 200,000"),
        ("ZZ2", "column 702"),
        ("CV90000", "reaches to row 90,000"),
        ("&#88;FD1", "a place that cannot be read"),
    ],
)
def test_a_workbook_with_a_cell_far_out(tmp_path: Path, place: str, words: str) -> None:
    data = workbook([["name"], ["x"]], far=place)
    with pytest.raises(SheetError) as raised:
        read(tmp_path, data)
    assert words in raised.value.message


def test_other_archives_are_no_workbooks(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(SheetError, match="no Excel workbook"):
        read(tmp_path, file.getvalue())


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters(column: int, name: str) -> None:
    assert letter(column) == name
