"""The load generator: as many messages and lines as asked, valid in the eyes of koers, and hanging together."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.messages.message import read_message
from ingest.result import IngestSettings
from orchestration.errors import UnusableCall
from orchestration.sample import make_messages

ROOT = Path(__file__).parents[3]
SETTINGS = IngestSettings(key=b"l" * 32, is_demo_key=True, seeds=Path(), corrections=Path(), today=date(2026, 6, 30))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("load") / "out"
    make_messages(ROOT, folder, 200, 9007, 0)
    return folder


@pytest.fixture(scope="module")
def contents(written: Path) -> list[tuple[str, Any]]:
    found = []
    for path in sorted(written.iterdir()):
        reading = read_message(path, SETTINGS)
        assert reading.kop is not None and reading.problems.frame(path.name).is_empty(), path.name
        found.append((reading.kop.soort.berichttype, reading.content))
    return found


def test_there_are_as_many_messages_and_lines_as_asked_of_every_kind(contents: list[tuple[str, Any]]) -> None:
    assert Counter(kind for kind, _ in contents) == {"301": 60, "305": 40, "307": 10, "325": 30, "323": 60}
    assert sum(len(content.lines) for kind, content in contents if kind == "323") == 9007


def test_every_declared_line_start_and_stop_has_an_allocation_of_the_same_person(contents: list[tuple[str, Any]]) -> None:
    lines = {kind: [line for k, content in contents if k == kind for line in content.lines] for kind in ("301", "305", "307", "323", "325")}
    allocated = {(line.toewijzing_pseudo, line.bsn_pseudo, line.productcode) for line in lines["301"]}
    for kind in ("305", "307", "323"):
        assert {(line.toewijzing_pseudo, line.bsn_pseudo, line.productcode) for line in lines[kind]} <= allocated, kind
    assert {line.toewijzing_pseudo for line in lines["307"]} <= {line.toewijzing_pseudo for line in lines["305"]}


def test_credits_name_an_earlier_debit_and_answers_reject_declared_lines(contents: list[tuple[str, Any]]) -> None:
    declared = [line for kind, content in contents if kind == "323" for line in content.lines]
    debits = {line.referentie_pseudo: line.bedrag_cent for line in declared if not line.is_credit}
    credits = [line for line in declared if line.is_credit]
    assert len(debits) + len(credits) == len({line.referentie_pseudo for line in declared}) == 9007
    assert len(credits) > 50 and all(debits[line.vorig_referentie_pseudo] == -line.bedrag_cent for line in credits)
    rejected = [line for kind, content in contents if kind == "325" for line in content.lines]
    assert rejected and all(debits[line.referentie_pseudo] == line.bedrag_cent for line in rejected)
    keys = Counter((line.toewijzing_pseudo, line.begin) for line in declared if not line.is_credit)
    assert max(keys.values()) == 1  # TR416


def test_the_same_arguments_give_the_same_bytes_and_another_seed_does_not(written: Path, tmp_path: Path) -> None:
    for name, seed in (("same", 0), ("other", 1)):
        make_messages(ROOT, tmp_path / name, 200, 9007, seed)
    first, same, other = ({p.name: p.read_bytes() for p in folder.iterdir()} for folder in (written, tmp_path / "same", tmp_path / "other"))
    assert first == same and first != other


@pytest.mark.parametrize(("messages", "lines"), [(9, None), (100, 99)])
def test_too_little_to_divide_is_refused_with_a_sentence(messages: int, lines: int | None, tmp_path: Path) -> None:
    with pytest.raises(UnusableCall, match="minstens 10 berichten"):
        make_messages(ROOT, tmp_path / "new", messages, lines, 0)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(UnusableCall, match="niet leeg"):
        make_messages(ROOT, tmp_path, 20, None, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
