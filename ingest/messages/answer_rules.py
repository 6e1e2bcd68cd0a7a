"""The rules of release 3.2 that a 325 (antwoord op een declaratie) alone can prove.

What belongs here: totals against rejected lines, and codes against content. Not here: comparison with the 323 it answers (TR337, TR366,
TR367 and TR376 need both messages). Source: reference.md §5.4 (IV087, TR342) and §5.7.

How serious. In a 325 a line that is absent counts as accepted. Setting one line aside would therefore turn a rejection into an acceptance,
so no line of a 325 ever goes to quarantine: either the answer is usable as a whole or it is refused and the declaration stays open. It is
refused when totals and lines contradict each other (TR342) or when it says nothing at all (IV087). What is odd but leaves the answer usable
is a warning: a total marked C, because a month that is credit on balance is rare and a copied sign is not (the national JW325 has it); a
line whose amount is not volume times tarief while the municipality did not reject it for that, because then the line is not the one that
was submitted; a line without a rejecting code; codes that contradict each other.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ingest.messages.problems import Ernst
from ingest.messages.records import Antwoord, Kop, Prestatie
from ingest.messages.rules import euro, not_volume_times_tariff

NO_REMARK, NOT_JUDGED, FULLY_AWARDED = "0200", "0233", "8001"
NOT_A_REJECTION = frozenset({NO_REMARK, FULLY_AWARDED})
ABOUT_AMOUNT_OR_TARIFF = frozenset({"9346", "0611"})


class AnswerRule(NamedTuple):
    """`check` gets header, answer (None when only the header came) and lines, and gives the sentence when the rule is broken."""

    code: str
    column: str
    ernst: Ernst
    check: Callable[[Kop, Antwoord | None, Sequence[Prestatie]], str | None]


class AnswerLineRule(NamedTuple):
    """`check` gives the sentence when one returned line is odd. Always a warning."""

    code: str
    column: str
    check: Callable[[Prestatie], str | None]


def rejects(codes: tuple[str, ...]) -> bool:
    """Whether these return codes reject the class they stand under."""
    return any(code not in NOT_A_REJECTION for code in codes)


def iv087(kop: Kop, antwoord: Antwoord | None, _: Sequence[Prestatie]) -> str | None:
    """Without DeclaratieAntwoord the header must say why."""
    if antwoord is not None or rejects(kop.retourcodes):
        return None
    return "het antwoord noemt geen bedragen en ook geen reden van afkeuring. Maak een nieuw antwoord met DeclaratieAntwoord."


def tr342(kop: Kop, antwoord: Antwoord | None, lines: Sequence[Prestatie]) -> str | None:
    """Rejected as a whole: nothing awarded and no lines. Otherwise the rejected lines explain the difference between the two totals."""
    if antwoord is None:
        return None
    if rejects(kop.retourcodes) or rejects(antwoord.retourcodes):
        if antwoord.toegekend_cent == 0 and not lines:
            return None
        return "de declaratie is als geheel afgekeurd; dan is toegekend € 0,00 en staan er geen regels in. Maak een nieuw antwoord."
    afgewezen, verschil = sum(line.bedrag_cent for line in lines), antwoord.ingediend_cent - antwoord.toegekend_cent
    if afgewezen == verschil:
        return None
    return (
        f"ingediend min toegekend is {euro(verschil)}, maar de afgewezen regels tellen op tot {euro(afgewezen)}. "
        "Maak een nieuw antwoord met alleen de afgewezen regels en totalen die daarbij passen."
    )


def fully_awarded_with_lines(_: Kop, antwoord: Antwoord | None, lines: Sequence[Prestatie]) -> str | None:
    """Code 8001 says that everything was awarded; then no line comes back."""
    if antwoord is None or FULLY_AWARDED not in antwoord.retourcodes or not lines:
        return None
    return "retourcode 8001 zegt dat alles is toegekend, maar er staan afgewezen regels in. De regels gelden; controleer de code."


def credit_total(_: Kop, antwoord: Antwoord | None, __: Sequence[Prestatie]) -> str | None:
    """The submitted total is C: possible, but mostly a copied sign. TR367 (equal to the 323) can only be proven with the 323."""
    if antwoord is None or not antwoord.ingediend_is_credit or antwoord.ingediend_cent == 0:
        return None
    total = euro(antwoord.ingediend_cent)
    return f"het ingediende totaal staat op C (credit): {total}. Controleer of in de declaratie D (debet) is ingediend."


def cs325(_: Kop, antwoord: Antwoord | None, lines: Sequence[Prestatie]) -> str | None:
    """Amounts of zero are debit."""
    if antwoord is None:
        return None
    signs = [(antwoord.ingediend_cent, antwoord.ingediend_is_credit), (antwoord.toegekend_cent, antwoord.toegekend_is_credit)]
    if any(cent == 0 and credit for cent, credit in (*signs, *((line.bedrag_cent, line.is_credit) for line in lines))):
        return "een bedrag van € 0,00 hoort D (debet) te zijn, niet C. Het antwoord telt wel mee; herstel het in een volgend antwoord."
    return None


ANSWER_RULES = (
    AnswerRule("IV087", "Header/RetourCodes", "weiger", iv087),
    AnswerRule("TR342", "TotaalToegekendBedrag/TotaalBedrag", "weiger", tr342),
    AnswerRule("IV087", "DeclaratieAntwoord/RetourCodes", "waarschuwing", fully_awarded_with_lines),
    AnswerRule("TR367", "TotaalIngediendBedrag/DebetCredit", "waarschuwing", credit_total),
    AnswerRule("CS325", "DebetCredit", "waarschuwing", cs325),
)


def not_rejected(line: Prestatie) -> str | None:
    """Only rejected lines come back (TR342), so a line carries a rejecting code."""
    if rejects(line.retourcodes):
        return None
    return "deze regel heeft geen retourcode die zegt waarom hij is afgewezen. Hij telt als afgewezen; vul de reden aan."


def amount(line: Prestatie) -> str | None:
    """The amount is volume × tarief, unless the line was rejected for just that."""
    what = not_volume_times_tariff(line)
    if what is None or ABOUT_AMOUNT_OR_TARIFF.intersection(line.retourcodes):
        return None
    return f"{what} Vergelijk de regel met de declaratie; hij moet ongewijzigd terugkomen."


def cd060(line: Prestatie) -> str | None:
    """VorigReferentieNummer if and only if credit."""
    if line.is_credit == (line.vorig_referentie_pseudo is not None):
        return None
    return "VorigReferentieNummer hoort er te staan bij een creditregel (C) en alleen daar. Vergelijk de regel met de declaratie."


LINE_RULES = (
    AnswerLineRule("TR342", "RetourCodes/RetourCode", not_rejected),
    AnswerLineRule("TR346", "IngediendBedrag/Bedrag", amount),
    AnswerLineRule("CD060", "ProductReferentie/VorigReferentieNummer", cd060),
)


def broken_lines(lines: Sequence[Prestatie]) -> Iterator[tuple[AnswerLineRule, Prestatie, str]]:
    """Every warning about a returned line."""
    for line in lines:
        for rule in LINE_RULES:
            if sentence := rule.check(line):
                yield rule, line, sentence
