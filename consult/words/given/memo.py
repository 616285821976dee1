"""What leaves with those who asked: a memo, a meeting pack, a block for a newsletter, a brief; released text alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consult.documents.blocks import Block, Document, Kind
from consult.words.given import plain
from consult.words.leaving import content
from consult.words.leaving.choices import TOO_FEW
from consult.words.replies import standings
from consult.words.replies.standings import Standing, Stands


@dataclass(frozen=True, slots=True)
class Source:
    """One release, the numbers of its themes that were chosen, where each theme stands, and whether all of it goes."""

    said: Mapping[str, Any]
    stands: Mapping[int, Stands]
    chosen: frozenset[int]
    whole: bool = False

    @property
    def number(self) -> int:
        """Give the release's number."""
        return int(self.said["number"])

    @property
    def themes(self) -> list[Mapping[str, Any]]:
        """Give the chosen themes that were not withdrawn."""
        return [theme for theme in content.standing(dict(self.said)) if theme["number"] in self.chosen]

    @property
    def numbers(self) -> tuple[str, ...]:
        """Give the numbers of the chosen themes ("3.1")."""
        return tuple(f"{self.number}.{theme['number']}" for theme in self.themes)


def memo(sources: Sequence[Source], purpose: str, day: str) -> Document:
    """Give a memo of whole releases or chosen themes: stories, quotes, answers, limits, how to cite."""
    return [
        Block(Kind.TITLE, "What people in this round told us" if len(sources) == 1 else "What people told us"),
        *_made_for(purpose, day),
        *(block for source in sources for block in _in_memo(source)),
        *_cite(sources),
    ]


def meeting_pack(sources: Sequence[Source], purpose: str, day: str) -> Document:
    """Give what a meeting needs: each theme, its answer or who owes it, and room to write; what is overdue first."""
    return [
        Block(Kind.TITLE, "For the meeting: what people told us, and what we answer"),
        *_made_for(purpose, day),
        *(block for source in sources for block in _in_meeting(source)),
        *_cite(sources),
    ]


def newsletter(sources: Sequence[Source], address: str) -> Document:
    """Give a block for a newsletter: what anyone can read on the outcome page, and its address; no quote, no number."""
    found = [Block(Kind.TITLE, "You told us. This is what happens next")]
    for source in sources:
        found.append(Block(Kind.HEADING, source.said["title"]))
        for theme in source.themes:
            one = source.stands[theme["number"]]
            found.append(
                Block(Kind.ITEM, f"{plain.ended(theme['title'])} {plain.STATES[one.standing]}. {plain.answer(one)[0]}")
            )
        found.append(Block(Kind.TEXT, f"All of it: {address}/outcomes/{source.number}"))
        found.append(Block(Kind.SMALL, plain.public_limits(source.said)))
    return [*found, *_cite(sources)]


def brief(source: Source, body: str, meets_on: str, purpose: str) -> Document:
    """Give an evidence brief for one body and day: themes and answers, no quotes, with whose yes it has."""
    return [
        Block(Kind.TITLE, f"Evidence brief for {body}, {meets_on}"),
        Block(Kind.NOTE, content.NOT_FOR),
        Block(Kind.NOTE, f"For {body} on {meets_on} alone. A steward of the advisory said yes to that."),
        Block(Kind.SMALL, f"Made for: {purpose}"),
        Block(Kind.HEADING, f"Release {source.number}: {source.said['title']}"),
        Block(Kind.SMALL, plain.limits(source.said)),
        *(block for theme in source.themes for block in _in_brief(source, theme)),
        *_cite([source]),
    ]


def _made_for(purpose: str, day: str) -> Iterator[Block]:
    yield Block(Kind.NOTE, content.NOT_FOR)
    yield Block(Kind.SMALL, f"Made for: {purpose}. {day}.")


def _in_memo(source: Source) -> Iterator[Block]:
    said = source.said
    yield Block(Kind.HEADING, f"Release {source.number}: {said['title']}")
    yield Block(Kind.SMALL, plain.limits(said))
    if source.whole and said["sentence"]:
        yield Block(Kind.TEXT, said["sentence"])
    for theme in source.themes:
        yield from _theme(source, theme)
    yield from (Block(Kind.SMALL, line) for line in said["words"] if source.themes)
    if source.whole and said["other"]:
        yield Block(Kind.HEADING, "Other things we heard")
        yield from (Block(Kind.ITEM, line) for line in said["other"])
    if source.whole:
        yield from (block for question in said["questions"] for block in _question(question))


def _theme(source: Source, theme: Mapping[str, Any]) -> Iterator[Block]:
    one = source.stands[theme["number"]]
    yield Block(Kind.HEADING, f"{one.number} {theme['title']}")
    yield Block(Kind.SMALL, theme["said_by"])
    yield Block(Kind.TEXT, theme["story"])
    if theme["views_differ"]:
        yield Block(Kind.TEXT, f"Views differ. {theme['views_differ']}")
    yield from (Block(Kind.QUOTE, words) for words in theme["quotes"])
    yield Block(Kind.NOTE, "\n".join([plain.STATES[one.standing], *plain.answer(one)]))


def _question(question: Mapping[str, Any]) -> Iterator[Block]:
    yield Block(Kind.HEADING, question["text"])
    if question["note"] == TOO_FEW:
        yield Block(Kind.TEXT, TOO_FEW)
        return
    yield Block(Kind.TEXT, question["sentence"])
    yield from (Block(Kind.ITEM, f"{row['option']}: {row['text']}") for row in question["rows"])
    yield from (Block(Kind.SMALL, line) for line in (*question["words"], question["note"]) if line)


def _in_meeting(source: Source) -> Iterator[Block]:
    counted = standings.impact_metrics(source.stands[theme["number"]] for theme in source.themes)
    yield Block(Kind.HEADING, f"Release {source.number}: {source.said['title']}")
    yield Block(Kind.SMALL, plain.limits(source.said))
    yield Block(Kind.TEXT, ". ".join(f"{name}: {counted[state]:g}" for state, name in plain.STATES.items()) + ".")
    for theme in sorted(source.themes, key=lambda it: _urgent(source.stands[it["number"]])):
        one = source.stands[theme["number"]]
        yield Block(Kind.HEADING, f"{one.number} {theme['title']}")
        yield Block(Kind.TEXT, theme["story"])
        yield Block(Kind.NOTE, "\n".join([plain.STATES[one.standing], *plain.answer(one)]))
        yield Block(Kind.SMALL, "What we agree, who, by when:")
        yield from (Block(Kind.LINE), Block(Kind.LINE))


def _urgent(one: Stands) -> tuple[int, int]:
    order = (Standing.OVERDUE, Standing.PENDING)
    return (order.index(one.standing) if one.standing in order else len(order)), one.theme


def _in_brief(source: Source, theme: Mapping[str, Any]) -> Iterator[Block]:
    one = source.stands[theme["number"]]
    yield Block(Kind.HEADING, f"{one.number} {theme['title']}")
    yield Block(Kind.TEXT, f"{theme['said_by']}. {theme['story']}")
    yield Block(Kind.SMALL, f"{plain.STATES[one.standing]}. {' '.join(plain.answer(one))}")


def _cite(sources: Sequence[Source]) -> Iterator[Block]:
    yield Block(Kind.HEADING, "How to cite")
    for source in sources:
        numbers = "" if source.whole else f" Themes {', '.join(source.numbers)}."
        yield Block(Kind.SMALL, f"{plain.cite(source.said)}{numbers}")
