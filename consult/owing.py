"""Who owes people an answer asks them nothing new, unless a steward writes why she agrees."""

from sqlmodel import Session

from consult.actors import Actor
from consult.clock import Clock, in_words, today
from consult.errors import Refused
from consult.ids import PartId
from consult.rounds import owed_agreements, parts
from consult.rounds.tables import Part
from consult.words.replies import standings


class StillOwes(Refused):
    """The decider of this round owes answers whose day has passed, and no steward agreed in writing (LEAD-06)."""


def sentences(session: Session, clock: Clock, part: Part) -> tuple[str, ...]:
    """Give what this part's decider owes, a sentence; nothing where nothing is overdue or a steward agreed."""
    decider = parts.round_of(session, part.round_id).decider
    if owed_agreements.standing(session, part, decider) is not None:
        return ()
    return told(session, clock, decider)


def told(session: Session, clock: Clock, decider: str) -> tuple[str, ...]:
    """Say which answers this decider owes, whether a steward agreed or not."""
    late = standings.overdue_of(session, decider, today(clock))
    if not late:
        return ()
    numbers = ", ".join(one.number for one in late)
    since = in_words(min(one.due for one in late))
    owed = f"{decider.rstrip('.')} still owes an answer to {numbers}, due by {since}."
    return (f"{owed} A steward can agree in writing to ask all the same.",)


def others(session: Session, clock: Clock, decider: str) -> tuple[str, ...]:
    """Name every other decider that owes an answer: the same one may stand there under another name."""
    late = standings.overdue(session, today(clock))
    return tuple(sorted({one.owes for one in late if not standings.same(one.owes, decider)}))


def require_answered(session: Session, clock: Clock, part: Part) -> None:
    """Raise StillOwes while the decider of this part owes an answer and no steward agreed."""
    owed = sentences(session, clock, part)
    if owed:
        raise StillOwes(" ".join(owed))


def agree(session: Session, actor: Actor, part_id: PartId, words: str) -> None:
    """Keep a steward's written word that her members may be asked all the same. BadText, NotAllowed."""
    owed_agreements.agree(session, actor, part_id, words)
