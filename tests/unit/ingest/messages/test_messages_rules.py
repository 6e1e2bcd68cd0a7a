"""Every rule of a 323: one message that keeps it and one that breaks it. A line that breaks a rule is set aside, the others count."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_samples.bericht import write_323
from ingest.messages.message import read_message
from ingest.messages.rules import euro, from_hour_tariff, years_before


@pytest.fixture
def judged(tmp_path, declaratie, settings):
    """Rules broken by a message of these lines: {(rule, ernst, nummer)}, with the numbers set aside."""

    def judge(regels, **header):
        path = write_323(tmp_path / "x.xml", "Wmo", replace(declaratie, **header), regels)
        reading = read_message(path, settings)
        frame = reading.problems.frame("x.xml")
        assert frame["zin"].str.contains("x.xml").all() and frame["zin"].str.ends_with(".").all()
        broken = set(frame.select("regel", "_source_row").iter_rows())
        return broken, reading

    return judge


def test_the_good_message_breaks_no_rule(judged, regels):
    broken, reading = judged(regels)
    assert broken == set()
    assert [line.nummer for line in reading.content.lines] == [1, 2, 3, 4]
    assert reading.content.bedrag_cent == 5000 + 6667 + 1013 - 2500


GOOD = {
    "TR346 hours": {},
    "TR346 half up": {"eenheid": "01", "volume": 3, "tarief_cent": 101, "bedrag_cent": 303},
    "TR346 from an hour tariff of 60.30": {"eenheid": "01", "volume": 3, "tarief_cent": 101, "bedrag_cent": 302},
    "CD087 and CS339 euros": {"eenheid": "83", "volume": 5000, "tarief_cent": None},
    "CS337 part of a month": {"begin": date(2025, 3, 12), "eind": date(2025, 3, 12)},
    "TR319 an earlier month": {"begin": date(2024, 12, 1), "eind": date(2024, 12, 31)},
    "CS100 the first day": {"begin": date(2021, 1, 1), "eind": date(2021, 1, 31)},
    "CD060 a credit that names its debit": {"credit": True, "vorige_referentie": "R0"},
    "CS325 zero and debit": {"volume": 0, "bedrag_cent": 0},
}
BAD = {
    "TR346": {"bedrag_cent": 5001},
    "TR346 minutes": {"eenheid": "01", "volume": 600, "tarief_cent": 100, "bedrag_cent": 60_300},
    "CS339": {"eenheid": "83", "volume": 4999, "tarief_cent": None},
    "CD087": {"eenheid": "83", "volume": 5000},
    "CD087 absent": {"tarief_cent": None},
    "CS337": {"begin": date(2025, 2, 15), "eind": date(2025, 3, 14)},
    "CS337 backwards": {"begin": date(2025, 3, 14), "eind": date(2025, 3, 1)},
    "CS100": {"begin": date(2020, 12, 1), "eind": date(2020, 12, 31)},
    "TR319": {"begin": date(2025, 4, 1), "eind": date(2025, 4, 30)},
    "CD060": {"credit": True},
    "CD060 debit": {"vorige_referentie": "R0"},
    "CS325": {"volume": 0, "bedrag_cent": 0, "credit": True, "vorige_referentie": "R0"},
}


@pytest.mark.parametrize("change", GOOD.values(), ids=GOOD.keys())
def test_a_line_that_keeps_the_rule_counts(judged, regel, change):
    broken, reading = judged([replace(regel, **change)])
    assert broken == set() and len(reading.content.lines) == 1


@pytest.mark.parametrize(("name", "change"), BAD.items(), ids=BAD.keys())
def test_a_line_that_breaks_the_rule_is_set_aside_and_its_neighbour_counts(judged, regel, name, change):
    other = replace(regel, referentie="R2", toewijzing="2002")
    broken, reading = judged([replace(regel, **change), other])
    assert broken == {(name.split()[0], 1)}
    assert [line.nummer for line in reading.content.set_aside] == [1]
    assert [line.nummer for line in reading.content.lines] == [2]


def test_tr335_a_period_of_more_than_five_years_ago_is_too_late(judged, regel):
    late = {"begin": date(2026, 4, 1), "eind": date(2026, 4, 30), "dagtekening": date(2026, 5, 31)}
    old = replace(regel, begin=date(2021, 5, 1), eind=date(2021, 5, 31))
    assert judged([old], **late)[0] == set()
    assert judged([replace(old, begin=date(2021, 4, 1), eind=date(2021, 4, 30))], **late)[0] == {("TR335", 1)}


def test_five_years_before_leap_day_is_the_28th():
    assert years_before(date(2028, 2, 29), 5) == date(2023, 2, 28)
    assert years_before(date(2028, 2, 28), 4) == date(2024, 2, 28)


@given(st.integers(1, 20_000), st.integers(1, 60_000))
def test_every_hour_tariff_in_whole_cents_passes_for_any_number_of_minutes(minutes: int, hour_tariff: int):
    per_minute = (2 * hour_tariff + 60) // 120
    assert from_hour_tariff(minutes, per_minute, (2 * hour_tariff * minutes + 60) // 120)


@given(st.integers(0, 200), st.integers(0, 12), st.integers(0, 3000))
def test_the_hour_tariff_formula_equals_trying_every_hour_tariff(minutes: int, per_minute: int, bedrag: int):
    tariffs = [u for u in range(60 * 13) if (2 * u + 60) // 120 == per_minute]
    tried = any((2 * u * minutes + 60) // 120 == bedrag for u in tariffs)
    assert from_hour_tariff(minutes, per_minute, bedrag) == tried


def test_amounts_are_written_as_people_read_them():
    assert [euro(cent) for cent in (0, 5, 58_000, 123_456_789, -2500)] == ["€ 0,00", "€ 0,05", "€ 580,00", "€ 1.234.567,89", "−€ 25,00"]


class TestContradictions:
    """Lines that contradict each other are all set aside, whichever came first."""

    def test_tr314_a_reference_number_twice(self, judged, regels):
        regels[2] = replace(regels[2], referentie="R1")
        broken, reading = judged(regels)
        assert broken == {("TR314", 1), ("TR314", 3)}
        assert [line.nummer for line in reading.content.lines] == [2, 4]

    def test_tr315_a_line_credited_twice(self, judged, regels):
        regels.append(replace(regels[3], referentie="R5"))
        assert judged(regels)[0] == {("TR315", 4), ("TR315", 5)}

    def test_tr316_a_line_credited_in_the_message_that_declares_it(self, judged, regels):
        regels[3] = replace(regels[3], vorige_referentie="R1")
        assert judged(regels)[0] == {("TR316", 1), ("TR316", 4)}

    def test_tr416_two_debits_for_one_allocation_product_and_period(self, judged, regels):
        regels.insert(1, replace(regels[0], referentie="R9"))
        assert judged(regels)[0] == {("TR416", 1), ("TR416", 2)}

    def test_tr416_a_credit_and_a_new_debit_are_fine(self, judged, regels):
        regels.insert(1, replace(regels[0], referentie="R9", credit=True, vorige_referentie="R8"))
        assert judged(regels)[0] == set()

    def test_tr304_one_allocation_on_two_persons(self, judged, regels):
        regels[2] = replace(regels[2], toewijzing="02001")
        broken, reading = judged(regels)
        assert broken == {("TR304", 1), ("TR304", 3)}
        assert [line.nummer for line in reading.content.set_aside] == [1, 3]

    def test_the_sum_in_quarantine_and_the_accepted_sum_make_the_total(self, judged, regels):
        regels[2] = replace(regels[2], referentie="R1")
        content = judged(regels)[1].content
        parts = [sum(line.bedrag_cent for line in lines) for lines in (content.lines, content.set_aside)]
        assert parts == [4167, 6013] and sum(parts) == content.bedrag_cent


class TestTheDeclarationAsAWhole:
    """What makes every line doubtful refuses the message."""

    @pytest.mark.parametrize("totaal", [10_179, 10_181, -10_180, 0])
    def test_tr358_a_total_that_is_not_the_sum_refuses_the_message(self, judged, regels, totaal):
        broken, reading = judged(regels, totaal_cent=totaal)
        assert broken == {("TR358", None)}
        assert reading.problems.refused

    def test_tr358_names_both_amounts_and_the_difference(self, judged, regels):
        reason = judged(regels, totaal_cent=10_181)[1].problems.reason("x.xml")
        assert reason == (
            "x.xml: het totaal is € 101,81, maar de regels tellen op tot € 101,80 (verschil € 0,01). "
            "Vraag de aanbieder om een declaratie waarvan het totaal klopt."
        )

    def test_tr358_a_month_that_is_credit_on_balance_is_c(self, judged, regels):
        broken, reading = judged(regels[3:])
        assert broken == set() and reading.content.rows["declaratie"]["totaal_cent"] == -2500

    def test_tr358_counts_lines_in_quarantine_too(self, judged, regels):
        broken, reading = judged([replace(regels[0], begin=date(2025, 2, 1)), *regels[1:]])
        assert broken == {("CS337", 1)} and not reading.problems.refused

    def test_cs325_a_total_of_zero_with_c_is_a_warning(self, tmp_path, declaratie, regel, settings):
        debit, credit = regel, replace(regel, referentie="R2", toewijzing="2", credit=True, vorige_referentie="R0")
        path = write_323(tmp_path / "nul.xml", "Wmo", declaratie, [debit, credit])
        text = path.read_text(encoding="utf-8")
        assert read_message(path, settings).problems.frame("x").is_empty()
        path.write_text(
            text.replace("<iwmo:DebetCredit>D</iwmo:DebetCredit></wmo323:Totaal", "<iwmo:DebetCredit>C</iwmo:DebetCredit></wmo323:Totaal")
        )
        frame = read_message(path, settings).problems.frame("x")
        assert frame.select("regel", "ernst").rows() == [("CS325", "waarschuwing")]

    @pytest.mark.parametrize(
        ("header", "rule"),
        [
            ({"eind": date(2025, 4, 30)}, "CS340"),
            ({"begin": date(2025, 2, 1)}, "CS340"),
            ({"begin": date(2025, 3, 2)}, "CS340"),
            ({"dagtekening": date(2025, 2, 28)}, "TR134"),
        ],
    )
    def test_a_wrong_period_or_date_refuses_the_message(self, judged, regels, header, rule):
        broken, reading = judged(regels, **header)
        assert broken == {(rule, None)} and reading.problems.refused

    def test_cs100_declarations_begin_in_2021(self, judged, regel):
        december = {"begin": date(2020, 12, 1), "eind": date(2020, 12, 31)}
        assert ("CS100", None) in judged([replace(regel, **december)], **december)[0]

    def test_tr135_a_date_in_the_future_is_a_warning_because_it_depends_on_the_clock(self, judged, regels):
        broken, reading = judged(regels, dagtekening=date(2026, 7, 1))
        assert broken == {("TR135", None)} and not reading.problems.refused and len(reading.content.lines) == 4

    def test_a_declaration_without_lines_is_refused(self, judged):
        broken, reading = judged([])
        assert broken == {("XSD", None)} and reading.problems.refused


class TestBsn:
    def bsn(self, bericht_323, spoil, settings, bsn):
        reading = read_message(spoil(bericht_323, "999900006", bsn), settings)
        return reading.problems.frame("x.xml")["regel"].to_list(), reading.problems.reason("x.xml") or ""

    @pytest.mark.parametrize("bsn", ["999900007", "000000000", "123456789"])
    def test_cs002_a_bsn_that_cannot_exist_refuses_the_message_without_showing_it(self, bericht_323, spoil, settings, bsn):
        rules, reason = self.bsn(bericht_323, spoil, settings, bsn)
        assert rules == ["CS002"] and "elfproef" in reason and bsn not in reason

    def test_the_demonstration_key_refuses_a_bsn_that_may_be_real(self, bericht_323, spoil, settings):
        rules, reason = self.bsn(bericht_323, spoil, settings, "123456782")
        assert rules == ["demosleutel"] and "123456782" not in reason

    def test_with_a_key_of_ones_own_any_bsn_that_passes_is_read(self, bericht_323, spoil, settings):
        own = settings.model_copy(update={"is_demo_key": False})
        assert self.bsn(bericht_323, spoil, own, "123456782") == ([], "")

    @pytest.mark.parametrize("place", ["<iwmo:Identificatie>M2503A<", "<wmo323:DeclaratieNummer>D2503<"])
    def test_a_bsn_used_as_a_name_of_the_message_refuses_it(self, bericht_323, spoil, settings, place):
        tag = place.partition(">")[0]
        reading = read_message(spoil(bericht_323, place, f"{tag}>A999900006<"), settings)
        assert reading.problems.frame("x")["regel"].to_list() == ["privacy"]
