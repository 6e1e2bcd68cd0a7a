"""Language: short sentences, no jargon, no cause, the same verdicts in both languages."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from dashboards.texts import TextError, Texts, catalogue

FORBIDDEN = {
    "nl": r"significant\w*|betrouwbaarheidsinterval\w*|outcome\w*|percentiel\w*|realisatie|prestatie\w*|dankzij|leid(?:t|de|den) tot|"
    r"zorg(?:t|de|den) voor|effectief|"
    r"effectieve|veroorza\w*|levert op|door (?!toeval\b|het jaar\b)\w+",
    "en": r"significant\w*|confidence interval\w*|outcome\w*|percentile\w*|performance|thanks to|leads? to|led to|made this|"
    r"effective\w*|caus\w*|because of|results? in",
}


def language(page) -> str:
    return page.all("html")[0].attrs["lang"]


def headlines(page) -> list[str]:
    return [" ".join(e.text.split()) for e in page.elements if e.tag in ("h1", "h2") or "data-headline" in e.attrs]


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


def test_headlines_have_at_most_fifteen_words_a_sentence(pages: list, empty_pages: list):
    for page in [*pages, *empty_pages]:
        for text in headlines(page):
            for sentence in sentences(text):
                assert len(sentence.split()) <= 15, (page.path.name, sentence)


def test_headlines_use_no_forbidden_word_and_name_no_cause(pages: list, empty_pages: list):
    for page in [*pages, *empty_pages]:
        for text in headlines(page):
            assert not re.search(rf"\b({FORBIDDEN[language(page)]})\b", text, re.I), (page.path.name, text)


@pytest.mark.parametrize("name", ["nl", "en"])
def test_no_sentence_of_the_catalogue_names_a_cause_or_uses_a_forbidden_word(name: str):
    """The sentences of `bewezen` are tied to a design that passed its own tests (test_passage_pages.py)."""
    for key, text in catalogue(name).items():
        assert key.startswith("bewezen.") or not re.search(rf"\b({FORBIDDEN[name]})\b", text, re.I), key


def syllables(word: str) -> int:
    """Count groups of vowels, the usual approximation for Dutch."""
    return max(1, len(re.findall(r"aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouyéëïöü]", word.lower())))


def flesch_douma(text: str) -> float:
    words = re.findall(r"[A-Za-zÀ-ÿ'-]+|\d+", text)
    return 206.84 - 77 * sum(syllables(w) for w in words) / len(words) - 0.93 * len(words) / max(len(sentences(text)), 1)


def test_dutch_headline_paragraphs_are_easy_to_read(pages: list):
    found = [" ".join(e.text.split()) for p in pages if language(p) == "nl" for e in p.elements if "data-headline" in e.attrs]
    assert len(found) > 15
    assert min(flesch_douma(text) for text in found) >= 60, min(found, key=flesch_douma)


def test_a_typical_policy_sentence_would_fail_that_measure():
    policy = "De gerealiseerde uitnutting van maatwerkvoorzieningen overschrijdt de geprognosticeerde budgettaire kaders significant."
    assert flesch_douma(policy) < 0


def test_both_catalogues_have_the_same_keys_and_the_same_places_to_fill_in():
    dutch, english = catalogue("nl"), catalogue("en")
    assert set(dutch) == set(english)
    for key, text in dutch.items():
        assert set(re.findall(r"\{(\w*)\}", text)) == set(re.findall(r"\{(\w*)\}", english[key])), key


def test_both_languages_carry_the_same_verdicts_and_numbers(site: Path, pages: list):
    dutch = {p.path.name: p for p in pages if language(p) == "nl"}
    english = {p.path.name: p for p in pages if language(p) == "en"}
    for name, page in dutch.items():

        def shape(one) -> list[str]:
            signs = [e.attrs["class"] for e in one.all("span") if e.attrs.get("class", "").startswith("sign")]
            return signs + [e.attrs["value"] for e in one.all("data")]

        assert shape(page) == shape(english[name]), name


def test_english_pages_hold_no_dutch_sentence_of_ours(pages: list):
    own = [text for key, text in catalogue("nl").items() if len(text.split()) > 4 and "{" not in text and text != catalogue("en")[key]]
    for page in pages:
        if language(page) == "en":
            assert not [text for text in own if text in page.visible], page.path


def test_the_verdict_sentences_read_as_agreed(site: Path, pages: list):
    page = next(p for p in pages if p.path == site / "contract-mvs-2020.html")
    texts = headlines(page)
    assert texts[1] == "Van elke 100 inwoners gaat het bij 19 beter. Vorig jaar waren dat er 20. Dat is duidelijk minder."
    assert texts[2] == "Door toeval kan dit ook 15 tot 24 zijn. Bij 141 van de 401 inwoners ontbreekt de tweede meting."
    assert texts[3].startswith("We verwachten in 2026 € 10.000 minder uit te geven dan begroot.")
    assert "Het kan ook € 200.000 minder tot € 100.000 meer zijn." in texts[3]


def test_where_staying_the_same_is_the_goal_the_headline_counts_it(site: Path, pages: list):
    page = next(p for p in pages if p.path == site / "contract-ar-dem-2022.html")
    texts = headlines(page)
    assert (
        texts[1] == "Van elke 100 inwoners blijft het bij 80 gelijk of gaat het beter. Vorig jaar waren dat er 70. Dat is duidelijk meer."
    )
    assert "Voor de meeste inwoners in dit contract is gelijk blijven het doel." in page.visible
    english = next(p for p in pages if p.path == site / "en/contract-ar-dem-2022.html")
    assert headlines(english)[1].startswith("Out of every 100 people, 80 stay level or do better. Last year that was 70.")


def test_the_overview_counts_one_headline_verdict_per_contract(site: Path, pages: list):
    """The second verdict of Alphen's dementia contract says 'clearly worse'; only its headline verdict, 'clearly better', counts."""
    page = next(p for p in pages if p.path == site / "index.html")
    assert "Bij 1 van de 6 contracten gaat het duidelijk beter dan een jaar eerder." in headlines(page)[1]
    assert "Bij 1 van de 6 contracten gaat het duidelijk minder goed." in headlines(page)[1]
    assert "Bij 80 van elke 100 inwoners blijft het gelijk of gaat het beter." in page.visible


def test_under_sixty_percent_coverage_the_sentence_gives_the_bounds(build: Callable, rows: dict):
    for row in rows["mart_oordeel"]:
        if row["onderwerp"] == "resultaat":
            row["is_met_grenzen"] = row["contractnummer"] == "MVS-2020"
    site = build(rows)
    text = "Als we iedereen hadden gemeten, ligt dit cijfer tussen 12 en 47."
    assert {p.name: text in visible(p) for p in site.glob("contract-*.html")} == {
        p.name: p.name == "contract-mvs-2020.html" for p in site.glob("contract-*.html")
    }


def visible(path: Path) -> str:
    return " ".join(re.sub("<[^>]+>", "", path.read_text(encoding="utf-8")).split())


def test_a_result_that_may_not_be_shown_gives_the_reason(site: Path, pages: list):
    page = next(p for p in pages if p.path == site / "contract-hrl-sb-2017.html")
    assert headlines(page)[1] == "Dit cijfer tonen we niet. Reden: bij minder dan 10 inwoners is er een tweede meting."


def test_the_words_of_growth_are_used_only_where_a_trend_was_tested(pages: list):
    for page in pages:
        for text in headlines(page):
            if page.path.name != "verloop.html":
                assert not re.search(r"\b(stijgt|daalt|groeit|rises|falls|grows)\b", text), page.path


def test_a_code_nobody_explained_stops_the_build():
    with pytest.raises(TextError, match=r"nl\.yml has no sentence for 'reden\.nieuw'"):
        Texts("nl")("reden.nieuw")


def test_every_code_the_warehouse_can_give_has_a_sentence():
    root = Path(__file__).parents[3] / "dbt_project/macros"
    found = {
        "reden": re.findall(r"then '(\w+)'", _macro(root, "oordeel_reden")),
        "meetreden": re.findall(r"then '(\w+)'", _macro(root, "meetkwaliteit_reden")),
        "geldreden": re.findall(r"then '(\w+)'", _macro(root, "geld_reden")),
        "kostenreden": re.findall(r"(?:then|else) '(\w+)'", _macro(root, "kostenvorm_reden")),
        "geldwoord": re.findall(r"(?:then|else) '(\w+)'", _macro(root, "geld_oordeel")),
        "normwoord": re.findall(r"(?:then|else) '(\w+)'", _macro(root, "norm_oordeel")),
        "oordeelwoord": re.findall(r"(?:then|else) '(\w+)'", _macro(root, "oordeel_code")),
    }
    for group, codes in found.items():
        assert codes, group
        for code in codes:
            assert f"{group}.{code}" in catalogue("nl")


def _macro(root: Path, name: str) -> str:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(root.glob("*.sql")))
    start = text.index("macro " + name + "(")
    return text[start : text.index("endmacro", start)]


def test_headings_are_short_enough_for_a_phone(pages: list):
    for page in pages:
        for one, other in pairwise([e for e in page.elements if e.tag in ("h1", "h2", "h3")]):
            assert len(one.text) < 90
            assert int(other.tag[1]) - int(one.tag[1]) <= 1, (page.path.name, other.text)
