"""A night over the national messages and nothing else: a release, with exactly the findings that are known."""

from datetime import date

from orchestration.release import verify

EMPTY_ON_MESSAGES_ALONE = ("mart_contract", "mart_resultaat", "mart_resultaat_contract", "mart_effect_en_budget", "mart_oordeel")
# Reference §5.7, of the messages that are here: JW325 returns C where D was submitted (TR367) and a line of 140.00 for 16 × 15.00 (TR346);
# the second product of WMO307 begins on another day than WMO305 said (TR382). Nothing else is wrong with them.
AT_THE_DOOR = [("berichten__2023M05", "TR346", 2, "waarschuwing"), ("berichten__2023M05", "TR367", None, "waarschuwing")]
ACROSS_MESSAGES = [("berichten__2025M07", "TR382", 2, "fout", "berichten__2025M04", 2)]


def test_the_national_declaration_yields_four_lines_and_580_euros(messages_night):
    where = "where berichttype = '323' and wet = 'Wmo'"
    (message,) = messages_night.query(f"select identificatie, n_regels from landing.bericht {where}", messages_night.made)
    assert message[1] == 4
    sums = "select count(*), sum(bedrag_cent) from landing.declaratieregel"
    assert messages_night.query(sums, messages_night.made) == [(4, 58000)]
    assert messages_night.query("select totaal_cent from landing.declaratie", messages_night.made) == [(58000,)]


def test_messages_alone_also_make_a_release_with_empty_marts_that_are_there(messages_night):
    assert verify(messages_night.made) == []
    for mart in EMPTY_ON_MESSAGES_ALONE:
        assert messages_night.query(f"select count(*) from marts.{mart}", messages_night.made) == [(0,)]
    assert messages_night.query("select count(*) > 0 from marts.mart_aansluiting", messages_night.made) == [(True,)]
    assert (messages_night.made / "site/index.html").is_file()


def test_a_night_over_the_national_messages_gives_exactly_the_findings_that_are_known(messages_night):
    door = "select substr(_delivery_id, 1, 18), regel, _source_row, ernst from quarantine.bevinding order by regel"
    across = """
        select substr(f._delivery_id, 1, 18), f.regel, e._source_row, f.ernst, substr(s._delivery_id, 1, 18), s._source_row
        from intermediate.int_bericht__bevindingen f
        left join landing.levering_stop e using (_row_id) left join landing.levering_start s on s._row_id = f.tegenover_row_id
    """
    assert messages_night.query(door, messages_night.made) == AT_THE_DOOR
    assert messages_night.query(across, messages_night.made) == ACROSS_MESSAGES
    assert messages_night.query("select regel, bevindingen_n from marts.mart_berichtbevinding", messages_night.made) == [("TR382", 1)]


def test_every_line_of_the_national_messages_is_counted_or_has_a_reason(messages_night):
    posts = "select post, cast(sum(rijen_n) as integer) from marts.mart_aansluiting group by post order by post"
    assert messages_night.query(posts, messages_night.made) == [
        ("geleverd", 18),
        ("geteld", 9),
        ("uitgesloten:alleen_controle", 6),
        ("uitgesloten:declaratie_onbekend", 3),
    ]


def test_the_national_start_and_stop_become_two_trajectories_that_ended(messages_night):
    """The orphan stop ends the care it names, though its begin date is another one."""
    sql = "select begindatum, einddatum, klasse, len(_row_ids) from intermediate.int_toewijzing__trajecten order by begindatum"
    end = (date(2025, 7, 18), "verhuizing_extern", 2)
    assert messages_night.query(sql, messages_night.made) == [(date(2025, 4, 3), *end), (date(2025, 4, 4), *end)]
