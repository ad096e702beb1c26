"""Draws what a command prints as an SVG picture of a terminal.

    python3 -m tools.docs.terminal_svg docs/kata.svg --shown './kata' -- ./kata

The command runs in a pseudo-terminal 80 columns wide, so it prints its colours.  Several
commands can be joined in one picture by `sh -c`.  The picture holds text, needs no font
from elsewhere, and is written only when the command has ended.
"""

from __future__ import annotations

import argparse
import io
import os
import pathlib
import pty
import re
import subprocess
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

COLUMNS = 80

# rich's own frame, without the font that it would load from a server.
_FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; white-space: pre; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""

_CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-HJKSTfhlsu]")


def run_in_terminal(command: Sequence[str]) -> str:
    """Returns what `command` prints to a terminal of 80 columns, colours included."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "LINES": "40", "TERM": "xterm-256color"}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        printed = bytearray()
        while True:
            try:
                data = os.read(ours, 1 << 16)
            except OSError:  # Linux says EIO when the last writer has closed
                break
            if not data:
                break
            printed += data
        os.close(ours)
        process.wait()
    return printed.decode("utf-8", errors="replace").replace("\r\n", "\n")


def draw(shown: str, printed: str, title: str) -> str:
    """Returns the SVG of a prompt with `shown` and of what came back."""
    # Of a line that was drawn over, only what stood there last.
    lines = [line.rsplit("\r", 1)[-1] for line in _CONTROLS.sub("", printed).split("\n")]
    console = Console(
        record=True,
        width=COLUMNS,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
    )
    console.print(Text("$ ", "bold green") + Text(shown, "bold"))
    console.print(Text.from_ansi("\n".join(lines)))
    return console.export_svg(title=title, theme=MONOKAI, code_format=_FRAME)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("picture", type=pathlib.Path, help="the SVG file to write")
    parser.add_argument("--shown", required=True, help="the command as the picture shows it")
    parser.add_argument("--title", default="")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args(arguments)
    svg = draw(options.shown, run_in_terminal(options.command), options.title)
    part = options.picture.with_suffix(".part")
    part.write_text(svg, encoding="utf-8")
    part.replace(options.picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
