"""Sentences that name a cause need a design that passed; and every code of the marts about time has a sentence.

Belongs here: the catalogue. Does not belong here: what pages print (integration/dashboards).
"""

import re
from pathlib import Path

import pytest

from dashboards.passage import PASSED_AND_DIFFERENT
from dashboards.texts import Proof, TextError, Texts, catalogue
from tests.unit.dashboards.language import CAUSE, FORBIDDEN


def test_the_sentences_that_name_a_cause_are_out_of_reach_of_every_other_call():
    t = Texts("nl")
    for call in (t, t.html):
        with pytest.raises(TextError, match="names a cause"):
            call("bewezen.meer", reeks="gestart")
    with pytest.raises(TextError, match="needs a design"):
        t.cause("bewezen.meer", None, reeks="gestart")  # type: ignore[arg-type]
    with pytest.raises(TextError, match="needs a design"):
        t.cause("bewezen.meer", Proof("abc"), reeks="gestart")
    with pytest.raises(TextError, match="did not pass"):
        Proof.of("abc", False)
    assert 'data-ontwerp="abc"' in t.cause("bewezen.meer", Proof.of("abc", True), reeks="gestart")


@pytest.mark.parametrize("name", ["nl", "en"])
def test_only_those_sentences_name_a_cause(name: str):
    causal = {key for key, text in catalogue(name).items() if re.search(rf"\b({CAUSE[name]}|{FORBIDDEN[name]})\b", text, re.I)}
    assert causal == {"bewezen.meer", "bewezen.minder"}


def test_every_code_of_these_marts_has_a_sentence():
    root = Path(__file__).parents[3] / "dbt_project"
    macro = (root / "macros/verloop.sql").read_text(encoding="utf-8")
    verdicts = set(re.findall(r"(?:then|else) '(\w+)'", macro[macro.index("macro beleidsoordeel") :]))
    assert len(verdicts) == 6
    for code in verdicts - {"geweigerd", PASSED_AND_DIFFERENT}:
        assert {f"ontwerpoordeel.{code}", f"ontwerpkort.{code}"} <= set(catalogue("nl"))
    fitting = (root / "models/intermediate/int_beleidseffect__schattingen.py").read_text(encoding="utf-8")
    for code in {*re.findall(r'"(te_weinig_\w+)"', fitting), "samenloop"}:
        assert f"ontwerpreden.{code}" in catalogue("nl")
    trend = (root / "models/intermediate/int_verloop__laatste.sql").read_text(encoding="utf-8")
    assert {f"trendreden.{code}" for code in re.findall(r"then '(\w+)'", trend)} <= set(catalogue("nl"))
    events = (root / "models/intermediate/int_kalender__gebeurtenissen.sql").read_text(encoding="utf-8")
    kinds = {*re.findall(r"'((?:contract|aanloop|overname)_\w+|vormwijziging|editiewissel|landelijk)'", events)}
    assert len(kinds) == 7 and {f"gebeurtenis.{code}" for code in kinds} <= set(catalogue("nl"))
