"""Indicators on pages: what is hidden, what is picked, what is named, and a card for everything that is drawn."""

import csv
import io
import re
from pathlib import Path

from dashboards import indicators
from dashboards.columns_indicators import INDICATOR_MARTS
from dashboards.ledger import Ledger
from dashboards.panels.frame import INDICATORS
from dashboards.read import Cell
from tests.unit.dashboards.indicator_rows import QUESTIONS, row

SEEDS = Path(__file__).parents[3] / "dbt_project/seeds"


def cell(**values) -> Cell:
    """A row of the long mart."""
    names = {"cell_id": "cell_id", **INDICATOR_MARTS["mart_indicatorwaarde"].columns}
    made = {**dict.fromkeys(names), "cell_id": str(sorted(values.items())), **{k: v for k, v in values.items() if k in names}}
    return Cell("mart_indicatorwaarde", f"cell_id = '{made['cell_id']}'", names, made)


def table(site: Path, name: str) -> dict[str, list[str]]:
    lines = csv.reader(io.StringIO((site / f"csv/{name}.csv").read_text(encoding="utf-8-sig")), delimiter=";")
    return {line[0]: line[1:] for line in lines if line}


def status(found: list[indicators.Indicator]) -> list[str]:
    return [one.value.shown.status for one in found]


def test_a_share_with_a_small_numerator_or_complement_is_hidden_and_so_is_a_figure_with_a_reason():
    few, nearly_all, refused = (
        cell(**row("besluit_op_tijd", "0119", k, 200, in_aanmerking_n=200, dekking_pct=100.0, reden_code=reason))
        for k, reason in ((4, None), (195, None), (90, "dekking_te_laag"))
    )
    ledger = Ledger()
    assert status([indicators.indicator(ledger, one) for one in (few, nearly_all, refused)]) == ["te_weinig", "te_weinig", "geen_meting"]


def test_the_smallest_age_group_takes_another_along_because_the_total_is_known():
    cells = [cell(**row("clienten_per_1000", "0119", k, 9000, klasse=age)) for age, k in (("18-64", 88), ("65-74", 7), ("75+", 251))]
    assert status(indicators.parts(Ledger(), cells)) == ["beschermd", "te_weinig", "getoond"]


def test_a_small_overlap_of_maatwerk_and_general_provisions_hides_the_number_of_people_in_each_form(site: Path):
    forms, stacked = table(site, "hulpvormen"), table(site, "stapelen")
    # Meppel: 346 people, 115 in a general provision, 235 with maatwerk: 4 have both. Alphen has 61 and shows all.
    for name, line in forms.items():
        if name.startswith("Gemeente 0119"):
            assert not {"235", "346"} & set(line) and "Geteld over: beschermd" in line, name
    assert "235" not in " ".join(next(line for name, line in stacked.items() if name.startswith("Gemeente 0119: Wmo")))
    alphen = next(line for name, line in forms.items() if name.startswith("Gemeente 0484") and "pgb" in name)
    assert "1199" in " ".join(alphen)


def test_the_newest_usable_year_is_printed_and_only_without_one_the_reason(site: Path):
    years = [
        cell(**row("geen_nieuwe_start", "0119", 9, 9, periode=year, reden_code=code)) for year, code in (("2025", None), ("2026", "x"))
    ]
    picked = indicators.latest(years)
    assert picked is not None and picked["periode"] == "2025"
    assert indicators.latest([years[1]]) is years[1]
    assert table(site, "indicatoren-ar-jgd-2018")["Geen nieuwe start"][0] == "2025"


def test_a_reason_stands_beside_the_figure_that_is_missing_and_no_mark_is_drawn_for_it(site: Path):
    line = next(line for name, line in table(site, "stapelen").items() if name.startswith("Gemeente 0917: huishouden"))
    assert "er zijn geen huishoudnummers geleverd" in line
    text = (site / "bereik.html").read_text(encoding="utf-8")
    chart = re.search(r'id="stapelen".*?</figure>', text, re.S)
    assert chart and "geen meting" not in re.sub(r"<table.*?</table>", "", chart[0], flags=re.S)


def test_twelve_answers_nine_decisions_and_a_mark_of_25_people_are_not_printed(site: Path):
    survey = table(site, "antwoorden-ar-wmo-2015")
    assert len(survey) == len(QUESTIONS) + 1
    assert all("Deel dat het eens is: te_weinig" in line for name, line in survey.items() if name.startswith("Ik"))
    assert not any(name.startswith("HRL") or "Heerlen" in name for name in table(site, "besluit"))
    marks = table(site, "rapportcijfers")
    assert "Uitkomst: te_weinig" in next(line for name, line in marks.items() if name.startswith("Meppel"))


def test_counted_scores_show_moments_beside_each_other_and_no_change(site: Path):
    text = (site / "gebruik-ar-jgd-2018.html").read_text(encoding="utf-8")
    assert "Dit zijn geen paren." in text
    head = next(iter(table(site, "niveaus-ar-jgd-2018").values()))
    assert not any("erschil" in name or "erandering" in name for name in head)


def test_every_indicator_a_figure_is_about_and_every_indicator_that_is_counted_has_a_card():
    def codes(name: str, column: str) -> set[str]:
        with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return {line[column] for line in csv.DictReader(file)}

    cards = codes("indicator", "indicator_code")
    assert set(INDICATORS.values()) <= cards
    assert codes("indicator_berekening", "indicator_code") | codes("rapportage_indicator", "kaart") <= cards


def test_both_pages_of_definitions_show_every_card(site: Path):
    with (SEEDS / "indicator.csv").open(encoding="utf-8", newline="") as file:
        cards = [line["indicator_code"] for line in csv.DictReader(file)]
    for page in ("begrippen.html", "en/begrippen.html"):
        text = (site / page).read_text(encoding="utf-8")
        assert [code for code in cards if f'id="i-{code.replace("_", "-")}"' not in text] == []
