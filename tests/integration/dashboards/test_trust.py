"""The tables about measuring, messages and change: what is shown, what is hidden, and what never stands alone."""

from collections.abc import Callable
from pathlib import Path


def lines(site: Path, name: str) -> list[list[str]]:
    text = (site / f"csv/{name}.csv").read_text(encoding="utf-8-sig")
    return [line.split("," if site.name == "en" else ";") for line in text.splitlines()]


def table(site: Path, name: str) -> dict[str, list[str]]:
    return {line[0]: line[1:] for line in lines(site, name)[1:]}


def test_only_signals_stand_in_the_table_on_alphabet_and_as_a_reason_to_talk(site: Path):
    header, *rows = lines(site, "signalen")
    names = [row[0] for row in rows]
    assert names == ["Alphen aan den Rijn: Ondersteuning van volwassenen in de wijk", "Heerlen", "Meppel", "Vlaardingen"]
    assert {row[header.index("Wat nu")] for row in rows} == {"vraag om gesprek"}
    assert "2025" not in {row[header.index("Periode")] for row in rows}


def test_a_signal_about_eight_people_prints_no_share_and_no_difference(site: Path):
    heerlen = table(site, "signalen")["Heerlen"]
    assert heerlen[2:8] == ["", "", "", "", "", ""]
    assert "Verschil: te_weinig" in heerlen[9]


def test_a_course_of_first_scores_is_in_levels_and_compared_with_nothing(site: Path):
    row = table(site, "signalen")["Alphen aan den Rijn: Ondersteuning van volwassenen in de wijk"]
    assert row[1:8] == ["eerste helft 2026", "640", "3,12", "niet van toepassing", "-0,06", "-0,1", "-0,03"]


def test_no_signal_at_all_is_said_in_a_sentence(build: Callable, rows: dict):
    for row in rows["mart_scoresignaal"]:
        row["is_signaal"] = False
    site = build(rows, "betrouwbaarheid.html")
    assert "Er is geen enkel signaal." in (site / "betrouwbaarheid.html").read_text(encoding="utf-8")
    assert not (site / "csv/signalen.csv").exists()


def test_who_was_not_measured_is_warned_about_even_when_the_numbers_are_too_few(site: Path):
    found = table(site, "ongemeten")
    assert found["Vlaardingen"][1:6] == ["95", "3,25", "2,91", "0,41", "begonnen anders"]
    # Meppel: 14 people, one of them more than the pages may give away next to the 15 who lack a second measurement.
    assert found["Meppel"][1:6] == ["", "3,25", "", "", "begonnen anders"]
    assert "Alleen eerste meting: beschermd" in found["Meppel"][6]
    assert found["Heerlen"][1:6] == ["", "", "", "", "te weinig om te zeggen"]


def test_the_limit_of_the_warning_comes_from_the_parameter(site: Path, pages: list):
    page = next(p for p in pages if p.path == site / "betrouwbaarheid.html")
    assert "Boven 0,2, omhoog of omlaag, waarschuwen we." in page.visible


def test_missing_messages_are_those_of_the_last_month_in_which_all_were_due(site: Path, pages: list):
    assert table(site, "berichten")["Vlaardingen"][:3] == ["4", "1", "Stop hulp (307)"]
    assert table(site, "berichten")["Alphen aan den Rijn: Thuis met dementie"][:3] == ["4", "0", "geen"]
    page = next(p for p in pages if p.path == site / "betrouwbaarheid.html")
    assert "Hier staat welke er in september 2026 niet kwamen." in page.visible


def test_findings_across_messages_hide_counts_under_ten(site: Path):
    found = table(site, "bevindingen")
    assert found["Dit bericht past niet bij regel TR074."][:3] == ["TR074", "waarschuwing", "42"]
    assert found["Dit bericht past niet bij regel TR382."][:4] == ["TR382", "fout", "", "Aantal: te_weinig"]


def test_change_in_figures_has_its_interval_and_its_parameters(site: Path, pages: list):
    found = table(site, "verandering-mvs-2020")
    assert found["Gemiddelde score"][:5] == ["3,2", "3,35", "0,14", "0,09", "0,19"]
    assert found["Deel van de leefgebieden met score 4 of 5"][:5] == ["51,3", "57,9", "6,6", "3,1", "10,2"]
    assert found["Leefgebieden met score 1 of 2, per inwoner"][:5] == ["2", "1", "-1", "-1,4", "-0,6"]
    assert found["Deel van de leefgebieden dat op 5 begon en niet hoger kan"][0] == "23,1"
    page = next(p for p in pages if p.path == site / "contract-mvs-2020.html")
    text = "Duidelijk is een verandering van 0,64 niveau. Gerekend met betrouwbaarheid r = 0,85, spreiding SD = 0,6 en z = 1,96."
    assert text in page.visible
    assert "+0,14" in page.visible


def test_a_mean_over_few_low_scores_gives_none_of_them_away(site: Path):
    found = table(site, "verandering-mep-rk-2020")
    assert found["Leefgebieden met score 1 of 2, per inwoner"][:5] == ["", "", "", "", ""]
    assert found["Gemiddelde score"][0] == "3,2"


def test_few_people_measured_twice_show_no_change(site: Path):
    found = table(site, "verandering-hrl-sb-2017")
    assert all(set(row[:3]) <= {"", "niet van toepassing"} for row in found.values())
    assert len(found) == 4
    assert not (site / "csv/laag-begin-hrl-sb-2017.csv").exists()


def test_change_is_hidden_when_too_few_were_measured_to_use_it(build: Callable, rows: dict):
    for row in rows["mart_oordeel"]:
        if row["onderwerp"] == "resultaat" and row["contractnummer"] == "MVS-2020":
            row |= {"oordeel_code": "niet_getoond", "reden_code": "dekking_te_laag"}
    site = build(rows, "contract-mvs-2020.html")
    assert table(site, "verandering-mvs-2020")["Gemiddelde score"][:3] == ["", "", ""]
    assert not (site / "csv/laag-begin-mvs-2020.csv").exists()


def test_who_started_low_never_stands_without_the_rise_that_chance_gives(site: Path):
    header, *rows = lines(site, "laag-begin-mvs-2020")
    place = header.index("Stijging die toeval geeft")
    assert len(rows) == 6  # domains 2 and 3 of every 4 have at least 30 people; the others have 28 or 29
    assert {row[place] for row in rows} == {"0,49"}
    assert {row[1] for row in rows} == {"30", "64"}


def test_english_tables_say_the_same(site: Path):
    assert table(site / "en", "ongemeten")["Vlaardingen"][1:6] == ["95", "3.25", "2.91", "0.41", "started differently"]
    assert table(site / "en", "berichten")["Vlaardingen"][:3] == ["4", "1", "Stop of support (307)"]
