"""The special cases in the message traffic of Meppel: changed volumes, mistakes undone, pauses, requests, late and wrong messages.

What belongs here: choosing trajectories for them and changing what is sent. Not here: the ordinary course (toewijzingen.py), writing files
(berichtenverkeer.py). Each case takes trajectories of its own, the first that fit, so that one case never hides another.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from bericht import Aanvraag, Antwoord, Omvang, Start, Stop, Wens, Wijziging

from makers.berichtenverkeer import Verkeer
from makers.defects import Defect
from makers.kalender import plus
from makers.levering import LATE, WRONG
from makers.toewijzingen import AANSLUITING, DOOR_AANBIEDER, EEN_DAG, Verloop, version

TIJDELIJK, WIJZIGINGSVERZOEK, VERHUISD = "20", "37", "31"
HUISARTS, ZELF = "02", "06"  # Verwijzer
GEEN_START = "9069"  # there is no current start with this key


def choose(verlopen: Sequence[Verloop], number: int, fits: Callable[[Verloop], bool]) -> list[Verloop]:
    """The first so many trajectories that fit and were not used for another case."""
    found = list(islice((v for v in verlopen if not v.is_bijzonder and fits(v)), number))
    if len(found) < number:
        raise ValueError(f"only {len(found)} of {number} trajectories fit; choose another seed or another case")
    for verloop in found:
        verloop.is_bijzonder = True
    return found


def change_volumes(verkeer: Verkeer, verlopen: Sequence[Verloop], number: int) -> None:
    """On request the old allocation closes and a new number begins the next day, the first of a month; old stop 37, new start."""
    fits = choose(verlopen, number, lambda v: len(v.toewijzingen) == 1 and _runs(v, date(2025, 10, 1), date(2026, 5, 31)))
    for count, verloop in enumerate(fits):
        day = date(2026, 1 + count, 1)
        old, reference = verloop.actueel(), f"{verloop.agb[-4:]}-W{count + 1:03d}"
        size = Omvang(verloop.volume + 2, verloop.eenheid, "4")
        wish = Wens(day, old.einddatum, size, nummer=old.nummer)
        verkeer.request(plus(day, -20), verloop, Wijziging(reference, "1", gewijzigd=(wish,)))
        decided = plus(day, -10)
        closed = version(old, decided, einddatum=day - EEN_DAG, reden=DOOR_AANBIEDER, referentie=reference)
        new = version(old, decided, nummer=verloop.nummer(2), ingangsdatum=day, omvang=size, referentie=reference)
        verloop.toewijzingen += [(decided, closed), (decided, new)]
        before, after = verloop.starts[-1][1], Start(new.nummer, old.categorie, old.code, day, day)
        verloop.starts.append((plus(day, 2), after))
        final = [(told, replace(stop, start=after)) for told, stop in verloop.stops]
        verloop.stops = [(plus(day, 2), Stop(before, WIJZIGINGSVERZOEK, day - EEN_DAG)), *final]


def undo_allocation(verlopen: Sequence[Verloop]) -> None:
    """An allocation made by mistake, started, and taken back: start deleted (status 3), allocation deleted (reden 13)."""
    (verloop,) = choose(verlopen, 1, lambda v: _runs(v, AANSLUITING, date(2026, 3, 1)))
    wrong = version(
        verloop.actueel(), date(2025, 11, 10), nummer=verloop.nummer(3), code="01A02", ingangsdatum=date(2025, 11, 15), einddatum=None
    )
    gone = version(wrong, date(2025, 11, 26), einddatum=wrong.ingangsdatum, reden="13")
    start = Start(wrong.nummer, wrong.categorie, wrong.code, wrong.ingangsdatum, wrong.ingangsdatum)
    verloop.toewijzingen[1:1] = [(wrong.toewijzingsdatum, wrong), (gone.toewijzingsdatum, gone)]
    verloop.starts[1:1] = [(date(2025, 11, 18), start), (date(2025, 11, 25), replace(start, status="3"))]


def undo_start(verlopen: Sequence[Verloop]) -> None:
    """A start with the wrong begin date; later one message deletes it and brings the right one."""
    (verloop,) = choose(verlopen, 1, lambda v: v.traject.start > plus(AANSLUITING, 30) and _gap(v) > 8)
    told, right = verloop.starts[0]
    wrong = replace(right, begin=plus(right.begin, -6))
    verloop.starts = [(told, wrong), (plus(told, 9), replace(wrong, status="3")), (plus(told, 9), right)]


def pause(verlopen: Sequence[Verloop], number: int) -> None:
    """A temporary stop and a new start some weeks later; a later end belongs to the new start."""
    for verloop in choose(verlopen, number, lambda v: _runs(v, date(2025, 11, 1), date(2026, 1, 31))):
        stopped, again = date(2025, 11, 12), date(2025, 12, 8)
        first = verloop.starts[0][1]
        second = replace(first, begin=again)
        verloop.starts.append((plus(again, 2), second))
        verloop.stops = [(plus(stopped, 3), Stop(first, TIJDELIJK, stopped)), *((d, replace(s, start=second)) for d, s in verloop.stops)]


def end_after_pause(verlopen: Sequence[Verloop], number: int) -> None:
    """A temporary stop that turned out to be definitive: no new start in between."""
    for verloop in choose(
        verlopen, number, lambda v: _ended(v, date(2025, 11, 20), date(2025, 12, 31)) and v.traject.reden in ("19", "39")
    ):
        day = plus(verloop.traject.einde, -12)
        verloop.stops.insert(0, (plus(day, 2), Stop(verloop.starts[0][1], TIJDELIJK, day)))


def orphan_stop(verkeer: Verkeer, verlopen: Sequence[Verloop]) -> Iterator[Defect]:
    """A stop with a begin date that no start has; the retour rejects it and the right one follows."""
    (verloop,) = choose(verlopen, 1, lambda v: _ended(v, date(2025, 11, 15), date(2026, 6, 30)))
    told, right = verloop.stops[0]
    wrong = replace(right, start=replace(right.start, begin=plus(right.start.begin, 10)), retourcodes=(GEEN_START,))
    path = verkeer.stop(told, verloop, wrong, WRONG)
    verkeer.reject_stop(plus(told, 2), verloop, wrong)
    verloop.stops = [(plus(told, 5), right)]
    what = (
        "Een stop met een begindatum die in geen enkele start staat. Het retourbericht keurt hem af en de goede stop volgt; "
        "het traject telt één keer."
    )
    yield Defect("stop-zonder-start", path, what, "TR382", "bevinding")


def wrong_law(verkeer: Verkeer, verlopen: Sequence[Verloop]) -> Iterator[Defect]:
    """Stop reason 31 is 'according to plan' in the Jeugdwet and 'moved away' in the Wmo."""
    (verloop,) = choose(verlopen, 1, lambda v: _ended(v, date(2025, 11, 15), date(2026, 8, 31)) and v.traject.reden == "19")
    told, stop = verloop.stops.pop()
    verloop.gemelde_reden = VERHUISD
    path = verkeer.stop(told, verloop, replace(stop, reden=VERHUISD), WRONG)
    what = (
        "Reden 31 is in de Wmo een verhuizing; de aanbieder bedoelde 'volgens plan' (19), zoals in de trajecten staat. "
        "Het bericht telt als verhuisd, dus niet in de noemer van uitval; alleen het aandeel 31 kan dit verraden."
    )
    yield Defect("stop-31-in-de-wmo", path, what, "stopreden_31", "geaccepteerd")


def late_and_again(verkeer: Verkeer, verlopen: Sequence[Verloop]) -> Iterator[Defect]:
    """A stop told four months late, a start that is sent twice, and the first version of an allocation that arrives after its second."""
    (slow,) = choose(verlopen, 1, lambda v: _ended(v, date(2025, 11, 15), date(2026, 4, 30)))
    (_, stop) = slow.stops.pop()
    path = verkeer.stop(plus(stop.einde, 120), slow, stop, LATE)
    yield Defect("bericht-stop-te-laat", path, "De stop is vier maanden later gemeld dan hij was.", "te_laat", "geaccepteerd")
    (twice,) = choose(verlopen, 1, lambda v: v.traject.start > AANSLUITING)
    told, start = twice.starts[0]
    path = verkeer.start(plus(told, 30), twice, start, LATE)
    what = "Dezelfde start nog een keer, in een bericht met een eigen identificatie. Telt één keer."
    yield Defect("bericht-start-herhaald", path, what, "herhaald", "geaccepteerd")
    (stretched,) = choose(verlopen, 1, lambda v: len(v.toewijzingen) == 2)
    day, first = stretched.toewijzingen.pop(0)
    path = verkeer.allocate(day, stretched, [first], LATE)
    what = "De eerste versie van een toewijzing komt binnen na de tweede; de laatste toewijzingsdatum geldt."
    yield Defect("bericht-oude-versie-later", path, what, "te_laat", "geaccepteerd")


def granted_requests(verkeer: Verkeer, verlopen: Sequence[Verloop], number: int) -> None:
    """Requests for allocation that led to one; the first was under investigation for some days."""
    for count, verloop in enumerate(choose(verlopen, number, lambda v: (v.traject.besluit or AANSLUITING) > date(2026, 4, 1))):
        day, first = verloop.toewijzingen[0]
        reference = f"{verloop.agb[-4:]}-A{count + 1:03d}"
        size = Omvang(verloop.volume, verloop.eenheid, "4")
        asked = Aanvraag(reference, first.categorie, verloop.code, first.ingangsdatum, first.einddatum, size, HUISARTS)
        verkeer.apply(plus(first.toewijzingsdatum, -9), verloop, asked)
        if count == 0:
            verkeer.answer(plus(first.toewijzingsdatum, -5), verloop, Antwoord(reference, "2"))
        verloop.toewijzingen[0] = (day, replace(first, referentie=reference))


def rejected_requests(verkeer: Verkeer, home: Sequence[Verloop], day_care: Verloop) -> None:
    """A client of help at home for whom day activities are asked, outside the budget; and a wish for more, for which there is no need."""
    other, more = choose(home, 2, lambda v: _runs(v, AANSLUITING, date(2026, 9, 1)))
    refused = replace(day_care, traject=other.traject)
    asked = Aanvraag(f"{refused.agb[-4:]}-A001", "07", refused.code, date(2025, 12, 1), None, Omvang(8, refused.eenheid, "4"), ZELF)
    verkeer.apply(date(2025, 11, 3), refused, asked)
    verkeer.answer(date(2025, 11, 7), refused, Antwoord(asked.referentie, "1", "2"))
    now = more.actueel()
    wish = Wens(date(2026, 4, 1), now.einddatum, Omvang(more.volume + 6, more.eenheid, "4"), nummer=now.nummer)
    reference = f"{more.agb[-4:]}-W900"
    verkeer.request(date(2026, 3, 9), more, Wijziging(reference, "1", gewijzigd=(wish,)))
    verkeer.answer(date(2026, 3, 13), more, Antwoord(reference, "1", "7"))


def _runs(verloop: Verloop, begin: date, eind: date) -> bool:
    return verloop.traject.start < begin and verloop.traject.einde > eind


def _ended(verloop: Verloop, begin: date, eind: date) -> bool:
    return verloop.eindigt and begin <= verloop.traject.einde <= eind and len(verloop.stops) == 1


def _gap(verloop: Verloop) -> int:
    return (verloop.traject.start - verloop.actueel().ingangsdatum).days
