"""Hundreds of messages at once: a rotten one costs nobody else, a kill in between loses nothing, and a second night reads nothing again."""

import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from orchestration import load
from orchestration.night import Order, Run, open_run
from orchestration.outcomes import MESSAGES
from orchestration.rooms import Rooms, ingest_delivery
from orchestration.sample import make_messages
from orchestration.settings import ROOT, Settings
from orchestration.steps import arrival
from orchestration.tables import MESSAGE_TABLES

N, LINES = 300, 1800
TABLES = [table.name for table in MESSAGE_TABLES]


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred messages; the 323 in the middle is cut off."""
    folder = tmp_path_factory.mktemp("inbox") / "berichten"
    make_messages(ROOT, folder, N, LINES, 0)
    rotten = folder / "wmo323_000045.xml"
    rotten.write_bytes(rotten.read_bytes()[:-300])
    return folder


def settings(folder: Path) -> Settings:
    return Settings.from_environment().model_copy(update={"var": folder})


def night(run: Run) -> dict[str, Any]:
    """Receive, read and load the messages; what each step says, and every row of the tables."""
    intake = arrival.receive(run)
    report = arrival.ingest_source(run, MESSAGES)
    arrival.load_source(run, MESSAGES)
    with closing(load.connect(run.database)) as con:
        rows = {table: con.execute(f"select * from landing.{table}").fetchall() for table in TABLES}
    return {"intake": intake, "report": report, "rows": rows}


def one_night(folder: Path, order: Order) -> dict[str, Any]:
    with open_run(settings(folder), order) as run:
        return night(run)


@pytest.fixture(scope="module")
def nights(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder, told = tmp_path_factory.mktemp("nachten"), []
    order = Order(inbox=(inbox,), progress=lambda doing, done, total: told.append((doing, done, total)))
    first = one_night(folder, order)
    return {"first": first, "told": list(told), "second": one_night(folder, order), "var": folder}


def test_of_three_hundred_messages_only_the_rotten_one_is_refused(nights: dict[str, Any]) -> None:
    report = nights["first"]["report"]
    assert (report.deliveries, report.refused, report.parsed, report.quarantined) == (N, 1, N, 0)
    rows = nights["first"]["rows"]
    assert len(rows["bericht"]) == N - 1 and len(rows["declaratie"]) == 89
    assert len(rows["declaratieregel"]) == LINES - LINES // 90


def test_the_refused_message_is_the_cut_off_one_and_says_so(nights: dict[str, Any], inbox: Path) -> None:
    with open_run(settings(nights["var"]), Order(inbox=(inbox,))) as run:
        (refused,) = [outcome for outcome in run.of_source(MESSAGES) if outcome.status == "geweigerd"]
    assert (refused.folder / "original.xml").read_bytes() == (inbox / "wmo323_000045.xml").read_bytes()
    assert "het bericht houdt te vroeg op" in (refused.reden or "")


def test_a_second_night_takes_in_and_reads_nothing_and_gives_the_same_tables(nights: dict[str, Any]) -> None:
    first, second = nights["first"], nights["second"]
    assert (len(second["intake"].receipts), second["intake"].known, second["report"].parsed) == (0, N, 0)
    assert second["rows"] == first["rows"]


def test_progress_is_told_for_every_message(nights: dict[str, Any]) -> None:
    assert [told for told in nights["told"] if told == ("leveringen ontvangen", N, N)]
    counted = [done for doing, done, total in nights["told"] if doing == "leveringen lezen: berichten" and total == N]
    assert counted == list(range(1, N + 1))


def test_great_expectations_is_not_called_for_messages(
    nights: dict[str, Any], monkeypatch: pytest.MonkeyPatch, inbox: Path, tmp_path: Path
):
    monkeypatch.setitem(sys.modules, "ingest.expectations", None)  # importing it now fails
    again = one_night(tmp_path, Order(inbox=(inbox,)))
    assert (again["report"].expectations, again["report"].refused) == (0, 1)


def test_a_night_that_is_killed_halfway_leaves_nothing_half_read_and_the_next_one_finishes(
    nights: dict[str, Any], inbox: Path, tmp_path: Path
) -> None:
    seen: list[Path] = []

    def killed(folder: Path, wanted: Any) -> Any:
        seen.append(folder)
        if len(seen) == 150:
            raise KeyboardInterrupt
        return ingest_delivery(folder, wanted)

    order = Order(inbox=(inbox,), rooms=Rooms(ingest=killed))
    with pytest.raises(KeyboardInterrupt), open_run(settings(tmp_path), order) as run:
        night(run)
    results = list((tmp_path / "landing" / MESSAGES).glob("*/result.json"))
    assert len(results) == 149
    finished = one_night(tmp_path, replace(order, rooms=Rooms()))
    assert (finished["intake"].known, finished["report"].parsed) == (N, N - 149)
    assert finished["rows"] == nights["first"]["rows"]
