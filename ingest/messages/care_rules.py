"""The rules of release 3.2 over one product of a 301, 305, 307, 315, 317 or the answer of a 319: one function per rule.

What belongs here: what one line alone can prove. Not here: how much (care_size_rules.py), birth dates (birth.py), lines that contradict
each other (care_set_rules.py), and whatever needs another message: TR019, TR063, TR069, TR071, TR326, TR332, TR347, TR349–TR351, TR355,
TR357, TR379, TR382, and a start or stop outside its allocation. Source: reference.md §5.3–§5.7; WMO020/JZ020 and WMO588/JZ588 are the code
lists of the two laws.

How serious. Nationally every one of these rules refuses the message (0001). koers asks what is left in doubt:
- who, which product, from when to when, or whether it exists at all: the line is set aside ('fout'), because clients, trajectories and
  durations would be wrong with it. So: an end before its begin (CS003, TR018), a deletion that is none (CS335), a status that says neither
  deliver nor delete (CS058), a code outside the list of the law, a line without key (IV096), an allocation of nothing (CD079), and a
  Toewijzingsdatum in the future (TR134), because the latest one is the current version and would stay so whatever comes after it.
- only how much: a warning (care_size_rules.py).
- a start or stop announced for a date after the message (TR134), the old reason 01 (CS336) and an answer whose reason does not fit
  (CD085, CD086, TR377, TR409) are clear enough to use: warnings.
A line with StatusAanlevering 3 deletes an earlier one by its key, so nothing but that key and its status is judged (note at TR063).
"""

from datetime import date

from ingest.messages.care_records import CareLine, Start, Stop, Toewijzing, Verzoek, VerzoekAntwoord
from ingest.messages.care_size_rules import NO_SIZE_WITHOUT_CODE, SIZE_RULES, CareRule
from ingest.messages.records import Kop
from ingest.messages.values import CATEGORIE_UITLEG, CATEGORIEEN, STOPREDENEN

DELETE, DELETED, OLD_CORRECTION = "3", "13", "01"
REJECTED, UNDER_INVESTIGATION, OTHER_MUNICIPALITY = "1", "2", "8"


def category(line: Toewijzing | Start | Stop | Verzoek, kop: Kop) -> str | None:
    """The product category is one of the law's own list."""
    if line.productcategorie is None or line.productcategorie in CATEGORIEEN[kop.soort.wet] or _deletes(line):
        return None
    return f"de productcategorie is niet {CATEGORIE_UITLEG[kop.soort.wet]}. Vraag de afzender welk product dit is."


def stop_reason(line: Stop, kop: Kop) -> str | None:
    """The stop reason is one of the law's own list: Wmo and Jeugdwet give the same codes another meaning."""
    allowed = STOPREDENEN[kop.soort.wet]
    if line.reden_beeindiging_code in allowed or _deletes(line):
        return None
    return (
        f"RedenBeeindiging {line.reden_beeindiging_code} bestaat niet in de {kop.soort.wet}; gebruik {', '.join(sorted(allowed))}. "
        "Vraag de aanbieder waarom de hulp stopte."
    )


def cs058(line: Start | Stop, _: Kop) -> str | None:
    """StatusAanlevering is 1 (deliver) or 3 (delete); 2 and 9 are forbidden (OP033x2)."""
    if line.status_aanlevering in ("1", DELETE):
        return None
    return (
        f"StatusAanlevering {line.status_aanlevering} mag niet; het is 1 (aanleveren) of 3 (verwijderen). "
        "Vraag de aanbieder om de oude regel te verwijderen en de goede opnieuw te sturen."
    )


def key(line: Start | Stop, _: Kop) -> str | None:
    """A start or stop names its allocation, or its product under a task contract (IV096)."""
    if line.toewijzing_pseudo is not None or line.productcategorie is not None:
        return None
    return "zonder ToewijzingNummer en zonder Product is niet te zien om welke hulp het gaat. Vraag de aanbieder om een van beide."


def tr018(line: Stop, _: Kop) -> str | None:
    """A stop does not come before its start."""
    if line.einddatum >= line.begindatum or _deletes(line):
        return None
    return f"de hulp stopt op {line.einddatum}, voor het begin op {line.begindatum}. Vraag de aanbieder om de datums te herstellen."


def cs003(line: Toewijzing | Verzoek, _: Kop) -> str | None:
    """A period does not end before it begins."""
    if line.einddatum is None or line.ingangsdatum is None or line.einddatum >= line.ingangsdatum:
        return None
    return f"de einddatum {line.einddatum} ligt voor de ingangsdatum {line.ingangsdatum}. Vraag de afzender om de datums te herstellen."


def cs335(line: Toewijzing, _: Kop) -> str | None:
    """RedenWijziging 13 (deleted) only with Einddatum = Ingangsdatum."""
    if line.reden_wijziging != DELETED or line.einddatum == line.ingangsdatum:
        return None
    return (
        f"RedenWijziging 13 (verwijderd) vraagt een einddatum gelijk aan de ingangsdatum {line.ingangsdatum}. "
        "Het is niet duidelijk of de toewijzing bestaat. Maak een nieuw bericht."
    )


def cs336(line: Toewijzing, _: Kop) -> str | None:
    """RedenWijziging 01 is no longer used."""
    if line.reden_wijziging != OLD_CORRECTION:
        return None
    return "RedenWijziging 01 is vervallen. De toewijzing telt mee; gebruik 13 om een toewijzing te verwijderen."


def tr134_allocated(line: Toewijzing, kop: Kop) -> str | None:
    """Toewijzingsdatum is not after Dagtekening."""
    if line.toewijzingsdatum <= kop.dagtekening:
        return None
    return (
        f"de toewijzingsdatum {line.toewijzingsdatum} ligt na de dagtekening {kop.dagtekening}. Maak een nieuw bericht met de goede datum."
    )


def tr134_begin(line: Start, kop: Kop) -> str | None:
    """Begindatum of a start is not after Dagtekening."""
    return None if _deletes(line) else _after("de begindatum", line.begindatum, kop)


def tr134_end(line: Stop, kop: Kop) -> str | None:
    """Einddatum of a stop is not after Dagtekening."""
    return None if _deletes(line) else _after("de einddatum", line.einddatum, kop)


def cd085(line: VerzoekAntwoord, _: Kop) -> str | None:
    """A rejection has a reason."""
    if line.antwoord_code != REJECTED or line.reden_afwijzing_code is not None:
        return None
    return "het verzoek is afgewezen zonder reden. Het telt als afgewezen; vul RedenAfwijzingVerzoek."


def cd086(line: VerzoekAntwoord, _: Kop) -> str | None:
    """A request under investigation has no reason of rejection."""
    if line.antwoord_code != UNDER_INVESTIGATION or line.reden_afwijzing_code is None:
        return None
    return "het verzoek is in onderzoek, maar er staat een reden van afwijzing bij. Het telt als in onderzoek; controleer het antwoord."


def tr377(line: VerzoekAntwoord, _: Kop) -> str | None:
    """Reason 8 (woonplaatsbeginsel) names the other municipality."""
    if line.reden_afwijzing_code != OTHER_MUNICIPALITY or line.woonplaats_gemeentecode is not None:
        return None
    return "bij reden 8 (woonplaatsbeginsel) ontbreekt de gemeente die wel verantwoordelijk is. Vul Woonplaatsbeginsel aan."


def tr409(line: VerzoekAntwoord, _: Kop) -> str | None:
    """Another reason names none."""
    if line.reden_afwijzing_code == OTHER_MUNICIPALITY or line.woonplaats_gemeentecode is None:
        return None
    return "er staat een andere gemeente bij, maar de reden is niet 8 (woonplaatsbeginsel). Controleer de reden."


_CATEGORY = CareRule("WMO020/JZ020", "Product/Categorie", "fout", category)
_PERIOD = CareRule("CS003", "Einddatum", "fout", cs003)
_LEVERING = (_CATEGORY, CareRule("CS058", "StatusAanlevering", "fout", cs058), CareRule("IV096", "ToewijzingNummer", "fout", key))
RULES: dict[type[CareLine], tuple[CareRule, ...]] = {
    Toewijzing: (
        _CATEGORY,
        _PERIOD,
        *SIZE_RULES,
        NO_SIZE_WITHOUT_CODE,
        CareRule("CS335", "RedenWijziging", "fout", cs335),
        CareRule("CS336", "RedenWijziging", "waarschuwing", cs336),
        CareRule("TR134", "Toewijzingsdatum", "fout", tr134_allocated),
    ),
    Start: (*_LEVERING, CareRule("TR134", "Begindatum", "waarschuwing", tr134_begin)),
    Stop: (
        *_LEVERING,
        CareRule("TR018", "Einddatum", "fout", tr018),
        CareRule("WMO588/JZ588", "RedenBeeindiging", "fout", stop_reason),
        CareRule("TR134", "Einddatum", "waarschuwing", tr134_end),
    ),
    Verzoek: (_CATEGORY, _PERIOD, *SIZE_RULES),
    VerzoekAntwoord: (
        CareRule("CD085", "RedenAfwijzingVerzoek", "waarschuwing", cd085),
        CareRule("CD086", "RedenAfwijzingVerzoek", "waarschuwing", cd086),
        CareRule("TR377", "Woonplaatsbeginsel", "waarschuwing", tr377),
        CareRule("TR409", "Woonplaatsbeginsel", "waarschuwing", tr409),
    ),
}


def _deletes(line: CareLine) -> bool:
    return isinstance(line, Start | Stop) and line.status_aanlevering == DELETE


def _after(what: str, day: date, kop: Kop) -> str | None:
    if day <= kop.dagtekening:
        return None
    return f"{what} {day} ligt na de dagtekening {kop.dagtekening}. De regel telt mee vanaf die datum; controleer hem bij de aanbieder."
