from datetime import date
from pathlib import Path

import pytest

from orchestration.errors import UnusableCall
from orchestration.settings import DEMO_KEY, Settings

LONG_KEY = "k" * 40


def read(tmp_path: Path, **env: str) -> Settings:
    return Settings.from_environment({"KOERS_VAR": str(tmp_path / "var"), **env})


def key_file(folder: Path, text: str = LONG_KEY, mode: int = 0o600) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "sleutel"
    path.write_text(text + "\n")
    path.chmod(mode)
    return path


def test_without_a_key_the_public_demonstration_key_is_used_and_named_as_such(tmp_path):
    settings = read(tmp_path)
    assert settings.is_demo_key
    assert settings.key == DEMO_KEY


def test_a_key_file_with_mode_0600_outside_var_is_read_without_its_line_end(tmp_path):
    settings = read(tmp_path, KOERS_PSEUDONYM_KEY_FILE=str(key_file(tmp_path / "elders")))
    assert settings.key == LONG_KEY.encode()
    assert not settings.is_demo_key


def test_the_key_never_shows_when_settings_are_printed(tmp_path):
    assert LONG_KEY not in repr(read(tmp_path, KOERS_PSEUDONYM_KEY=LONG_KEY))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_file_that_others_may_read_is_refused(tmp_path, mode):
    with pytest.raises(UnusableCall, match="0600"):
        read(tmp_path, KOERS_PSEUDONYM_KEY_FILE=str(key_file(tmp_path / "elders", mode=mode)))


def test_a_key_file_inside_var_is_refused_also_behind_a_link(tmp_path):
    real = key_file(tmp_path / "var" / "geheim")
    link = tmp_path / "link"
    link.symlink_to(real)
    for path in (real, link):
        with pytest.raises(UnusableCall, match="map var"):
            read(tmp_path, KOERS_PSEUDONYM_KEY_FILE=str(path))


def test_a_key_file_behind_a_linked_var_is_refused(tmp_path):
    (tmp_path / "schijf").mkdir()
    (tmp_path / "var").symlink_to(tmp_path / "schijf")
    with pytest.raises(UnusableCall, match="map var"):
        read(tmp_path, KOERS_PSEUDONYM_KEY_FILE=str(key_file(tmp_path / "schijf")))


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"KOERS_PSEUDONYM_KEY": "kort"}, "te kort"),
        ({"KOERS_PSEUDONYM_KEY": DEMO_KEY.decode()}, "openbare demonstratiesleutel"),
        ({"KOERS_PSEUDONYM_KEY_FILE": "/bestaat/niet"}, "bestaat niet"),
        ({"KOERS_PSEUDONYM_KEY": LONG_KEY, "KOERS_PSEUDONYM_KEY_FILE": "/ook"}, "allebei"),
        ({"KOERS_MAX_BYTES": "veel"}, "KOERS_MAX_BYTES"),
        ({"KOERS_MAX_BYTES": "0"}, "KOERS_MAX_BYTES"),
        ({"KOERS_KEEP_RELEASES": "-1"}, "KOERS_KEEP_RELEASES"),
        ({"KOERS_KEEP_RELEASES": "alles"}, "KOERS_KEEP_RELEASES"),
        ({"KOERS_TODAY": "31-02-2025"}, "KOERS_TODAY"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named_in_a_sentence(tmp_path, env, words):
    with pytest.raises(UnusableCall, match=words) as caught:
        read(tmp_path, **env)
    assert LONG_KEY not in str(caught.value)


def test_a_folder_as_key_file_is_refused(tmp_path):
    with pytest.raises(UnusableCall, match="geen gewoon bestand"):
        read(tmp_path, KOERS_PSEUDONYM_KEY_FILE=str(tmp_path))


def test_everything_koers_writes_lies_under_var(tmp_path):
    settings = read(tmp_path, KOERS_TODAY="2025-07-01")
    places = [settings.landing, settings.candidates, settings.releases, settings.current, settings.runs, settings.accepted]
    assert all(p.is_relative_to(tmp_path / "var") for p in [*places, settings.dbt_target, settings.dagster_home, settings.inbox])
    assert settings.today == date(2025, 7, 1)


@pytest.mark.parametrize(("text", "keep"), [(None, 30), ("0", 0), ("7", 7)])
def test_how_many_releases_stay_is_thirty_unless_somebody_says_otherwise(text: str | None, keep: int):
    assert Settings.from_environment({} if text is None else {"KOERS_KEEP_RELEASES": text}).keep_releases == keep


def test_a_list_of_postcodes_that_cannot_be_used_stops_the_call_with_a_sentence(tmp_path):
    path = tmp_path / "wijken.csv"
    with pytest.raises(UnusableCall, match="bestaat niet"):
        read(tmp_path, KOERS_POSTCODE_WIJK=str(path))
    path.write_text("postcode;wijkcode\n2401AA;WK048401\n", encoding="utf-8")
    assert read(tmp_path, KOERS_POSTCODE_WIJK=str(path)).for_ingest().postcode_wijk == path
