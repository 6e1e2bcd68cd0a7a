"""The pages about time: control charts, tested words, events, and what may be said after a change of contract.

What belongs here: what these pages print, hide and refuse to say. Not here: how limits, words and designs come about
(integration/statistics).
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboards.passage import PASSED_AND_DIFFERENT
from dashboards.texts import Proof, TextError, Texts, catalogue
from tests.unit.dashboards.test_sentences import FORBIDDEN, language

CAUSE = {"nl": r"zorgde voor|veroorza\w*|leid(?:t|de|den) tot|dankzij", "en": r"made this|caus\w*|led to|thanks to"}


def page(pages: list, name: str):
    return next(p for p in pages if p.path.name == name and p.path.parent.name != "en")


def figure(of, ident: str):
    return next(e for e in of.all("figure") if e.attrs["id"] == ident)


def chart(of, ident: str) -> dict:
    wanted = figure(of, ident)
    return json.loads(next(e.text for e in of.all("script") if wanted in e.parents))


def test_a_control_chart_has_its_limits_and_its_marks(pages: list):
    made = chart(page(pages, "gebruik-hrl-sb-2017.html"), "verloop-instroom-hrl-sb-2017")
    symbols = next(trace["marker"]["symbol"] for trace in made["data"] if "marker" in trace)
    assert symbols == ["circle"] * 11 + ["circle-open", "circle"]
    assert {value for value in made["data"][1]["y"] if value is not None} == {57.8}
    assert "buiten de grenzen" in figure(page(pages, "gebruik-hrl-sb-2017.html"), "verloop-instroom-hrl-sb-2017").text


def test_a_break_is_drawn_and_named_and_a_short_phase_is_called_provisional(pages: list):
    of = page(pages, "gebruik-ar-wmo-2015.html")
    made = chart(of, "verloop-instroom-ar-wmo-2015")
    assert [shape["x0"] for shape in made["layout"]["shapes"]] == [3.5]
    words = [word.strip() for trace in made["data"] for word in trace.get("text") or []]
    assert "start contract" in words
    assert "Voorlopig: er zijn minder dan 13 perioden." in figure(of, "verloop-instroom-ar-wmo-2015").text


def test_a_month_of_seven_people_hides_the_middle_of_its_phase_too(site: Path, pages: list):
    text = (site / "csv/verloop-instroom-mep-rk-2020.csv").read_text(encoding="utf-8-sig")
    assert "te_weinig" in text and "beschermd" in text
    assert "43" not in {cell for line in text.splitlines() for cell in line.split(";")[3:4]}
    assert "ze zouden een klein aantal verraden" in page(pages, "gebruik-mep-rk-2020.html").visible


def lines(site: Path, name: str) -> list[str]:
    return (site / f"csv/{name}.csv").read_text(encoding="utf-8-sig").splitlines()[1:]


def test_a_direction_is_only_named_where_it_was_tested(site: Path):
    assert ["stijgt" in line and "Vlaardingen" in line for line in lines(site, "richting")] == [True] * 3
    for code in ("0484", "0917", "0119", "0622"):
        assert sum("stijgt" in line for line in lines(site, f"verloop-{code}")) == (3 if code == "0622" else 0)


def test_what_has_no_limits_says_so_and_each_municipality_is_one_jump_away(site: Path, pages: list):
    assert all(line.count("geen grens") == 2 for line in lines(site, "verloop-0484") if "inwoners met hulp" in line)
    of = page(pages, "verloop.html")
    found = {e.attrs["href"] for e in of.all("a") if e.attrs["href"].startswith("#verloop-")}
    assert found == {f"#verloop-{code}" for code in ("0484", "0917", "0119", "0622")}
    assert found <= {f"#{e.attrs['id']}" for e in of.all("section") if "id" in e.attrs}


def test_each_design_prints_its_assumptions_its_test_of_before_and_its_warning(pages: list):
    of = page(pages, "verloop.html")
    figures = {e.attrs["id"]: " ".join(e.text.split()) for e in of.all("figure")}
    assert set(figures) == {"rondom-1", "rondom-2", "rondom-3", "vergeleken"}
    for name in ("rondom-1", "rondom-2", "rondom-3"):
        for words in ("Toets op de tijd ervoor", "Toets op samenhang", "registratie", "Gebruikt zijn 12 perioden ervoor en 12 erna."):
            assert words in figures[name], (name, words)
    assert sum("de registratie veranderde mee" in text for name, text in figures.items() if name != "vergeleken") == 1
    assert sum("het was vooraf al anders" in text for name, text in figures.items() if name != "vergeleken") == 1
    assert "Dat klopt alleen als ze vooraf gelijk opliepen." in of.visible


def test_a_time_series_with_a_hidden_month_is_not_drawn_and_a_refusal_gives_its_reason(pages: list):
    of = page(pages, "verloop.html")
    assert "te weinig inwoners per maand om te tonen" in of.visible
    assert "te weinig perioden vóór de verandering" in of.visible


def test_what_comes_from_memory_says_so(pages: list):
    rows = {e.text.split("Landelijk")[0].strip(): e.text for e in page(pages, "verloop.html").all("tr") if "Landelijk" in e.text}
    assert "uit het geheugen" in rows["15 maart 2020"] and "met bron" in rows["1 januari 2025"]


def test_a_cause_is_named_only_within_a_design_that_passed_and_differs(pages: list, rows: dict, site: Path):
    """The page is searched as a reader sees it: every causal word lies inside a sentence that carries the cell of its design."""
    passed = {r["cell_id"] for r in rows["mart_beleidseffect"] if r["oordeel_code"] == PASSED_AND_DIFFERENT and r["is_geslaagd"]}
    assert len(passed) == 2
    seen = 0
    for one in pages:
        bound = [e for e in one.elements if "data-ontwerp" in e.attrs]
        assert {e.attrs["data-ontwerp"] for e in bound} <= passed
        inside = sum(len(re.findall(CAUSE[language(one)], e.text, re.I)) for e in bound)
        assert len(re.findall(CAUSE[language(one)], one.visible, re.I)) == inside, one.path
        seen += inside
    assert seen == 4  # both designs of Meppel, in two languages


@pytest.mark.parametrize("change", [{"is_geslaagd": False}, {"oordeel_code": "geslaagd_geen_verschil"}, {"oordeel_code": "vooraf_anders"}])
def test_without_a_passed_design_no_page_names_a_cause(build: Callable, rows: dict, change: dict):
    for row in rows["mart_beleidseffect"]:
        if row["oordeel_code"] == PASSED_AND_DIFFERENT:
            row |= change
    if "is_geslaagd" in change:
        with pytest.raises(TextError, match="did not pass its own tests"):
            build(rows)
        return
    site = build(rows)
    for path in (site / "verloop.html", site / "en/verloop.html"):
        assert not re.search(r"data-ontwerp|zorgde voor|made this", path.read_text(encoding="utf-8"))


def test_the_sentences_that_name_a_cause_are_out_of_reach_of_every_other_call():
    t = Texts("nl")
    for call in (t, t.html):
        with pytest.raises(TextError, match="names a cause"):
            call("bewezen.meer", reeks="gestart")
    with pytest.raises(TextError, match="needs a design"):
        t.cause("bewezen.meer", None, reeks="gestart")  # type: ignore[arg-type]
    with pytest.raises(TextError, match="needs a design"):
        t.cause("bewezen.meer", Proof("abc"), reeks="gestart")
    with pytest.raises(TextError, match="did not pass"):
        Proof.of("abc", False)
    assert 'data-ontwerp="abc"' in t.cause("bewezen.meer", Proof.of("abc", True), reeks="gestart")


@pytest.mark.parametrize("name", ["nl", "en"])
def test_only_those_sentences_name_a_cause(name: str):
    causal = {key for key, text in catalogue(name).items() if re.search(rf"\b({CAUSE[name]}|{FORBIDDEN[name]})\b", text, re.I)}
    assert causal == {"bewezen.meer", "bewezen.minder"}


def test_every_code_of_these_marts_has_a_sentence():
    root = Path(__file__).parents[3] / "dbt_project"
    macro = (root / "macros/verloop.sql").read_text(encoding="utf-8")
    verdicts = set(re.findall(r"(?:then|else) '(\w+)'", macro[macro.index("macro beleidsoordeel") :]))
    assert len(verdicts) == 6
    for code in verdicts - {"geweigerd", PASSED_AND_DIFFERENT}:
        assert {f"ontwerpoordeel.{code}", f"ontwerpkort.{code}"} <= set(catalogue("nl"))
    fitting = (root / "models/intermediate/int_beleidseffect__schattingen.py").read_text(encoding="utf-8")
    for code in {*re.findall(r'"(te_weinig_\w+)"', fitting), "samenloop"}:
        assert f"ontwerpreden.{code}" in catalogue("nl")
    trend = (root / "models/intermediate/int_verloop__laatste.sql").read_text(encoding="utf-8")
    assert {f"trendreden.{code}" for code in re.findall(r"then '(\w+)'", trend)} <= set(catalogue("nl"))
    events = (root / "models/intermediate/int_kalender__gebeurtenissen.sql").read_text(encoding="utf-8")
    kinds = {*re.findall(r"'((?:contract|aanloop|overname)_\w+|vormwijziging|editiewissel|landelijk)'", events)}
    assert len(kinds) == 7 and {f"gebeurtenis.{code}" for code in kinds} <= set(catalogue("nl"))
