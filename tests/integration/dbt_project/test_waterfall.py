"""Why a contract spends more than its budget: bars that add up to the cent, by hand in tests/golden/mart_overschrijding_meppel.md.

Contract K2 (two products, from declarations) is the golden case. K4 holds what may belong to the Wlz. TA is a task contract: budget
2024 50,000, 2025 50,000; spent 48,000 and 60,000; 10 and 12 persons. Nobody declares there, so the growth of 12,000 is shared out by the
allocated price: clients (12 - 10) * (48,000 / 10 + 60,000 / 12) / 2 = 9,800, price the rest, 2,200.
NW began in 2025: there is nothing to compare with.
"""

import csv
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations
from math import prod
from pathlib import Path

import numpy as np
import pytest

from tests.integration.dbt_project.landing import at_once
from tests.integration.dbt_project.test_money import contract, ledger
from tests.integration.statistics.rendering import macros

GOLDEN = Path(__file__).parents[2] / "golden" / "mart_overschrijding_meppel.csv"
A = {"productcategorie": "02", "productcode": "02A01", "eenheid": "04"}
B = {"productcategorie": "07", "productcode": "07A01", "eenheid": "16"}
BOTH = {2024: ([f"p{n}" for n in range(10)], ["p0"], 4, 200, 5, 200), 2025: ([f"p{n}" for n in range(11)], ["p0", "p11"], 4, 210, 4, 220)}


def budget(year: int, number: str, cents: int, kind: str = "structureel") -> dict[str, object]:
    field = "6.71b" if year < 2025 else "6.712"
    own = {"boekjaar": year, "versie": "primitief", "vastgesteld_datum": date(year - 1, 11, 1), "taakveld_code": field}
    return {**own, "lasten_baten": "lasten", "contractnummer": number, "soort": kind, "bedrag_cent": cents}


def support(product: dict[str, str], person: str, volume: int, tariff: int) -> dict[str, object]:
    return {**product, "bsn_pseudo": person, "volume": volume, "tarief_cent": tariff, "bedrag_cent": volume * tariff}


def declare(landing, agb: str, year: int, month: int, lines: list[dict[str, object]]) -> None:
    """One declaration, dated a month later, of which the answer names nothing: all of it is accepted."""
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    head = {
        "wet": "Wmo",
        "gemeentecode": "0119",
        "agb_code": agb,
        "bericht_identificatie": f"B{agb[-1]}{year}{month}",
        "declaratienummer": "N",
    }
    period = {"productperiode_begin": first, "productperiode_eind": last}
    rows = [{**head, **period, "referentie_pseudo": f"{agb}{year}{month}r{n}", **line} for n, line in enumerate(lines)]
    total, day = sum(line["bedrag_cent"] for line in lines), last + timedelta(days=8)
    sent = landing.deliver("declaratieregel", agb, f"{year}M{month:02d}", rows, "bedrag_cent", bron="berichten")
    landing.add("declaratie", sent, [{**head, "totaal_cent": total, "dagtekening": day}])
    answer = {**head, "bericht_identificatie": f"A{agb[-1]}{year}{month}", "declaratie_identificatie": head["bericht_identificatie"]}
    totals = {"totaal_ingediend_cent": total, "totaal_toegekend_cent": total, "header_retourcodes": "0200", "antwoord_retourcodes": "8001"}
    landing.deliver("declaratieantwoord", "0119", f"{year}M{month:02d}", [{**answer, **totals, "n_regels": 0}], bron="berichten")


@pytest.fixture(scope="module")
def landing(new_landing):
    landing = new_landing()
    numbers = {"K2": "inspanningsgericht", "K4": "inspanningsgericht", "TA": "taakgericht", "NW": "inspanningsgericht"}
    landing.deliver("contracten", "0119", "2025", [contract(n, form, "323, 325" if n[0] == "K" else "geen") for n, form in numbers.items()])
    roles = [
        {
            "agb_code": f"4242000{n}",
            "aanbieder_naam": "A",
            "rol": "raamcontractant",
            "contractnummer": f"K{n}",
            "geldig_vanaf": date(2020, 1, 1),
        }
        for n in (2, 4)
    ]
    landing.deliver("aanbieders", "0119", "2025", roles)
    old = [budget(2024, "K2", 90_000), budget(2024, "K2", 10_000, "incidenteel"), budget(2024, "TA", 50_000)]
    new = [budget(2025, "K2", 96_000), budget(2025, "K2", 4_000, "incidenteel"), budget(2025, "TA", 50_000), budget(2025, "NW", 1_000)]
    for year, rows in ((2024, old), (2025, new)):
        landing.deliver("begroting", "0119", str(year), rows, "bedrag_cent")
    spent = {"K2": {2024: 9_000, 2025: 11_000}, "TA": {2024: 4_000, 2025: 5_000}, "NW": {2025: 100}}
    for year in (2024, 2025):
        rows = [
            ledger(year, month, years[year], number, field="6.71b" if year < 2025 else "6.712")
            for number, years in spent.items() if year in years for month in range(1, 13)
        ]  # fmt: skip
        landing.deliver("grootboek", "0119", str(year), rows, "bedrag_cent")
    for year, (users, others, hours, tariff, half_days, rate) in BOTH.items():
        for month in range(1, 13):
            lines = [support(A, person, hours, tariff) for person in users] + [support(B, person, half_days, rate) for person in others]
            declare(landing, "42420002", year, month, lines)
    deliver_other_law(landing)
    return landing


def deliver_other_law(landing):
    """q0 goes to another domain on 15 June 2025; q1 has 161 hours in February and 159 in March. q0 in months 13, 12, 0 and -1 before."""
    for year, month, person, hours in (
        (2024, 5, "q0", 2),
        (2024, 6, "q0", 3),
        (2025, 6, "q0", 4),
        (2025, 7, "q0", 5),
        (2025, 2, "q1", 161),
        (2025, 3, "q1", 159),
    ):
        declare(landing, "42420004", year, month, [support(A, person, hours, 100)])
    course = {
        "gemeentecode": "0119",
        "contractnummer": "K4",
        "wet": "Wmo",
        "productcategorie": "02",
        "leveringsvorm": "zin",
        "wijkcode": "WK011901",
    }
    left = {
        **course,
        "gemeentecode": "0984",  # helped under a contract of the region: the lines stand with the municipality of the contract
        "bsn_pseudo": "q0",
        "clientnummer_pseudo": "c-q0",
        "trajectnummer_pseudo": "t-q0",
        "begindatum": date(2024, 1, 1),
        "geboortejaar": 1940,
    }
    stays = [
        {
            **course,
            "contractnummer": "TA",
            "clientnummer_pseudo": f"c{n}",
            "trajectnummer_pseudo": f"t{n}",
            "begindatum": date(2024 + n // 10, 1, 1),
            "geboortejaar": 1980,
        }
        for n in range(12)
    ]
    landing.deliver("trajecten", "0119", "2025", [{**left, "einddatum": date(2025, 6, 15), "reden_beeindiging_code": "39"}, *stays])


@pytest.fixture(scope="module")
def query(landing, build):
    return build(landing, "mart_overschrijding", "mart_kostenontleding", "mart_andere_wet")


def test_the_waterfall_of_meppel_is_the_golden_one(query):
    columns = (
        "boekjaar, volgorde, post, bedrag_cent, coalesce(kostenvorm, ''), maanden_n, case when is_grootste_oorzaak then 'ja' else 'nee' end"
    )
    found = query(f"select {columns} from marts.mart_overschrijding where contractnummer = 'K2' and boekjaar = 2025 order by volgorde")
    with GOLDEN.open(encoding="utf-8") as file:
        golden = [list(row.values()) for row in csv.DictReader(file, delimiter=";")]
    assert [[str(value) for value in row] for row in found] == golden
    assert sum(int(row[3]) for row in golden) == 32_000


def test_what_is_taken_apart_stands_per_product_with_its_clients_volume_and_costs(query):
    columns = "product, gebruikers_toen_n, gebruikers_nu_n, volume_toen, volume_nu, kosten_toen_cent, kosten_nu_cent"
    assert query(f"select {columns} from marts.mart_kostenontleding where contractnummer = 'K2' and boekjaar = 2025 order by product") == [
        ("02|02A01|minuut", 10, 11, 10 * 44 * 60, 11 * 44 * 60, 88_000, 101_640),
        ("07|07A01|minuut", 1, 2, 55 * 240, 2 * 44 * 240, 11_000, 19_360),
        ("alle", 10, 12, 0, 0, 99_000, 121_000),
    ]
    parts = "product, clienten_deel_cent, mix_deel_cent, volume_deel_cent, prijs_deel_cent"
    found = query(f"select {parts} from marts.mart_kostenontleding where contractnummer = 'K2' and boekjaar = 2025 order by product")
    assert [tuple(map(float, row[1:])) for row in found[:2]] == [
        pytest.approx((17_282.222222, -8_274.444444, 0, 4_632.222222), abs=1e-5),
        pytest.approx((2_752.444444, 7_594.888889, -3_432, 1_444.666667), abs=1e-5),
    ]


def test_under_a_task_contract_a_closed_year_is_shared_out_and_called_so(query):
    columns = "post, bedrag_cent, kostenvorm, reden_code, is_grootste_oorzaak"
    assert query(f"select {columns} from marts.mart_overschrijding where contractnummer = 'TA' and boekjaar = 2025 order by volgorde") == [
        ("verschil_vorig_jaar", -2_000, None, None, False),
        ("clienten", 9_800, "toegerekend", None, False),
        ("prijs", 2_200, "toegerekend", None, False),
        ("begroting_structureel", 0, None, None, False),
        ("begroting_eenmalig", 0, None, None, False),
    ]
    assert query("select count(*) from marts.mart_kostenontleding where contractnummer = 'TA'") == [(0,)]


def test_without_a_year_before_nothing_is_taken_apart_and_the_reason_stands_there(query):
    columns = "post, bedrag_cent, reden_code"
    assert query(f"select {columns} from marts.mart_overschrijding where contractnummer = 'NW'") == [
        ("niet_ontleed", 200, "geen_vorig_jaar")
    ]
    assert query(f"select {columns} from marts.mart_overschrijding where contractnummer = 'K2' and boekjaar = 2024") == [
        ("niet_ontleed", 8_000, "geen_vorig_jaar")
    ]


def test_what_may_belong_to_the_wlz_is_counted_in_two_ways_and_the_second_is_called_a_proxy(query):
    columns = "periode, soort, kosten_cent, clienten_n, zekerheid"
    assert query(f"select {columns} from marts.mart_andere_wet where periode = cast(boekjaar as varchar) order by 1, 2") == [
        ("2024", "voor_uitstroom", 300, 1, "waargenomen"),
        ("2025", "uitstroom", 700, 1, "waargenomen"),
        ("2025", "voor_uitstroom", 400, 1, "waargenomen"),
        ("2025", "wlz_volume", 16_100, 1, "proxy"),
    ]


def test_per_quarter_stands_what_was_paid_then_and_what_those_who_left_then_had_cost(query):
    columns = "periode, soort, kosten_cent, clienten_n"
    assert query(f"select {columns} from marts.mart_andere_wet where periode like '%Q%' order by 1, 2") == [
        ("2024Q2", "voor_uitstroom", 300, 1),  # June 2024, month 12 before
        ("2025Q1", "wlz_volume", 16_100, 1),
        ("2025Q2", "uitstroom", 700, 1),  # left on 15 June: June 2024 and June 2025
        ("2025Q2", "voor_uitstroom", 400, 1),
    ]


def test_a_cent_too_much_on_one_bar_fails_the_sum_check(landing, query, project):
    change = "update marts.mart_overschrijding set bedrag_cent = bedrag_cent + ? where contractnummer = 'K2' and post = 'mix'"
    for cents, fails in ((1, True), (-1, False)):
        with at_once(landing.database) as con:
            con.execute(change, [cents])
        assert bool(project.failing(landing, "overschrijding_telt_op")) == fails


def test_the_formula_is_the_mean_over_all_orders_in_which_the_factors_can_change(query):
    """Against all 24 orders, in fractions, for random factors."""
    rng = np.random.default_rng(5)
    for then, now in rng.integers(1, 50, (20, 2, 4)).tolist():
        expected = [Fraction(0)] * 4
        for order in permutations(range(4)):
            factors = list(then)
            for place in order:
                before, factors[place] = prod(factors), now[place]
                expected[place] += Fraction(prod(factors) - before, 24)
        names = "abcd"
        values = ", ".join(f"cast({v} as double) as {n}{k}" for k, side in enumerate((then, now)) for n, v in zip(names, side, strict=True))
        parts = ", ".join(str(macros.shapley(n, *names.replace(n, ""))) for n in names)
        (found,) = query(f"with f as (select {values}) select {parts} from f")
        assert found == pytest.approx([float(part) for part in expected])
        assert sum(expected) == prod(now) - prod(then)
