from datetime import UTC, datetime

import pytest

from orchestration.accept import acceptances, append, check_acceptable, read
from orchestration.errors import UnusableCall

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(("reason", "by"), [(None, "Sanne"), ("akkoord", None), ("", "Sanne"), ("akkoord", "  ")])
def test_letting_something_through_needs_a_reason_and_a_name(reason, by):
    with pytest.raises(UnusableCall, match="reden en een naam") as caught:
        acceptances(["zrm__2025H1__abc"], reason, by)
    assert caught.value.exit_code == 2


def test_a_reason_without_anything_to_accept_is_an_unusable_call():
    with pytest.raises(UnusableCall, match="horen bij --accept"):
        acceptances([], "akkoord", None)
    assert acceptances([], None, None) == []


def test_only_a_delivery_refused_for_its_threshold_can_be_let_through(deliver):
    refused = deliver(status="geweigerd", reden="De kolom Score ontbreekt.")
    over = deliver(periode="2025H2", status="geweigerd", reden="Te veel rijen.", door_drempel=True)
    fine = deliver(periode="2024H2")
    known = {o.delivery_id: o for o in (refused, over, fine)}
    check_acceptable(acceptances([over.delivery_id], "akkoord", "Sanne"), known)
    for wrong, words in (
        (refused.delivery_id, "kan niet worden doorgelaten"),
        (fine.delivery_id, "al geaccepteerd"),
        ("weg", "geen levering"),
    ):
        with pytest.raises(UnusableCall, match=words):
            check_acceptable(acceptances([wrong], "akkoord", "Sanne"), known)


def test_acceptances_are_added_never_rewritten_and_the_last_counts(tmp_path):
    path = tmp_path / "accepted.jsonl"
    append(path, acceptances(["a", "audit:rijen"], "eerst", "Sanne", NOW))
    first = path.read_bytes()
    append(path, acceptances(["a", "b"], "later", "Joost", NOW))
    assert path.read_bytes().startswith(first)
    found = read(path)
    assert {k: (v.reason, v.by) for k, v in found.items()} == {"a": ("later", "Joost"), "b": ("later", "Joost")}


def test_a_line_torn_by_a_kill_is_no_decision_and_spoils_no_later_one(tmp_path):
    path = tmp_path / "accepted.jsonl"
    append(path, acceptances(["a"], "eerst", "Sanne", NOW))
    path.write_bytes(path.read_bytes() + b'{"delivery_id": "b", "rea')
    append(path, acceptances(["c"], "later", "Joost", NOW))
    assert sorted(read(path)) == ["a", "c"]
