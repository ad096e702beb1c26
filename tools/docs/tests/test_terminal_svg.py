"""A picture of a terminal shows what was printed, and needs nothing from elsewhere."""

from __future__ import annotations

import pathlib
import sys
import xml.etree.ElementTree as ET

from tools.docs.terminal_svg import draw, main, run_in_terminal

NAMESPACE = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> str:
    found = [element.text or "" for element in ET.fromstring(svg).iter(f"{NAMESPACE}text")]
    return "\n".join(found).replace("\N{NO-BREAK SPACE}", " ")


def test_it_holds_the_command_and_its_output() -> None:
    """Colours become classes, markup of the output stays text."""
    drawn = texts(draw("./kata list", "\x1b[31mred\x1b[0m <script>\n", "a title"))
    assert "./kata list" in drawn
    assert "red" in drawn
    assert "<script>" in drawn


def test_of_a_line_drawn_over_the_last_stays() -> None:
    """A progress bar is one line, as it stood at the end."""
    drawn = texts(draw("x", "10 %\r100 %\n", ""))
    assert "100 %" in drawn
    assert "\n10 %" not in drawn


def test_it_loads_nothing() -> None:
    """No font, style or script comes from a server."""
    svg = draw("x", "y", "")
    assert "url(http" not in svg
    assert "@font-face" not in svg


def test_the_command_sees_a_terminal(tmp_path: pathlib.Path) -> None:
    """It may print its colours."""
    program = "import sys; print(sys.stdout.isatty())"
    assert run_in_terminal([sys.executable, "-c", program]).strip() == "True"
    picture = tmp_path / "picture.svg"
    assert main([str(picture), "--shown", "python", "--", sys.executable, "-c", program]) == 0
    assert "True" in texts(picture.read_text())
