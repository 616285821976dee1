"""Three acts at a raw answer: a danger, a person named, one set aside. None of them copies a word of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session, col, delete, select

from consult.actors import Actor
from consult.errors import Missing, Refused
from consult.ids import PartId, new_id
from consult.rounds import parts
from consult.words import reading
from consult.words.answers.act_tables import ActKind, AnswerAct
from consult.words.answers.asides import Reason
from consult.words.tables import Answer, Batch, Coding, Opened, Quote


class Decided(StrEnum):
    """What a reader decided about a danger: what she did, never what she read."""

    CONTACT = "contact"
    LINE = "line"
    TALKED = "talked"
    NOBODY = "nobody"


DECIDED = {
    Decided.CONTACT: "I called the person named here",
    Decided.LINE: "I called a help line for advice",
    Decided.TALKED: "I talked it through with the other reader; nobody has to be called",
    Decided.NOBODY: "I looked again: nobody is in danger",
}


@dataclass(frozen=True, slots=True)
class AtAnswer:
    """What was begun at one answer, as one reader may see it; a danger is shown to the reader who said so alone."""

    danger: AnswerAct | None
    names: AnswerAct | None
    aside: AnswerAct | None


def say_danger(session: Session, actor: Actor, answer_id: bytes, k: int) -> UUID:
    """Put on record that someone may be in danger. The stewards are told that it happened, not what was said."""
    _, part_id = held(session, actor, answer_id, k)
    if at(session, actor, answer_id, k).danger:
        raise Refused("You said so already. The list is open.")
    return _begin(session, actor, part_id, answer_id, ActKind.DANGER)


def finish_list(
    session: Session, actor: Actor, act_id: UUID, decided: Decided | None, k: int, *, ticked: bool = True
) -> None:
    """Note that a reader of the round went through the whole list, and what she did. Refused before its end."""
    act = _of_reader(session, actor, act_id, ActKind.DANGER, k)
    if not ticked:
        raise Refused("Some points are not ticked yet. Go through them one by one.")
    if decided is None:
        raise Refused("Choose what you did.")
    act.reason, act.is_listed = decided, True
    keep_danger(session, act)


def say_names(session: Session, actor: Actor, answer_id: bytes, k: int) -> UUID:
    """Say that an answer names a person. It stays open until the words are masked, or a reader sees none to mask."""
    _, part_id = held(session, actor, answer_id, k)
    if at(session, actor, answer_id, k).names:
        raise Refused("A reader said so already. Choose what to mask.")
    return _begin(session, actor, part_id, answer_id, ActKind.NAMES)


def names_nobody(session: Session, actor: Actor, answer_id: bytes, k: int) -> None:
    """Close it: a reader looked again and there is nothing to mask (any more)."""
    opened(session, actor, answer_id, k)
    session.exec(delete(AnswerAct).where(col(AnswerAct.answer_id) == answer_id, col(AnswerAct.kind) == ActKind.NAMES))


def set_aside(session: Session, actor: Actor, answer_id: bytes, reason: Reason | None, k: int) -> UUID:
    """
    Set an answer aside as abuse, spam or a trial; a steward has to say yes. It leaves every theme at once.

    Refused where its words are quoted, and where it is set aside already.
    """
    there, part_id = held(session, actor, answer_id, k)
    if reason is None:
        raise Refused("Choose why.")
    if at(session, actor, answer_id, k).aside:
        raise Refused("This answer is set aside already.")
    if session.exec(select(Quote.id).where(Quote.answer_id == answer_id)).first():
        raise Refused("Words of this answer are quoted under a theme. Take the quote away first.")
    leave_themes(session, there)
    return _begin(session, actor, part_id, answer_id, ActKind.ASIDE, reason)


def take_back(session: Session, actor: Actor, answer_id: bytes, k: int) -> None:
    """Give an answer that was set aside back to reading, by a reader. Missing where it is not set aside."""
    act = at(session, actor, answer_id, k).aside
    if act is None:
        raise Missing
    give_back(session, act)


def at(session: Session, actor: Actor, answer_id: bytes, k: int) -> AtAnswer:
    """Give what was begun at one opened answer, to a reader of its round."""
    opened(session, actor, answer_id, k)
    rows = session.exec(select(AnswerAct).where(AnswerAct.answer_id == answer_id)).all()
    mine = [row for row in rows if row.kind != ActKind.DANGER or row.reader_id == actor.account_id]
    known = {row.kind: row for row in mine}
    return AtAnswer(known.get(ActKind.DANGER), known.get(ActKind.NAMES), known.get(ActKind.ASIDE))


def open_to(session: Session, actor: Actor, part_id: PartId, k: int) -> Sequence[AnswerAct]:
    """Give the acts of a part that wait for a reader: lists that are not finished, names that are not masked."""
    reading.as_reader(session, actor, part_id, k)
    rows = session.exec(select(AnswerAct).where(AnswerAct.part_id == part_id)).all()
    waits = [row for row in rows if row.kind == ActKind.NAMES or (row.kind == ActKind.DANGER and not row.is_listed)]
    return sorted(waits, key=lambda row: (row.kind, row.id))


def still_open(session: Session, part_id: PartId) -> list[str]:
    """Give a sentence for each kind of act that is open: a release waits for all of them."""
    rows = session.exec(select(AnswerAct).where(AnswerAct.part_id == part_id)).all()
    danger = [row for row in rows if row.kind == ActKind.DANGER]
    found = []
    if any(not row.is_listed for row in danger):
        found.append('A reader said "someone may be in danger". Go through the list to its end.')
    if any(row.steward_id is None for row in danger):
        found.append("A steward has not yet said that she knows of a possible danger.")
    if any(row.kind == ActKind.NAMES for row in rows):
        found.append("An answer names a person. Mask the words, or say that there is nothing to mask.")
    if any(row.kind == ActKind.ASIDE and row.steward_id is None for row in rows):
        found.append("An answer is set aside, and a steward has not said yes or no yet.")
    return found


def opened(session: Session, actor: Actor, answer_id: bytes, k: int) -> tuple[Opened, PartId]:
    """Give an opened answer's place to a reader of its round, and the part. Missing for one that nobody opened."""
    there = session.get(Opened, answer_id)
    batch = session.get(Batch, there.batch_id) if there else None
    if there is None or batch is None or session.get(Answer, answer_id) is None:
        raise Missing
    reading.as_reader(session, actor, batch.part_id, k)
    return there, batch.part_id


def held(session: Session, actor: Actor, answer_id: bytes, k: int) -> tuple[Opened, PartId]:
    """Give the same with the part held: two acts at once on one answer take turns."""
    there, part_id = opened(session, actor, answer_id, k)
    parts.locked(session, part_id)
    return there, part_id


def leave_themes(session: Session, there: Opened) -> None:
    """Take an answer out of every theme; it has its place as one that says nothing here."""
    session.exec(delete(Coding).where(col(Coding.answer_id) == there.answer_id))
    there.blank = True
    session.add(there)
    session.flush()


def give_back(session: Session, act: AnswerAct) -> None:
    """End a setting-aside: the answer is without a place again, to be read."""
    there = session.get(Opened, act.answer_id) if act.answer_id else None
    if there is not None:
        there.blank = False
        session.add(there)
    session.delete(act)
    session.flush()


def _begin(session: Session, actor: Actor, part_id: PartId, answer_id: bytes, kind: ActKind, reason: str = "") -> UUID:
    act = AnswerAct(
        id=new_id(), part_id=part_id, kind=kind, answer_id=answer_id, reader_id=actor.account_id, reason=reason
    )
    session.add(act)
    session.flush()
    return act.id


def _of_reader(session: Session, actor: Actor, act_id: UUID, kind: ActKind, k: int) -> AnswerAct:
    act = session.get(AnswerAct, act_id)
    if act is None or act.kind != kind:
        raise Missing
    reading.as_reader(session, actor, act.part_id, k)
    return act


def keep_danger(session: Session, act: AnswerAct) -> None:
    """Keep how far it is; once both have done their part, the record forgets which answer it was."""
    if act.is_listed and act.steward_id is not None:
        act.answer_id = None
    session.add(act)
    session.flush()
