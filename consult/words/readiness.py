"""What stands between a codebook and a release, said all at once; above all, no voice that was read is left out."""

from collections.abc import Sequence

from sqlmodel import Session

from consult.rounds.tables import Part
from consult.settings import K_FLOOR
from consult.words import codebook, fresh, quotes, reading
from consult.words.tables import Answer, Theme, ThemeKind


def reasons(session: Session, part: Part) -> list[str]:
    """Give a sentence for each thing that is still to do; an empty list when the codebook can be proposed."""
    written = reading.of_part(session, part)
    themes = codebook.codebook(session, part.id)
    return [
        *_places(session, part, written),
        *_backing(session, themes),
        *_wording(session, part, themes, written),
    ]


def copied(session: Session, part: Part, theme: Theme) -> tuple[str, ...]:
    """Give the runs of six words or more that a theme copies from an answer of its part, as the theme has them."""
    allowed = _cleared(session, part)
    return _copied(theme, [answer.words for answer in reading.of_part(session, part)], allowed)


def _places(session: Session, part: Part, written: list[Answer]) -> list[str]:
    opened = reading.opened_of(session, part.id)
    coded = reading.coded_answers(session, part.id)
    shut = sum(answer.id not in opened for answer in written)
    loose = sum(not (one.blank or one.answer_id in coded) for one in opened.values())
    found = []
    if shut:
        found.append(f"{_answers(shut)} not read yet.")
    if loose:
        found.append(f"{_answers(loose)} in no theme, not in other things we heard, and not marked as saying nothing.")
    return found


def _backing(session: Session, themes: Sequence[Theme]) -> list[str]:
    if not any(theme.kind == ThemeKind.THEME for theme in themes):
        return ["There is no theme yet."]
    empty = [theme for theme in themes if not codebook.behind(session, theme.id)]
    return [f"No answer stands under {_name(theme)}." for theme in empty]


def _wording(session: Session, part: Part, themes: Sequence[Theme], written: list[Answer]) -> list[str]:
    allowed = _cleared(session, part)
    heard = [answer.words for answer in written]
    found = []
    for theme in themes:
        if _copied(theme, heard, allowed):
            found.append(f"{_name(theme)} copies six words or more from an answer. Write it fresh.")
        found += [f"{_name(theme)}: {stop}" for stop in fresh.hurtful(codebook.marks(theme)[0], _name(theme))]
        if codebook.marks(theme)[1] and not theme.cleared:
            found.append(f"Something in {_name(theme)} could point to a person. Look at it and clear it.")
    return found


def _copied(theme: Theme, heard: list[str], allowed: list[str]) -> tuple[str, ...]:
    return fresh.copied(codebook.marks(theme)[0], heard, allowed)


def _cleared(session: Session, part: Part) -> list[str]:
    return [words for cleared in quotes.cleared(session, part.id, K_FLOOR).values() for words in cleared]


def _answers(count: int) -> str:
    return "1 answer is" if count == 1 else f"{count} answers are"


def _name(theme: Theme) -> str:
    return f'"{theme.title}"' if theme.title else "a line of other things we heard"
