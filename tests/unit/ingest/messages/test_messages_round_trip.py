"""Properties: what is written is what is read, and the order of the clients in a message changes nothing."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from data_samples.bericht import Declaratie, Declaratieantwoord, DeclaratieRegel, Wet, bsns_of_test_range, write_323, write_325
from ingest.messages.content import Content
from ingest.messages.message import read_message
from ingest.pseudonymise import pseudonym
from ingest.result import IngestSettings

KEY = b"r" * 32
without_deadline = settings(deadline=None, max_examples=30)  # a busy machine is no finding
SETTINGS = IngestSettings(key=KEY, is_demo_key=True, seeds=Path(), corrections=Path(), max_bytes=5_000_000, today=date(2026, 6, 30))
PERSONS = tuple(islice(bsns_of_test_range(), 6))
HEADER = Declaratie("42420001", "0119", "M1", date(2025, 4, 5), "D1", date(2025, 3, 1), date(2025, 3, 31))
REFERENCE = st.text(st.characters(codec="ascii", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20).filter(str.strip)


@st.composite
def lines(draw: st.DrawFn) -> list[DeclaratieRegel]:
    """Lines that keep every rule: own references and allocations, amounts that fit, credits of earlier messages."""
    references = draw(st.lists(REFERENCE, min_size=1, max_size=12, unique=True))
    made = []
    for number, reference in enumerate(references):
        begin = date(2025, draw(st.integers(1, 3)), 1) + timedelta(days=draw(st.integers(0, 27)))
        eind = draw(st.dates(begin, (begin.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)))
        unit = draw(st.sampled_from(["01", "04", "14", "16", "82", "83", "84"]))
        tarief = draw(st.integers(0, 99_999))
        volume = draw(st.integers(1, 999))
        bedrag = volume if unit == "83" else volume * tarief
        credit = bedrag > 0 and draw(st.booleans())
        made.append(
            DeclaratieRegel(
                bsn=draw(st.sampled_from(PERSONS)),
                referentie=reference,
                toewijzing=str(1000 + number),
                categorie="02",
                code=draw(st.text("ABC019&<>", min_size=1, max_size=5)),
                begin=begin,
                eind=eind,
                volume=volume,
                eenheid=unit,
                bedrag_cent=bedrag,
                tarief_cent=None if unit == "83" else tarief,
                credit=credit,
                vorige_referentie=f"oud{number:017d}" if credit else None,
            )
        )
    return sorted(made, key=lambda regel: regel.bsn)


def read_323(wet: Wet, regels: Sequence[DeclaratieRegel]) -> Content:
    with tempfile.TemporaryDirectory() as folder:
        reading = read_message(write_323(Path(folder) / "m.xml", wet, HEADER, regels), SETTINGS)
    assert reading.problems.reason("m.xml") is None
    return reading.content


def as_read(regel: DeclaratieRegel, nummer: int, line: int, wet: Wet = "Wmo") -> tuple[object, ...]:
    """A written line as it must come back."""
    reference = f"referentie|42420001|{wet}"
    return (
        nummer,
        line,
        pseudonym(KEY, "persoon", regel.bsn),
        pseudonym(KEY, reference, regel.referentie),
        regel.vorige_referentie and pseudonym(KEY, reference, regel.vorige_referentie),
        pseudonym(KEY, f"toewijzing|0119|{wet}", regel.toewijzing),
        regel.categorie,
        regel.code,
        regel.begin,
        regel.eind,
        regel.volume,
        regel.eenheid,
        regel.tarief_cent,
        regel.signed_cent,
        regel.credit,
        (),
    )


@without_deadline
@given(lines())
def test_what_is_written_is_what_is_read(regels: list[DeclaratieRegel]):
    content = read_323("Wmo", regels)
    assert [tuple(line) for line in content.lines] == [as_read(r, n, content.lines[n - 1].line) for n, r in enumerate(regels, 1)]
    assert content.bedrag_cent == content.rows["declaratie"]["totaal_cent"] == sum(regel.signed_cent for regel in regels)
    assert content.n_clienten == len({regel.bsn for regel in regels})


def without_place(content: Content) -> list[str]:
    """The accepted lines without their number and line in the file, in an order of their own."""
    return sorted(str(line[2:]) for line in content.lines)


@without_deadline
@given(lines(), st.randoms(use_true_random=False))
def test_the_order_of_the_clients_changes_no_row(regels: list[DeclaratieRegel], random):
    persons = list(dict.fromkeys(regel.bsn for regel in regels))
    random.shuffle(persons)
    shuffled = [regel for person in persons for regel in regels if regel.bsn == person]
    assert without_place(read_323("Wmo", shuffled)) == without_place(read_323("Wmo", regels))


@without_deadline
@given(lines(), st.randoms(use_true_random=False), st.data())
def test_the_order_of_the_clients_changes_nothing_about_what_is_set_aside(regels: list[DeclaratieRegel], random, data):
    """Also with contradictions: a copied reference, an allocation on two persons."""
    spoiled = [
        replace(regel, **data.draw(st.sampled_from([{}, {}, {"referentie": regels[0].referentie}, {"toewijzing": regels[0].toewijzing}])))
        for regel in regels
    ]
    shuffled = list(spoiled)
    random.shuffle(shuffled)
    assert without_place(read_323("Wmo", shuffled)) == without_place(read_323("Wmo", spoiled))


@without_deadline
@given(
    st.integers(0, 10**6),
    st.lists(st.tuples(st.integers(1, 99), st.integers(1, 999), st.sampled_from(["9307", "0611", "8017"])), max_size=8),
)
def test_an_answer_comes_back_with_its_totals_and_codes(awarded: int, rejected: list[tuple[int, int, str]]):
    month = {"begin": date(2025, 3, 1), "eind": date(2025, 3, 31)}
    regels = [
        DeclaratieRegel(
            PERSONS[n % 6],
            f"R{n}",
            str(n),
            "45",
            "45A01",
            **month,
            volume=v,
            eenheid="04",
            tarief_cent=t,
            bedrag_cent=v * t,
            retourcodes=(c,),
        )
        for n, (v, t, c) in enumerate(rejected)
    ]
    submitted = awarded + sum(regel.bedrag_cent for regel in regels)
    answer = Declaratieantwoord("42420001", "0119", "A1", date(2025, 4, 9), "M1", date(2025, 4, 5), "D1", submitted, awarded)
    with tempfile.TemporaryDirectory() as folder:
        reading = read_message(write_325(Path(folder) / "a.xml", "Jeugdwet", answer, regels), SETTINGS)
    assert reading.problems.frame("a.xml").is_empty()
    assert reading.content.rows["declaratieantwoord"]["totaal_toegekend_cent"] == awarded
    assert [(line.bedrag_cent, line.retourcodes) for line in reading.content.lines] == [(r.bedrag_cent, r.retourcodes) for r in regels]
