"""Checks the given files with mypy, by the configuration in mypy.ini."""

import os
import sys

from mypy import api

cache = os.path.join(os.environ.get("TEST_TMPDIR", "."), "mypy")  # noqa: PTH118
report, errors, status = api.run(
    ["--config-file", "mypy.ini", "--cache-dir", cache, "--no-error-summary", *sys.argv[1:]]
)
sys.stdout.write(report)
sys.stderr.write(errors)
sys.exit(status)
