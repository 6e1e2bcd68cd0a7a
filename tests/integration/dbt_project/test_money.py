"""From budget, ledger and declarations to months, years and verdicts, to the cent; every amount worked out by hand.

Meppel (0119), contract K2 per unit (messages), taakveld 6.712, peildatum 2025-12-31 but the ledger stops in June.

Budget 2025: primitief 1,000.01 euro; wijziging_1 (later decision) 1,200.05 lasten minus 0.01 baten = 120,004 cents.
  Month m of 120,005 is 120005 * m // 12 - 120005 * (m - 1) // 12; twelve of them are 120,005 again, and those of -1 are -1.
Ledger (cents): 2023: 5,000 a month, the second half 10,000 a month: 30,000 of 90,000 by June, share 1/3.
                2024: 10,000 a month: 60,000 of 120,000 by June, share 1/2.
                2025: 10,000 a month up to June, minus 600 income in June: 59,400.
  Expectation: those years did 3 and 2 times what they had by June; middle on the logarithmic scale sqrt(6), 59,400 * sqrt(6) = 145,500.
  Band: standard deviation of ln 3 and ln 2 = ln 1.5 / sqrt(2) = 0.286707; of a next year times sqrt(1 + 1/2) = 0.351143; two years give
  one degree of freedom: t = 3.077684 (80 percent) and 12.706205 (95 percent). Rounded outwards, and 24 cents for rounded instalments.
  80: 145,500 * exp(-+ 1.080707) = 49,376 to 428,754 = 49,352 to 428,778. 95: 145,500 * exp(-+ 4.461696) = 1,679 to 12,605,267 = 1,655 to
  12,605,291. Against 120,004: the band holds the budget, so nothing can be said yet.
Declaration 2025-05, four lines of 5,000, 24,000, 5,000 and 24,000 = 58,000 (as the national WMO323); the 325 names one of 24,000.
  It comes again under another identification, and its second line once more in a declaration of another number with a new line of 700:
  nothing of that counts but the 700. The rejected line comes again in that one too, and counts: 700 + 24,000 open, less 1,000 credit.
"""

from datetime import date

import pytest

from tests.integration.dbt_project.landing import at_once

LINE = {
    "wet": "Wmo", "gemeentecode": "0119", "agb_code": "42420001", "bericht_identificatie": "B1", "declaratienummer": "N1",
    "productcategorie": "02", "productcode": "02A01", "productperiode_begin": date(2025, 5, 1), "productperiode_eind": date(2025, 5, 31),
    "volume": 1, "eenheid": "04",
}  # fmt: skip
HEAD = {key: LINE[key] for key in ("wet", "gemeentecode", "agb_code", "bericht_identificatie", "declaratienummer")}


def contract(number: str, form: str, messages: str, **extra: object) -> dict[str, object]:
    own = {"contractnummer": number, "contract_naam": number, "wet": "Wmo", "uitvoeringsvariant": form, "berichten": messages}
    return {**own, "ingangsdatum": date(2020, 1, 1), "inkoopschaal": "lokaal", **extra}


def ledger(year: int, month: int, cents: int, contract: str | None = "K2", side: str = "lasten", field: str = "6.712") -> dict[str, object]:
    own = {
        "boekjaar": year,
        "periode": month,
        "taakveld_code": field,
        "categorie_code": "3.1",
        "lasten_baten": side,
        "contractnummer": contract,
    }
    return {**own, "boekstuknummer": f"{year}{month}{cents}{contract}", "boekdatum": date(year, month, 1), "bedrag_cent": cents}


def budget(version: str, decided: date, cents: int, side: str = "lasten") -> dict[str, object]:
    own = {"boekjaar": 2025, "versie": version, "vastgesteld_datum": decided, "taakveld_code": "6.712", "lasten_baten": side}
    return {**own, "contractnummer": "K2", "soort": "structureel", "bedrag_cent": cents}


@pytest.fixture(scope="module")
def landing(new_landing):
    landing = new_landing()
    landing.deliver(
        "contracten", "0119", "2025", [contract("K2", "inspanningsgericht", "301, 323, 325"), contract("K3", "taakgericht", "geen")]
    )
    role = {
        "agb_code": "42420001",
        "aanbieder_naam": "A",
        "rol": "raamcontractant",
        "contractnummer": "K2",
        "geldig_vanaf": date(2020, 1, 1),
    }
    landing.deliver("aanbieders", "0119", "2025", [role])
    deliver_budget(landing)
    deliver_ledger(landing)
    deliver_messages(landing)
    return landing


def deliver_budget(landing):
    primitive, first, second = budget("primitief", date(2024, 11, 1), 100_001), date(2025, 3, 1), date(2025, 2, 1)
    landing.deliver("begroting", "0119", "2025M01", [primitive], "bedrag_cent")
    change = [budget("wijziging_1", first, 120_005), budget("wijziging_1", first, 1, "baten")]
    landing.deliver("begroting", "0119", "2025M03", [primitive, *change], "bedrag_cent")
    landing.deliver("begroting", "0119", "2025M02", [budget("wijziging_2", second, 7)], "bedrag_cent")
    parts = {"structureel": 1_000_000, "afbouw": -30_000, "indexatie": 40_000, "aanloopinvestering": 5_000}
    rows = [{"contractnummer": "K3", "jaar": 2025, "soort": kind, "bedrag_cent": cents} for kind, cents in parts.items()]
    landing.deliver("contractbudget", "0119", "2025", rows, "bedrag_cent")


def deliver_ledger(landing):
    earlier = [ledger(2023, m, 5_000 if m <= 6 else 10_000, field="6.71b") for m in range(1, 13)]
    earlier += [ledger(2024, m, 10_000, field="6.71b") for m in range(1, 13)]
    landing.deliver("grootboek", "0119", "2024", earlier, "bedrag_cent")
    landing.deliver("grootboek", "0119", "2025H1", [ledger(2025, m, 999, None) for m in range(1, 7)], "bedrag_cent", status="vervangen")
    rows = [ledger(2025, m, 10_000) for m in range(1, 7)] + [ledger(2025, 6, 600, side="baten"), ledger(2025, 1, 333, None)]
    apart = {"rijen_geleverd": 9, "rijen_quarantaine": 1, "bedrag_geleverd_cent": 61_000, "bedrag_quarantaine_cent": 67}
    landing.deliver("grootboek", "0119", "2025H1", rows, "bedrag_cent", **apart)
    landing.deliver("grootboek", "0119", "2025Q1", [ledger(2025, 1, 5)], "bedrag_cent", status="geweigerd", reden="Kolom Bedrag ontbreekt.")


def deliver_messages(landing):
    amounts = (5_000, 24_000, 5_000, 24_000)
    lines = [{**LINE, "referentie_pseudo": f"r{n}", "bsn_pseudo": f"p{n % 2}", "bedrag_cent": cents} for n, cents in enumerate(amounts)]
    first = landing.deliver("declaratieregel", "42420001", "2025M06", lines, "bedrag_cent")
    landing.add("declaratie", first, [{**HEAD, "totaal_cent": 58_000}])
    answer = {**HEAD, "bericht_identificatie": "A1", "declaratie_identificatie": "B1"}
    rejected = [{**answer, "referentie_pseudo": "r3", "bedrag_cent": 24_000, "retourcodes": "0611"}]
    second = landing.deliver("antwoordregel", "0119", "2025M06", rejected, "bedrag_cent")
    totals = {
        "totaal_ingediend_cent": 58_000,
        "totaal_toegekend_cent": 34_000,
        "header_retourcodes": "0200",
        "antwoord_retourcodes": "0200",
    }
    landing.add("declaratieantwoord", second, [{**answer, **totals, "n_regels": 1}])
    credit = {"bericht_identificatie": "B2", "referentie_pseudo": "c0", "bsn_pseudo": "p0", "bedrag_cent": -1_000}
    third = landing.deliver("declaratieregel", "42420001", "2025M07", [{**LINE, **credit}], "bedrag_cent")
    landing.add("declaratie", third, [{**HEAD, "bericht_identificatie": "B2", "declaratienummer": "N2", "totaal_cent": -1_000}])
    deliver_repeats(landing, lines)


def deliver_repeats(landing, lines):
    whole = [{**line, "bericht_identificatie": "B3"} for line in lines]
    other = {"bericht_identificatie": "B4", "declaratienummer": "N4"}
    part = [{**lines[1], **other}, {**lines[3], **other}, {**lines[0], **other, "referentie_pseudo": "r9", "bedrag_cent": 700}]
    for rows, day in ((whole, date(2025, 6, 20)), (part, date(2025, 6, 21))):
        named = {key: rows[0][key] for key in HEAD}
        delivery = landing.deliver("declaratieregel", "42420001", "2025M08", rows, "bedrag_cent", bron="berichten")
        landing.add("declaratie", delivery, [{**named, "totaal_cent": sum(row["bedrag_cent"] for row in rows), "dagtekening": day}])
        head = {key: named[key] for key in ("wet", "gemeentecode", "agb_code")}
        message = {"berichttype": "323", "identificatie": named["bericht_identificatie"], "dagtekening": day, "n_regels": len(rows)}
        landing.add("bericht", delivery, [{**head, **message, "verwerkt": True}])


@pytest.fixture(scope="module")
def query(landing, build):
    return build(landing)


YEAR = "from marts.mart_budget_jaar where contractnummer = 'K2' and boekjaar ="
MONTHS = "from marts.mart_budget_realisatie where contractnummer = 'K2' and boekjaar = 2025"


def test_the_budget_of_a_year_is_spread_over_its_months_to_the_cent(query):
    months = query(f"select begroting_actueel_cent, begroting_primitief_cent {MONTHS} order by maand")
    assert len(months) == 12
    assert [m[0] for m in months] == [120005 * m // 12 - 120005 * (m - 1) // 12 - (m == 12) for m in range(1, 13)]
    assert (sum(m[0] for m in months), sum(m[1] for m in months)) == (120_004, 100_001)


def test_the_current_budget_is_the_version_decided_last_and_the_others_are_set_apart(query):
    assert query(f"select begroting_primitief_cent, begroting_actueel_cent {YEAR} 2025") == [(100_001, 120_004)]
    # The first delivery of primitief was repeated in a later one; wijziging_2 was decided before wijziging_1.
    posts = query(
        "select post, sum(rijen_n), sum(bedrag_cent) from marts.mart_aansluiting where bron = 'begroting' group by post order by post"
    )
    assert posts == [
        ("geleverd", 5, 320_015),
        ("geteld", 3, 220_007),
        ("uitgesloten:dubbel", 1, 100_001),
        ("uitgesloten:vervallen_versie", 1, 7),
    ]


def test_spending_is_ledger_costs_minus_income_of_closed_months(query):
    columns = "grootboek_cent, grootboek_cumulatief_cent, is_afgesloten"
    found = query(f"select {columns} {MONTHS} and month(maand) in (5, 6, 7) order by maand")
    assert found == [(10_000, 50_000, True), (9_400, 59_400, True), (0, None, False)]
    assert query(f"select uitnutting_pct, norm_pct {MONTHS} and month(maand) = 6")[0] == pytest.approx((100 * 59_400 / 120_004, 50.0))
    without = query("select contractnummer, grootboek_cent from marts.mart_budget_realisatie where contractnummer = 'geen'")
    assert without == [("geen", 333)]


def test_the_expectation_follows_earlier_years_and_says_nothing_while_its_band_holds_the_budget(query):
    columns = "maanden_n, realisatie_cent, prognose_cent, prognose_laag_cent, prognose_hoog_cent, prognose_methode, verschil_cent"
    assert query(f"select {columns} {YEAR} 2025") == [(6, 59_400, 145_500, 1_655, 12_605_291, "profiel_eerdere_jaren", 25_496)]
    assert query(f"select prognose_laag80_cent, prognose_hoog80_cent {YEAR} 2025") == [(49_352, 428_778)]
    assert query(f"select geld_oordeel_code, geld_reden_code {YEAR} 2025") == [("nog_niet_te_zeggen", "band_raakt_begroting")]
    assert query(f"select prognose_cent, prognose_laag_cent, prognose_methode {YEAR} 2023") == [(90_000, 90_000, "definitief")]


def test_a_declaration_is_accepted_minus_what_the_325_names_and_open_while_there_is_none(query):
    columns = "declaratie_ingediend_cent, declaratie_geaccepteerd_cent, declaratie_afgewezen_cent, declaratie_open_cent, taakveld_code"
    assert query(f"select {columns} {MONTHS} and month(maand) = 5") == [(81_700, 34_000, 24_000, 23_700, "6.712")]


def test_what_is_declared_again_is_set_apart_and_the_count_closes_to_the_cent(query):
    found = query(
        "select post, rijen_n, bedrag_cent from marts.mart_aansluiting where bron = 'berichten' and periode = '2025M08' "
        "order by delivery_id, volgorde"
    )
    assert found == [
        ("geleverd", 4, 58_000), ("uitgesloten:dubbel_gedeclareerd", 4, 58_000),
        ("geleverd", 3, 48_700), ("uitgesloten:dubbel_gedeclareerd", 1, 24_000), ("geteld", 2, 24_700),
    ]  # fmt: skip


def test_a_declaration_and_a_line_that_come_again_are_named_with_what_they_repeat(query):
    found = query(
        "select b.regel, coalesce(d.bericht_identificatie, r.bericht_identificatie), coalesce(r.referentie_pseudo, ''), "
        "coalesce(dt.bericht_identificatie, rt.bericht_identificatie) from intermediate.int_bericht__bevindingen as b "
        "left join landing.declaratie as d on d._row_id = b._row_id left join landing.declaratieregel as r on r._row_id = b._row_id "
        "left join landing.declaratie as dt on dt._row_id = b.tegenover_row_id "
        "left join landing.declaratieregel as rt on rt._row_id = b.tegenover_row_id where regel in ('TR314', 'TR333') order by all"
    )
    assert found == [("TR314", "B4", "r1", "B1"), ("TR333", "B3", "", "B1")]


def test_a_contract_budget_is_structural_plus_starting_investment(query):
    columns = "contractbudget_cent, structureel_cent, aanloopinvestering_cent, realisatie_cent, kostenvorm, kosten_per_client_cent"
    found = query(f"select {columns} from marts.mart_budget_jaar where contractnummer = 'K3'")
    assert found == [(1_015_000, 1_010_000, 5_000, None, "geweigerd", None)]


def test_every_delivery_closes_in_rows_and_cents_also_the_refused_and_the_replaced(query):
    where = "bron = 'grootboek' and periode like '2025%' order by delivery_id, volgorde"
    assert query(f"select periode, post, rijen_n, bedrag_cent from marts.mart_aansluiting where {where}") == [
        ("2025H1", "geleverd", 6, 5_994), ("2025H1", "vervangen", 6, 5_994),
        ("2025H1", "geleverd", 9, 61_000), ("2025H1", "quarantaine", 1, 67), ("2025H1", "geteld", 8, 60_933),
        ("2025Q1", "geleverd", 1, 5), ("2025Q1", "geweigerd", 1, 5),
    ]  # fmt: skip


def test_a_delivery_that_does_not_close_fails_the_reconciliation(landing, query, project):
    one = "post = 'geteld' and bron = 'begroting' and periode = '2025M03'"
    change = f"update marts.mart_aansluiting set bedrag_cent = bedrag_cent + ? where {one}"
    for cents, outcome in ((1, "fail"), (-1, "pass")):
        with at_once(landing.database) as con:
            con.execute(change, [cents])
        assert bool(project.failing(landing, "aansluiting_sluit")) == (outcome == "fail")
