"""Reads the committed samples back from their files, once per session. Nothing of the generator or of koers is used for it."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import defusedxml.ElementTree as ElementTree
import polars as pl
import pytest
import yaml

ROOT = Path(__file__).parents[3]
NAME = re.compile(r"(?P<bron>[a-z][a-z0-9]*)_(?P<leverancier>[0-9]{4}|[0-9]{8})_(?P<periode>[0-9]{4}(?:H[12]|Q[1-4]|M[01][0-9])?)")
HEAD = ["Gemeentecode", "Clientnummer", "BSN", "Trajectnummer", "ZRM-versie", "Meetmoment", "Meetdatum", "Informant", "Beoordelaar"]


class Samples:
    """The inbox as tables of text (dates as ISO), and its messages as elements."""

    folder = ROOT / "data_samples"
    inbox = ROOT / "data_samples" / "inbox"
    aow_domains = ("Werk & Opleiding", "Dagbesteding")
    threshold = 0.6441  # Jacobson-Truax: 1.96 * sqrt(2) * .60 * sqrt(1 - .85)

    def __init__(self) -> None:
        self._tables: dict[Path, pl.DataFrame] = {}
        self._roots: dict[Path, Element] = {}
        self._pairs: dict[str, pl.DataFrame] = {}

    @cached_property
    def contracts(self) -> dict[str, dict[str, Any]]:
        planted: dict[str, dict[str, Any]] = yaml.load((self.folder / "planted.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)[
            "contracten"
        ]
        return planted

    @cached_property
    def defects(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = yaml.load((self.folder / "defects.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["fouten"]
        return found

    @cached_property
    def deliveries(self) -> list[Path]:
        """Every tabular delivery, mistakes included."""
        return [path for path in sorted(self.inbox.glob("*/*/*.*")) if path.suffix in (".csv", ".xlsx")]

    def scope(self, path: Path) -> tuple[str, str, str]:
        found = NAME.fullmatch(path.stem)
        assert found, path.name
        return found["bron"], found["leverancier"], found["periode"]

    def text(self, path: Path) -> str:
        content = path.read_bytes()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252")

    def table(self, path: Path) -> pl.DataFrame:
        if path not in self._tables:
            self._tables[path] = self._workbook(path) if path.suffix == ".xlsx" else self._csv(path)
        return self._tables[path]

    def _workbook(self, path: Path) -> pl.DataFrame:
        frame = pl.read_excel(path, engine="calamine", infer_schema_length=0).cast(pl.String)
        return frame.with_columns(pl.all().str.strip_suffix(" 00:00:00").fill_null(""))

    def _csv(self, path: Path) -> pl.DataFrame:
        text = self.text(path)
        separator = max(";,\t", key=text.split("\n", 1)[0].count)
        frame = pl.read_csv(io.StringIO(text), separator=separator, infer_schema=False).fill_null("")
        return frame.with_columns(pl.all().str.replace(r"^(\d{2})-(\d{2})-(\d{4})$", "${3}-${2}-${1}"))

    def in_force(self, bron: str) -> Iterator[tuple[str, str, pl.DataFrame]]:
        """The last delivery of every scope, 4_fouten left out, as (leverancier, periode, rows)."""
        last: dict[tuple[str, str], Path] = {}
        for path in self.deliveries:
            found, leverancier, periode = self.scope(path)
            if found == bron and path.parent.name != "4_fouten":
                last[leverancier, periode] = path
        return ((*scope, self.table(path)) for scope, path in last.items())

    @cached_property
    def trajects(self) -> pl.DataFrame:
        frame = pl.concat([rows for _, _, rows in self.in_force("trajecten")])
        return frame.with_columns(
            begin=pl.col("Begindatum").str.to_date(), einde=pl.col("Einddatum").str.to_date(strict=False), reden=pl.col("Reden beëindiging")
        )

    @cached_property
    def scores(self) -> pl.DataFrame:
        """Every delivered score in long form; `niveau` is null where there is no score 1..5."""
        parts = []
        for _, _, rows in self.in_force("zrm"):
            domains = [column for column in rows.columns if column not in HEAD]
            wide = "Domein" not in domains
            long = rows.unpivot(domains, index=HEAD, variable_name="Domein", value_name="Score") if wide else rows
            parts.append(long.select(*HEAD, "Domein", "Score"))
        level = pl.when(pl.col("Score").is_in(list("12345"))).then(pl.col("Score")).cast(pl.Int64)
        return pl.concat(parts).with_columns(dag=pl.col("Meetdatum").str.to_date(strict=False), niveau=level)

    def pairs(self, contract: str) -> pl.DataFrame:
        """Per ended and eligible trajectory: jaar, Wijkcode, reden, verandering (mean over the pairwise domains, null without a pair)."""
        if contract not in self._pairs:
            self._pairs[contract] = self._paired(contract)
        return self._pairs[contract]

    def _paired(self, contract: str) -> pl.DataFrame:
        censored = ["02", "20", "37", "38", "35" if self.contracts[contract]["wet"] == "Jeugdwet" else "31"]
        is_ended = pl.col("einde").is_not_null() & ~pl.col("reden").is_in(censored) & (pl.col("Gemeentecode") != "9999")
        ended = self.trajects.filter((pl.col("Contractnummer") == contract) & is_ended)
        both = self._both(ended)
        moment = ["Trajectnummer", "ZRM-versie", "Informant"]
        change = both.group_by(moment).agg(verandering=pl.col("stap").mean(), gepaard=pl.col("stap").count(), alle=pl.len())
        usable = change.filter(pl.col("gepaard") >= 0.8 * pl.col("alle")).select("Trajectnummer", "verandering")
        jaar = pl.col("einde").dt.year().alias("jaar")
        return ended.join(usable, on="Trajectnummer", how="left").select("Trajectnummer", "Wijkcode", "reden", "verandering", jaar)

    def _both(self, ended: pl.DataFrame) -> pl.DataFrame:
        """Per trajectory and core domain the step from first to last score, of one edition and one informant."""
        of_traject = ended.select("Trajectnummer", "begin", "einde", "Geboortejaar")
        long = self.scores.join(of_traject, on="Trajectnummer").filter(pl.col("dag").is_not_null())
        after_start, after_end = ((pl.col("dag") - pl.col(edge)).dt.total_days() for edge in ("begin", "einde"))
        moment = ["Trajectnummer", "ZRM-versie", "Informant"]
        intakes = long.filter((pl.col("Meetmoment") == "intake") & after_start.is_between(-30, 42))
        ends = long.filter((pl.col("Meetmoment") != "intake") & after_end.is_between(-42, 30))
        days = (
            intakes.group_by(moment).agg(eerste=pl.col("dag").min()).join(ends.group_by(moment).agg(laatste=pl.col("dag").max()), on=moment)
        )
        is_aow = pl.col("laatste").dt.year() - pl.col("Geboortejaar").cast(pl.Int64) >= 67
        core = long.join(days, on=moment).filter(
            (pl.col("eerste") < pl.col("laatste")) & ~(is_aow & pl.col("Domein").is_in(self.aow_domains))
        )
        key = [*moment, "Domein"]
        first, last = (core.filter(pl.col("dag") == pl.col(which)).unique(key).select(*key, "niveau") for which in ("eerste", "laatste"))
        return first.join(last, on=key).with_columns(stap=pl.col("niveau_right") - pl.col("niveau"))

    def changes(self, contract: str, year: int) -> list[float]:
        """The mean changes of the usable pairs that ended in a year."""
        return self.pairs(contract).filter(pl.col("jaar") == year)["verandering"].drop_nulls().to_list()

    def messages(self, pattern: str) -> dict[str, Element]:
        """Root elements of the messages of 1_eerste_levering by file name."""
        found = sorted(self.inbox.glob(f"*/1_eerste_levering/berichten/{pattern}.xml"))
        for path in found:
            if path not in self._roots:
                root = ElementTree.parse(path).getroot()
                assert root is not None
                self._roots[path] = root
        return {path.name: self._roots[path] for path in found}

    @staticmethod
    def values(element: Element, name: str) -> list[str]:
        """The texts of all elements with this local name below an element."""
        return [child.text or "" for child in element.iter() if child.tag.rpartition("}")[2] == name]

    @staticmethod
    def cents(text: str) -> int:
        return round(float(text.replace(",", ".")) * 100)

    def spent(self) -> Counter[tuple[str, int]]:
        """Lasten minus baten per contract and boekjaar, in cents."""
        total: Counter[tuple[str, int]] = Counter()
        for _, _, rows in self.in_force("grootboek"):
            for row in rows.filter(pl.col("Bedrag") != "n.t.b.").iter_rows(named=True):
                sign = 1 if row["Lasten of baten"] == "lasten" else -1
                total[row["Contractnummer"], int(row["Boekjaar"])] += sign * self.cents(row["Bedrag"])
        return total


@pytest.fixture(scope="session")
def samples() -> Samples:
    """The committed samples."""
    return Samples()
