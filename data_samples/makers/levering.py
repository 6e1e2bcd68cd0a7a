"""One delivery as typed rows, and how it becomes the exact bytes of a CSV or XLSX file.

What belongs here: headers of shared/design/deliveries.md, dialects, formatting. Not here: what the rows say (the other makers), iWmo and
iJw messages (bericht/), deliberate mistakes (defects.py puts plain text in a cell, which is written as it is).
"""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import xlsxwriter

HEADERS = {
    "zrm": "Gemeentecode;Clientnummer;BSN;Trajectnummer;ZRM-versie;Meetmoment;Meetdatum;Informant;Beoordelaar;Domein;Score",
    "zrmaggregaat": "Gemeentecode;Wijkcode;Contractnummer;ZRM-versie;Meetmoment;Domein;Score;Aantal",
    "rapportage": "Gemeentecode;Contractnummer;Wijkcode;Indicator;Waarde;Teller;Noemer;Toelichting",
    "trajecten": "Gemeentecode;Clientnummer;BSN;Huishoudnummer;Trajectnummer;Contractnummer;Wet;Productcategorie;Leveringsvorm;Toegang;"
    "Meldingsdatum;Besluitdatum;Beschikking;Begindatum;Einddatum;Reden beëindiging;Wijkcode;Locatie wijkcode;Geboortejaar;Geslacht;"
    "Intensiteit;Doelrichting;Doelgroep",
    "grootboek": "Boekjaar;Periode;Taakveld;Economische categorie;Lasten of baten;Contractnummer;AGB-code;Boekstuknummer;Boekdatum;"
    "Bedrag;Omschrijving",
    "begroting": "Boekjaar;Versie;Vastgesteld op;Taakveld;Lasten of baten;Contractnummer;Soort;Bedrag",
    "contracten": "Contractnummer;Naam;Wet;Uitvoeringsvariant;Ingangsdatum;Einddatum;Samenwerkingsverband;Inkoopschaal;Berichten",
    "contractbudget": "Contractnummer;Jaar;Soort;Bedrag",
    "tarieven": "Contractnummer;Productcategorie;Productcode;Eenheid;Tarief;Geldig vanaf;Geldig tot",
    "aanbieders": "AGB-code;Naam;Rol;Samenwerkingsverband;Contractnummer;Geldig vanaf;Geldig tot",
    "pgb": "BSN;Wet;Productcategorie;Maand;Toegekend;Besteed",
    "ceo": "Contractnummer;Wijkcode;Thema;Vraag;Antwoord;Aantal;Uitgezet",
    "bevolking": "Wijkcode;Wijknaam;Leeftijdsgroep;Aantal",
    "doelen": "Doelcode;Bovenliggend doel;Maatschappelijk effect;Doel;Indicator;Richting;Norm;Streefjaar;Taakvelden;Contractnummer",
    "iv3": "ID;TaakveldBalanspost;Categorie;Gemeenten;Verslagsoort;k_1ePlaatsing_1;k_2ePlaatsing_2",
    "aansluitposten": "Boekjaar;Periode;Taakveld;Contractnummer;Soort;Boekstuknummer;Bedrag;Toelichting",
    "termijnen": "Contractnummer;Jaar;Termijn;Vervaldatum;Taakveld;Bedrag",
    "ketenkosten": "Doelgroep;Jaar;Wet;Personen;Persoonsjaren thuis;Bedrag",
    "verhaal": "Doelcode;Periode;Verhaal",
    "acties": "Actienummer;Doelcode;Actie;Eigenaar;Einddatum;Status",
    "besluiten": "Besluitnummer;Doelcode;Besluit;Besluitdatum;Besloten door;Kenmerk cijfer;Uitgave;Waarde toen;Terugkijkdatum",
}
FIRST, CORRECTION, LATE, WRONG = "1_eerste_levering", "2_correctie", "3_te_laat", "4_fouten"


@dataclass(frozen=True, slots=True)
class Euro:
    """An amount in integer cents; written with two decimals in the dialect of the file."""

    cent: int


Cell = str | int | date | Decimal | Euro | None
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a supplier writes CSV. `xlsx` makes it a workbook instead; the other settings then mean nothing."""

    encoding: str = "utf-8"
    separator: str = ";"
    decimal: str = ","
    iso_dates: bool = False
    newline: str = "\r\n"
    xlsx: bool = False


DUTCH = Dialect()
DUTCH_BOM = Dialect(encoding="utf-8-sig")
WINDOWS = Dialect(encoding="cp1252")
ENGLISH = Dialect(separator=",", decimal=".", iso_dates=True, newline="\n")
TABS = Dialect(separator="\t", newline="\n")
XLSX = Dialect(xlsx=True)


@dataclass(slots=True)
class Delivery:
    """A tabular delivery before it is written. `headers` overrides the long layout (wide ZRM, a renamed header)."""

    situatie: str
    stap: str
    bron: str
    leverancier: str
    periode: str
    rows: list[Row]
    dialect: Dialect = DUTCH
    headers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.headers = self.headers or HEADERS[self.bron].split(";")

    @property
    def path(self) -> Path:
        """Where the file comes, relative to the inbox."""
        extension = "xlsx" if self.dialect.xlsx else "csv"
        return Path(self.situatie, self.stap, f"{self.bron}_{self.leverancier}_{self.periode}.{extension}")

    def content(self) -> bytes:
        """The bytes of the file; the same rows always give the same bytes."""
        return _workbook(self) if self.dialect.xlsx else _csv(self)


def _csv(delivery: Delivery) -> bytes:
    dialect = delivery.dialect
    out = io.StringIO()
    writer = csv.writer(out, delimiter=dialect.separator, lineterminator=dialect.newline)
    writer.writerow(delivery.headers)
    writer.writerows([_text(row.get(header), dialect) for header in delivery.headers] for row in delivery.rows)
    return out.getvalue().encode(dialect.encoding)


def _text(cell: Cell, dialect: Dialect) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat() if dialect.iso_dates else f"{cell:%d-%m-%Y}"
    if isinstance(cell, Euro):
        sign, cent = ("-" if cell.cent < 0 else ""), abs(cell.cent)
        return f"{sign}{cent // 100}{dialect.decimal}{cent % 100:02d}"
    if isinstance(cell, Decimal):
        return str(cell).replace(".", dialect.decimal)
    return str(cell)


def _workbook(delivery: Delivery) -> bytes:
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    book.set_properties({"title": "Synthetische voorbeelddata van koers", "created": datetime(2026, 11, 21)})
    dates, money = book.add_format({"num_format": "dd-mm-yyyy"}), book.add_format({"num_format": "0.00"})
    sheet = book.add_worksheet(delivery.bron)
    sheet.write_row(0, 0, delivery.headers)
    for number, row in enumerate(delivery.rows, start=1):
        for column, header in enumerate(delivery.headers):
            cell = row.get(header)
            if isinstance(cell, date):
                sheet.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), dates)
            elif isinstance(cell, Euro):
                sheet.write_number(number, column, cell.cent / 100, money)
            elif isinstance(cell, int | Decimal):
                sheet.write_number(number, column, float(cell))
            elif cell:
                sheet.write_string(number, column, cell)
    book.close()
    return _uncompressed(raw)


def _uncompressed(book: io.BytesIO) -> bytes:
    # Deflate gives other bytes with another zlib; stored parts give the same workbook on every machine.
    out = io.BytesIO()
    with ZipFile(book) as packed, ZipFile(out, "w", ZIP_STORED) as stored:
        for name in sorted(packed.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            stored.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), packed.read(name))
    return out.getvalue()
