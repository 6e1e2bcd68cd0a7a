"""The rules of release 3.2 over how much is allocated or asked: Product, Omvang, Budget and Einddatum of a 301, 315 or 317.

What belongs here: these rules, and the shape that the rules over one line share. Not here: the other rules over one line (care_rules.py).
Source: reference.md §5.3 and §5.7.

How serious. An allocation of nothing (CD079: no product and no budget) is set aside. The others leave in doubt only how much, so they warn:
setting an allocation aside over its volume would make orphans of every start, stop and declaration below it. Whoever compares with the
allocated volume leaves lines with such a warning out. Conditions on Einddatum (CD075, CD076) warn too: without an end it is open.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from ingest.messages.care_records import ONGEWIJZIGD, Toewijzing, Verzoek
from ingest.messages.problems import Ernst
from ingest.messages.records import Kop

NO_CODE_UNTIL = date(2020, 12, 31)  # CD080, CS338: allocations that ended by this day keep the older rules
NOT_PER_DAY = frozenset({"14", "16", "83", "84"})
PER_DAY, PER_WEEK = "1", "2"


class CareRule(NamedTuple):
    """`check` gives the Dutch sentence when the line breaks the rule, otherwise None. `column` is the element it is about."""

    code: str
    column: str
    ernst: Ernst
    check: Callable[[Any, Kop], str | None]


def cd079(line: Toewijzing | Verzoek, _: Kop) -> str | None:
    """Without a budget there is a product. A change or no change (317) refers to an allocation, which has it."""
    if line.budget_cent is not None or line.productcategorie is not None or _has_allocation(line):
        return None
    return "er is geen Product en ook geen Budget ingevuld. Vraag de afzender wat er is toegewezen of gevraagd."


def cd077(line: Toewijzing | Verzoek, _: Kop) -> str | None:
    """Omvang and Budget exclude each other (CD077, and CD078 from the other side)."""
    if line.volume is None or line.budget_cent is None:
        return None
    return (
        "Omvang en Budget sluiten elkaar uit en zijn allebei ingevuld. De regel telt mee zonder hoeveelheid; vraag welke van de twee geldt."
    )


def cd041(line: Toewijzing | Verzoek, _: Kop) -> str | None:
    """With a product code there is an Omvang."""
    if line.productcode is None or line.volume is not None or line.budget_cent is not None:
        return None
    return "bij een productcode hoort een Omvang, en die ontbreekt. De regel telt mee zonder hoeveelheid; vraag de afzender om de Omvang."


def cd080(line: Toewijzing, _: Kop) -> str | None:
    """Without a product code there is no Omvang, unless the allocation ended before 2021."""
    if line.volume is None or line.productcode is not None or _is_old(line):
        return None
    return "zonder productcode hoort er geen Omvang te staan. De regel telt mee; vraag de afzender om de productcode."


def cd075(line: Toewijzing | Verzoek, _: Kop) -> str | None:
    """With a budget there is an end date."""
    if line.budget_cent is None or line.einddatum is not None:
        return None
    return "bij een Budget hoort een einddatum, en die ontbreekt. De regel telt mee zonder einde; vraag de afzender om de einddatum."


def cd076(line: Toewijzing | Verzoek, _: Kop) -> str | None:
    """With a volume per week there is an end date, because without it the total cannot be computed."""
    if line.frequentie != PER_WEEK or line.einddatum is not None:
        return None
    return "bij een Omvang per week hoort een einddatum, en die ontbreekt. Het totaal is niet uit te rekenen; vraag om de einddatum."


def cs338(line: Toewijzing | Verzoek, _: Kop) -> str | None:
    """Units 14, 16, 83 and 84 go with frequency 2, 4 or 6 (in a 315 the same rule is called CS343)."""
    if line.eenheid not in NOT_PER_DAY or line.frequentie != PER_DAY or _is_old(line):
        return None
    return (
        f"eenheid {line.eenheid} kan niet per dag (frequentie 1); het is 2, 4 of 6. De hoeveelheid is onzeker; vraag de afzender wat klopt."
    )


SIZE_RULES = (
    CareRule("CD079", "Product", "fout", cd079),
    CareRule("CD077", "Omvang", "waarschuwing", cd077),
    CareRule("CD041", "Omvang", "waarschuwing", cd041),
    CareRule("CD075", "Einddatum", "waarschuwing", cd075),
    CareRule("CD076", "Einddatum", "waarschuwing", cd076),
    CareRule("CS338", "Omvang/Frequentie", "waarschuwing", cs338),
)
NO_SIZE_WITHOUT_CODE = CareRule("CD080", "Omvang", "waarschuwing", cd080)  # a 301 only


def _has_allocation(line: Toewijzing | Verzoek) -> bool:
    return isinstance(line, Verzoek) and (line.toewijzing_pseudo is not None or line.soort == ONGEWIJZIGD)


def _is_old(line: Toewijzing | Verzoek) -> bool:
    return line.einddatum is not None and line.einddatum <= NO_CODE_UNTIL
