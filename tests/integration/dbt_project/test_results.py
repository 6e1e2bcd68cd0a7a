"""From scores to shares and verdicts, on forty-odd trajectories whose outcome is counted by hand.

One contract (K1, task form, Meppel), ZRM 2017 with its 13 core domains, professional scores. Intake on the start day, end score on the end
day. Below 100 first measurements the spread is the assumption 0.60, so the threshold is 1.959964 * sqrt(2 * 0.15) * 0.60 = 0.644. A
trajectory that rises one level on all domains changed 1.0 and is reliably better; on 8 of 13 domains 8/13 = 0.615 is not.

Ended in 2025H1 (24):                                                Ended in 2024H1 (20):
  12 better (13 domains 3 -> 4)                                         4 better
   5 unchanged, one of them 8 of 13 domains up                         16 unchanged
   3 worse (13 domains 3 -> 2)
   1 without intake, 1 without end score, 1 other edition at the end
   1 died (counts nowhere)
So 2025: eligible 23, pairs 20, better 12/20 -> 38.658150-78.119347 percent (issue 4), coverage 20/23 = 86.956522,
bounds 12/23 = 52.173913 and (12 + 3)/23 = 65.217391. 2024: 4/20 = 20 percent.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from orchestration.load import connect

DOMAINS = (
    "Financiën", "Werk & Opleiding", "Tijdsbesteding", "Huisvesting", "Huiselijke relaties", "Geestelijke gezondheid",
    "Lichamelijke gezondheid", "Middelengebruik", "Basale ADL", "Instrumentele ADL", "Sociaal netwerk",
    "Maatschappelijke participatie", "Justitie",
)  # fmt: skip
OLD = ("Financiën", "Dagbesteding", "Huisvesting", "Justitie")
START, END, START_24, END_24 = date(2024, 9, 1), date(2025, 4, 30), date(2023, 9, 1), date(2024, 4, 30)
CONTRACT = {
    "contractnummer": "K1", "contract_naam": "Proef", "wet": "Wmo", "uitvoeringsvariant": "taakgericht", "ingangsdatum": date(2020, 1, 1),
    "inkoopschaal": "lokaal", "berichten": "geen",
}  # fmt: skip


def trajectory(name: str, start: date, end: date | None, reason: str | None = "19") -> dict[str, object]:
    return {
        "gemeentecode": "0119", "clientnummer_pseudo": f"client-{name}", "trajectnummer_pseudo": name, "contractnummer": "K1", "wet": "Wmo",
        "productcategorie": "02", "leveringsvorm": "zin", "begindatum": start, "einddatum": end, "reden_beeindiging_code": reason,
        "wijkcode": "WK011901", "geboortejaar": 1980,
    }  # fmt: skip


def scores(
    name: str, moment: str, day: date, values: list[int | None], domains: tuple[str, ...] = DOMAINS, edition: str = "2017"
) -> Iterator[dict]:
    for domain, value in zip(domains, values, strict=True):
        yield {
            "gemeentecode": "0119", "clientnummer_pseudo": f"client-{name}", "trajectnummer_pseudo": name, "zrm_versie": edition,
            "meetmoment": moment, "meetdatum": day, "informant": "professional", "beoordelaar_pseudo": "m1", "domein_naam": domain,
            "score": value, "score_reden": None if value else "niet_besproken",
        }  # fmt: skip


def pair(name: str, start: date, end: date, last: list[int | None]) -> Iterator[dict]:
    yield from scores(name, "intake", start, [3] * 13)
    yield from scores(name, "eind", end, last)


def measured() -> tuple[list[dict], list[dict]]:
    """Trajectories and scores of the table above."""
    outcomes = {"beter": ([4] * 13, 12), "gelijk": ([3] * 13, 4), "bijna": ([4] * 8 + [3] * 5, 1), "slechter": ([2] * 13, 3)}
    names = [(f"{kind}{i}", START, END, last) for kind, (last, number) in outcomes.items() for i in range(number)]
    names += [(f"toen{i}", START_24, END_24, [4] * 13 if i < 4 else [3] * 13) for i in range(20)]
    trajectories = [trajectory(name, start, end) for name, start, end, _ in names]
    rows = [row for name, start, end, last in names for row in pair(name, start, end, last)]
    trajectories += [trajectory(name, START, END) for name in ("zonder_intake", "zonder_eind", "editie")] + [
        trajectory("dood", START, END, "02")
    ]
    rows += scores("zonder_intake", "eind", END, [3] * 13)
    rows += scores("zonder_eind", "intake", START, [3] * 13)
    rows += [*scores("editie", "intake", START, [3] * 4, OLD, "2013"), *scores("editie", "eind", END, [3] * 13)]
    rows += pair("dood", START, END, [1] * 13)
    return trajectories, rows


@pytest.fixture(scope="module")
def landing(new_landing):
    landing = new_landing()
    trajectories, rows = measured()
    landing.deliver("contracten", "0119", "2025", [CONTRACT])
    landing.deliver("trajecten", "0119", "2025H1", trajectories)
    landing.deliver("zrm", "0119", "2025H1", rows)
    goal = {
        "maatschappelijk_effect": "Meedoen",
        "doel": "Het gaat beter",
        "indicator": "betrouwbaar_beter",
        "richting": "hoger",
        "norm": 30,
        "streefjaar": 2025,
    }
    landing.deliver(
        "doelen", "0119", "2025", [{"doelcode": "D1", "contractnummer": "K1", **goal}, {"doelcode": "D0", "contractnummer": None, **goal}]
    )
    return landing


@pytest.fixture(scope="module")
def query(landing, build):
    return build(
        landing, "mart_resultaat", "mart_resultaat_contract", "int_resultaat_contract__bijdragen", "mart_oordeel", "mart_effect_en_budget",
        "mart_meetkwaliteit", "mart_aansluiting",
    )  # fmt: skip


def test_trajectories_are_counted_as_the_table_says(query):
    columns = "in_aanmerking_n, niet_in_aanmerking_n, paren_n, zonder_intake_n, zonder_eindmeting_n, andere_versie_n, andere_informant_n"
    assert query(f"select {columns} from marts.mart_resultaat_contract where halfjaar = '2025H1'") == [(23, 1, 20, 1, 1, 1, 0)]
    classes = "betrouwbaar_beter_n, geen_verandering_n, betrouwbaar_slechter_n, stabiel_of_beter_n"
    assert query(f"select {classes} from marts.mart_resultaat_jaar where jaar = 2025") == [(12, 5, 3, 17)]


def test_the_share_comes_with_wilson_coverage_bounds_and_the_threshold_used(query):
    found = query("""select betrouwbaar_beter_laag_pct, betrouwbaar_beter_hoog_pct, dekking_pct, ondergrens_pct, bovengrens_pct, drempel
        from marts.mart_resultaat_jaar where jaar = 2025""")[0]
    assert found == pytest.approx((38.658150, 78.119347, 86.956522, 52.173913, 65.217391, 0.644110), abs=1e-6)
    assert query("select distinct drempel_bron from marts.mart_resultaat_jaar") == [("aanname",)]


def test_a_domain_counts_the_levels_of_its_pairs(query):
    # Financiën is one of the 8 domains that rose in "bijna": 13 better, 4 equal, 3 worse; 20 first scores of 3.
    columns = "in_aanmerking_n, paren_n, beter_n, gelijk_n, slechter_n, eerste_3_n, laatste_2_n, laatste_3_n, laatste_4_n, zekerheid"
    where = "halfjaar = '2025H1' and wijkcode = 'WK011901'"
    assert query(f"select {columns} from marts.mart_resultaat where domein_key = 'financien' and {where}") == [
        (23, 20, 13, 4, 3, 20, 3, 4, 13, "indicatief")
    ]
    # Instrumentele ADL did not rise in "bijna". It is no domain of the 2013 edition in which one trajectory began: 23 - 1.
    assert query(
        f"select in_aanmerking_n, beter_n, gelijk_n from marts.mart_resultaat where domein_key = 'instrumentele_adl' and {where}"
    ) == [(22, 12, 5)]


def test_a_clear_rise_on_last_year_is_a_verdict_that_can_be_recomputed_from_its_row(query):
    # 60 against 20 percent; Wilson of 4/20 is 8.065766-41.602017. Newcombe: 40 - sqrt(21.341850^2 + 21.602017^2) = 9.634.
    row = query("""select oordeel_code, waarde, vergelijking, vergelijking_jaar, n, verschil_laag, verschil_laag > 0, reden_code
        from marts.mart_oordeel where oordeel_id = 'resultaat-K1-2025'""")[0]
    assert row[:5] == ("duidelijk_beter", 60.0, 20.0, 2024, 20)
    assert row[5] == pytest.approx(9.6341, abs=1e-3) and row[6:] == (True, None)
    assert query("select oordeel_code, reden_code from marts.mart_oordeel where oordeel_id = 'resultaat-K1-2024'") == [
        ("nog_niet_te_zeggen", "geen_vergelijking")
    ]


def test_a_goal_stands_beside_its_contract_with_result_norm_and_form(query):
    columns = "jaar, resultaat_pct, paren_n, oordeel_code, norm_oordeel_code, kostenvorm, kosten_per_client_cent, uitvoeringsvariant, veld"
    assert query(f"select {columns} from marts.mart_effect_en_budget") == [
        (2025, 60.0, 20, "duidelijk_beter", "gehaald", "geweigerd", None, "taakgericht", "nog_niet_te_plaatsen")
    ]


def test_measuring_quality_follows_from_the_pairs(query):
    columns = "halfjaar, paren_n, oordeel_code, reden_code, laatste_meting_datum, score_ontbreekt_pct"
    found = query(f"select {columns} from marts.mart_meetkwaliteit order by 1")
    assert found == [("2024H1", 20, "goed", None, END_24, 0.0), ("2025H1", 20, "goed", None, END, 0.0)]


def test_each_delivered_row_is_counted_or_has_a_reason(query):
    # Counted: 40 pairs * 26 scores. Set apart: dead 26; without partner 13 + 13 + 4 + 13 = 43.
    posts = dict(query("select post, rijen_n from marts.mart_aansluiting where bron = 'zrm'"))
    assert posts == {"geleverd": 1109, "geteld": 1040, "uitgesloten:traject_overleden": 26, "uitgesloten:geen_paar": 43}
    goals = dict(query("select post, rijen_n from marts.mart_aansluiting where bron = 'doelen'"))
    assert goals == {"geleverd": 2, "geteld": 2}  # a goal no contract works on stands in the goal tree all the same


def test_a_contribution_leads_back_to_the_rows_that_were_delivered(query):
    found = query("""select distinct d.trajectnummer_pseudo from marts.mart_resultaat_jaar as m
        join intermediate.int_resultaat_contract__bijdragen as b on b.cell_id_jaar = m.cell_id and b.measure = 'betrouwbaar_slechter_n'
        join intermediate.int_resultaat__rijen as r using (rijen_sleutel) join landing.zrm as d using (_row_id)
        where m.jaar = 2025 order by 1""")
    assert found == [("slechter0",), ("slechter1",), ("slechter2",)]


def test_a_contribution_that_is_changed_or_lost_makes_the_generic_test_fail(landing, query, project):
    name = "mart_resultaat_jaar_equals_contributions"
    assert not project.failing(landing, name)
    table = "intermediate.int_resultaat_contract__bijdragen"
    one = f"rowid = (select min(rowid) from {table} where measure = 'paren_n')"
    for change in (
        f"update {table} set contribution = 2 where {one}",
        f"delete from {table} where {one}",
        f"update {table} set cell_id_jaar = 'x' where {one}",
    ):
        with closing(connect(landing.database)) as con:
            # The contributions are a view; a change can only be made in a table that stands in its place.
            sql = con.execute("select sql from duckdb_views() where view_name = ?", [table.split(".")[1]]).fetchone()
            con.execute(f"create temp table goed as from {table}; drop view {table}; create table {table} as from goed")
            con.execute(change)
        assert project.failing(landing, name), change
        with closing(connect(landing.database)) as con:
            con.execute(f"drop table {table}; {sql[0]}")
    assert not project.failing(landing, name)
