"""From postcode to wijk at the door, with the list a municipality provides: the postcode itself never lands.

What belongs here: reading that list and looking one up. Not here: where a postcode stands in a message (care_shapes.py).
A list is a CSV with the headers postcode and wijkcode, separated by ; or comma: 2401AA;WK048401. Wijk codes change with each redivision,
so the list has to be of the year that the figures are about. Source: reference.md §6.
"""

import csv
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_POSTCODE, _WIJK = re.compile(r"[1-9][0-9]{3}[A-Z]{2}"), re.compile(r"WK[0-9]{6}")
# COD757: the address where somebody lives; a correspondence address says nothing about the neighbourhood.
ADDRESSES = ("01", "03", "04")


class WrongList(ValueError):
    """The list cannot be used; the message is a Dutch sentence."""


@dataclass(frozen=True)
class Wijken:
    """A list of wijk codes by postcode, and the sha256 of the file it came from."""

    by_postcode: dict[str, str]
    fingerprint: str

    def wijk(self, postcode: str | None) -> str | None:
        """The wijk of a postcode in any spelling ('2401 aa'); None when it is not in the list."""
        return self.by_postcode.get((postcode or "").replace(" ", "").upper())


def read_wijken(path: Path) -> Wijken:
    """Read the list. Errors: WrongList when it is not there, has other headers, or holds a wrong or double line."""
    try:
        status = path.stat()
    except OSError:
        raise WrongList("De lijst van postcodes en wijken bestaat niet of is niet leesbaar. Controleer KOERS_POSTCODE_WIJK.") from None
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int, _size: int) -> Wijken:
    content = path.read_bytes()
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise WrongList("De lijst van postcodes en wijken is geen UTF-8. Sla het bestand opnieuw op als UTF-8.") from None
    rows = list(csv.reader(lines, delimiter=";" if ";" in (lines or [""])[0] else ","))
    if not rows or [name.strip().lower() for name in rows[0][:2]] != ["postcode", "wijkcode"]:
        raise WrongList("De lijst van postcodes en wijken begint niet met de kolommen postcode en wijkcode. Zet die bovenaan.")
    found: dict[str, str] = {}
    for number, row in enumerate(rows[1:], 2):
        postcode, wijk = _pair(row, number)
        if found.setdefault(postcode, wijk) != wijk:
            raise WrongList(f"De lijst van postcodes en wijken geeft op regel {number} een postcode een tweede wijk. Laat er één staan.")
    return Wijken(found, hashlib.sha256(content).hexdigest())


def _pair(row: list[str], number: int) -> tuple[str, str]:
    # The line number only: a postcode with few inhabitants can point at a person.
    cells = [cell.strip().upper() for cell in (*row, "", "")]
    postcode, wijk = cells[0].replace(" ", ""), cells[1]
    if not _POSTCODE.fullmatch(postcode) or not _WIJK.fullmatch(wijk):
        raise WrongList(f"De lijst van postcodes en wijken heeft op regel {number} geen postcode als 2401AA of geen wijkcode als WK048401.")
    return postcode, wijk
