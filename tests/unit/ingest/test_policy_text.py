"""Texts about policy let nothing through that points to a person, and stop no ordinary sentence about money, years or laws."""

import polars as pl
import pytest

from ingest.policy_text import POLICY_FAULTS, text_fault, text_faults


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Vragen? Mail naar loket@voorbeeld.nl.", "mail_in_tekst"),
        ("J.Jansen@gemeente-voorbeeld.nl", "mail_in_tekst"),
        ("Bel 06-12345678 voor meer.", "telefoon_in_tekst"),
        ("Bel (0299) 12 34 56.", "telefoon_in_tekst"),
        ("Bel 0299-123456.", "telefoon_in_tekst"),
        ("Bel +31 6 1234 5678.", "telefoon_in_tekst"),
        ("Bel 0031612345678.", "telefoon_in_tekst"),
        ("Inwoner 999900006 ging vooruit.", "bsn_in_tekst"),
        ("Inwoner 9999.00.006 ging vooruit.", "bsn_in_tekst"),
        ("Inwoner 999 900 006 ging vooruit.", "bsn_in_tekst"),
        ("Inwoner 999-900-006.", "bsn_in_tekst"),
        ("bsn:999900006;", "bsn_in_tekst"),
        ("Inwoner 10000008 ging vooruit.", "bsn_in_tekst"),  # 010000008 without its zero passes the elfproef
    ],
)
def test_what_points_to_a_person_is_refused(text: str, fault: str):
    assert text_fault(text) == fault


@pytest.mark.parametrize(
    "text",
    [
        "Het budget groeit van € 1.250.000 naar € 12.500.000 in 2026-2027.",
        "Kosten: 11.400.000,00 euro per jaar.",
        "Wmo 2015, artikel 2.1.1; taakveld 6.712; contract MVS-WMO-2020.",
        "Van 1800 naar 2011 inwoners, 3,5 procent per jaar, besluit 2025-10-15.",
        "Het loket is open van 08.30 tot 17.00 uur op 5 dagen.",
        "Postbus 1234, gemeente 0622.",
        "Zaaknummer 123456789 haalt de elfproef niet.",
        "@ is een teken; vraag @loket.",
    ],
)
def test_an_ordinary_sentence_about_policy_is_let_through(text: str):
    assert text_fault(text) is None


def test_a_column_is_judged_text_by_text_and_empty_stays_empty():
    texts = pl.Series("verhaal", ["Goed zo.", None, "a@b.nl", "a@b.nl"])
    assert text_faults(texts).to_list() == [None, None, "mail_in_tekst", "mail_in_tekst"]


def test_every_fault_has_a_sentence_that_does_not_repeat_the_text():
    assert set(POLICY_FAULTS) == {"mail_in_tekst", "telefoon_in_tekst", "bsn_in_tekst"}
    assert not any("{waarde}" in sentence for sentence in POLICY_FAULTS.values())
