"""The 325: only rejected lines come back, so a 325 is usable as a whole or refused, and never loses a line to quarantine."""

from dataclasses import replace
from datetime import date

import pytest

from data_samples.bericht import write_325
from ingest.messages.message import read_message


@pytest.fixture
def judged(tmp_path, antwoord, settings):
    def judge(afgewezen, **header):
        path = write_325(tmp_path / "a.xml", "Wmo", replace(antwoord, **header), afgewezen)
        reading = read_message(path, settings)
        frame = reading.problems.frame("a.xml")
        return set(frame.select("regel", "_source_row", "ernst").iter_rows()), reading

    return judge


@pytest.fixture
def afgewezen(regel):
    """One rejected line of 5,000 cents: just what the answer of the fixtures leaves out."""
    return replace(regel, retourcodes=("9307", "9308"))


def test_a_good_answer_lands_with_its_totals_codes_and_rejected_lines(judged, afgewezen):
    broken, reading = judged([afgewezen])
    assert broken == set()
    assert reading.content.rows["declaratieantwoord"] == {
        "declaratie_identificatie": "M2503A",
        "declaratienummer": "D2503",
        "totaal_ingediend_cent": 58_000,
        "totaal_toegekend_cent": 53_000,
        "header_retourcodes": "0200",
        "antwoord_retourcodes": "0200",
        "n_regels": 1,
    }
    assert [(line.bedrag_cent, line.retourcodes) for line in reading.content.lines] == [(5000, ("9307", "9308"))]


def test_a_fully_awarded_declaration_has_no_lines(judged):
    broken, reading = judged([], toegekend_cent=58_000, antwoord_retourcodes=("8001",))
    assert broken == set() and reading.content.lines == []


def test_a_declaration_rejected_as_a_whole_has_nothing_awarded_and_no_lines(judged):
    assert judged([], toegekend_cent=0, antwoord_retourcodes=("9333",))[0] == set()


def test_an_answer_with_a_header_only_says_why_in_the_header(judged):
    broken, reading = judged([], antwoord=False, header_retourcodes=("0001",))
    assert broken == set()
    assert reading.content.rows["declaratieantwoord"]["header_retourcodes"] == "0001"
    assert reading.content.rows["declaratieantwoord"]["totaal_toegekend_cent"] is None


@pytest.mark.parametrize("codes", [("0200",), ()])
def test_iv087_an_answer_that_says_nothing_is_refused(judged, codes):
    broken, reading = judged([], antwoord=False, header_retourcodes=codes)
    assert broken == {("IV087", None, "fout")} and reading.problems.refused


@pytest.mark.parametrize("toegekend", [52_999, 53_001, 58_000, 0])
def test_tr342_totals_that_the_rejected_lines_do_not_explain_refuse_the_answer(judged, afgewezen, toegekend):
    broken, reading = judged([afgewezen], toegekend_cent=toegekend)
    assert broken == {("TR342", None, "fout")} and reading.problems.refused


@pytest.mark.parametrize("change", [{"toegekend_cent": 1}, {"toegekend_cent": 53_000}])
def test_tr342_rejected_as_a_whole_but_with_money_is_refused(judged, change):
    assert judged([], antwoord_retourcodes=("9333",), **change)[0] == {("TR342", None, "fout")}


def test_tr342_rejected_as_a_whole_but_with_lines_is_refused(judged, afgewezen):
    broken, _ = judged([afgewezen], ingediend_cent=5000, toegekend_cent=0, antwoord_retourcodes=("9333",))
    assert broken == {("TR342", None, "fout")}


def test_tr342_credits_count_with_their_sign(judged, afgewezen):
    credit = replace(afgewezen, referentie="R2", bedrag_cent=2500, volume=2, credit=True, vorige_referentie="R0")
    assert judged([afgewezen, credit], toegekend_cent=55_500)[0] == set()


class TestWhatIsOddButUsable:
    """Warnings: nothing is set aside, because an absent line would count as accepted."""

    def usable(self, reading, n):
        return not reading.problems.refused and len(reading.content.lines) == n and reading.content.set_aside == []

    def test_a_total_marked_credit(self, judged, afgewezen):
        credit = replace(afgewezen, credit=True, vorige_referentie="R0")
        broken, reading = judged([credit], ingediend_cent=-58_000, toegekend_cent=-53_000)
        assert broken == {("TR367", None, "waarschuwing")} and self.usable(reading, 1)

    def test_a_line_that_is_not_volume_times_tariff(self, judged, afgewezen):
        broken, reading = judged([replace(afgewezen, volume=5)])
        assert broken == {("TR346", 1, "waarschuwing")} and self.usable(reading, 1)

    @pytest.mark.parametrize("code", ["9346", "0611"])
    def test_but_not_when_it_was_rejected_for_its_amount_or_tariff(self, judged, afgewezen, code):
        assert judged([replace(afgewezen, volume=5, retourcodes=(code,))])[0] == set()

    @pytest.mark.parametrize("codes", [(), ("0200",)])
    def test_a_line_without_a_rejecting_code(self, judged, afgewezen, codes):
        broken, reading = judged([replace(afgewezen, retourcodes=codes)])
        assert broken == {("TR342", 1, "waarschuwing")} and self.usable(reading, 1)

    def test_a_debit_that_names_an_earlier_line(self, judged, afgewezen):
        broken, reading = judged([replace(afgewezen, vorige_referentie="R0")])
        assert broken == {("CD060", 1, "waarschuwing")} and self.usable(reading, 1)

    def test_code_8001_with_lines(self, judged, afgewezen):
        broken, reading = judged([afgewezen], antwoord_retourcodes=("8001",))
        assert broken == {("IV087", None, "waarschuwing")} and self.usable(reading, 1)

    def test_zero_marked_credit(self, judged, afgewezen):
        nul = replace(afgewezen, referentie="R2", volume=0, bedrag_cent=0, credit=True, vorige_referentie="R0")
        broken, reading = judged([afgewezen, nul])
        assert broken == {("CS325", None, "waarschuwing")} and self.usable(reading, 2)


def test_a_line_that_was_not_judged_gets_the_code_of_its_client(judged, afgewezen):
    lines = [replace(afgewezen, retourcodes=("0233",)), replace(afgewezen, referentie="R2", retourcodes=("9307",))]
    reading = judged(lines, toegekend_cent=48_000, client_retourcodes=("8187",))[1]
    assert [line.retourcodes for line in reading.content.lines] == [("0233", "8187"), ("9307",)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "<wmo325:RetourCodes><wmo325:RetourCode>9307</wmo325:RetourCode>",
            "<wmo325:RetourCodes><wmo325:RetourCode>zie brief</wmo325:RetourCode>",
        ),
        ("<iwmo:TotaalBedrag>53000<", "<iwmo:TotaalBedrag>530,00<"),
        ("<wmo325:DeclaratieNummer>D2503</wmo325:DeclaratieNummer>", ""),
        ("<iwmo:Identificatie>M2503A</iwmo:Identificatie>", ""),
        ("<wmo325:BerichtCode>485<", "<wmo325:BerichtCode>484<"),
    ],
    ids=["code is text", "amount with comma", "no declaration number", "no declaration identification", "code of a 323"],
)
def test_an_answer_that_does_not_fit_the_schema_is_refused(bericht_325, spoil, settings, old, new):
    reading = read_message(spoil(bericht_325, old, new), settings)
    assert reading.problems.refused
    assert "zie brief" not in str(reading.problems.frame("a.xml").to_dicts())


def test_codes_are_read_wherever_they_stand_under_their_class(bericht_325, spoil, settings):
    """Samples repeat RetourCodes around single codes; all of them count."""
    two = "<wmo325:RetourCodes><wmo325:RetourCode>9307</wmo325:RetourCode></wmo325:RetourCodes>"
    reading = read_message(spoil(bericht_325, two, two + two.replace("9307", "9308")), settings)
    assert reading.content.lines[0].retourcodes == ("9307", "9308")


def test_gemeente_and_provider_are_told_apart_by_direction(bericht_323, bericht_325, settings):
    for path in (bericht_323, bericht_325):
        kop = read_message(path, settings).kop
        assert kop is not None and (kop.gemeentecode, kop.agb_code) == ("0119", "42420001")


def test_the_period_of_a_line_is_kept_as_it_came(judged, afgewezen):
    """A 325 repeats what was submitted, so the rules about periods of a 323 are not asked again."""
    assert judged([replace(afgewezen, begin=date(2020, 1, 1), eind=date(2020, 3, 1))])[0] == set()
