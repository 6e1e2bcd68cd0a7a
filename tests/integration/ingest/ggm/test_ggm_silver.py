from contextlib import closing

import duckdb
import pytest

from ingest.ggm.silver import opened, table_files
from ingest.refusal import Refusal


def rows(files, scratch, sql):
    with opened(files, scratch) as con:
        return con.execute(sql).fetchall()


def test_the_same_layer_reads_alike_from_duckdb_parquet_and_csv(layer, as_duckdb, as_files, tmp_path):
    sql = "select * from LEVERING order by all"
    from_duckdb = rows([as_duckdb(layer)], tmp_path, sql)
    assert len(from_duckdb) == 3
    assert from_duckdb[0][:5] == ("1", "L-1", "2025-02-01", "2025-08-31", "19 volgens plan")
    assert rows(as_files(layer, "parquet"), tmp_path, sql) == from_duckdb
    assert rows(as_files(layer, "csv"), tmp_path, sql) == from_duckdb


def test_an_end_in_9999_is_no_end(layer, as_duckdb, tmp_path):
    assert rows([as_duckdb(layer)], tmp_path, "select DATUMSTOP from LEVERING where LEVERING_ID = '2'") == [(None,)]


def test_tables_may_lie_in_a_schema_and_be_spelt_in_small_letters(layer, as_duckdb, tmp_path):
    path = as_duckdb({name.lower().upper(): found for name, found in layer.items()}, "b.duckdb", "zilver")
    with closing(duckdb.connect(str(path))) as con:
        con.execute("alter table zilver.CLIENT rename to client; alter table zilver.client rename CODE to code")
    assert rows([path], tmp_path, "select count(*), max(CODE) from CLIENT") == [(3, "C-3")]


def test_the_key_of_another_diagram_is_read_too(layer, as_duckdb, tmp_path):
    path = as_duckdb(layer)
    with closing(duckdb.connect(str(path))) as con:
        con.execute("alter table CLIENT rename RECHTSPERSOON_ID to CLIENT_ID")
    assert rows([path], tmp_path, "select RECHTSPERSOON_ID from CLIENT order by 1") == [("1",), ("2",), ("3",)]


@pytest.mark.parametrize("name", ["CLIENT", "LEVERING", "SCORE", "LEEFGEBIED"])
def test_a_missing_table_is_named(layer, as_duckdb, tmp_path, name):
    del layer[name]
    with pytest.raises(Refusal, match=f"Tabel {name} ontbreekt in deze GGM-laag"):
        rows([as_duckdb(layer)], tmp_path, "select 1")


def test_all_missing_tables_are_named_at_once(layer, as_duckdb, tmp_path):
    with pytest.raises(Refusal, match="De tabellen LEVERING, SCORE ontbreken"):
        rows([as_duckdb({name: found for name, found in layer.items() if name not in ("LEVERING", "SCORE")})], tmp_path, "select 1")


def test_an_optional_table_may_be_absent_and_an_enumeration_is_then_that_of_the_ggm(layer, as_duckdb, tmp_path):
    del layer["CONTRACT"]
    with opened([as_duckdb(layer)], tmp_path) as con:
        assert con.execute("select count(*) from CONTRACT").fetchall() == [(0,)]
        assert con.execute("select VALUE from WET_ENUM where WET_ENUM_ID = '9'").fetchall() == [("WMO",)]


@pytest.mark.parametrize(
    ("table", "column", "told"),
    [("LEVERING", "STOPREDEN", "Kolom STOPREDEN ontbreekt in tabel LEVERING"), ("CLIENT", "RECHTSPERSOON_ID", "of CLIENT_ID of")],
)
def test_a_missing_column_is_named(layer, as_duckdb, tmp_path, table, column, told):
    path = as_duckdb(layer)
    with closing(duckdb.connect(str(path))) as con:
        con.execute(f"alter table {table} rename {column} to IETS_ANDERS")
    with pytest.raises(Refusal, match=told):
        rows([path], tmp_path, "select 1")


@pytest.mark.parametrize("second", [{"RECHTSPERSOON_ID": 1, "CODE": "C-1"}, {"CODE": "C-9"}])
def test_a_double_or_empty_key_is_refused(layer, as_duckdb, tmp_path, second):
    layer["CLIENT"].append(second)
    with pytest.raises(Refusal, match="Tabel CLIENT heeft rijen met een lege of dubbele RECHTSPERSOON_ID"):
        rows([as_duckdb(layer)], tmp_path, "select 1")


def test_a_table_in_two_schemas_is_refused(layer, as_duckdb, tmp_path):
    path = as_duckdb(layer)
    with closing(duckdb.connect(str(path))) as con:
        con.execute("create schema oud; create table oud.CLIENT as from CLIENT")
    with pytest.raises(Refusal, match="Tabel CLIENT staat twee keer in het bestand"):
        rows([path], tmp_path, "select 1")


def test_a_view_may_read_its_own_layer_and_nothing_else(layer, as_duckdb, tmp_path):
    path, elsewhere = as_duckdb(layer), tmp_path.parent / f"{tmp_path.name}_elders.csv"
    elsewhere.write_text("RECHTSPERSOON_ID,CODE\n7,GEHEIM\n")
    with closing(duckdb.connect(str(path))) as con:
        con.execute("alter table CLIENT rename to bron; create view CLIENT as from bron")
    assert rows([path], tmp_path, "select count(*) from CLIENT") == [(3,)]
    with closing(duckdb.connect(str(path))) as con:
        con.execute(f"create or replace view CLIENT as select * from read_csv('{elsewhere}')")
    with pytest.raises(Refusal, match="CLIENT kan niet worden gelezen") as refused:
        rows([path], tmp_path, "select 1")
    assert "elders" not in refused.value.sentence


def test_a_file_that_is_no_database_is_refused_without_its_content(tmp_path):
    path = tmp_path / "x.duckdb"
    path.write_text("999900006 Jansen")
    with pytest.raises(Refusal, match=r"x\.duckdb kan niet worden gelezen") as refused:
        rows([path], tmp_path, "select 1")
    assert "Jansen" not in refused.value.sentence


def test_a_folder_holds_each_table_once_and_at_least_one(layer, as_files, tmp_path):
    folder = as_files(layer, "csv")[0].parent
    assert table_files(folder)["CLIENT"].name == "client.csv"
    (folder / "CLIENT.parquet").write_bytes(b"")
    with pytest.raises(Refusal, match=r"Tabel CLIENT staat twee keer in de map \(CLIENT\.parquet en client\.csv\)"):
        table_files(folder)
    (tmp_path / "leeg").mkdir()
    with pytest.raises(Refusal, match="geen bestand met de naam van een GGM-tabel"):
        table_files(tmp_path / "leeg")


def test_a_date_may_carry_a_time_or_be_dutch_and_what_is_no_date_stays_for_the_door(layer, as_files, tmp_path):
    files = as_files(layer, "csv")
    path = next(file for file in files if file.name == "levering.csv")
    text = path.read_text().replace("2025-02-01", "2025-02-01 00:00:00").replace("2025-03-01", "01-03-2025").replace("2024-05-01", "in mei")
    path.write_text(text)
    assert rows(files, tmp_path, "select DATUMSTART from LEVERING order by LEVERING_ID") == [("2025-02-01",), ("2025-03-01",), ("in mei",)]
