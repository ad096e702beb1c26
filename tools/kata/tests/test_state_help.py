"""Every command: its help, and what it says to a unit that there is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tools.kata.cli.main import cli
from tools.kata.tests.checkouts import Checkout

WITH_UNIT = sorted(
    name
    for name, command in cli.commands.items()
    if any(parameter.name == "unit" for parameter in command.params)
)


def commands() -> Iterator[tuple[str, click.Command]]:
    for name, command in cli.commands.items():
        yield name, command
        if isinstance(command, click.Group):
            for inner in command.commands.values():
                yield f"{name} {inner.name}", inner


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    made = Checkout(tmp_path_factory.mktemp("help"))
    yield made
    made.close()


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=lambda value: str(value)[:20])
def test_help_has_one_voice(name: str, command: click.Command) -> None:
    """A sentence that tells to do something, and a sentence for each option."""
    summary = (command.help or "").splitlines()[0]
    assert summary[0].isupper()
    assert summary.endswith(".")
    assert not summary.split()[0].endswith("s"), "an imperative"
    assert len(summary) <= 65
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help or isinstance(option.type, click.Choice), option.name
            assert not option.help or option.help.rstrip()[-1] in ".]", option.name


@pytest.mark.parametrize("name", WITH_UNIT)
def test_unknown_unit_names_the_closest(checkout: Checkout, name: str) -> None:
    """Status 2 and a proposal, on standard error alone, from every command that takes a unit."""
    before = ("abc",) if name == "restore" else ()
    ended = checkout.kata(name, *before, "twise")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "there is no unit 'twise'; did you mean twice?\n"


def test_unit_that_resembles_none_is_told_where_to_look(checkout: Checkout) -> None:
    """The list."""
    said = checkout.kata("show", "quicksilver").stderr
    assert said == "there is no unit 'quicksilver'; `kata list` shows all units\n"


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_help_and_wrong_options_have_their_statuses(checkout: Checkout, name: str) -> None:
    """0 for help, 2 for an option that there is not, which is named."""
    assert checkout.kata(*name.split(), "--help").returncode == 0
    wrong = checkout.kata(*name.split(), "--no-such-option")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "--no-such-option" in wrong.stderr


def test_data_folder_that_is_none_is_the_judges_fault(checkout: Checkout, tmp_path: Path) -> None:
    """Status 5 with its path from every command that would write there."""
    file = tmp_path / "file"
    file.touch()
    checkout.unit.attempt("x = 1\n")
    for arguments in (("hint", "twice"), ("reset", "twice"), ("start", "twice")):
        ended = checkout.kata(*arguments, KATA_HOME=str(file))
        assert (ended.returncode, str(file) in ended.stderr) == (5, True), arguments
        assert "Traceback" not in ended.stderr
