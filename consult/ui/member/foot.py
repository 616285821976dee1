"""Help, and whom to ask outside, are in the same place on every page, in the same order, and need no code."""

from typing import Any

from consult.house import present
from consult.rounds.scripts import Script
from consult.ui import say
from consult.ui.member.texts import language, text
from consult.ui.member.walk import Walk
from consult.wording import catalogue_of_members, supports
from consult.wording.days_and_money import in_words

_FIRST = 3
_WORRIES = "C22"


def show(walk: Walk) -> None:
    """Show until when no one reads, and the help lines: the round's own where one is known."""
    script = walk.script
    if walk.later:
        say.note(text("foot.later", later=in_words(walk.later, language(), minute=True)))
    say.note(script.sentences["not_help_now"] if script else text("foot.now"))
    if asked := _worries(script):
        say.quiet(asked)
    lines = [_line(line) for line in (script.help_lines if script else supports.help_lines(language=language()))]
    history = script.sentences["call_history"] if script else text("foot.history")
    say.lines(text("foot.title"), lines[:_FIRST], text("foot.all"), lines[_FIRST:], history)


def _worries(script: Script | None) -> str:
    """Say whom to ask, and whom outside the partnership (OPS-04): as approved, before a card as set for the house."""
    if script:
        return next((said for ident, _title, said in script.consent if ident == _WORRIES), "")
    settings = present().settings
    if not settings.contact or not settings.outside_contact:
        return ""
    sentence = catalogue_of_members.said(f"consent.{_WORRIES}.text", language())
    return sentence.format(contact=settings.contact, outside_contact=settings.outside_contact)


def _line(line: dict[str, Any]) -> tuple[str, str, str]:
    how = line["how"][:1].upper() + line["how"][1:]
    return line["name"], line["number"], f"{how}, {line['hours']}. {line['note']} {line['says']}"
