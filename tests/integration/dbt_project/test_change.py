"""Change, coverage and rater checks, on forty trajectories whose figures are counted by hand.

One contract (K1), ZRM 2017 with 13 core domains, everybody begins at 3 on eleven domains, 2 on Financiën and 5 on Justitie: mean 40/13. The
end is in 2025.
  10 "omhoog":   the eleven to 4, Financiën to 3, Justitie stays: change 12/13 = 0.923077
   6 "gelijk":   nothing changes
   4 "omlaag":   Financiën to 1 and nothing else: change -1/13 = -0.076923
  12 "vier":     a 4 everywhere: change (11 + 2 - 1)/13 = 0.923077
   5 "weg":      no end score, stopped by themselves, begin at 5 everywhere
   3 "lopend":   still running, first scores only; one has 5 everywhere on the way, 200 days later, and one after 60 days
Client beside professional: in "gelijk" the client gives every domain one level less at the end.
32 pairs of 37 that count. Mean change (22 * 12/13 - 4/13)/32 = 260/13/32 = 0.625.
"""

from datetime import date, timedelta

import pytest

DOMAINS = (
    "Financiën", "Werk & Opleiding", "Tijdsbesteding", "Huisvesting", "Huiselijke relaties", "Geestelijke gezondheid",
    "Lichamelijke gezondheid", "Middelengebruik", "Basale ADL", "Instrumentele ADL", "Sociaal netwerk",
    "Maatschappelijke participatie", "Justitie",
)  # fmt: skip
START, END = date(2024, 9, 1), date(2025, 4, 30)
FIRST = [2, *[3] * 11, 5]
LAST = {"omhoog": [3, *[4] * 11, 5], "gelijk": FIRST, "omlaag": [1, *[3] * 11, 5], "vier": [4] * 13}
NUMBER = {"omhoog": 10, "gelijk": 6, "omlaag": 4, "vier": 12, "weg": 5, "lopend": 3}


def trajectory(kind: str, name: str) -> dict:
    ended = kind != "lopend"
    return {
        "gemeentecode": "0119", "clientnummer_pseudo": f"client-{name}", "trajectnummer_pseudo": name, "contractnummer": "K1", "wet": "Wmo",
        "productcategorie": "02", "leveringsvorm": "zin", "begindatum": START, "einddatum": END if ended else None,
        "reden_beeindiging_code": {"weg": "21", "lopend": None}.get(kind, "19"), "wijkcode": "WK011901", "geboortejaar": 1980,
        "doelrichting": "stabiliseren" if kind == "gelijk" else None,
    }  # fmt: skip


def scores(name: str, moment: str, day: date, values: list[int], informant: str = "professional") -> list[dict]:
    return [
        {
            "gemeentecode": "0119", "clientnummer_pseudo": f"client-{name}", "trajectnummer_pseudo": name, "zrm_versie": "2017",
            "meetmoment": moment, "meetdatum": day, "informant": informant, "beoordelaar_pseudo": "m1", "domein_naam": domain,
            "score": value, "score_reden": None,
        }
        for domain, value in zip(DOMAINS, values, strict=True)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def query(new_landing, build):
    landing, trajectories, rows = new_landing(), [], []
    for kind, number in NUMBER.items():
        for name in (f"{kind}{i}" for i in range(number)):
            trajectories.append(trajectory(kind, name))
            rows += scores(name, "intake", START, [5] * 13 if kind == "weg" else FIRST)
            rows += scores(name, "eind", END, LAST[kind]) if kind in LAST else []
            rows += scores(name, "eind", END, [1, *[2] * 11, 4], "client") if kind == "gelijk" else []
    rows += scores("lopend0", "voortgang", START + timedelta(200), [5] * 13) + scores("lopend1", "voortgang", START + timedelta(60), FIRST)
    contract = {
        "contractnummer": "K1", "contract_naam": "Proef", "wet": "Wmo", "uitvoeringsvariant": "taakgericht", "berichten": "geen",
        "ingangsdatum": date(2020, 1, 1), "inkoopschaal": "lokaal",
    }  # fmt: skip
    landing.deliver("contracten", "0119", "2025", [contract])
    landing.deliver("trajecten", "0119", "2025H1", trajectories)
    landing.deliver("zrm", "0119", "2025H1", rows)
    years = ("mart_resultaat_jaar", "mart_resultaat_domein", "int_resultaat__rijen")
    return build(landing, "mart_verandering", "mart_scoresignaal", "mart_dekking", "mart_dekking_groep", "mart_voortgang", *years)


def test_the_mean_change_is_that_of_the_table_with_wilcoxons_ranks(query):
    (row,) = query("select paren_n, verschil_gemiddeld, ongelijk_n, srm > 1, wilcoxon_p < 0.001 from marts.mart_verandering")
    # verschil is kept in six digits.
    assert row == (32, pytest.approx(0.625, abs=1e-6), 26, True, True)
    # Four falls of 1/13 are the smallest: ranks 1-4, so the rises have 5-26, together 26 * 27 / 2 - 10 = 341. Ties: 4^3 - 4 + 22^3 - 22.
    assert query("select w_plus, banden from intermediate.int_verandering__rangen") == [(341.0, 60.0 + 10626.0)]


def test_levels_are_counted_per_person_and_headroom_over_all_domains(query):
    columns = "domeinen_n, plafond_n, eerste_problematisch_n, laatste_problematisch_n, problematisch_verschil_gemiddeld"
    # One domain at 5 per pair; Financiën problematic at first in all 32, at last in the 6 + 4 who did not rise.
    assert query(f"select {columns} from marts.mart_verandering") == [(416, 32, 32, 10, -22 / 32)]
    # Sufficient: 1 of 13 at first. At last 12 of 13 (10 people), 1 of 13 (10) and 13 of 13 (12): (120 + 10 + 156) / 32 / 13.
    (row,) = query("select eerste_voldoende_pct, laatste_voldoende_pct from marts.mart_verandering")
    assert row == pytest.approx((100 / 13, 100 * 286 / 32 / 13), abs=1e-5)


def test_stability_counts_as_reached_for_those_who_have_it_as_their_goal(query):
    # 22 rose beyond the threshold 0.644; the 6 unchanged wanted to stay the same; the 4 wanted to improve.
    assert query("select doel_gehaald_n from marts.mart_verandering") == [(28,)]
    assert query("select betrouwbaar_beter_n from marts.mart_resultaat_jaar") == [(22,)]


def test_a_low_start_on_a_domain_has_the_rise_by_chance_beside_it(query):
    columns = "laag_start_n, laag_start_som, terugkeer_r, terugkeer_grens, terugkeer_bron, terugkeer_n, terugkeer_verwacht"
    (row,) = query(f"select {columns} from marts.mart_resultaat_domein where domein_key = 'financien'")
    # Rises: 10 * 1 - 4 + 12 * 2 = 30. Everybody began at 2, so there is no spread and nothing to return to.
    assert row == (32, 30, 0.6, 2.5, "alle_contracten", 32, None)
    assert query("select plafond_pct, laag_start_n from marts.mart_resultaat_domein where domein_key = 'justitie'") == [(100.0, 0)]


def test_the_parameters_of_reliable_change_stand_beside_the_figure(query):
    columns = "drempel_betrouwbaarheid, drempel_sd, drempel_bron, drempel_z"
    assert query(f"select {columns} from marts.mart_resultaat_jaar") == [(0.85, 0.6, "aanname", 1.959964)]


def test_those_who_were_not_measured_began_higher_and_that_is_a_warning(query):
    (row,) = query(
        "select in_aanmerking_n, paren_n, gepaard_n, ongepaard_n, gepaard_gemiddeld, ongepaard_gemiddeld from marts.mart_dekking"
    )
    assert row == (37, 32, 32, 5, pytest.approx(40 / 13, abs=1e-6), 5.0)
    assert query("select standaardverschil from marts.mart_dekking") == [(None,)]  # five is too few to compare


def test_drop_out_is_counted_by_first_score_and_by_reason_of_ending(query):
    found = query("select kenmerk, groep, in_aanmerking_n, ongemeten_n from marts.mart_dekking_groep order by 1, 2")
    assert found == [
        ("eerste_score", "van_3_tot_4", 32, 0),
        ("eerste_score", "vanaf_4", 5, 5),
        ("reden_beeindiging", "eenzijdig_client", 5, 5),
        ("reden_beeindiging", "volgens_plan", 32, 0),
    ]


def test_a_four_everywhere_in_many_last_measurements_is_a_signal(query):
    columns = "n, waarde, vergelijking, toets_z, is_signaal"
    # 12 flat at last and not at first, none the other way: (12 - 1) / sqrt(12) = 3.175 > 3.09. (11 of 13 equal is 85 percent: not flat.)
    (row,) = query(f"select {columns} from marts.mart_scoresignaal where signaal = 'ophoping'")
    assert row == (32, 37.5, 0.0, pytest.approx(11 / 12**0.5), True)


def test_a_running_trajectory_counts_in_the_drift_of_first_scores(query):
    columns = "periode, n, is_signaal, reden_code"
    assert query(f"select {columns} from marts.mart_scoresignaal where signaal = 'verloop_eerste_score'") == [
        ("2024H2", 40, None, "te_weinig_perioden")
    ]


def test_the_client_stands_beside_the_professional(query):
    columns = "n, round(waarde - vergelijking, 6), verandering, reden_code"
    (row,) = query(f"select {columns} from marts.mart_scoresignaal where signaal = 'client_en_professional'")
    assert row == (6, 1.0, 1.0, "te_weinig_metingen")


def test_every_figure_leads_back_to_delivered_rows(query):
    for table in ("int_verandering__bijdragen", "int_dekking__bijdragen", "int_dekking_groep__bijdragen", "int_scoresignaal__bijdragen"):
        # A contribution carries its rows as a list, or names them; an observation of client and professional is the only one with a list.
        listed = "unnest(b._row_ids)" if table == "int_scoresignaal__bijdragen" else "unnest(cast([] as varchar[]))"
        lost = query(f"""with rows as (select b.n, {listed} as r from (select *, row_number() over () as n from intermediate.{table}) as b
            union all select b.n, r._row_id from (select *, row_number() over () as n from intermediate.{table}) as b
                join intermediate.int_resultaat__rijen as r using (rijen_sleutel))
            select count(*) filter (where l._row_id is null), (select count(*) from intermediate.{table}) - count(distinct rows.n)
            from rows
            left join (select _row_id from landing.zrm union all select _row_id from landing.trajecten) as l on l._row_id = rows.r""")
        assert lost == [(0, 0)], table


def test_a_running_trajectory_has_a_figure_of_its_own_and_changes_no_result(query):
    columns = "lopend_n, te_kort_n, paren_n, zonder_voortgang_n, voortgang_te_vroeg_n, betrouwbaar_beter_n, is_onder_ondergrens"
    assert query(f"select {columns} from marts.mart_voortgang") == [(3, 0, 1, 1, 1, 1, True)]
    # The results of those who ended, above, are counted over the same landing: 32 pairs of 37.
    assert query("select in_aanmerking_n, paren_n from marts.mart_resultaat_jaar") == [(37, 32)]
    rows = query("""select count(distinct d.trajectnummer_pseudo), count(*), count(distinct d.meetmoment)
        from intermediate.int_voortgang__bijdragen as b cross join unnest(b._row_ids) as r(id) join landing.zrm as d on d._row_id = r.id
        where b.measure = 'betrouwbaar_beter_n'""")
    assert rows == [(1, 26, 2)]
