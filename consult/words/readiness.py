"""What stands between a codebook and a release, said all at once; above all, no voice that was read is left out."""

from collections.abc import Sequence

from sqlmodel import Session

from consult.ids import ThemeId
from consult.rounds.tables import Part
from consult.settings import K_FLOOR
from consult.words import codebook, fresh, quotes, reading
from consult.words.answers import acts
from consult.words.leaving.release_tables import MemberCheck
from consult.words.tables import Answer, Theme, ThemeKind


def reasons(session: Session, part: Part) -> list[str]:
    """Give a sentence for each thing that is still to do; an empty list when the codebook can be proposed."""
    written = reading.of_part(session, part)
    themes = codebook.codebook(session, part.id)
    return [
        *_places(session, part, written),
        *acts.still_open(session, part.id),
        *_check(session, part),
        *_backing(session, themes),
        *_wording(session, part, themes),
    ]


def copied(session: Session, part: Part, themes: Sequence[Theme]) -> dict[ThemeId, tuple[str, ...]]:
    """
    Give, by theme, the runs of six words or more that it copies from an answer of its part.

    Words that were cleared as a quote may stand in a theme too.
    """
    cleared = [words for found in quotes.cleared(session, part.id, K_FLOOR).values() for words in found]
    known = fresh.runs(answer.words for answer in reading.of_part(session, part)) - fresh.runs(cleared)
    return {theme.id: fresh.copied(codebook.marks(theme)[0], known) for theme in themes}


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


def _wording(session: Session, part: Part, themes: Sequence[Theme]) -> list[str]:
    runs = copied(session, part, themes)
    found = []
    for theme in themes:
        whole, marks = codebook.marks(theme)
        if runs[theme.id]:
            found.append(f"{_name(theme)} copies six words or more from an answer. Write it fresh.")
        found += [f"{_name(theme)}: {stop}" for stop in fresh.hurtful(whole, _name(theme))]
        if theme.masked:
            found.append(f"{_name(theme)} said words that were masked in an answer. Write it anew.")
        if marks and not theme.cleared:
            found.append(f"Something in {_name(theme)} could point to a person. Look at it and clear it.")
    return found


def _check(session: Session, part: Part) -> list[str]:
    check = session.get(MemberCheck, part.id)
    if check is None or not check.masked:
        return []
    return ["A member check was begun with words in it that were masked since. A steward has to look at it first."]


def _answers(count: int) -> str:
    return "1 answer is" if count == 1 else f"{count} answers are"


def _name(theme: Theme) -> str:
    return f'"{theme.title}"' if theme.title else "a line of other things we heard"
