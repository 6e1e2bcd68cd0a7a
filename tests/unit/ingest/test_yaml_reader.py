"""A scenario that a person typed: every row knows its line, and every other shape gets a sentence with the line."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from ingest.readers.yml import read_yaml
from ingest.refusal import Refusal

HEADERS = ["Scenario", "Contractnummer", "Jaar", "Afbouw", "Indexatie", "Ondergrens"]
GOOD = """# twee paden
- scenario: vraag hoog
  Contractnummer: K1
  ondergrens: 525,00
  jaren:
    2027: {afbouw: 3, indexatie: 4,2}
    2028:
      afbouw: 2.5
      indexatie: ~
- scenario: kort
  contractnummer: K2
  jaar: 2027
  afbouw: 0
"""


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def make(content: str | bytes) -> Path:
        path = tmp_path / "scenario_0622_2026.yml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return make


def rows(path: Path) -> list[tuple[object, ...]]:
    table = read_yaml(path, HEADERS)
    assert table.headers == HEADERS
    return pl.concat(table.batches(range(len(HEADERS)))).drop("_cells").rows()


def test_a_block_gives_one_row_per_year_with_the_line_of_that_year(file: Callable):
    good = GOOD.replace("4,2}", '"4,2"}')  # a comma inside braces needs quotes
    assert rows(file(good)) == [
        (6, "vraag hoog", "K1", "2027", "3", "4,2", "525,00"),
        (8, "vraag hoog", "K1", "2028", "2.5", "", "525,00"),
        (10, "kort", "K2", "2027", "0", "", ""),
    ]


def test_a_comma_inside_braces_is_not_silently_another_lever(file: Callable):
    with pytest.raises(Refusal, match=r"Regel 6: deze naam kent koers niet.*Een getal met een komma hoort tussen aanhalingstekens"):
        rows(file(GOOD))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "Het bestand is leeg"),
        ("[]", "Het bestand is leeg"),
        ("scenario: a", "Regel 1: dit is geen lijst van scenario's"),
        ("- a\n- b", "Regel 1: hier hoort een scenario te staan"),
        ("- scenario: a\n  indexering: 4", "Regel 2: deze naam kent koers niet. Gebruik scenario, contractnummer, afbouw"),
        ("- scenario: a\n  afbouw: 3\n  Afbouw: 4", "Regel 3: dezelfde naam staat er twee keer"),
        ("- scenario: a\n  jaren:\n    2027: {afbouw: 3}\n    2027: {afbouw: 4}", "Regel 4: dezelfde naam staat er twee keer"),
        ("- afbouw: 3\n  jaren:\n    2027: {afbouw: 3}", "Regel 3: Afbouw staat bij het jaar en erboven"),
        ("- scenario: a\n  jaren: [2027]", "Regel 2: onder jaren hoort per jaar een regel"),
        ("- scenario: a\n  jaren:\n    2027: 3", "Regel 3: bij dit jaar horen knoppen"),
        ("- scenario: [a, b]", "Regel 1: bij Scenario hoort één waarde"),
        ("- scenario: a\n   afbouw: 3", "Rond regel 2 klopt de opmaak niet"),
        ("- &x {scenario: a}\n- *x", "Regel 1: & en * leest koers niet"),
        (b"- scenario: \xff\xfe", "geen UTF-8"),
        ("- scenario: a\x07", "een teken dat koers niet kan lezen"),
        ("# " + "x" * 1_000_000, "groter dan 1 MB"),
    ],
)
def test_another_shape_is_refused_with_a_sentence_that_names_the_line(file: Callable, content: str | bytes, sentence: str):
    with pytest.raises(Refusal) as refused:
        rows(file(content))
    assert sentence in refused.value.sentence


def test_no_sentence_repeats_what_was_written(file: Callable):
    for content in ("- jansen: 1", "- scenario: [jansen]", "jansen", "- {jansen"):
        with pytest.raises(Refusal) as refused:
            rows(file(content))
        assert "jansen" not in refused.value.sentence
