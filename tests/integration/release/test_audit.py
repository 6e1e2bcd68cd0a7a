from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration.accept import Acceptance
from orchestration.audit import Limits, Totals, audit, blocking, compare, expected_deliveries
from orchestration.expected import missing

SANNE = {"reason": "afgesproken", "by": "Sanne", "at": datetime(2026, 11, 21, tzinfo=UTC)}
POSTEN = [("d1", "geleverd", 10, 1000), ("d1", "quarantaine", 1, 100), ("d1", "geteld", 9, 900)]


LIMITS = Limits(5, 20, 92)


def database(path: Path, posten=POSTEN, delivered=(10, 1000), budget=(5000, 4000), limits=LIMITS) -> Path:
    with closing(duckdb.connect(str(path))) as con:
        con.execute("create schema meta; create schema marts; create schema seeds")
        con.execute("create table seeds.parameter(parameter text, waarde decimal(18, 6), geldig_vanaf date, geldig_tot date)")
        rows = [(name, value, "1900-01-01", "2025-12-31") for name, value in [*limits._asdict().items(), ("z", 1)]]
        con.executemany("insert into seeds.parameter values (?, ?, ?, ?)", [*rows, *((n, v, "2025-12-31", None) for n, v, _, _ in rows)])
        con.execute("update seeds.parameter set waarde = 99 where geldig_tot is not null")  # what was valid before does not count
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
    assert [f.severity for f in compare(before, after, LIMITS)] == severities


def test_totals_are_told_in_euros_or_numbers():
    sentences = [
        f.sentence for f in compare(Totals({}, {"m.b_cent": 100000, "m.paren_n": 10}), Totals({}, {"m.b_cent": 10, "m.paren_n": 2}), LIMITS)
    ]
    assert sentences == ["Het totaal van m.b_cent gaat van € 1.000,00 naar € 0,10.", "Het totaal van m.paren_n gaat van 10 naar 2."]


def test_the_limits_are_those_of_the_seed_on_the_reference_date(tmp_path):
    before = database(tmp_path / "voor.duckdb", budget=[100] * 100)
    assert audit(database(tmp_path / "na.duckdb", budget=[110] * 94, limits=LIMITS._replace(audit_rijen_verlies_max_pct=6)), before) != []
    assert blocking(audit(tmp_path / "na.duckdb", before)) == []
    with closing(duckdb.connect(str(tmp_path / "na.duckdb"))) as con:
        con.execute("delete from seeds.parameter where parameter = 'levering_respijt_dagen'")
    with pytest.raises(ValueError, match="levering_respijt_dagen"):
        audit(tmp_path / "na.duckdb", before)


def test_a_missing_delivery_in_a_regular_series_is_a_warning():
    came = [("zrm", "0484", p, "geaccepteerd") for p in ("2023H1", "2023H2", "2024H2")]
    (finding,) = expected_deliveries(came, date(2025, 9, 30), {})
    assert finding.severity == "waarschuwing"
    assert "zrm van leverancier 0484 ontbreekt 2024H1, 2025H1." in finding.sentence


def test_a_supplier_has_its_time_of_grace(tmp_path):
    path = database(tmp_path / "koers.duckdb")
    with closing(duckdb.connect(str(path))) as con:
        con.executemany(
            "insert into meta.delivery values (?, 'pgb', '0484', ?, 'geaccepteerd', 0, 0)", [["d2", "2024H2"], ["d3", "2025H1"]]
        )
        con.execute("update meta.run set peildatum = date '2026-04-02'")  # 92 days after 31 December
    assert audit(path, None, rhythms={"pgb": "half_yearly"})[1:] == []
    with closing(duckdb.connect(str(path))) as con:
        con.execute("update meta.run set peildatum = date '2026-04-03'")
    (finding,) = [f for f in audit(path, None, rhythms={"pgb": "half_yearly"}) if f.rule == "verwachte_leveringen"]
    assert "ontbreekt 2025H2" in finding.sentence


@pytest.mark.parametrize("rhythm", ["any", "half_yearly"])
@pytest.mark.parametrize(
    "came",
    [
        ["2023H1"],  # one delivery is no series
        ["2024", "2025H1", "2025H2"],  # from years to halves
        ["2024", "2025H2", "2025H1"],
        ["2025H1", "2025H2", "2026Q1"],
        ["2025H1", "2025H2"],  # complete
    ],
)
def test_nothing_is_missing_from_a_complete_series(came: list[str], rhythm: str):
    assert missing(rhythm, set(came), date(2026, 3, 1)) == []


@pytest.mark.parametrize(
    ("rhythm", "came", "absent"),
    [
        ("once", ["2024", "2025"], []),
        ("any", ["2022", "2025"], []),  # a list that comes when it changes
        ("yearly", ["2022", "2025"], ["2023", "2024", "2026"]),
        ("any", ["2024", "2025"], ["2026"]),
        ("half_yearly", ["2025H1", "2025H2", "2026H1", "2026Q3"], ["2026Q4"]),  # the last one came as a quarter
        ("half_yearly", ["2025H1", "2026Q2"], ["2025H2", "2026Q1", "2026H2"]),
        ("half_yearly", ["2025Q2", "2025H2", "2026"], []),  # begun half-way: what was before is not asked for
        ("quarterly", ["2025", "2026H1", "2026Q3", "2026M10"], ["2026M11", "2026M12"]),
        ("monthly", ["2026Q1", "2026M05", "2026H2"], ["2026M04", "2026M06", "2027M01", "2027M02"]),
    ],
)
def test_what_is_missing_follows_from_the_rhythm_of_the_contract(rhythm: str, came: list[str], absent: list[str]):
    assert missing(rhythm, set(came), date(2027, 3, 1)) == absent


def test_messages_come_when_they_come_and_a_refused_delivery_did_not_come():
    assert expected_deliveries([("berichten", "0484", p, "geaccepteerd") for p in ("2023M01", "2023M03")], date(2026, 3, 1), {}) == []
    assert expected_deliveries([("zrm", "0484", p, "geweigerd") for p in ("2023H1", "2024H2")], date(2026, 3, 1), {}) == []
    came = [("zrm", "0484", "2023H1", "geaccepteerd"), ("zrm", "0484", "2023H2", "vervangen"), ("zrm", "0484", "2024H1", "geweigerd")]
    (finding,) = expected_deliveries(came, date(2024, 9, 30), {"zrm": "half_yearly"})
    assert "ontbreekt 2024H1." in finding.sentence
