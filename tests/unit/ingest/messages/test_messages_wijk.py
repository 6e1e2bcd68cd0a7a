"""From postcode to wijk: with the list of the municipality, and never the postcode itself."""

from datetime import UTC, datetime

import polars as pl
import pytest

from ingest.delivery import receive
from ingest.messages import ingest_message, parse_key
from ingest.messages.message import read_message
from ingest.messages.wijken import WrongList, read_wijken

LIST = "postcode;wijkcode\n2401 AA;WK048401\n2402BB;WK048402\n"
BEFORE = "<ToegewezenProducten>"


def contact(soort: str, postcode: str | None, more: str = "<Straatnaam>Geheimstraat</Straatnaam>") -> str:
    code = "" if postcode is None else f"<Postcode>{postcode}</Postcode>"
    phone = "<Telefoon><Telefoonnummer>0612345678</Telefoonnummer></Telefoon>"
    return f"<Contact><Soort>{soort}</Soort><Adres>{code}{more}</Adres>{phone}</Contact>"


@pytest.fixture
def listed(tmp_path, settings):
    path = tmp_path / "wijken.csv"
    path.write_text(LIST, encoding="utf-8")
    return settings.model_copy(update={"postcode_wijk": path})


@pytest.fixture
def wijk_of(zorg, spoil):
    def found(settings, *contacts: str) -> str | None:
        path = spoil(zorg("301"), BEFORE, f"<Contactgegevens>{''.join(contacts)}</Contactgegevens>{BEFORE}")
        reading = read_message(path, settings)
        assert not reading.problems.refused, reading.problems.reason("x")
        return reading.content.lines[0].wijkcode

    return found


@pytest.mark.parametrize(
    ("contacts", "wijk"),
    [
        ([contact("01", "2401AA")], "WK048401"),
        ([contact("01", "2401 aa")], "WK048401"),
        ([contact("02", "2402BB"), contact("01", "2401AA")], "WK048401"),
        ([contact("03", "2402BB"), contact("01", "2401AA")], "WK048401"),
        ([contact("03", "2402BB"), contact("01", None)], "WK048402"),
        ([contact("02", "2402BB")], None),
        ([contact("01", "9999XX")], None),
        ([contact("01", "B-1000")], None),
        ([contact("01", None, "")], None),
    ],
    ids=["home", "other spelling", "not where the post goes", "home first", "where they stay", "post only", "not listed", "abroad", "none"],
)
def test_the_wijk_is_that_of_where_somebody_lives(wijk_of, listed, contacts, wijk):
    assert wijk_of(listed, *contacts) == wijk


def test_without_a_list_there_is_no_wijk(wijk_of, settings):
    assert wijk_of(settings, contact("01", "2401AA")) is None


def test_the_wijk_lands_and_nothing_else_of_the_address(zorg, spoil, listed, tmp_path):

    path = spoil(zorg("301"), BEFORE, f"<Contactgegevens>{contact('01', '2401AA')}</Contactgegevens>{BEFORE}")
    (receipt,) = receive([path], tmp_path / "landing", datetime(2026, 1, 1, tzinfo=UTC))
    assert ingest_message(receipt.folder, listed).status == "geaccepteerd"
    assert pl.read_parquet(receipt.folder / "toewijzing.parquet")["wijkcode"].to_list() == ["WK048401"]
    for file in [*receipt.folder.glob("*.parquet"), *receipt.folder.glob("*.json")]:
        assert not any(word in file.read_bytes() for word in (b"2401AA", b"Geheimstraat", b"0612345678"))


def test_another_list_makes_the_message_be_read_again(listed, settings):
    before = parse_key(listed)
    assert before != parse_key(settings)
    listed.postcode_wijk.write_text(LIST + "2403CC;WK048403\n", encoding="utf-8")
    assert parse_key(listed) != before


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "kolommen postcode en wijkcode"),
        (b"pc;wijk\n2401AA;WK048401\n", "kolommen postcode en wijkcode"),
        (b"postcode;wijkcode\n2401AA\n", "regel 2"),
        (b"postcode;wijkcode\n2401AA;WK048401\n2401;WK048401\n", "regel 3"),
        (b"postcode;wijkcode\n2401AA;WK048401\n2401AA;WK048402\n", "tweede wijk"),
        (b"postcode;wijkcode\n\xff\n", "geen UTF-8"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_with_a_sentence_without_the_postcode(tmp_path, content, says):
    path = tmp_path / "wijken.csv"
    path.write_bytes(content)
    with pytest.raises(WrongList, match=says) as error:
        read_wijken(path)
    assert "2401AA;" not in str(error.value)


def test_a_list_with_commas_and_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "wijken.csv"
    path.write_text("\ufeffpostcode,wijkcode\n2401AA,WK048401\n", encoding="utf-8")
    assert read_wijken(path).wijk("2401aa") == "WK048401"
    with pytest.raises(WrongList, match="bestaat niet"):
        read_wijken(tmp_path / "weg.csv")
