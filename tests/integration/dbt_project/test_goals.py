"""Goals with every version of their target, what is told and done about them, and decisions that come back with the then and the now.

Peildatum 2025-12-31. Meppel (0119): D1 above D1.1 (contract K1). The target of D1.1 for 2026 was 25 in the delivery of 2024 and is 28 in
that of 2025; in 2025 one for 2027 (30) came with it. The delivery of 2025 was replaced on 2026-01-01 by one that says 29 for 2026.
"""

from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration.figures_then import figures_then
from orchestration.load import DATABASE, connect, load_figures_then
from orchestration.trace import trace

RELEASE, GONE = "2024-12-02T020003Z-1a2b3c", "2023-12-02T020003Z-1a2b3c"


def goal(code: str, norm: float | None, year: int | None, parent: str | None = "D1", contract: str | None = "K1") -> dict[str, object]:
    own = {"doelcode": code, "bovenliggend_doelcode": parent, "maatschappelijk_effect": "Meedoen", "doel": f"Doel {code}"}
    return own | {"indicator": norm and "betrouwbaar_beter", "richting": norm and "hoger", "norm": norm, "streefjaar": year,
                  "contractnummer": contract}  # fmt: skip


def decision(number: str, day: date, mark: str | None, **other: object) -> dict[str, object]:
    own = {"besluitnummer": number, "doelcode": "D1.1", "besluit": "Het contract loopt door", "besluitdatum": day, "orgaan": "college"}
    return own | {"cijfer_kenmerk": mark, **other}


@pytest.fixture(scope="module")
def landing(new_landing):
    landing = new_landing()
    top = goal("D1", None, None, None, None)
    landing.deliver("doelen", "0119", "2024", [top, goal("D1.1", 25, 2026)])
    both = [top, goal("D1.1", 28, 2026), goal("D1.1", 30, 2027), goal("L1", None, None, "L2", None), goal("L2", None, None, "L1", None)]
    landing.deliver("doelen", "0119", "2025", both, status="vervangen")
    again = {"ontvangen_op": datetime(2026, 1, 1, 2, 0)}
    landing.deliver("doelen", "0119", "2025", [top, goal("D1.1", 29, 2026), goal("D1.1", 30, 2027), *both[3:]], **again)
    deliver_story(landing)
    deliver_money(landing)
    landing.deliver("besluiten", "0119", "2025", [
        decision("B1", date(2024, 12, 15), "geld-K1-2024", uitgave_id=RELEASE, waarde_toen=1),
        decision("B2", date(2024, 12, 31), "geld-K1-2024", uitgave_id=GONE, waarde_toen=1150.5),
        decision("B3", date(2025, 3, 1), None),
        decision("B4", date(2025, 1, 1), "geld-BESTAAT-NIET-2024", terugkijkdatum=date(2025, 6, 1)),
        decision("B5", date(2025, 1, 1), "geld-K1-2024"),
    ])  # fmt: skip
    return landing


def deliver_story(landing):
    old = {"doelcode": "D1.1", "verslagperiode": "2025H1", "verhaal": "Eerste tekst"}
    landing.deliver("verhaal", "0119", "2025H1", [old])
    landing.deliver("verhaal", "0119", "2025H2", [old | {"verhaal": "Betere tekst"}])
    action = {"doelcode": "D1.1", "actie": "Meten bij elke start", "eigenaar": "contractmanager", "status": "loopt"}
    late = action | {"actienummer": "A1", "einddatum": date(2025, 12, 1)}
    landing.deliver("acties", "0119", "2025", [late, action | {"actienummer": "A2", "einddatum": date(2026, 6, 1)}])


def deliver_money(landing):
    """Spent 1,200.00 in 2024 and 1,320.00 in 2025, both closed years; today's figure of 2024 is therefore 120,000 cents."""
    own = {"contractnummer": "K1", "contract_naam": "K1", "wet": "Wmo", "uitvoeringsvariant": "taakgericht", "berichten": "geen"}
    landing.deliver("contracten", "0119", "2024", [own | {"ingangsdatum": date(2020, 1, 1), "inkoopschaal": "lokaal"}])
    for year, cents in ((2024, 10_000), (2025, 11_000)):
        line = {"boekjaar": year, "taakveld_code": "6.71b" if year == 2024 else "6.712", "categorie_code": "3.1", "lasten_baten": "lasten"}
        rows = [line | {"contractnummer": "K1", "periode": m, "bedrag_cent": cents, "boekdatum": date(year, m, 1),
                        "boekstuknummer": f"{year}-{m}"} for m in range(1, 13)]  # fmt: skip
        landing.deliver("grootboek", "0119", str(year), rows, "bedrag_cent")
        budget = {"boekjaar": year, "versie": "primitief", "vastgesteld_datum": date(year - 1, 11, 1), "lasten_baten": "lasten"}
        budget |= {"taakveld_code": line["taakveld_code"], "contractnummer": "K1", "soort": "structureel", "bedrag_cent": 125_000}
        landing.deliver("begroting", "0119", str(year), [budget], "bedrag_cent")


def old_release(folder: Path, name: str, cents: float) -> Path:
    """A release in which the expected spending of 2024 was still another amount."""
    (folder / name).mkdir(parents=True)
    with closing(duckdb.connect(str(folder / name / DATABASE))) as con:
        con.execute("create schema marts; create schema meta")
        con.execute(
            "create table marts.mart_oordeel as select 'abcdef0123456789' as cell_id, 'geld-K1-2024' as oordeel_id, ?::double as waarde, "
            "1100.0::double as laag, 1300.0::double as hoog, 11::bigint as n, 'nog_niet_te_zeggen' as oordeel_code",
            [cents],
        )
    return folder / name


@pytest.fixture(scope="module")
def query(landing, build, tmp_path_factory):
    releases = tmp_path_factory.mktemp("uitgaven")
    old_release(releases, RELEASE, 119_000)
    load_figures_then(landing.database, figures_then(landing.database, releases, None))
    return build(landing)


def test_every_version_of_a_target_stays_with_the_days_between_which_it_held(query):
    columns = "streefjaar, versie, norm, geldig_vanaf, geldig_tot, is_actueel"
    assert query(f"select {columns} from marts.mart_doel where doelcode = 'D1.1' order by 1, 2") == [
        (2026, 1, 25.0, date(2024, 1, 1), date(2025, 1, 1), False),
        (2026, 2, 28.0, date(2025, 1, 1), date(2026, 1, 1), False),
        (2026, 3, 29.0, date(2026, 1, 1), None, True),
        (2027, 1, 30.0, date(2025, 1, 1), None, True),
    ]


def test_what_is_said_again_without_a_change_is_no_new_version(query):
    assert query("select versie, regels_n, niveau from marts.mart_doel where doelcode = 'D1'") == [(1, 3, 1)]


def test_the_tree_knows_the_depth_of_a_goal_and_a_circle_has_none(query):
    found = query("select distinct doelcode, niveau from marts.mart_doel order by 1")
    assert found == [("D1", 1), ("D1.1", 2), ("L1", None), ("L2", None)]


def test_the_target_of_the_year_of_the_result_stands_beside_it(query):
    """The last whole year is 2025: of the targets for 2026 and 2027 the first one not before it counts."""
    assert query("select norm, streefjaar from marts.mart_effect_en_budget where doelcode = 'D1.1'") == [(29.0, 2026)]


def test_story_and_actions_are_as_last_delivered_and_a_late_action_is_named(query):
    assert query("select nummer, tekst from marts.mart_doel_verslag where soort = 'verhaal'") == [("2025H1", "Betere tekst")]
    assert query("select nummer, eigenaar, is_te_laat from marts.mart_doel_verslag where soort = 'actie' order by 1") == [
        ("A1", "contractmanager", True),
        ("A2", "contractmanager", False),
    ]


def test_a_decision_comes_back_a_year_later_unless_it_names_its_own_day(query):
    assert query("select besluitnummer, terugkijkdatum, is_terug from marts.mart_besluit order by 1") == [
        ("B1", date(2025, 12, 15), True),
        ("B2", date(2025, 12, 31), True),
        ("B3", date(2026, 3, 1), False),
        ("B4", date(2025, 6, 1), True),
        ("B5", date(2026, 1, 1), False),
    ]


def test_the_then_comes_from_the_release_of_then_and_else_from_the_decision_itself(query):
    """B1: 119,000 cents in that release, not the 100 of the decision. B2: that release is gone: 1,150.50 euro as delivered. B5: neither."""
    assert query("select besluitnummer, toen_bron, toen_jaar, toen_cent, toen_oordeel_code from marts.mart_besluit order by 1") == [
        ("B1", "uitgave", 2024, 119_000, "nog_niet_te_zeggen"),
        ("B2", "meegegeven", 2024, 115_050, None),
        ("B3", "onbekend", None, None, None),
        ("B4", "onbekend", None, None, None),
        ("B5", "onbekend", 2024, None, None),
    ]


def test_the_now_is_the_latest_year_and_the_same_figure_as_calculated_today_stands_beside_it(query):
    columns = "besluitnummer, nu_jaar, nu_cent, zelfde_cent, reden_code"
    assert query(f"select {columns} from marts.mart_besluit order by 1") == [
        ("B1", 2025, 132_000, 120_000, None),
        ("B2", 2025, 132_000, 120_000, None),
        ("B3", None, None, None, "geen_cijfer"),
        ("B4", None, None, None, "cijfer_onbekend"),
        ("B5", 2025, 132_000, 120_000, None),
    ]


def test_a_decision_is_traced_to_its_own_line_and_to_the_ledger_behind_the_now(query, landing):
    ((cell,),) = query("select cell_id from marts.mart_besluit where besluitnummer = 'B1'")
    found = trace(landing.database, "mart_besluit", cell, limit=200)
    tables = {part.table for part in found.parts}
    assert {"int_besluit__bijdragen", "int_budget_jaar__bijdragen"} <= tables
    assert any(row.delivery_id.startswith("besluiten") and row.row == 2 for row in found.sources)
    assert any(row.delivery_id.startswith("grootboek__2025") for row in found.sources)


def test_what_a_release_remembers_survives_that_release(landing, tmp_path):
    releases = tmp_path / "releases"
    old_release(releases, RELEASE, 119_000)
    first = figures_then(landing.database, releases, None)
    assert [(row["uitgave_id"], row["kenmerk"], row["waarde"]) for row in first] == [(RELEASE, "geld-K1-2024", 119_000.0)]
    current = old_release(tmp_path, "current", 0)
    assert figures_then(landing.database, tmp_path / "empty", current) == []  # a release of before koers remembered
    load_figures_then(current / DATABASE, first)
    assert figures_then(landing.database, tmp_path / "empty", current) == first
    with closing(connect(current / DATABASE)) as con:
        con.execute("update meta.oordeel_toen set waarde = 7")
    assert figures_then(landing.database, releases, current) == first  # the release itself goes before what was remembered of it


def test_every_row_about_goals_is_counted_or_set_apart(query):
    bron = "bron in ('verhaal', 'acties', 'besluiten')"
    posts = query(f"select bron, post, sum(rijen_n) from marts.mart_aansluiting where {bron} group by all order by all")
    assert posts == [
        ("acties", "geleverd", 2), ("acties", "geteld", 2), ("besluiten", "geleverd", 5), ("besluiten", "geteld", 5),
        ("verhaal", "geleverd", 2), ("verhaal", "geteld", 1), ("verhaal", "uitgesloten:dubbel", 1),
    ]  # fmt: skip
