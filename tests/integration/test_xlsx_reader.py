"""The XLSX reader on workbooks as Excel and other programs make them. Every workbook is made here; none is in the repository."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ingest.pipeline import judge
from ingest.readers.table import ROW
from ingest.readers.xlsx import XlsxTable, read_xlsx
from ingest.refusal import Refusal
from ingest.result import IngestSettings

HEADERS = ["Code", "Datum", "Bedrag"]
Fill = Callable[[Any, Any], None]


def workbook(path: Path, fill: Fill, **options: Any) -> Path:
    with xlsxwriter.Workbook(str(path), options) as book:
        fill(book, book.add_worksheet())
    return path


def table(tmp_path: Path, fill: Fill, **options: Any) -> XlsxTable:
    found = read_xlsx(workbook(tmp_path / "x.xlsx", fill, **options))
    found.check({"Code"}, HEADERS)
    return found


def rows(found: XlsxTable) -> list[tuple[Any, ...]]:
    return [row for batch in found.batches({0, 1, 2}) for row in batch.select(ROW, "c0", "c1", "c2").rows()]


def good(book: Any, sheet: Any, top: int = 0, left: int = 0) -> None:
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    sheet.write_row(top, left, HEADERS)
    sheet.write_string(top + 1, left, "0484")
    sheet.write_datetime(top + 1, left + 1, datetime(2025, 3, 15), day)
    sheet.write_number(top + 1, left + 2, 1234.5)
    sheet.write_string(top + 3, left, "6.10")
    sheet.write_string(top + 3, left + 1, "15-03-2025")
    sheet.write_number(top + 3, left + 2, 0.1 + 0.2)


def test_every_cell_is_text_with_its_zeros_and_the_row_number_of_excel(tmp_path: Path):
    found = table(tmp_path, good)
    assert rows(found) == [(2, "0484", "2025-03-15 00:00:00", "1234.5"), (4, "6.10", "15-03-2025", "0.3")]
    assert (found.headers, found.dialect["lege_rijen"], set(found.is_number)) == (HEADERS, 1, {2})


def test_a_table_that_does_not_begin_in_a1_keeps_the_row_numbers_of_excel(tmp_path: Path):
    found = table(tmp_path, lambda book, sheet: good(book, sheet, top=4, left=2))
    assert rows(found) == [(6, "0484", "2025-03-15 00:00:00", "1234.5"), (8, "6.10", "15-03-2025", "0.3")]
    assert (found.headers, set(found.is_number)) == (HEADERS, {2})


def test_numbers_as_codes_and_error_values_are_also_found_in_a_table_that_does_not_begin_in_a1(tmp_path: Path):
    def fill(book: Any, sheet: Any, wrong: bool) -> None:
        good(book, sheet, top=4, left=2)
        if wrong:
            sheet.write_number(5, 2, 484)
        else:
            sheet.write_formula(6, 3, "=1/0", None, "#DIV/0!")

    with pytest.raises(Refusal, match="In kolom Code heeft Excel"):
        table(tmp_path, lambda book, sheet: fill(book, sheet, True))
    with pytest.raises(Refusal, match="In rij 7, kolom Datum staat een foutwaarde"):
        table(tmp_path, lambda book, sheet: fill(book, sheet, False))


def test_rows_after_the_first_thousand_are_read_like_the_first(tmp_path: Path):
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADERS)
        for number in range(1, 1500):
            sheet.write_string(number, 0, f"{number:04d}")
            sheet.write_number(number, 2, number) if number < 1200 else sheet.write_string(number, 2, "1.234,50")

    found = rows(table(tmp_path, fill))
    assert len(found) == 1499
    assert found[-1][3] == "1.234,50"


@pytest.mark.parametrize("rows_as_number", [range(1, 4), range(3, 4)])
def test_a_code_that_became_a_number_is_refused_also_when_only_one_did(tmp_path: Path, rows_as_number: range):
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADERS)
        for number in range(1, 4):
            sheet.write_number(number, 0, 484) if number in rows_as_number else sheet.write_string(number, 0, "0484")
            sheet.write_number(number, 2, 5)

    with pytest.raises(Refusal, match=r"In kolom Code heeft Excel .* Celeigenschappen, Tekst"):
        table(tmp_path, fill)


def test_a_code_that_became_a_date_is_refused(tmp_path: Path):
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADERS)
        sheet.write_datetime(1, 0, datetime(2025, 3, 1), book.add_format({"num_format": "dd-mm-yyyy"}))

    with pytest.raises(Refusal, match="In kolom Code heeft Excel"):
        table(tmp_path, fill)


def test_an_empty_code_column_is_no_number(tmp_path: Path):
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADERS)
        sheet.write_number(1, 2, 5)

    assert rows(table(tmp_path, fill)) == [(2, "", "", "5")]


def test_an_error_value_is_refused_with_its_place_unless_nobody_reads_that_column(tmp_path: Path):
    def fill(book: Any, sheet: Any, column: int) -> None:
        good(book, sheet)
        sheet.write_string(0, 3, "Notitie")
        sheet.write_formula(3, column, "=1/0", None, "#DIV/0!")

    with pytest.raises(Refusal, match="In rij 4, kolom Bedrag staat een foutwaarde van Excel"):
        table(tmp_path, lambda book, sheet: fill(book, sheet, 2))
    assert len(rows(table(tmp_path, lambda book, sheet: fill(book, sheet, 3)))) == 2


def test_a_formula_counts_with_the_value_excel_stored(tmp_path: Path):
    def fill(book: Any, sheet: Any) -> None:
        good(book, sheet)
        sheet.write_formula(1, 2, "=1+1", None, 2)

    assert rows(table(tmp_path, fill))[0][3] == "2"


def test_only_the_first_worksheet_is_read(tmp_path: Path):
    def fill(book: Any, sheet: Any) -> None:
        good(book, sheet)
        book.add_worksheet().write_string(0, 0, "Uitleg")

    found = table(tmp_path, fill)
    assert len(rows(found)) == 2
    assert found.dialect["werkbladen"] == 2


def test_an_empty_worksheet_is_refused(tmp_path: Path):
    with pytest.raises(Refusal, match="eerste werkblad is leeg"):
        table(tmp_path, lambda book, sheet: None)


@pytest.mark.parametrize(
    ("data", "fragment"), [(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "oud of beveiligd"), (b"Aap;Noot\n", "beschadigd"), (b"", "beschadigd")]
)
def test_what_is_no_xlsx_is_refused_with_what_to_do(tmp_path: Path, data: bytes, fragment: str):
    (tmp_path / "x.xlsx").write_bytes(data)
    with pytest.raises(Refusal, match=fragment):
        read_xlsx(tmp_path / "x.xlsx")


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("brief.txt", "hallo")
    with pytest.raises(Refusal, match="beschadigd"):
        read_xlsx(tmp_path / "x.xlsx")


def bomb(path: Path) -> None:
    """A good workbook whose sheet is followed by three hundred megabytes of blanks, in less than three megabytes."""
    source = io.BytesIO()
    with xlsxwriter.Workbook(source) as book:
        good(book, book.add_worksheet())
    with zipfile.ZipFile(source) as good_one, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bad_one:
        for entry in good_one.infolist():
            with bad_one.open(entry.filename, "w", force_zip64=True) as out:
                out.write(good_one.read(entry))
                if entry.filename.endswith("sheet1.xml"):
                    for _ in range(300):
                        out.write(b" " * (1 << 20))


def test_a_workbook_that_unpacks_to_hundreds_of_megabytes_is_refused_by_check(tmp_path: Path):
    path = tmp_path / "zrm_0484_2025H1.xlsx"
    bomb(path)
    assert path.stat().st_size < 3_000_000
    seeds = Path(__file__).parents[2] / "dbt_project" / "seeds"
    settings = IngestSettings(key=b"k" * 32, is_demo_key=True, seeds=seeds, corrections=tmp_path, today=date(2026, 1, 1))
    judgement = judge(path, settings, lambda *_, **__: pytest.fail("read it"))
    assert "uitgepakt veel groter" in (judgement.refused_reason or "")


def test_macros_and_links_to_other_files_are_never_followed(tmp_path: Path):
    path = workbook(
        tmp_path / "x.xlsx", lambda book, sheet: (good(book, sheet), sheet.write_formula(1, 2, "='[ander.xlsx]Blad1'!A1", None, 7))
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert rows(read_xlsx(path))[0][3] == "7"


def test_a_workbook_with_only_a_header_has_no_rows(tmp_path: Path):
    found = table(tmp_path, lambda book, sheet: sheet.write_row(0, 0, HEADERS))
    assert rows(found) == []
    assert found.headers == HEADERS
