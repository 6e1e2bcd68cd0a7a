"""Messages in any order, sent again, or sent in pieces give the same warehouse (OP080): a property over random histories.

What is compared: every cell of every model that says something about allocations, deliveries, trajectories and findings.
- Another order of arrival changes nothing at all: deliveries are named after their bytes, so the ids of rows are compared too.
- A message that is sent again or in pieces is another file with other ids, so there the ids of deliveries and rows are left out; everything
  else must be equal, declarations and their money too. Only the findings that name the repeats themselves (TR314, TR333) differ.
Values are few on purpose, so that histories are full of conflicts: the same keys, days and moments, deletions before and after what they
delete, two persons on one allocation, stops without starts. The histories are built together, each in a world of its own, so that 200 take
seconds.
"""

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

D = date
DAYS = [D(2025, 1, 10), D(2025, 2, 1), D(2025, 2, 3), D(2025, 3, 1)]
MODELS = [
    "int_toewijzing__stand", "int_levering__starts", "int_levering__stops", "int_levering__verloop", "int_levering__perioden",
    "int_toewijzing__reeksen", "int_toewijzing__trajecten", "int_bericht__kanalen", "int_bericht__bevindingen",
    "int_declaratie__regels", "int_declaratie__per_toewijzing", "int_declaratie__credits", "int_declaratie__afwijzingen",
    "int_declaratie__driehoek", "int_declaratie__bijdragen",
]  # fmt: skip
IDS = {
    "_row_id",
    "_row_ids",
    "_delivery_id",
    "tegenover_row_id",
    "bevinding_id",
    "vorige_row_id",
    "start_row_id",
    "antwoord_row_id",
    "antwoordregel_row_id",
    "debet_row_id",
}
REPEATS = ("TR314", "TR333")
day = st.sampled_from(DAYS)
person, number = st.sampled_from(["p1"] * 4 + ["p2"]), st.sampled_from(["t1"] * 4 + ["t2", None])
ALLOCATION = st.fixed_dictionaries({
    "bsn_pseudo": person, "toewijzing_pseudo": st.sampled_from(["t1", "t2"]), "toewijzingsdatum": day,
    "volume": st.sampled_from([None, 1, 2]),
    "toewijzingstijd": st.sampled_from(["09:00:00", "10:00:00"]), "ingangsdatum": day, "einddatum": st.sampled_from([*DAYS[2:], None]),
    "reden_wijziging": st.sampled_from([None, "13", "01"]), "referentie_aanbieder_pseudo": st.sampled_from([None, "v1", "v2"]),
})  # fmt: skip
START = {"bsn_pseudo": person, "toewijzing_pseudo": number, "begindatum": st.sampled_from(DAYS[:2]),
         "status_aanlevering": st.sampled_from(["1", "1", "3"]),
         "toewijzing_ingangsdatum": day}  # fmt: skip
STOP = START | {"einddatum": st.sampled_from(DAYS[1:]), "reden_beeindiging_code": st.sampled_from(["19", "20", "20", "37"])}
LINE = {"bsn_pseudo": person, "toewijzing_pseudo": st.sampled_from(["t1", "t2", "t3"]),
        "referentie_pseudo": st.sampled_from(["r1", "r2", "r3"]),
        "vorig_referentie_pseudo": st.sampled_from([None, None, "r1"]), "volume": st.sampled_from([1, 50])}  # fmt: skip
REFERENCE = {"referentie_aanbieder_pseudo": st.sampled_from(["v1", "v2", "v3"])}
KINDS: dict[str, Any] = {
    "301": ALLOCATION, "305": st.fixed_dictionaries(START), "307": st.fixed_dictionaries(STOP), "323": st.fixed_dictionaries(LINE),
    "315": st.fixed_dictionaries(REFERENCE | {"bsn_pseudo": person}), "319": st.fixed_dictionaries(REFERENCE),
}  # fmt: skip
KIND = st.sampled_from(["301", "301", "305", "305", "307", "307", "323", "323", "323", "315", "319"])
RETOUR = {"301": "302", "305": "306", "307": "308"}
# How a 325 answers a declaration that is not rejected as a whole.
ACCEPTED = {
    "totaal_ingediend_cent": 2,
    "totaal_toegekend_cent": 1,
    "header_retourcodes": "0200",
    "antwoord_retourcodes": "0200",
    "n_regels": 1,
}
# type, Dagtekening, lines, whether a retour or answer rejects it (None: a declaration that is never answered)
Message = tuple[str, date, list[dict[str, Any]], bool | None]
MESSAGE = KIND.flatmap(
    lambda kind: st.tuples(st.just(kind), day, st.lists(KINDS[kind], min_size=1, max_size=3), st.sampled_from([False] * 9 + [True]))
)
HISTORIES = settings(
    max_examples=200, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None
)


@pytest.fixture(scope="module")
def histories() -> list[tuple[list[Message], int]]:
    """200 random histories and 40 dense ones, each with a number to shuffle it by."""
    found: list[tuple[list[Message], int]] = []

    @HISTORIES
    @given(st.lists(MESSAGE, min_size=2, max_size=12), st.integers(1, 10**6))
    def collect(messages: list[Message], seed: int) -> None:
        found.append(([numbered(message, place) for place, message in enumerate(messages)], seed))

    collect()
    assert len(found) >= 200
    choose = random.Random(20261127)
    return found + [([numbered(m, place) for place, m in enumerate(dense(choose))], choose.randint(1, 10**6)) for _ in range(40)]


def dense(choose: random.Random) -> list[Message]:
    """A start with three stops and a request with three answers, all about one person.

    Hypothesis also draws constants that it finds in loaded modules, so a renamed test module gives other histories: in November 2026 two of
    the broken models below went unseen for that reason alone. What has to be seen does not depend on it.
    """
    who = {
        "bsn_pseudo": "p1",
        "toewijzing_pseudo": "t1",
        "begindatum": DAYS[0],
        "toewijzing_ingangsdatum": DAYS[0],
        "status_aanlevering": "1",
    }
    stops = [who | {"einddatum": choose.choice(DAYS[1:]), "reden_beeindiging_code": choose.choice(["19", "37"])} for _ in range(3)]
    answers = [{"referentie_aanbieder_pseudo": choose.choice(["v1", "v2"])} for _ in range(3)]
    request = {"referentie_aanbieder_pseudo": "v1", "bsn_pseudo": "p1"}
    lines = [("305", who), ("315", request), *(("307", stop) for stop in stops), *(("319", one) for one in answers)]
    return [(kind, choose.choice(DAYS), [line], False) for kind, line in lines]


def numbered(message: Message, place: int) -> Message:
    """A declaration has a number of its own, which it keeps when it is sent again or in pieces."""
    kind, dagtekening, lines, rejected = message
    named = [line | {"declaratienummer": f"D{place}"} for line in lines] if kind == "323" else lines
    return kind, dagtekening, named, rejected


def answer(post: Any, message: Message, of: dict[str, str]) -> None:
    """The retour or 325 on one message: of three declarations one stays open, one is accepted and of one the lines r1 are rejected."""
    kind, dagtekening, lines, rejected = message
    named = of["identificatie"]
    if kind == "323":
        number = lines[0]["declaratienummer"]
        about = {"declaratie_identificatie": named, "declaratienummer": number}
        if rejected:
            post.send("325", dagtekening, about | {"header_retourcodes": "0001"}, **of)
        elif rejected is False and int(number[1:]) % 3:
            back = [{"referentie_pseudo": "r1", "retourcodes": "0611"}] if int(number[1:]) % 3 == 2 else []
            post.answer(dagtekening, about | ACCEPTED, back, **of)
    elif rejected and kind in RETOUR:
        answered = {"beantwoord_berichttype": kind, "beantwoord_identificatie": named, "header_retourcodes": "0001"}
        post.send(RETOUR[kind], dagtekening, answered, **of)


@pytest.fixture(scope="module")
def warehouse(memory, new_post):
    """Build all histories at once, each in a world of its own (provider, persons and numbers); gives the sorted text of every model, or of
    the wanted one alone."""

    def build(
        histories: Sequence[Sequence[Message]], arrival: int = 0, change: Any = None, ids: bool = True, wanted: str | None = None
    ) -> dict[str, list[str]]:
        post = new_post()
        for world, messages in enumerate(histories):
            agb_code = f"{world:08d}"
            post.contract(f"K{world}", "301, 305, 323", agb_code)
            for nummer, (kind, dagtekening, lines, rejected) in enumerate(messages):
                of = {"identificatie": f"B{nummer}", "agb_code": agb_code}
                post.send(kind, dagtekening, *({**post.DEFAULTS[kind], **line} for line in lines), **of)
                answer(post, (kind, dagtekening, lines, rejected), of)
        memory.build(in_order(in_worlds(post.rows), arrival), change, wanted)
        return {model: content(memory, model, ids) for model in ([wanted] if wanted else MODELS)}

    return build


def in_worlds(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Every pseudonym is of its own history."""
    return {
        table: [{k: f"{v}@{row['agb_code']}" if k.endswith("_pseudo") and v else v for k, v in row.items()} for row in of]
        for table, of in rows.items()
    }


def in_order(rows: dict[str, list[dict[str, Any]]], arrival: int) -> dict[str, list[dict[str, Any]]]:
    """The same deliveries received in another order: other numbers of receipt, and rows loaded in that order."""
    deliveries = sorted({row["_delivery_id"] for table in rows.values() for row in table})
    order = random.Random(arrival).sample(range(len(deliveries)), len(deliveries)) if arrival else range(len(deliveries))
    place = dict(zip(deliveries, order, strict=True))
    numbered = {table: [{**row, "_volgnummer": place[row["_delivery_id"]]} for row in of] for table, of in rows.items()}
    return {table: sorted(of, key=lambda row: (row["_volgnummer"], row["_source_row"])) for table, of in numbered.items()}


def content(memory: Any, model: str, ids: bool) -> list[str]:
    names = [row[0] for row in memory.ask(f"describe intermediate.{model}")]
    kept = ", ".join(name for name in names if ids or name not in IDS)
    where = f"where regel not in {REPEATS}" if model == "int_bericht__bevindingen" and not ids else ""
    return sorted(repr(row) for row in memory.ask(f"select {kept} from intermediate.{model} {where}"))


def again_and_in_pieces(messages: Sequence[Message], choose: random.Random) -> list[Message]:
    """Some messages once more, some cut into one message per line; a repeated or cut message keeps its date and its retour or answer.

    A declaration that comes again may also get no answer, unless it was rejected as a whole: then it is as if it was never sent (IV087).
    """
    sent: list[Message] = []
    for kind, dagtekening, lines, rejected in messages:
        in_pieces = [(kind, dagtekening, [line], rejected) for line in lines]
        sent += in_pieces if choose.random() < 0.5 else [(kind, dagtekening, lines, rejected)]
        if choose.random() < 0.5:
            again = None if kind == "323" and not rejected and choose.random() < 0.5 else rejected
            sent += [(kind, dagtekening, lines, again)] * choose.choice([1, 2])
    choose.shuffle(sent)
    return sent


def test_another_order_of_arrival_gives_the_same_warehouse_byte_for_byte(warehouse, histories):
    messages = [history for history, _ in histories]
    expected = warehouse(messages)
    assert {model for model in MODELS if not expected[model]} == set(), "an empty model compares nothing"
    for arrival in (1, 2, 3):
        found = warehouse(messages, arrival)
        assert [difference(expected[model], found[model]) for model in MODELS] == [[]] * len(MODELS)


def test_messages_sent_again_or_in_pieces_give_the_same_warehouse(warehouse, histories):
    expected = warehouse([history for history, _ in histories], ids=False)
    for extra in (0, 1, 2):
        found = warehouse([again_and_in_pieces(history, random.Random(seed + extra)) for history, seed in histories], extra, ids=False)
        assert [difference(expected[model], found[model]) for model in MODELS] == [[]] * len(MODELS)


BROKEN = {
    "a line counts as often as it was declared": ("int_declaratie__regels", "where h._row_id is null", ""),
    "of equal references the one that came last": ("int_declaratie__herhaald", "eerste_dag, inhoud", "_volgnummer desc"),
    "a line is rejected as often as it was sent": ("int_declaratie__herhaald", "'afgewezen|' || coalesce(declaratienummer, '')", "_row_id"),
    "a line that was returned is open again": ("int_declaratie__herhaald", "declaratie_status = 'open' and is_beantwoord", "false"),
    "the version that came last": (
        "int_toewijzing__versies", "coalesce(cast(v.toewijzingsdatum as varchar), '')", "lpad(cast(v._volgnummer as varchar), 9, '0')"
    ),
    "what stands further down deletes": (
        "int_levering__starts", "m.dagtekening > coalesce(v.verwijderd_op, date '0001-01-01')", "m._source_row > 1"
    ),
    "the stop of the highest row": (
        "int_levering__verloop", "coalesce(cast(stop_dagtekening as varchar), '')", "cast(_row_ids as varchar)"
    ),
    "a finding per row": (
        "int_bericht__bevindingen_verzoek",
        "group by a.wet, a.gemeentecode, a.agb_code, a.referentie_aanbieder_pseudo",
        "group by a.wet, a.gemeentecode, a.agb_code, a.referentie_aanbieder_pseudo, a._row_id",
    ),
}  # fmt: skip


# Where a broken model shows, when not in itself.
SHOWN_BY = {
    "int_declaratie__herhaald": "int_declaratie__regels",
    "int_toewijzing__versies": "int_toewijzing__stand",
    "int_bericht__bevindingen_verzoek": "int_bericht__bevindingen",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_model_that_looks_at_arrival_or_counts_files_is_seen(warehouse, histories, name):
    model, old, new = BROKEN[name]
    change = {f"intermediate.{model}": (old, new)}
    messages = [history for history, _ in histories]
    again = [again_and_in_pieces(history, random.Random(seed)) for history, seed in histories]
    seen = SHOWN_BY.get(model, model)
    expected, found = (warehouse(sent, arrival, change, False, seen)[seen] for sent, arrival in ((messages, 0), (again, 1)))
    assert difference(expected, found)


def difference(expected: list[str], found: list[str]) -> list[str]:
    """A few rows that only one of the two has."""
    return sorted(set(expected) ^ set(found))[:4] or ([f"{len(expected)} rows against {len(found)}"] if expected != found else [])
