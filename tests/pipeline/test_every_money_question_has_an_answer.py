"""Every steering question on money of the five founding situations has a mart row and a place on a page, for its own municipality.

What belongs here: one list of questions, each with the row that answers it, the columns that hold its uncertainty (or the code that says
why there is no answer), and the page where the figure (or the reason) is printed. Not here: whether figures are right (the other tests).
A question without its row, without its doubt or without its place fails.
"""

import html
import re
from dataclasses import dataclass
from typing import Any

import pytest

ROW = re.compile(r'<tbody class="group">(.*?)</tbody>', re.S)
QUERY = re.compile(r"<code>(.*?)</code>", re.S)
KEY = re.compile(r'<tr id="(k-[0-9a-f]+)">')
LINK = re.compile(r'href="(controle[\w.-]*)#(k-[0-9a-f]+)"')


@dataclass(frozen=True)
class Question:
    """One question: the rows that answer it, their band (columns) or refusal, the page, and words that must stand on that page."""

    asked: str
    mart: str
    where: str
    page: str
    band: tuple[str, str] | None = None  # columns with the lower and the upper end
    paths: str = ""  # a column of which several values are the uncertainty (scenarios)
    refusal: str = ""  # the reason_code there must be instead
    words: str = ""  # also the doubt of what has no band: counted in the books, or told by the provider


FORECAST, DIFFERENCE = ("prognose_laag_cent", "prognose_hoog_cent"), ("verschil_laag_cent", "verschil_hoog_cent")
HH, COOP, MVS, CHAIN, CONSORTIUM = (
    f"contractnummer = '{number}'" for number in ("MP-HH-2022", "HL-WMO-2017", "MVS-WMO-2020", "AR-DEM-2022", "AR-WMO-2015")
)
NOT_SURE, REPORTED = "Dat beslist het CIZ", "Koers heeft deze cijfers niet geteld"
QUESTIONS = (
    # Meppel
    Question("S0-1 within budget, and where will December end", "mart_budget_jaar", f"{HH} and boekjaar = 2026",
             "contract-mp-hh-2022.html", FORECAST),
    Question("S0-1 by every method", "mart_prognose", f"{HH} and reden_code is null", "geld-mp-hh-2022.html", FORECAST),
    Question("S0-1 did the forecast of last year hold", "mart_prognose_toets", f"{HH} and boekjaar = 2025 and maand_nr = 10",
             "geld-mp-hh-2022.html", FORECAST),
    Question("S0-1 did the obligo hold", "mart_prognose_proef", f"{HH} and methode = 'obligo'", "geld-mp-hh-2022.html", FORECAST),
    Question("S0-1 on how many trials the obligo rests", "mart_prognose_dekking", "methode = 'obligo'", "geld-mp-hh-2022.html",
             ("binnen_95_laag_pct", "binnen_95_hoog_pct"),
             words="We hebben 5 eerdere verwachtingen naast de uitkomst gelegd, uit 5 perioden."),
    Question("S0-1 did the completion hold", "mart_prognose_proef", f"{HH} and methode = 'voltooiing'", "geld-mp-hh-2022.html", FORECAST),
    Question("S0-2 overspend of help at home: clients", "mart_overschrijding", f"{HH} and boekjaar = 2026 and post = 'clienten'",
             "geld-mp-hh-2022.html", words="We vergeleken de declaraties van"),
    Question("S0-2 overspend of help at home: price", "mart_overschrijding", f"{HH} and boekjaar = 2026 and post = 'prijs'",
             "geld-mp-hh-2022.html"),
    *(Question(f"S0-2 no parts for {number}: nobody declared in the year before", "mart_overschrijding",
               f"contractnummer = '{number}' and boekjaar = 2026", f"geld-{number.lower()}.html", refusal="geen_declaraties_vorig_jaar",
               words="Van vorig jaar zijn er geen declaraties. De groei is dan niet te verdelen.")
      for number in ("MP-BG-2023", "MP-DB-2022")),
    Question("S0-2 the overspend itself", "mart_budget_jaar", f"{HH} and boekjaar = 2026", "geld-mp-hh-2022.html", DIFFERENCE),
    Question("S0-2 older people who have had much help for long", "mart_langer_thuis", f"{HH} and boekjaar = 2026",
             "geld-mp-hh-2022.html", ("langdurig_laag_pct", "langdurig_hoog_pct"), words="Dit is een schatting van langer thuis wonen"),
    Question("S0-3 what looks like another law", "mart_andere_wet", f"{HH} and soort = 'voor_uitstroom' and length(periode) = 4",
             "geld-mp-hh-2022.html", words=NOT_SURE),
    Question("S0-3 who left per quarter, and their year before", "mart_andere_wet",
             f"{HH} and soort = 'uitstroom' and length(periode) = 6",
             "geld-mp-hh-2022.html", words="Code 39"),
    Question("S0-4 short stay", "mart_budget_jaar", "contractnummer = 'MP-LOG-2024' and boekjaar = 2026",
             "contract-mp-log-2024.html", FORECAST),
    Question("S0-10 personal budgets in euros", "mart_indicatorwaarde", "indicator_code = 'pgb_aandeel_euro' and gemeentecode = '0119'",
             "bereik.html", words="geteld in de boeken"),
    # Heerlen
    Question("S1-2 the budget in fixed prices", "mart_contractbudget_opbouw", COOP, "contract-hl-wmo-2017.html"),
    Question("S1-2 beside the result", "mart_effect_en_budget", f"{COOP}",
             "geld-en-resultaat.html", ("resultaat_laag_pct", "resultaat_hoog_pct")),
    Question("S1-2 index of the budget beside that of the result", "mart_budget_en_effect_index",
             f"{COOP} and maat = 'resultaat' and jaar = 2025", "geld-hl-wmo-2017.html", ("effect_index_laag", "effect_index_hoog"),
             words="Of het een uit het ander volgt, zeggen zij niet."),
    Question("S1-2 index of the budget beside that of the quality", "mart_budget_en_effect_index",
             f"{COOP} and maat = 'kwaliteit' and jaar = 2025", "geld-hl-wmo-2017.html", ("effect_index_laag", "effect_index_hoog")),
    Question("S1-2 the last whole year of every contract", "mart_budget_en_effect_index", f"{COOP} and jaar = 2025",
             "geld-en-resultaat.html", ("effect_index_laag", "effect_index_hoog"), words="Het eerste jaar kiezen we niet."),
    Question("S1-2 too little measured in the first year", "mart_budget_en_effect_index", f"{MVS} and maat = 'resultaat'",
             "geld-mvs-wmo-2020.html", refusal="basisjaar_dekking_te_laag",
             words="niet getoond, in 2020: te veel inwoners zonder tweede meting"),
    Question("S1-3 fewer personal budgets in euros", "mart_indicatorwaarde",
             "indicator_code = 'pgb_aandeel_euro' and gemeentecode = '0917'",
             "bereik.html", words="geteld in de boeken"),
    Question("S1-5 money for innovation", "mart_indicatorwaarde", f"indicator_code = 'gemeld_innovatie' and {COOP}",
             "gebruik-hl-wmo-2017.html", words=REPORTED),
    Question("S1-11 three years more: lump sum beside shadow price", "mart_schaduwprijs", f"{COOP} and boekjaar = 2025",
             "geld-hl-wmo-2017.html", DIFFERENCE, words="Niemand betaalt dit"),
    Question("S1-11 three years more: demand", "mart_scenario", COOP, "scenario.html", paths="scenario"),
    # Maassluis, Vlaardingen, Schiedam
    Question("S2-1 does the tapering budget hold while requests grow", "mart_scenario", MVS, "scenario.html", paths="scenario"),
    Question("S2-1 nominal and real so far", "mart_contractbudget_opbouw", MVS, "contract-mvs-wmo-2020.html"),
    Question("S2-2 budget per client-month", "mart_budget_jaar", f"{MVS} and boekjaar = 2025 and prijs_per_clientmaand_cent is not null",
             "contract-mvs-wmo-2020.html", words="toegerekend"),
    Question("S2-8 overhead", "mart_indicatorwaarde", f"indicator_code = 'gemeld_overhead' and {MVS} and gemeentecode = '0622'",
             "gebruik-mvs-wmo-2020.html", words=REPORTED),
    Question("S2-8 hours against the lump sum", "mart_schaduwprijs", f"{MVS} and boekjaar = 2025", "geld-mvs-wmo-2020.html",
             refusal="geen_tarief", words="er is geen vergelijkbaar tarief geleverd"),
    # The dementia chain
    Question("S3-4 what does the chain cost", "mart_ketenrendement", "gemeentecode = '0484' and reden_code is null", "keten.html",
             ("saldo_laag_cent", "saldo_hoog_cent")),
    Question("S3-5 who pays and who gains", "mart_ketenrendement", "gemeentecode = '0484' and wet = 'Wlz' and reden_code is null",
             "keten.html", ("saldo_laag_cent", "saldo_hoog_cent")),
    Question("S3-4 carers in 2025", "mart_ketenrendement", "wet = 'Mantelzorg' and jaar = 2025", "keten.html", refusal="bedrag_onbekend"),
    Question("S3-8 the ageing wave in 2030 and 2040", "mart_scenario", f"{CHAIN} and jaar in (2030, 2040)",
             "scenario.html", paths="scenario"),
    Question("S3-9 settlement between municipalities", "mart_schaduwprijs", f"{CHAIN} and boekjaar = 2025", "keten.html",
             refusal="geen_hoeveelheid", words="Of gemeenten elkaar iets moeten betalen, staat hier niet."),
    # Alphen aan den Rijn
    Question("S4-1 what effect did we buy", "mart_effect_en_budget", CONSORTIUM, "geld-en-resultaat.html",
             ("resultaat_laag_pct", "resultaat_hoog_pct")),
    Question("S4-1 beside the euro", "mart_effect_en_budget", CONSORTIUM, "geld-en-resultaat.html", DIFFERENCE),
    Question("S4-9 the investment of the first year", "mart_contractbudget_opbouw",
             f"{CONSORTIUM} and stap = 'aanloopinvestering' and jaar = 2015",
             "contract-ar-wmo-2015.html"),
    Question("S4-9 per client-month since", "mart_budget_jaar",
             f"{CONSORTIUM} and boekjaar = 2025 and prijs_per_clientmaand_cent is not null",
             "contract-ar-wmo-2015.html", words="toegerekend"),
    # The controller of each of them
    *(Question(f"does it close with the books in {code}", "mart_boekhouding",
               f"gemeentecode = '{code}' and boekjaar = 2026 and vergelijking = 'bronnen'", "aansluiting.html")
      for code in ("0119", "0484", "0622", "0917")),
    Question("whether the chain closes with the books", "mart_boekhouding", f"{CHAIN} and boekjaar = 2026 and post = 'termijnen'",
             "aansluiting.html"),
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    """The pages, and the ids of all numbers with the query of each."""

    pages: dict[str, str]
    queries: dict[str, list[str]]  # by mart: 'id query'

    def numbers_of(self, mart: str, marks: set[str]) -> set[str]:
        """Ids of numbers that come from this mart and from a row or a sum that names one of the marks."""
        return {entry.split(" ", 1)[0] for entry in self.queries.get(mart, []) if any(f"'{mark}'" in entry for mark in marks)}


@pytest.fixture(scope="module")
def site(night) -> Site:
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((night.made / "site").glob("*.html"))}
    queries: dict[str, list[str]] = {}
    for name, text in texts.items():
        for group in ROW.findall(text) if name.startswith("controle") else []:
            query = html.unescape(QUERY.search(group)[1])
            mart = re.search(r"from marts\.(mart_\w+)", query)[1]
            queries.setdefault(mart, []).extend(f"{key} {query}" for key in KEY.findall(group))
    return Site(texts, queries)


def answers(night, question: Question) -> list[dict[str, Any]]:
    return night.rows(f"from marts.{question.mart} where {question.where}", night.made)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.asked)
def test_there_is_a_row_with_its_uncertainty_or_a_stated_refusal(night, question):
    rows = answers(night, question)
    assert rows
    if question.refusal:
        assert {row["reden_code"] for row in rows} == {question.refusal}
    if question.band:
        low, high = question.band
        assert any(row[low] is not None and row[low] <= row[high] for row in rows)
    if question.paths:
        assert len({row[question.paths] for row in rows}) >= 3


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.asked)
def test_its_figure_or_its_reason_stands_on_the_page(night, site, question):
    text, rows = site.pages[question.page], answers(night, question)
    assert question.words in html.unescape(re.sub(r"<[^>]+>", "", text))
    if question.refusal:
        return
    marks = {str(row["cell_id"]) for row in rows} | {
        str(row["contractnummer"]) for row in rows if row.get("contractnummer") not in (None, "alle")
    }
    marks |= {str(row["gemeentecode"]) for row in rows} if question.mart in ("mart_boekhouding", "mart_ketenrendement") else set()
    printed = {key for _, key in LINK.findall(text)}
    assert site.numbers_of(question.mart, marks) & printed


def test_every_municipality_and_every_question_on_money_is_in_the_list():
    """The questions of reference.md §8 whose indicator is an amount of money, by situation."""
    expected = {
        "S0": {"1", "2", "3", "4", "10"}, "S1": {"2", "3", "5", "11"}, "S2": {"1", "2", "8"}, "S3": {"4", "5", "8", "9"}, "S4": {"1", "9"}
    }  # fmt: skip
    found: dict[str, set[str]] = {}
    for question in QUESTIONS:
        if code := re.match(r"(S\d)-(\d+) ", question.asked):
            found.setdefault(code[1], set()).add(code[2])
    assert found == expected
