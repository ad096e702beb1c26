"""Engines that do nothing but print an answer, and note that they ran."""

from benchmarks.harness.declarations import Engine, Scenario, Task

SCENARIO = Scenario("count", "how many", ("lines", "bytes"))


def fake(
    name: str,
    script: str,
    *,
    questions: tuple[str, ...] = SCENARIO.questions,
    compared_on: str = "timed",
    parser: str = "json",
    check: tuple[str, ...] = (),
) -> Engine:
    """Returns an engine that is a shell script; it may use {input} and append to the file `ran`."""
    task = Task(("sh", "-c", script, name), parser, questions, compared_on, check, "")
    return Engine(name, name.upper(), False, "", "sh", "python", "", {SCENARIO.name: task})


def noting(name: str, answer: str) -> str:
    """Returns a script that notes its name and input in `ran`, and prints an answer."""
    return f"echo {name} {{input}} >> ran; echo '{answer}'"
