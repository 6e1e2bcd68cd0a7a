"""The rules of release 3.2 over the Prestaties of one 323 together, and over its header and declaration.

What belongs here: contradictions between lines, totals, periods and dates of the message. Not here: one line (rules.py), the 325
(answer_rules.py), other messages. Source: reference.md §5.7 and §5.4.

How serious. The message is refused when no line can be trusted: its total (TR358), its period (CS340, CS100) or its dates (TR134) are
wrong. When lines contradict each other all of them are set aside: which one is right cannot be seen here, and a choice by position would
make the outcome depend on the order of the clients. A total of zero marked C (CS325) changes no euro, and a Dagtekening after today (TR135)
depends on the clock of the reader, so that a rebuild next year would come out differently: both are warnings.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ingest.messages.problems import Ernst
from ingest.messages.records import Declaratie, Kop, Prestatie
from ingest.messages.rules import FIRST_DAY, euro, last_of_month


class SetRule(NamedTuple):
    """`check` gives the lines that contradict each other; `sentence` holds for each of them."""

    code: str
    column: str
    check: Callable[[Sequence[Prestatie]], Iterator[Prestatie]]
    sentence: str


class MessageRule(NamedTuple):
    """`check` gets header, declaration and the signed sum of all lines in cents, and gives the sentence when the rule is broken."""

    code: str
    column: str
    ernst: Ernst
    check: Callable[[Kop, Declaratie, int], str | None]


def tr314(lines: Sequence[Prestatie]) -> Iterator[Prestatie]:
    """ReferentieNummer occurs once."""
    return _repeated(lines, lambda line: line.referentie_pseudo)


def tr315(lines: Sequence[Prestatie]) -> Iterator[Prestatie]:
    """VorigReferentieNummer occurs once: a line is credited one time."""
    return _repeated(lines, lambda line: line.vorig_referentie_pseudo)


def tr316(lines: Sequence[Prestatie]) -> Iterator[Prestatie]:
    """No line credits a line of the same message. Gives both."""
    credited = {line.vorig_referentie_pseudo for line in lines} & {line.referentie_pseudo for line in lines}
    return (line for line in lines if line.referentie_pseudo in credited or line.vorig_referentie_pseudo in credited)


def tr416(lines: Sequence[Prestatie]) -> Iterator[Prestatie]:
    """One debit per allocation, product and period. Two persons on one allocation are the matter of TR304."""

    def key(line: Prestatie) -> Hashable | None:
        product = (line.toewijzing_pseudo, line.bsn_pseudo, line.productcategorie, line.productcode, line.begin, line.eind)
        return None if line.is_credit else product

    return _repeated(lines, key)


def tr304(lines: Sequence[Prestatie]) -> Iterator[Prestatie]:
    """An allocation belongs to one person. Gives every line on an allocation that is declared for two BSNs."""
    person: dict[str, str] = {}
    shared = {line.toewijzing_pseudo for line in lines if person.setdefault(line.toewijzing_pseudo, line.bsn_pseudo) != line.bsn_pseudo}
    return (line for line in lines if line.toewijzing_pseudo in shared)


SET_RULES = (
    SetRule(
        "TR314",
        "ProductReferentie/ReferentieNummer",
        tr314,
        "dit ReferentieNummer staat vaker in het bericht. Vraag de aanbieder om elke regel een eigen nummer te geven.",
    ),
    SetRule(
        "TR315",
        "ProductReferentie/VorigReferentieNummer",
        tr315,
        "dezelfde regel wordt in dit bericht vaker teruggedraaid. Vraag de aanbieder welke creditregel geldt.",
    ),
    SetRule(
        "TR316",
        "ProductReferentie/VorigReferentieNummer",
        tr316,
        "een regel mag niet in één bericht worden gedeclareerd en teruggedraaid. Laat de aanbieder beide regels weglaten of herstellen.",
    ),
    SetRule(
        "TR416",
        "ProductPeriode/Begindatum",
        tr416,
        "voor deze toewijzing, dit product en deze periode staat er meer dan één debetregel. Vraag de aanbieder om er één van te maken.",
    ),
    SetRule(
        "TR304",
        "ToewijzingNummer",
        tr304,
        "dit ToewijzingNummer staat bij meer dan één cliënt. Vraag de aanbieder bij wie de regel hoort.",
    ),
)


def tr358(_: Kop, declaratie: Declaratie, som_cent: int) -> str | None:
    """TotaalIngediendBedrag is the sum of the debits minus the sum of the credits, with the sign in DebetCredit."""
    if declaratie.totaal_cent == som_cent:
        return None
    verschil = euro(declaratie.totaal_cent - som_cent)
    return (
        f"het totaal is {euro(declaratie.totaal_cent)}, maar de regels tellen op tot {euro(som_cent)} (verschil {verschil}). "
        "Vraag de aanbieder om een declaratie waarvan het totaal klopt."
    )


def cs325(_: Kop, declaratie: Declaratie, _som_cent: int) -> str | None:
    """A total of zero is debit."""
    if declaratie.totaal_cent == 0 and declaratie.is_credit:
        return "een totaal van € 0,00 hoort D (debet) te zijn, niet C. Het bericht telt wel mee; meld het aan de aanbieder."
    return None


def cs340(_: Kop, declaratie: Declaratie, _som_cent: int) -> str | None:
    """DeclaratiePeriode is exactly one calendar month."""
    if declaratie.begin.day == 1 and declaratie.eind == last_of_month(declaratie.begin):
        return None
    period = f"{declaratie.begin} tot en met {declaratie.eind}"
    return f"de declaratieperiode is {period}, maar moet precies één kalendermaand zijn. Vraag de aanbieder om een declaratie per maand."


def cs100(_: Kop, declaratie: Declaratie, _som_cent: int) -> str | None:
    """DeclaratiePeriode begins on or after 1 January 2021."""
    if declaratie.begin >= FIRST_DAY:
        return None
    return f"de declaratieperiode begint op {declaratie.begin}, voor {FIRST_DAY}. Vraag de aanbieder om de datum te herstellen."


def tr134(kop: Kop, declaratie: Declaratie, _som_cent: int) -> str | None:
    """DeclaratieDagtekening and the begin of DeclaratiePeriode are not after Dagtekening: nobody declares a month that has not begun."""
    for what, day in (("DeclaratieDagtekening", declaratie.dagtekening), ("het begin van de declaratieperiode", declaratie.begin)):
        if day > kop.dagtekening:
            return (
                f"{what} ({day}) ligt na de dagtekening van het bericht ({kop.dagtekening}). Vraag de aanbieder om de datums te herstellen."
            )
    return None


def tr135(kop: Kop, today: date) -> str | None:
    """Dagtekening of any message is not in the future."""
    if kop.dagtekening <= today:
        return None
    return f"de dagtekening van het bericht ({kop.dagtekening}) ligt in de toekomst. Controleer de datum bij de afzender."


MESSAGE_RULES = (
    MessageRule("TR358", "TotaalIngediendBedrag/TotaalBedrag", "weiger", tr358),
    MessageRule("CS325", "TotaalIngediendBedrag/DebetCredit", "waarschuwing", cs325),
    MessageRule("CS340", "DeclaratiePeriode/Einddatum", "weiger", cs340),
    MessageRule("CS100", "DeclaratiePeriode/Begindatum", "weiger", cs100),
    MessageRule("TR134", "DeclaratieDagtekening", "weiger", tr134),
)


def _repeated(lines: Sequence[Prestatie], key: Callable[[Prestatie], Hashable | None]) -> Iterator[Prestatie]:
    groups: dict[Hashable, list[Prestatie]] = defaultdict(list)
    for line in lines:
        if (value := key(line)) is not None:
            groups[value].append(line)
    return (line for group in groups.values() if len(group) > 1 for line in group)
