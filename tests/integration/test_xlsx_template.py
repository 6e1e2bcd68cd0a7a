"""The XLSX template: a supplier who fills it in delivers the right headers, keeps the zeros and finds every code explained."""

import re
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import fastexcel
import polars as pl
import pytest
from xlsxwriter.utility import xl_col_to_name

from ingest.contract import Contract, ContractField, load_contracts
from ingest.pipeline import judge
from ingest.render.wording import choices, code_list
from ingest.render.xlsx_template import HEADINGS, MAX_INLINE, template_fields, write
from ingest.result import IngestSettings
from ingest.seeds import read_seed

SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds"
CONTRACTS = load_contracts()
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def made(contract: Contract, folder: Path) -> Path:
    path = folder / f"{contract.name}.xlsx"
    write(contract, path, SEEDS)
    return path


def cells(path: Path, sheet: int | str) -> list[list[str | None]]:
    """A sheet as text, every cell, the header row included; an empty sheet gives no rows."""
    loaded = fastexcel.read_excel(path).load_sheet(sheet, header_row=None, dtypes="string")
    return [list(row) for row in loaded.to_polars().iter_rows()]


def part(path: Path, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read(name))


def validations(path: Path) -> dict[int, dict[str, str | None]]:
    """Per column (0-based) of sheet 1: the kind of rule, its list or limit, and what happens with another value."""
    found = {}
    for rule in part(path, "xl/worksheets/sheet1.xml").iter(f"{MAIN}dataValidation"):
        letters = re.match("[A-Z]+", rule.get("sqref", ""))
        assert letters
        column = sum((ord(letter) - 64) * 26**place for place, letter in enumerate(reversed(letters[0]))) - 1
        found[column] = {
            "type": rule.get("type"),
            "source": rule.findtext(f"{MAIN}formula1"),
            "style": rule.get("errorStyle"),
            "where": rule.get("sqref"),
        }
    return found


def position(contract: str, column: str) -> int:
    return [field.name for field in CONTRACTS[contract].fields].index(column)


@pytest.mark.parametrize("name", list(CONTRACTS))
def test_the_first_sheet_holds_exactly_the_headers_and_nothing_else(tmp_path: Path, name: str):
    path = made(CONTRACTS[name], tmp_path)
    assert fastexcel.read_excel(path).sheet_names[0] == name
    assert cells(path, 0) == [[field.source for field in CONTRACTS[name].fields]]


def test_the_header_is_bold_and_stays_in_sight(tmp_path: Path):
    path = made(CONTRACTS["zrm"], tmp_path)
    sheet, styles = part(path, "xl/worksheets/sheet1.xml"), part(path, "xl/styles.xml")
    pane = next(sheet.iter(f"{MAIN}pane"))
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    first = next(sheet.iter(f"{MAIN}c"))
    font = next(iter(styles.iter(f"{MAIN}cellXfs")))[int(first.get("s", "0"))].get("fontId")
    assert next(iter(styles.iter(f"{MAIN}fonts")))[int(font or 0)].find(f"{MAIN}b") is not None


def formats(path: Path) -> dict[int, str]:
    """Per column (0-based) of sheet 1 the number format of its cells."""
    sheet, styles = part(path, "xl/worksheets/sheet1.xml"), part(path, "xl/styles.xml")
    own = {fmt.get("numFmtId"): fmt.get("formatCode", "") for fmt in styles.iter(f"{MAIN}numFmt")} | {
        "49": "@",
        "0": "General",
        "4": "#,##0.00",
    }
    styled = next(iter(styles.iter(f"{MAIN}cellXfs")))
    return {int(col.get("min", "1")) - 1: own[styled[int(col.get("style", "0"))].get("numFmtId")] for col in sheet.iter(f"{MAIN}col")}


def test_codes_are_text_and_dates_are_dates_in_excel(tmp_path: Path):
    found = formats(made(CONTRACTS["grootboek"], tmp_path))
    text = {field.source for place, field in enumerate(CONTRACTS["grootboek"].fields) if found[place] == "@"}
    assert {"Taakveld", "Economische categorie", "Contractnummer", "AGB-code", "Boekstuknummer"} <= text
    assert found[position("grootboek", "boekdatum")] == "dd-mm-yyyy"
    assert found[position("grootboek", "bedrag_cent")] == "#,##0.00"


def test_a_short_list_stands_in_the_rule_and_refuses_other_values(tmp_path: Path):
    rule = validations(made(CONTRACTS["contracten"], tmp_path))[position("contracten", "inkoopschaal")]
    assert (rule["type"], rule["source"], rule["style"]) == ("list", '"lokaal,regionaal,landelijk"', None)  # no style: stop
    assert rule["where"] == "H2:H1048576"


def test_a_score_can_be_chosen_with_its_reasons_of_absence(tmp_path: Path):
    rule = validations(made(CONTRACTS["zrm"], tmp_path))[position("zrm", "score")]
    assert rule["source"] == '"1,2,3,4,5,99,nvt,onbekend"'


@pytest.mark.parametrize("name", list(CONTRACTS))
def test_every_list_in_the_template_is_the_list_of_the_contract(tmp_path: Path, name: str):
    path = made(CONTRACTS[name], tmp_path)
    rules, hidden = validations(path), None
    for place, field in enumerate(CONTRACTS[name].fields):
        wanted = choices(field, SEEDS)
        if not wanted:
            assert rules[place]["type"] != "list"
            continue
        source = rules[place]["source"] or ""
        if source.startswith('"'):
            assert len(source) <= MAX_INLINE + 2
            assert source.strip('"').split(",") == wanted
        else:
            hidden = hidden or cells(path, "lijsten")
            column, last = re.fullmatch(r"lijsten!\$([A-Z]+)\$2:\$\1\$([0-9]+)", source).groups()  # type: ignore[union-attr]
            at = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(column))) - 1
            first = min(place for place, f in enumerate(CONTRACTS[name].fields) if "lijsten" in (rules[place]["source"] or ""))
            assert [row[at - first] for row in hidden[1 : int(last)]] == wanted


def test_long_lists_come_from_a_sheet_nobody_sees(tmp_path: Path):
    path = made(CONTRACTS["trajecten"], tmp_path)
    states = {sheet.get("name"): sheet.get("state") for sheet in part(path, "xl/workbook.xml").iter(f"{MAIN}sheet")}
    assert states == {"trajecten": None, "Uitleg": None, "lijsten": "hidden"}
    rule = validations(path)[position("trajecten", "gemeentecode")]
    assert (rule["source"] or "").startswith("lijsten!$A$2")
    assert rule["style"] == "warning"  # an older code may be right for an older date


def test_a_date_column_takes_dates_only(tmp_path: Path):
    rule = validations(made(CONTRACTS["zrm"], tmp_path))[position("zrm", "meetdatum")]
    assert (rule["type"], rule["source"]) == ("date", "40179")  # 1 January 2010


@pytest.mark.parametrize("name", list(CONTRACTS))
def test_the_second_sheet_explains_every_column_in_dutch(tmp_path: Path, name: str):
    rows = cells(made(CONTRACTS[name], tmp_path), "Uitleg")
    start = next(number for number, row in enumerate(rows) if row[: len(HEADINGS)] == list(HEADINGS))
    explained = {row[0]: row[1] for row in rows[start + 1 : start + 1 + len(CONTRACTS[name].fields)]}
    assert explained == {field.source: field.description for field in CONTRACTS[name].fields}


def test_every_code_is_on_the_second_sheet_with_its_name(tmp_path: Path):
    rows = cells(made(CONTRACTS["trajecten"], tmp_path), "Uitleg")
    shown = {tuple(cell for cell in row if cell) for row in rows}
    for field in CONTRACTS["trajecten"].fields:
        listing = code_list(field, SEEDS)
        if listing is not None:
            wanted = {tuple(cell for cell in row if cell) for row in listing.cast(pl.String).iter_rows()}
            assert wanted <= shown, field.source


def test_equal_contracts_give_equal_bytes(tmp_path: Path):
    (tmp_path / "a").mkdir()
    stamp = part(made(CONTRACTS["pgb"], tmp_path), "docProps/core.xml").find("{http://purl.org/dc/terms/}created")
    assert stamp is not None
    assert stamp.text == "2025-01-01T00:00:00Z"  # not the moment of making, which differs every second
    assert made(CONTRACTS["pgb"], tmp_path).read_bytes() == made(CONTRACTS["pgb"], tmp_path / "a").read_bytes()


BRED = [(name, wide) for name, contract in CONTRACTS.items() for wide in ((False, True) if contract.wide else (False,))]
SETTINGS = IngestSettings(
    key=b"een sleutel voor deze test, lang genoeg", is_demo_key=True, seeds=SEEDS, corrections=SEEDS / "geen", today=date(2026, 11, 1)
)


def typed(field: ContractField, style: str) -> str:
    """The inside of a cell as Excel stores the example of a column when a person types it in: a date, a number or text."""
    if field.type == "date":
        day, month, year = (int(part) for part in field.example.split("-"))
        return f' s="{style}"><v>{(date(year, month, day) - date(1899, 12, 30)).days}</v>'
    if field.type in ("cents", "decimal"):
        return f' s="{style}"><v>{field.example.replace(",", ".")}</v>'
    return f' s="{style}" t="inlineStr"><is><t>{escape(field.example)}</t></is>'


def fill(path: Path, fields: list[ContractField], left_empty: set[str]) -> None:
    """Type one row of examples into the first sheet of a template."""
    styles = {int(col.get("min", "1")) - 1: col.get("style", "0") for col in part(path, "xl/worksheets/sheet1.xml").iter(f"{MAIN}col")}
    wanted = [(place, field) for place, field in enumerate(fields) if field.example and field.source not in left_empty]
    row = "".join(f'<c r="{xl_col_to_name(place)}2"{typed(field, styles[place])}</c>' for place, field in wanted)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    assert sheet.count("</sheetData>") == 1
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", f'<row r="2">{row}</row></sheetData>').encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(("name", "wide"), BRED)
def test_a_template_filled_with_one_good_row_is_clean(tmp_path: Path, name: str, wide: bool, capfd):
    contract = CONTRACTS[name]
    path = tmp_path / f"{name}_{'0484' if contract.supplier != 'agb' else '42420001'}_2025H1.xlsx"
    write(contract, path, SEEDS, wide)
    fields = template_fields(contract, SEEDS, wide)
    edition = next((field.example for field in fields if field.name == "zrm_versie"), "")
    editions = read_seed(SEEDS, "zrm_domein")
    own = editions.filter(pl.col("zrm_versie") == edition)["domein_naam"].to_list()
    fill(path, fields, {field.source for field in fields if wide and field.name == "score" and field.source not in own})
    judged = judge(path, SETTINGS)
    assert (judged.refused_reason, [finding.sentence for finding in judged.findings]) == (None, [])
    assert judged.rows == (len(own) if wide else 1)
    assert capfd.readouterr() == ("", "")


def test_the_wide_template_has_a_column_with_a_list_for_every_leefgebied(tmp_path: Path):
    path = tmp_path / "zrm.xlsx"
    write(CONTRACTS["zrm"], path, SEEDS, wide=True)
    (headers,) = cells(path, 0)
    assert not {"Domein", "Score"} & set(headers)
    assert set(read_seed(SEEDS, "zrm_domein")["domein_naam"]) <= set(headers)
    assert validations(path)[headers.index("Dagbesteding")]["source"] == '"1,2,3,4,5,99,nvt,onbekend"'
    with pytest.raises(ValueError, match="no wide layout"):
        write(CONTRACTS["pgb"], path, SEEDS, wide=True)


@pytest.mark.parametrize(("name", "wide"), BRED)
def test_an_empty_template_is_headers_only_and_says_nothing_on_the_screen(tmp_path: Path, name: str, wide: bool, capfd):
    path = tmp_path / f"{name}_0484_2025H1.xlsx"
    write(CONTRACTS[name], path, SEEDS, wide)
    judged = judge(path, SETTINGS)
    assert (judged.rows, judged.findings) == (0, [])
    assert (judged.refused_reason or "").startswith("Het bestand heeft alleen kolomkoppen en geen rijen.")
    assert capfd.readouterr() == ("", "")
