"""A GGM silver layer opened: the tables that koers reads, as text, in a DuckDB in memory.

What belongs here: finding tables and columns whatever their capitals, their schema or their file, and saying which one is missing. Not
here: what they mean (derive.py, sql/), keeping the original (keep.py). Nothing but the given files is opened: views that try are refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import duckdb

from ingest.ggm.model import ggm_model
from ingest.refusal import Refusal
from ingest.strict_yaml import read_strict

READS = Path(__file__).parent / "reads.yml"
FORMATS = ("parquet", "csv")
# Text in, text out: a key that was once a float loses its `.0`, a date its time; what is no date stays, so that the door can say so.
_TEXT = "nullif(trim(cast({0} as varchar)), '')"
_KEY = "regexp_replace(nullif(trim(cast({0} as varchar)), ''), '\\.0+$', '')"
_DAY = "nullif(coalesce(cast(dag({0}) as varchar), nullif(trim(cast({0} as varchar)), '')), '9999-12-31')"  # an open end in disguise
_MACRO = """
    create macro dag(v) as coalesce(
        cast(try_cast(cast(v as varchar) as timestamp) as date), cast(try_strptime(cast(v as varchar), '%d-%m-%Y') as date)
    )
"""


class Wanted(NamedTuple):
    """One column to read: its spellings, the first being its name from here on, and whether it may be absent."""

    spellings: tuple[str, ...]
    may_be_absent: bool


@cache
def wanted_tables(path: Path = READS) -> tuple[dict[str, list[Wanted]], frozenset[str]]:
    """Per table the columns to read, key first; and the names of the tables that must be there."""
    read = read_strict(path)
    tables = {
        name: [Wanted(tuple(column.removesuffix("|-").split("|")), column.endswith("|-")) for column in columns]
        for name, columns in {**read["required"], **read["optional"]}.items()
    }
    return tables, frozenset(read["required"])


def table_files(folder: Path) -> dict[str, Path]:
    """Per table that koers reads its file in a folder, whatever its capitals. Errors: Refusal when one is there twice or none is there."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        name, kind = path.stem.upper(), path.suffix.lower().lstrip(".")
        if name not in wanted_tables()[0] or kind not in FORMATS:
            continue
        if name in found:
            raise Refusal(
                f"Tabel {name} staat twee keer in de map ({found[name].name} en {path.name}). Houd er één over.", "ggm_tabel_dubbel"
            )
        found[name] = path
    if not found:
        raise Refusal("In deze map staat geen bestand met de naam van een GGM-tabel, zoals CLIENT.parquet of CLIENT.csv.", "ggm_leeg")
    return found


@contextmanager
def opened(files: Sequence[Path], scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with every table of reads.yml under its own name, all columns text; absent optional tables are empty.

    `files` is one DuckDB file, or files named like tables. `scratch` is where DuckDB may put what does not fit in memory. Errors: Refusal
    with a sentence that names what is missing, is there twice or cannot be read.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "temp_directory": str(scratch),
    }
    con = duckdb.connect(":memory:", config=config)
    try:
        con.execute("set timezone = 'UTC'")
        con.execute(_MACRO)
        _stage_all(con, _sources(con, files))
        yield con
    finally:
        con.close()


def _sources(con: duckdb.DuckDBPyConnection, files: Sequence[Path]) -> dict[str, str]:
    """Per table what stands after `from`."""
    if len(files) == 1 and files[0].suffix.lower() not in (f".{kind}" for kind in FORMATS):
        return _attached(con, files[0])
    found = {}
    for path in files:
        name, kind = path.stem.upper(), path.suffix.lower().lstrip(".")
        reader = f"read_csv('{_quoted(path)}', all_varchar = true, header = true)" if kind == "csv" else f"read_parquet('{_quoted(path)}')"
        found[name] = reader
    return found


def _attached(con: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    with _readable(path.name):
        con.execute(f"attach '{_quoted(path)}' as silver (read_only)")
    con.execute("set enable_external_access = false")  # a view in a silver layer reads that layer and nothing else
    rows = con.execute(
        "select upper(table_name), '\"' || replace(table_schema, '\"', '\"\"') || '\".\"' || replace(table_name, '\"', '\"\"') || '\"' "
        "from information_schema.tables where table_catalog = 'silver' order by all"
    ).fetchall()
    found: dict[str, str] = {}
    for name, where in rows:
        if name not in wanted_tables()[0]:
            continue
        if name in found:
            raise Refusal(f"Tabel {name} staat twee keer in het bestand, in verschillende schema's. Houd er één over.", "ggm_tabel_dubbel")
        found[name] = f"silver.{where}"
    return found


def _stage_all(con: duckdb.DuckDBPyConnection, sources: Mapping[str, str]) -> None:
    tables, required = wanted_tables()
    missing = [name for name in tables if name in required and name not in sources]
    if missing:
        which = f"Tabel {missing[0]} ontbreekt" if len(missing) == 1 else f"De tabellen {', '.join(missing)} ontbreken"
        raise Refusal(f"{which} in deze GGM-laag. Lever alle tabellen uit docs/ggm.md; een tabel mag leeg zijn.", "ggm_tabel_ontbreekt")
    for name, columns in tables.items():
        if name in sources:
            _stage(con, name, columns, sources[name])
        else:
            _absent(con, name, columns)


def _stage(con: duckdb.DuckDBPyConnection, name: str, columns: Sequence[Wanted], source: str) -> None:
    with _readable(name):
        described = {str(row[0]).upper(): str(row[0]) for row in con.execute(f"describe from {source}").fetchall()}
    chosen = []
    for column in columns:
        here = next((described[spelling] for spelling in column.spellings if spelling in described), None)
        if here is None and not column.may_be_absent:
            which = " of ".join(column.spellings)
            raise Refusal(
                f"Kolom {which} ontbreekt in tabel {name}. Gebruik de namen van het GGM {ggm_model().version}.", "ggm_kolom_ontbreekt"
            )
        chosen.append(f"{_as_text(column.spellings[0], here)} as {column.spellings[0]}")
    with _readable(name):
        con.execute(f"create table {name} as select {', '.join(chosen)} from {source}")
    key = columns[0].spellings[0]
    twice = con.execute(f"select count(*) - count(distinct {key}) from {name}").fetchone()
    if twice and twice[0]:
        raise Refusal(
            f"Tabel {name} heeft rijen met een lege of dubbele {key}. Lever één rij per sleutel: de geldende stand.", "ggm_sleutel"
        )


def _absent(con: duckdb.DuckDBPyConnection, name: str, columns: Sequence[Wanted]) -> None:
    con.execute(f"create table {name} ({', '.join(f'{column.spellings[0]} varchar' for column in columns)})")
    for value, number in ggm_model().tables[name].values.items():  # an enumeration that is not delivered is that of the GGM
        con.execute(f"insert into {name} values (?, ?)", [number, value])


def _as_text(name: str, here: str | None) -> str:
    if here is None:
        return "cast(null as varchar)"
    quoted = '"' + here.replace('"', '""') + '"'
    return (_KEY if name.endswith(("_ID", "NUMMER")) else _DAY if "DATUM" in name else _TEXT).format(quoted)


@contextmanager
def _readable(what: str) -> Iterator[None]:
    """DuckDB's messages quote values and paths; the user needs to know what could not be read."""
    try:
        yield
    except duckdb.Error as error:
        raise Refusal(
            f"{what} kan niet worden gelezen ({type(error).__name__}). Lever een DuckDB-bestand, Parquet of CSV.", "ggm_lezen"
        ) from None


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
