"""The check against official schemas, with two small schemas that have the quirks of the published ones.

The schemas here are this project's own: the official ones are not shipped. lxml is in the lock file, so nothing is skipped.
"""

import sys
from pathlib import Path

import pytest

from ingest.messages import parse_key, xsd
from ingest.messages.message import read_message
from ingest.refusal import Refusal
from orchestration.errors import UnusableCall
from orchestration.settings import Settings

BASE = "http://www.istandaarden.nl/iwmo/3_2/basisschema/schema"
OWN = "http://www.istandaarden.nl/iwmo/3_2/wmo319/schema"


def schema(namespace: str, content: str) -> str:
    return (
        f'<?xml version="1.0"?><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="{BASE}" xmlns="{namespace}" '
        f'targetNamespace="{namespace}" elementFormDefault="qualified">{content}</xs:schema>'
    )


BASE_XSD = schema(
    BASE, '<xs:simpleType name="Kort"><xs:restriction base="xs:string"><xs:maxLength value="2"/></xs:restriction></xs:simpleType>'
)
OWN_XSD = schema(
    OWN,
    f'<xs:import namespace="{BASE}" schemaLocation="basisschema.xsd"/>'
    '<xs:element name="Bericht"><xs:complexType><xs:sequence>'
    '<xs:element name="Header"><xs:complexType><xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence>'
    '</xs:complexType></xs:element><xs:element name="Antwoord"><xs:complexType><xs:sequence>'
    '<xs:element name="ReferentieAanbieder" type="b:Kort"/>'
    '<xs:element name="VerzoekAntwoord" type="xs:string"/></xs:sequence></xs:complexType></xs:element>'
    "</xs:sequence></xs:complexType></xs:element>",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Base and own schema with the quirks: a stray first line, text after the schema, the other spelling of the base schema."""
    found = tmp_path / "xsd" / "wmo"
    found.mkdir(parents=True)
    (found / "Basisschema.xsd").write_text(BASE_XSD, encoding="utf-8")
    (found / "WMO319.xsd").write_text(f"## WMO319.xsd\r\n\r\n{OWN_XSD}\r\n## WMO317.xsd\r\n<Bericht>", encoding="utf-8")
    return found.parent


def findings(path, settings, folder):
    reading = read_message(path, settings.model_copy(update={"xsd_dir": folder}))
    return reading.problems.frame("x.xml").select("regel", "kolom", "ernst", "zin").rows(), reading.problems.refused


def test_a_message_that_fits_the_schema_gives_no_findings(zorg, settings, folder):
    assert findings(zorg("319"), settings, folder) == ([], False)


def test_a_message_that_does_not_fit_is_refused_with_element_and_line_and_without_its_value(zorg, settings, folder):
    path = zorg("319", {"ReferentieAanbieder": "mevrouw Jansen"})
    assert findings(path, settings, None) == ([], False)
    ((rule, column, grade, sentence),), refused = findings(path, settings, folder)
    assert (rule, column, grade, refused) == ("XSD", "ReferentieAanbieder", "fout", True)
    assert "Regel 1 van x.xml: ReferentieAanbieder heeft niet de lengte" in sentence and "Jansen" not in sentence


def test_a_large_wrong_message_is_refused_without_building_a_tree(zorg, settings, folder, monkeypatch):
    monkeypatch.setattr(xsd, "TREE_BYTES", 10)
    found, refused = findings(zorg("319", {"ReferentieAanbieder": "ABC"}), settings, folder)
    ((rule, column, _, sentence),) = found
    assert (rule, column, refused) == ("XSD", "ReferentieAanbieder", True) and sentence.startswith("x.xml: ReferentieAanbieder")


@pytest.mark.parametrize("tree_bytes", [10, 1_000_000])
def test_what_was_wrong_with_one_message_is_not_said_of_the_next(zorg, settings, folder, monkeypatch, tree_bytes):
    monkeypatch.setattr(xsd, "TREE_BYTES", tree_bytes)
    wrong, other = {"ReferentieAanbieder": "ABC"}, {"RedenAfwijzingVerzoek": "2"}
    assert len(findings(zorg("319", wrong), settings, folder)[0]) == 1
    columns = [column for rule, column, *_ in findings(zorg("319", other), settings, folder)[0] if rule == "XSD"]
    assert columns == [None]  # this schema knows no RedenAfwijzingVerzoek, so the name is not repeated


def test_whatever_a_schema_imports_nothing_but_the_base_schema_is_opened(zorg, settings, folder):
    for place in ("http://localhost:1/basisschema.xsd", "/etc/passwd"):
        (folder / "wmo/WMO319.xsd").write_text(
            OWN_XSD.replace('schemaLocation="basisschema.xsd"', f'schemaLocation="{place}"'), encoding="utf-8"
        )
        assert findings(zorg("319"), settings, folder) == ([], False)


def test_a_broken_schema_is_a_warning(zorg, settings, folder):
    (folder / "wmo/WMO319.xsd").write_text(OWN_XSD.replace("b:Kort", "b:Lang"), encoding="utf-8")
    ((rule, _, grade, sentence),), refused = findings(zorg("319"), settings, folder)
    assert (rule, grade, refused) == ("XSD", "waarschuwing", False) and "niet te gebruiken" in sentence


def test_a_type_without_schema_is_skipped_with_a_warning(zorg, settings, folder):
    ((rule, _, grade, sentence),), refused = findings(zorg("305"), settings, folder)
    assert (rule, grade, refused) == ("XSD", "waarschuwing", False) and "ontbreekt het schema van WMO305" in sentence


def test_what_koers_refuses_itself_never_reaches_the_schemas(zorg, spoil, settings, folder, monkeypatch):
    monkeypatch.setattr("ingest.messages.message.schema_problems", lambda *_: pytest.fail("checked"))
    path = spoil(zorg("319"), "<Bericht", "<!DOCTYPE Bericht [<!ENTITY a 'a'>]><Bericht")
    assert [rule for rule, *_ in findings(path, settings, folder)[0]] == ["DTD"]


def test_without_lxml_the_answer_is_a_dutch_sentence(folder, monkeypatch):
    monkeypatch.setattr(xsd, "find_spec", lambda _: None)
    with pytest.raises(UnusableCall, match="lxml nodig, en die staat niet op deze computer"):
        Settings.from_environment({"KOERS_XSD_DIR": str(folder)})
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(Refusal, match="Installeer lxml"):
        xsd._lxml()


@pytest.mark.parametrize(("where", "sentence"), [("weg", "bestaat niet"), ("leeg", "geen enkel schema")])
def test_a_folder_without_schemas_is_refused_with_a_sentence(tmp_path, where, sentence):
    (tmp_path / "leeg").mkdir()
    (tmp_path / "leeg/uitleg.xsd").write_text("geen schema", encoding="utf-8")
    with pytest.raises(UnusableCall, match=sentence):
        Settings.from_environment({"KOERS_XSD_DIR": str(tmp_path / where)})


def test_the_setting_reaches_the_door(folder, monkeypatch):
    monkeypatch.setattr(xsd, "find_spec", lambda name: name)
    assert Settings.from_environment({"KOERS_XSD_DIR": str(folder)}).for_ingest().xsd_dir == folder
    assert Settings.from_environment({}).for_ingest().xsd_dir is None


def test_other_schemas_make_landed_messages_be_read_again(settings, folder):
    with_schemas = settings.model_copy(update={"xsd_dir": folder})
    before = parse_key(with_schemas)
    (folder / "wmo/WMO319.xsd").write_text(OWN_XSD + " ", encoding="utf-8")
    assert len({parse_key(settings), before, parse_key(with_schemas)}) == 3
