from datetime import date

import pytest

from orchestration.outcomes import peildatum, period_end, read_outcomes, superseded_by

SCOPES = {"proef": ["bron", "leverancier", "periode"]}


def test_the_last_received_of_one_scope_replaces_all_earlier_ones(deliver):
    first, second, other, third = deliver(), deliver(), deliver(periode="2025H2"), deliver()
    assert superseded_by([first, second, other, third], {}, SCOPES) == {
        first.delivery_id: third.delivery_id,
        second.delivery_id: third.delivery_id,
    }


def test_a_refused_delivery_replaces_nothing_until_somebody_lets_it_through(deliver):
    first, refused = deliver(), deliver(status="geweigerd", reden="Te veel.", door_drempel=True)
    assert superseded_by([first, refused], {}, SCOPES) == {}
    assert superseded_by([first, refused], {refused.delivery_id: object()}, SCOPES) == {first.delivery_id: refused.delivery_id}


def test_equal_bytes_under_another_period_count_once_under_their_last_name(deliver):
    first = deliver(periode="2025H1", sha256="a" * 64)
    again = deliver(periode="2025H2", sha256="a" * 64)
    assert superseded_by([first, again], {}, SCOPES) == {first.delivery_id: again.delivery_id}
    right = deliver(periode="2025H2", sha256="b" * 64)
    assert superseded_by([first, again, right], {}, SCOPES) == {again.delivery_id: right.delivery_id}


def test_messages_never_replace_each_other(deliver):
    one, two = deliver("berichten", "2025M01"), deliver("berichten", "2025M01")
    assert superseded_by([one, two], {}, SCOPES) == {}


def test_a_delivery_without_result_does_not_count(deliver, tmp_path):
    outcome = deliver()
    (outcome.folder / "result.json").unlink()
    (found,) = read_outcomes(tmp_path / "landing")
    assert found.status == "geweigerd"
    assert not found.counts({})


@pytest.mark.parametrize(
    ("periode", "end"),
    [
        ("2025", date(2025, 12, 31)),
        ("2025H1", date(2025, 6, 30)),
        ("2025Q3", date(2025, 9, 30)),
        ("2024M02", date(2024, 2, 29)),
        ("2025H3", None),
        ("onbekend", None),
        (None, None),
    ],
)
def test_a_period_ends_on_its_last_day(periode, end):
    assert period_end(periode) == end


def test_the_peildatum_is_the_latest_period_or_message_but_never_in_the_future(deliver):
    old, new, refused = deliver(periode="2024H2"), deliver(periode="2025H1"), deliver(periode="2025H2", status="geweigerd", reden="Nee.")
    today = date(2026, 11, 21)
    assert peildatum([old, new, refused], {}, None, today) == date(2025, 6, 30)
    assert peildatum([old, new, refused], {}, date(2025, 8, 3), today) == date(2025, 8, 3)
    assert peildatum([old, new], {}, None, date(2025, 3, 1)) == date(2025, 3, 1)
    assert peildatum([], {}, None, today) == today
