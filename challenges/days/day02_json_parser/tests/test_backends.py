"""Stage 8: the choice of a backend, and that they all say the same."""

from __future__ import annotations

import gc
import importlib
import mmap
import os
import random
import subprocess
import sys
import threading
import time
import tracemalloc
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.days.day02_json_parser.tests.present import BACKENDS, on_each_backend
from challenges.days.day02_json_parser.tests.reading import Reader
from challenges.shared.testing import check, live

SEEDS = [
    b'{"a":[1,2.5,-3e5,true,false,null,"x\\n\\u00e9\\ud83d\\ude00"],"b":{"c":[]}, "e":[1 ,2]}',
    b"[[1.0,2.0],[3,4],[],{},[-0,-0.0,1E+2,12345678901234567890123]]",
    '["é😀",{"日本":"語","é":"\x7f"}]\r\n'.encode(),
    b'{"x":1,"x":{"y":2,"\\u0079":3}}',
    b"\xef\xbb\xbf [NaN, Infinity, -Infinity, 1e400]",
]
BITS = [
    bytes([code]) for code in b'{}[],:"\\/ \n\t019.eE+-tfnuNI\x00\x0c\x1f\x80\xc3\xe2\xed\xf0\xff'
]
BITS += [b"\\u", b"d83d", b"\\ude00", b"null", b'""', b"[]", b"{}", b"1.5", b"true,", b'"a":']
OPTIONS: list[dict[str, Any]] = [
    {},
    {"max_depth": 1},
    {"max_depth": 3},
    {"numbers": "decimal"},
    {"numbers": "lossless"},
    {"numbers": "float"},
    {"duplicates": "first"},
    {"duplicates": "error"},
    {"duplicates": "list"},
    {"surrogates": "keep"},
    {"nonfinite": "allow"},
    {"max_digits": 2},
    {"max_size": 20},
    {"bom": "error", "intern_keys": False, "gc": "leave"},
]


def mutated(draws: random.Random) -> bytes:
    """Returns a document with some bytes added, removed, changed or doubled."""
    data = bytearray(draws.choice(SEEDS))
    for _ in range(draws.randint(0, 4)):
        place = draws.randrange(len(data) + 1)
        match draws.randrange(4):
            case 0:
                data[place:place] = draws.choice(BITS)
            case 1:
                del data[place : place + draws.randint(1, 3)]
            case 2:
                data[place : place + 1] = draws.choice(BITS)
            case _:
                begin = draws.randrange(len(data) + 1)
                data[place:place] = data[begin : begin + draws.randint(1, 12)]
    return bytes(data)


@on_each_backend
@given(seed=st.integers(0, 2**64))
def test_backends_read_alike(subject: ModuleType, backend: str, seed: int) -> None:
    """Each backend reads what the Python one reads, and refuses with its code, byte and pointer."""
    draws = random.Random(seed)
    here, there = Reader(subject, backend), Reader(subject, "python")
    for _ in range(30):
        data, options = mutated(draws), draws.choice(OPTIONS)
        check(here.shown, data, **options).returns(there.shown(data, **options))


KEYS = st.text(max_size=5) | st.sampled_from(["a", "b", "é", "\ud800"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just({1}),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(KEYS | st.integers() | st.none() | st.floats(), inner, max_size=4)
    ),
    max_leaves=15,
)


@on_each_backend
@given(
    value=VALUES,
    options=st.fixed_dictionaries(
        {},
        optional={
            "indent": st.sampled_from([0, 2, "\t"]),
            "sort_keys": st.booleans(),
            "ensure_ascii": st.booleans(),
            "nonfinite": st.sampled_from(["null", "literal"]),
            "key_coercion": st.just("stdlib"),
            "max_depth": st.integers(1, 3),
            "newline": st.booleans(),
            "default": st.just(sorted),
        },
    ),
)
def test_backends_write_alike(
    subject: ModuleType, backend: str, value: Any, options: dict[str, Any]
) -> None:
    """Each backend writes the bytes that the Python one writes, and refuses as it does."""

    def written(name: str) -> Any:
        try:
            return subject.dumpb(value, backend=name, **options)
        except subject.JSONEncodeError as error:
            return error.code, error.pointer

    check(written, backend).returns(written("python"))


@on_each_backend
def test_bytes_and_str_are_the_same_text(subject: ModuleType, backend: str) -> None:
    """dumps is dumpb as str."""
    value = {"é": ["😀", 1.5, None]}
    text = subject.dumpb(value, backend=backend)
    check(subject.dumps, value, backend=backend).returns(text.decode())


def test_choice_by_name(subject: ModuleType) -> None:
    """use_backend chooses for all calls; a name that does not exist raises and changes nothing."""
    before = subject.active_backend()
    try:
        for name in BACKENDS:
            subject.use_backend(name)
            check(subject.active_backend).returns(name)
            check(subject.loads, b"[1]").returns([1])
            check(subject.dumpb, [1]).returns(b"[1]")
        check(subject.use_backend, "fortran").raises(subject.BackendUnavailableError)
        check(subject.active_backend).returns(BACKENDS[-1])
        check(subject.loads, b"1", backend="fortran").raises(subject.BackendUnavailableError)
    finally:
        subject.use_backend(before)


_SCRIPT = """
import importlib, sys
class Closed:
    def find_spec(self, name, path=None, target=None):
        if name in {closed!r}:
            raise ImportError("closed " + name)
sys.meta_path.insert(0, Closed())
package = importlib.import_module({package!r})
try:
    print(package.active_backend(), package.loads(b"[1]"))
except package.BackendUnavailableError as error:
    print("unavailable", error)
"""


def run(subject: ModuleType, closed: list[str], backend: str = "") -> str:
    """Returns what a new interpreter says in which some modules cannot be imported."""
    environment = {key: value for key, value in os.environ.items() if key != "CHALLENGES_BACKEND"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    if backend:
        environment["CHALLENGES_BACKEND"] = backend
    script = _SCRIPT.format(closed=closed, package=subject.__name__)
    done = subprocess.run(
        [sys.executable, "-S", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or done.stderr


def test_choice_by_environment(subject: ModuleType) -> None:
    """CHALLENGES_BACKEND chooses; one that is not there is an error and never replaced."""
    native = ["json_parser_rust", "json_parser_cython"]
    check(run, live(subject), []).satisfies(lambda got: got.endswith("[1]"), "a backend and [1]")
    check(run, live(subject), native).returns("python [1]")
    check(run, live(subject), [], "python").returns("python [1]")
    for backend in ("rust", "cython"):
        said = check(run, live(subject), native, backend).value
        for part in ("unavailable", f"CHALLENGES_BACKEND is '{backend}'", "here are: python"):
            check(said.__contains__, part).returns(True, why=said)
    check(run, live(subject), [], "fortran").satisfies(
        lambda got: got.startswith("unavailable"), "an error"
    )


def test_no_other_json_package_is_needed(subject: ModuleType) -> None:
    """The package reads and writes with no JSON package of others, the standard one included."""
    closed = ["json", "_json", "orjson", "ujson", "simplejson", "rapidjson", "msgspec"]
    check(run, live(subject), closed, "python").returns("python [1]")


@on_each_backend
def test_mapped_files(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """A mapped file is read, and refused, like bytes."""
    path = tmp_path / "data.json"
    path.write_bytes(b'[1,{"a":"\xc3\xa9"}]')
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        check(subject.loads, live(mapped), backend=backend).returns([1, {"a": "é"}])
    path.write_bytes(b"[1,]")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        error = check(subject.loads, live(mapped), backend=backend).raises(subject.JSONDecodeError)
    check(tuple, [error.code, error.pos, error.doc]).returns(("trailing_comma", 2, b"[1,]"))


@on_each_backend
def test_memory_of_views(subject: ModuleType, backend: str) -> None:
    """A view that is not contiguous is refused; one of a part is read as that part."""
    view = memoryview(b"x[1,2]x")
    check(subject.loads, live(view[1:-1]), backend=backend).returns([1, 2])
    check(subject.loads, live(view[::2]), backend=backend).raises(TypeError)


@on_each_backend
def test_buffer_is_given_back(subject: ModuleType, backend: str) -> None:
    """After a call, right or wrong, a bytearray can be resized again."""
    for data in (bytearray(b"[1]"), bytearray(b"[1,]")):
        Reader(subject, backend).once(data)
        check(lambda d=data: d.extend(b" ")).returns(None)


@on_each_backend
def test_calls_from_many_threads(subject: ModuleType, backend: str) -> None:
    """Threads that read and write at once do not disturb each other."""
    value = {"a": [1, 2.5, "é", {"b": None}] * 50}
    text = subject.dumpb(value, backend=backend)
    outcomes: list[bool] = []

    def work() -> None:
        same = all(subject.loads(text, backend=backend) == value for _ in range(20))
        outcomes.append(same and subject.dumpb(value, backend=backend) == text)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(list, outcomes).returns([True] * 4)


@on_each_backend
@pytest.mark.parametrize("count", ["whole", "cut off", "written", "refused"])
def test_nothing_is_leaked(subject: ModuleType, backend: str, count: str) -> None:
    """A thousand calls more, right or wrong, hold no more memory, and no reference."""
    good = b'{"key one":[1,2.5,"text \xc3\xa9",{"b":[]}],"key two":123456789012345678901234567890}'
    sentinel = ["text that is only here"]
    value = {"a": [sentinel, 1.5, {"b": (1, 2)}]}
    bad: dict[str, Any] = {"a": [sentinel, {"b": {1}}]}
    calls = {
        "whole": lambda: subject.loads(good, backend=backend),
        "cut off": lambda: Reader(subject, backend).once(good[:-2]),
        "written": lambda: subject.dumpb(value, backend=backend),
        "refused": lambda: check(subject.dumpb, live(bad), backend=backend).raises(
            subject.JSONEncodeError
        ),
    }
    call = calls[count]
    for _ in range(20):
        call()
    references = sys.getrefcount(good), sys.getrefcount(sentinel), sys.getrefcount(sentinel[0])
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(300):
            call()
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    check(lambda: grown < 10_000).returns(True, why="300 calls more may not hold 10 kB more")
    after = sys.getrefcount(good), sys.getrefcount(sentinel), sys.getrefcount(sentinel[0])
    check(tuple, after).returns(references)


@on_each_backend
@pytest.mark.parametrize(
    "data", [b'[1,{"a":[]}]', b'["\\ud83d\\ude00",1e400]', b'{"a":[1,{"b":2]', b"[" * 2000]
)
def test_nothing_is_left_to_the_collector(subject: ModuleType, backend: str, data: bytes) -> None:
    """A call, right or wrong, leaves no circle of objects behind."""
    read = Reader(subject, backend).once
    options = {"nonfinite": "allow"}  # what is exact and slow can be right as well
    read(data, **options)
    gc.collect()
    gc.disable()
    try:
        read(data, **options)
        check(gc.collect).returns(0)
    finally:
        gc.enable()


def command(subject: ModuleType, *arguments: str, given: bytes = b"") -> tuple[int, str, str]:
    """Returns exit status, output and complaints of the command line."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", _COMMAND.format(subject.__name__), *arguments],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        input=given,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


_COMMAND = "import importlib, sys; sys.exit(importlib.import_module('{}.cli').main())"


def test_command_check(subject: ModuleType, tmp_path: Path) -> None:
    """check says where each file is wrong, with a caret, and exits with 1."""
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text("[1]")
    bad.write_text('{"a":\n [1,]}')
    check(command, live(subject), "check", str(good)).returns((0, "", ""))
    status, out, said = check(command, live(subject), "check", str(bad), str(good)).value
    check(tuple, [status, out]).returns((1, ""))
    check(said.__contains__, f"{bad}:2:4: ").returns(True, why=said)
    check(said.endswith, "\n [1,]}\n   ^\n").returns(True, why=said)
    status, _, said = check(command, live(subject), "check", str(tmp_path / "none")).value
    check(tuple, [status, "none" in said]).returns((2, True))


def test_commands(subject: ModuleType) -> None:
    """fmt, get, query, convert and lines read standard input and write standard output."""
    data = '{"b":[1.50,{"é":2}],"a":1e400}'.encode()
    formatted = '{\n  "b": [\n    1.50,\n    {\n      "é": 2\n    }\n  ],\n  "a": 1e400\n}\n'
    found = check(command, live(subject), "fmt", "-", given=data)
    found.returns((0, formatted, ""), why="numbers are kept as they are written")
    found = check(command, live(subject), "convert", "--sort-keys", "-", given=data)
    found.returns((0, '{"a":1e400,"b":[1.50,{"é":2}]}\n', ""))
    found = check(command, live(subject), "get", "/b/1", "-", given=data)
    found.returns((0, '{"é":2}\n', ""))
    found = check(command, live(subject), "query", "$..a[0]", "-", given=b'{"a":[1]}')
    found.returns((0, "$['a'][0]\t1\n", ""))
    json5 = ("convert", "--from", "json5", "--to", "canonical", "-")
    found = check(command, live(subject), *json5, given=b"{b:+1,a:'x',}")
    found.returns((0, '{"a":"x","b":1}\n', ""))
    status, out, said = check(command, live(subject), "lines", "-", given=b"1\nx\n[2]\n").value
    check(tuple, [status, out, said.startswith("-:2:1: ")]).returns((1, "", True))


def test_command_line_that_is_wrong(subject: ModuleType) -> None:
    """A wrong command line exits with 2, a place where nothing is with 1; --help explains."""
    for arguments in (("nope",), (), ("query", "$[", "-"), ("fmt", "--indent", "x", "-")):
        status, _, said = check(command, live(subject), *arguments, given=b"1").value
        check(tuple, [status, bool(said)]).returns((2, True))
    status, _, said = check(command, live(subject), "get", "/x", "-", given=b"{}").value
    check(tuple, [status, "/x" in said or "'x'" in said]).returns((1, True))
    status, out, _ = check(command, live(subject), "--help").value
    check(tuple, [status, "exit status" in out]).returns((0, True))


def test_command_bench(
    subject: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """bench prints a line for each backend and the standard library; Ctrl-C leaves no table."""
    status, out, said = check(
        command, live(subject), "bench", "--rounds", "1", "-", given=b'{"a":[1,2.5]}'
    ).value
    check(tuple, [status, said]).returns((0, ""))
    title, head, *rows = out.splitlines()
    check(title.startswith, "-: 13 bytes, 1 rounds").returns(True, why=title)
    check(head.split).returns(["read", "ms", "ratio", "write", "ms", "ratio"])
    names = [row.split()[0] for row in rows]
    check(lambda: names[-2:]).returns(["python", "json"], why=out)
    check(lambda: rows[-1].split()[2::2]).returns(["1.00", "1.00"])
    for data, found in ((b"[1,", "-:1:4: "), (b'["' + b"1" * 5000, "-:1:2: ")):
        status, out, said = check(command, live(subject), "bench", "-", given=data).value
        check(tuple, [status, out, said.startswith(found)]).returns((1, "", True), why=said)
    for rounds in ("0", "-1", "x"):
        status, _, said = check(
            command, live(subject), "bench", "--rounds", rounds, "-", given=b"1"
        ).value
        check(tuple, [status, rounds in said]).returns((2, True), why=said)

    def interrupted() -> float:
        raise KeyboardInterrupt

    path = tmp_path / "data.json"
    path.write_bytes(b"[1]")
    monkeypatch.setattr(time, "process_time", interrupted)
    main = importlib.import_module(f"{subject.__name__}.cli").main
    check(main, ["bench", str(path)]).returns(130)
    check(lambda: capsys.readouterr()[:2]).returns(("", ""))
