"""The state that follows from messages: which allocations exist, what was delivered from when to when, and what is one trajectory.

Every case is a handful of landing rows through the real models. Rules: reference.md §5.4 and §3.4.
"""

from datetime import date, timedelta
from typing import Any

import pytest

D = date
START, STOP = D(2025, 1, 10), D(2025, 6, 30)
ALLOCATION = "select versies_n, volume, einddatum, is_bestaand, reden_niet_bestaand, contractnummer from intermediate.int_toewijzing__stand"
SPELLS = """
    select begindatum, einddatum, reden_beeindiging_code, klasse, onderbrekingen_n, is_start_gemeld
    from intermediate.int_levering__perioden order by begindatum, levering_id
"""
TRAJECTORIES = """
    select begindatum, einddatum, reden_beeindiging_code, toewijzingen_n
    from intermediate.int_toewijzing__trajecten order by begindatum, traject_id
"""


@pytest.fixture
def post(new_post):
    return new_post()


@pytest.fixture
def ask(memory, post):
    def run(sql: str, **changes: tuple[str, str]) -> list[tuple[Any, ...]]:
        memory.build(post.rows, {f"intermediate.{name}": change for name, change in changes.items()}, wanted=sql)
        return memory.ask(sql)

    return run


def test_the_latest_version_of_an_allocation_counts_whatever_came_last(post, ask):
    post.send("301", D(2025, 3, 1), {"toewijzingsdatum": D(2025, 3, 1), "toewijzingstijd": "09:00:00", "volume": 3})
    post.send("301", D(2025, 3, 1), {"toewijzingsdatum": D(2025, 3, 1), "toewijzingstijd": "10:00:00", "volume": 2})
    post.send("301", D(2025, 4, 1), {"toewijzingsdatum": D(2025, 1, 1), "toewijzingstijd": "23:59:59", "volume": 9})
    assert ask(ALLOCATION) == [(3, 2, None, True, None, "geen")]


def test_versions_of_the_same_moment_are_chosen_by_content_and_a_deletion_wins(post, new_post, ask):
    same = {"toewijzingsdatum": D(2025, 3, 1), "einddatum": D(2025, 1, 1)}
    post.send("301", D(2025, 3, 1), {**same, "reden_wijziging": "13", "volume": 1}).send("301", D(2025, 3, 2), {**same, "volume": 9})
    assert ask(ALLOCATION) == [(1, 1, D(2025, 1, 1), False, "verwijderd", "geen")]


@pytest.mark.parametrize(
    ("reason", "end", "exists", "why"),
    [
        ("13", D(2025, 1, 1), False, "verwijderd"),
        ("01", D(2025, 1, 1), False, "administratieve_correctie"),
        ("01", D(2025, 1, 2), True, None),
        ("07", D(2025, 1, 1), True, None),
    ],
)
def test_an_allocation_that_was_deleted_never_existed(post, ask, reason, end, exists, why):
    post.send("301", D(2025, 3, 1), {"reden_wijziging": reason, "einddatum": end})
    assert ask(ALLOCATION) == [(1, None, end, exists, why, "geen")]


def test_the_number_of_an_allocation_is_unique_per_municipality_and_law_only(post, ask):
    post.send("301", D(2025, 1, 1), {}).send("301", D(2025, 1, 1), {}, gemeentecode="0484").send("301", D(2025, 1, 1), {}, wet="Jeugdwet")
    assert ask("select count(*) from intermediate.int_toewijzing__stand") == [(3,)]


def test_the_contract_is_the_only_one_of_the_provider_that_promises_allocations(post, ask):
    post.contract("K0", "geen").contract("K1", "301, 305").send("301", D(2025, 1, 1), {})
    assert [row[-1] for row in ask(ALLOCATION)] == ["K1"]
    post.contract("K2", "301")
    assert [row[-1] for row in ask(ALLOCATION)] == ["geen"]


def test_a_message_rejected_by_its_retour_makes_no_state(post, ask):
    post.send("305", D(2025, 1, 12), {}, identificatie="B1")
    assert len(ask(SPELLS)) == 1
    post.send("306", D(2025, 1, 13), {"beantwoord_berichttype": "305", "beantwoord_identificatie": "B1", "header_retourcodes": "0200"})
    assert len(ask(SPELLS)) == 1
    post.send("306", D(2025, 1, 14), {"beantwoord_berichttype": "305", "beantwoord_identificatie": "B1", "header_retourcodes": "0001"})
    assert ask(SPELLS) == []


def test_a_spell_runs_from_start_to_definitive_stop(post, ask):
    post.send("305", D(2025, 1, 12), {})
    assert ask(SPELLS) == [(START, None, None, None, 0, True)]
    post.send("307", D(2025, 7, 1), {})
    assert ask(SPELLS) == [(START, STOP, "19", "volgens_plan", 0, True)]


@pytest.mark.parametrize(
    ("reports", "deletions", "exists"),
    [([12], [], 1), ([12], [13], 0), ([12], [12], 0), ([14], [13], 1), ([12, 15], [14], 1), ([12, 14], [14], 0), ([], [12], 0)],
)
def test_a_deletion_takes_away_what_was_reported_until_that_day(post, ask, reports, deletions, exists):
    """By Dagtekening, not by arrival; on the same day the deletion wins."""
    for day in deletions:
        post.send("305", D(2025, 1, day), {"status_aanlevering": "3"})
    for day in reports:
        post.send("305", D(2025, 1, day), {})
    assert len(ask(SPELLS)) == exists


def test_a_deleted_stop_leaves_the_spell_running_and_the_first_report_is_the_one_that_counts(post, ask):
    post.send("305", D(2025, 1, 12), {}).send("305", D(2025, 1, 20), {})
    post.send("307", D(2025, 7, 1), {}).send("307", D(2025, 7, 2), {"status_aanlevering": "3"})
    assert ask(SPELLS) == [(START, None, None, None, 0, True)]
    assert ask("select start_dagtekening, stop_dagtekening from intermediate.int_levering__perioden") == [(D(2025, 1, 12), None)]


TEMPORARY = {"reden_beeindiging_code": "20", "einddatum": D(2025, 3, 1)}
AGAIN = {"begindatum": D(2025, 4, 1)}


def test_a_temporary_stop_is_no_end_and_a_definitive_stop_may_follow_without_a_new_start(post, ask):
    post.send("305", D(2025, 1, 12), {}).send("307", D(2025, 3, 2), TEMPORARY)
    assert ask(SPELLS) == [(START, None, None, None, 1, True)]
    post.send("307", D(2025, 7, 1), {})
    assert ask(SPELLS) == [(START, STOP, "19", "volgens_plan", 1, True)]


def test_a_restart_after_a_temporary_stop_continues_the_spell(post, ask):
    post.send("305", D(2025, 1, 12), {}).send("307", D(2025, 3, 2), TEMPORARY).send("305", D(2025, 4, 2), AGAIN)
    assert ask(SPELLS) == [(START, None, None, None, 1, True)]
    post.send("307", D(2025, 7, 1), AGAIN)
    assert ask(SPELLS) == [(START, STOP, "19", "volgens_plan", 1, True)]


def test_a_definitive_stop_on_the_first_begin_ends_a_restarted_spell_too(post, ask):
    post.send("305", D(2025, 1, 12), {}).send("307", D(2025, 3, 2), TEMPORARY).send("305", D(2025, 4, 2), AGAIN)
    post.send("307", D(2025, 7, 1), {})
    assert ask(SPELLS) == [(START, STOP, "19", "volgens_plan", 1, True)]


@pytest.mark.parametrize("begin", [STOP, STOP + timedelta(days=40)])
def test_a_restart_after_a_definitive_stop_is_a_new_spell_of_the_same_trajectory(post, ask, begin):
    post.send("305", D(2025, 1, 12), {}).send("307", D(2025, 7, 1), {}).send("305", D(2025, 9, 1), {"begindatum": begin})
    assert [row[:2] for row in ask(SPELLS)] == [(START, STOP), (begin, None)]
    assert ask(TRAJECTORIES) == [(START, None, None, 1)]


def test_of_two_definitive_stops_the_one_reported_last_counts(post, ask):
    post.send("305", D(2025, 1, 12), {})
    post.send("307", D(2025, 7, 20), {"einddatum": D(2025, 5, 31), "reden_beeindiging_code": "21"}).send("307", D(2025, 7, 1), {})
    assert [row[1:3] for row in ask(SPELLS)] == [(D(2025, 5, 31), "21")]


def test_a_stop_without_start_still_gives_a_spell(post, ask):
    post.send("307", D(2025, 7, 1), {})
    assert ask(SPELLS) == [(START, STOP, "19", "volgens_plan", 0, False)]
    assert ask("select start_dagtekening from intermediate.int_levering__perioden") == [(None,)]


TASK = {"toewijzing_pseudo": None, "toewijzing_ingangsdatum": None}


def test_under_a_task_contract_product_and_begin_date_are_the_key(post, ask):
    post.contract("TAAK", "305, 307")
    post.send("305", D(2025, 1, 12), TASK, {**TASK, "productcode": "02A02"}, {**TASK, "bsn_pseudo": "p2"})
    post.send("307", D(2025, 7, 1), TASK)
    assert [row[1] for row in ask(SPELLS)].count(STOP) == 1 and len(ask(SPELLS)) == 3
    assert ask("select distinct toewijzing_id, contractnummer from intermediate.int_levering__perioden") == [(None, "TAAK")]


@pytest.mark.parametrize(("wet", "klasse", "noemer"), [("Wmo", "verhuizing_extern", False), ("Jeugdwet", "volgens_plan", True)])
def test_reason_31_means_opposite_things_in_the_two_laws(post, ask, wet, klasse, noemer):
    post.send("305", D(2025, 1, 12), {}, wet=wet).send("307", D(2025, 7, 1), {"reden_beeindiging_code": "31"}, wet=wet)
    assert ask("select klasse, telt_als_einde, telt_in_noemer_uitval from intermediate.int_toewijzing__trajecten") == [
        (klasse, True, noemer)
    ]


def successor(post, gap: int, reason: str, second: str | None = None, **other: Any) -> None:
    """Two allocations of one person: t1 stops with `reason`, t2 begins `gap` days after that and stops with `second`."""
    begin = STOP + timedelta(days=gap)
    later = {"toewijzing_pseudo": "t2", "begindatum": begin, **other}
    post.send("305", D(2025, 1, 12), {}).send("307", D(2025, 7, 1), {"reden_beeindiging_code": reason}).send("305", begin, later)
    if second:
        stop = {"einddatum": D(2025, 12, 1), "reden_beeindiging_code": second}
        post.send("307", D(2025, 12, 1), {**later, **stop})


@pytest.mark.parametrize(
    ("gap", "reason", "second", "other", "trajectories"),
    [
        (1, "37", None, {}, 1),  # changed on request: no end
        (3, "37", None, {}, 1),
        (4, "37", None, {}, 2),  # too far
        (-3, "37", None, {}, 1),
        (1, "19", None, {}, 2),  # a real end
        (1, "19", "19", {}, 1),  # the same reason twice (CBS)
        (1, "19", "21", {}, 2),
        (1, "37", None, {"productcategorie": "07"}, 2),
        (1, "37", None, {"bsn_pseudo": "p2"}, 2),
    ],
)
def test_allocations_that_adjoin_are_one_trajectory(post, ask, gap, reason, second, other, trajectories):
    successor(post, gap, reason, second, **other)
    found = ask(TRAJECTORIES)
    assert len(found) == trajectories
    assert found[0][0] == START and sum(row[3] for row in found) == 2


def test_products_side_by_side_keep_their_own_successor(post, ask):
    """t1 and t3 run together; t2 follows t1 and not t3, though t3 began last."""
    successor(post, 1, "37")
    post.send("305", D(2025, 3, 2), {"toewijzing_pseudo": "t3", "begindatum": D(2025, 3, 1)})
    assert ask(TRAJECTORIES) == [(START, None, None, 2), (D(2025, 3, 1), None, None, 1)]


def test_a_long_chain_of_allocations_is_one_trajectory_and_its_rows_are_all_there(post, ask):
    for number in range(12):
        begin = D(2025, 1, 1) + timedelta(days=10 * number)
        of = {"toewijzing_pseudo": f"t{number}", "begindatum": begin}
        post.send("301", begin, {"toewijzing_pseudo": f"t{number}", "ingangsdatum": begin}).send("305", begin, of)
        post.send("307", begin, {**of, "einddatum": begin + timedelta(days=9), "reden_beeindiging_code": "37"})
    rows = "select toewijzingen_n, len(_row_ids), begindatum, einddatum from intermediate.int_toewijzing__trajecten"
    assert ask(rows) == [(12, 36, D(2025, 1, 1), D(2025, 4, 30))]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (lambda p: p.send("301", D(2025, 1, 2), {}).send("301", D(2025, 1, 3), {}), ["", "dubbel"]),
        (lambda p: p.send("301", D(2025, 1, 2), {}, {"toewijzingsdatum": D(2024, 1, 1)}), ["", "vervallen_versie"]),
        (lambda p: p.send("301", D(2025, 1, 2), {"reden_wijziging": "13", "einddatum": D(2025, 1, 1)}), ["nooit_bestaan"]),
        (lambda p: p.send("305", D(2025, 1, 12), {}).send("305", D(2025, 1, 13), {}), ["", "dubbel"]),
        (
            lambda p: p.send("305", D(2025, 1, 12), {}).send("305", D(2025, 1, 13), {"status_aanlevering": "3"}),
            ["verwijderd", "verwijdering"],
        ),
        (
            lambda p: p.send("307", D(2025, 7, 1), {}).send("307", D(2025, 7, 2), {"status_aanlevering": "3"}).send(
                "307", D(2025, 7, 3), {}
            ),
            ["", "verwijderd", "verwijdering"],
        ),
        (lambda p: p.send("315", D(2025, 1, 2), {}).send("319", D(2025, 1, 2), {}), ["alleen_controle", "alleen_controle"]),
        (
            lambda p: p.send("305", D(2025, 1, 12), {}, identificatie="B1").send(
                "306", D(2025, 1, 14),
                {"beantwoord_berichttype": "305", "beantwoord_identificatie": "B1", "header_retourcodes": "0001", "n_regels": 0},
            ),
            ["bericht_afgekeurd"],
        ),
    ],
)  # fmt: skip
def test_every_row_is_counted_or_has_a_reason(post, ask, sent, expected):
    sent(post)
    assert sorted(row[0] for row in ask("select reden from intermediate.int_aansluiting__zorgrijen")) == expected
