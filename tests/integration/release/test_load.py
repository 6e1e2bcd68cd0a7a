import hashlib
from contextlib import closing
from datetime import UTC, date, datetime

import polars as pl

from orchestration.accept import acceptances
from orchestration.load import DATABASE, connect, load_deliveries, load_landing, load_quarantine, load_run, memory_limit
from orchestration.tables import MESSAGE_TABLES, contract_table, landing_tables

ROW = {"code": "01", "bedrag_cent": 1250, "dag": date(2025, 1, 31), "score": None, "score_reden": "onbekend"}


def query(database, sql):
    with closing(connect(database, read_only=True)) as con:
        return con.execute(sql).fetchall()


def test_rows_land_typed_with_a_row_id_an_auditor_can_recompute(contract, deliver, tmp_path):
    outcome = deliver(rows=[{"_source_row": 2, **ROW}, {"_source_row": 3, "_source_part": "Financiën", **ROW, "score": 4}])
    database = tmp_path / DATABASE
    assert load_landing(database, contract_table(contract), [outcome], {}) == 2
    rows = query(
        database, "select _row_id, _delivery_id, _source_file, _source_row, code, bedrag_cent, dag, score, score_reden from landing.proef"
    )
    ids = [hashlib.sha256(f"{outcome.delivery_id}|{key}".encode()).hexdigest()[:16] for key in ("2", "3#Financiën")]
    assert [row[0] for row in rows] == ids
    assert rows[0][1:] == (outcome.delivery_id, "proef_0484_2025H1.csv", 2, "01", 1250, date(2025, 1, 31), None, "onbekend")


def test_rows_of_superseded_deliveries_land_and_those_of_refused_ones_do_not(contract, deliver, tmp_path):
    row = {"_source_row": 2, **ROW}
    first, second = deliver(rows=[row]), deliver(rows=[row])
    refused = deliver(rows=[row], status="geweigerd", reden="Te veel.", door_drempel=True)
    table, every = contract_table(contract), [first, second, refused]
    assert load_landing(tmp_path / "a.duckdb", table, every, {}) == 2
    accepted = {a.delivery_id: a for a in acceptances([refused.delivery_id], "akkoord", "Sanne")}
    assert load_landing(tmp_path / "b.duckdb", table, every, accepted) == 3


def test_the_order_of_arrival_does_not_change_a_table(contract, deliver, tmp_path):
    one, two = (
        deliver(rows=[{"_source_row": 3, **ROW}, {"_source_row": 2, **ROW}]),
        deliver(periode="2024H1", rows=[{"_source_row": 2, **ROW}]),
    )
    table = contract_table(contract)
    load_landing(tmp_path / "a.duckdb", table, [one, two], {})
    load_landing(tmp_path / "b.duckdb", table, [two, one], {})
    assert query(tmp_path / "a.duckdb", "from landing.proef") == query(tmp_path / "b.duckdb", "from landing.proef")


def test_every_table_exists_with_comments_when_nothing_was_delivered(contract, tmp_path):
    database = tmp_path / DATABASE
    for table in landing_tables({"proef": contract}):
        assert load_landing(database, table, [], {}) == 0
    assert load_quarantine(database, []) == {"quarantine.rij": 0, "quarantine.bevinding": 0}
    load_deliveries(database, [], {}, {})
    load_run(database, {"run_id": "r"})
    silent = query(database, "select table_name, column_name from duckdb_columns() where not internal and coalesce(comment, '') = ''")
    assert silent == []
    tables = {f"{s}.{t}" for s, t in query(database, "select schema_name, table_name from duckdb_tables() where comment is not null")}
    assert tables >= {"landing.proef", "quarantine.rij", "quarantine.bevinding", "meta.delivery", "meta.run"} | {
        t.full_name for t in MESSAGE_TABLES
    }


def test_meta_delivery_tells_what_happened_to_each_delivery(deliver, tmp_path):
    first, second = deliver(), deliver()
    refused = deliver(periode="2025H2", status="geweigerd", reden="De kolom Score ontbreekt.")
    passed = deliver(periode="2024H2", status="geweigerd", reden="Te veel.", door_drempel=True)
    accepted = {a.delivery_id: a for a in acceptances([passed.delivery_id], "bekend", "Sanne", datetime(2026, 1, 1, tzinfo=UTC))}
    counts = load_deliveries(tmp_path / DATABASE, [first, second, refused, passed], accepted, {first.delivery_id: second.delivery_id})
    assert counts == {"geaccepteerd": 2, "geweigerd": 1, "vervangen": 1}
    rows = query(
        tmp_path / DATABASE,
        "select delivery_id, status, vervangen_door, reden, geaccepteerd_door, geaccepteerd_reden, gx_expectations "
        "from meta.delivery order by volgnummer",
    )
    assert rows == [
        (first.delivery_id, "vervangen", second.delivery_id, None, None, None, 3),
        (second.delivery_id, "geaccepteerd", None, None, None, None, 3),
        (refused.delivery_id, "geweigerd", None, "De kolom Score ontbreekt.", None, None, 3),
        (passed.delivery_id, "geaccepteerd", None, "Te veel.", "Sanne", "bekend", 3),
    ]


def test_quarantine_keeps_the_rows_and_findings_of_refused_deliveries_too(deliver, tmp_path):
    refused = deliver(status="geweigerd", reden="Te veel.")
    pl.DataFrame({"_source_row": [2], "_source_part": [""], "waarden": ['{"Score": "6"}'], "bedrag_cent": [None]}).write_parquet(
        refused.folder / "quarantine.parquet"
    )
    pl.DataFrame(
        {
            "_source_row": [2, None],
            "_source_part": ["", ""],
            "regel": ["bereik", "drempel"],
            "kolom": ["Score", None],
            "waarde": ["6", None],
            "zin": ["Score 6 bestaat niet.", "Te veel rijen."],
            "ernst": ["fout", "fout"],
            "aantal": [1, 1],
        }
    ).write_parquet(refused.folder / "findings.parquet")
    assert load_quarantine(tmp_path / DATABASE, [refused]) == {"quarantine.rij": 1, "quarantine.bevinding": 2}
    assert query(tmp_path / DATABASE, "select bron, _delivery_id, _source_row, bedrag_cent from quarantine.rij") == [
        ("proef", refused.delivery_id, 2, None)
    ]
    assert query(tmp_path / DATABASE, "select _source_row, zin from quarantine.bevinding order by regel") == [
        (2, "Score 6 bestaat niet."),
        (None, "Te veel rijen."),
    ]


def test_a_connection_spills_beside_its_file_beyond_its_share_of_the_machine(tmp_path, monkeypatch):
    monkeypatch.setattr("os.sysconf", {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 250_000}.get)
    assert memory_limit() == "614MB"
    with closing(connect(tmp_path / DATABASE)) as con:
        found = con.execute("select current_setting('memory_limit'), current_setting('temp_directory')").fetchone()
    assert found == ("585.5 MiB", str(tmp_path / f"{DATABASE}.tmp"))
    monkeypatch.setattr("os.sysconf", {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 8_000_000}.get)
    assert memory_limit() == "2000MB"
