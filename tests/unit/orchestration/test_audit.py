from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration.accept import Acceptance
from orchestration.audit import Totals, audit, blocking, compare, expected_deliveries

SANNE = {"reason": "afgesproken", "by": "Sanne", "at": datetime(2026, 11, 21, tzinfo=UTC)}
POSTEN = [("d1", "geleverd", 10, 1000), ("d1", "quarantaine", 1, 100), ("d1", "geteld", 9, 900)]


def database(path: Path, posten=POSTEN, delivered=(10, 1000), budget=(5000, 4000)) -> Path:
    with closing(duckdb.connect(str(path))) as con:
        con.execute("create schema meta; create schema marts")
        con.execute("create table meta.run as select date '2025-12-31' as peildatum")
        con.execute("create table meta.delivery(delivery_id text, bron text, leverancier text, periode text, status text)")
        con.execute(
            "alter table meta.delivery add column rijen_geleverd bigint; alter table meta.delivery add column bedrag_geleverd_cent bigint"
        )
        con.execute("insert into meta.delivery values ('d1', 'zrm', '0484', '2025H1', 'geaccepteerd', ?, ?)", delivered)
        con.execute("create table marts.mart_aansluiting(delivery_id text, post text, rijen_n bigint, bedrag_cent bigint)")
        con.executemany("insert into marts.mart_aansluiting values (?, ?, ?, ?)", posten)
        con.execute("create table marts.mart_budget_realisatie(begroting_actueel_cent bigint)")
        con.executemany("insert into marts.mart_budget_realisatie values (?)", [[amount] for amount in budget])
    return path


def test_a_first_release_that_closes_has_no_findings(tmp_path):
    assert audit(database(tmp_path / "koers.duckdb"), None) == []


@pytest.mark.parametrize(
    ("posten", "delivered", "words"),
    [
        ([POSTEN[0], ("d1", "geteld", 9, 1000)], (10, 1000), "1 rijen en € 0,00 zijn geleverd maar nergens geteld"),
        ([POSTEN[0], ("d1", "geteld", 10, 999)], (10, 1000), "0 rijen en € 0,01"),
        (POSTEN, (11, 123456789), "1 rijen en € 1.234.557,89 van de levering staan niet"),
        ([("d2", "geleverd", 1, 1), ("d2", "geteld", 1, 1)], (10, 1000), "10 rijen en € 10,00 van de levering staan niet"),
    ],
)
def test_one_row_or_one_cent_too_few_blocks_and_nobody_can_let_it_through(tmp_path, posten, delivered, words):
    (finding,) = audit(database(tmp_path / "koers.duckdb", posten, delivered), None)
    assert finding.severity == "blokkerend"
    assert finding.accept_id is None
    assert words in finding.sentence


def test_a_candidate_without_reconciliation_is_blocked(tmp_path):
    path = database(tmp_path / "koers.duckdb")
    with closing(duckdb.connect(str(path))) as con:
        con.execute("drop table marts.mart_aansluiting")
    assert ["mart_aansluiting ontbreekt" in f.sentence for f in blocking(audit(path, None))] == [True]


def test_a_mart_that_loses_rows_blocks_until_somebody_accepts_it_by_name(tmp_path):
    before = database(tmp_path / "voor.duckdb", budget=[100] * 100)
    after = database(tmp_path / "na.duckdb", budget=[110] * 94)
    (finding,) = audit(after, before)
    assert (finding.severity, finding.accept_id) == ("blokkerend", "audit:mart_budget_realisatie")
    assert finding.sentence == "mart_budget_realisatie heeft 94 rijen; in de huidige uitgave zijn dat er 100."
    (accepted,) = audit(after, before, [Acceptance(delivery_id="audit:mart_budget_realisatie", **SANNE)])
    assert accepted.severity == "doorgelaten"
    assert "Sanne: afgesproken" in accepted.sentence
    assert blocking([accepted]) == []


@pytest.mark.parametrize(
    ("before", "after", "severities"),
    [
        (Totals({"a": 100}, {}), Totals({"a": 95}, {}), ["waarschuwing"]),
        (Totals({"a": 100}, {}), Totals({"a": 94}, {}), ["blokkerend"]),
        (Totals({"a": 100}, {}), Totals({"a": 900}, {}), []),
        (Totals({"a": 100}, {}), Totals({}, {}), ["blokkerend"]),
        (Totals({"a": 0}, {}), Totals({"a": 0}, {}), []),
        (Totals({}, {"m.b_cent": 1000}), Totals({}, {"m.b_cent": 800}), []),
        (Totals({}, {"m.b_cent": 1000}), Totals({}, {"m.b_cent": 799}), ["blokkerend"]),
        (Totals({}, {"m.b_cent": 1000}), Totals({}, {"m.b_cent": 1201}), ["waarschuwing"]),
        (Totals({}, {"m.b_cent": -1000}), Totals({}, {"m.b_cent": -1201}), ["waarschuwing"]),
        (Totals({}, {"m.b_cent": -1000}), Totals({}, {"m.b_cent": -700}), ["blokkerend"]),
        (Totals({}, {"m.b_cent": 0}), Totals({}, {"m.b_cent": 700}), []),
    ],
)
def test_shrinking_beyond_the_limit_blocks_and_growing_only_warns(before, after, severities):
    assert [f.severity for f in compare(before, after)] == severities


def test_totals_are_told_in_euros_or_numbers():
    sentences = [
        f.sentence for f in compare(Totals({}, {"m.b_cent": 100000, "m.paren_n": 10}), Totals({}, {"m.b_cent": 10, "m.paren_n": 2}))
    ]
    assert sentences == ["Het totaal van m.b_cent gaat van € 1.000,00 naar € 0,10.", "Het totaal van m.paren_n gaat van 10 naar 2."]


def test_a_missing_delivery_in_a_regular_series_is_a_warning():
    came = [("zrm", "0484", p, "geaccepteerd") for p in ("2023H1", "2023H2", "2024H2")]
    (finding,) = expected_deliveries(came, date(2025, 12, 31))
    assert finding.severity == "waarschuwing"
    assert "zrm van leverancier 0484 ontbreekt 2024H1, 2025H1." in finding.sentence


@pytest.mark.parametrize(
    "came",
    [
        [("zrm", "0484", "2023H1", "geaccepteerd")],  # one delivery is no series
        [("contracten", "0484", p, "geaccepteerd") for p in ("2022", "2025")],  # a list that comes when it changes
        [("zrm", "0484", p, "geaccepteerd") for p in ("2023", "2024", "2025H1", "2025H2")],  # from years to halves
        [("zrm", "0484", p, "geaccepteerd") for p in ("2025H1", "2025H2", "2026Q1")],
        [("zrm", "0484", p, "geaccepteerd") for p in ("2025H1", "2025H2")],  # complete
        [("berichten", "0484", p, "geaccepteerd") for p in ("2023M01", "2023M03")],  # messages come when they come
        [("zrm", "0484", p, "geweigerd") for p in ("2023H1", "2024H2")],
    ],
)
def test_nothing_is_expected_without_a_regular_series(came):
    assert expected_deliveries(came, date(2026, 3, 1)) == []


def test_a_refused_delivery_does_not_count_as_present():
    came = [("zrm", "0484", "2023H1", "geaccepteerd"), ("zrm", "0484", "2023H2", "vervangen"), ("zrm", "0484", "2024H1", "geweigerd")]
    (finding,) = expected_deliveries(came, date(2024, 12, 31))
    assert "ontbreekt 2024H1." in finding.sentence
