"""Meppel runs on national messages: use, waiting time, rejected declarations and stop reasons as planted, and back to message and line.

The generator writes planted.yml from its own draws, before koers sees a message.
"""

import hashlib
from pathlib import Path

import pytest
import yaml

from orchestration.trace import trace

SAMPLES = Path(__file__).parents[2] / "data_samples"
PLANTED = yaml.load((SAMPLES / "planted.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["contracten"]
DEFECTS = yaml.load((SAMPLES / "defects.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["fouten"]
ON_MESSAGES = {contract: truth["berichten"] for contract, truth in PLANTED.items() if "berichten" in truth}
WAITS = [(contract, year) for contract, told in ON_MESSAGES.items() for year in told["wachttijd"] if year != "alle"]
FOUND_ACROSS = [defect for defect in DEFECTS if defect["verwacht"] == "bevinding"]


def test_there_is_something_planted_in_messages():
    assert len(ON_MESSAGES) >= 3 and WAITS and FOUND_ACROSS


@pytest.mark.parametrize(("contract", "year"), WAITS)
def test_the_waiting_time_is_the_planted_one(night, contract, year):
    told = ON_MESSAGES[contract]["wachttijd"][year]
    found = night.query(
        "select starts_n, na_toewijzing_mediaan_dagen, na_toewijzing_p90_dagen, na_ingang_mediaan_dagen, na_ingang_p90_dagen "
        f"from marts.mart_wachttijd where contractnummer = '{contract}' and periode = '{year}' and productcategorie = 'alle'"
    )
    names = ("n", "mediaan", "p90", "mediaan_vanaf_ingangsdatum", "p90_vanaf_ingangsdatum")
    assert found == [pytest.approx(tuple(told[name] for name in names))]


@pytest.mark.parametrize("contract", ON_MESSAGES)
def test_everybody_of_the_messages_is_counted_once(night, contract):
    told = ON_MESSAGES[contract]
    found = night.query(
        "select count(*), count(*) filter (where einddatum is null) from intermediate.int_gebruik__trajecten "
        f"where contractnummer = '{contract}' and bron = 'berichten'"
    )
    assert found == [(told["trajecten_n"], told["lopend_n"])]


@pytest.mark.parametrize("contract", [contract for contract, told in ON_MESSAGES.items() if told["uitval"].get(2026)])
def test_who_left_early_in_2026_is_who_was_planted_to(night, contract):
    told = ON_MESSAGES[contract]["uitval"][2026]
    found = night.query(
        f"select in_noemer_n, uitval_strikt_n, uitval_ruim_n from marts.mart_uitval "
        f"where contractnummer = '{contract}' and periode = '2026' and agb_code = 'alle'"
    )
    assert found == [(told["noemer_n"], told["strikt_n"], told["breed_n"])]


@pytest.mark.parametrize("contract", [contract for contract, truth in PLANTED.items() if "aansluiting_2026" in truth])
def test_every_line_at_another_tariff_than_agreed_is_found_and_no_other(night, contract):
    found = night.query(
        "select count(*) from intermediate.int_bericht__bevindingen b join staging.stg_levering__aanbieders a using (agb_code) "
        f"where b.regel = 'TR418' and a.contractnummer = '{contract}'"
    )
    planted = PLANTED[contract]["aansluiting_2026"]["ander_tarief_regels_n"] + PLANTED[contract].get("ander_tarief_2025_n", 0)
    assert found == [(planted,)]


@pytest.mark.parametrize("defect", FOUND_ACROSS, ids=lambda defect: defect["id"])
def test_what_only_two_messages_together_show_is_a_finding_on_the_right_one(night, defect):
    digest = hashlib.sha256((SAMPLES / "inbox" / defect["bestand"]).read_bytes()).hexdigest()
    found = night.query(
        "select b.ernst, b.zin <> '' from intermediate.int_bericht__bevindingen b join meta.delivery d on d.delivery_id = b._delivery_id "
        f"where d.sha256 = '{digest}' and b.regel = '{defect['regel']}'"
    )
    assert [told for _, told in found] == [True]


@pytest.mark.parametrize(
    ("mart", "where", "least"),
    [
        ("mart_gebruik", "gemeentecode = '0119' and wet = 'Jeugdwet' and maand = '2026-08-01' and wijkcode = 'alle'", 10),
        ("mart_wachttijd", "contractnummer = 'MP-HH-2022' and periode = '2026' and productcategorie = 'alle'", 10),
        ("mart_uitval", "contractnummer = 'MP-DB-2022' and periode = '2026' and agb_code = 'alle'", 1),
        ("mart_declaraties", "contractnummer = 'MP-HH-2022' and maand = '2026-05-01'", 10),
        ("mart_declaratie_afwijzing", "contractnummer = 'MP-HH-2022' and retourcode = '0611' and maand = '2026-05-01'", 1),
    ],
)
def test_a_figure_of_meppel_leads_back_to_message_and_line(night, mart, where, least):
    ((cell_id,),) = night.query(f"select cell_id from marts.{mart} where {where} order by 1 limit 1")
    walked = trace(night.release / "koers.duckdb", mart, cell_id, limit=10_000)
    messages = {(row.delivery_id, row.row) for row in walked.sources if row.file.endswith(".xml")}
    assert sum(row >= 1 for _, row in messages) >= least  # line 0 is the message as a whole
    for delivery_id in {delivery_id for delivery_id, _ in messages}:
        (original,) = (night.var / "landing" / "berichten" / delivery_id).glob("original*")
        assert original.is_file()
