import json
import re
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from defusedxml.ElementTree import parse as parse_xml

from ingest.contract import load_contracts

SAMPLES = Path(__file__).parents[2] / "data_samples" / "inbox"
NATIONAL = Path(__file__).parents[3] / "shared" / "standards" / "messages"
PREFIXES = ("CLNT", "HSHDN", "TRJCT", "BEOORD", "VERBODEN-TEKST")
NINE_DIGITS = re.compile(r"(?<![0-9a-fA-F])[0-9]{9}(?![0-9a-fA-F])")
EXAMPLES = {field.example for contract in load_contracts().values() for field in contract.fields if field.pseudonym == "persoon"}
PERSONAL_ELEMENTS = {"Achternaam", "Emailadres", "Telefoonnummer", "Commentaar", "Postcode", "Naam"}


def bsns() -> set[str]:
    """Every test BSN in the samples and the national messages, as delivered."""
    paths = [*SAMPLES.rglob("*.csv"), *SAMPLES.rglob("*.xml"), *NATIONAL.glob("*.xml")]
    return {number.decode() for path in paths for number in re.findall(rb"(?<![0-9])9999[0-9]{5}(?![0-9])", path.read_bytes())}


def national_texts() -> set[str]:
    """Names, addresses, phone numbers and comments in the national messages, as far as they are no ordinary word."""
    texts: set[str] = set()
    for path in NATIONAL.glob("*.xml"):
        for element in parse_xml(path).iter():
            text = (element.text or "").strip()
            if element.tag.rpartition("}")[2] in PERSONAL_ELEMENTS and len(text) >= 5 and not text.islower():
                texts.add(text)
    return texts


@pytest.fixture(scope="module")
def needles() -> tuple[set[str], re.Pattern[str]]:
    numbers, texts = bsns(), national_texts()
    assert len(numbers) > 1000
    words = [*PREFIXES, *(re.escape(text) for text in texts)]
    return numbers, re.compile(rf"(?<![A-Za-z])(?:{'|'.join(words)})")  # looking back once, not once per word: ten times faster


def hits(text: str, needles: tuple[set[str], re.Pattern[str]]) -> set[str]:
    numbers, words = needles
    return (set(NINE_DIGITS.findall(text)) & numbers) | set(words.findall(text))


def test_the_search_finds_what_it_must_find(needles):
    original = next(SAMPLES.rglob("trajecten_0917_*.csv")).read_text(encoding="cp1252")
    found = hits(original, needles)
    assert any(hit.isdigit() for hit in found)
    assert {"CLNT", "TRJCT"} & found


def table_hits(con: duckdb.DuckDBPyConnection, columns: Sequence[str], source: str, needles: tuple[set[str], re.Pattern[str]]) -> set[str]:
    """As `hits` for the named columns of a table or view, which is read once: DuckDB picks out the rows with nine digits or a word."""
    _, words = needles
    row = "concat_ws(' | ', " + ", ".join(f'cast("{column}" as varchar)' for column in columns) + ")"
    spot = "(^|[^0-9a-fA-F])[0-9]{9}($|[^0-9a-fA-F])|" + words.pattern.replace("(?<![A-Za-z])", "").replace("'", "''")
    spotted = con.execute(f"select distinct t from (select {row} as t from {source}) where regexp_matches(t, '{spot}')").fetchall()
    return set[str]().union(*(hits(text, needles) for (text,) in spotted))


def test_the_search_in_tables_finds_what_it_must_find(needles):
    number = min(needles[0])
    with closing(duckdb.connect()) as con:
        con.execute("create table t as select * from (values (?), ('a CLNT1'), ('rest'), (?)) v(x)", [f"bsn {number}.", f"ab{number}"])
        assert table_hits(con, ["x"], "t", needles) == {number, "CLNT"}
        con.execute("create table l as select ['x', ?] as x, 1 as y, cast(? as bigint) as z", [number, number])
        assert table_hits(con, ["x"], "l", needles) == table_hits(con, ["y", "z"], "l", needles) == {number}
        assert table_hits(con, ["y", "y"], "l", needles) == set()


def test_no_parquet_in_landing_holds_a_person(night, needles):
    found, searched = set(), 0
    with closing(duckdb.connect()) as con:
        for source in sorted((night.var / "landing").iterdir()):
            for name in sorted({path.name for path in source.glob("*/*.parquet")}):
                reading = f"read_parquet('{source}/*/{name}', union_by_name = true)"
                columns = [column for column, kind, *_ in con.execute(f"describe from {reading}").fetchall() if kind == "VARCHAR"]
                searched += len(columns)
                found |= {(source.name, name, hit) for hit in table_hits(con, columns, reading, needles)}
    assert searched > 100
    assert found == set()


def test_no_table_of_the_release_holds_a_person(night, needles):
    """A view holds nothing but what is in tables and in its own text; reading the views too took six times as long (29 s of cpu)."""
    found, searched = set(), 0
    with closing(duckdb.connect(str(night.made / "koers.duckdb"), read_only=True)) as con:
        ((texts,),) = con.execute("select string_agg(sql, '\n') from duckdb_views()").fetchall()
        assert hits(texts, needles) == set()
        sql = "select c.schema_name, c.table_name, column_name, data_type from duckdb_columns() c join duckdb_tables() t using (table_oid)"
        columns: dict[tuple[str, str], list[str]] = {}
        for schema, table, column, kind in con.execute(sql).fetchall():
            # An amount in cents may by chance have the digits of a BSN; a contribution can be one.
            is_number = kind in ("INTEGER", "BIGINT", "HUGEINT") and "cent" not in column and column != "contribution"
            if schema not in ("information_schema", "pg_catalog") and (is_number or kind in ("VARCHAR", "VARCHAR[]", "JSON")):
                columns.setdefault((schema, table), []).append(column)
                searched += 1
        for (schema, table), named in columns.items():
            found |= {(schema, table, hit) for hit in table_hits(con, named, f'"{schema}"."{table}"', needles)}
    assert searched > 300
    assert found == set()


def test_no_page_log_report_or_other_file_holds_a_person(night, needles):
    """Everything under var but the originals, byte for byte, and the Parquet and DuckDB files that are searched as tables."""
    found, searched = set(), 0
    for path in night.var.rglob("*"):
        if path.is_file() and path.suffix not in (".parquet", ".duckdb") and not path.name.startswith("original."):
            searched += 1
            text = path.read_bytes().decode("utf-8", errors="replace")
            # The supplier guide shows how a BSN is written: the first number of the test range, from the contract, of nobody.
            shown_on_purpose = EXAMPLES if path.name == "leveranciersgids.md" else set()
            found |= {(path.relative_to(night.var).as_posix(), hit) for hit in hits(text, needles) - shown_on_purpose}
    assert searched > 500
    assert found == set()


def test_nothing_printed_holds_a_person(night, needles):
    shown = night.koers("quarantine", "--limit", "100000")
    assert len(shown.out) > 10_000
    for text in (night.finished.out, night.finished.err, shown.out, shown.err):
        assert hits(text, needles) == set()


def test_originals_are_for_this_user_only(night):
    originals = list((night.var / "landing").rglob("original.*"))
    assert originals
    assert {path.stat().st_mode & 0o777 for path in originals} == {0o600}
    assert {path.parent.stat().st_mode & 0o777 for path in originals} == {0o700}


def test_quarantined_values_of_personal_columns_are_covered(night):
    rows = night.query("select waarden from quarantine.rij where bron in ('trajecten', 'zrm', 'pgb')", night.made)
    assert rows
    for (values,) in rows:
        shown = json.loads(values)
        assert {shown[name] for name in ("BSN", "Clientnummer", "Trajectnummer") if name in shown} <= {"•••", "«leeg»", ""}
