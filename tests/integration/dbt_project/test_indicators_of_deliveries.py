"""Households, lead times, places, provider reports, surveys, counted scores and money, on a landing that is counted by hand.

The peildatum is 2025-12-31; every municipality holds one theme.

0119, households in 2025 (Wmo, Jeugdwet, Participatiewet):
  h1  father Wmo, child Jeugdwet                      two laws
  h2  two persons with Wmo                            twice in one household, one law; 3 low domains at the last measurement
  h3  Wmo, Jeugdwet and Participatiewet               three laws: many problems without any measurement
  h4  one person, 3 low domains in March, 2 in June   the last measurement counts
  -   one person without household number             missing
  stacking 2 of 4, coverage 4/5; many problems 2 of 3 (h1 was never measured), coverage 3/5

0484, contract K1: days from report to decision 0, 10, 20 … 100 (11 trajectories), one decision before its report, one without a date.
  median 50, ninetieth percentile 90, within 56 days 6 of 11. Rank of the median's interval: 11/2 -+ 1.96 sqrt(11)/2 = 2 and 10.

0917, contract K2: day activities in 2025. Own wijk, other wijk of the municipality, another municipality, unknown place; one person twice.
"""

from collections.abc import Iterator
from datetime import date

import pytest

D = date.fromisoformat
LOW, FINE = 2, 4
DOMAINS = ("Financiën", "Werk & Opleiding", "Tijdsbesteding", "Huisvesting", "Sociaal netwerk")


def contract(number: str, law: str = "Wmo") -> dict[str, object]:
    return {
        "contractnummer": number, "contract_naam": "Proef", "wet": law, "uitvoeringsvariant": "taakgericht",
        "ingangsdatum": D("2015-01-01"), "inkoopschaal": "lokaal", "berichten": "geen",
    }  # fmt: skip


def trajectory(name: str, place: str, number: str, begin: str, law: str = "Wmo", **more: object) -> dict:
    row = {
        "gemeentecode": place, "clientnummer_pseudo": name, "trajectnummer_pseudo": f"t-{name}", "contractnummer": number, "wet": law,
        "productcategorie": {"Wmo": "02", "Jeugdwet": "45"}.get(law), "leveringsvorm": "zin", "begindatum": D(begin), "einddatum": None,
        "reden_beeindiging_code": None, "wijkcode": f"WK{place}01", "geboortejaar": 1980, "heeft_beschikking": False,
    }  # fmt: skip
    return row | more


def households() -> Iterator[dict]:
    people = [
        ("h1", "vader", "Wmo"), ("h1", "kind", "Jeugdwet"), ("h2", "een", "Wmo"), ("h2", "ander", "Wmo"), ("h3", "moeder", "Wmo"),
        ("h3", "dochter", "Jeugdwet"), ("h3", "zoon", "Participatiewet"), ("h4", "alleen", "Wmo"), (None, "los", "Wmo"),
    ]  # fmt: skip
    for household, name, law in people:
        yield trajectory(name, "0119", "K0", "2025-01-01", law, huishoudnummer_pseudo=household)


def scores() -> Iterator[dict]:
    measured = [("ander", "2025-03-01", 3), ("alleen", "2025-03-01", 3), ("alleen", "2025-06-01", 2)]
    for name, day, low in measured:
        for number, domain in enumerate(DOMAINS):
            yield {
                "gemeentecode": "0119", "clientnummer_pseudo": name, "trajectnummer_pseudo": f"t-{name}", "zrm_versie": "2017",
                "meetmoment": "voortgang", "meetdatum": D(day), "informant": "professional", "domein_naam": domain,
                "score": LOW if number < low else FINE,
            }  # fmt: skip


def decisions() -> Iterator[dict]:
    for days in range(0, 110, 10):
        decided = date.fromordinal(D("2025-03-01").toordinal() + days)
        row = {"meldingsdatum": D("2025-03-01"), "besluitdatum": decided, "heeft_beschikking": True}
        yield trajectory(f"na{days}", "0484", "K1", "2025-08-01", **row)
    wrong = {"meldingsdatum": D("2025-04-01"), "besluitdatum": D("2025-03-01"), "heeft_beschikking": True}
    yield trajectory("verkeerd_om", "0484", "K1", "2025-08-01", **wrong)
    yield trajectory("zonder_datum", "0484", "K1", "2025-08-01", meldingsdatum=D("2025-04-01"), heeft_beschikking=True)
    yield trajectory("algemeen", "0484", "K1", "2025-08-01", meldingsdatum=D("2025-07-22"), leveringsvorm="algemene_voorziening")


def places() -> Iterator[dict]:
    for name, place in (("eigen", "WK091701"), ("andere", "WK091702"), ("buiten", "WK048401"), ("onbekend", None)):
        yield trajectory(name, "0917", "K2", "2025-02-01", productcategorie="07", locatie_wijkcode=place)
    again = trajectory("eigen2", "0917", "K2", "2025-06-01", productcategorie="07", locatie_wijkcode="WK091702")
    yield again | {"clientnummer_pseudo": "eigen"}  # moved to another place: the last one counts
    yield trajectory("geen_dagbesteding", "0917", "K2", "2025-02-01", locatie_wijkcode="WK091701")


def report(indicator: str, value: float | None, met: int | None = None, asked: int | None = None, **more: object) -> dict:
    row = {"gemeentecode": "0119", "contractnummer": "J0", "indicator": indicator, "waarde": value, "teller": met, "noemer": asked}
    return row | more


REPORT = [
    report("uitgevraagd", 200), report("tevredenheid_jeugdige", 7.0, 30, 50), report("tevredenheid_ouder", 8.0, 20, 30),
    report("tevredenheid", 8.2), report("zonder_hulp_verder", 60.0, 60, 100), report("klachten", 4),
    report("doelen_gehaald", 55.0), report("vrijwilligersrol", None, 12, 40, wijkcode="WK011901"),
]  # fmt: skip


def survey() -> Iterator[dict]:
    """40 sent in wijk 01 and 60 in wijk 02; 30 and 20 answered, one of them 'not applicable'."""
    for wijk, sent, counts in (("WK011901", 40, (10, 10, 5, 4, 0, 1)), ("WK011902", 60, (5, 5, 5, 5, 0, 0))):
        for answer, count in zip(("helemaal_eens", "eens", "neutraal", "oneens", "helemaal_oneens", "nvt"), counts, strict=True):
            yield {
                "contractnummer": "K0", "wijkcode": wijk, "thema": "contact", "vraag": "wist_waar", "antwoord": answer, "aantal": count,
                "uitgezet": sent,
            }  # fmt: skip


def levels() -> Iterator[dict]:
    for moment, counts in (("intake", {1: 5, 3: 10, 4: 5}), ("eind", {4: 9, 5: 3})):
        for score, count in counts.items():
            yield counted(moment, score, None, count)
    yield counted("intake", None, "niet_besproken", 4)
    yield counted("intake", None, "nvt", 2)


def counted(moment: str, score: int | None, reason: str | None, count: int) -> dict[str, object]:
    return {
        "gemeentecode": "0119", "wijkcode": "WK011901", "contractnummer": "J0", "zrm_versie": "2017", "meetmoment": moment,
        "domein_naam": "Financiën", "score": score, "score_reden": reason, "aantal": count,
    }  # fmt: skip


def ledger() -> list[dict[str, object]]:
    lines = [("2025", "6.791", "lasten", 25_000_01), ("2025", "6.712", "lasten", 70_000_00), ("2025", "6.60", "lasten", 4_999_99),
             ("2025", "6.712", "baten", 9_000_00), ("2025", "6.1", "lasten", 50_000_00), ("2024", "6.71b", "lasten", 80_000_00),
             ("2025", "6.751", "lasten", 60_000_00)]  # fmt: skip
    return [
        {"boekjaar": year, "periode": "06", "taakveld_code": field, "categorie_code": "3.8", "lasten_baten": side, "bedrag_cent": cents}
        for year, field, side, cents in lines
    ]


@pytest.fixture(scope="module")
def query(new_landing, build):
    landing = new_landing()
    for place, contracts in (
        ("0119", [contract("K0"), contract("J0", "Jeugdwet")]),
        ("0484", [contract("K1")]),
        ("0917", [contract("K2")]),
    ):
        landing.deliver("contracten", place, "2025", contracts)
    for place, rows in (("0119", households()), ("0484", decisions()), ("0917", places())):
        landing.deliver("trajecten", place, "2025", list(rows))
    landing.deliver("zrm", "0119", "2025", list(scores()))
    landing.deliver("rapportage", "99011901", "2025H1", REPORT)
    landing.deliver("ceo", "0119", "2025", list(survey()))
    landing.deliver("zrmaggregaat", "99011901", "2025H1", list(levels()))
    landing.deliver("grootboek", "0119", "2025", ledger(), money="bedrag_cent")
    return build(landing, "mart_indicatorwaarde", "mart_doorlooptijd", "mart_aansluiting")


def figure(query, code: str, columns: str = "teller, n, in_aanmerking_n, reden_code", **keys: str) -> list[tuple]:
    where = "".join(f" and {name} = '{value}'" for name, value in keys.items())
    return query(f"select {columns} from marts.mart_indicatorwaarde where indicator_code = '{code}'{where} order by all")


def test_two_persons_with_one_law_in_one_household_are_one_household_with_one_law(query):
    assert figure(query, "stapeling_huishouden", gemeentecode="0119", periode="2025") == [(2, 4, 5, "te_weinig")]


def test_many_problems_looks_at_the_last_measurement_and_a_household_that_nobody_measured_is_missing(query):
    assert figure(query, "multiprobleem", gemeentecode="0119", periode="2025") == [(2, 3, 5, "te_weinig")]


def test_the_time_to_a_decision_has_a_median_a_ninetieth_percentile_and_intervals_from_the_order_of_the_days(query):
    columns = "n, in_aanmerking_n, mediaan_dagen, mediaan_laag_dagen, mediaan_hoog_dagen, p90_dagen, p90_laag_dagen, p90_hoog_dagen"
    found = query(f"select {columns} from marts.mart_doorlooptijd where contractnummer = 'K1' and stap = 'melding_besluit'")
    # 2nd and 10th value; the upper rank of the ninetieth percentile, 1 + ceil(9.9 + 1.96 * 0.995) = 13, lies beyond the 11 values.
    assert found == [(11, 13, 50.0, 10.0, 90.0, 90.0, 60.0, None)]


def test_a_decision_in_the_wrong_order_is_missing_and_not_a_negative_time(query):
    assert figure(query, "besluit_op_tijd", contractnummer="K1") == [(6, 11, 13, None)]


def test_a_general_provision_has_no_decision_but_it_does_have_a_time_from_report_to_begin(query):
    found = query("select stap, in_aanmerking_n from marts.mart_doorlooptijd where contractnummer = 'K1' order by stap")
    assert found == [("besluit_start", 13), ("melding_besluit", 13), ("melding_start", 14)]


def test_close_to_home_counts_each_person_once_where_they_went_last(query):
    found = figure(query, "lokaal_dichtbij", "onderdeel, teller, n, in_aanmerking_n", contractnummer="K2")
    assert found == [("gemeente", 2, 3, 4), ("wijk", 0, 3, 4)]


def test_a_mark_has_an_interval_from_the_widest_spread_it_can_have(query):
    found = figure(query, "tevredenheid", "onderdeel, n, dekking_pct, waarde, laag, hoog, reden_code", periode="2025H1")
    # As a share: (7 - 1) / 9 of 50 and (8 - 1) / 9 of 30, Wilson, back on the scale 1 to 10.
    assert found[1] == ("jeugdige", 50, 25.0, 7.0, pytest.approx(5.754686, abs=1e-5), pytest.approx(8.031271, abs=1e-5), None)
    assert found[2] == ("ouder", 30, 15.0, 8.0, pytest.approx(6.424040, abs=1e-5), pytest.approx(9.008393, abs=1e-5), "respons_te_laag")


def test_a_mark_without_a_number_of_people_stays_as_reported_and_is_no_figure(query):
    found = figure(query, "tevredenheid", "gemeld, waarde, laag, reden_code", onderdeel="alle")
    assert found == [(8.2, None, None, "geen_aantallen")]


def test_a_percentage_without_numerator_and_denominator_is_no_figure_either(query):
    assert figure(query, "doelrealisatie", "gemeld, waarde, reden_code") == [(55.0, None, "geen_aantallen")]


def test_reported_shares_have_the_response_of_the_people_who_were_asked(query):
    assert figure(query, "tevredenheid_7", onderdeel="jeugdige") == [(30, 50, 200, None)]
    assert figure(query, "zonder_hulp_verder") == [(60, 100, 200, None)]


def test_a_reported_number_is_a_count_without_an_interval(query):
    assert figure(query, "gemeld_klachten", "waarde, laag, hoog, methode, reden_code") == [(4.0, None, None, "telling", None)]
    assert figure(query, "gemeld_vrijwilligersrol", "wijkcode, teller, n") == [("WK011901", 12, 40)]


def test_the_survey_leaves_not_applicable_out_of_the_share_and_in_the_response(query):
    columns = "wijkcode, teller, n, buiten_n, in_aanmerking_n, dekking_pct"
    assert figure(query, "ceo_eens", columns, onderdeel="wist_waar") == [
        ("WK011901", 20, 29, 1, 40, 75.0), ("WK011902", 10, 20, 0, 60, pytest.approx(33.333333)), ("alle", 30, 49, 1, 100, 50.0),
    ]  # fmt: skip


def test_counted_scores_give_levels_at_a_moment_and_never_a_change(query):
    spread = figure(query, "zrm_verdeling", "onderdeel, klasse, teller, n", wijkcode="alle")
    intake, end = "intake/2017/financien", "eind/2017/financien"
    assert spread == [(end, "4", 9, 12), (end, "5", 3, 12), (intake, "1", 5, 20), (intake, "3", 10, 20), (intake, "4", 5, 20)]
    enough = figure(query, "zrm_voldoende", "onderdeel, teller, n, buiten_n, in_aanmerking_n", wijkcode="alle")
    assert enough == [(end, 12, 12, 0, 12), (intake, 5, 20, 2, 26)]
    assert query("select count(*) from marts.mart_indicatorwaarde where indicator_code like 'zrm%verander%'") == [(0,)]


def test_the_share_of_personal_budgets_in_money_is_right_to_the_cent_and_only_where_one_was_booked(query):
    found = figure(query, "pgb_aandeel_euro", "wet, periode, teller, n, waarde, laag")
    assert found == [("Wmo", "2025", 25_000_01, 100_000_00, pytest.approx(25.00001), None)]


def test_every_row_of_these_deliveries_is_counted_in_a_figure(query):
    posts = query(
        "select distinct bron, post from marts.mart_aansluiting where bron in ('rapportage', 'ceo', 'zrmaggregaat') and post <> 'geleverd'"
    )
    assert sorted(posts) == [("ceo", "geteld"), ("rapportage", "geteld"), ("zrmaggregaat", "geteld")]
