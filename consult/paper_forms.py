"""The blank paper form: the approved text, room to write, no field for a name, and every copy like the next."""

import re
from collections.abc import Iterator

from consult import sheets
from consult.rounds.scripts import Kind, Question, Script
from consult.sheets import Block, Look, Piece
from consult.wording import catalogue_of_members
from consult.wording.filling import fill

LINES_TO_WRITE = 6
LINES_FOR_OTHER = 1
HELP_LINES_AT_THE_FOOT = 3
# What is true of a screen only: closing a page, taking back with private words, a device, the two buttons.
_OF_A_SCREEN = frozenset({"C06", "C18", "C23", "C24"})
_OTHER_MONEY = "C16"
_BUTTONS = re.compile(r"(\s*\[[^\]]+\])+$")
_PROMISED = ("types", "steers", "keeps", "tells", "pay", "stops", "law")
_NOT_A_HELPER = ("police", "children", "funder", "decides", "watches")


def render(script: Script, address: str) -> bytes:
    """
    Give the form of one part in the language of its approved script, as a PDF.

    `address` is where a card is typed in. Two prints of one part are the same bytes.
    """
    says = _Words(script)
    asked = [list(_question(says, number, question)) for number, question in enumerate(script.questions, 1)]
    foot = (f"{line['name']} {line['number']}" for line in script.help_lines[:HELP_LINES_AT_THE_FOOT])
    # A name and its number stay on one line.
    help_lines = " · ".join(line.replace(" ", "\N{NO-BREAK SPACE}") for line in foot)
    blocks = [*_before(says, script, address), *asked, *_after(says, script)]
    return sheets.render(blocks, (says("sheet.stop"), help_lines))


def helpers_promise(language: str) -> bytes:
    """Give what a helper promises, and who can not help, on one sheet: the words of the member's page."""
    said = catalogue_of_members.screens(language)
    promised = [Piece(Look.ITEM, said[f"helped.{key}"]) for key in _PROMISED]
    barred = [Piece(Look.ITEM, said[f"helped.not_{key}"]) for key in _NOT_A_HELPER]
    blocks = [
        [Piece(Look.TITLE, said["helped.title"]), *_texts(said["helped.choose"], said["helped.card"])],
        [Piece(Look.HEADING, said["helped.promise"]), *promised],
        [Piece(Look.HEADING, said["helped.not_title"]), *barred],
        _texts(said["helped.again"]),
    ]
    return sheets.render(blocks, ())


class _Words:
    """The sentences of one script, as approved; of a script approved before they were written, as they ship."""

    def __init__(self, script: Script) -> None:
        self._approved = script.screens
        self._shipped = catalogue_of_members.screens(script.language)

    def __call__(self, key: str, **facts: object) -> str:
        said = self._approved.get(key) or self._shipped[key]
        return fill(said, {name: str(fact) for name, fact in facts.items()})


def _before(says: _Words, script: Script, address: str) -> Iterator[Block]:
    many = len(script.questions)
    counted = says("brief.question") if many == 1 else says("brief.questions", n=many)
    yield [
        Piece(Look.TITLE, script.title),
        *_texts(says("sheet.stop"), says("sheet.no_name")),
        Piece(Look.HEADING, says("brief.title")),
        *_texts(script.promise, script.brief, says("brief.facts", questions=counted)),
    ]
    yield [
        Piece(Look.HEADING, says("sheet.title")),
        *(
            Piece(Look.ITEM, says(key))
            for key in (
                "sheet.typed",
                "sheet.locked",
                "sheet.more_than_one",
                "sheet.no_back",
                "sheet.blank",
                "sheet.yes",
            )
        ),
    ]
    yield [
        Piece(Look.HEADING, says("sheet.pay_title")),
        *_texts(says("sheet.pay")),
        Piece(Look.HEADING, address),
        *_texts(says("sheet.hand_in"), says("sheet.once")),
    ]
    for ident, title, said in script.consent:
        if ident not in _OF_A_SCREEN:
            tax = says("pay.tax") if ident == _OTHER_MONEY else ""
            yield [Piece(Look.HEADING, title), *_texts(_BUTTONS.sub("", said), tax)]
    yield [Piece(Look.HEADING, says("list.title")), *_texts(says("list.intro"), says("sheet.more"))]


def _question(says: _Words, number: int, question: Question) -> Iterator[Piece]:
    if question.note:
        yield from (Piece(Look.HEADING, says("note.title", number=number)), *_texts(question.note))
    yield Piece(Look.HEADING, says("list.numbered", number=number, question=question.text))
    if question.hint:
        yield from _texts(question.hint)
    if question.kind is Kind.OPEN:
        yield Piece(Look.LINES, lines=LINES_TO_WRITE)
        yield from _texts(f"{says('question.quote')} {says('question.quote_unset')}")
        yield from (Piece(Look.BOX, says(f"question.{may}")) for may in ("quote_yes", "quote_no"))
        return
    yield from _texts(_how_many(says, question))
    yield from (Piece(Look.BOX, option) for option in question.options)
    own = says("question.other_field")
    if own in question.options:
        yield from _texts(says("question.other", option=own))
        yield Piece(Look.LINES, lines=LINES_FOR_OTHER)


def _how_many(says: _Words, question: Question) -> str:
    if question.kind is Kind.CHOICE:
        return says("question.one")
    most = question.max_picks or len(question.options)
    return says("question.many" if most >= len(question.options) else "question.up_to", most=most)


def _after(says: _Words, script: Script) -> Iterator[Block]:
    told = (says(f"next.{key}") for key in ("reading", "themes", "decisions", "delete"))
    yield [Piece(Look.HEADING, says("next.title")), *(Piece(Look.ITEM, said) for said in told)]
    yield [Piece(Look.HEADING, says("foot.title")), *_texts(script.sentences["not_help_now"])]
    for line in script.help_lines:
        yield _texts(f"{line['name']} {line['number']}\n{line['how']}, {line['hours']}. {line['note']} {line['says']}")
    yield _texts(script.sentences["call_history"])


def _texts(*said: str) -> list[Piece]:
    return [Piece(Look.TEXT, text) for text in said if text]
