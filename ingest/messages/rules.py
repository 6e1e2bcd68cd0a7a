"""The rules of release 3.2 over one Prestatie of a 323 (declaratie): one function per rule, under its official code.

What belongs here: what one line alone can prove. Not here: single values (values.py), lines that contradict each other and the declaration
as a whole (message_rules.py), the 325 (answer_rules.py), and whatever needs another message: allocations, earlier declarations, contracts.
Source of every rule: reference.md §5.7, §5.3 and §5.4.

How serious. Nationally every one of these rules refuses the whole message (retour code 0001). koers sets the line aside and lets the others
count, because a municipality would otherwise lose a month of a provider over one line; the sum in quarantine stays visible.
"""

import calendar
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ingest.messages.records import Declaratie, Prestatie
from ingest.messages.values import EURO, MINUUT

FIRST_DAY = date(2021, 1, 1)  # CS100: declarations of release 3 exist from this day
YEARS_BACK = 5  # TR335


class LineRule(NamedTuple):
    """`check` gives the Dutch sentence when the line breaks the rule, otherwise None. `column` is the element it is about."""

    code: str
    column: str
    check: Callable[[Prestatie, Declaratie], str | None]


def euro(cent: int) -> str:
    """An amount as people read it: `€ 1.234,56`."""
    whole, rest = divmod(abs(cent), 100)
    return f"{'−' if cent < 0 else ''}€ {whole:,}".replace(",", ".") + f",{rest:02d}"


def cd060(line: Prestatie, _: Declaratie) -> str | None:
    """A credit names the line it corrects in VorigReferentieNummer, a debit does not."""
    if line.is_credit and line.vorig_referentie_pseudo is None:
        return "een creditregel moet in VorigReferentieNummer zeggen welke regel hij terugdraait. Vraag de aanbieder om dat nummer."
    if not line.is_credit and line.vorig_referentie_pseudo is not None:
        return (
            "alleen een creditregel (C) heeft een VorigReferentieNummer; dit is een debetregel (D). Vraag de aanbieder wat de bedoeling is."
        )
    return None


def cd087(line: Prestatie, _: Declaratie) -> str | None:
    """ProductTarief is filled, except with unit 83 (euros)."""
    if line.eenheid == EURO and line.tarief_cent is not None:
        return f"bij eenheid {EURO} (euro's) hoort geen ProductTarief. Vraag de aanbieder om het weg te laten."
    if line.eenheid != EURO and line.tarief_cent is None:
        return f"bij eenheid {line.eenheid} hoort een ProductTarief. Vraag de aanbieder om het in te vullen."
    return None


def cs339(line: Prestatie, _: Declaratie) -> str | None:
    """With unit 83 the volume is the amount in cents."""
    if line.eenheid != EURO or line.volume == abs(line.bedrag_cent):
        return None
    found = f"het volume is {euro(line.volume)} en het bedrag {euro(abs(line.bedrag_cent))}"
    return f"bij eenheid {EURO} is het volume het bedrag in centen, maar {found}. Vraag de aanbieder welk van de twee klopt."


def tr346(line: Prestatie, _: Declaratie) -> str | None:
    """With other units the amount is volume × tarief; in minutes also what an hour tariff gives (`from_hour_tariff`)."""
    what = not_volume_times_tariff(line)
    return what and f"{what} Vraag de aanbieder om bedrag, volume of tarief te herstellen."


def not_volume_times_tariff(line: Prestatie) -> str | None:
    """What is wrong with the amount, or None. Also used for a line that comes back in a 325."""
    if line.eenheid == EURO or line.tarief_cent is None:
        return None
    bedrag, product = abs(line.bedrag_cent), line.volume * line.tarief_cent
    if bedrag == product or (line.eenheid == MINUUT and from_hour_tariff(line.volume, line.tarief_cent, bedrag)):
        return None
    return f"het bedrag is {euro(bedrag)}, maar volume maal tarief is {line.volume} × {euro(line.tarief_cent)} = {euro(product)}."


def from_hour_tariff(minutes: int, tarief_cent: int, bedrag_cent: int) -> bool:
    """Whether some hour tariff in whole cents rounds to this tariff per minute and gives this amount (IV081).

    Hour tariff u with round(u/60) = tarief lies in [60·tarief − 30, 60·tarief + 29]; round(u·minutes/60) = bedrag holds for u·minutes in
    [60·bedrag − 30, 60·bedrag + 29]. Rounding is half up. Amounts and tariffs in cents.
    """
    if minutes == 0:
        return bedrag_cent == 0
    lowest = max(60 * tarief_cent - 30, -((30 - 60 * bedrag_cent) // minutes), 0)
    highest = min(60 * tarief_cent + 29, (60 * bedrag_cent + 29) // minutes)
    return lowest <= highest


def cs325(line: Prestatie, _: Declaratie) -> str | None:
    """An amount of zero is debit."""
    if line.bedrag_cent == 0 and line.is_credit:
        return "een bedrag van € 0,00 moet D (debet) zijn, niet C. Vraag de aanbieder wat hij wilde terugdraaien."
    return None


def cs337(line: Prestatie, _: Declaratie) -> str | None:
    """ProductPeriode lies inside one calendar month and does not end before it begins."""
    if (line.begin.year, line.begin.month) == (line.eind.year, line.eind.month) and line.begin <= line.eind:
        return None
    return f"de periode {line.begin} tot en met {line.eind} valt niet binnen één maand. Vraag de aanbieder om een regel per maand."


def cs100(line: Prestatie, _: Declaratie) -> str | None:
    """ProductPeriode begins on or after 1 January 2021."""
    if line.begin >= FIRST_DAY and line.eind >= FIRST_DAY:
        return None
    return f"de periode begint op {line.begin}; declareren kan vanaf {FIRST_DAY}. Vraag de aanbieder om de datum te herstellen."


def tr319(line: Prestatie, declaratie: Declaratie) -> str | None:
    """ProductPeriode lies in the declaration period or before it."""
    if line.eind <= declaratie.eind:
        return None
    return f"de periode eindigt op {line.eind}, na de declaratieperiode (tot en met {declaratie.eind}). Laat deze regel later declareren."


def tr335(line: Prestatie, declaratie: Declaratie) -> str | None:
    """ProductPeriode ends at most five years before DeclaratieDagtekening."""
    if line.eind >= years_before(declaratie.dagtekening, YEARS_BACK):
        return None
    return f"de periode eindigt op {line.eind}, meer dan {YEARS_BACK} jaar voor de declaratie. Deze regel is te laat om te declareren."


LINE_RULES = (
    LineRule("CD060", "ProductReferentie/VorigReferentieNummer", cd060),
    LineRule("CD087", "ProductTarief", cd087),
    LineRule("CS339", "IngediendBedrag/Bedrag", cs339),
    LineRule("TR346", "IngediendBedrag/Bedrag", tr346),
    LineRule("CS325", "IngediendBedrag/DebetCredit", cs325),
    LineRule("CS337", "ProductPeriode/Einddatum", cs337),
    LineRule("CS100", "ProductPeriode/Begindatum", cs100),
    LineRule("TR319", "ProductPeriode/Einddatum", tr319),
    LineRule("TR335", "ProductPeriode/Einddatum", tr335),
)


@lru_cache(maxsize=64)
def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes 28 February."""
    earlier = day.replace(year=day.year - years, day=1)
    return earlier.replace(day=min(day.day, last_of_month(earlier).day))


def last_of_month(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
