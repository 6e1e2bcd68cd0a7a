"""XML and its dangers: every one ends in a refusal with a Dutch sentence, never in an exception and never in a lost message."""

from pathlib import Path

import pytest

from ingest.messages import judge_message
from ingest.messages.catalogue import Refused
from ingest.messages.reader import Message

ENTITIES = '<!DOCTYPE wmo323:Bericht [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
START = '<?xml version="1.0" encoding="UTF-8"?>'


def refused(path: Path, settings) -> tuple[str, str]:
    judgement = judge_message(path, settings)
    assert judgement.refused_reason is not None
    assert judgement.findings[0].severity == "fout"
    return judgement.findings[0].rule, judgement.refused_reason


@pytest.mark.parametrize(
    "dtd",
    [
        ENTITIES,
        "<!DOCTYPE wmo323:Bericht>",
        '<!DOCTYPE wmo323:Bericht SYSTEM "http://localhost/x.dtd">',
        '<!DOCTYPE wmo323:Bericht [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE wmo323:Bericht [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>',
    ],
    ids=["billion laughs", "bare", "external subset", "external entity", "parameter entity"],
)
def test_a_doctype_refuses_the_message_before_any_entity_exists(bericht_323, spoil, settings, dtd):
    rule, reason = refused(spoil(bericht_323, START, START + dtd), settings)
    assert rule == "DTD" and "DOCTYPE" in reason


def test_an_entity_that_nobody_declared_is_no_xml(bericht_323, spoil, settings):
    assert refused(spoil(bericht_323, ">R1<", ">&r;<"), settings)[0] == "XML"


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95, 0.999])
def test_a_truncated_message_is_refused_and_says_so(bericht_323, tmp_path, settings, share):
    data = bericht_323.read_bytes()
    path = tmp_path / "afgebroken.xml"
    path.write_bytes(data[: int(len(data) * share)])
    rule, reason = refused(path, settings)
    assert rule == "XML" and "afgebroken" in reason.split(":")[1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"PK\x03\x04",
        b"Bsn;Bedrag\n1;2\n",
        b"\xff\xfe\x00",
        "<é".encode("latin-1"),
        b"<?xml version='1.0' encoding='utf-7'?><a/>",
        b"<?xml version='1.0' encoding='onzin'?><a/>",
    ],
    ids=["empty", "blanks", "zip", "csv", "bytes", "latin", "utf-7", "unknown encoding"],
)
def test_what_is_no_xml_is_refused(tmp_path, settings, content):
    path = tmp_path / "x.xml"
    path.write_bytes(content)
    assert refused(path, settings)[0] == "XML"


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1252", "iso-8859-1"])
def test_other_encodings_that_the_file_declares_are_read(bericht_323, tmp_path, settings, encoding):
    path = tmp_path / "anders.xml"
    path.write_bytes(bericht_323.read_text(encoding="utf-8").replace("UTF-8", encoding).encode(encoding))
    judgement = judge_message(path, settings)
    assert (judgement.refused_reason, judgement.rows) == (None, 4)


def test_a_bom_is_allowed(bericht_323, tmp_path, settings):
    path = tmp_path / "bom.xml"
    path.write_bytes(b"\xef\xbb\xbf" + bericht_323.read_bytes())
    assert judge_message(path, settings).refused_reason is None


def test_a_file_above_the_size_cap_is_refused_before_it_is_opened(bericht_323, settings, monkeypatch):
    small = settings.model_copy(update={"max_bytes": 100})
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("opened"))
    rule, reason = refused(bericht_323, small)
    assert rule == "omvang" and "kleinere berichten" in reason


def test_a_file_that_grows_beyond_the_size_cap_is_read_no_further(settings):
    rule, _ = refused(Path("/dev/zero"), settings.model_copy(update={"max_bytes": 100}))
    assert rule == "omvang"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<wmo323:Declaratie>", "<wmo323:Declaratie><wmo323:Naam>Jansen</wmo323:Naam>"),
        ("<wmo323:Eenheid>", "<wmo323:Toelichting>mevrouw Jansen</wmo323:Toelichting><wmo323:Eenheid>"),
        ("<wmo323:Eenheid>04<", "<wmo323:Eenheid>04<wmo323:X/><"),
        ("<wmo323:GeleverdVolume>", '<x:GeleverdVolume xmlns:x="http://example.org">1</x:GeleverdVolume><wmo323:GeleverdVolume>'),
    ],
    ids=["unknown class", "unknown field", "element in a field", "foreign namespace"],
)
def test_what_does_not_belong_in_a_323_refuses_it_and_is_never_repeated(bericht_323, spoil, settings, old, new):
    rule, reason = refused(spoil(bericht_323, old, new), settings)
    assert rule == "XSD" and "WMO323" in reason and "Jansen" not in reason


@pytest.mark.parametrize(
    "element", ["<wmo323:Bsn>999900006</wmo323:Bsn>", "<wmo323:GeleverdVolume>4</wmo323:GeleverdVolume>", "<iwmo:Bedrag>5000</iwmo:Bedrag>"]
)
def test_a_value_given_twice_refuses_the_message(bericht_323, spoil, settings, element):
    rule, reason = refused(spoil(bericht_323, element, element * 2), settings)
    assert rule == "XSD" and "twee keer" in reason


@pytest.mark.parametrize("name", ["Header", "Declaratie"])
def test_a_second_header_or_declaration_refuses_the_message(bericht_323, spoil, settings, name):
    text = bericht_323.read_text(encoding="utf-8")
    start, end = text.index(f"<wmo323:{name}>"), text.index(f"</wmo323:{name}>") + len(f"</wmo323:{name}>")
    rule, reason = refused(spoil(bericht_323, text[start:end], text[start:end] * 2), settings)
    assert rule == "XSD" and f"{name} staat er twee keer in" in reason


def test_a_message_without_header_is_refused(bericht_323, spoil, settings):
    text = bericht_323.read_text(encoding="utf-8")
    header = text[text.index("<wmo323:Header>") : text.index("</wmo323:Header>") + len("</wmo323:Header>")]
    rule, reason = refused(spoil(bericht_323, header, ""), settings)
    assert rule == "XSD" and "kop ontbreekt" in reason


def test_both_spellings_of_the_namespaces_read_the_same(bericht_323, spoil, settings):
    """Prefixes are free, and a child of a composite type counts in the message namespace too."""
    path = spoil(bericht_323, "iwmo:Bedrag", "wmo323:Bedrag", count=99)
    path = spoil(path, "wmo323:", "w:", count=9999)
    path = spoil(path, "xmlns:wmo323=", "xmlns:w=")
    judgement = judge_message(path, settings)
    assert (judgement.refused_reason, judgement.rows) == (None, 4)


def test_a_record_knows_its_line_in_the_file(bericht_323, settings):
    lines = bericht_323.read_text(encoding="utf-8").splitlines()
    for record in Message(bericht_323, settings.max_bytes):
        if record.klasse.naam == "Prestatie":
            reference = record.values["ProductReferentie/ReferentieNummer"]
            assert f">{reference}<" in lines[record.line - 1]


def test_records_come_while_the_file_is_being_read(bericht_323, spoil, settings, monkeypatch):
    """Nothing of the whole file is kept: the lines come out before the last bytes go in."""
    monkeypatch.setattr("ingest.messages.reader.CHUNK", 256)
    records = iter(Message(spoil(bericht_323, "</wmo323:Bericht>", ""), settings.max_bytes))
    names = [next(records).klasse.naam for _ in range(8)]
    assert (names[0], names.count("Prestatie"), names[-1]) == ("Header", 4, "Declaratie")
    with pytest.raises(Refused, match="afgebroken"):
        next(records)


def care_message(tmp_path: Path, client: str, kind: str = "301", code: str = "414") -> Path:
    path = tmp_path / f"{kind}.xml"
    own = f"http://www.istandaarden.nl/iwmo/3_2/wmo{kind}/schema"
    path.write_text(f'<Bericht xmlns="{own}"><Header><BerichtCode>{code}</BerichtCode></Header>{client}</Bericht>', encoding="utf-8")
    return path


def test_names_and_free_text_are_passed_by_and_never_kept_in_memory(tmp_path, settings):
    client = "<Client><Naam><Achternaam>Jansen</Achternaam></Naam><Bsn>999900006</Bsn><Commentaar>belt vaak</Commentaar></Client>"
    message = Message(care_message(tmp_path, client), settings.max_bytes)
    assert [record.values for record in message] == [{"BerichtCode": "414"}, {"Bsn": "999900006"}]
    assert message._walker.text == ["999900006"]


def test_of_a_referrer_only_the_type_is_read(tmp_path, settings):
    product = "<AangevraagdProduct><Verwijzer><Type>04</Type><Naam>Dr. Jansen</Naam></Verwijzer></AangevraagdProduct>"
    path = care_message(tmp_path, f"<Client><AangevraagdeProducten>{product}</AangevraagdeProducten></Client>", "315", "444")
    assert [record.values for record in Message(path, settings.max_bytes)][1] == {"Verwijzer/Type": "04"}


@pytest.mark.parametrize(
    "client", ["<Client><Schoenmaat>44</Schoenmaat></Client>", "<Client/><Naam/>", "<Client><x:Naam xmlns:x='a'/></Client>"]
)
def test_an_element_that_no_schema_knows_refuses_a_message_about_care_too(tmp_path, settings, client):
    with pytest.raises(Refused, match="niet in een WMO301"):
        list(Message(care_message(tmp_path, client), settings.max_bytes))
