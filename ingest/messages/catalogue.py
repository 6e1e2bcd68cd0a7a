"""Which national messages exist: BerichtCode, law, type and direction of iWmo and iJw release 3.2, and how a file says which one it is.

What belongs here: the list of message types, their namespaces, and refusing what is not a message of release 3.2. Not here: what stands
in a message (shapes.py), reading it (reader.py), judging it (rules.py). Codes: Vektis COD002, in reference.md §5.1.
"""

import re
from typing import Literal, NamedTuple

from ingest.refusal import Refusal

RELEASE = (3, 2)
Party = Literal["gemeente", "aanbieder"]


class Refused(Refusal):
    """The whole message cannot be used. `rule` is the official code where there is one; `line` the 1-based line in the file.

    `value` is delivered text: it goes through problems.shown before anybody sees it. The sentence itself never holds any.
    """

    def __init__(self, rule: str, sentence: str, column: str | None = None, line: int | None = None, value: str | None = None) -> None:
        super().__init__(sentence, rule)
        self.column, self.line, self.value = column, line, value


class Berichtsoort(NamedTuple):
    """One message type under one law. `afzender` is who stands in the header as Afzender: a retour keeps that of its original (IV028).

    `retour_op` is the type a retour answers, '' for the others.
    """

    wet: str
    berichttype: str
    berichtcode: str
    afzender: Party
    retour_op: str
    titel: str

    @property
    def naam(self) -> str:
        """The name as people write it, such as WMO323."""
        return STANDARD[self.wet][1].upper() + self.berichttype


STANDARD = {"Wmo": ("iwmo", "wmo"), "Jeugdwet": ("ijw", "jw")}  # law -> name in the base namespace, stem of the message namespace
_LIST = """
301 | 414 | 436 | gemeente  |     | toewijzing
302 | 415 | 437 | gemeente  | 301 | retour op een toewijzing
305 | 418 | 438 | aanbieder |     | start van de hulp
306 | 419 | 439 | aanbieder | 305 | retour op een start
307 | 420 | 440 | aanbieder |     | stop van de hulp
308 | 421 | 441 | aanbieder | 307 | retour op een stop
315 | 444 | 446 | aanbieder |     | verzoek om toewijzing
316 | 445 | 447 | aanbieder | 315 | retour op een verzoek om toewijzing
317 | 480 | 486 | aanbieder |     | verzoek om wijziging
318 | 481 | 487 | aanbieder | 317 | retour op een verzoek om wijziging
319 | 482 | 488 | gemeente  |     | antwoord op een verzoek
320 | 483 | 489 | gemeente  | 319 | retour op een antwoord
323 | 484 | 490 | aanbieder |     | declaratie
325 | 485 | 491 | gemeente  |     | antwoord op een declaratie
"""


def _soorten() -> dict[tuple[str, str], Berichtsoort]:
    found: dict[tuple[str, str], Berichtsoort] = {}
    for row in _LIST.strip().splitlines():
        kind, wmo, jw, afzender, retour_op, titel = (cell.strip() for cell in row.split("|"))
        for wet, code in (("Wmo", wmo), ("Jeugdwet", jw)):
            party: Party = "gemeente" if afzender == "gemeente" else "aanbieder"
            found[wet, kind] = Berichtsoort(wet, kind, code, party, retour_op, titel)
    return found


SOORTEN = _soorten()
_NAMESPACE = re.compile(r"http://www\.istandaarden\.nl/(iwmo|ijw)/([0-9]{1,2})_([0-9]{1,2})/(wmo|jw)([0-9]{3})/schema")
_WET = {("iwmo", "wmo"): "Wmo", ("ijw", "jw"): "Jeugdwet"}
NOT_A_MESSAGE = "dit is geen iWmo- of iJw-bericht. Lever het bericht zelf aan, zonder envelop eromheen."


def namespaces(soort: Berichtsoort) -> frozenset[str]:
    """The two namespaces of a message: its own, and the one of the base schema for the children of composite types."""
    standard, stem = STANDARD[soort.wet]
    root = f"http://www.istandaarden.nl/{standard}/{RELEASE[0]}_{RELEASE[1]}"
    return frozenset({f"{root}/{stem}{soort.berichttype}/schema", f"{root}/basisschema/schema"})


def recognise(root_tag: str) -> Berichtsoort:
    """The message type of a root element in Clark notation. Raises Refused for everything that is not a message of release 3.2."""
    namespace, _, name = root_tag.removeprefix("{").rpartition("}")
    match = _NAMESPACE.fullmatch(namespace)
    if name != "Bericht" or match is None:
        raise Refused("bericht", NOT_A_MESSAGE)
    standard, major, minor, stem, kind = match.groups()
    if (int(major), int(minor)) != RELEASE:
        raise _other_release(f"{int(major)}.{int(minor)}")
    wet = _WET.get((standard, stem))
    if wet is None or (wet, kind) not in SOORTEN:
        raise Refused("bericht", f"bericht {stem}{kind} bestaat niet in release 3.2 van {standard}. Vraag de afzender welk bericht dit is.")
    return SOORTEN[wet, kind]


def check_header(soort: Berichtsoort, values: dict[str, str]) -> None:
    """BerichtVersie, BerichtSubversie (CS025, CS015) and BerichtCode (RS047) must be those of the type. Raises Refused."""
    found = tuple(values.get(name, "").strip() for name in ("BerichtVersie", "BerichtSubversie"))
    if not all(re.fullmatch(r"[0-9]{1,2}", text) for text in found):
        raise Refused(
            "CS025", "de kop noemt geen geldige BerichtVersie en BerichtSubversie. Vraag de afzender om een bericht van release 3.2."
        )
    release = (int(found[0]), int(found[1]))
    if release != RELEASE:
        raise _other_release(f"{release[0]}.{release[1]}", "CS025" if release[0] != RELEASE[0] else "CS015")
    code = values.get("BerichtCode", "")
    if code != soort.berichtcode:
        raise Refused(
            "RS047",
            f"de BerichtCode in de kop is niet {soort.berichtcode}, zoals bij {soort.naam} hoort. Vraag de afzender om een goed bericht.",
            "BerichtCode",
        )


def _other_release(found: str, rule: str = "release") -> Refused:
    return Refused(
        rule, f"dit bericht is van release {found}; koers leest alleen release 3.2. Vraag de afzender om een bericht van release 3.2."
    )
