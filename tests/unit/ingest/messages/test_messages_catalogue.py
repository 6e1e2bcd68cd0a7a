"""Which file is which message, and refusing what is not release 3.2."""

import pytest

from ingest.messages import judge_message, peek_period
from ingest.messages.catalogue import SOORTEN, Refused, namespaces, recognise

ROOT = "http://www.istandaarden.nl"


def test_there_are_fourteen_types_per_law_with_twenty_eight_different_codes():
    assert len(SOORTEN) == 28
    assert len({soort.berichtcode for soort in SOORTEN.values()}) == 28


@pytest.mark.parametrize(
    ("wet", "kind", "code", "afzender"),
    [
        ("Wmo", "301", "414", "gemeente"),
        ("Wmo", "323", "484", "aanbieder"),
        ("Jeugdwet", "325", "491", "gemeente"),
        ("Jeugdwet", "318", "487", "aanbieder"),
        ("Jeugdwet", "302", "437", "gemeente"),
    ],
)
def test_code_and_sender_are_those_of_the_standard(wet: str, kind: str, code: str, afzender: str):
    soort = SOORTEN[wet, kind]
    assert (soort.berichtcode, soort.afzender) == (code, afzender)


def test_a_retour_shows_the_sender_of_the_message_it_answers():
    retours = [soort for soort in SOORTEN.values() if soort.retour_op]
    assert len(retours) == 12
    assert all(soort.afzender == SOORTEN[soort.wet, soort.retour_op].afzender for soort in retours)


@pytest.mark.parametrize("soort", SOORTEN.values(), ids=lambda soort: soort.naam)
def test_every_type_is_recognised_by_its_own_namespace(soort):
    (own,) = (name for name in namespaces(soort) if "basisschema" not in name)
    assert recognise(f"{{{own}}}Bericht") == soort


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        (f"{ROOT}/iwmo/2_4/wmo323/schema}}Bericht", "release 2.4"),
        (f"{ROOT}/ijw/4_0/jw301/schema}}Bericht", "release 4.0"),
        (f"{ROOT}/iwmo/3_2/wmo401/schema}}Bericht", "wmo401 bestaat niet"),
        (f"{ROOT}/iwmo/3_2/jw323/schema}}Bericht", "jw323 bestaat niet in release 3.2 van iwmo"),
        (f"{ROOT}/iwmo/3_2/wmo323/schema}}Header", "geen iWmo- of iJw-bericht"),
        ("http://example.org/schema}Bericht", "geen iWmo- of iJw-bericht"),
        ("Bericht", "geen iWmo- of iJw-bericht"),
        ("html", "geen iWmo- of iJw-bericht"),
    ],
)
def test_any_other_root_is_refused_with_a_sentence(tag: str, words: str):
    with pytest.raises(Refused, match=words):
        recognise(tag)


@pytest.mark.parametrize(
    ("old", "new", "rule", "words"),
    [
        ("<wmo323:BerichtCode>484<", "<wmo323:BerichtCode>490<", "RS047", "niet 484, zoals bij WMO323 hoort"),
        ("<wmo323:BerichtVersie>3<", "<wmo323:BerichtVersie>2<", "CS025", "release 2.2"),
        ("<wmo323:BerichtSubversie>2<", "<wmo323:BerichtSubversie>1<", "CS015", "release 3.1"),
        ("<wmo323:BerichtSubversie>2<", "<wmo323:BerichtSubversie>twee<", "CS025", "geen geldige BerichtVersie"),
        ("/3_2/wmo323/schema", "/2_4/wmo323/schema", "release", "release 2.4; koers leest alleen release 3.2"),
        ("/3_2/wmo323/schema", "/4_0/wmo323/schema", "release", "release 4.0; koers leest alleen release 3.2"),
    ],
)
def test_a_message_of_another_release_or_with_a_wrong_code_is_refused(bericht_323, spoil, settings, old, new, rule, words):
    judgement = judge_message(spoil(bericht_323, old, new), settings)
    assert words in (judgement.refused_reason or "")
    assert [finding.rule for finding in judgement.findings] == [rule]


def test_the_period_is_the_month_of_dagtekening(bericht_323, bericht_325):
    assert (peek_period(bericht_323), peek_period(bericht_325)) == ("2025M04", "2025M04")


@pytest.mark.parametrize(
    "content",
    [b"", b"<a/>", b"geen xml", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>"],
    ids=["empty", "other", "text", "dtd"],
)
def test_the_period_of_what_is_no_message_is_onbekend(tmp_path, content):
    path = tmp_path / "x.xml"
    path.write_bytes(content)
    assert peek_period(path) == "onbekend"


def test_the_period_of_a_message_with_a_date_that_does_not_exist_is_onbekend(bericht_323, spoil):
    assert peek_period(spoil(bericht_323, "<iwmo:Dagtekening>2025-04-05", "<iwmo:Dagtekening>2025-02-31")) == "onbekend"
