from pathlib import Path

import pytest
import yaml

from ingest.contract import read_contract
from ingest.strict_yaml import read_strict


@pytest.mark.parametrize("text", ["a: 1\na: 2", "a: {b: 1, b: 1}", "- {a: 1, b: {c: [{d: 1, d: 2}]}}", "1: x\n1: y"])
def test_a_key_that_stands_twice_is_an_error_that_names_it_and_its_line(tmp_path: Path, text: str):
    (tmp_path / "x.yml").write_text(text)
    with pytest.raises(yaml.YAMLError, match=r"(?s)[abd1] stands twice under one key.*line 1"):
        read_strict(tmp_path / "x.yml")


def test_the_same_key_in_two_places_is_no_error(tmp_path: Path):
    (tmp_path / "x.yml").write_text("a: {b: 1}\nc: [{b: 2}, {b: 3}]\n")
    assert read_strict(tmp_path / "x.yml") == {"a": {"b": 1}, "c": [{"b": 2}, {"b": 3}]}
    (tmp_path / "leeg.yml").write_text("")
    assert read_strict(tmp_path / "leeg.yml") is None


def test_a_contract_with_a_key_twice_is_not_read(tmp_path: Path):
    """A second `fields` would silently take the place of the first, and with it every rule of the door."""
    shipped = next(iter(sorted((Path(__file__).parents[3] / "ingest" / "contracts").glob("*.yml"))))
    assert read_contract(shipped).fields
    (tmp_path / shipped.name).write_text(shipped.read_text(encoding="utf-8") + "\nname: anders\n")
    with pytest.raises(yaml.YAMLError, match="name stands twice"):
        read_contract(tmp_path / shipped.name)
