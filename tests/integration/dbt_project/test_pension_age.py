"""Work and education does not count at pension age, and the age that counts is that of the day itself.

seeds/parameter.csv: 65 until 2013, 66 until 2019, 67 until 2028. One trajectory each side of every change, named after birth and end;
measured on 13 domains at the start and at the end, of which a pensioner keeps 12. Only the year of birth is known, so age is year minus
year of birth.
"""

from datetime import date

import pytest

PENSIONER = {
    "1947-2012": True,  # 65 when 65 holds
    "1948-2013": False,  # 65 when 66 holds
    "1948-2014": True,  # 66 when 66 holds
    "1952-2018": True,  # 66 when 66 holds
    "1953-2019": False,  # 66 when 67 holds
    "1952-2019": True,  # 67 when 67 holds
    "1958-2025": True,  # 67 when 67 holds
    "1959-2025": False,  # 66 when 67 holds
}
CONTRACT = {
    "contractnummer": "K1", "contract_naam": "Proef", "wet": "Wmo", "uitvoeringsvariant": "taakgericht", "ingangsdatum": date(2010, 1, 1),
    "inkoopschaal": "lokaal", "berichten": "geen",
}  # fmt: skip
DOMAINS = (
    "Financiën", "Werk & Opleiding", "Tijdsbesteding", "Huisvesting", "Huiselijke relaties", "Geestelijke gezondheid",
    "Lichamelijke gezondheid", "Middelengebruik", "Basale ADL", "Instrumentele ADL", "Sociaal netwerk",
    "Maatschappelijke participatie", "Justitie",
)  # fmt: skip


@pytest.fixture(scope="module")
def query(new_landing, build):
    landing = new_landing()
    landing.deliver("contracten", "0119", "2025", [CONTRACT])
    trajectories, scores = [], []
    for name in PENSIONER:
        born, ended = map(int, name.split("-"))
        # The first measurement is in the year before: it stands or falls with the age at the end, like the last.
        days = {"intake": date(ended - 1, 6, 1), "eind": date(ended, 1, 1)}
        person = {"gemeentecode": "0119", "clientnummer_pseudo": f"client-{name}", "trajectnummer_pseudo": name}
        trajectories.append(
            person
            | {"contractnummer": "K1", "wet": "Wmo", "productcategorie": "02", "leveringsvorm": "zin", "reden_beeindiging_code": "19"}
            | {"wijkcode": "WK011901", "geboortejaar": born, "begindatum": days["intake"], "einddatum": days["eind"]}
        )
        scores += [
            person
            | {"zrm_versie": "2017", "meetmoment": moment, "meetdatum": day, "informant": "professional", "beoordelaar_pseudo": "m1"}
            | {"domein_naam": domain, "score": 3, "score_reden": None}
            for moment, day in days.items()
            for domain in DOMAINS
        ]
    landing.deliver("trajecten", "0119", "2025H1", trajectories)
    landing.deliver("zrm", "0119", "2025H1", scores)
    return build(landing, "int_resultaat__scores", "int_resultaat__traject", "int_meting__metingen")


def test_pension_age_is_that_of_the_day_on_which_the_trajectory_ended(query):
    names = "(select spell_id, min(trajectnummer_pseudo) as naam from intermediate.int_traject__spells group by spell_id)"
    found = query(f"select n.naam, r.is_aow, r.domeinen_n from intermediate.int_resultaat__traject as r join {names} as n using (spell_id)")
    assert {name: pensioner for name, pensioner, _ in found} == PENSIONER
    assert {name: domains for name, _, domains in found} == {name: 12 if pensioner else 13 for name, pensioner in PENSIONER.items()}


def test_rows_and_measurements_follow_the_same_rule(query):
    # Two rows of every pensioner; of the others all 26 stay.
    found = query("select count(*) from intermediate.int_resultaat__scores where uitsluitreden = 'aow_leeftijd'")
    assert found == [(2 * sum(PENSIONER.values()),)]
    # First measurements: the day itself decides too, but a pensioner at the end is one at the start as well.
    assert query("select sum(intake_n) from intermediate.int_meting__metingen") == [(12 * 5 + 13 * 3,)]
