"""Language: short sentences, no jargon, no cause, the same verdicts in both languages."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from dashboards.slugs import contract_page
from dashboards.texts import catalogue
from tests.integration.dashboards.plans import PLANS
from tests.unit.dashboards.language import FORBIDDEN, flesch_douma, sentences


def language(page) -> str:
    return page.all("html")[0].attrs["lang"]


def headlines(page) -> list[str]:
    return [" ".join(e.text.split()) for e in page.elements if e.tag in ("h1", "h2") or "data-headline" in e.attrs]


def test_headlines_have_at_most_fifteen_words_a_sentence(pages: list, empty_pages: list):
    for page in [*pages, *empty_pages]:
        for text in headlines(page):
            for sentence in sentences(text):
                assert len(sentence.split()) <= 15, (page.path.name, sentence)


def test_headlines_use_no_forbidden_word_and_name_no_cause(pages: list, empty_pages: list):
    for page in [*pages, *empty_pages]:
        for text in headlines(page):
            assert not re.search(rf"\b({FORBIDDEN[language(page)]})\b", text, re.I), (page.path.name, text)


def test_dutch_headline_paragraphs_are_easy_to_read(pages: list):
    found = [" ".join(e.text.split()) for p in pages if language(p) == "nl" for e in p.elements if "data-headline" in e.attrs]
    assert len(found) > 15
    assert min(flesch_douma(text) for text in found) >= 60, min(found, key=flesch_douma)


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
    site = build(rows, *(contract_page(plan.number) for plan in PLANS))
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


def test_headings_are_short_enough_for_a_phone(pages: list):
    for page in pages:
        for one, other in pairwise([e for e in page.elements if e.tag in ("h1", "h2", "h3")]):
            assert len(one.text) < 90
            assert int(other.tag[1]) - int(one.tag[1]) <= 1, (page.path.name, other.text)
