"""How a CSV file was written: encoding, byte order mark, separator, line ends, and where its header is.

What belongs here: looking at a file before its rows are read. Not here: reading the rows (csv.py).
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

from ingest.refusal import Refusal

SEPARATORS = {";": "puntkomma", ",": "komma", "\t": "tab"}
_OTHER_SEPARATORS = {"|": "een rechte streep (|)", ":": "een dubbele punt (:)", "~": "een slangetje (~)", "^": "een dakje (^)"}
_SEPARATE = "Sla het bestand op met een puntkomma, komma of tab als scheidingsteken."
_BLOCK = 1 << 20
_MAX_HEADER_BYTES = 1 << 16
_SAVE_AS = "Kies in Excel: Opslaan als, CSV UTF-8."
_NOT_CSV = {
    b"PK\x03\x04": "Dit is een Excel-bestand met de naam .csv. Geef het de naam .xlsx of sla het op als CSV.",
    b"\xd0\xcf\x11\xe0": "Dit is een oud Excel-bestand met de naam .csv. Sla het op als CSV.",
    b"%PDF": "Dit is een pdf met de naam .csv. Lever de tabel zelf als CSV of XLSX.",
    codecs.BOM_UTF16_LE: f"Het bestand is opgeslagen als Unicode-tekst (UTF-16). {_SAVE_AS}",
    codecs.BOM_UTF16_BE: f"Het bestand is opgeslagen als Unicode-tekst (UTF-16). {_SAVE_AS}",
}


class Dialect(NamedTuple):
    """`first_row` is the line number of the first record after the header; `data_starts_at` its position in bytes."""

    encoding: str
    has_bom: bool
    separator: str
    has_quotes: bool
    line_end: str
    data_starts_at: int
    first_row: int

    def described(self) -> dict[str, Any]:
        """For result.json, in Dutch."""
        encoding = {"utf-8": "UTF-8", "cp1252": "Windows-1252"}[self.encoding]
        return {
            "soort": "csv",
            "codering": encoding,
            "bom": self.has_bom,
            "scheidingsteken": SEPARATORS[self.separator],
            "aanhalingstekens": self.has_quotes,
            "regeleinde": self.line_end,
        }


def sniff(path: Path, expected: Collection[str]) -> tuple[Dialect, list[str]]:
    """The dialect and the headers of a CSV file. Errors: Refusal when it is empty, not text, or has no separator koers knows."""
    encoding, has_quotes, line_end = _scan(path)
    with path.open("rb") as file:
        start = file.read(_MAX_HEADER_BYTES)
    begin = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    first_row = 2
    if hint := re.match(rb"sep=[^\r\n]\r?\n", start[begin:]):  # a line that only tells Excel the separator
        begin, first_row = begin + hint.end(), 3
    end = _record_end(start, begin)
    header = start[begin:end].decode(encoding).rstrip("\r\n")
    if not header.strip(" \t,;\"'"):
        raise Refusal("De eerste rij is leeg. Zet de kolomkoppen in rij 1, precies zoals in de leveranciersgids.", "kop_leeg")
    separator, headers = _split(header, expected)
    return Dialect(encoding, start.startswith(codecs.BOM_UTF8), separator, has_quotes, line_end, end, first_row), headers


def tidy_header(text: str) -> str:
    """A header without blanks around it and with accents in one form (ë as one character), so that equal headers are equal."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\ufeff", "")).split())


def _scan(path: Path) -> tuple[str, bool, str]:
    """Read the whole file: which encoding fits all of it, whether it has quotes, and its line ends."""
    has_quotes = has_newline = has_return = False
    with path.open("rb") as file:
        _is_text(file.read(_BLOCK))
        file.seek(0)
        while block := file.read(_BLOCK):
            if b"\0" in block:
                raise Refusal(f"Het bestand is geen gewone tekst. {_SAVE_AS}", "codering")
            has_quotes, has_newline, has_return = has_quotes or b'"' in block, has_newline or b"\n" in block, has_return or b"\r" in block
    if has_return and not has_newline:
        raise Refusal(f"De regels eindigen op een oud Mac-teken. {_SAVE_AS}", "regeleinde")
    encoding = next((name for name in ("utf-8", "cp1252") if _decodes(path, name)), None)
    if encoding is None:
        raise Refusal(f"De tekens zijn niet te lezen als UTF-8 of Windows-1252. {_SAVE_AS}", "codering")
    return encoding, has_quotes, "CRLF" if has_return else "LF"


def _is_text(start: bytes) -> None:
    if not start.removeprefix(codecs.BOM_UTF8).strip():
        raise Refusal("Het bestand is leeg. Lever het opnieuw, met kolomkoppen en rijen.", "bestand_leeg")
    for mark, sentence in _NOT_CSV.items():
        if start.startswith(mark):
            raise Refusal(sentence, "bestand_soort")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _record_end(data: bytes, begin: int) -> int:
    """Where the first record ends: the first line end outside quotes, or the end of the data."""
    end = begin
    while (end := data.find(b"\n", end) + 1) > 0:
        if data.count(b'"', begin, end) % 2 == 0:
            return end
    if data.count(b'"', begin) % 2 or len(data) == _MAX_HEADER_BYTES:
        raise Refusal('De rij met kolomkoppen heeft geen einde. Controleer de aanhalingstekens (") in rij 1.', "kop_onleesbaar")
    return len(data)


def _split(header: str, expected: Collection[str]) -> tuple[str, list[str]]:
    """The separator whose headers are best known, and those headers. Errors: Refusal that names the separator when it is another one."""
    candidates = {separator: _cells(header, separator) for separator in [*SEPARATORS, *_OTHER_SEPARATORS]}
    known = {separator: len(set(cells) & set(expected)) for separator, cells in candidates.items()}
    best = max(candidates, key=lambda separator: (known[separator], separator in SEPARATORS, len(candidates[separator])))
    if best in _OTHER_SEPARATORS:  # only when it knows more headers than any separator koers reads
        raise Refusal(f"De kolommen zijn gescheiden door {_OTHER_SEPARATORS[best]}. {_SEPARATE}", "scheidingsteken")
    if len(candidates[best]) < 2:
        raise Refusal(f"Rij 1 bevat maar één kolomkop. {_SEPARATE}", "scheidingsteken")
    return best, candidates[best]


def _cells(header: str, separator: str) -> list[str]:
    try:
        return [tidy_header(text) for text in next(csv.reader(io.StringIO(header, newline=""), delimiter=separator))]
    except (csv.Error, StopIteration):
        return []
