"""The page on the money of one contract: bars that add up, every method, earlier forecasts; nothing about few people."""

from pathlib import Path

from tests.integration.dashboards.plans import PLANS
from tests.integration.dashboards.test_sentences import headlines


def test_every_contract_has_a_page_on_where_the_difference_comes_from(pages: list, site: Path):
    names = {path.name for path in site.glob("contract-*.html")}
    assert {path.name.replace("geld-", "contract-") for path in site.glob("geld-*.html") if path.name != "geld-en-resultaat.html"} == names


def test_the_largest_part_is_named_only_where_the_verdict_is_above_budget(pages: list):
    """The mart says which part is the largest (test_waterfall.py); here it is marked for every contract, and one is above its budget."""
    said = {p.path.stem for p in pages if "De grootste oorzaak: een verschil dat vorig jaar al bestond" in " ".join(headlines(p))}
    above = {plan.number.lower() for plan in PLANS if (plan.money[2026][3] or 0) > plan.money[2026][0]}
    assert above
    assert said == {f"{page}-{number}" for page in ("geld", "contract") for number in above}


def test_costs_of_fewer_than_ten_people_that_may_belong_to_another_law_are_hidden(site: Path):
    pages = [path for path in site.glob("geld-*.html") if path.name != "geld-en-resultaat.html"]
    assert len(pages) == 6  # 7 people in every other one, 14 in the others
    assert len([path for path in pages if "8.123" in path.read_text(encoding="utf-8")]) == 3


def test_much_help_at_home_for_long_is_shown_for_ten_people_or_more_and_refused_when_too_little_is_known(site: Path):
    """24 people with their costs on the 1st and 5th page, 4 hidden on every other one; of the 3rd too few are known."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(site.glob("geld-*.html")) if path.name != "geld-en-resultaat.html"]
    assert len(texts) == 6 and all("Wie krijgt al lang veel hulp thuis?" in text for text in texts)
    assert len([text for text in texts if "9.074" in text]) == 2
    assert len([text for text in texts if "van te weinig inwoners zijn leeftijd, uren en begin bekend" in text]) == 1


def test_the_record_says_whether_it_was_kept_and_how_often_the_bands_held(site: Path):
    text = (site / "geld.html").read_text(encoding="utf-8")
    assert "achteraf berekend" in text
    assert "Dat hoort 95 te zijn." in text


def test_a_first_year_with_too_little_measured_gives_a_table_with_the_reason_and_no_line(site: Path):
    """Of every third contract; the others have a chart, in which the year with 7 people better is hidden too."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(site.glob("geld-*.html")) if path.name != "geld-en-resultaat.html"]
    assert len([text for text in texts if "niet getoond, in 2022: te veel inwoners zonder tweede meting" in text]) == 2
    drawn = [text for text in texts if "Grafiek: budget, budget in vaste prijzen en resultaat als index" in text]
    assert len(drawn) == 4
    assert all("te weinig inwoners om te tonen" in text and "13,8" not in text and ">31<" not in text for text in drawn)
    assert all(r'"2025","2026\u003cbr\u003e(loopt nog)"' in text for text in drawn)  # not as if it were a whole year
    together = (site / "geld-en-resultaat.html").read_text(encoding="utf-8")
    assert "Hoe staan budget en resultaat tegenover het begin?" in together and "46 tot 121" in together
