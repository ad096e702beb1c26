"""unit.schema.json asks for what the loader of unit.toml asks for, no more and no less."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tools.kata.perf import EXPONENTS
from tools.kata.tests.fixture_units import PROJECT, FixtureUnit
from tools.kata.units import UnitError, load_unit

SCHEMA: dict[str, Any] = json.loads(
    (PROJECT / "tools" / "kata" / "unit.schema.json").read_text(encoding="utf-8")
)
PERF = """
[[perf]]
function = "double"
input = "tests/test_examples.py:f"
run = "tests/test_examples.py:g"
time = "1"
space = "1"
largest = 256
"""
TABLES = {
    "": SCHEMA,
    "api": SCHEMA["properties"]["api"],
    "limits": SCHEMA["properties"]["limits"],
    "stage": SCHEMA["properties"]["stage"]["items"],
    "perf": SCHEMA["properties"]["perf"]["items"],
}


@pytest.fixture
def unit(unit: FixtureUnit) -> FixtureUnit:
    """A unit whose unit.toml has every table."""
    file = unit.folder / "unit.toml"
    file.write_text(file.read_text(encoding="utf-8") + PERF, encoding="utf-8")
    load_unit(unit.folder)
    return unit


@pytest.mark.parametrize("table", TABLES)
def test_unknown_key_lists_the_keys_of_the_schema(unit: FixtureUnit, table: str) -> None:
    """The loader names all keys that it knows: those of the schema."""
    heading = {"": "format = 1\n", "stage": "[[stage]]\n", "perf": "[[perf]]\n"}
    text = heading.get(table, f"[{table}]\n")
    file = unit.folder / "unit.toml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace(text, f"{text}unheard = 1\n", 1), encoding="utf-8")
    with pytest.raises(UnitError) as caught:
        load_unit(unit.folder)
    (problem,) = [one for one in caught.value.problems if "'unheard'" in one.wrong]
    known = problem.allowed.removeprefix("one of ").split(", ")
    assert set(known) == set(TABLES[table]["properties"])


@pytest.mark.parametrize("key", SCHEMA["required"] + TABLES["limits"]["required"])
def test_required_key_is_required(unit: FixtureUnit, key: str) -> None:
    """Without a key that the schema requires, the loader complains."""
    file = unit.folder / "unit.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.strip("[").startswith((f"{key} ", f"{key}]"))]
    assert len(kept) < len(lines)
    file.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(UnitError):
        load_unit(unit.folder)


def test_classes_of_growth_are_those_of_the_loader() -> None:
    """Both have the same list."""
    assert SCHEMA["$defs"]["growth"]["enum"] == list(EXPONENTS)
