"""What the messages about care and their retours leave in landing, and what they never leave there."""

import json

import polars as pl
import pytest

from ingest.messages.message import read_message
from ingest.pseudonymise import pseudonym

RETOUR = "<IdentificatieRetour>R1</IdentificatieRetour><DagtekeningRetour>2025-04-07</DagtekeningRetour>"
CODES = "<RetourCodes>{}</RetourCodes>"


def codes(*found: str) -> str:
    return CODES.format("".join(f"<RetourCode>{code}</RetourCode>" for code in found))


def start(*found: str) -> str:
    return f"<StartProduct><ToewijzingNummer>1001</ToewijzingNummer><Begindatum>2025-04-02</Begindatum>{codes(*found)}</StartProduct>"


def client(products: str, *found: str) -> str:
    name = "<Naam><Achternaam>Jansen</Achternaam></Naam>"
    return f"<Client><Bsn>999900006</Bsn>{name}<StartProducten>{products}</StartProducten>{codes(*found)}</Client>"


@pytest.mark.parametrize(
    ("header", "body", "expected"),
    [
        ("", "", (None, 0, 0)),
        (codes("0200"), "", ("0200", 0, 0)),
        (codes("0001"), "", ("0001", 0, 0)),
        (codes("0200"), client(start("9019") + start("0200"), "0200"), ("0200", 2, 1)),
        (codes("0200"), client(start("0233") + start("0233"), "9063"), ("0200", 2, 2)),
        (codes("0200"), client(start("0200"), "S329"), ("0200", 1, 1)),
        (codes("0200"), client(start("0200").replace("<RetourCodes>", "").replace("</RetourCodes>", ""), "0200"), ("0200", 1, 0)),
    ],
    ids=["nothing", "no remark", "whole message", "one of two", "client", "client only", "code without RetourCodes"],
)
def test_a_retour_says_which_message_it_answers_and_how_many_lines_are_rejected(zorgbericht, settings, header, body, expected):
    reading = read_message(zorgbericht("306", body, retour=RETOUR + header), settings)
    assert reading.problems.reason("x") is None
    row = reading.content.rows["retour"]
    assert (row["berichttype"], row["beantwoord_berichttype"], row["beantwoord_identificatie"]) == ("306", "305", "M1")
    assert (row["retour_identificatie"], str(row["retour_dagtekening"])) == ("R1", "2025-04-07")
    assert (row["header_retourcodes"], row["n_regels"], row["n_afgewezen"]) == expected


def test_a_code_on_the_request_rejects_every_product_of_it(zorgbericht, settings):
    """The national JW318 has a RetourCode straight below Verzoek, without RetourCodes around it."""
    kept = f"<OngewijzigdProduct><ToewijzingNummer>1</ToewijzingNummer>{codes('0200')}</OngewijzigdProduct>"
    request = f"<Verzoek><RetourCode>9349</RetourCode><OngewijzigdeProducten>{kept}{kept}</OngewijzigdeProducten></Verzoek>"
    body = f"<Client><Bsn>999900006</Bsn>{request}{codes('0200')}</Client>"
    row = read_message(zorgbericht("318", body, retour=RETOUR), settings).content.rows["retour"]
    assert (row["n_regels"], row["n_afgewezen"]) == (2, 2)


def test_the_retour_on_an_answer_has_no_client(zorgbericht, settings):
    body = f"<Antwoord><ReferentieAanbieder>V1</ReferentieAanbieder><VerzoekAntwoord>2</VerzoekAntwoord>{codes('9360')}</Antwoord>"
    content = read_message(zorgbericht("320", body, retour=RETOUR), settings).content
    assert (content.n_clienten, content.rows["retour"]["n_afgewezen"]) == (0, 1)


def test_a_retour_without_its_own_identification_is_refused(zorgbericht, settings):
    reason = read_message(zorgbericht("306", ""), settings).problems.reason("x")
    assert reason is not None and "IdentificatieRetour ontbreekt" in reason


def test_a_retour_with_a_bsn_as_identification_is_refused(zorgbericht, settings):
    retour = RETOUR.replace("R1", "999900006")
    reading = read_message(zorgbericht("306", client(start("9019"), "0200"), retour=retour), settings)
    assert reading.problems.frame("x")["regel"].to_list() == ["privacy"]


@pytest.mark.parametrize(
    ("kind", "body", "what"),
    [
        ("301", "", "geen cliënt"),
        ("305", "<Client><Bsn>999900006</Bsn></Client>", "Geboortedatum/Datum ontbreekt"),
        ("317", "<Client><Bsn>999900006</Bsn></Client>", "geen verzoek"),
        ("319", "", "geen antwoord"),
    ],
)
def test_a_message_that_misses_its_content_is_refused(zorgbericht, settings, kind, body, what):
    reason = read_message(zorgbericht(kind, body), settings).problems.reason("x")
    assert reason is not None and what in reason


def test_a_message_without_products_is_refused(zorg, spoil, settings):
    path = zorg("301")
    text = path.read_text(encoding="utf-8")
    products = text[text.index("<ToegewezenProducten>") : text.index("</Client>")]
    reason = read_message(spoil(path, products, ""), settings).problems.reason("x")
    assert reason is not None and "geen product" in reason


@pytest.mark.parametrize(
    "change",
    [
        {"Omvang/Frequentie": None},
        {"Omvang/Volume": "2.5"},
        {"Omvang/Frequentie": "3"},
        {"Product/Categorie": None},
        {"Toewijzingstijd": "25:00:00"},
        {"Toewijzingsdatum": "2025-02-30"},
        {"ToewijzingNummer": "1000000000"},
        {"RedenWijziging": "15"},
    ],
)
def test_what_does_not_fit_the_schema_refuses_the_message(zorg, settings, change):
    reading = read_message(zorg("301", change), settings)
    assert reading.problems.frame("x").select("regel", "_source_row").rows() == [("XSD", 1)]
    assert reading.problems.refused


def test_a_wrong_birth_date_is_not_shown_in_the_refusal(zorg, settings):
    frame = read_message(zorg("301", client={"Geboortedatum/Datum": "1950-02-30"}), settings).problems.frame("x")
    assert frame.select("regel", "waarde").rows() == [("XSD", "•••")] and "1950" not in str(frame.rows())


def test_birth_year_sex_and_pseudonyms_land_and_the_numbers_do_not(zorg, ingest, settings):
    result, folder = ingest(zorg("301", {"ReferentieAanbieder": "VERZOEK77", "ToewijzingNummer": "0777123"}))
    row = pl.read_parquet(folder / "toewijzing.parquet").row(0, named=True)
    assert (row["geboortejaar"], row["geslacht"]) == (1950, "2")
    assert row["toewijzing_pseudo"] == pseudonym(settings.key, "toewijzing|0119|Wmo", "777123")
    assert row["referentie_aanbieder_pseudo"] == pseudonym(settings.key, "aanbiederreferentie|42420001|Wmo", "VERZOEK77")
    assert (result.rijen_geleverd, result.bedrag_geleverd_cent, result.bedrag_quarantaine_cent) == (1, None, None)
    for file in folder.glob("*.parquet"):
        assert b"VERZOEK77" not in file.read_bytes() and b"777123" not in file.read_bytes()


def test_a_line_set_aside_keeps_its_shape_and_nothing_personal(zorg, ingest):
    result, folder = ingest(zorg("305", {"StatusAanlevering": "2"}, {"Begindatum": "2025-04-03"}))
    assert (result.rijen_geleverd, result.rijen_geaccepteerd, result.rijen_quarantaine) == (2, 1, 1)
    row = pl.read_parquet(folder / "quarantine.parquet").row(0, named=True)
    values = json.loads(row["waarden"])
    assert (row["_source_row"], row["bedrag_cent"], values["begindatum"], values["status_aanlevering"]) == (1, None, "2025-04-02", "2")
    assert {values[name] for name in ("bsn_pseudo", "toewijzing_pseudo", "geboortejaar", "geslacht")} == {"•••"}


def test_a_start_without_allocation_number_lands_with_its_product(zorg, ingest):
    _, folder = ingest(zorg("305", {"ToewijzingNummer": None}))
    row = pl.read_parquet(folder / "levering_start.parquet").row(0, named=True)
    assert (row["toewijzing_pseudo"], row["productcategorie"], row["productcode"]) == (None, "02", "02A01")


def test_times_land_in_one_spelling_so_that_the_latest_is_the_greatest_text(zorg, ingest):
    _, folder = ingest(zorg("301", {"Toewijzingstijd": " 12:00:00.500 "}))
    assert pl.read_parquet(folder / "toewijzing.parquet")["toewijzingstijd"].to_list() == ["12:00:00.5"]
