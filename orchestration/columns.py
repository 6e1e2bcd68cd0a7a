"""The shape of a table that exists before dbt starts, and the columns that many of them share.

What belongs here: what a table and a column are, and how columns are written down. Not here: the tables (tables.py, care_tables.py).
"""

from typing import NamedTuple


class Column(NamedTuple):
    """One column: DuckDB type, and the Dutch description that becomes its comment."""

    name: str
    type: str
    comment: str


class Table(NamedTuple):
    """One table: `file` is the Parquet file per delivery that fills it ('' when it is filled otherwise)."""

    schema: str
    name: str
    comment: str
    columns: tuple[Column, ...]
    file: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"


def parse_columns(text: str) -> tuple[Column, ...]:
    """Columns from lines of `name | type | description`."""
    rows = (line.split("|", 2) for line in text.strip().splitlines())
    return tuple(Column(name.strip(), kind.strip(), comment.strip()) for name, kind, comment in rows)


TECHNICAL = parse_columns("""
_row_id | VARCHAR | Vaste sleutel van de rij: eerste 16 tekens van de sha256 over levering en regel.
_delivery_id | VARCHAR | De levering waar de rij uit komt.
_source_file | VARCHAR | Naam van het aangeleverde bestand.
_source_row | BIGINT | Regelnummer in het bestand zoals een mens het ziet (kop = 1); bij berichten het nummer van de prestatie.
_source_part | VARCHAR | Deel van de regel bij brede leveringen (het leefgebied), anders leeg.
""")
WET = "wet | VARCHAR | Wmo of Jeugdwet.\n"
MESSAGE_KEYS = (
    WET
    + """gemeentecode | VARCHAR | Gemeente van het bericht.
agb_code | VARCHAR | AGB-code van de aanbieder.
bericht_identificatie | VARCHAR | Identificatie uit de kop van het bericht.
"""
)
