import os
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest.pipeline as pipeline
from ingest.contract import load_contracts
from ingest.delivery import receive
from ingest.findings import Finding, to_frame
from ingest.pipeline import ingest, judge, needs_ingest
from ingest.result import IngestSettings, read_result

SEEDS = Path(__file__).parents[3] / "dbt_project" / "seeds"
HEADER = (
    "Boekjaar;Periode;Taakveld;Economische categorie;Lasten of baten;Contractnummer;AGB-code;Boekstuknummer;Boekdatum;Bedrag;Omschrijving"
)
NAME = "grootboek_0484_2025M03.csv"


class Judged:
    """What the rules would say; the rules themselves have their own tests."""

    def __init__(self, *findings: Finding) -> None:
        self.findings, self.expectations, self.failed, self.seconds = to_frame(findings), 5, len(findings), 0.1


def fine(*_: Any, **__: Any) -> Judged:
    return Judged()


def refusing(*rows: int) -> Callable[..., Judged]:
    return lambda *_, **__: Judged(*(Finding(row=row, rule="bereik", column="periode", sentence=f"Rij {row}: niet goed.") for row in rows))


def known_to(tmp_path: Path, **changes: Any) -> IngestSettings:
    given_: dict[str, Any] = {"key": b"k" * 32, "is_demo_key": True, "seeds": SEEDS, "corrections": tmp_path / "correcties"}
    return IngestSettings(**given_ | {"today": date(2026, 1, 1)} | changes)


def line(number: int, amount: str = "10,00", day: str = "31-03-2025") -> str:
    return f"2025;3;6.711;3.8;lasten;C-1;;INK-{number};{day};{amount};mevrouw Jansen"


def landed(tmp_path: Path, lines: list[str], name: str = NAME) -> Path:
    inbox = tmp_path / "inbox"
    inbox.mkdir(exist_ok=True)
    (inbox / name).write_text("\n".join([HEADER, *lines, ""]))
    (receipt,) = receive([inbox], tmp_path / "landing", datetime(2026, 1, 1, tzinfo=UTC))
    return receipt.folder


def test_accepted_rows_land_typed_and_the_result_says_what_happened(tmp_path: Path):
    folder = landed(tmp_path, [line(i, f"{i},50") for i in range(200)])
    result = ingest(folder, known_to(tmp_path), fine)
    assert (result.status, result.reden, result.rijen_geleverd, result.rijen_geaccepteerd) == ("geaccepteerd", None, 200, 200)
    assert result.bedrag_geleverd_cent == result.bedrag_geaccepteerd_cent == sum(i * 100 + 50 for i in range(200))
    assert (result.gx.expectations, result.sleutel_id) == (5, known_to(tmp_path).key_id)
    assert read_result(folder) == result
    rows = pl.read_parquet(folder / "rows.parquet")
    assert rows.columns == ["_source_row", "_source_part", *load_contracts()["grootboek"].landed_columns()]
    assert rows["_source_row"].to_list() == list(range(2, 202))
    assert "omschrijving" not in rows.columns


def test_rows_that_break_a_rule_or_cannot_be_read_are_set_aside_and_everything_adds_up(tmp_path: Path):
    lines = [line(i) for i in range(300)]
    lines[3], lines[4] = line(3, "abc"), line(4, "7,00", "31-02-2025")
    lines[5] = lines[5].rsplit(";", 3)[0]
    result = ingest(landed(tmp_path, lines), known_to(tmp_path), refusing(10))
    folder = tmp_path / "landing" / "grootboek" / result.delivery_id
    assert (result.rijen_geleverd, result.rijen_geaccepteerd, result.rijen_quarantaine) == (300, 296, 4)
    assert (result.bedrag_geleverd_cent, result.bedrag_quarantaine_cent, result.bedrag_onleesbaar_rijen) == (296_000 + 1_700, 1_700, 2)
    aside = pl.read_parquet(folder / "quarantine.parquet")
    assert aside.sort("_source_row").select("_source_row", "bedrag_cent").rows() == [(5, None), (6, 700), (7, None), (10, 1000)]
    assert pl.read_parquet(folder / "rows.parquet")["_source_row"].is_in([5, 6, 7, 10]).sum() == 0


def test_quarantine_shows_harmless_values_and_covers_the_rest(tmp_path: Path):
    folder = landed(tmp_path, [line(i) for i in range(200)])
    ingest(folder, known_to(tmp_path), refusing(2))
    values = orjson.loads(pl.read_parquet(folder / "quarantine.parquet")["waarden"][0])
    assert (values["Taakveld"], values["Boekdatum"], values["Bedrag"]) == ("6.711", "31-03-2025", "10,00")
    assert values["Boekstuknummer"] == "«tekst van 5 tekens»"
    assert "Omschrijving" not in values
    everything = b"".join(path.read_bytes() for path in folder.iterdir() if not path.name.startswith("original"))
    assert b"Jansen" not in everything


@settings(max_examples=10)
@given(st.lists(st.sampled_from(["10,00", "abc", "1.234", "", "12.50", "-3"]), min_size=1, max_size=30), st.sets(st.integers(2, 31)))
def test_whatever_is_wrong_delivered_is_accepted_plus_set_aside(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[str], refused: set[int]
):
    tmp_path = tmp_path_factory.mktemp("pipeline")
    folder = landed(tmp_path, [line(i, amount) for i, amount in enumerate(amounts)])
    result = ingest(folder, known_to(tmp_path), refusing(*(row for row in refused if row < len(amounts) + 2)))
    assert result.rijen_geleverd == len(amounts) == result.rijen_geaccepteerd + result.rijen_quarantaine
    cents = (result.bedrag_geaccepteerd_cent or 0) + (result.bedrag_quarantaine_cent or 0)
    assert result.bedrag_geleverd_cent == cents
    assert pl.read_parquet(folder / "rows.parquet").height == result.rijen_geaccepteerd
    assert (
        result.status
        == ("geweigerd" if result.rijen_quarantaine / len(amounts) > 0.01 else "geaccepteerd")
        == ("geweigerd" if result.door_drempel else "geaccepteerd")
    )


def test_a_row_lost_on_the_way_stops_the_conclusion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = landed(tmp_path, [line(i) for i in range(200)])
    monkeypatch.setattr(pipeline, "set_aside", lambda *_: pl.DataFrame(schema={"bedrag_cent": pl.Int64}))
    with pytest.raises(RuntimeError, match="does not add up: 1 rows and 1000 cents"):
        ingest(folder, known_to(tmp_path), refusing(4))
    assert read_result(folder) is None


def test_more_bad_rows_than_the_threshold_refuse_the_delivery_but_keep_the_good_rows_ready(tmp_path: Path):
    folder = landed(tmp_path, [line(i) for i in range(100)])
    assert ingest(folder, known_to(tmp_path), refusing(2)).status == "geaccepteerd"  # 1 percent is allowed
    (folder / "result.json").unlink()
    result = ingest(folder, known_to(tmp_path), refusing(2, 3))
    assert (result.status, result.door_drempel) == ("geweigerd", True)
    wrong = "2 van de 100 rijen kloppen niet (2,0 procent, hoogstens 1 mag)."
    assert result.reden == f"{NAME}: {wrong} Verbeter ze en lever opnieuw. Bijvoorbeeld: Rij 2: niet goed."
    assert pl.read_parquet(folder / "rows.parquet").height == 98


def test_a_delivery_without_rows_is_refused_but_may_be_accepted_by_a_person(tmp_path: Path):
    folder = landed(tmp_path, [])
    result = ingest(folder, known_to(tmp_path), lambda *_, **__: pytest.fail("nothing to judge"))
    assert (result.status, result.door_drempel, result.rijen_geleverd) == ("geweigerd", True, 0)
    rows = pl.read_parquet(folder / "rows.parquet")
    assert rows.height == 0
    assert rows.columns[2:] == load_contracts()["grootboek"].landed_columns()


def test_a_refused_delivery_has_its_reason_as_a_finding_and_no_rows(tmp_path: Path):
    folder = landed(tmp_path, [line(1)])
    original = (folder / "original.csv").read_text().replace("Boekdatum", "Datum")
    (folder / "original.csv").write_text(original)
    result = ingest(folder, known_to(tmp_path), fine)
    assert (result.status, result.door_drempel, result.rijen_geleverd, result.rijen_geaccepteerd) == ("geweigerd", False, 1, 0)
    assert pl.read_parquet(folder / "findings.parquet").select("_source_row", "regel", "zin").rows() == [
        (None, "kolom_ontbreekt", result.reden)
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["findings.parquet", "original.csv", "receipt.json", "result.json"]


def test_only_the_owner_can_read_the_outcome_and_nothing_unfinished_stays(tmp_path: Path):
    folder = landed(tmp_path, [line(i) for i in range(200)])
    ingest(folder, known_to(tmp_path), refusing(2))
    names = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert set(names) == {"original.csv", "receipt.json", "result.json", "rows.parquet", "findings.parquet", "quarantine.parquet"}
    assert set(names.values()) == {0o600}


def test_the_same_delivery_is_not_parsed_twice(tmp_path: Path):
    folder = landed(tmp_path, [line(i) for i in range(200)])
    assert needs_ingest(folder, known_to(tmp_path))
    first = ingest(folder, known_to(tmp_path), fine)
    assert not needs_ingest(folder, known_to(tmp_path))
    assert ingest(folder, known_to(tmp_path), lambda *_, **__: pytest.fail("parsed again")) == first


@pytest.mark.parametrize("change", ["key", "demo", "correction", "seed"])
def test_what_the_outcome_depends_on_makes_it_parse_again(tmp_path: Path, change: str):
    folder = landed(tmp_path, [line(i) for i in range(200)])
    before = known_to(tmp_path)
    ingest(folder, before, fine)
    after = before
    if change == "key":
        after = known_to(tmp_path, key=b"x" * 32)
    elif change == "demo":
        after = known_to(tmp_path, is_demo_key=False)
    elif change == "seed":
        for path in SEEDS.glob("*.csv"):
            (tmp_path / "seeds").mkdir(exist_ok=True)
            (tmp_path / "seeds" / path.name).write_bytes(path.read_bytes() + (b"\n" if path.stem == "iv3_taakveld" else b""))
        after = known_to(tmp_path, seeds=tmp_path / "seeds")
    else:
        (tmp_path / "correcties").mkdir()
        (tmp_path / "correcties" / "grootboek.yml").write_text("onleesbaar")
    assert needs_ingest(folder, after)
    assert not needs_ingest(folder, before) or change == "correction"


def test_a_correction_of_another_delivery_does_not_make_it_parse_again(tmp_path: Path):
    folder = landed(tmp_path, [line(i) for i in range(200)])
    ingest(folder, known_to(tmp_path), fine)
    (tmp_path / "correcties").mkdir()
    other = (
        "- {delivery: {leverancier: '0917', periode: '2025'}, column: Bedrag, raw: x, to: y, reason: waarom, by: ik, expires: 2030-01-01}"
    )
    (tmp_path / "correcties" / "grootboek.yml").write_text(other)
    assert not needs_ingest(folder, known_to(tmp_path))


@pytest.mark.parametrize("moment", range(1, 9))
def test_an_ingest_that_is_killed_is_simply_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int):
    folder = landed(tmp_path, [line(i) for i in range(200)])

    class Killed(BaseException):
        pass

    calls = iter(range(1, 100))
    real = os.fsync

    def die_at_the_moment(descriptor: int) -> None:
        if next(calls) == moment:
            raise Killed
        real(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", die_at_the_moment)
        try:
            ingest(folder, known_to(tmp_path), refusing(4))
        except Killed:
            assert moment > 7 or needs_ingest(folder, known_to(tmp_path))
    result = ingest(folder, known_to(tmp_path), refusing(4))
    assert (result.rijen_geaccepteerd, result.rijen_quarantaine) == (199, 1)
    assert pl.read_parquet(folder / "rows.parquet").height == 199
    assert not needs_ingest(folder, known_to(tmp_path))


def test_a_second_parse_that_is_killed_does_not_leave_the_first_outcome_standing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = landed(tmp_path, [line(i) for i in range(200)])
    ingest(folder, known_to(tmp_path), fine)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "set_aside", die)
    with pytest.raises(KeyboardInterrupt):
        ingest(folder, known_to(tmp_path, key=b"x" * 32), fine)
    assert read_result(folder) is None


def test_check_judges_without_storing_anything(tmp_path: Path):
    path = tmp_path / NAME
    path.write_text("\n".join([HEADER, *(line(i) for i in range(200)), line(7, "abc"), ""]))
    before = sorted(tmp_path.rglob("*"))
    judgement = judge(path, known_to(tmp_path), fine)
    assert (judgement.rows, judgement.refused_reason) == (201, None)
    assert [finding.row for finding in judgement.findings] == [202]
    assert sorted(tmp_path.rglob("*")) == before


def test_check_says_once_what_is_wrong_with_every_domain_of_a_wide_row(tmp_path: Path):
    domains = pl.read_csv(SEEDS / "zrm_domein.csv", infer_schema=False).filter(zrm_versie="2017", is_kern="true")["domein_naam"].to_list()
    shared = "Gemeentecode;Clientnummer;BSN;Trajectnummer;ZRM-versie;Meetmoment;Meetdatum;Informant;Beoordelaar"
    row = f"0484;C-1;;T-1;2017;intake;31-02-2025;professional;M-1{';3' * len(domains)}"
    (tmp_path / "zrm_0484_2025H1.csv").write_text("\n".join([";".join([shared, *domains]), row, ""]))
    judgement = judge(tmp_path / "zrm_0484_2025H1.csv", known_to(tmp_path), fine)
    assert [(finding.row, finding.count) for finding in judgement.findings] == [(2, 13)]


@pytest.mark.parametrize(("name", "fragment"), [("grootboek.csv", "patroon"), ("grootboek_0484_2025.ods", "CSV of XLSX")])
def test_check_also_judges_the_name(tmp_path: Path, name: str, fragment: str):
    (tmp_path / name).write_text(HEADER)
    assert fragment in (judge(tmp_path / name, known_to(tmp_path), fine).refused_reason or "")


def test_check_refuses_a_file_over_the_size_cap(tmp_path: Path):
    (tmp_path / NAME).write_text(HEADER)
    assert "groter dan" in (judge(tmp_path / NAME, known_to(tmp_path, max_bytes=10), fine).refused_reason or "")


def test_the_rules_get_the_day_of_the_run_and_the_cells_that_could_not_be_read(tmp_path: Path):
    told: dict[str, Any] = {}

    def listening(frame: pl.DataFrame, contract: Any, seeds: Path, **more: Any) -> Judged:
        told.update(more, height=frame.height, name=contract.name)
        return Judged()

    ingest(landed(tmp_path, [line(1), line(2, "abc")]), known_to(tmp_path), listening)
    assert (told["today"], told["height"], told["name"]) == (date(2026, 1, 1), 2, "grootboek")
    assert told["unreadable"].rows() == [(3, "", "bedrag_cent")]


def test_a_key_shorter_than_32_bytes_is_refused_and_never_shown(tmp_path: Path):
    with pytest.raises(ValueError) as refused:
        known_to(tmp_path, key=b"geheim")
    assert "geheim" not in str(refused.value)
    assert "kkk" not in repr(known_to(tmp_path))


def test_a_period_that_has_not_begun_is_refused_and_taken_in_from_its_first_day_without_sending_again(tmp_path: Path):
    folder = landed(tmp_path, [line(1)], "grootboek_0484_2026Q2.csv")
    early, begun = known_to(tmp_path, today=date(2026, 3, 31)), known_to(tmp_path, today=date(2026, 4, 1))
    sentence = "De periode 2026Q2 is nog niet begonnen. Verbeter de periode in de bestandsnaam en lever opnieuw."
    refused = ingest(folder, early, fine)
    assert (refused.status, refused.reden) == ("geweigerd", f"grootboek_0484_2026Q2.csv: {sentence}")
    assert not needs_ingest(folder, early) and needs_ingest(folder, begun)
    assert judge(tmp_path / "inbox" / "grootboek_0484_2026Q2.csv", early, fine).refused_reason == sentence
    assert ingest(folder, begun, fine).status == "geaccepteerd"
