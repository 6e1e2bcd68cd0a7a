import polars as pl
import pytest

from orchestration.repeats import refuse_repeats


@pytest.fixture
def message(deliver):
    """A message that came through the door, with its sender, code and identification."""

    def write(afzender: str = "42420001", code: str = "484", identificatie: str | None = "M1", **result):
        outcome = deliver("berichten", "2025M01", **{"bedrag_geleverd_cent": 500, **result})
        pl.DataFrame({"afzender": [afzender], "berichtcode": [code], "identificatie": [identificatie]}).write_parquet(
            outcome.folder / "bericht.parquet"
        )
        return outcome

    return write


def test_the_later_of_two_messages_with_one_identification_is_refused(message):
    first, second, third = message(), message(), message()
    changed = refuse_repeats([third, first, second])
    assert sorted(changed) == sorted([second.delivery_id, third.delivery_id])
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
