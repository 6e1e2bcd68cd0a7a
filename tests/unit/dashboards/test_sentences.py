"""The catalogue: no forbidden word, no cause, the same keys in both languages, a sentence for every code.

Belongs here: the catalogue. Does not belong here: sentences as they stand on pages (integration/dashboards).
"""

import re
from pathlib import Path

import pytest

from dashboards.texts import TextError, Texts, catalogue
from tests.unit.dashboards.language import FORBIDDEN, flesch_douma


@pytest.mark.parametrize("name", ["nl", "en"])
def test_no_sentence_of_the_catalogue_names_a_cause_or_uses_a_forbidden_word(name: str):
    """The sentences of `bewezen` are tied to a design that passed its own tests (test_passage_pages.py)."""
    for key, text in catalogue(name).items():
        assert key.startswith("bewezen.") or not re.search(rf"\b({FORBIDDEN[name]})\b", text, re.I), key


def test_a_typical_policy_sentence_would_fail_that_measure():
    policy = "De gerealiseerde uitnutting van maatwerkvoorzieningen overschrijdt de geprognosticeerde budgettaire kaders significant."
    assert flesch_douma(policy) < 0


def test_both_catalogues_have_the_same_keys_and_the_same_places_to_fill_in():
    dutch, english = catalogue("nl"), catalogue("en")
    assert set(dutch) == set(english)
    for key, text in dutch.items():
        assert set(re.findall(r"\{(\w*)\}", text)) == set(re.findall(r"\{(\w*)\}", english[key])), key


def test_a_code_nobody_explained_stops_the_build():
    with pytest.raises(TextError, match=r"nl\.yml has no sentence for 'reden\.nieuw'"):
        Texts("nl")("reden.nieuw")


def test_every_code_the_warehouse_can_give_has_a_sentence():
    root = Path(__file__).parents[3] / "dbt_project/macros"
    found = {
        "reden": re.findall(r"then '(\w+)'", _macro(root, "oordeel_reden")),
        "meetreden": re.findall(r"then '(\w+)'", _macro(root, "meetkwaliteit_reden")),
        "geldreden": re.findall(r"then '(\w+)'", _macro(root, "geld_reden")),
        "kostenreden": re.findall(r"(?:then|else) '(\w+)'", _macro(root, "kostenvorm_reden")),
        "geldwoord": re.findall(r"(?:then|else) '(\w+)'", _macro(root, "geld_oordeel")),
        "normwoord": re.findall(r"(?:then|else) '(\w+)'", _macro(root, "norm_oordeel")),
        "oordeelwoord": re.findall(r"(?:then|else) '(\w+)'", _macro(root, "oordeel_code")),
    }
    for group, codes in found.items():
        assert codes, group
        for code in codes:
            assert f"{group}.{code}" in catalogue("nl")


def _macro(root: Path, name: str) -> str:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(root.glob("*.sql")))
    start = text.index("macro " + name + "(")
    return text[start : text.index("endmacro", start)]
