"""What two readers chose for the same answers, side by side once both are done, and settled one answer at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from consult.actors import Actor
from consult.errors import ConsultError, Missing, Refused
from consult.ids import AccountId, PartId, SampleId, ThemeId
from consult.rounds import parts
from consult.words import codebook, reading
from consult.words.pair import agreement, two_readers
from consult.words.pair.agreement import Agreement
from consult.words.pair.two_reader_tables import Sample, SampleAnswer, SampleReader, SampleState
from consult.words.reader.bench_tables import NOTHING


@dataclass(frozen=True, slots=True)
class Pair:
    """One answer with what each of the two chose for it, in the order of `two_readers.readers`."""

    id: bytes
    words: str
    first: frozenset[ThemeId]
    second: frozenset[ThemeId]
    settled: bool

    @property
    def differs(self) -> bool:
        """Say whether the two chose differently."""
        return self.first != self.second


@dataclass(frozen=True, slots=True)
class Wait:
    """What a blind sample waits for, in a sentence, and whether that is this reader."""

    sentence: str
    mine: bool


def pairs(session: Session, actor: Actor, sample_id: SampleId, k: int) -> tuple[Pair, ...]:
    """Give all answers of a sample that both coded. Refused before both are done: neither sees the other's first."""
    sample = two_readers.get(session, sample_id)
    reading.as_reader(session, actor, sample.part_id, k)
    if sample.state != SampleState.COMPARED:
        raise Refused("Both readers have to be done first.")
    one, other = (two_readers.chosen_by(session, sample_id, it.account_id) for it in _two(session, sample_id))
    settled = set(
        session.exec(
            select(SampleAnswer.answer_id).where(
                SampleAnswer.sample_id == sample_id, col(SampleAnswer.settled).is_(True)
            )
        )
    )
    return tuple(
        Pair(
            answer.id,
            answer.words,
            one.get(answer.id, frozenset()),
            other.get(answer.id, frozenset()),
            answer.id in settled,
        )
        for answer in two_readers.answers(session, sample_id)
    )


def figures(session: Session, actor: Actor, sample_id: SampleId, k: int) -> Agreement[ThemeId]:
    """Give how far the two agree; NOTHING stands for "it says nothing" as one theme more."""
    found = pairs(session, actor, sample_id, k)
    chosen = {theme for one in found for theme in (*one.first, *one.second)}
    themes = [*two_readers.themes(session, sample_id), *({NOTHING} & chosen)]
    return agreement.of([(one.first, one.second) for one in found], themes)


def finish(session: Session, actor: Actor, sample_id: SampleId, k: int) -> bool:
    """
    Note that this reader is done. When both are, what they chose alike gets its place; gives whether both are.

    Where a place can not be given (words are quoted under another theme), the answer stays to be settled.
    """
    if not two_readers.done(session, actor, sample_id, k):
        return False
    for one in pairs(session, actor, sample_id, k):
        if one.first and not one.differs:
            _try(session, actor, sample_id, one, k)
    return True


def settle(
    session: Session, actor: Actor, sample_id: SampleId, answer_id: bytes, chosen: Collection[ThemeId], k: int
) -> None:
    """Put an answer where the two now say it belongs. Refused where nothing is chosen; it can be settled again."""
    sample = two_readers.get(session, sample_id)
    reading.as_reader(session, actor, sample.part_id, k)
    parts.locked(session, sample.part_id)
    held = session.get(SampleAnswer, (sample_id, answer_id))
    if held is None or sample.state != SampleState.COMPARED:
        raise Missing
    if not chosen:
        raise Refused("Choose a theme, or say that it says nothing.")
    themes = set(chosen) - {NOTHING}
    codebook.place(session, actor, answer_id, themes, k, blank=NOTHING in chosen)
    held.settled = True
    session.add(held)
    session.flush()


def to_settle(session: Session, actor: Actor, sample_id: SampleId, k: int) -> tuple[Pair, ...]:
    """Give what still has to be settled, in order of the ids."""
    return tuple(one for one in pairs(session, actor, sample_id, k) if not one.settled)


def waits(session: Session, actor: Actor, part_id: PartId, k: int) -> tuple[Wait, ...]:
    """Give what the blind samples of a part wait for, as this reader sees it; nothing where answers are deleted."""
    found: list[Wait] = []
    sample = two_readers.under_way(session, part_id)
    if sample is not None:
        found += _coding(session, sample, actor.account_id)
    for done in two_readers.compared(session, part_id):
        try:
            left = len(to_settle(session, actor, done.id, k))
        except Refused:
            return ()
        if left:
            differ = "1 answer waits" if left == 1 else f"{left} answers wait"
            found.append(Wait(f"Two readers coded the same answers. {differ} to be settled.", mine=True))
    return tuple(found)


def _coding(session: Session, sample: Sample, account_id: AccountId) -> Sequence[Wait]:
    two = two_readers.readers(session, sample.id)
    me = next((one for one in two if one.account_id == account_id), None)
    if me is None:
        return [Wait("A blind sample waits for two readers, and you are not one of them. You can stop it.", mine=True)]
    if not me.done:
        return [Wait("Answers wait for you to code them alone, as the other reader does.", mine=True)]
    return [Wait("You coded your answers alone. The other reader is not done yet.", mine=False)]


def _try(session: Session, actor: Actor, sample_id: SampleId, one: Pair, k: int) -> None:
    try:
        with session.begin_nested():
            settle(session, actor, sample_id, one.id, one.first, k)
    except ConsultError:
        return


def _two(session: Session, sample_id: SampleId) -> tuple[SampleReader, SampleReader]:
    first, second = two_readers.readers(session, sample_id)
    return first, second
