"""The commands, as a learner runs them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.fixture_units import PROJECT, FixtureUnit

RIGHT = "def double(value):\n    return value * 2\n"
WRONG = "def double(value):\n    return value\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    """A checkout for tests that only look at verdicts."""
    made = Checkout(tmp_path_factory.mktemp("shared"))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("attempt", "verdict", "status"),
    [
        (RIGHT, "AC", 0),
        (WRONG, "WA", 1),
        ("def double(value):\n    return 1 // 0\n", "RTE", 1),
        ("def double(value):\n    raise NotImplementedError\n", "TODO", 1),
        ("def double(value):\n    while True: pass\n", "TLE", 3),
        ("def double(value):\n    return bytearray(1 << 40)\n", "MLE", 3),
        ("def double(value):\n    while True: print('x' * 999)\n", "OLE", 3),
        ("def double(value)\n", "IE", 4),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 5 else "",
)
def test_exit_status_follows_the_verdict(
    shared: Checkout, attempt: str, verdict: str, status: int
) -> None:
    """0 pass, 1 wrong, 3 limit, 4 no import; the screen and the JSON say the same."""
    shared.unit.attempt(attempt)
    screen = shared.kata("test", "twice")
    assert screen.stdout.startswith(f"{verdict} ")
    assert (screen.returncode, screen.stderr) == (status, "")
    assert shared.result("twice")["verdict"] == verdict


def test_tests_that_do_not_load_are_the_judges_fault(checkout: Checkout) -> None:
    """Status 5: the attempt is not to blame."""
    checkout.unit.attempt(RIGHT)
    checkout.unit.change("tests/test_examples.py", "import pytest\n", "import pytest, nowhere\n")
    ended = checkout.kata("test", "twice")
    assert ended.returncode == 5
    assert "No module named 'nowhere'" in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("test", "twise"), "no unit 'twise'; did you mean twice?"),
        (("test", "twice", "--stage", "cost"), "no stage 'cost'; it has 1 examples, 2 any_input"),
        (("test",), "no unit is started"),
        (("test", "--wrong"), "No such option"),
        (("start", "thrice"), "is planned"),
        (("list", "--topic", "cooking"), "topics are arrays"),
        (("solution", "twice"), "is not solved"),
        (("solution", "twice", "--give-up"), "no attempt at twice was judged"),
        (("restore", "abc", "twice"), "no snapshot begins with 'abc'"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_right(
    checkout: Checkout, arguments: tuple[str, ...], said: str
) -> None:
    """The offending value is named, and what was allowed."""
    entry = '[[unit]]\nnumber = 2\nslug = "thrice"\ntitle = "T"\nlevel = "senior"\ntopic = "t"\n'
    with (checkout.root / "challenges" / "catalogue.toml").open("a") as catalogue:
        catalogue.write(entry)
    ended = checkout.kata(*arguments)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert ended.stdout == ""


def test_attempt_is_begun_and_never_overwritten(checkout: Checkout) -> None:
    """`start` copies the template once."""
    assert checkout.kata("start", "twice").returncode == 0
    attempt = checkout.unit.folder / "attempt.py"
    assert attempt.read_bytes() == (checkout.unit.folder / "template.py").read_bytes()
    checkout.unit.attempt(WRONG)
    assert "as you left it" in checkout.kata("start", "twice").stdout
    assert attempt.read_text(encoding="utf-8") == WRONG
    assert checkout.kata("test").stdout.startswith("WA")


def test_unit_may_be_named_in_many_ways(checkout: Checkout) -> None:
    """Slug with - or _, number, path, the beginning of the slug."""
    FixtureUnit(checkout.root, "two_by_two", 22)
    for name in (
        "two-by-two",
        "TWO_BY_TWO",
        "22",
        "two",
        "challenges/intermediate/arrays/two_by_two",
    ):
        assert "two_by_two" in checkout.kata("start", name).stdout, name


def test_bare_command_begins_the_next_unit_and_judges_it(checkout: Checkout) -> None:
    """First the current unit while it is not solved, then the next one that may be begun."""
    FixtureUnit(checkout.root, "thrice", 2).change("unit.toml", "[]", '["twice"]')
    ended = checkout.kata()
    assert ended.returncode == 1
    assert "Return twice the value." in ended.stdout
    assert "TODO not written yet" in ended.stdout
    assert "arrays/twice/attempt.py" in ended.stdout
    checkout.unit.attempt(RIGHT)
    assert "AC pass" in checkout.kata().stdout
    assert "arrays/thrice/attempt.py" in checkout.kata().stdout


def test_hints_come_one_by_one_and_are_remembered(checkout: Checkout) -> None:
    """The ladder has three rungs; --all shows those that were seen."""
    assert "no hint was shown" in checkout.kata("hint", "twice", "--all").stdout
    assert "What is twice?" in checkout.kata("hint", "twice").stdout
    assert "Use `*`." in checkout.kata("hint", "twice").stdout
    seen = checkout.kata("hint", "twice", "--all").stdout
    assert "hint 1 of 3" in seen
    assert "hint 2 of 3" in seen
    assert "hint 3 of 3" not in seen
    checkout.kata("hint", "twice")
    assert "that was the last one" in checkout.kata("hint", "twice").stdout
    assert len(checkout.journal().events()) == 3


def test_solution_opens_when_solved(checkout: Checkout) -> None:
    """Notes first, then what differs."""
    checkout.unit.attempt(RIGHT)
    checkout.kata("test", "twice")
    shown = checkout.kata("solution", "twice").stdout
    assert shown.index("## Idea") < shown.index("--- your attempt")
    assert "+    return value * 2" not in shown  # the line is the same in both
    assert '+"""Twice."""' in shown


def test_solution_opens_to_who_gives_up_after_a_judged_attempt(checkout: Checkout) -> None:
    """Giving up is remembered, and needs a try."""
    checkout.unit.attempt(WRONG)
    checkout.kata("test", "twice")
    assert checkout.kata("solution", "twice").returncode == 2
    assert checkout.kata("solution", "twice", "--give-up").returncode == 0
    assert checkout.kata("solution", "twice").returncode == 0
    assert [event["kind"] for event in checkout.journal().events()[-2:]] == ["gave_up", "review"]


def test_reset_archives_and_restore_brings_back(checkout: Checkout) -> None:
    """No command loses an attempt."""
    checkout.unit.attempt(WRONG)
    checkout.kata("test", "twice")
    sha = str(checkout.journal().events()[-1]["attempt_sha"])
    said = checkout.kata("reset", "twice").stdout
    archived = Path(said.strip().rpartition(" is ")[2])
    assert archived.read_text(encoding="utf-8") == WRONG
    attempt = checkout.unit.folder / "attempt.py"
    assert "NotImplementedError" in attempt.read_text(encoding="utf-8")
    assert sha[:10] in checkout.kata("history", "twice").stdout
    said = checkout.kata("restore", sha[:8], "twice").stdout
    assert attempt.read_text(encoding="utf-8") == WRONG
    archived = Path(said.splitlines()[0].rpartition(": ")[2])
    assert "NotImplementedError" in archived.read_text(encoding="utf-8")


def test_progress_keeps_notes_and_shows_what_is_solved(checkout: Checkout) -> None:
    """Text between a unit's markers stays word for word, whatever it is."""
    checkout.kata("progress", "--md")
    file = checkout.root / "progress.local.md"
    marker = f"<!-- notes:{checkout.unit.uuid} -->"
    notes = "\n- [x] not a unit\n## Mine\n\n  <!-- else -->\n"
    text = file.read_text(encoding="utf-8")
    assert f"{marker}\n{marker}" in text
    file.write_text(text.replace(f"{marker}\n{marker}", marker + notes + marker), encoding="utf-8")
    checkout.unit.attempt(RIGHT)
    checkout.kata("test", "twice")
    checkout.kata("progress", "--md")
    text = file.read_text(encoding="utf-8")
    assert marker + notes + marker in text
    assert "- [x] [1 · Twice](challenges/intermediate/arrays/twice/README.md) · stages 2/2" in text
    assert text.splitlines()[2].startswith("1 of 1 solved")


def test_progress_with_a_lost_marker_is_left_alone(checkout: Checkout) -> None:
    """Nobody can tell what is a note then, so nothing is written."""
    checkout.kata("progress", "--md")
    file = checkout.root / "progress.local.md"
    marker = f"<!-- notes:{checkout.unit.uuid} -->"
    text = file.read_text(encoding="utf-8").replace(f"{marker}\n{marker}", f"{marker}\nmine")
    file.write_text(text, encoding="utf-8")
    ended = checkout.kata("progress", "--md")
    assert ended.returncode == 2
    line = text.splitlines().index(marker) + 1
    assert f"progress.local.md:{line}: the marker {marker} is alone" in ended.stderr
    assert file.read_text(encoding="utf-8") == text


def test_list_tells_status_and_filters(checkout: Checkout) -> None:
    """Solved turns to re-check when the tests change."""
    FixtureUnit(checkout.root, "thrice", 2)
    checkout.unit.attempt(RIGHT)
    checkout.kata("test", "twice")
    rows = json.loads(checkout.kata("list", "--json").stdout)
    assert [(row["slug"], row["status"]) for row in rows] == [
        ("twice", "solved"),
        ("thrice", "new"),
    ]
    assert "twice" not in checkout.kata("list", "--status", "new").stdout
    checkout.unit.change("tests/test_examples.py", "-3, -6", "-4, -8")
    (row,) = json.loads(checkout.kata("list", "--json", "--status", "re-check").stdout)
    assert (row["slug"], row["stages"]) == ("twice", 2)


def test_doctor_finds_nothing_in_a_good_checkout(checkout: Checkout) -> None:
    """Status 0."""
    ended = checkout.kata("doctor")
    assert (ended.returncode, "WRONG" in ended.stdout) == (0, False)


def test_doctor_names_bad_lines_and_moved_attempts(checkout: Checkout) -> None:
    """Status 1 for the lines; the attempt is brought home."""
    checkout.unit.attempt(RIGHT)
    checkout.kata("start", "twice")
    with checkout.journal().file.open("ab") as journal:
        journal.write(b"torn")
    new = checkout.unit.folder.parent / "two_times"
    checkout.unit.folder.rename(new)
    (checkout.unit.folder).mkdir()
    (new / "attempt.py").rename(checkout.unit.folder / "attempt.py")
    for file in (new / "unit.toml", checkout.root / "challenges" / "catalogue.toml"):
        text = file.read_text(encoding="utf-8").replace('"twice"', '"two_times"')
        file.write_text(text, encoding="utf-8")
    ended = checkout.kata("doctor")
    assert ended.returncode == 1
    assert "1 damaged or foreign lines were set aside" in ended.stdout
    assert f"{checkout.unit.folder}/attempt.py is now {new}/attempt.py" in ended.stdout
    assert (new / "attempt.py").read_text(encoding="utf-8") == RIGHT
    assert not checkout.unit.folder.exists()


def test_stage_judges_that_stage_only_and_solves_nothing(checkout: Checkout) -> None:
    """A part of the suite is a part of the proof."""
    checkout.unit.attempt("def double(value):\n    return value * 2 if value < 1000 else 0\n")
    assert checkout.result("twice", "--stage", "1")["verdict"] == "AC"
    assert checkout.result("twice", "--stage", "any_input")["case"] == "test_any_input.py::test_sum"
    (row,) = json.loads(checkout.kata("list", "--json").stdout)
    assert row["status"] == "started"


def test_all_goes_on_after_a_failure(checkout: Checkout) -> None:
    """The verdict stays that of the first failure."""
    checkout.unit.attempt(
        "def double(value):\n    return value * 2 if value != 1 and value < 900 else 0\n"
    )
    short, whole = checkout.result("twice"), checkout.result("twice", "--all")
    assert [case["outcome"] for case in short["cases"]] == ["failed", "not_run", "not_run"]
    assert [case["outcome"] for case in whole["cases"]] == ["failed", "passed", "failed"]
    assert short["case"] == whole["case"] == "test_examples.py::test_double[one]"


def test_without_the_warden_the_result_is_the_same(checkout: Checkout) -> None:
    """--no-daemon judges in one process; only times and sizes may differ.

    And what became of a counter-example: the first run had to make it small.
    """
    for attempt in (
        RIGHT,
        WRONG,
        "def double(value):\n    return value * 2 if value < 900 else 0\n",
    ):
        checkout.unit.attempt(attempt)
        results = []
        for option in ((), ("--no-daemon",)):
            result = checkout.result("twice", *option)
            for name in ("ms", "cpu_ms", "peak_kb"):
                del result[name]
            for case in result["cases"]:
                del case["ms"]
            if result["failure"]:
                del result["failure"]["kept"]
            results.append(result)
        assert results[0] == results[1]


def test_json_has_the_fields_that_the_schema_documents(shared: Checkout) -> None:
    """schema.md names every field, and no other."""
    shared.unit.attempt(WRONG)
    result = shared.result("twice")
    schema = (PROJECT / "tools/kata/judge/schema.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| ((?:`\w+`(?:, )?)+) \|", schema.partition("## Verdicts")[0], re.MULTILINE
    )
    documented = {name for row in rows for name in re.findall(r"\w+", row)}
    assert set(result) == documented
    words = set(re.findall(r"`(\w+)`", schema.partition("`failure` has")[2].partition("##")[0]))
    assert set(result["failure"]) <= words


def test_data_that_cannot_be_written_is_said(checkout: Checkout) -> None:
    """Nothing is judged that could not be remembered; status 5, with the file."""
    checkout.unit.attempt(RIGHT)
    (checkout.root / "file").write_text("", encoding="utf-8")
    for option in ((), ("--no-daemon",)):
        ended = checkout.kata("test", "twice", *option, KATA_HOME=str(checkout.root / "file"))
        assert ended.returncode == 5
        assert str(checkout.root / "file") in ended.stderr
        assert "Traceback" not in ended.stderr


def test_help_names_every_command_without_importing_pytest() -> None:
    """Help is quick since it imports little."""
    code = (
        "import sys\nfrom tools.kata.cli.main import run\nsys.argv = ['kata', '--help']\nrun()\n"
        "heavy = {'pytest', 'hypothesis', 'rich', 'psutil', 'platformdirs'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or None)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "completions" in ended.stdout


def test_thin_client_imports_next_to_nothing(shared: Checkout) -> None:
    """Every module that it imports costs each save; the list may shrink but not grow."""
    shared.kata("test", "twice")
    command = shared.command("test", "twice")
    ended = subprocess.run(
        [command[0], "-X", "importtime", *command[1:]],
        cwd=shared.root,
        env=shared.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    names = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    own = {name for name in names if name.startswith("tools.")}
    assert own == {
        "tools.kata",
        "tools.kata.warden",
        "tools.kata.warden.address",
        "tools.kata.warden.client",
        "tools.kata.warden.messages",
    }
    assert not names & {"site", "socket", "json", "re", "pathlib", "typing", "subprocess", "enum"}


def test_completion_offers_units(shared: Checkout) -> None:
    """The shell's completion asks the catalogue."""
    words = {"_KATA_COMPLETE": "bash_complete", "COMP_WORDS": "kata test tw", "COMP_CWORD": "2"}
    assert "plain,twice" in shared.kata(**words).stdout
    assert "_kata_completion" in shared.kata("completions", "bash").stdout
