import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.filename import DeliveryName, displayable_name, is_meant_as_delivery, parse_filename
from ingest.refusal import Refusal


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("zrm_0484_2025H1.csv", ("zrm", "0484", "2025H1", "csv")),
        ("zrm_42420001_2025Q4.xlsx", ("zrm", "42420001", "2025Q4", "xlsx")),
        ("grootboek_0917_2025M12.csv", ("grootboek", "0917", "2025M12", "csv")),
        ("contracten_0119_2025.csv", ("contracten", "0119", "2025", "csv")),
        ("iv3_0119_2024.csv", ("iv3", "0119", "2024", "csv")),
        ("Bericht van Jan.XML", ("berichten", "onbekend", "onbekend", "xml")),
    ],
)
def test_a_good_name_gives_its_parts(name: str, parts: tuple[str, ...]):
    assert parse_filename(name) == DeliveryName(*parts)


@pytest.mark.parametrize(
    "name",
    [
        "../zrm_0484_2025H1.csv",
        "/etc/zrm_0484_2025H1.csv",
        "..\\zrm_0484_2025H1.csv",
        "a/zrm_0484_2025H1.csv",
        "%2e%2e%2fzrm_0484_2025H1.csv",
        "..%5czrm_0484_2025H1.csv",
        "zrm_0484_2025H1.csv\0.csv",
        "zrm_0484_2025H1.csv\n",
        ".zrm_0484_2025H1.csv",
        "\u202ezrm_0484_2025H1.csv",
        "../bericht.xml",
        "..\\bericht.xml",
        "%2e%2e%2fbericht.xml",
    ],
)
def test_a_name_that_tries_to_leave_the_folder_is_refused_and_not_repeated(name: str):
    with pytest.raises(Refusal) as refused:
        parse_filename(name)
    assert "pad of een vreemd teken" in refused.value.sentence
    assert name not in refused.value.sentence


@pytest.mark.parametrize(
    ("name", "fragment"),
    [
        ("zrm_484_2025H1.csv", "volgt het patroon niet"),
        ("zrm_0484_2025H3.csv", "volgt het patroon niet"),
        ("zrm_0484_2025M13.csv", "volgt het patroon niet"),
        ("zrm_0484_2025H1 (2).csv", "volgt het patroon niet"),
        ("zrm_0484.csv", "volgt het patroon niet"),
        ("ZRM_0484_2025h1.CSV", "Noem het bestand zrm_0484_2025H1.csv"),
        ("zrm_0484_2025H1.ods", "Sla het op als CSV of XLSX"),
        ("jansen_0484_2025.csv", "begint niet met een bekende bron"),
        ("contracten_42420001_2025.csv", "gemeentecode van vier cijfers"),
    ],
)
def test_a_wrong_name_is_refused_with_what_to_do(name: str, fragment: str):
    with pytest.raises(Refusal) as refused:
        parse_filename(name)
    assert fragment in refused.value.sentence
    assert "jansen" not in refused.value.sentence


@given(st.text(max_size=40))
def test_any_text_is_a_good_name_or_a_refusal_and_a_good_name_has_no_path(name: str):
    try:
        parts = parse_filename(name)
    except Refusal:
        return
    assert "/" not in "".join(parts)
    assert "\\" not in name


@pytest.mark.parametrize(
    "name", ["LEESMIJ.md", "generate.py", "lijst.json", ".DS_Store", ".gitkeep", "notitie.txt", "zrm.md", "~$zrm_0484_2025H1.xlsx"]
)
def test_other_files_in_the_inbox_are_not_meant_as_deliveries(name: str):
    assert not is_meant_as_delivery(name)


@pytest.mark.parametrize("name", ["Jan.csv", "x.xlsx", "b.XML", "zrm_0484_2025H1.ods", "ZRM_0484_2025H1.zip", "zrm_0484_2025H1"])
def test_what_looks_like_a_delivery_deserves_an_answer(name: str):
    assert is_meant_as_delivery(name)


def test_a_name_is_shown_without_what_may_say_who_somebody_is():
    assert displayable_name("zrm_0484_2025H3.csv") == "zrm_0484_2025H3.csv"
    assert displayable_name("zrm_Jansen_999900006.csv") == "zrm_«tekst van 6 tekens»_«getal van 9 cijfers».csv"
    assert "999900006" not in displayable_name("999900006.csv")
