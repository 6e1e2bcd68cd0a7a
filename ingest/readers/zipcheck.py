"""Looking into a zip (an XLSX is one) before anything unpacks it: a few kilobytes can claim gigabytes.

What belongs here: sizes, ratios and counts of a zip, measured by unpacking in pieces, and the area a worksheet claims.
Not here: what is in the cells (xlsx.py).
"""

import re
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from ingest.refusal import Refusal

MAX_ENTRIES = 1_000
MAX_UNPACKED_BYTES = 2 << 30
MAX_RATIO = 200  # worksheets full of repetition reach about 60
SMALL_BYTES = 10 << 20  # below this no ratio is dangerous
MAX_CELLS = 25_000_000  # rows x columns; the reader keeps the whole rectangle in memory, empty cells included
_BLOCK = 1 << 20
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,3})([0-9]{1,7})["']""")  # of a cell (r="B7") or of a row (r="7")
_LONGEST_REFERENCE = 24
TOO_LARGE = (
    "Het Excel-bestand wordt uitgepakt veel groter dan een levering kan zijn. Kopieer alleen de tabel naar een nieuw bestand en lever dat."
)
DAMAGED = "Het Excel-bestand is beschadigd of onvolledig. Open het in Excel, sla het opnieuw op als .xlsx en lever het opnieuw."


def check_zip(path: Path) -> None:
    """Errors: Refusal when the zip is damaged, encrypted, or unpacks to more than an honest delivery would."""
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            entries = archive.infolist()
            claimed = sum(entry.file_size for entry in entries)
            if len(entries) > MAX_ENTRIES or _is_too_much(claimed, path.stat().st_size):
                raise Refusal(TOO_LARGE, "uitgepakt_te_groot")
            for entry in entries:
                _check_entry(file, entry)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError):
        raise Refusal(DAMAGED, "bestand_beschadigd") from None


def _is_too_much(unpacked: int, packed: int) -> bool:
    return unpacked > MAX_UNPACKED_BYTES or (unpacked > SMALL_BYTES and unpacked > packed * MAX_RATIO)


def _check_entry(file: BinaryIO, entry: zipfile.ZipInfo) -> None:
    """Unpack one entry in pieces and throw it away: the directory of a zip may lie about sizes, the bytes cannot."""
    if entry.flag_bits & 1:
        raise Refusal("Het Excel-bestand is beveiligd met een wachtwoord. Haal de beveiliging eraf en lever opnieuw.", "bestand_beveiligd")
    file.seek(entry.header_offset)
    local = file.read(30)
    file.seek(int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little"), 1)
    unpacker = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    if unpacker is None and entry.compress_type != zipfile.ZIP_STORED:
        raise Refusal(DAMAGED, "bestand_beschadigd")
    seen, checksum, left, tail, area = 0, 0, entry.compress_size, b"", _Area()
    while left > 0 and (block := file.read(min(_BLOCK, left))):
        left -= len(block)
        while block:
            piece = unpacker.decompress(block, _BLOCK) if unpacker else block
            block = unpacker.unconsumed_tail if unpacker else b""
            seen, checksum = seen + len(piece), zlib.crc32(piece, checksum)
            if seen > entry.file_size:
                raise Refusal(TOO_LARGE, "uitgepakt_te_groot")
            if b"<!DOCTYPE" in tail + piece:
                raise Refusal(DAMAGED, "bestand_doctype")
            area.add(tail + piece)
            tail = piece[-_LONGEST_REFERENCE:]
    if checksum != entry.CRC or seen != entry.file_size:
        raise Refusal(DAMAGED, "bestand_beschadigd")


class _Area:
    """The rectangle a worksheet needs; one cell in the last row and column claims seventeen thousand million."""

    def __init__(self) -> None:
        self.columns: set[bytes] = set()
        self.rows = 0

    def add(self, xml: bytes) -> None:
        found = _REFERENCE.findall(xml)
        if not found:
            return
        self.columns.update(column for column, _ in found)
        self.rows = max(self.rows, max(int(row) for _, row in found))
        if self.rows * max(_number(column) for column in self.columns) > MAX_CELLS:
            raise Refusal(
                "Het werkblad heeft ver buiten de tabel nog een gevulde cel. Kopieer alleen de tabel naar een nieuw bestand en lever dat.",
                "werkblad_te_groot",
            )


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number
