"""Findings in both forms, and the sentence that names row and column."""

import polars as pl

from ingest.findings import SCHEMA, Finding, about_rows, combine, from_frame, listed, refused_rows, to_frame

ROWS = pl.DataFrame({"_source_row": [14, 15], "_source_part": ["", ""], "waarde": ["6", None]})


def test_a_sentence_names_row_and_column_and_shows_the_value():
    text = "{waarde} is niet toegestaan. Gebruik 1 tot en met 5."
    frame = about_rows(ROWS, rule="bereik", column="score", headers=["Score"], text=text)
    assert frame["zin"].to_list() == [
        "Rij 14, kolom Score: 6 is niet toegestaan. Gebruik 1 tot en met 5.",
        "Rij 15, kolom Score: «leeg» is niet toegestaan. Gebruik 1 tot en met 5.",
    ]
    assert frame.schema == pl.Schema(SCHEMA)


def test_a_sentence_about_several_columns_names_them_all():
    frame = about_rows(ROWS.head(1), rule="r", column=None, headers=["Begindatum", "Einddatum"], text="Verbeter een van beide.")
    assert frame["zin"].to_list() == ["Rij 14, kolommen Begindatum en Einddatum: Verbeter een van beide."]


def test_a_sentence_about_a_whole_row_names_no_column():
    frame = about_rows(ROWS.head(1), rule="dubbel", column=None, headers=[], text="deze rij is dubbel.")
    assert frame["zin"].to_list() == ["Rij 14: deze rij is dubbel."]


def test_a_header_per_row_goes_before_the_general_one():
    rows = ROWS.with_columns(header=pl.Series(["Financiën", "Huisvesting"]))
    frame = about_rows(rows, rule="bereik", column="score", headers=["Score"], text="fout.")
    assert frame["zin"].to_list() == ["Rij 14, kolom Financiën: fout.", "Rij 15, kolom Huisvesting: fout."]


def test_braces_in_a_value_or_a_text_stay_as_they_are():
    rows = ROWS.head(1).with_columns(waarde=pl.lit("{waarde}"))
    assert about_rows(rows, rule="r", column="c", headers=["C"], text="a {x} {waarde} b")["zin"].to_list() == [
        "Rij 14, kolom C: a {x} {waarde} b"
    ]


def test_findings_survive_the_way_to_a_frame_and_back():
    findings = [
        Finding(rule="kop", column="Score", sentence="Kolom Score ontbreekt."),
        Finding(row=3, part="Financiën", rule="bereik", column="score", value="6", sentence="Rij 3 …", severity="waarschuwing", count=2),
    ]
    assert from_frame(to_frame(findings)) == findings
    assert to_frame([]).schema == pl.Schema(SCHEMA)


def test_combined_findings_follow_the_file_with_those_about_the_file_first():
    about_file = to_frame([Finding(rule="kop", sentence="a")])
    later, earlier = to_frame([Finding(row=9, rule="b", sentence="b")]), to_frame([Finding(row=2, rule="c", sentence="c")])
    assert combine([later, about_file, earlier])["regel"].to_list() == ["kop", "c", "b"]
    assert combine([]).height == 0


def test_warnings_and_findings_about_the_file_set_no_row_aside():
    frame = to_frame(
        [
            Finding(row=2, rule="a", sentence="a"),
            Finding(row=2, rule="b", sentence="b"),
            Finding(row=3, rule="a", sentence="a", severity="waarschuwing"),
            Finding(row=4, part="Justitie", rule="a", sentence="a"),
            Finding(rule="kop", sentence="k"),
        ]
    )
    assert refused_rows(frame).rows() == [(2, ""), (4, "Justitie")]


def test_a_dutch_enumeration_has_no_comma_before_its_last_word():
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "of")] == ["a", "a en b", "a, b of c"]
