"""Verdicts in words: sentences filled in from codes that the marts computed. No verdict word is typed anywhere else.

Belongs here: which sentence belongs to which code. Does not belong here: how a code is decided (dbt), the words (texts/).
"""

from markupsafe import Markup

from dashboards import disclosure, measures
from dashboards.blocks import Line, Sign
from dashboards.ledger import Number
from dashboards.measures import Budget
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet
from dashboards.slugs import ledger_page

SIGNS: dict[str, Sign] = {
    "duidelijk_beter": "up", "duidelijk_slechter": "down", "geen_duidelijk_verschil": "same", "nog_niet_te_zeggen": "open",
    "niet_getoond": "stop", "binnen_budget": "good", "boven_budget": "mind", "goed": "good", "let_op": "mind", "niet_gebruiken": "stop",
}  # fmt: skip
TONES = {"duidelijk_beter": "rise", "duidelijk_slechter": "fall"}
COVERAGE_WORTH_A_SENTENCE = 90


def result_code(contract: Contract) -> str:
    """Return the verdict code on the result; 'niet_getoond' when there is no verdict or its number may not be shown."""
    if contract.verdict is None or contract.now is None or not contract.now.head.shown.is_shown:
        return "niet_getoond"
    return str(contract.verdict["oordeel_code"])


def wording(contract: Contract, key: str) -> str:
    """Return the key of a sentence, or of its variant for a contract where staying the same is the goal."""
    return f"{key}_stabiel" if contract.is_stable else key


def result_sentences(sheet: Sheet, contract: Contract) -> list[Markup]:
    """Return the headline on the result: the share, the comparison, the verdict."""
    say, code = sheet.desk.texts.html, result_code(contract)
    if code == "niet_getoond" or contract.now is None or contract.verdict is None:
        unshown = [say("oordeel.niet_getoond"), say("oordeel.reden", reden=_reason(sheet, contract))]
        return [*unshown, *bounds_sentence(sheet, contract, wording(contract, "oordeel.vloer"))]
    sentences = [say(wording(contract, "oordeel.aandeel"), waarde=sheet.whole(contract.now.head))]
    before = contract.before
    if before is not None and before.head.shown.is_shown:
        year, earlier = contract.verdict["jaar"], contract.verdict["vergelijking_jaar"]
        key = "oordeel.vorig_jaar" if earlier == year - 1 else "oordeel.eerder_jaar"
        sentences.append(say(key, waarde=sheet.whole(before.head), jaar=earlier))
    return sentences + _verdict(sheet, contract, code)


def _verdict(sheet: Sheet, contract: Contract, code: str) -> list[Markup]:
    say, verdict = sheet.desk.texts.html, contract.verdict
    if verdict is None:
        return []
    if code == "nog_niet_te_zeggen" and verdict["extra_metingen_n"]:
        shown = disclosure.plain(verdict["extra_metingen_n"])
        extra = sheet.desk.ledger.enter(verdict, "extra_metingen_n", "stuks", shown, page=ledger_page(contract.number))
        return [say(wording(contract, "oordeel.nog_niet_te_zeggen")), say("oordeel.extra", aantal=sheet.k(extra))]
    if code == "nog_niet_te_zeggen":
        return [say(wording(contract, "oordeel.nog_niet_te_zeggen")), say("oordeel.reden", reden=_reason(sheet, contract))]
    return [say(f"oordeel.{code}")]


def _reason(sheet: Sheet, contract: Contract) -> str:
    if contract.verdict is None or contract.now is None:
        return sheet.desk.texts("reden.geen_metingen")
    shown = contract.now.head.shown
    stated = contract.verdict["reden_code"]
    if contract.verdict["oordeel_code"] != "niet_getoond" and not shown.is_shown:
        return sheet.desk.texts("reden.kleine_groep")
    return sheet.desk.texts(f"reden.{stated or 'kleine_groep'}")


def doubt_sentences(sheet: Sheet, contract: Contract) -> list[Markup]:
    """Return what follows the headline: the band in plain numbers, how many were not measured twice, and how far that could matter."""
    now = contract.now
    if now is None or result_code(contract) == "niet_getoond" or now.head.low is None or now.head.high is None:
        return []
    say, number = sheet.desk.texts.html, sheet.desk.formats.number
    low, high = sheet.bound(now.head, "low", number(now.head.low)), sheet.bound(now.head, "high", number(now.head.high))
    sentences = [say("oordeel.band", laag=low, hoog=high)]
    sentences += coverage_sentence(sheet, now.missing, now.eligible, now.coverage)
    return sentences + bounds_sentence(sheet, contract, "oordeel.grenzen")


def bounds_sentence(sheet: Sheet, contract: Contract, key: str) -> list[Markup]:
    """Return the bounds of the headline share in plain numbers when the mart asks for them and they give nobody away."""
    if contract.verdict is None or contract.now is None or not contract.verdict["is_met_grenzen"]:
        return []
    low, high = measures.bounds(sheet.desk.ledger, contract.verdict, contract.now)
    if not (low.shown.is_shown and high.shown.is_shown):
        return []
    return [sheet.desk.texts.html(key, laag=sheet.whole(low), hoog=sheet.whole(high))]


def coverage_sentence(sheet: Sheet, missing: Number, eligible: Number, coverage: Number) -> list[Markup]:
    """Return how many people lack a second measurement, when coverage is under 90 percent and both counts may be shown."""
    if coverage.value is None or coverage.value >= COVERAGE_WORTH_A_SENTENCE or missing.value is None or eligible.value is None:
        return []
    return [sheet.desk.texts.html("oordeel.dekking", zonder=sheet.k(missing), totaal=sheet.k(eligible))]


def money_sentences(sheet: Sheet, budget: Budget | None) -> list[Markup]:
    """Return the headline on money: more or less than the budget, and the band around it."""
    say = sheet.desk.texts.html
    if budget is None or budget.difference.value is None:
        return [say("geldoordeel.geen")]
    side = "meer" if budget.difference.value > 0 else "minder"
    year = budget.cell["boekjaar"]
    sentences = [say(f"geldoordeel.{side}", bedrag=sheet.money(budget.difference, absolute=True), jaar=year)]
    return sentences + money_band(sheet, budget)


def money_band(sheet: Sheet, budget: Budget) -> list[Markup]:
    """Return the band of the expected difference in words, and the verdict on it."""
    say, number, words = sheet.desk.texts.html, budget.difference, sheet.desk.formats.euro_short
    sentences = []
    if number.low is not None and number.high is not None and words(number.low) != words(number.high):
        low, high = (sheet.bound(number, name, words(abs(value))) for name, value in (("low", number.low), ("high", number.high)))
        if number.low < 0 < number.high:
            sentences.append(say("geldoordeel.band_beide", laag=low, hoog=high))
        else:
            ends = (low, high) if number.low >= 0 else (high, low)
            sentences.append(say("geldoordeel.band", laag=ends[0], hoog=ends[1]))
    sentences.append(say(f"geldoordeel.{budget.cell['geld_oordeel_code']}"))
    reason = budget.cell["geld_reden_code"]
    # That the budget lies within the band is what the band sentence has just said.
    return [*sentences, say(f"geldreden.{reason}")] if reason and reason != "band_raakt_begroting" else sentences


def result_line(sheet: Sheet, contract: Contract) -> Line:
    """Return the result of a contract as one line with a sign, for cards and lists."""
    code, say = result_code(contract), sheet.desk.texts.html
    if code == "niet_getoond" or contract.now is None:
        return Line("stop", say("kaart.niet_getoond", reden=_reason(sheet, contract)))
    return Line(SIGNS[code], say(wording(contract, f"kaart.{code}"), waarde=sheet.whole(contract.now.head)))


def money_line(sheet: Sheet, budget: Budget | None) -> Line:
    """Return the money of a contract as one line with a sign."""
    say = sheet.desk.texts.html
    if budget is None or budget.difference.value is None:
        return Line("open", say("kaart.geld_geen"))
    code = str(budget.cell["geld_oordeel_code"])
    side = "meer" if budget.difference.value > 0 else "minder"
    return Line(SIGNS[code], say(f"kaart.geld_{side}_{code}", bedrag=sheet.money(budget.difference, absolute=True)))


def quality_line(sheet: Sheet, contract: Contract) -> Line:
    """Return how well a contract is measured as one line with a sign."""
    return Line(*_quality(sheet, contract))


def _quality(sheet: Sheet, contract: Contract) -> tuple[Sign, str]:
    if contract.quality is None:
        return "stop", sheet.desk.texts("badge.geen_meting")
    code = str(contract.quality["oordeel_code"])
    reason = contract.quality["reden_code"]
    word = sheet.desk.texts(f"badge.{code}")
    return SIGNS[code], f"{word}: {sheet.desk.texts(f'meetreden.{reason}')}" if reason else word


def badge(sheet: Sheet, contracts: list[Contract]) -> Line:
    """Return the reliability of the figures of several contracts: that of the worst of them."""
    codes = [str(c.quality["oordeel_code"]) if c.quality else "niet_gebruiken" for c in contracts]
    if not codes:
        return Line("stop", sheet.desk.texts("badge.geen_meting"))
    worst = next(code for code in ("niet_gebruiken", "let_op", "goed") if code in codes)
    if worst == "goed":
        return Line("good", sheet.desk.texts("badge.alle_goed"))
    return Line("mind", sheet.desk.texts(f"badge.deel_{worst}"))
