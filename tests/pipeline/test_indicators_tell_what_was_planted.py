"""Indicators of the sample release against what the generator planted, and a card for every one of them on both pages of definitions."""

from pathlib import Path

import pytest
import yaml

from dashboards.slugs import card_id

PLANTED = yaml.load((Path(__file__).parents[2] / "data_samples/planted.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["contracten"]
OUTCOMES = PLANTED["AR-JGD-2018"]["uitkomsten"]


def figure(night, code: str, columns: str, where: str) -> list[tuple]:
    return night.query(f"select {columns} from marts.mart_indicatorwaarde where indicator_code = '{code}' and {where} order by all")


@pytest.mark.parametrize("who", ["jeugdige", "ouder"])
def test_marks_of_young_people_and_of_parents_come_out_as_delivered_and_their_interval_holds_the_planted_mean(night, who):
    where = f"contractnummer = 'AR-JGD-2018' and onderdeel = '{who}'"
    found = {row[0]: row[1:] for row in figure(night, "tevredenheid", "periode, gemeld, n, laag, hoog", where)}
    high = {row[0]: row[1:] for row in figure(night, "tevredenheid_7", "periode, teller, n, in_aanmerking_n", where)}
    mean = PLANTED["AR-JGD-2018"]["tevredenheid_gepland"][f"tevredenheid_{who}"]
    assert set(found) == set(OUTCOMES)
    for period, truth in OUTCOMES.items():
        value, sevens, n = truth[f"tevredenheid_{who}"]
        assert found[period][:2] == (value, n)
        assert high[period] == (sevens, n, truth["uitgevraagd"])
        assert found[period][2] <= mean <= found[period][3]


def test_who_needs_no_support_any_more_has_the_response_of_everybody_who_was_asked(night):
    found = figure(night, "zonder_hulp_blijvend", "periode, teller, n, in_aanmerking_n, reden_code", "contractnummer = 'AR-JGD-2018'")
    assert found == [(period, *truth["zonder_hulp_blijvend"], truth["uitgevraagd"], None) for period, truth in sorted(OUTCOMES.items())]


def test_households_with_support_under_two_laws_are_the_ones_that_were_planted(night):
    planted = PLANTED["AR-WMO-2015"]["huishoudens_met_twee_wetten"]
    found = dict(figure(night, "stapeling_huishouden", "periode, teller", "gemeentecode = '0484' and periode >= '2025'"))
    assert found == {str(year): number for year, number in planted.items()}


def test_day_activities_come_closer_where_that_was_planted(night):
    planted = PLANTED["MVS-WMO-2020"]["dagbesteding_eigen_wijk_pct"]
    found = dict(figure(night, "lokaal_dichtbij", "periode, waarde", "contractnummer = 'MVS-WMO-2020' and onderdeel = 'wijk'"))
    assert set(found) == {str(year) for year in planted}
    # Planted by year of start, counted among all who go there: later, and with less of a rise.
    assert found["2026"] - found["2020"] > (planted[2026] - planted[2020]) / 2


def test_every_row_of_reports_surveys_population_and_counted_scores_is_in_a_figure(night):
    sources = "('rapportage', 'ceo', 'bevolking', 'zrmaggregaat')"
    posts = night.query(f"select bron, post from marts.mart_aansluiting where bron in {sources} and post like 'uitgesloten%'")
    assert posts == []


@pytest.mark.parametrize("page", ["begrippen.html", "en/begrippen.html"])
def test_every_indicator_of_the_release_has_its_card_on_the_page_of_definitions(night, page):
    html = (night.release / "site" / page).read_text(encoding="utf-8")
    codes = night.query(
        "select distinct indicator_code from marts.mart_indicatorwaarde union select indicator_code from marts.mart_indicator"
    )
    assert len(codes) > 60
    assert [code for (code,) in codes if f'id="{card_id(code)}"' not in html] == []
