"""The help lines of a round as its members were shown them, for those who read."""

from typing import Any

from consult.rounds.scripts import Script
from consult.ui import say
from consult.wording import supports

FIRST = 3
_HISTORY = "Calls and texts can show in the history of a phone and on its bill."


def show(script: Script, title: str) -> None:
    """Show under a title each line, its number and whether it may report; those after the first three are folded."""
    listed = [_line(line) for line in (script.help_lines or supports.help_lines())]
    say.lines(title, listed[:FIRST], "All help lines", listed[FIRST:], _HISTORY)


def _line(line: dict[str, Any]) -> tuple[str, str, str]:
    how = line["how"][:1].upper() + line["how"][1:]
    return line["name"], line["number"], f"{how}, {line['hours']}. {line['note']} {line['says']}"
