"""From a figure to its rows when the contributions are a view: by the keys of the figure where that is sure, else by its mark."""

import hashlib
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from orchestration.trace import Place, _contributions, trace

KEYS = ("0119", date(2025, 3, 1))


def mark(mart: str, *keys: object) -> str:
    return hashlib.sha256("|".join([mart, *map(str, keys)]).encode()).hexdigest()[:16]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """One figure of seven over two rows in file f.xml; its contributions are made by each test."""
    path = tmp_path / "koers.duckdb"
    with closing(duckdb.connect(str(path))) as con:
        con.execute("create schema marts; create schema intermediate; create schema landing")
        con.execute(
            f"create table marts.mart_proef as select '{mark('mart_proef', *KEYS)}' as cell_id, '0119' as gemeentecode, 'Meppel' as naam, "
            "date '2025-03-01' as maand, 7 as regels_n"
        )
        con.execute(
            "create table landing.bericht as select 'r' || n as _row_id, 'f.xml' as _source_file, n as _source_row, '' as _source_part, "
            "'d1' as _delivery_id from range(1, 4) t(n)"
        )
    return path


def contribute(database: Path, rows: str, columns: str, name: str = "int_proef__bijdragen") -> None:
    with closing(duckdb.connect(str(database))) as con:
        con.execute(f"create view intermediate.{name} as select * from (values {rows}) t({columns})")


def found(database: Path) -> tuple[list[tuple[str, int]], list[int]]:
    walked = trace(database, "mart_proef", mark("mart_proef", *KEYS))
    return [(part.measure, part.total) for part in walked.parts], [source.row for source in walked.sources]


def places(database: Path) -> list[Place]:
    with closing(duckdb.connect(str(database), read_only=True)) as con:
        tables = {"int_proef__bijdragen": ["gemeentecode", "maand", "cell_id", "measure", "contribution", "_row_ids"]}
        row = {"cell_id": mark("mart_proef", *KEYS), "gemeentecode": "0119", "naam": "Meppel", "maand": KEYS[1], "regels_n": 7}
        return [place for place, _ in _contributions(con, tables, [("mart_proef", row)])]


CELL = f"'{mark('mart_proef', *KEYS)}'"
OTHER = f"'{mark('mart_proef', '0119', date(2025, 4, 1))}'"


def test_a_figure_whose_keys_stand_in_its_contributions_is_found_by_them(database: Path) -> None:
    rows = f"('0119', date '2025-03-01', {CELL}, 'regels_n', 4, ['r1']), ('0119', date '2025-03-01', {CELL}, 'regels_n', 3, ['r2']), "
    contribute(
        database,
        rows + f"('0119', date '2025-04-01', {OTHER}, 'regels_n', 9, ['r3'])",
        "gemeentecode, maand, cell_id, measure, contribution, _row_ids",
    )
    assert found(database) == ([("regels_n", 7)], [1, 2])
    assert [place.keys for place in places(database)] == [{"gemeentecode": "0119", "maand": date(2025, 3, 1)}]


def test_a_column_that_only_shares_its_name_with_a_key_loses_no_rows(database: Path) -> None:
    rows = f"('0119', date '2025-03-01', {CELL}, 'regels_n', 4, ['r1']), ('0622', date '2025-03-01', {CELL}, 'regels_n', 3, ['r2'])"
    contribute(database, rows, "gemeentecode, maand, cell_id, measure, contribution, _row_ids")
    assert found(database) == ([("regels_n", 7)], [1, 2])
    assert [place.keys for place in places(database)] == [{}]


def test_contributions_that_lack_a_key_are_found_by_the_mark(database: Path) -> None:
    rows = f"('0119', {CELL}, 'regels_n', 4, ['r1']), ('0119', {CELL}, 'regels_n', 3, ['r2']), ('0119', {OTHER}, 'regels_n', 9, ['r3'])"
    contribute(database, rows, "gemeentecode, cell_id, measure, contribution, _row_ids")
    assert found(database) == ([("regels_n", 7)], [1, 2])


def test_a_table_that_serves_two_marts_is_read_by_each_of_its_marks(database: Path) -> None:
    rows = f"('0119', date '2025-03-01', 'x', {CELL}, 'regels_n', 7, ['r1', 'r2'])"
    contribute(database, rows, "gemeentecode, maand, cell_id, cell_id_proef, measure, contribution, _row_ids")
    assert found(database) == ([("regels_n", 7)], [1, 2])


def test_a_key_that_a_table_has_under_two_names_is_not_used(database: Path) -> None:
    counted = f"('0119', '0119', date '2025-03-01', {CELL}, 'regels_n', 7, ['r1']), "
    rows = counted + f"('0622', '0119', date '2025-03-01', {CELL}, 'anders_n', 1, ['r3'])"
    contribute(database, rows, "gemeentecode, contract_gemeentecode, maand, cell_id, measure, contribution, _row_ids")
    assert found(database) == ([("anders_n", 1), ("regels_n", 7)], [3, 1])
