"""The deliberate mistakes stand where defects.yml says, and nowhere else."""

from typing import Any

import polars as pl

from ingest.contract import load_contracts

# What stands in the file, dates as the reader of the tests gives them.
CELLS = {
    "score-6": "6", "datum-31-02": "2026-02-31", "bsn-elfproef": "999900007", "gemeente-onbekend": "9999", "reden-andere-wet": "35",
    "taakveld-verlopen": "6.71b", "bedrag-onleesbaar": "n.t.b.", "nullen-weg-csv": "556",
}  # fmt: skip


def test_every_mistake_stands_on_the_line_that_is_written_down(samples: Any) -> None:
    for fault in samples.defects:
        path = samples.inbox / fault["bestand"]
        assert path.is_file(), fault["id"]
        if fault["id"] in CELLS:
            cells = [samples.table(path)[fault["kolom"]][line - 2] for line in fault["rijen"]]
            assert cells == [CELLS[fault["id"]]] * fault["aantal"], fault["id"]
    ids = [fault["id"] for fault in samples.defects]
    assert len(set(ids)) == len(ids)
    assert set(CELLS) < set(ids)


def test_every_kind_of_outcome_occurs(samples: Any) -> None:
    outcomes = {fault["verwacht"] for fault in samples.defects}
    assert outcomes == {"quarantaine", "geweigerd", "vervangen", "overgeslagen", "geaccepteerd", "waarschuwing", "bevinding"}


def test_no_score_outside_the_scale_occurs_that_is_not_written_down(samples: Any) -> None:
    known = {*"12345", "99", "0", "-1", "nvt", "n.v.t.", "onbesproken", "onbekend"}
    strange = [score for score in samples.scores["Score"].unique() if score not in known]
    assert strange == ["6"]
    written = next(fault["aantal"] for fault in samples.defects if fault["id"] == "score-6")
    assert (samples.scores["Score"] == "6").sum() == written


def test_copies_are_equal_to_the_byte_and_corrections_are_not(samples: Any) -> None:
    originals = {path.read_bytes() for path in samples.inbox.rglob("*") if path.is_file() and "4_fouten" not in path.parts}
    copies = [fault["bestand"] for fault in samples.defects if fault["verwacht"] == "overgeslagen"]
    assert len(copies) == 2
    assert all((samples.inbox / copy).read_bytes() in originals for copy in copies)
    replaced = [samples.inbox / fault["bestand"] for fault in samples.defects if fault["verwacht"] == "vervangen"]
    corrections = {path for path in samples.deliveries if path.parent.name == "2_correctie"}
    assert {path.parents[1] / "2_correctie" / path.name for path in replaced} == corrections
    assert all((path.parents[1] / "2_correctie" / path.name).read_bytes() != path.read_bytes() for path in replaced)


def test_no_two_deliveries_that_should_both_count_have_the_same_bytes(samples: Any) -> None:
    counted = [path.read_bytes() for path in samples.inbox.rglob("*") if path.is_file() and "4_fouten" not in path.parts]
    assert len(set(counted)) == len(counted)


def test_the_refused_delivery_is_over_the_threshold_and_the_quarantined_ones_are_under_it(samples: Any) -> None:
    refused = next(fault for fault in samples.defects if fault["regel"] == "drempel")
    wrong = samples.table(samples.inbox / refused["bestand"])["Meetdatum"] == "2025-02-31"
    assert 100 * sum(wrong) / len(wrong) > load_contracts()["zrm"].max_quarantine_pct
    per_file: dict[str, int] = {}
    for fault in samples.defects:
        per_file[fault["bestand"]] = per_file.get(fault["bestand"], 0) + fault.get("aantal", 0)
    for name, bad in per_file.items():
        path = samples.inbox / name
        if bad:
            limit = load_contracts()[samples.scope(path)[0]].max_quarantine_pct
            assert 100 * bad / samples.table(path).height <= limit, name


def test_refused_files_repeat_a_scope_that_is_already_in_so_that_nothing_is_lost(samples: Any) -> None:
    for fault in samples.defects:
        path = samples.inbox / fault["bestand"]
        if fault["verwacht"] == "geweigerd" and path.suffix != ".xml":
            accepted = [other for other in samples.deliveries if samples.scope(other) == samples.scope(path) and other != path]
            assert accepted, fault["id"]


def test_the_reversed_scale_cannot_be_seen_by_a_rule_and_is_corrected_later(samples: Any) -> None:
    name = "zrm_0622_2025H1.csv"
    folder = samples.inbox / "maassluis_vlaardingen_schiedam"
    first, again = (samples.table(folder / step / name)["Financiën"].cast(pl.Int64) for step in ("1_eerste_levering", "2_correctie"))
    scored = again.is_between(1, 5)
    assert (first.filter(scored) == 6 - again.filter(scored)).all()
