"""Single values: what each type of the base schema takes and what it does not, and that a wrong one refuses the message."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ingest.messages import judge_message
from ingest.messages import values as v
from ingest.seeds import read_seed


@pytest.mark.parametrize(
    ("soort", "text", "value"),
    [
        (v.BEDRAG, "0", 0),
        (v.BEDRAG, "99999999", 99_999_999),
        (v.BEDRAG, "000000005000", 5000),
        (v.BEDRAG, " +5000\n", 5000),
        (v.BEDRAG, "100000000", None),
        (v.BEDRAG, "-1", None),
        (v.BEDRAG, "50.00", None),
        (v.BEDRAG, "50,00", None),
        (v.BEDRAG, "1e3", None),
        (v.BEDRAG, "²", None),
        (v.BEDRAG, "٣", None),
        (v.BEDRAG, "", None),
        (v.BEDRAG, "+", None),
        (v.BEDRAG, "9" * 5000, None),
        (v.BEDRAG, "0" * 5000 + "7", 7),
        (v.Soort(v.whole_number(50), ""), "50", 50),
        (v.Soort(v.whole_number(50), ""), "51", None),
        (v.TOTAAL, "999999999999", 999_999_999_999),
        (v.TOTAAL, "1000000000000", None),
        (v.NUMMER, "020072", "20072"),
        (v.NUMMER, "1234567890", None),
        (v.DATUM, "2024-02-29", date(2024, 2, 29)),
        (v.DATUM, "2023-02-29", None),
        (v.DATUM, "2023-02-01Z", None),
        (v.DATUM, "20230201", None),
        (v.DATUM, "01-02-2023", None),
        (v.AGB, "42420001", "42420001"),
        (v.AGB, "0119", None),
        (v.GEMEENTE, "0119", "0119"),
        (v.BSN, "12345678", None),
        (v.EENHEID, "83", "83"),
        (v.EENHEID, "4", None),
        (v.DEBETCREDIT, "d", None),
        (v.REFERENTIE, "x" * 20, "x" * 20),
        (v.REFERENTIE, "x" * 21, None),
        (v.REFERENTIE, "  ", None),
        (v.DECLARATIENUMMER, "D-1", None),
        (v.CATEGORIE["Wmo"], "18", "18"),
        (v.CATEGORIE["Wmo"], "45", None),
        (v.CATEGORIE["Jeugdwet"], "45", "45"),
        (v.CATEGORIE["Jeugdwet"], "39", None),
        (v.CATEGORIE["Jeugdwet"], "01", None),
        (v.RETOURCODES, ["0200", "S300"], ("0200", "S300")),
        (v.RETOURCODES, ["0200", "zie brief"], None),
        (v.VERSIE, "1.0.0", "1.0.0"),
        (v.VERSIE, "1.0", None),
    ],
)
def test_a_type_takes_what_the_schema_takes(soort, text, value):
    assert soort.parse(text) == value


def test_the_closed_lists_of_the_schema_are_those_of_the_seeds():
    """The schema is frozen with its release, the seeds give its codes a name; a code in only one of them would land without meaning."""
    seeds = Path(__file__).parents[4] / "dbt_project/seeds"
    units = read_seed(seeds, "eenheid")["eenheid_code"].to_list()
    assert [code for code in map("{:02d}".format, range(100)) if v.EENHEID.parse(code)] == sorted(units)
    categories = read_seed(seeds, "productcategorie")
    for wet, soort in v.CATEGORIE.items():
        known = categories.filter(pl.col("wet") == wet)["productcategorie"].to_list()
        assert [code for code in map("{:02d}".format, range(100)) if soort.parse(code)] == sorted(known)


@given(st.integers(0, 10**14))
def test_a_whole_number_is_read_back_or_too_large(number: int):
    assert v.TOTAAL.parse(str(number)) == (number if number <= v.MAX_TOTAAL else None)


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.text(max_size=20))
def test_no_text_makes_a_type_fail(text: str):
    for soort in (v.BEDRAG, v.TOTAAL, v.NUMMER, v.DATUM, v.REFERENTIE, v.EENHEID, v.BSN, v.VERSIE):
        soort.parse(text)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<iwmo:Bedrag>5000<", "<iwmo:Bedrag>100000000<", "IngediendBedrag/Bedrag moet een bedrag in hele eurocenten"),
        ("<iwmo:Bedrag>5000<", "<iwmo:Bedrag>50,00<", "IngediendBedrag/Bedrag moet een bedrag in hele eurocenten"),
        ("<iwmo:TotaalBedrag>10180<", "<iwmo:TotaalBedrag>1000000000000<", "TotaalIngediendBedrag/TotaalBedrag moet een totaal"),
        ("<wmo323:GeleverdVolume>4<", "<wmo323:GeleverdVolume>7.5<", "GeleverdVolume moet een heel getal"),
        ("<iwmo:Begindatum>2025-02-01<", "<iwmo:Begindatum>2025-02-31<", "ProductPeriode/Begindatum moet een bestaande datum"),
        ("<wmo323:ProductCategorie>01<", "<wmo323:ProductCategorie>45<", "ProductCategorie moet een productcategorie van de Wmo"),
        ("<wmo323:Eenheid>04</wmo323:Eenheid>", "", "Eenheid ontbreekt"),
        ("<wmo323:Ontvanger>0119<", "<wmo323:Ontvanger>119<", "Ontvanger moet een gemeentecode van 4 cijfers"),
        ("<wmo323:Bsn>999900006</wmo323:Bsn>", "", "ontbreekt het BSN"),
        ("<wmo323:Bsn>999900006<", "<wmo323:Bsn>99990006<", "iets anders dan een BSN van 9 cijfers"),
        ("<wmo323:DeclaratieNummer>D2503<", "<wmo323:DeclaratieNummer>D 2503<", "DeclaratieNummer moet een nummer"),
    ],
)
def test_a_value_that_does_not_fit_the_schema_refuses_the_message(bericht_323, spoil, settings, old, new, words):
    judgement = judge_message(spoil(bericht_323, old, new), settings)
    assert words in (judgement.refused_reason or "")
    assert judgement.findings[0].rule == "XSD"


def test_the_sentence_names_the_file_the_prestatie_and_the_line(bericht_323, spoil, settings):
    path = spoil(bericht_323, "<wmo323:GeleverdVolume>1013<", "<wmo323:GeleverdVolume>veel<")
    line = next(n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if ">veel<" in text)
    judgement = judge_message(path, settings)
    assert judgement.refused_reason == (
        f"Prestatie 3 (regel {line} van fout.xml): GeleverdVolume moet een heel getal van 0 tot en met 99.999.999 zijn. "
        "Vraag de afzender om een bericht dat klopt met het schema."
    )
    assert (judgement.findings[0].row, judgement.findings[0].value) == (3, "«tekst van 4 tekens»")


def test_a_rotten_message_is_summed_up_and_not_listed_without_end(bericht_323, spoil, settings, tmp_path):
    text = bericht_323.read_text(encoding="utf-8")
    line = text[text.index("<wmo323:Prestatie>") : text.index("</wmo323:Prestatie>") + len("</wmo323:Prestatie>")]
    path = spoil(bericht_323, line, line.replace("<wmo323:Eenheid>04", "<wmo323:Eenheid>99") * 50)
    judgement = judge_message(path, settings)
    assert "Er zijn nog 49 andere fouten" in (judgement.refused_reason or "")
    assert len(judgement.findings) == 21 and sum(finding.count for finding in judgement.findings) == 50
