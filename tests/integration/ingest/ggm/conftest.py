"""A small GGM silver layer written by hand, as a municipality would fill it: no table of koers in it.

Client 1 has a Wmo trajectory with a decision and an end; client 2 a youth trajectory that runs, through an allocation, with an end date of
9999-12-31; client 3 general support without a decision. Scores: see SCORE.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from ingest.ggm.derive import Asked, Period, derive
from ingest.ggm.model import ggm_model

SEEDS = Path(__file__).parents[4] / "dbt_project" / "seeds"
Layer = dict[str, list[dict[str, Any]]]


def silver() -> Layer:
    return {
        "CLIENT": [{"RECHTSPERSOON_ID": n, "CODE": f"C-{n}"} for n in (1, 2, 3)],
        "NATUURLIJKPERSOON": [
            {"RECHTSPERSOON_ID": 1, "BURGERSERVICENUMMER": "999900006", "DATUMGEBOORTE": date(1948, 5, 1), "GESLACHTSAANDUIDING": "V"},
            {"RECHTSPERSOON_ID": 2, "GESLACHTSAANDUIDING": "O"},
        ],
        "LEVERANCIER": [{"RECHTSPERSOON_ID": 100, "AGBCODE": "99048401"}],
        "CONTRACT": [
            {"CONTRACT_ID": 1, "INTERNCONTRACTID": "OUD", "HEEFT_RECHTSPERSOON_ID": 100, "DATUMEINDE": date(2024, 12, 31)},
            {"CONTRACT_ID": 2, "INTERNCONTRACTID": "NIEUW", "HEEFT_RECHTSPERSOON_ID": 100, "DATUMSTART": date(2025, 1, 1)},
        ],
        "VOORZIENINGSOORT": [{"VOORZIENINGSOORT_ID": 40, "PRODUCTCATEGORIECODE": "02"}],
        "VOORZIENING": [{"VOORZIENING_ID": 30, "VALT_BINNEN_VOORZIENINGSOORT_ID": 40}],
        "BESCHIKKING": [
            {"BESCHIKKING_ID": 10, "DATUMAFGIFTE": date(2025, 1, 10), "RECHTSPERSOON_ID": 1, "WET_ENUM_ID": 9},
            {"BESCHIKKING_ID": 11, "DATUMAFGIFTE": date(2025, 2, 10), "RECHTSPERSOON_ID": 2, "WET_ENUM_ID": 4},
        ],
        "TOEWIJZING": [
            {"TOEWIJZING_ID": 50, "TOEWIJZING_BESCHIKKING_ID": 11, "LEVERT_VOORZIENING_RECHTSPERSOON_ID": 100, "WET_ENUM_ID": 4}
        ],
        "BESCHIKTE_VOORZIENING": [
            {"BESCHIKTE_VOORZIENING_ID": 20, "HEEFT_VOORZIENINGEN_BESCHIKKING_ID": 10, "LEVERINGSVORM_287_ENUM_ID": 3, "WET_ENUM_ID": 9},
            {
                "BESCHIKTE_VOORZIENING_ID": 21,
                "HEEFT_VOORZIENINGEN_BESCHIKKING_ID": 10,
                "IS_VOORZIENING_VOORZIENING_ID": 30,
                "LEVERINGSVORM_287_ENUM_ID": 4,
                "WET_ENUM_ID": 9,
            },
            {"BESCHIKTE_VOORZIENING_ID": 22, "TOEGEWEZEN_PRODUCT_TOEWIJZING_ID": 50, "LEVERINGSVORM_287_ENUM_ID": 4, "WET_ENUM_ID": 4},
        ],
        "LEVERING": [
            {
                "LEVERING_ID": 1,
                "CODE": "L-1",
                "DATUMSTART": date(2025, 2, 1),
                "DATUMSTOP": date(2025, 8, 31),
                "STOPREDEN": "19 volgens plan",
                "GELEVERDE_PRESTATIE_BESCHIKKING_ID": 10,
                "PRESTATIE_VOOR_RECHTSPERSOON_ID": 1,
                "LEVERDE_PRESTATIE_RECHTSPERSOON_ID": 100,
                "VOORZIENING_VOORZIENING_ID": 30,
            },
            {
                "LEVERING_ID": 2,
                "CODE": "L-2",
                "DATUMSTART": date(2025, 3, 1),
                "DATUMSTOP": date(9999, 12, 31),
                "GELEVERDE_ZORG_TOEWIJZING_ID": 50,
            },
            {"LEVERING_ID": 3, "CODE": "L-3", "DATUMSTART": date(2024, 5, 1), "PRESTATIE_VOOR_RECHTSPERSOON_ID": 3},
        ],
        "ZELFREDZAAMHEIDMATRIX": [
            {"ZELFREDZAAMHEIDMATRIX_ID": 1, "NAAM": "ZRM 2013", "DATUMEINDEGELDIGHEID": date(2016, 12, 31)},
            {"ZELFREDZAAMHEIDMATRIX_ID": 2, "NAAM": "Zelfredzaamheid-Matrix", "DATUMSTARTGELDIGHEID": date(2017, 1, 1)},
        ],
        "LEEFGEBIED": [{"LEEFGEBIED_ID": 1, "NAAM": "Huisvesting"}, {"LEEFGEBIED_ID": 2, "NAAM": "Financiën"}],
        "SCORESOORT": [
            {"SCORESOORT_ID": 1, "NIVEAU": "1 acute problematiek"},
            {"SCORESOORT_ID": 3, "NIVEAU": "3"},
            {"SCORESOORT_ID": 99, "NIVEAU": "nvt"},
        ],
        "SCORE": [
            score(1, 1, date(2025, 1, 20), 1),  # before the trajectory, within the window of the first measurement
            score(2, 1, date(2025, 5, 1), 3),
            score(3, 1, date(2025, 9, 10), 3),  # after it, within the window of the last
            score(4, 1, date(2026, 1, 15), 3),  # long after it
            score(5, 2, date(2025, 6, 1), 99, area=2),
            score(6, 3, date(2023, 1, 1), 3),  # before anything began
        ],
    }


def score(number: int, client: int, day: date, level: int, area: int = 1) -> dict[str, Any]:
    return {
        "SCORE_ID": number,
        "DATUM": day,
        "HEEFT_CLIENT_ID": client,
        "HOOGTE_SCORE_SCORESOORT_ID": level,
        "SCORE_BIJ_LEEGGEBIED_LEEFGEBIED_ID": area,
    }


def write_duckdb(layer: Layer, path: Path, schema: str = "main") -> Path:
    with closing(duckdb.connect(str(path))) as con:
        con.begin()  # one transaction: as many as there are rows would each wait for the disk
        con.execute(f"create schema if not exists {schema}")
        for name, rows in layer.items():
            columns = ggm_model().tables[name].columns
            con.execute(f"create table {schema}.{name} ({', '.join(f'{column} {kind}' for column, kind in columns.items())})")
            for row in rows:
                con.execute(f"insert into {schema}.{name} ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values()))
        con.commit()
    return path


def frames(layer: Layer) -> dict[str, pl.DataFrame]:
    """Every table with all its columns, keys as floats: pandas writes a key column with an empty cell like that."""
    tables = {}
    for name, rows in layer.items():
        columns = ggm_model().tables[name].columns
        kinds = {column: pl.Float64 if kind == "INTEGER" else pl.Date if kind == "DATE" else pl.String for column, kind in columns.items()}
        tables[name] = pl.DataFrame([{column: row.get(column) for column in columns} for row in rows], schema_overrides=kinds, schema=kinds)
    return tables


@pytest.fixture
def layer() -> Layer:
    return silver()


@pytest.fixture
def as_duckdb(tmp_path: Path) -> Callable[..., Path]:
    return lambda layer, name="silver.duckdb", schema="main": write_duckdb(layer, tmp_path / name, schema)


@pytest.fixture
def as_files(tmp_path: Path) -> Callable[[Layer, str], list[Path]]:
    """Write a folder of Parquet or CSV files with names in small letters; returns the files."""

    def write(layer: Layer, kind: str) -> list[Path]:
        folder = tmp_path / f"als_{kind}"
        folder.mkdir()
        for name, frame in frames(layer).items():
            path = folder / f"{name.lower()}.{kind}"
            frame.write_parquet(path) if kind == "parquet" else frame.write_csv(path, separator=";")
        return sorted(folder.iterdir())

    return write


@pytest.fixture
def derived(tmp_path: Path) -> Callable[..., dict[str, list[dict[str, str | None]]]]:
    """Derive, and read back: rows per file name."""
    numbers = iter(range(100))

    @contextmanager
    def scratch() -> Iterator[Path]:
        folder = tmp_path / f"scratch{next(numbers)}"
        folder.mkdir()
        yield folder

    def run(files: list[Path], gemeente: str | None = "0484", period: Period | None = None) -> dict[str, list[dict[str, str | None]]]:
        with scratch() as folder:
            derivation = derive(files, folder, SEEDS, Asked(gemeente, period, date(2026, 11, 22)), lambda done, total: None)
            assert {file.path.name: file.rows for file in derivation.files} == {
                path.name: pl.read_csv(path, separator=";", infer_schema_length=0).height for path in folder.glob("*.csv")
            }
            return {
                file.path.name: pl.read_csv(file.path, separator=";", infer_schema_length=0).to_dicts() for file in derivation.files
            } | ({"buiten": [derivation.outside]} if derivation.outside else {})

    return run
