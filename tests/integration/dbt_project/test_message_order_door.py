"""The same XML files received in another order give the same warehouse: through the real door, from file to model (OP080).

What belongs here: a few histories as real messages, two of them with one identification. Not here: the 200 histories without files
(test_message_order.py), the rules of the door (tests/unit/ingest).
"""

import random
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from data_samples.bericht import (
    Client,
    Declaratie,
    Declaratieantwoord,
    DeclaratieRegel,
    Kop,
    Omvang,
    Start,
    Stop,
    Toewijzing,
    bericht_301,
    bericht_305,
    bericht_307,
    bsns_of_test_range,
    write_323,
    write_325,
)
from ingest.delivery import receive
from ingest.messages import ingest_message
from ingest.result import IngestSettings
from orchestration.load import connect, load_landing
from orchestration.outcomes import read_outcomes
from orchestration.repeats import refuse_repeats
from orchestration.tables import MESSAGE_TABLES

SETTINGS = IngestSettings(key=b"d" * 32, is_demo_key=True, seeds=Path(), corrections=Path(), today=date(2026, 6, 30))
WET, GEMEENTE, AGB = "Wmo", "0119", "42420001"
FIRST, LAST = date(2025, 3, 1), date(2025, 3, 31)
DAYS = [date(2025, 4, 3), date(2025, 4, 8), date(2025, 4, 20)]


def kop(identificatie: str, day: date) -> Kop:
    return Kop(WET, GEMEENTE, AGB, identificatie, day)


def write_care(folder: Path, choose: random.Random) -> None:
    """Two versions of one allocation, its start twice, and a stop."""
    client = Client(next(iter(bsns_of_test_range())), date(1960, 1, 1), "1")
    for number, hour in enumerate(("09:00:00", "10:00:00")):
        line = Toewijzing("1", "02", "02A01", FIRST, hour, FIRST, None, None, Omvang(choose.randint(1, 9), "04", "4"))
        (folder / f"301_{number}.xml").write_text(bericht_301(kop(f"T{number}", choose.choice(DAYS)), client, [line]), encoding="utf-8")
    start = Start("1", "02", "02A01", FIRST, FIRST)
    for number in range(2):
        (folder / f"305_{number}.xml").write_text(bericht_305(kop(f"S{number}", choose.choice(DAYS)), client, [start]), encoding="utf-8")
    stop = Stop(start, choose.choice(["19", "20"]), LAST)
    (folder / "307.xml").write_text(bericht_307(kop("E1", choose.choice(DAYS)), client, [stop]), encoding="utf-8")


def write_declarations(folder: Path, choose: random.Random) -> None:
    """A declaration, the same again under another identification, another one under its own identification, and an answer rejecting R1."""
    fixed = {"bsn": next(iter(bsns_of_test_range())), "toewijzing": "1", "categorie": "02", "begin": FIRST, "eind": LAST, "eenheid": "04"}
    lines = [
        DeclaratieRegel(**fixed, referentie=f"R{n}", code=code, volume=4, bedrag_cent=4 * cents, tarief_cent=cents)
        for n, (code, cents) in enumerate({"02A01": 100, "02A02": 150}.items())
    ]
    first = Declaratie(AGB, GEMEENTE, "VB1", choose.choice(DAYS), "D1", FIRST, LAST)
    write_323(folder / "323.xml", WET, first, lines)
    write_323(folder / "323_again.xml", WET, replace(first, identificatie="VB2"), lines)
    other = replace(first, dagtekening=choose.choice(DAYS), declaratienummer="D3")
    write_323(folder / "323_same_identification.xml", WET, other, [replace(line, referentie=f"Q{line.referentie}") for line in lines])
    answer = Declaratieantwoord(AGB, GEMEENTE, "A1", DAYS[-1], "VB1", first.dagtekening, "D1", 1000, 400)
    write_325(folder / "325.xml", WET, answer, [replace(lines[1], retourcodes=("0611",))])


def through_the_door(files: list[Path], folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Receive the files one by one, read them, refuse repeats and load; the rows of every landing table, with the number of receipt."""
    for file in files:
        (receipt,) = receive([file], folder / "landing", datetime(2026, 6, 30, tzinfo=UTC))
        ingest_message(receipt.folder, SETTINGS)
    outcomes = read_outcomes(folder / "landing")
    refused = refuse_repeats(outcomes)
    assert len(refused) == 1, "two messages share an identification"
    counting = [refused.get(outcome.delivery_id, outcome) for outcome in outcomes]
    place = {outcome.delivery_id: outcome.volgnummer for outcome in outcomes}
    with closing(connect(folder / "koers.duckdb")) as con:  # open meanwhile, as in a run
        for table in MESSAGE_TABLES:
            load_landing(folder / "koers.duckdb", table, counting, {})
        found = {table.name: con.execute(f"select * from {table.full_name}").to_arrow_table().to_pylist() for table in MESSAGE_TABLES}
    return {name: [{**row, "_volgnummer": place[row["_delivery_id"]]} for row in rows] for name, rows in found.items()}


def content(memory: Any) -> dict[str, list[str]]:
    """Every row of every model that is not staging: there the number of receipt is a column."""
    models = [name for name in memory.models if name.startswith("intermediate.") and "beoordeling" not in name]
    return {name: sorted(map(repr, memory.ask(f"select * from {name}"))) for name in models}


@pytest.mark.parametrize("history", range(4))
def test_real_messages_received_in_another_order_give_the_same_warehouse(memory, tmp_path, history):
    choose, inbox = random.Random(history), tmp_path / "inbox"
    inbox.mkdir()
    write_care(inbox, choose)
    write_declarations(inbox, choose)
    files, found = sorted(inbox.iterdir()), []
    for number in range(3):
        arrival = tmp_path / str(number)
        arrival.mkdir()
        memory.build(through_the_door(files if number == 0 else choose.sample(files, len(files)), arrival))
        found.append(content(memory))
        assert memory.ask("select sum(bedrag_cent) from intermediate.int_declaratie__regels") in ([(1000,)], [(2000,)])
    assert found[0]["intermediate.int_declaratie__regels"] and found[0]["intermediate.int_toewijzing__stand"]
    assert found[1:] == found[:1] * 2
