"""Stage 7: whatever the format, filter, groups or mode, all backends count the very same bytes."""

from __future__ import annotations

import itertools
import random
import re
import struct
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.days.day22_log_analyzer.tests.logs import logs
from challenges.days.day22_log_analyzer.tests.other_logs import PLANS, other_logs, row
from challenges.days.day22_log_analyzer.tests.present import BACKENDS, on_each_backend
from challenges.days.day22_log_analyzer.tests.reading import steps

WHERE = (
    None,
    "status >= 400",
    "status in (200, 404, 503) and not bytes > 500",
    "latency > 10ms or latency = 0us",
    "path = '/a' or path like '%b%'",
    "ip ~ '[0-3]$' and user_agent != 'curl/8'",
    "ip cidr(192.0.2.0/30) or status_class = '5xx'",
    "user in ('ann', '-') and method != 'POST'",
)
GROUPS = (
    (),
    ("status_class",),
    ("host", "method"),
    ("minute", "protocol", "status"),
    ("hour", "path"),
    ("day", "ip", "user_agent", "referrer", "user"),
)


def counted(
    subject: ModuleType, backend: str, plan: dict[str, Any], data: bytes, chunk: int, **other: Any
) -> bytes:
    """Returns the partial of a stream that is fed in pieces."""
    analyzer = subject.Analyzer(subject.LogFormat("under test", plan), backend=backend, **other)
    for start in range(0, len(data) or 1, chunk):
        analyzer.feed(data[start : start + chunk])
    partial: bytes = analyzer.partial()
    return partial


questions = st.fixed_dictionaries(
    {
        "where": st.sampled_from(WHERE),
        "group_by": st.sampled_from(GROUPS),
        "timezone": st.sampled_from(("UTC", "Europe/Berlin", "America/St_Johns")),
        "strip_query": st.booleans(),
        "malformed_samples": st.integers(0, 3),
        "max_line": st.sampled_from((1 << 20, 90)),
    }
)
LATENCY_BY = ((), ("path",), ("host", "ip"))


@given(
    log=other_logs(),
    chunk=st.integers(1, 300),
    question=questions,
    latency_by=st.sampled_from(LATENCY_BY),
    exact=st.booleans(),
)
def test_backends_agree_on_any_question(
    subject: ModuleType,
    log: tuple[str, bytes],
    chunk: int,
    question: dict[str, Any],
    latency_by: tuple[str, ...],
    exact: bool,
) -> None:
    """Any log of any format, whatever is asked and however it is cut, gives one partial."""
    name, data = log
    if exact:
        question = {**question, "latency_by": latency_by}
    reference = counted(subject, "python", PLANS[name], data, 1 << 20, exact=exact, **question)
    for backend in BACKENDS:
        partial = counted(subject, backend, PLANS[name], data, chunk, exact=exact, **question)
        assert partial == reference, backend


@given(
    log=other_logs(),
    question=questions,
    latency_by=st.sampled_from(LATENCY_BY),
    exact=st.booleans(),
    seed=st.integers(0, 999),
)
def test_pieces_merge_to_the_whole(
    subject: ModuleType,
    log: tuple[str, bytes],
    question: dict[str, Any],
    latency_by: tuple[str, ...],
    exact: bool,
    seed: int,
) -> None:
    """The partials of sources, merged in any order by any backend, are the partial of all."""
    name, data = log
    if exact:
        question = {**question, "latency_by": latency_by}
    form = subject.LogFormat("under test", PLANS[name])
    lines = data.splitlines(keepends=True)
    chance = random.Random(seed)
    cuts = sorted(chance.randrange(len(lines) + 1) for _ in range(2))
    pieces = [b"".join(lines[a:b]) for a, b in itertools.pairwise((0, *cuts, len(lines)))]
    for backend in BACKENDS:
        whole = subject.Analyzer(form, backend=backend, exact=exact, **question)
        partials = []
        for number, piece in enumerate(pieces):
            part = subject.Analyzer(form, backend=backend, exact=exact, **question)
            for analyzer in (whole, part):
                analyzer.feed(piece, f"{number}.log")
            partials.append(part.partial())
        chance.shuffle(partials)
        merged = subject.Analyzer.combine(partials, backend=backend)
        assert merged.partial() == whole.partial(), backend


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that examples of one property may write anew."""
    return tmp_path_factory.mktemp("shelf") / "access.log"


@given(log=other_logs(), cuts=st.lists(st.floats(0, 1), max_size=4), question=questions)
def test_ranges_of_a_file_merge_to_the_whole(
    subject: ModuleType,
    shelf: Path,
    log: tuple[str, bytes],
    cuts: list[float],
    question: dict[str, Any],
) -> None:
    """A file of any format may be cut into ranges anywhere, unless columns change in it."""
    name, data = log
    if name == "w3c":
        return
    shelf.write_bytes(data)
    form = subject.LogFormat("under test", PLANS[name])
    places = [0, *sorted(int(cut * len(data)) for cut in cuts), len(data)]
    for backend in BACKENDS:
        whole = subject.Analyzer(form, backend=backend, **question)
        whole.feed_file(shelf)
        partials = []
        for start, end in itertools.pairwise(places):
            part = subject.Analyzer(form, backend=backend, **question)
            part.feed_file(shelf, start, end)
            partials.append(part.partial())
        assert subject.Analyzer.combine(partials).partial() == whole.partial(), backend


_REGULAR = re.compile(rb"[^ ]* [^ ]+ (?>.*? \[)(?!.{26}\r?\Z)", re.DOTALL)


def without_header(partial: bytes) -> bytes:
    """Returns the sections of a partial."""
    return partial[8 + int.from_bytes(partial[4:8], "little") :]


@given(data=logs(), chunk=st.integers(1, 300), strip_query=st.booleans())
def test_combined_written_as_a_text_plan_is_combined(
    subject: ModuleType, data: bytes, chunk: int, strip_query: bool
) -> None:
    """Two ways to say the same format count the same, where ident and both brackets are there.

    In combined an empty ident is too_few_fields, and so is a line without opening bracket; a text
    plan may skip nothing, and misses the timestamp then. Cut before the closing bracket, combined
    misses the timestamp and the text plan the request.
    """
    plans = [{"kind": "combined"}, PLANS["combined"]]
    data = b"".join(line + b"\n" for line in data.split(b"\n") if _REGULAR.match(line))
    for backend in BACKENDS:
        one, two = (
            without_header(counted(subject, backend, plan, data, chunk, strip_query=strip_query))
            for plan in plans
        )
        assert one == two, backend


@on_each_backend
@pytest.mark.parametrize("name", sorted(PLANS))
@pytest.mark.parametrize("exact", [True, False])
def test_workers_count_any_format(
    subject: ModuleType, backend: str, tmp_path: Path, name: str, exact: bool
) -> None:
    """Several workers find what one does, in each format."""
    lines = [row(name, seed) for seed in range(400)]
    if name == "w3c":
        lines = [b"#Fields: x", *lines]
    path = tmp_path / "access.log"
    path.write_bytes(b"\n".join(lines))
    form = subject.LogFormat("under test", PLANS[name])
    partials = {
        subject.analyze(
            path,
            format=form,
            backend=backend,
            workers=workers,
            exact=exact,
            where="status != 301",
            group_by=("status", "hour"),
        ).partial()
        for workers in (1, 2)
    }
    assert len(partials) == 1


@given(log=other_logs(most=4), question=questions, exact=st.booleans(), seed=st.integers(0, 9999))
def test_damaged_partials_do_no_harm(
    subject: ModuleType,
    log: tuple[str, bytes],
    question: dict[str, Any],
    exact: bool,
    seed: int,
) -> None:
    """A partial with bytes changed anywhere is refused with ValueError, or merged and readable."""
    name, data = log
    latency_by = ("path",) if exact else ()
    whole = counted(
        subject, "python", PLANS[name], data, 99, exact=exact, latency_by=latency_by, **question
    )
    chance = random.Random(seed)
    for backend in BACKENDS:
        changed = bytearray(whole)
        header = 8 + int.from_bytes(whole[4:8], "little")
        for _ in range(chance.randrange(1, 3)):
            place = chance.randrange(header, len(changed))
            changed[place] = chance.choice((0, 1, 255, changed[place] ^ 1, chance.randrange(256)))
        try:
            report = subject.Analyzer.combine([bytes(changed)], backend=backend)
        except ValueError:
            continue
        assert report.partial() == bytes(changed)


@on_each_backend
def test_the_sections_of_one_timed_line(subject: ModuleType, backend: str) -> None:
    """The canonical bytes of what a line with a latency adds, laid out by hand."""
    plan = steps("<host> <time_s> <target> <status> <size> <latency_ms>")
    data = b"www 61 /a 404 3 1.5\nwww 130 /b 200 4 -\n"
    partial = counted(
        subject,
        backend,
        plan,
        data,
        9,
        group_by=("status_class", "minute"),
        latency_by=("path", "user"),
        timezone="Asia/Kolkata",
    )

    def section(tag: bytes, numbers: bytes) -> bytes:
        return tag + struct.pack("<Q", len(numbers)) + numbers

    def group(*values: bytes) -> bytes:
        return b"".join(struct.pack("<I", len(value)) + value for value in values)

    first = group(b"2xx", b"1970-01-01T05:32+05:30")
    second = group(b"4xx", b"1970-01-01T05:31+05:30")
    # count, bytes lo and hi, errors, timed, latency lo and hi: of each key in turn
    numbers = struct.pack("<14Q", 1, 1, 3, 4, 0, 0, 1, 0, 1, 0, 1500, 0, 0, 0)
    backwards = struct.pack("<14Q", 1, 1, 4, 3, 0, 0, 0, 1, 0, 1, 0, 1500, 0, 0)
    expected = [
        section(b"PATH", struct.pack("<3Q", 2, 0, 5) + b"/a\n/b" + numbers),
        section(b"ADDR", bytes(24)),
        section(b"HOST", struct.pack("<3Q3s7Q", 1, 0, 3, b"www", 2, 7, 0, 1, 1, 1500, 0)),
        section(b"LATE", struct.pack("<3Q", 1, 1500, 1)),
        section(b"LMIN", struct.pack("<Qq2Q", 1, 60, 1500, 1)),
        section(b"LKEY", struct.pack("<5Q", 1, 0, 1500, 1, 0)),
        section(
            b"GRUP",
            struct.pack("<3Q", 2, 0, len(first + second)) + first + second + backwards,
        ),
        section(b"VISI", bytes(8)),
    ]
    for part in expected:
        assert part in partial, part


@on_each_backend
def test_the_99th_percentile_of_a_key(subject: ModuleType, backend: str) -> None:
    """It is the ceil(0.99 n)-th smallest latency; a key without latencies comes last."""
    plan = steps("<time_s> <target> <status> <latency_us>")
    lines = [f"1 /a 200 {took}" for took in range(1, 151)]
    lines += ["1 /b 200 149", "1 /c 200 200", "1 /d 200 -", "1 /aa 200 -"]
    analyzer = subject.Analyzer(
        subject.LogFormat("under test", plan), backend=backend, latency_by=("path",)
    )
    analyzer.feed("\n".join(lines).encode())
    keys = [row.key for row in analyzer.report().top("path", by="p99")]
    assert keys == [b"/c", b"/a", b"/b", b"/aa", b"/d"]


@on_each_backend
@pytest.mark.parametrize("seed", range(5))
def test_counts_in_bounded_memory(subject: ModuleType, backend: str, seed: int) -> None:
    """A count is at most `lost` too low, and a key that has more lines than that is there."""
    chance = random.Random(seed)
    paths = [f"/{int(chance.paretovariate(0.15)) % 10**9}" for _ in range(30_000)]
    plan = steps("<time_s> <target> <status>")
    analyzer = subject.Analyzer(subject.LogFormat("under test", plan), backend=backend, exact=False)
    analyzer.feed("".join(f"1 {path} 200\n" for path in paths).encode())
    report = analyzer.report()
    rows = report.top("path", 10_000)
    lost = rows[0].lost
    assert 0 < lost <= len(paths) / 2048
    assert len(rows) <= 4096
    found = {row.key: row.count for row in rows}
    for path, count in Counter(paths).items():
        assert count - lost <= found.get(path.encode(), 0) <= count
