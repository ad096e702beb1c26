"""Runs the authors' commands in a checkout of a test's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from tools.kata.tests.fixture_units import FixtureUnit, python_path


def kata_dev(checkout: FixtureUnit, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs `kata dev` with these arguments."""
    environment = {
        **os.environ,
        "PYTHONPATH": python_path(checkout.root),
        "KATA_HOME": str(checkout.root / "home"),
    }
    command = [sys.executable, "-m", "tools.kata", "dev", *arguments]
    return subprocess.run(
        command, cwd=checkout.root, env=environment, capture_output=True, text=True, check=False
    )


def checks_of(checkout: FixtureUnit, *options: str) -> dict[int, dict[str, Any]]:
    """Returns what `kata dev validate` says of the unit, check by check."""
    done = kata_dev(checkout, "validate", checkout.slug, "--json", *options)
    assert done.stdout, done.stderr
    (unit,) = json.loads(done.stdout)["units"]
    failed = any(check["problems"] for check in unit["checks"])
    assert done.returncode == int(failed)
    return {check["number"]: check for check in unit["checks"]}
