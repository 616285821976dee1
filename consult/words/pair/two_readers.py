"""Two readers code the same answers, each alone: neither sees what the other chose, nor a proposal, before both did."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from secrets import SystemRandom

from sqlmodel import Session, col, delete, func, select

from consult.actors import Actor, Role
from consult.errors import Missing, Refused
from consult.ids import AccountId, PartId, SampleId, ThemeId, new_id
from consult.rounds import assignments, parts
from consult.rounds.tables import Part
from consult.words import codebook, reading
from consult.words.answers import asides
from consult.words.pair.two_reader_tables import (
    BlindCoding,
    Sample,
    SampleAnswer,
    SampleReader,
    SampleState,
    SampleTheme,
)
from consult.words.reader.bench_tables import NOTHING
from consult.words.tables import Answer, Coding

FEWEST, MOST = 10, 50
_dice = SystemRandom()


class OneReader(Refused):
    """The round names one reader, so nobody is there to agree or differ with."""

    sentence = "This round has one reader. Coding the same answers blind needs two. The author can name a second one."


@dataclass(frozen=True, slots=True)
class Blind:
    """One answer of a sample and what this reader alone chose for it: themes, or NOTHING for "it says nothing"."""

    id: bytes
    words: str
    chosen: frozenset[ThemeId]


def require_two(session: Session, part: Part) -> tuple[AccountId, AccountId]:
    """Give the two readers the round names now; OneReader where there are fewer."""
    found = [one.account_id for one in assignments.of_round(session, part.round_id) if one.role == Role.READER]
    if len(found) != 2:  # noqa: PLR2004 -- two people
        raise OneReader
    return found[0], found[1]


def room_for(session: Session, actor: Actor, part_id: PartId, question: str, k: int) -> tuple[int, int]:
    """Give how many opened answers to a question a sample can be drawn from, and how many of them have a place."""
    part = reading.as_reader(session, actor, part_id, k)
    found = _open_to_it(session, part, question)
    return len(found), sum(found.values())


def begin(session: Session, actor: Actor, part_id: PartId, question: str, size: int, k: int) -> SampleId:
    """
    Draw a blind sample of a question's opened answers, those without a place first, for both named readers.

    OneReader; Refused under 10, over 50, over what is open, before there is a theme, and while another is under way.
    """
    reading.as_reader(session, actor, part_id, k)
    part = parts.locked(session, part_id)
    two = require_two(session, part)
    if under_way(session, part_id) is not None:
        raise Refused("A blind sample of this round is under way. Finish or stop it first.")
    themes = codebook.codebook(session, part_id)
    if not themes:
        raise Refused("There is no theme yet. Write some first, so that both of you choose from the same ones.")
    held = _open_to_it(session, part, question)
    if not FEWEST <= size <= min(MOST, max(FEWEST, len(held))) or len(held) < FEWEST:
        raise Refused(f"A blind sample has {FEWEST} to {MOST} answers that are open. {len(held)} are.")
    drawn = sorted(held, key=lambda answer_id: (held[answer_id], _dice.random()))[:size]
    number = session.exec(select(func.max(Sample.number)).where(Sample.part_id == part_id)).one() or 0
    sample = Sample(
        id=SampleId(new_id()), part_id=part_id, question=question, number=number + 1, state=SampleState.CODING
    )
    session.add(sample)
    session.flush()
    session.add_all(SampleReader(sample_id=sample.id, part_id=part_id, account_id=one) for one in sorted(two))
    session.add_all(SampleTheme(sample_id=sample.id, part_id=part_id, theme_id=theme.id) for theme in themes)
    session.add_all(SampleAnswer(sample_id=sample.id, answer_id=answer_id) for answer_id in sorted(drawn))
    session.flush()
    return sample.id


def code(
    session: Session, actor: Actor, sample_id: SampleId, answer_id: bytes, chosen: Collection[ThemeId], k: int
) -> None:
    """Keep what this reader alone chose for an answer. Refused where nothing is chosen, and once she is done."""
    mine = _coding(session, actor, sample_id, k)
    if mine.done:
        raise Refused("You said that you are done. Wait for the other reader.")
    if not chosen:
        raise Refused("Choose a theme, or say that it says nothing.")
    if NOTHING in chosen and len(set(chosen)) > 1:
        raise Refused("An answer that says nothing can not stand under a theme. Choose one of the two.")
    if session.get(SampleAnswer, (sample_id, answer_id)) is None:
        raise Missing
    if not {NOTHING, *themes(session, sample_id)}.issuperset(chosen):
        raise Refused("That theme was not there when this sample began. Choose from those that were.")
    session.exec(
        delete(BlindCoding).where(
            col(BlindCoding.sample_id) == sample_id,
            col(BlindCoding.answer_id) == answer_id,
            col(BlindCoding.account_id) == actor.account_id,
        )
    )
    for theme_id in sorted(set(chosen)):
        session.add(
            BlindCoding(sample_id=sample_id, answer_id=answer_id, account_id=actor.account_id, theme_id=theme_id)
        )
    session.flush()


def mine(session: Session, actor: Actor, sample_id: SampleId, k: int) -> tuple[Blind, ...]:
    """Give the answers of a sample in order of their ids, with this reader's own choices and nobody else's."""
    _coding(session, actor, sample_id, k)
    chosen = chosen_by(session, sample_id, actor.account_id)
    return tuple(
        Blind(answer.id, answer.words, chosen.get(answer.id, frozenset())) for answer in answers(session, sample_id)
    )


def done(session: Session, actor: Actor, sample_id: SampleId, k: int) -> bool:
    """Note that this reader is done; gives True when both are, and what they chose can be compared."""
    mine_ = _coding(session, actor, sample_id, k)
    chosen = chosen_by(session, sample_id, actor.account_id)
    left = sum(not chosen.get(answer.id) for answer in answers(session, sample_id))
    if left:
        raise Refused("1 answer is not coded yet." if left == 1 else f"{left} answers are not coded yet.")
    mine_.done = True
    session.add(mine_)
    session.flush()
    both = all(one.done for one in readers(session, sample_id))
    if both:
        sample = get(session, sample_id)
        sample.state = SampleState.COMPARED
        session.add(sample)
        session.flush()
    return both


def stop(session: Session, actor: Actor, sample_id: SampleId, k: int) -> None:
    """Stop a sample that is under way, by either reader of the round: what was chosen in it is deleted."""
    sample = get(session, sample_id)
    reading.as_reader(session, actor, sample.part_id, k)
    parts.locked(session, sample.part_id)
    if sample.state != SampleState.CODING:
        raise Refused("Both readers are done. It can not be stopped any more.")
    for table in (BlindCoding, SampleAnswer):
        session.exec(delete(table).where(col(table.sample_id) == sample_id))
    sample.state = SampleState.STOPPED
    session.add(sample)
    session.flush()


def under_way(session: Session, part_id: PartId) -> Sample | None:
    """Give the sample of a part that is being coded, if there is one."""
    return session.exec(select(Sample).where(Sample.part_id == part_id, Sample.state == SampleState.CODING)).first()


def compared(session: Session, part_id: PartId) -> Sequence[Sample]:
    """Give the samples of a part that both readers coded, the newest first."""
    return session.exec(
        select(Sample)
        .where(Sample.part_id == part_id, Sample.state == SampleState.COMPARED)
        .order_by(col(Sample.number).desc())
    ).all()


def readers(session: Session, sample_id: SampleId) -> Sequence[SampleReader]:
    """Give the two of a sample."""
    return session.exec(
        select(SampleReader).where(SampleReader.sample_id == sample_id).order_by(col(SampleReader.account_id))
    ).all()


def themes(session: Session, sample_id: SampleId) -> tuple[ThemeId, ...]:
    """Give the themes both could choose, without those that were taken out since."""
    sample = get(session, sample_id)
    then = set(session.exec(select(SampleTheme.theme_id).where(SampleTheme.sample_id == sample_id)))
    return tuple(theme.id for theme in codebook.codebook(session, sample.part_id) if theme.id in then)


def answers(session: Session, sample_id: SampleId) -> Sequence[Answer]:
    """Give the answers of a sample in order of their ids, without those that were set aside or deleted since."""
    aside = asides.of_part(session, get(session, sample_id).part_id)
    found = session.exec(
        select(Answer)
        .join(SampleAnswer, col(SampleAnswer.answer_id) == col(Answer.id))
        .where(SampleAnswer.sample_id == sample_id)
        .order_by(col(Answer.id))
    )
    return [answer for answer in found if answer.id not in aside]


def chosen_by(session: Session, sample_id: SampleId, account_id: AccountId) -> dict[bytes, frozenset[ThemeId]]:
    """Give what one reader chose, by answer; themes that were taken out since are left out."""
    known = {NOTHING, *themes(session, sample_id)}
    found: dict[bytes, frozenset[ThemeId]] = {}
    for row in session.exec(
        select(BlindCoding).where(BlindCoding.sample_id == sample_id, BlindCoding.account_id == account_id)
    ):
        if row.theme_id in known:
            found[row.answer_id] = found.get(row.answer_id, frozenset()) | {row.theme_id}
    return found


def get(session: Session, sample_id: SampleId) -> Sample:
    """Give a sample; Missing where there is none."""
    sample = session.get(Sample, sample_id)
    if sample is None:
        raise Missing
    return sample


def _coding(session: Session, actor: Actor, sample_id: SampleId, k: int) -> SampleReader:
    """Give this reader's place in a sample that is under way, held until the end of the transaction."""
    sample = get(session, sample_id)
    reading.as_reader(session, actor, sample.part_id, k)
    parts.locked(session, sample.part_id)
    session.refresh(sample)
    held = session.get(SampleReader, (sample_id, actor.account_id))
    if held is None:
        raise Refused("This sample was drawn for two other readers. Stop it, and begin a new one.")
    if sample.state != SampleState.CODING:
        raise Refused("This sample is not being coded any more.")
    return held


def _open_to_it(session: Session, part: Part, question: str) -> dict[bytes, bool]:
    """Give the opened answers to a question that are not set aside, each with whether it has a place."""
    aside = asides.of_part(session, part.id)
    opened = reading.opened_of(session, part.id)
    coded = set(session.exec(select(Coding.answer_id).where(col(Coding.answer_id).in_(sorted(opened)))))
    mine = session.exec(select(Answer.id).where(*reading.written(session, part), Answer.question == question))
    return {one: one in coded or opened[one].blank for one in mine if one in opened and one not in aside}
