"""Declaration files: what they say is taken over, and mistakes in them are named."""

from pathlib import Path

import pytest

from benchmarks.harness.declarations import load
from benchmarks.harness.errors import DeclarationError

SCENARIOS = """
ratio_to = ["fast"]
[[scenario]]
name = "count"
title = "how many"
questions = ["lines", "bytes"]
"""
ENGINE = """
[[engine]]
name = "fast"
label = "Fast"
program = "sh"
version = "python"
get = "buy it"
command = ["sh", "{input}"]
"""


def write(folder: Path, engines: str, scenarios: str = SCENARIOS) -> Path:
    (folder / "scenarios.toml").write_text(scenarios)
    (folder / "engines.toml").write_text(engines)
    return folder


def test_a_task_takes_what_it_does_not_say_from_its_engine(tmp_path: Path) -> None:
    """Command, parser and input come from the engine, questions from the scenario."""
    folder = write(tmp_path, ENGINE + 'compared_on = "clean"\n[engine.scenario.count]\n')
    (engine,) = load(folder).engines
    task = engine.tasks["count"]
    assert task.command == ("sh", "{input}")
    assert task.questions == ("lines", "bytes")
    assert (task.parser, task.compared_on) == ("json", "clean")


def test_a_task_overrides_its_engine(tmp_path: Path) -> None:
    """What a task says itself wins."""
    more = '[engine.scenario.count]\nquestions = ["lines"]\nparser = "wc"\nnote = "half of it"\n'
    (engine,) = load(write(tmp_path, ENGINE + more)).engines
    task = engine.tasks["count"]
    assert (task.questions, task.parser, task.note) == (("lines",), "wc", "half of it")


def test_a_scenario_names_its_input_and_what_is_reported(tmp_path: Path) -> None:
    """The last reported measure is the one that counts; else the time of the run is."""
    more = 'input = "packed"\nshown = ["lines"]\nreported = ["start", "lag"]\n'
    (plain,) = load(write(tmp_path, ENGINE + "scenario = {}")).scenarios
    (other,) = load(write(tmp_path, ENGINE + "scenario = {}", SCENARIOS + more)).scenarios
    assert (plain.input, plain.shown, plain.reported, plain.measure) == ("", (), (), "wall")
    assert (other.input, other.shown, other.measure) == ("packed", ("lines",), "lag")


def test_a_misspelt_entry_of_a_scenario_is_named(tmp_path: Path) -> None:
    """It is refused with its file and place."""
    with pytest.raises(DeclarationError, match=r"scenarios.toml: scenario count: unknown entries"):
        load(write(tmp_path, ENGINE + "scenario = {}", SCENARIOS + 'inputs = "packed"\n'))


@pytest.mark.parametrize(
    ("engines", "message"),
    [
        (ENGINE.replace('get = "buy it"', "") + "scenario = {}", "engine fast: get is missing"),
        (ENGINE + "speed = 9\nscenario = {}", "engine fast: unknown entries"),
        (ENGINE + "scenario = {sum = {}}", "there is no scenario 'sum'"),
        (ENGINE + 'scenario = {count = {questions = ["words"]}}', r"\['words'\] are no questions"),
        (ENGINE.replace('"Fast"', "7") + "scenario = {}", "label is 7, must be text"),
        (ENGINE + 'scenario = {count = {command = "sh x"}}', "must be a list of texts"),
        (ENGINE.partition("command")[0] + "scenario = {count = {}}", "no command"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, engines: str, message: str) -> None:
    """A wrong entry is refused with its file and place."""
    with pytest.raises(DeclarationError, match=message) as caught:
        load(write(tmp_path, engines))
    assert "engines.toml" in str(caught.value)
