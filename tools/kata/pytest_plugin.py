"""The pytest plugin of the course: the `subject` fixture, the order of stages, the profile.

The root conftest.py loads it, so that plain ``pytest challenges/...`` works; the judge uses the
same plugin. Which module the tests get is chosen by the environment variable KATA_SUBJECT:
``solution`` (default), ``template``, ``attempt``, or the absolute path of a file or package.
"""

from __future__ import annotations

import contextlib
import importlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import Phase, settings

from tools.kata.judge.generating import register_profile
from tools.kata.subject import VARIABLE, load_subject
from tools.kata.units import Unit, UnitError, load_unit

__all__ = [
    "own_redis",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "redis_url",
    "subject",
    "unit_of",
]


def pytest_configure(config: pytest.Config) -> None:
    """Loads the hypothesis profile of the course, and the package that all units lie in."""
    # Where nobody has imported it, pytest makes one of its own that sees a single folder.
    with contextlib.suppress(ImportError):
        importlib.import_module("challenges")
    derandomize = "TEST_TMPDIR" in os.environ
    register_profile("kata", derandomize=derandomize, phases=tuple(Phase))
    # An explicit --hypothesis-profile of the command line keeps the last word.
    if not config.getoption("--hypothesis-profile", None):
        settings.load_profile("kata")


@pytest.fixture(scope="module")
def subject(request: pytest.FixtureRequest) -> ModuleType:
    """The module under test, imported when the first test asks for it.

    Raises:
        SubjectImportError: It cannot be imported.
    """
    unit = unit_of(request.path)
    if unit is None:
        raise LookupError(f"{request.path} is not inside a unit: no unit.toml above it")
    return load_subject(unit.folder, os.environ.get(VARIABLE, "solution"))


@pytest.fixture(scope="session")
def own_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a Redis that runs as long as the tests do."""
    from challenges.shared.testing.servers import redis_server

    with redis_server(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def redis_url(request: pytest.FixtureRequest) -> str:
    """The URL of a real Redis without any keys.

    `kata` keeps one running from run to run; without it the tests start their own.
    """
    import redis

    url: str = os.environ.get("KATA_REDIS_URL") or request.getfixturevalue("own_redis")
    with redis.Redis.from_url(url) as client:
        client.flushall()
    return url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Brings the tests of each unit into teaching order: by stage, then as written."""
    first: dict[Path, int] = {}
    keys: dict[str, tuple[int, int]] = {}
    for position, item in enumerate(items):
        unit = unit_of(item.path)
        if unit is None:
            keys[item.nodeid] = (position, 0)
            continue
        stage = next((s.index for s in unit.stages if item.path in s.tests), len(unit.stages) + 1)
        keys[item.nodeid] = (first.setdefault(unit.folder, position), stage)
    items.sort(key=lambda item: keys[item.nodeid])


def unit_of(path: Path) -> Unit | None:
    """Returns the unit around a test file, or None.

    Raises:
        pytest.UsageError: Its unit.toml is wrong.
    """
    for folder in path.parents:
        if (folder / "unit.toml").is_file():
            return _unit(folder)
    return None


@cache
def _unit(folder: Path) -> Unit:
    try:
        return load_unit(folder)
    except UnitError as error:
        raise pytest.UsageError(str(error)) from error
