"""Which contracts and months a change of contract is tested on, over two municipalities.

0119 has O1 and O2 since before 2022 and N1 from 1 March 2023; a form change of O2 on 1 January 2025 is a second moment. 0484 has P1 until
30 June 2023, paid by the hour, and P2 after it, by lump sum; and Q1 to Q5, which nothing touches. Everything is delivered from January 2022
to December 2024, two people a month; the reference date is 31 December 2025.
"""

from datetime import date, timedelta

import pytest

MONTHS = [date(2022 + i // 12, i % 12 + 1, 1) for i in range(36)]
RUNS = {  # contract: municipality, first and last month (by place)
    "O1": ("0119", 0, 36), "O2": ("0119", 0, 36), "N1": ("0119", 14, 36), "P1": ("0484", 0, 18), "P2": ("0484", 18, 36),
    **{f"Q{i}": ("0484", 0, 36) for i in range(1, 6)},
}  # fmt: skip


def contract(number: str, form: str = "taakgericht", start: date = date(2020, 1, 1), end: date | None = None) -> dict:
    return {
        "contractnummer": number, "contract_naam": f"Proef {number}", "wet": "Wmo", "uitvoeringsvariant": form, "berichten": "geen",
        "ingangsdatum": start, "einddatum": end, "inkoopschaal": "lokaal",
    }  # fmt: skip


def trajectories(number: str) -> list[dict]:
    municipality, first, last = RUNS[number]
    return [
        {
            "gemeentecode": municipality, "clientnummer_pseudo": f"c-{number}-{m:%y%m}-{i}", "contractnummer": number, "wet": "Wmo",
            "trajectnummer_pseudo": f"{number}-{m:%y%m}-{i}", "productcategorie": "02", "leveringsvorm": "zin", "begindatum": m,
            "einddatum": m + timedelta(days=200), "reden_beeindiging_code": "19", "wijkcode": f"WK{municipality}01", "geboortejaar": 1980,
        }
        for m in MONTHS[first:last]
        for i in range(2)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def query(new_landing, build):
    landing = new_landing()
    landing.deliver("contracten", "0119", "2024", [contract("O1"), contract("O2", "inspanningsgericht"), contract("N1", start=MONTHS[14])])
    landing.deliver("contracten", "0119", "2025", [contract("O2")])
    p1, p2 = contract("P1", "inspanningsgericht", end=date(2023, 6, 30)), contract("P2", start=MONTHS[18])
    landing.deliver("contracten", "0484", "2024", [p1, p2, *(contract(f"Q{i}") for i in range(1, 6))])
    landing.deliver("trajecten", "0119", "2024", [row for number in ("O1", "O2", "N1") for row in trajectories(number)])
    landing.deliver("trajecten", "0484", "2024", [row for number in RUNS if number[0] in "PQ" for row in trajectories(number)])
    return build(landing, "mart_beleidseffect", "mart_beleidseffect_periode")


def units(query, question: str, series: str = "instroom") -> dict[str, list[str]]:
    sql = """select groep, list(distinct eenheid order by eenheid) from intermediate.int_beleidseffect__perioden
        where vraag_id = ? and reeks_code = ? group by 1"""
    return dict(query(sql, question, series))


def test_a_contract_that_begins_beside_others_is_tested_on_those_others(query):
    question = "0119:Wmo:2023-03-01"
    # The first delivered month holds who was taken over, so the window begins a month later; it ends at the end of the deliveries.
    (row,) = query("select soort, is_administratief, venster_van, venster_tot from intermediate.int_beleidseffect__vragen "
                   "where vraag_id = ? and reeks_code = 'instroom'", question)  # fmt: skip
    assert row == ("ernaast", False, date(2022, 2, 1), date(2024, 12, 2))
    # P1 and P2 do not run through the whole window; N1 itself has no before.
    assert units(query, question) == {"behandeld": ["O1", "O2"], "controle": ["Q1", "Q2", "Q3", "Q4", "Q5"]}


def test_a_contract_that_follows_another_counts_as_one_with_it_and_registers_otherwise(query):
    question = "0484:Wmo:2023-07-01"
    rows = query("select ontwerp, soort, is_administratief, voor_n, na_n, oordeel_code from marts.mart_beleidseffect "
                 "where vraag_id = ? and reeks_code = 'instroom' order by 1 desc", question)  # fmt: skip
    # P2's first month may hold who was taken over and is left out: 17 months before, 17 after. Whatever they say, it does not pass.
    assert rows[0] == ("its", "opvolging", True, 17, 17, "registratie_anders")
    assert units(query, question)["behandeld"] == [question]
    assert "Q1" in units(query, question)["controle"] and "O1" in units(query, question)["controle"]


def test_a_change_of_form_within_a_contract_is_a_change_of_registration(query):
    found = query(
        "select distinct soort, is_administratief, reden_code, na_n from marts.mart_beleidseffect where datum = date '2025-01-01'"
    )
    assert set(found) == {("vormwijziging", True, "te_weinig_perioden_na", 0), ("vormwijziging", True, "te_weinig_perioden_voor", 0)}


def test_a_change_without_any_month_before_it_is_refused(query):
    found = query("select distinct oordeel_code, reden_code from marts.mart_beleidseffect where datum = date '2020-01-01'")
    assert found == [("geweigerd", "te_weinig_perioden_voor")]


def test_the_estimate_leads_to_the_people_of_both_groups(query):
    sql = """select count(distinct id) from marts.mart_beleidseffect m join intermediate.int_beleidseffect__bijdragen b
        on b.cell_id_{0} = m.cell_id, unnest(b._row_ids) as u(id) where m.vraag_id = '0119:Wmo:2023-03-01' and m.reeks_code = 'instroom'"""
    # Two people a month over the 35 months of the window, and the row of each contract behind the zeros: 2 touched, 5 untouched contracts.
    assert query(sql.format("its")) == [(2 * 35 * 2 + 2,)]
    assert query(sql.format("did")) == [(2 * 35 * 7 + 7,)]


def test_equal_numbers_in_all_months_are_no_difference(query):
    (row,) = query("""select is_geslaagd, oordeel_code, controle_n, indelingen_n, abs(effect) < 1e-6 from marts.mart_beleidseffect
        where vraag_id = '0119:Wmo:2023-03-01' and reeks_code = 'instroom' and ontwerp = 'did'""")
    assert row == (True, "geslaagd_geen_verschil", 5, 21, True)
