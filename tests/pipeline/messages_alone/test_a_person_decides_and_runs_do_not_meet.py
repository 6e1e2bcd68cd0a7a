"""In a copy of the small place: a delivery over its threshold comes in, two runs meet, and somebody lets the delivery through."""

import json
import re
import shutil
import time
from pathlib import Path

import pytest

from orchestration.lock import is_held
from orchestration.release import read_manifest

OVER_THRESHOLD = Path(__file__).parents[3] / "data_samples" / "inbox" / "heerlen" / "4_fouten" / "zrm_0917_2025H2.csv"


@pytest.fixture
def place(messages_night, copy_of, tmp_path):
    (tmp_path / "inbox").mkdir()
    shutil.copy(OVER_THRESHOLD, tmp_path / "inbox")
    return copy_of(messages_night)


def test_a_person_lets_a_delivery_through_with_a_reason_and_the_manifest_says_so(place, tmp_path):
    process = place.start("run", "--inbox", str(tmp_path / "inbox"), "--strict")
    while not is_held(place.var / "lock") and process.poll() is None:
        time.sleep(0.01)
    second = place.koers("run")
    assert second.code == 4
    assert f"proces {process.pid}" in second.err
    out, err = process.communicate()
    assert process.returncode == 1, err  # published, and --strict says that something was refused
    delivery_id = re.search(r"(zrm__2025H2__[0-9a-f]{12}) \(nieuw, kan door met --accept\)", out)[1]
    assert place.query("select count(*) from landing.zrm") == [(0,)]

    assert place.koers("run", "--accept", delivery_id, "--reason", "nagebeld").code == 2  # nobody's name; other calls: unit/test_cli.py
    assert not (place.var / "accepted.jsonl").exists()

    passed = place.koers("run", "--accept", delivery_id, "--reason", "nagebeld", "--by", "Sanne")
    assert passed.code == 0, passed.err
    (line,) = (place.var / "accepted.jsonl").read_text().splitlines()
    assert {key: json.loads(line)[key] for key in ("delivery_id", "reason", "by")} == {
        "delivery_id": delivery_id,
        "reason": "nagebeld",
        "by": "Sanne",
    }
    assert [(a.delivery_id, a.reason, a.by) for a in read_manifest(place.release).accepted] == [(delivery_id, "nagebeld", "Sanne")]
    assert place.query("select count(*) > 0 from landing.zrm") == [(True,)]
    assert place.query("select geaccepteerd_door, status from meta.delivery where bron = 'zrm'") == [("Sanne", "geaccepteerd")]
    assert json.loads((place.var / "runs" / f"{place.release.name}.json").read_text())["gelezen"] == 0
