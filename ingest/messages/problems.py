"""What is wrong with one message, collected while it is read: how serious, where, and the Dutch sentence about it.

What belongs here: keeping findings and turning them into the frame all deliveries share. Not here: the rules themselves (rules.py).
Three grades: 'weiger' refuses the message, 'fout' sets one line aside, 'waarschuwing' changes nothing. Of the first and the last kind at
most EACH are kept per rule and the rest is counted, so that a rotten message of a million lines stays readable; of the middle kind every
one is kept, because every line in quarantine must say why it is there.
"""

from collections import Counter
from typing import Literal, NamedTuple

import polars as pl

from ingest.findings import SCHEMA
from ingest.masking import HIDDEN, displayable
from ingest.messages.catalogue import Refused

EACH = 20
Ernst = Literal["weiger", "fout", "waarschuwing"]
# Elements whose content is never shown, however harmless it looks.
PERSONAL = frozenset(
    (
        *("Bsn", "ToewijzingNummer", "ReferentieNummer", "VorigReferentieNummer", "ReferentieAanbieder", "Identificatie"),
        *(
            "DeclaratieNummer",
            "IdentificatieRetour",
            "Datum",
            "DatumGebruik",
            "Geslacht",
        ),  # Datum: of birth; no other element has that name
    )
)


class Problem(NamedTuple):
    """One finding. `nummer` counts the lines of the message from 1 (None: the whole message), `line` is the line in the file."""

    ernst: Ernst
    rule: str
    sentence: str
    column: str | None = None
    value: str | None = None
    nummer: int | None = None
    line: int | None = None


def shown(column: str | None, raw: str | None) -> str | None:
    """A delivered text as it may appear in a finding; anything but text (a list of codes) is not shown."""
    if column is None or not isinstance(raw, str):
        return None
    return HIDDEN if column.rpartition("/")[2] in PERSONAL else displayable(raw)


class Problems:
    """The findings of one message in the order in which they were found. `regelnaam` is what a line of this type is called."""

    def __init__(self) -> None:
        self.regelnaam = "Prestatie"
        self._kept: list[Problem] = []
        self._seen: Counter[tuple[Ernst, str]] = Counter()

    def add(self, problem: Problem) -> None:
        self._seen[problem.ernst, problem.rule] += 1
        if problem.ernst == "fout" or self._seen[problem.ernst, problem.rule] <= EACH:
            self._kept.append(problem)

    def refuse(self, error: Refused, nummer: int | None = None) -> None:
        """Keep a refusal. Whatever else is found, the message will not be used."""
        self.add(Problem("weiger", error.rule, error.sentence, error.column, shown(error.column, error.value), nummer, error.line))

    @property
    def none(self) -> bool:
        """Whether nothing at all was found."""
        return not self._kept

    @property
    def refused(self) -> bool:
        return any(ernst == "weiger" for ernst, _ in self._seen)

    def set_aside(self) -> set[int]:
        """The numbers of the lines that go to quarantine."""
        return {p.nummer for p in self._kept if p.ernst == "fout" and p.nummer is not None}

    def frame(self, name: str) -> pl.DataFrame:
        """All findings as findings.SCHEMA, with sentences that name the file `name`, the Prestatie and the line."""
        rows = [_row(name, problem, 1, self.regelnaam) for problem in self._kept]
        for (ernst, rule), seen in self._seen.items():
            if ernst != "fout" and seen > EACH:
                rest = f"tegen {rule} is nog {seen - EACH} keer gezondigd. Herstel eerst de gevallen die wel gemeld zijn."
                rows.append(_row(name, Problem(ernst, rule, rest), seen - EACH, self.regelnaam))
        return pl.DataFrame(rows, schema=SCHEMA, orient="row")

    def reason(self, name: str) -> str | None:
        """Why the message is refused: the first refusing sentence, and how many more there are. None when it is not refused."""
        refusing = [problem for problem in self._kept if problem.ernst == "weiger"]
        if not refusing:
            return None
        more = sum(seen for (ernst, _), seen in self._seen.items() if ernst == "weiger") - 1
        rest = "" if not more else f" Er {'is' if more == 1 else 'zijn'} nog {more} andere {'fout' if more == 1 else 'fouten'}."
        return _sentence(name, refusing[0], self.regelnaam) + rest


def _row(name: str, problem: Problem, count: int, regelnaam: str) -> tuple[object, ...]:
    ernst = "waarschuwing" if problem.ernst == "waarschuwing" else "fout"
    return problem.nummer, "", problem.rule, problem.column, problem.value, _sentence(name, problem, regelnaam), ernst, count


def _sentence(name: str, problem: Problem, regelnaam: str) -> str:
    place = name if problem.line is None else f"regel {problem.line} van {name}"
    where = place[0].upper() + place[1:] if problem.line else place
    if problem.nummer is not None:
        where = f"{regelnaam} {problem.nummer} ({place})"
    return f"{where}: {problem.sentence}"
