"""The script `kata`: makes .venv once, from the lock, whole or not at all; then it only starts."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tools.kata.tests.fixture_units import PROJECT

# Stands in for Python: makes a folder with a copy of itself, notes what pip is asked to install,
# and says with what it was started in the end.
STUB = """\
#!/bin/sh
case "$*" in
"-m venv "*)
    mkdir -p "$3/bin" && cp "$0" "$3/bin/python"
    echo "#!$(cd "$3" && pwd)/bin/python" >"$3/bin/tool"
    ;;
"-m pip "*) for last; do :; done; cp "$last" "$KATA_TEST_LOG"; exit "${KATA_TEST_PIP:-0}" ;;
"-S "*) echo "started $*" ;;
*ensurepip*) [ -z "${KATA_TEST_MODULES:-}" ] || [ -e "$KATA_TEST_MODULES" ] ;;
*) exec "$KATA_TEST_PYTHON" "$@" ;;
esac
"""

LOCK = """\
click==8.5.1 \\
    --hash=sha256:aaaa
    # via python-challenges (pyproject.toml)
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:bbbb
polars==2.1.0 \\
    --hash=sha256:cccc
polars-runtime-32==2.1.0 \\
    --hash=sha256:dddd
"""


class Root:
    """A checkout with the script, a lock, and a stand-in for Python."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lock = root / "requirements.txt"
        self.log = root / "installed"
        self.lock.write_text(LOCK, encoding="utf-8")
        self.stub = root / "stub"
        self.stub.write_text(STUB, encoding="utf-8")
        script = root / "kata"
        script.write_bytes((PROJECT / "kata").read_bytes())
        for file in (self.stub, script):
            file.chmod(0o755)

    def run(
        self, *arguments: str, command: str = "./kata", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Runs the script."""
        return subprocess.run(
            [command, *arguments],
            cwd=self.root,
            env={
                "PATH": os.environ["PATH"],
                "CHALLENGES_PYTHON": str(self.stub),
                "KATA_TEST_LOG": str(self.log),
                "KATA_TEST_PYTHON": sys.executable,
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path)


def test_first_use_makes_the_environment_and_starts(root: Root) -> None:
    """It says so, installs what the tool needs with hashes, and leaves nothing else behind."""
    ended = root.run("list", "--json")
    assert ended.returncode == 0
    assert ended.stdout == "started -S ./tools/kata/__main__.py list --json\n"
    assert "making .venv with the core packages" in ended.stderr
    installed = root.log.read_text(encoding="utf-8")
    assert "click==8.5.1" in installed
    assert "numpy==2.4.6 ; python_full_version" in installed
    assert installed.count("--hash") == 2
    assert "polars" not in installed
    assert [path.name for path in root.root.glob(".venv*")] == [".venv"]
    tool = (root.root / ".venv/bin/tool").read_text(encoding="utf-8")
    assert tool == f"#!{root.root}/.venv/bin/python\n"


def test_next_use_only_starts(root: Root) -> None:
    """Nothing is installed twice."""
    root.run()
    root.log.unlink()
    ended = root.run("test")
    assert (ended.stdout, ended.stderr) == ("started -S ./tools/kata/__main__.py test\n", "")
    assert not root.log.exists()


def test_touched_lock_changes_nothing_and_a_changed_one_does(root: Root) -> None:
    """The content of the lock counts, not its time."""
    root.run()
    root.log.unlink()
    later = (root.root / ".venv/made-from").stat().st_mtime_ns + 10**9
    os.utime(root.lock, ns=(later, later))
    assert root.run().stderr == ""
    assert not root.log.exists()
    root.lock.write_text(LOCK.replace("8.5.1", "8.5.2"), encoding="utf-8")
    os.utime(root.lock, ns=(later + 2 * 10**9, later + 2 * 10**9))
    assert "making .venv" in root.run().stderr
    assert "click==8.5.2" in root.log.read_text(encoding="utf-8")


def test_failed_installation_leaves_what_was_there(root: Root) -> None:
    """The old environment stays, and the status says that the attempt is not to blame."""
    root.run()
    before = (root.root / ".venv/made-from").read_bytes()
    root.lock.write_text(LOCK + "\n", encoding="utf-8")
    later = (root.root / ".venv/made-from").stat().st_mtime_ns + 10**9
    os.utime(root.lock, ns=(later, later))
    ended = root.run(KATA_TEST_PIP="1")
    assert ended.returncode == 5
    assert "could not be installed; .venv is as it was" in ended.stderr
    assert (root.root / ".venv/made-from").read_bytes() == before
    assert [path.name for path in root.root.glob(".venv*")] == [".venv"]


def test_setup_installs_the_whole_lock_and_stays_so(root: Root) -> None:
    """After `setup` a new lock is installed as a whole, too."""
    root.run()
    assert "every package of the lock is installed" in root.run("setup").stderr
    assert root.log.read_text(encoding="utf-8") == LOCK
    root.lock.write_text(LOCK + "# more\n", encoding="utf-8")
    later = (root.root / ".venv/made-from").stat().st_mtime_ns + 10**9
    os.utime(root.lock, ns=(later, later))
    root.run()
    assert root.log.read_text(encoding="utf-8") == LOCK + "# more\n"


def test_python_that_is_none_is_refused(root: Root) -> None:
    """A wrong CHALLENGES_PYTHON is named, not passed over."""
    ended = root.run(CHALLENGES_PYTHON="/bin/false")
    assert ended.returncode == 5
    assert "CHALLENGES_PYTHON is /bin/false, which is no Python 3.11" in ended.stderr
    assert not (root.root / ".venv").exists()


@pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="apt-get is Debian's")
@pytest.mark.parametrize("works", [True, False])
def test_missing_venv_module_is_installed_on_debian(root: Root, works: bool) -> None:
    """By apt-get, which is said before; when that fails, too, the learner is told what to do."""
    modules = root.root / "modules"
    tools = root.root / "bin"
    tools.mkdir()
    for name in ("apt-get", "sudo"):
        script = f'echo "{name} $*" >>{tools}/log\n'
        script += '"$@"\n' if name == "sudo" else f": >{modules}\n" if works else "exit 1\n"
        (tools / name).write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        (tools / name).chmod(0o755)
    path = f"{tools}:{os.environ['PATH']}"
    ended = root.run(PATH=path, KATA_TEST_MODULES=str(modules))
    assert "cannot make virtual environments; installing python3-venv" in ended.stderr
    assert "apt-get install -y python3-venv" in (tools / "log").read_text(encoding="utf-8")
    assert ended.returncode == (0 if works else 5)
    assert ("install it, then try again" in ended.stderr) is not works
    assert (root.root / ".venv").exists() is works


def test_script_may_be_reached_by_a_link(root: Root) -> None:
    """A link to it in a folder of the PATH starts the checkout that it lies in."""
    link = root.root / "bin" / "kata"
    link.parent.mkdir()
    link.symlink_to(root.root / "kata")
    ended = root.run("list", command=str(link))
    assert ended.stdout == f"started -S {root.root}/tools/kata/__main__.py list\n"


def test_core_packages_are_in_the_lock_and_complete() -> None:
    """What the script installs first has every package that these packages require."""
    script = (PROJECT / "kata").read_text(encoding="utf-8")
    core = set(script.partition('\ncore="')[2].partition('"')[0].split())
    lock = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    locked, name = set(), ""
    missing = []
    for line in lock.splitlines():
        if line[:1].isalnum():
            name = line.partition("==")[0]
            locked.add(name)
        elif line.startswith("    #"):
            users = line.replace("# via", "").replace("#", "").split()
            missing += [(name, user) for user in users if user in core and name not in core]
    assert core <= locked
    assert missing == []


def test_script_is_executable() -> None:
    """It is started as ./kata."""
    assert (PROJECT / "kata").stat().st_mode & stat.S_IXUSR
