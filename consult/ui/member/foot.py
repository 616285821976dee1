"""Help is in the same place on every page, in the same order, and needs no code."""

from typing import Any

from consult.ui import say
from consult.ui.member.texts import language, text
from consult.ui.member.walk import Walk
from consult.wording import supports
from consult.wording.days_and_money import in_words

_FIRST = 3


def show(walk: Walk) -> None:
    """Show until when no one reads, and the help lines: the round's own where one is known."""
    script = walk.script
    if walk.later:
        say.note(text("foot.later", later=in_words(walk.later, language(), minute=True)))
    say.note(script.sentences["not_help_now"] if script else text("foot.now"))
    lines = [_line(line) for line in (script.help_lines if script else supports.help_lines(language=language()))]
    history = script.sentences["call_history"] if script else text("foot.history")
    say.lines(text("foot.title"), lines[:_FIRST], text("foot.all"), lines[_FIRST:], history)


def _line(line: dict[str, Any]) -> tuple[str, str, str]:
    how = line["how"][:1].upper() + line["how"][1:]
    return line["name"], line["number"], f"{how}, {line['hours']}. {line['note']} {line['says']}"
