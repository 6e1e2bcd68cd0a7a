"""The messages about care of Meppel tell the same story as its trajectories and its declarations; recomputed here from the files alone."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import quantiles
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import defusedxml.ElementTree as ElementTree
import polars as pl
import pytest
import yaml

ROOT = Path(__file__).parents[3]
CONTRACTS: dict[str, dict[str, Any]] = yaml.load((ROOT / "data_samples" / "planted.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)[
    "contracten"
]
PROVIDERS = {"MP-HH-2022": "99011901", "MP-DB-2022": "99011904", "MP-JGD-2026": "99011906"}


class Line(NamedTuple):
    """One product of a message, by local name, with the client and the header around it."""

    kind: str
    step: str
    header: dict[str, str]
    bsn: str
    values: dict[str, str]

    def day(self, name: str) -> date | None:
        return date.fromisoformat(self.values[name]) if name in self.values else None


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def texts(element: Element) -> dict[str, str]:
    return {local(child): child.text or "" for child in element.iter() if not len(child)}


@pytest.fixture(scope="module")
def lines(samples: Any) -> list[Line]:
    return [line for path in sorted(samples.inbox.glob("meppel/*/berichten/*3[012][1357]_*.xml")) for line in products(path)]


def products(path: Path) -> Iterator[Line]:
    if "jw323_99011906_" in path.name and path.parts[-3] == "4_fouten":
        return  # the deliberately wrong declarations
    root = ElementTree.parse(path).getroot()
    assert root is not None
    header = texts(root[0])
    for client in (element for element in root.iter() if local(element) == "Client"):
        bsn = texts(client)["Bsn"]
        for element in client.iter():
            if local(element) in ("ToegewezenProduct", "StartProduct", "StopProduct", "Prestatie"):
                yield Line(local(root[0]) and path.name.split("_")[0][-3:], path.parts[-3], header, bsn, texts(element))


def of(lines: list[Line], kind: str, agb: str) -> list[Line]:
    return [line for line in lines if line.kind == kind and agb in (line.header["Afzender"], line.header["Ontvanger"])]


def allocations(lines: list[Line], agb: str) -> dict[str, Line]:
    """The current version of each allocation: the latest Toewijzingsdatum and Toewijzingstijd."""
    ordered = sorted(of(lines, "301", agb), key=lambda line: (line.values["Toewijzingsdatum"], line.values["Toewijzingstijd"]))
    return {line.values["ToewijzingNummer"]: line for line in ordered}


def spells(lines: list[Line], agb: str) -> dict[str, tuple[date, date | None, str | None]]:
    """Begin, end and reason per person: starts that were not deleted, and the last definitive stop that belongs to one of them."""
    told: dict[tuple[str, str, date], date] = {}
    for line in sorted(of(lines, "305", agb), key=lambda line: (line.header["Dagtekening"], -int(line.values["StatusAanlevering"]))):
        begin = line.day("Begindatum")
        assert begin is not None
        key = line.bsn, line.values["ToewijzingNummer"], begin
        if line.values["StatusAanlevering"] == "3":
            del told[key]
        else:
            told[key] = begin
    found: dict[str, tuple[date, date | None, str | None]] = {}
    for bsn, _, begin in sorted(told):
        found[bsn] = (min(begin, found.get(bsn, (begin,))[0]), None, None)
    for line in of(lines, "307", agb):
        key = line.bsn, line.values["ToewijzingNummer"], date.fromisoformat(line.values["Begindatum"])
        if key in told and line.values["RedenBeeindiging"] not in ("20", "37"):
            found[line.bsn] = (found[line.bsn][0], line.day("Einddatum"), line.values["RedenBeeindiging"])
    return found


@pytest.mark.parametrize("contract", PROVIDERS)
def test_the_messages_have_the_persons_begin_and_end_dates_and_reasons_of_the_trajectories(
    contract: str, lines: list[Line], samples: Any
) -> None:
    connected = date.fromisoformat(CONTRACTS[contract]["berichten"]["aangesloten_op"])
    mine = samples.trajects.filter((pl.col("Contractnummer") == contract) & (pl.col("einde").is_null() | (pl.col("einde") >= connected)))
    delivered = {row["BSN"]: (row["begin"], row["einde"], row["reden"] or None) for row in mine.iter_rows(named=True)}
    told = spells(lines, PROVIDERS[contract])
    assert told.keys() == delivered.keys() and len(told) == CONTRACTS[contract]["berichten"]["trajecten_n"]
    different = {bsn: (told[bsn], delivered[bsn]) for bsn in told if told[bsn] != delivered[bsn]}
    if contract == "MP-DB-2022":  # the stop that uses a code of the Jeugdwet
        ((_, (sent, true)),) = different.items()
        assert (sent[:2], sent[2], true[2]) == (true[:2], "31", "19")
    else:
        assert different == {}


@pytest.mark.parametrize("contract", PROVIDERS)
def test_planted_waiting_times_and_uitval_follow_from_the_messages(contract: str, lines: list[Line]) -> None:
    truth, agb = CONTRACTS[contract]["berichten"], PROVIDERS[contract]
    decided: dict[str, date] = {}
    for line in of(lines, "301", agb):
        day = line.day("Toewijzingsdatum")
        assert day is not None
        decided[line.bsn] = min(day, decided.get(line.bsn, day))
    told = spells(lines, agb)
    waited = [(begin - decided[bsn]).days for bsn, (begin, _, _) in told.items()]
    tenths = quantiles(waited, n=10, method="inclusive")
    found = truth["wachttijd"]["alle"]
    assert (len(waited), tenths[4], round(tenths[8], 2)) == (found["n"], found["mediaan"], found["p90"])
    assert min(waited) >= 0
    per_year: dict[int, list[str]] = defaultdict(list)
    for _, end, reason in told.values():
        if end and reason:
            per_year[end.year].append(reason)
    codes = {"Wmo": ("19", "21", "22", "23"), "Jeugdwet": ("31", "32", "33", "34")}[CONTRACTS[contract]["wet"]]
    counted = {
        year: {
            "noemer_n": sum(reason in codes for reason in reasons),
            "strikt_n": sum(reason in codes[1:3] for reason in reasons),
            "breed_n": sum(reason in codes[1:] for reason in reasons),
        }
        for year, reasons in per_year.items()
    }
    assert counted == truth["uitval"]


@pytest.mark.parametrize("contract", PROVIDERS)
def test_every_declared_line_lies_within_its_allocation_and_fits_it(contract: str, lines: list[Line]) -> None:
    agb = PROVIDERS[contract]
    known, declared = allocations(lines, agb), of(lines, "323", agb)
    year_before = [line for line in declared if line.header["Dagtekening"] < "2026-02"]  # December is declared in January
    assert len(declared) - len(year_before) == CONTRACTS[contract]["aansluiting_2026"]["regels_n"]
    # Of 2025 also who had left before the messages about allocations began is declared: no message tells of those.
    gone = [line for line in year_before if line.values["ToewijzingNummer"] not in known]
    assert all(line.day("Einddatum") < date(2025, 11, 1) for line in gone) and len(gone) <= len(year_before) / 2
    for line in (line for line in declared if line not in gone):
        allocation = known[line.values["ToewijzingNummer"]]  # TR338
        assert (allocation.bsn, allocation.values["Code"]) == (line.bsn, line.values["ProductCode"])
        assert allocation.values["Eenheid"] == line.values["Eenheid"]
        assert int(line.values["GeleverdVolume"]) <= int(allocation.values["Volume"])
        begin, eind, first, last = (
            one.day(name)
            for one, name in ((line, "Begindatum"), (line, "Einddatum"), (allocation, "Ingangsdatum"), (allocation, "Einddatum"))
        )
        assert begin and eind and first
        assert begin >= first and (begin.day == 1 or begin == first)  # TR307, TR387
        assert (last is None or eind <= last) and (eind == month_end(eind) or eind == last)  # TR308, TR388


def month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def test_every_special_case_occurs(lines: list[Line], samples: Any) -> None:
    home = PROVIDERS["MP-HH-2022"]
    known = allocations(lines, home)
    assert sum(line.values.get("RedenWijziging") == "12" for line in known.values()) == 4  # closed for a new volume
    assert [number for number, line in known.items() if line.values.get("RedenWijziging") == "13"] == [
        number for number in known if number.startswith("3")
    ]
    assert sum(line.values.get("RedenWijziging") == "04" for line in of(lines, "301", PROVIDERS["MP-DB-2022"])) > 10  # stretched
    assert sum(line.values["RedenBeeindiging"] == "20" for line in lines if line.kind == "307") == 4
    assert sum(line.values["StatusAanlevering"] == "3" for line in lines if line.kind == "305") == 2
    answers = [texts(root) for root in samples.messages("*319_*").values()]
    assert sorted(answer["VerzoekAntwoord"] for answer in answers) == ["1", "1", "2"]
    for kind, retour in (("301", "302"), ("305", "306"), ("315", "316"), ("317", "318"), ("319", "320")):
        answered = {samples.values(root, "Identificatie")[0] for root in samples.messages(f"*{retour}_*").values()}
        sent = {samples.values(root, "Identificatie")[0] for root in samples.messages(f"*{kind}_*").values()}
        assert answered and (answered <= sent or kind in ("301", "305")), kind
    assert {line.step for line in lines} == {"1_eerste_levering", "3_te_laat", "4_fouten"}


def test_requests_are_found_by_the_reference_of_the_provider(samples: Any) -> None:
    asked = {name for pattern in ("*315_*", "*317_*") for root in samples.messages(pattern).values() for name in references(root, samples)}
    granted = {name for root in samples.messages("*301_*").values() for name in references(root, samples)}
    answered = {name for root in samples.messages("*319_*").values() for name in references(root, samples)}
    assert granted <= asked and answered <= asked and asked == granted | answered
    assert (len(asked), len(granted & answered)) == (9, 1)


def references(root: Element, samples: Any) -> list[str]:
    return list(samples.values(root, "ReferentieAanbieder"))
