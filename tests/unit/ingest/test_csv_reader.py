import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest.readers.csv as reader
from ingest.readers.csv import CsvTable, read_csv
from ingest.readers.table import CELLS, ROW
from ingest.refusal import Refusal

EXPECTED = ["Aap", "Noot", "Mies"]


def table(tmp_path: Path, data: bytes | str, name: str = "x.csv") -> CsvTable:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_csv(path, EXPECTED)


def rows(found: CsvTable, only: list[int] | None = None) -> pl.DataFrame:
    return pl.concat(
        [
            pl.DataFrame(schema={ROW: pl.Int64, CELLS: pl.Int32, "c0": pl.String, "c1": pl.String, "c2": pl.String}),
            *found.batches({0, 1, 2}, only),
        ],
        how="diagonal",
    )


def cells(found: CsvTable) -> list[tuple[object, ...]]:
    return rows(found).select(ROW, "c0", "c1", "c2").rows()


def test_every_cell_is_text_exactly_as_delivered(tmp_path: Path):
    found = table(tmp_path, "Aap;Noot;Mies\n0484; a ;1.234,50\n;nvt;31-02-2025\n")
    assert cells(found) == [(2, "0484", " a ", "1.234,50"), (3, "", "nvt", "31-02-2025")]
    assert found.headers == EXPECTED


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_separator_and_line_ends_are_recognised_and_recorded(tmp_path: Path, separator: str, line_end: str):
    found = table(tmp_path, line_end.join([separator.join(EXPECTED), separator.join("123"), ""]))
    assert cells(found) == [(2, "1", "2", "3")]
    assert found.dialect["scheidingsteken"] == {";": "puntkomma", ",": "komma", "\t": "tab"}[separator]
    assert found.dialect["regeleinde"] == {"\n": "LF", "\r\n": "CRLF"}[line_end]


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        ("Aap;Noot;Mies\né;ë;€\n".encode(), "UTF-8", False),
        (b"\xef\xbb\xbf" + "Aap;Noot;Mies\né;ë;€\n".encode(), "UTF-8", True),
        ("Aap;Noot;Mies\né;ë;€\n".encode("cp1252"), "Windows-1252", False),
    ],
)
def test_utf8_with_and_without_bom_and_windows_1252_give_the_same_text(tmp_path: Path, data: bytes, encoding: str, bom: bool):
    found = table(tmp_path, data)
    assert cells(found) == [(2, "é", "ë", "€")]
    assert (found.dialect["codering"], found.dialect["bom"]) == (encoding, bom)


@pytest.mark.parametrize(
    ("data", "fragment"),
    [
        (b"", "leeg"),
        (b"\xef\xbb\xbf", "leeg"),
        (b" \n \n", "leeg"),
        (b"\n1;2;3\n", "eerste rij is leeg"),
        ("Aap;Noot;Mies\n1;2;3\n".encode("utf-16"), "UTF-16"),
        ("Aap;Noot;Mies\n1;2;3\n".encode("utf-16-le"), "geen gewone tekst"),
        (b"Aap;Noot;Mies\n1;\x81;3\n", "UTF-8 of Windows-1252"),
        (b"Aap;Noot;Mies\r1;2;3\r", "Mac"),
        (b"Aap|Noot|Mies\n1|2|3\n", "rechte streep (|)"),
        (b"Aap\n1\n", "puntkomma, komma of tab"),
        (b"PK\x03\x04xxxx", "Excel-bestand met de naam .csv"),
        (b"\xd0\xcf\x11\xe0xxxx", "oud Excel-bestand"),
        (b'Aap;"Noot;Mies\n1;2;3\n', "kolomkoppen heeft geen einde"),
    ],
)
def test_a_file_that_is_no_csv_is_refused_with_what_to_do(tmp_path: Path, data: bytes, fragment: str):
    with pytest.raises(Refusal) as refused:
        table(tmp_path, data)
    assert fragment in refused.value.sentence


def test_a_line_that_tells_excel_the_separator_is_not_the_header(tmp_path: Path):
    assert cells(table(tmp_path, "sep=;\nAap;Noot;Mies\n1;2;3\n")) == [(3, "1", "2", "3")]


def test_a_header_may_be_quoted_and_accents_in_two_characters_count_as_one(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_text('" Aap "; Noot;"Reden bee\u0308indiging"\n1;2;3\n')
    assert read_csv(path, EXPECTED).headers == ["Aap", "Noot", "Reden beëindiging"]


def test_blank_rows_are_left_out_counted_and_keep_the_numbers_right(tmp_path: Path):
    found = table(tmp_path, 'Aap;Noot;Mies\n\n1;2;3\n;;\n"";;\n4;5;6\n\n')
    assert cells(found) == [(3, "1", "2", "3"), (6, "4", "5", "6")]
    assert found.dialect["lege_rijen"] == 4


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_row_with_a_wrong_number_of_cells_says_how_many_it_has(tmp_path: Path, quote: str):
    lines = ["Aap;Noot;Mies", "1;2;3", "1;2", "1;2;3;4", "1;2;3;;5", "1", f"{quote}7{quote};8;9"]
    assert rows(table(tmp_path, "\n".join(lines)))[CELLS].to_list() == [None, 2, 4, 5, 1, None]


def test_a_short_and_a_long_row_do_not_hide_each_other(tmp_path: Path):
    assert rows(table(tmp_path, "Aap;Noot;Mies\n1;2\n1;2;3;;5\n9\n"))[CELLS].to_list() == [2, 5, 1]


def test_a_separator_at_the_end_of_the_line_is_no_fault(tmp_path: Path):
    assert rows(table(tmp_path, "Aap;Noot;Mies\n1;2;3;\n"))[CELLS].to_list() == [None]
    assert rows(table(tmp_path, "Aap;Noot;Mies;\n1;2;3;\n1;2;3\n"))[CELLS].to_list() == [None, None]


def test_text_in_quotes_may_hold_separators_quotes_and_line_ends_and_rows_keep_their_numbers(tmp_path: Path):
    found = table(tmp_path, 'Aap;Noot;Mies\n1;"a;b ""c""\nd";3\n4;5;6\n')
    assert cells(found) == [(2, "1", 'a;b "c"\nd', "3"), (3, "4", "5", "6")]


def test_a_quote_inside_a_word_is_text(tmp_path: Path):
    assert cells(table(tmp_path, 'Aap;Noot;Mies\n1;5" pijp;3\n4;6" pijp;7\n')) == [(2, "1", '5" pijp', "3"), (3, "4", '6" pijp', "7")]


@pytest.mark.parametrize(
    "lines",
    [
        ['1;"x;3', "4;5;6", "7;8;9"],
        ['1;2;"x', "4;5;6", '7;8;"y"'],
        ['1;"5 pijp;3', '4;6" pijp;7', "7;8;9"],
        ['1;"x;3', "4;5;6", '7;8";9'],
        ["1;2;3", '4;5;"', "7;8;9"],
    ],
)
def test_a_quote_that_is_not_closed_never_swallows_a_row(tmp_path: Path, lines: list[str]):
    found = table(tmp_path, "\n".join(["Aap;Noot;Mies", *lines, ""]))
    with pytest.raises(Refusal) as refused:
        rows(found)
    assert "aanhalingsteken" in refused.value.sentence
    assert "pijp" not in refused.value.sentence


def test_the_same_rows_come_again_and_some_rows_can_be_asked_for(tmp_path: Path):
    for body in ("1;2;3\n\n4;5;6\n7;8;9\n", '1;2;"3"\n\n4;5;6\n7;8;9\n'):
        found = table(tmp_path, "Aap;Noot;Mies\n" + body)
        assert cells(found) == cells(found)
        assert rows(found, only=[5, 2])[ROW].to_list() == [2, 5]
        assert rows(found, only=[]).height == 0
        assert found.dialect["lege_rijen"] == 1


TEXT = st.text(st.sampled_from('ab;,\t\n" ë€01'), max_size=6)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=8), st.sampled_from([";", ",", "\t"]), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_what_a_csv_writer_wrote_is_read_back_cell_for_cell(
    tmp_path_factory: pytest.TempPathFactory, content: list[tuple[str, ...]], separator: str, all_quoted: bool, line_end: str
):
    file = io.StringIO()
    quoting = csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    csv.writer(file, delimiter=separator, quoting=quoting, lineterminator=line_end).writerows([EXPECTED, *content])
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    path.write_bytes(file.getvalue().encode())
    expected = [(number, *row) for number, row in enumerate(content, 2) if any(row)]
    try:
        assert cells(read_csv(path, EXPECTED)) == expected
    except Refusal:  # only for text that has the form of whole rows, which nobody can tell from rows
        assert any(sum(t.count(separator) for t in row if "\n" in t) == 2 * sum(t.count("\n") for t in row) > 0 for row in content)


@pytest.mark.parametrize("size", [1, 7, 16, 64])
def test_pieces_of_any_size_give_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int):
    lines = [f'{i};"a\n{i}";{"x" * (i % 5)}' if i % 3 == 0 else f"{i};b{i};" for i in range(40)]
    data = "Aap;Noot;Mies\n" + "\n".join(lines) + "\n"
    whole = cells(table(tmp_path, data))
    monkeypatch.setattr(reader, "CHUNK_BYTES", size)
    assert cells(table(tmp_path, data)) == whole
    assert [row[0] for row in whole] == list(range(2, 42))


def test_an_unclosed_quote_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reader, "CHUNK_BYTES", 64)
    data = 'Aap;Noot;Mies\n1;2;3\n1;"2\n' + "tekst\n" * 500 + '";3\n'
    assert len(cells(table(tmp_path, data))) == 2
    monkeypatch.setattr(reader, "MAX_RECORD_BYTES", 256)
    with pytest.raises(Refusal, match="Rond rij 3 "):
        rows(table(tmp_path, data))


def test_where_polars_and_the_count_on_the_bytes_disagree_the_csv_module_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found = table(tmp_path, 'Aap;Noot;Mies\n1;"2";3\n4;5;6\n')
    whole = found._parse(b'1;"2";3\n4;5;6\n', True)
    assert whole is not None
    monkeypatch.setattr(found, "_parse", lambda *_: whole.head(1))  # a row lost without a word
    assert cells(found) == [(2, "1", "2", "3"), (3, "4", "5", "6")]
