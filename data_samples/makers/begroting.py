"""Budget versions of the samples: every version of a budget year is complete, the newest one is the current budget.

Not here: the streams of money and what is spent of them (money.py).
"""

from collections.abc import Sequence
from datetime import date

from makers.levering import CORRECTION, DUTCH, FIRST, Delivery, Dialect, Euro, Row
from makers.money import Stroom, taakveld


def budget_rows(streams: Sequence[Stroom], year: int) -> list[Row]:
    """All versions of a budget year. Each version is complete: primitief, wijziging 1 (June) and, for years that are over, wijziging 2."""
    versions = [("primitief", date(year - 1, 11, 7)), ("wijziging 1", date(year, 6, 26))]
    if year < 2026:
        versions.append(("wijziging 2", date(year, 11, 12)))
    rows: dict[tuple[str, str, str, str, str], Row] = {}
    for number, (version, adopted) in enumerate(versions):
        for stream in streams:
            for soort, cents in _version_parts(stream, year, number).items():
                key = (version, taakveld(stream.taakveld, year), stream.soort, stream.contract, soort)
                before = rows[key]["Bedrag"] if key in rows else Euro(0)
                assert isinstance(before, Euro)
                rows[key] = {
                    "Boekjaar": year, "Versie": version, "Vastgesteld op": adopted, "Taakveld": key[1], "Lasten of baten": key[2],
                    "Contractnummer": key[3], "Soort": soort, "Bedrag": Euro(before.cent + cents),
                }  # fmt: skip
    return [row for row in rows.values() if row["Bedrag"] != Euro(0)]


def _version_parts(stream: Stroom, year: int, number: int) -> dict[str, int]:
    total = stream.budget.get(year, 0)
    parts = dict(stream.extra.get(year, {})) if stream.vast else {"index": round(total * 0.03)}
    parts["structureel"] = total - sum(parts.values())
    if stream.vast and stream.contract:
        parts["incidenteel"] = round(total * 0.004)  # costs of the contract itself, above the lump sum
    if number == 0:  # indexation and new tasks come with the first change
        return {soort: cents for soort, cents in parts.items() if soort not in ("index", "taakmutatie")}
    if number == 2 and not stream.vast and stream.soort == "lasten":
        moved = round(total * 0.01)  # once-only money inside the same total
        return parts | {"incidenteel": moved, "structureel": parts["structureel"] - moved}
    return parts


def budget_deliveries(streams: Sequence[Stroom], situatie: str, gemeente: str, dialect: Dialect = DUTCH) -> list[Delivery]:
    """One delivery per budget year. 2026 comes twice: the first had the primitieve begroting only, the second supersedes it."""
    made = [Delivery(situatie, FIRST, "begroting", gemeente, str(y), budget_rows(streams, y), dialect) for y in range(2022, 2026)]
    newest = budget_rows(streams, 2026)
    first = [row for row in newest if row["Versie"] == "primitief"]
    made.append(Delivery(situatie, FIRST, "begroting", gemeente, "2026Q3", first, dialect))
    made.append(Delivery(situatie, CORRECTION, "begroting", gemeente, "2026Q3", newest, dialect))
    return made
