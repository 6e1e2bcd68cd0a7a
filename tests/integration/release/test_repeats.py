from datetime import date
from itertools import permutations

import polars as pl
import pytest

from orchestration.repeats import refuse_repeats


@pytest.fixture
def message(deliver):
    """A message that came through the door, with its sender, code and identification."""

    def write(afzender: str = "42420001", code: str = "484", identificatie: str | None = "M1", day: int = 1, **result):
        outcome = deliver("berichten", "2025M01", **{"bedrag_geleverd_cent": 500, **result})
        pl.DataFrame(
            {"afzender": [afzender], "berichtcode": [code], "identificatie": [identificatie], "dagtekening": [date(2025, 1, day)]}
        ).write_parquet(outcome.folder / "bericht.parquet")
        return outcome

    return write


def test_of_messages_with_one_identification_the_first_dated_counts_whichever_came_in_first(message):
    late, first, second = message(day=3), message(day=1), message(day=2)
    for received in permutations([late, first, second]):
        assert sorted(refuse_repeats(received)) == sorted([second.delivery_id, late.delivery_id])


def test_of_two_messages_of_one_day_the_fingerprint_decides_not_the_order_of_receipt(message):
    one, other = message(), message()
    for prints in ("ab", "ba"):
        marked = [outcome.model_copy(update={"sha256": mark * 64}) for outcome, mark in zip((one, other), prints, strict=True)]
        refused = max(marked, key=lambda outcome: outcome.sha256)
        assert list(refuse_repeats(marked)) == list(refuse_repeats(marked[::-1])) == [refused.delivery_id]


def test_a_refused_repeat_counts_nothing_and_says_why(message):
    second, _first = message(day=2), message()
    changed = refuse_repeats([second, _first])
    refused = changed[second.delivery_id]
    assert (refused.status, refused.rijen_geaccepteerd, refused.bedrag_geleverd_cent, refused.bedrag_geaccepteerd_cent) == (
        "geweigerd",
        0,
        500,
        0,
    )
    assert refused.bestandsnaam in refused.reden
    assert "TR056" in refused.reden


def test_another_sender_type_or_identification_is_no_repeat(message):
    every = [message(), message(afzender="42420002"), message(code="485"), message(identificatie="M2")]
    assert refuse_repeats(every) == {}
    assert refuse_repeats([]) == {}


def test_a_refused_message_does_not_use_up_its_identification(message):
    refused, again = message(status="geweigerd", reden="Nee."), message()
    assert refuse_repeats([refused, again]) == {}


def test_messages_without_identification_are_not_compared(message):
    assert refuse_repeats([message(identificatie=None), message(identificatie=None)]) == {}
