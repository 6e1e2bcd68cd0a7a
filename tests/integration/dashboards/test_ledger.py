"""Every printed number has a ledger row, and the query beside it gives that number again."""

import re
from pathlib import Path

import duckdb
import pytest


def ledgers(pages: list) -> dict[str, dict]:
    """{language/page#id: {value, text, column, sql}} of every ledger row."""
    found: dict[str, dict] = {}
    for page in pages:
        if not page.path.name.startswith("controle"):
            continue
        for table in (e for e in page.all("table") if e.attrs.get("class") == "ledger"):
            for group in (e for e in table.children if e.tag == "tbody"):
                sql = next(e for e in page.all("code") if group in e.parents).text
                for line in group.children[1:]:
                    cells = [e for e in line.children if e.tag == "td"]
                    value = cells[1].children[0]
                    key = f"{page.path.parent.name}/{page.path.name}#{line.attrs['id']}"
                    found[key] = {
                        "value": value.attrs["value"],
                        "text": value.text,
                        "column": cells[0].text,
                        "sql": sql,
                        "n": cells[3].text,
                        "band": cells[2].text,
                    }
    return found


@pytest.fixture(scope="module")
def ledger(pages: list) -> dict[str, dict]:
    return ledgers(pages)


def test_the_ledger_is_not_empty(ledger: dict):
    assert len(ledger) > 1000


def test_every_printed_number_links_to_a_ledger_row_with_the_same_value(pages: list, ledger: dict):
    seen = 0
    for page in pages:
        for data in page.all("data"):
            if data.inside("table") and any(p.attrs.get("class") == "ledger" for p in data.parents):
                continue
            link = data.parents[-1]
            row = ledger.get(f"{page.path.parent.name}/{link.attrs['href']}")
            assert row, f"{page.path}: {link.attrs['href']} has no ledger row"
            if "id" in data.attrs:
                assert link.attrs["href"].endswith("#" + data.attrs["id"])
                assert data.attrs["value"] == row["value"], page.path
            seen += 1
    assert seen > 1500


def test_an_id_stands_on_a_page_once(pages: list):
    for page in pages:
        ids = [e.attrs["id"] for e in page.elements if "id" in e.attrs]
        assert len(ids) == len(set(ids)), page.path


@pytest.fixture(scope="module")
def answers(ledger: dict, release: Path) -> dict[str, dict]:
    """{query: its one row by column name}; one query stands beside many numbers and is run once."""
    found = {}
    with duckdb.connect(str(release), read_only=True) as con:
        for sql in {row["sql"] for row in ledger.values()}:
            cursor = con.execute(sql)
            names = [column[0] for column in cursor.description or []]
            rows = cursor.fetchall()
            assert len(rows) == 1, sql
            found[sql] = dict(zip(names, rows[0], strict=True))
    return found


def test_running_every_query_read_only_gives_every_value_again(ledger: dict, answers: dict):
    checked = 0
    for key, row in ledger.items():
        value = answers[row["sql"]][row["column"]]
        if row["value"]:
            assert abs(float(row["value"]) - float(value)) <= 1e-6, (key, row)
            checked += 1
        else:
            assert row["text"] in {"<10", "-", "te weinig", "geen meting", "geen bedrag", "too few", "not measured", "no amount"}
    assert checked > 800


def test_the_query_gives_the_bounds_of_every_interval_too(ledger: dict, answers: dict):
    checked = 0
    for key, row in ledger.items():
        if row["band"] and not key.startswith("en/"):
            numbers = [part.replace(".", "").replace(",", ".").replace("\u2212", "-") for part in row["band"].split(" – ")]
            given = {round(float(v), 2) for v in answers[row["sql"]].values() if isinstance(v, float)}
            assert {float(number) for number in numbers} <= given, (key, row)
            checked += 1
    assert checked > 150


def test_a_hidden_number_is_hidden_in_the_ledger_too(ledger: dict):
    hidden = [row for row in ledger.values() if not row["value"]]
    assert hidden
    assert all(not re.search(r"\d", row["text"].replace("<10", "")) for row in hidden)
    assert all(not re.fullmatch(r"[1-9]", row["n"]) for row in ledger.values())
