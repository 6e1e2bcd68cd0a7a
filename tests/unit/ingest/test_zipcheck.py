import io
import random
import struct
import zipfile
from pathlib import Path

import pytest

import ingest.readers.zipcheck as zipcheck
from ingest.readers.zipcheck import check_zip
from ingest.refusal import Refusal


def archive(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in entries.items():
            zipped.writestr(name, data)
    return path


def sheet(*references: str) -> dict[str, bytes]:
    cells = "".join(f'<c r="{reference}"><v>1</v></c>' for reference in references)
    return {"xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()}


def test_an_honest_workbook_passes(tmp_path: Path):
    noise = random.Random(7).randbytes(100_000)
    check_zip(archive(tmp_path / "x.xlsx", sheet("A1", "K1000") | {"xl/media/beeld.png": noise}))


def test_two_gigabytes_claimed_in_a_small_file_are_refused_before_anything_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "x.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped,
        zipped.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out,
    ):
        for _ in range(70):
            out.write(b"\0" * (1 << 20))
    grown = bytearray(path.read_bytes())
    at = grown.rindex(b"PK\x01\x02")
    grown[at + 24 : at + 28] = struct.pack("<I", 2_000_000_000)  # the directory claims two gigabytes
    path.write_bytes(grown)
    assert path.stat().st_size < 200_000
    monkeypatch.setattr(zipcheck, "_check_entry", lambda *_: pytest.fail("unpacked something"))
    with pytest.raises(Refusal, match="veel groter"):
        check_zip(path)


def test_a_directory_that_lies_about_the_size_is_found_out_while_unpacking(tmp_path: Path):
    path = archive(tmp_path / "x.xlsx", {"xl/worksheets/sheet1.xml": b"0" * 5_000_000})
    lying = bytearray(path.read_bytes())
    at = lying.rindex(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 100)
    path.write_bytes(lying)
    with pytest.raises(Refusal, match="veel groter"):
        check_zip(path)


def test_thousands_of_entries_are_refused(tmp_path: Path):
    with pytest.raises(Refusal, match="veel groter"):
        check_zip(archive(tmp_path / "x.xlsx", {f"xl/{number}.xml": b"" for number in range(zipcheck.MAX_ENTRIES + 1)}))


@pytest.mark.parametrize("references", [("A1", "XFD1048576"), ("A1048576", "XFD1"), ("ZZZ9999999",)])
def test_a_cell_far_outside_the_table_is_refused_because_the_rectangle_would_not_fit_in_memory(tmp_path: Path, references: tuple[str, ...]):
    with pytest.raises(Refusal, match="ver buiten de tabel"):
        check_zip(archive(tmp_path / "x.xlsx", sheet(*references)))


def test_a_row_far_down_counts_also_when_its_cells_have_no_address(tmp_path: Path):
    xml = b"<sheetData><row r='1'><c r = 'XFD1'/></row><row r='1048576'><c><v>1</v></c></row></sheetData>"
    with pytest.raises(Refusal, match="ver buiten de tabel"):
        check_zip(archive(tmp_path / "x.xlsx", {"xl/anders.xml": xml}))


def test_a_cell_address_on_the_border_of_two_blocks_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(zipcheck, "_BLOCK", 64)
    for padding in range(64):
        xml = b" " * padding + b'<c r="XFD1048576"/>'
        with pytest.raises(Refusal, match="ver buiten de tabel"):
            check_zip(archive(tmp_path / "x.xlsx", {"xl/worksheets/sheet1.xml": xml}))


def test_a_document_type_is_refused(tmp_path: Path):
    with pytest.raises(Refusal, match="beschadigd"):
        check_zip(archive(tmp_path / "x.xlsx", {"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}))


@pytest.mark.parametrize("damage", ["truncated", "no zip", "empty", "garbled"])
def test_a_damaged_file_is_refused_with_what_to_do(tmp_path: Path, damage: str):
    path = archive(tmp_path / "x.xlsx", {"xl/workbook.xml": random.Random(7).randbytes(5_000)})
    data = path.read_bytes()
    changed = {
        "truncated": data[: len(data) // 2],
        "no zip": b"Aap;Noot\n",
        "empty": b"",
        "garbled": data[:60] + b"\xff" * 200 + data[260:],
    }[damage]
    path.write_bytes(changed)
    with pytest.raises(Refusal, match="beschadigd of onvolledig"):
        check_zip(path)


def test_an_encrypted_entry_is_refused(tmp_path: Path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        zipped.writestr("xl/workbook.xml", b"x")
    data = bytearray(buffer.getvalue())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "x.xlsx").write_bytes(data)
    with pytest.raises(Refusal, match="wachtwoord"):
        check_zip(tmp_path / "x.xlsx")
