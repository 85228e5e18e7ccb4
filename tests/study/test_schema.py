"""The JSON Schema that editors use agrees with the reader."""

from __future__ import annotations

import copy
import json

import jsonschema
import pytest

from detente.study import yaml
from detente.study.reading import examine
from detente.study.spelling import schema
from tests.study.conftest import ARLAND

SCHEMA = schema()
GOOD = json.loads(json.dumps(yaml.read(ARLAND.read_text(encoding="utf-8")).data))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_a_json_schema_of_draft_2020_12():
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_good_study_fits_the_schema():
    assert [error.message for error in VALIDATOR.iter_errors(GOOD)] == []


def test_the_bundled_studies_fit_the_schema(root):
    for file in sorted((root / "src" / "detente" / "studies").glob("*/study.yaml")):
        data = json.loads(json.dumps(yaml.read(file.read_text(encoding="utf-8")).data))
        assert [f"{list(e.path)}: {e.message}" for e in VALIDATOR.iter_errors(data)] == []


def _at(data, path):
    for part in path:
        data = data[part]
    return data


KEYS = [
    ("polities", "arland"),
    ("polities", "arland", "factions", "guards"),
    ("issues", "arms"),
    ("issues", "arms", "pace"),
]


@pytest.mark.parametrize("path", [(), *KEYS, ("drivers", "sanctions", "events", 0), ("effects", 0), ("claims", 0)])
def test_a_misspelt_key_fits_neither_the_schema_nor_the_reader(path):
    data = copy.deepcopy(GOOD)
    _at(data, path)["misspelt"] = "x"
    assert not VALIDATOR.is_valid(data)
    assert examine(json.dumps(data).encode())[0] is None


@pytest.mark.parametrize("key", ["study", "title", "span", "polities", "issues"])
def test_a_missing_key_fits_neither_the_schema_nor_the_reader(key):
    data = copy.deepcopy(GOOD)
    del data[key]
    assert not VALIDATOR.is_valid(data)
    assert examine(json.dumps(data).encode())[0] is None


@pytest.mark.parametrize(
    "because",
    [{"judgement": "Seen."}, [{"judgement": "Seen."}], {"source": "gazette", "quote": "two words", "against": True}],
)
def test_a_reason_alone_or_in_a_list_fits_both(because):
    data = copy.deepcopy(GOOD)
    data["polities"]["borland"]["because"] = because
    data["issues"]["trade"]["start"] = {"value": "20 to 30", "because": because}
    data["issues"]["trade"]["pace"] = {"value": "18 months", "because": because}
    assert VALIDATOR.is_valid(data)
    assert examine(json.dumps(data).encode())[0] is not None


def test_what_stands_in_the_schema_is_described():
    undescribed = [name for name, one in SCHEMA["$defs"].items() if "properties" in one and not one.get("description")]
    assert undescribed == []


def test_no_stand_in_is_left_in_the_schema():
    assert "x-shared" not in json.dumps(SCHEMA)
