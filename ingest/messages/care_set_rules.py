"""The rules of release 3.2 over the lines of one 301, 305, 307, 315 or 317 together.

What belongs here: contradictions between lines of one message, and a 317 that asks nothing. Not here: one line (care_rules.py), the same
rules over all messages together. Source: reference.md §5.4 and §5.7.

How serious. When lines contradict each other about what exists, all of them are set aside: which one is right cannot be seen here, and a
choice by position would make the outcome depend on the order of the lines. Two allocations of one product that overlap (TR302) and two
requests that do (TR386, TR410) both exist as decided or asked, so they stay, with a warning; categories 11 to 14 (aids) are given in
pairs and are exempt. A 317 without anything unchanged or changed (TR352) or without anything asked (TR353) is odd and harmless: a warning.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from ingest.messages.care_records import NIEUW, CareLine, Start, Stop, Toewijzing, Verzoek
from ingest.messages.care_rules import DELETE, DELETED, OLD_CORRECTION
from ingest.messages.problems import Ernst

TEMPORARY = "20"
AIDS = frozenset({"11", "12", "13", "14"})


class CareSetRule(NamedTuple):
    """`check` gives the lines that contradict each other; `sentence` holds for each of them."""

    code: str
    column: str
    ernst: Ernst
    check: Callable[[Sequence[Any]], Iterator[CareLine]]
    sentence: str


def tr101_allocation(lines: Sequence[Toewijzing | Verzoek]) -> Iterator[CareLine]:
    """An allocation occurs once."""
    return _repeated(lines, lambda line: line.toewijzing_pseudo)


def tr383(lines: Sequence[Verzoek]) -> Iterator[CareLine]:
    """Each product of a 315 has its own ReferentieAanbieder."""
    return _repeated(lines, lambda line: line.referentie_aanbieder_pseudo)


def tr074(lines: Sequence[Start | Stop]) -> Iterator[CareLine]:
    """A start or stop is delivered once."""
    return _repeated(lines, lambda line: None if line.status_aanlevering == DELETE else _full_key(line))


def tr101_delivery(lines: Sequence[Start | Stop]) -> Iterator[CareLine]:
    """A start or stop is not delivered and deleted in one message, and not deleted twice: the order of lines has no meaning (OP080)."""
    deleted = {_full_key(line) for line in lines if line.status_aanlevering == DELETE}
    return (line for line in _repeated(lines, _full_key) if _full_key(line) in deleted)


def tr413(lines: Sequence[Stop]) -> Iterator[CareLine]:
    """One temporary stop per start."""
    return _repeated(lines, lambda line: _start_key(line) if _ends(line) and line.reden_beeindiging_code == TEMPORARY else None, _full_key)


def tr415(lines: Sequence[Stop]) -> Iterator[CareLine]:
    """One definitive stop per start."""
    return _repeated(lines, lambda line: _start_key(line) if _ends(line) and line.reden_beeindiging_code != TEMPORARY else None, _full_key)


def tr414(lines: Sequence[Stop]) -> Iterator[CareLine]:
    """A definitive stop does not come before the temporary stop of the same start. Gives both."""
    stops = [line for line in lines if _ends(line)]
    temporary = {_start_key(line): line.einddatum for line in stops if line.reden_beeindiging_code == TEMPORARY}
    early = {
        _start_key(line)
        for line in stops
        if line.reden_beeindiging_code != TEMPORARY and line.einddatum < temporary.get(_start_key(line), line.einddatum)
    }
    return (line for line in stops if _start_key(line) in early)


def overlap(lines: Sequence[Toewijzing | Verzoek]) -> Iterator[CareLine]:
    """The same product twice at the same time. Without a code the category counts; without a category (a budget) every product does."""
    dated = [line for line in lines if line.ingangsdatum is not None and not _never_existed(line) and line.productcategorie not in AIDS]
    products: dict[Hashable, list[Toewijzing | Verzoek]] = defaultdict(list)
    categories: dict[Hashable, list[Toewijzing | Verzoek]] = defaultdict(list)
    for line in dated:
        products[line.productcategorie, line.productcode].append(line)
        categories[line.productcategorie].append(line)
    budgets = categories.pop(None, [])
    pairs = [(group, products.get((category, None), [])) for category, group in categories.items()]
    pairs.append((dated, budgets))
    found = {nummer for one, other in pairs for nummer in (*meeting(one, other), *meeting(other, one))}
    found.update(*(meeting(group, group) for group in products.values() if len(group) > 1))
    return (line for line in lines if line.nummer in found)


def tr410(lines: Sequence[Verzoek]) -> Iterator[CareLine]:
    """The new products of a 317 do not overlap."""
    return overlap([line for line in lines if line.soort == NIEUW])


def empty_request(lines: Sequence[CareLine]) -> Iterator[tuple[str, str]]:
    """TR352 and TR353: what a 317 must hold at least. Gives code and sentence."""
    soorten = {line.soort for line in lines if isinstance(line, Verzoek)}
    if not soorten - {NIEUW}:
        yield "TR352", "het verzoek noemt geen lopende toewijzing. Vraag de aanbieder of dit een verzoek om toewijzing (315) moest zijn."
    if not soorten - {"ongewijzigd"}:
        yield "TR353", "het verzoek vraagt niets nieuws en geen wijziging. Vraag de aanbieder wat hij wil."


_TWICE = "deze toewijzing staat vaker in het bericht. Vraag de afzender welke regel geldt."
_OVERLAP = "dit product staat vaker in het bericht voor dezelfde dagen. De regels tellen mee; controleer of het er echt meer zijn."
_DELIVERY = (
    CareSetRule("TR074", "Begindatum", "fout", tr074, "deze regel staat vaker in het bericht. Vraag de aanbieder welke geldt."),
    CareSetRule(
        "TR101",
        "StatusAanlevering",
        "fout",
        tr101_delivery,
        "dezelfde regel wordt in één bericht aangeleverd en verwijderd, of twee keer verwijderd. Vraag de aanbieder wat hij bedoelt.",
    ),
)
SET_RULES: dict[str, tuple[CareSetRule, ...]] = {
    "301": (
        CareSetRule("TR101", "ToewijzingNummer", "fout", tr101_allocation, _TWICE),
        CareSetRule("TR302", "Product", "waarschuwing", overlap, _OVERLAP),
    ),
    "305": _DELIVERY,
    "307": (
        *_DELIVERY,
        CareSetRule(
            "TR413", "RedenBeeindiging", "fout", tr413, "deze hulp stopt in dit bericht twee keer tijdelijk. Vraag welke stop geldt."
        ),
        CareSetRule(
            "TR415", "RedenBeeindiging", "fout", tr415, "deze hulp stopt in dit bericht twee keer definitief. Vraag welke stop geldt."
        ),
        CareSetRule(
            "TR414",
            "Einddatum",
            "fout",
            tr414,
            "de definitieve stop ligt voor de tijdelijke stop. Vraag de aanbieder om de datums te herstellen.",
        ),
    ),
    "315": (
        CareSetRule(
            "TR383",
            "ReferentieAanbieder",
            "fout",
            tr383,
            "deze ReferentieAanbieder staat bij meer dan één product. Vraag de aanbieder om elk product een eigen kenmerk te geven.",
        ),
        CareSetRule("TR386", "Product", "waarschuwing", overlap, _OVERLAP),
    ),
    "317": (
        CareSetRule("TR101", "ToewijzingNummer", "fout", tr101_allocation, _TWICE),
        CareSetRule("TR410", "Product", "waarschuwing", tr410, _OVERLAP),
    ),
}


def _start_key(line: Any) -> Hashable:
    """The key of a start: under a task contract the product stands in for the allocation. One message holds one client."""
    return line.toewijzing_pseudo, line.productcategorie, line.productcode, line.begindatum


def _full_key(line: CareLine) -> Hashable:
    if isinstance(line, Stop):
        return _start_key(line), line.reden_beeindiging_code, line.einddatum
    return _start_key(line)


def _ends(line: Stop) -> bool:
    return line.status_aanlevering != DELETE


def _never_existed(line: Toewijzing | Verzoek) -> bool:
    gone = isinstance(line, Toewijzing) and line.reden_wijziging in (DELETED, OLD_CORRECTION)
    return gone and line.einddatum == line.ingangsdatum


def meeting(lines: Sequence[Toewijzing | Verzoek], others: Sequence[Toewijzing | Verzoek]) -> set[int]:
    """The numbers of the lines that share a day with another line of `others`. In n log n: a message may hold any number of products."""
    if not lines or not others:
        return set()
    ordered = sorted((_begin(other), other.einddatum or date.max, other.nummer) for other in others)
    begins = [begin for begin, _, _ in ordered]
    latest: list[tuple[tuple[date, int], tuple[date, int]]] = []  # of the first n: the two latest ends, with their numbers
    first = second = (date.min, 0)
    for _, eind, nummer in ordered:
        one = (eind, nummer)
        first, second = (one, first) if one > first else (first, max(one, second))
        latest.append((first, second))
    found = set()
    for line in lines:
        started = bisect_right(begins, line.einddatum or date.max)
        ends = [eind for eind, nummer in latest[started - 1] if nummer != line.nummer] if started else []
        if ends and max(ends) >= _begin(line):
            found.add(line.nummer)
    return found


def _begin(line: Toewijzing | Verzoek) -> date:
    return line.ingangsdatum or date.min


def _repeated(
    lines: Sequence[Any], key: Callable[[Any], Hashable | None], different: Callable[[Any], Hashable] | None = None
) -> Iterator[CareLine]:
    """The lines that share a key; with `different` only where they also differ in that (equal ones are the matter of another rule)."""
    groups: dict[Hashable, list[Any]] = defaultdict(list)
    for line in lines:
        if (value := key(line)) is not None:
            groups[value].append(line)
    return (
        line
        for group in groups.values()
        if len(group) > 1 and (different is None or len({different(one) for one in group}) > 1)
        for line in group
    )
