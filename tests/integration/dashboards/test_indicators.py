"""Indicators on pages: what is hidden, what is picked, what is named, and a card for everything that is drawn."""

import csv
import io
import re
from pathlib import Path

from tests.integration.dashboards.indicator_rows import QUESTIONS

SEEDS = Path(__file__).parents[3] / "dbt_project/seeds"


def table(site: Path, name: str) -> dict[str, list[str]]:
    lines = csv.reader(io.StringIO((site / f"csv/{name}.csv").read_text(encoding="utf-8-sig")), delimiter=";")
    return {line[0]: line[1:] for line in lines if line}


def test_a_small_overlap_of_maatwerk_and_general_provisions_hides_the_number_of_people_in_each_form(site: Path):
    forms, stacked = table(site, "hulpvormen"), table(site, "stapelen")
    # Meppel: 346 people, 115 in a general provision, 235 with maatwerk: 4 have both. Alphen has 61 and shows all.
    for name, line in forms.items():
        if name.startswith("Gemeente 0119"):
            assert not {"235", "346"} & set(line) and "Geteld over: beschermd" in line, name
    assert "235" not in " ".join(next(line for name, line in stacked.items() if name.startswith("Gemeente 0119: Wmo")))
    alphen = next(line for name, line in forms.items() if name.startswith("Gemeente 0484") and "pgb" in name)
    assert "1199" in " ".join(alphen)


def test_the_newest_usable_year_is_printed(site: Path):
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


def test_both_pages_of_definitions_show_every_card(site: Path):
    with (SEEDS / "indicator.csv").open(encoding="utf-8", newline="") as file:
        cards = [line["indicator_code"] for line in csv.DictReader(file)]
    for page in ("begrippen.html", "en/begrippen.html"):
        text = (site / page).read_text(encoding="utf-8")
        assert [code for code in cards if f'id="i-{code.replace("_", "-")}"' not in text] == []
