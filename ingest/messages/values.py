"""The types of the base schema of release 3.2 (LDT_…): from the text of an element to a value, or None when the text is not of that type.

What belongs here: one cell. Not here: where it stands (shapes.py) and rules over more than one cell (rules.py). The lists below are part of
the frozen schema of the release; names and the mapping to taakvelden live in the seeds. Source: reference.md §5.3, §5.6 and §6.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from ingest.messages.catalogue import Refused

EURO = "83"  # the unit in which the volume itself is euro cents
MINUUT = "01"
CREDIT = "C"
ALLES = ("*",)
MAX_BEDRAG = 99_999_999
MAX_TOTAAL = 999_999_999_999


class Soort(NamedTuple):
    """One type. `parse` gives None for text (a list of it for RETOURCODES) not of this type; `uitleg` says in Dutch what it must be."""

    parse: Callable[[Any], Any]
    uitleg: str


class Veld(NamedTuple):
    """One element of a class: its path below the class, its type, and whether the schema demands it."""

    pad: str
    soort: Soort
    verplicht: bool = True


class Klasse(NamedTuple):
    """One class of a message: its path below Bericht and its elements. Of each class one record is read per occurrence.

    `ongelezen` names the elements (by path) that belong in the class and are passed by without being looked at; ALLES: every other element.
    """

    naam: str
    pad: str
    velden: tuple[Veld, ...] = ()
    eenmalig: bool = False
    ongelezen: tuple[str, ...] = ()


def typed(velden: tuple[Veld, ...], values: Mapping[str, Any], problems: list[Refused], line: int) -> tuple[Any, ...]:
    """The values of one record in the order of `velden`, None where absent or wrong; what is wrong is appended to `problems` as 'XSD'."""
    found = []
    for pad, soort, verplicht in velden:
        raw = values.get(pad)
        value = None if raw is None else soort.parse(raw)
        if value is None and (raw is not None or verplicht):
            what = "ontbreekt" if raw is None else f"moet {soort.uitleg} zijn"
            problems.append(Refused("XSD", f"{pad} {what}. Vraag de afzender om een bericht dat klopt met het schema.", pad, line, raw))
        found.append(value)
    return tuple(found)


def whole_number(maximum: int) -> Callable[[str], int | None]:
    """A parser of xs:integer from 0 to `maximum`. White space around it and leading zeros are allowed by XML Schema."""
    width = len(str(maximum))

    def parse(text: str) -> int | None:
        if not (len(text) <= width and text.isascii() and text.isdigit()):  # the ordinary spelling needs no work
            text = text.strip(" \t\r\n").removeprefix("+")
            if not (text.isascii() and text.isdigit()):
                return None
            text = text.lstrip("0") or "0"
            if len(text) > width:  # int() fails on thousands of digits
                return None
        number = int(text)
        return number if number <= maximum else None

    return parse


def pattern(expression: str) -> Callable[[str], str | None]:
    """A parser of text that matches completely."""
    match = re.compile(expression).fullmatch
    return lambda text: text if match(text) else None


def one_of(*codes: str) -> Callable[[str], str | None]:
    """A parser of a code from a closed list."""
    allowed = frozenset(codes)
    return lambda text: text if text in allowed else None


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@lru_cache(maxsize=4096)
def day(text: str) -> date | None:
    """xs:date without time zone (RS032)."""
    text = text.strip(" \t\r\n")
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number_text(text: str) -> str | None:
    """LDT_Nummer in one spelling, so that 020072 and 20072 are the same allocation."""
    number = _nine_digits(text)
    return None if number is None else str(number)


def _text(maximum: int) -> Callable[[str], str | None]:
    return lambda text: text if 0 < len(text) <= maximum and not text.isspace() else None


def _range(first: int, last: int) -> list[str]:
    return [f"{number:02d}" for number in range(first, last + 1)]


_TIME = re.compile(r"((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])(?:\.([0-9]{1,9}))?")


def time_of_day(text: str) -> str | None:
    """xs:time without time zone (RS034), in one spelling, so that texts sort as times do. 24:00:00 is not accepted: it is another day."""
    match = _TIME.fullmatch(text.strip(" \t\r\n"))
    if match is None:
        return None
    fraction = (match[2] or "").rstrip("0")
    return match[1] + (f".{fraction}" if fraction else "")


_nine_digits = whole_number(999_999_999)
BEDRAG = Soort(whole_number(MAX_BEDRAG), "een bedrag in hele eurocenten van 0 tot en met 99.999.999")
TOTAAL = Soort(whole_number(MAX_TOTAAL), "een totaal in hele eurocenten van 0 tot en met 999.999.999.999")
VOLUME = Soort(whole_number(99_999_999), "een heel getal van 0 tot en met 99.999.999")
NUMMER = Soort(_number_text, "een heel getal van hoogstens 9 cijfers")
DATUM = Soort(day, "een bestaande datum als jjjj-mm-dd")
AGB = Soort(pattern(r"[0-9]{8}"), "een AGB-code van 8 cijfers")
GEMEENTE = Soort(pattern(r"[0-9]{4}"), "een gemeentecode van 4 cijfers")
BSN = Soort(pattern(r"[0-9]{9}"), "een BSN van 9 cijfers")
IDENTIFICATIE = Soort(_text(12), "een kenmerk van 1 tot en met 12 tekens")
DECLARATIENUMMER = Soort(pattern(r"[a-zA-Z0-9]{1,12}"), "een nummer van 1 tot en met 12 letters en cijfers")
REFERENTIE = Soort(_text(20), "een kenmerk van 1 tot en met 20 tekens")
PRODUCTCODE = Soort(_text(5), "een code van 1 tot en met 5 tekens")
EENHEID = Soort(one_of(MINUUT, "04", "14", "16", "82", EURO, "84"), "een eenheid uit de lijst (01, 04, 14, 16, 82, 83 of 84)")
DEBETCREDIT = Soort(one_of("D", CREDIT), "D of C")
CATEGORIEEN = {"Wmo": frozenset(_range(1, 18)), "Jeugdwet": frozenset((*_range(31, 38), *_range(40, 55)))}
CATEGORIE_UITLEG = {
    "Wmo": "een productcategorie van de Wmo (01 tot en met 18)",
    "Jeugdwet": "een productcategorie van de Jeugdwet (31 tot en met 38 of 40 tot en met 55)",
}
CATEGORIE = {wet: Soort(one_of(*codes), CATEGORIE_UITLEG[wet]) for wet, codes in CATEGORIEEN.items()}
STOPREDENEN = {
    "Wmo": frozenset(("02", *_range(19, 23), "31", *_range(36, 39))),
    "Jeugdwet": frozenset(("02", "20", *_range(31, 39))),
}
# Lists that differ per law are judged per record (care_rules.py), so here they are codes of two digits.
TEKST = Soort(str, "tekst")
TWEE_CIJFERS = Soort(pattern(r"[0-9]{2}"), "een code van 2 cijfers")
AANBIEDERREFERENTIE = Soort(_text(36), "een kenmerk van 1 tot en met 36 tekens")
TIJD = Soort(time_of_day, "een tijd als uu:mm:ss zonder tijdzone")
DATUMGEBRUIK = Soort(one_of("1", "2", "3"), "1, 2 of 3")
GESLACHT = Soort(one_of("0", "1", "2"), "0, 1 of 2")
FREQUENTIE = Soort(one_of("1", "2", "4", "6"), "1, 2, 4 of 6")
REDENWIJZIGING = Soort(one_of(*_range(1, 14)), "een reden van 01 tot en met 14")
STATUS = Soort(one_of("1", "2", "3", "9"), "1 of 3")
EEN_OF_TWEE = Soort(one_of("1", "2"), "1 of 2")
AFWIJZING = Soort(one_of(*(str(code) for code in range(1, 10))), "een reden van 1 tot en met 9")
VERWIJZER = Soort(one_of(*_range(1, 6), "08"), "een verwijzer uit de lijst (01 tot en met 06 of 08)")
VERSIE = Soort(pattern(r"(?:0|[1-9][0-9]{0,4})(?:\.(?:0|[1-9][0-9]{0,4})){2}"), "een versienummer zoals 1.0.0")
GETAL = Soort(whole_number(99), "een getal van hoogstens 2 cijfers")
BERICHTCODE = Soort(pattern(r"[0-9]{3}"), "een code van 3 cijfers")


def _codes(texts: list[str]) -> tuple[str, ...] | None:
    return tuple(texts) if all(_retourcode(text) for text in texts) else None


_retourcode = pattern(r"[0-9A-Z]{4}")
RETOURCODES = Soort(_codes, "een rij retourcodes van 4 tekens")
