"""The private pipe of a run."""

from __future__ import annotations

import os

from hypothesis import given
from hypothesis import strategies as st

from tools.kata.judge.frames import Frame, FrameReader, FrameWriter


@given(st.lists(st.integers(1, 40), max_size=20))
def test_frames_arrive_however_the_bytes_are_cut(sizes: list[int]) -> None:
    """Pieces of any size give the same frames."""
    reader, writer = os.pipe()
    sent: list[Frame] = [{"kind": "start", "case": "a\nb"}, {"kind": "done"}]
    frames = FrameWriter(writer, "abc")
    for frame in sent:
        frames.send(frame)
    os.close(writer)
    data = os.read(reader, 10_000)
    os.close(reader)
    taken = FrameReader("abc")
    found = []
    for size in [*sizes, len(data)]:
        found += list(taken.feed(data[:size]))
        data = data[size:]
    assert found == sent


def test_lines_without_the_nonce_are_ignored() -> None:
    """Whatever else is written to the pipe changes nothing."""
    reader = FrameReader("abc")
    noise = b'{"kind": "done"}\nxyz {"kind": "done"}\nabc no json\nabc [1]\nabc {"kind": "start"}\n'
    assert list(reader.feed(noise)) == [{"kind": "start"}]


def test_a_forked_copy_says_nothing() -> None:
    """Only the process that was judged reports, not one that it forks."""
    reader, writer = os.pipe()
    frames = FrameWriter(writer, "abc")
    pid = os.fork()
    if pid == 0:
        frames.send({"kind": "done"})
        os._exit(0)
    os.waitpid(pid, 0)
    os.close(writer)
    assert os.read(reader, 100) == b""
    os.close(reader)
