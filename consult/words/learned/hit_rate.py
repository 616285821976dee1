"""How often proposals were right so far: what was kept before a reader decided, beside what she then did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from consult.actors import Actor
from consult.ids import PartId, ThemeId
from consult.words import reading
from consult.words.answers import asides
from consult.words.learned.learning_tables import Met, Proposal, ProposedTheme
from consult.words.tables import Coding, Opened, Theme

# Under so many answers no percent is printed (THEME-01), and the sentence says that they are few.
FEW_ANSWERS = 20


@dataclass(frozen=True, slots=True)
class HitRate:
    """
    What became of proposals for answers that have a place by now.

    `answers` is how many, `as_proposed` those with exactly the proposed themes; `proposed`, `right` and `added` count
    themes: proposed, of these kept, and those that stand there without having been proposed.
    """

    answers: int = 0
    as_proposed: int = 0
    proposed: int = 0
    right: int = 0
    added: int = 0


def so_far(session: Session, actor: Actor, part_id: PartId, k: int, met: Met = Met.SHOWN) -> HitRate:
    """
    Count at this moment, so that whoever changes her mind changes the figure.

    `Met.SHOWN` counts where the reader saw the proposal, `Met.KEPT_BACK` where it was made and not shown. Answers
    set aside do not count, nor themes that were taken out since.
    """
    reading.as_reader(session, actor, part_id, k)
    of_these = select(Proposal.answer_id).where(Proposal.part_id == part_id, Proposal.met == met)
    proposed = _by_answer(session, ProposedTheme, of_these)
    stands = _by_answer(session, Coding, of_these)
    blank = set(session.exec(select(Opened.answer_id).where(col(Opened.answer_id).in_(of_these), Opened.blank)))
    aside = asides.of_part(session, part_id)
    decided = [one for one in session.exec(of_these) if (one in stands or one in blank) and one not in aside]
    pairs = [(proposed.get(one, frozenset()), stands.get(one, frozenset())) for one in decided]
    return HitRate(
        answers=len(pairs),
        as_proposed=sum(before == after for before, after in pairs),
        proposed=sum(len(before) for before, _ in pairs),
        right=sum(len(before & after) for before, after in pairs),
        added=sum(len(after - before) for before, after in pairs),
    )


def in_words(found: HitRate, *, was_seen: bool = True) -> str:
    """Say the figure in a sentence or three, and what it can not tell."""
    if not found.answers:
        return "No proposal has been decided yet, so nobody can say how often they are right."
    if was_seen:
        one = "You have decided on 1 answer" if found.answers == 1 else f"You have decided on {found.answers} answers"
        said = f"{one} with proposals: {found.as_proposed} went exactly as proposed."
        foot = "You saw them first, so they may look better than they are."
    else:
        one = "1 answer was" if found.answers == 1 else f"{found.answers} answers were"
        said = f"{one} decided without seeing what would have been proposed: {found.as_proposed} went exactly so."
        foot = "Nobody was led by them here."
    return " ".join(filter(None, (said, _themes(found), foot, _few(found))))


def in_short(found: HitRate) -> str:
    """Say the figure in one line, to stand beside a proposal."""
    if not found.proposed:
        return "Nobody can say yet how often proposals are right."
    percent = "" if found.answers < FEW_ANSWERS else f" ({round(100 * found.right / found.proposed)} %)"
    themes = "1 theme" if found.proposed == 1 else f"{found.proposed} themes"
    return " ".join(filter(None, (f"Right so far: {found.right} of {themes} proposed{percent}.", _few(found))))


def _themes(found: HitRate) -> str:
    if not found.proposed:
        return f"No theme was proposed for them; {found.added} stand there." if found.added else ""
    percent = "" if found.answers < FEW_ANSWERS else f" ({round(100 * found.right / found.proposed)} %)"
    themes = "1 theme" if found.proposed == 1 else f"{found.proposed} themes"
    needed = "1 more was" if found.added == 1 else f"{found.added} more were"
    more = f", and {needed} needed" if found.added else ""
    right = "1 was" if found.right == 1 else f"{found.right} were"
    return f"Of {themes} proposed, {right} right{percent}{more}."


def _few(found: HitRate) -> str:
    return "These are too few to rely on." if found.answers < FEW_ANSWERS else ""


def _by_answer(
    session: Session, table: type[ProposedTheme] | type[Coding], of_these: Any
) -> Mapping[bytes, frozenset[ThemeId]]:
    standing = select(Theme.id).where(col(Theme.dropped).is_(False))
    rows = session.exec(
        select(table.answer_id, table.theme_id).where(
            col(table.answer_id).in_(of_these), col(table.theme_id).in_(standing)
        )
    )
    found: dict[bytes, frozenset[ThemeId]] = {}
    for answer_id, theme_id in rows:
        found[answer_id] = found.get(answer_id, frozenset()) | {ThemeId(theme_id)}
    return found
