"""The door that opens a box, once: sealed papers become one heap with no name, no order and no tie to each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlmodel import Session

from consult import papers, sweeping, tokens
from consult.actors import Actor
from consult.box import boxes
from consult.box.tables import Box, BoxState, Envelope
from consult.clock import Clock, has_passed
from consult.envelopes import DoesNotOpen, envelope_info, unseal, unwrap_key
from consult.errors import Refused
from consult.house import House
from consult.ids import AdvisoryId, BoxId
from consult.money import honoraria
from consult.money.months import month_now
from consult.opening import wrap_bound
from consult.papers import DoesNotFit, Paper
from consult.people import acts, seats
from consult.rounds import approvals, parts
from consult.rounds.scripts import Kind, Question, Script
from consult.rounds.tables import PartState
from consult.words import heap

ID_BYTES = 16
Tell = Callable[[str], None]


class TooFew(Refused):
    """Fewer envelopes than k: nothing was opened and nothing changed."""

    sentence = (
        "Too few people answered to open this box. Nobody read anything. "
        "You can extend the round once, or destroy the box unread."
    )


@dataclass(frozen=True, slots=True)
class CountedRound:
    """What came of a count: rows in the heap, papers left out, and whether it was too quiet to be read."""

    answers: int
    left_out: int
    purged_unread: bool


def run(house: House, box_id: BoxId, phrase: str, tell: Tell, by: Actor | None = None) -> CountedRound:
    """
    Count one box, in this process; `consult.count_child` is the process it runs in.

    `tell` is told the name of each step when it is done: unwrapped, shut, opened, committed, settled.
    `by` is who opens the box, for the log of acts: its line is written in the commit that shuts the box.
    DoesNotOpen for a wrong phrase, TooFew under k envelopes; both have changed nothing.
    """
    private = _unwrapped(house, box_id, phrase)
    tell("unwrapped")
    _shut(house, box_id, by)
    tell("shut")
    counted = _pour(house, box_id, private, tell, by)
    tell("committed")
    sweeping.settle_box(house, box_id)
    tell("settled")
    return counted


def _unwrapped(house: House, box_id: BoxId, phrase: str) -> X25519PrivateKey:
    words = tokens.read_words(phrase)
    with house.database.reading() as session:
        box = boxes.get(session, box_id)
        _require_countable(box, house.clock)
    return unwrap_key(house.keyring.wraps(box_id), words, wrap_bound(box))


def _shut(house: House, box_id: BoxId, by: Actor | None) -> None:
    """Shut the box in a commit of its own, before any envelope is read. It never goes back."""
    with house.database.writing() as session:
        box = boxes.locked(session, box_id)
        _require_countable(box, house.clock)
        if box.state is BoxState.COUNTING:
            _note(house, session, box, by, "went on with a count that had stopped")
            return
        if boxes.how_many(session, box_id) < house.settings.k:
            raise TooFew
        _note(house, session, box, by, "opened the box")
        box.state = BoxState.COUNTING
        session.add(box)
        for part in parts.all_in_box(session, box_id):
            parts.set_state(session, part.id, PartState.COUNTING)


def _pour(house: House, box_id: BoxId, private: X25519PrivateKey, tell: Tell, by: Actor | None) -> CountedRound:
    """Open all envelopes in memory, then write the heap and empty the box in one durable commit."""
    with house.database.writing() as session:
        box = boxes.locked(session, box_id)
        if box.state is not BoxState.COUNTING:
            raise Refused("This box was counted before.")
        script, advisory_id = _what_was_asked(session, box)
        sealed = boxes.envelopes(session, box_id)
        opened = open_all(sealed, private, box, house.keyring.secret(box_id), script.questions)
        tell("opened")
        spoken = [paper for paper in opened if paper]
        is_quiet = len(spoken) < house.settings.k
        rows = [] if is_quiet else heap_rows(script.questions, spoken, box, advisory_id, house.settings.k)
        if rows:
            heap.insert(session, rows)
            heap.note_people(session, box.round_id, advisory_id, len(spoken))
        if len(opened) < len(sealed):
            _note(house, session, box, by, f"{len(sealed) - len(opened)} envelopes did not open and were left out")
        _empty(session, box, len(sealed), house.clock)
        box.state = BoxState.PURGED if is_quiet else BoxState.COUNTED
        session.add(box)
        for part in parts.all_in_box(session, box_id):
            parts.set_state(session, part.id, PartState.PURGED if is_quiet else PartState.COUNTED)
    return CountedRound(len(rows), len(sealed) - len(opened), is_quiet)


def open_all(
    sealed: Sequence[Envelope], private: X25519PrivateKey, box: Box, secret: bytes, questions: tuple[Question, ...]
) -> list[Paper]:
    """Open every envelope that this box, text and place made; leave out the others."""
    opened: list[Paper] = []
    for envelope in sealed:
        info = envelope_info(box.id, box.text_hash, envelope.key, secret)
        try:
            opened.append(papers.from_bytes(questions, unseal(private, envelope.sealed, info)))
        except (DoesNotOpen, DoesNotFit):
            continue
    return opened


def heap_rows(
    questions: tuple[Question, ...], spoken: Sequence[Paper], box: Box, advisory_id: AdvisoryId | None, k: int
) -> list[dict[str, Any]]:
    """
    Give one flat list of rows, sorted by an id made only now.

    No row keeps whose it was: sorting by fresh random ids is the shuffle (five other ways were measured
    and gave members away).
    """
    rows: list[dict[str, Any]] = []
    for question in questions:
        replies = [paper[question.key] for paper in spoken if question.key in paper]
        may_quote = sum(reply.quotable for reply in replies) >= k
        for reply in replies:
            if question.kind is Kind.OPEN:
                rows.append(_row(question, "words", words=reply.words, quotable=reply.quotable and may_quote))
            rows.extend(_row(question, "option", option=pick) for pick in reply.picks)
            if reply.other:
                rows.append(_row(question, "other", words=reply.other))
    for row in rows:
        row |= {"id": token_bytes(ID_BYTES), "round_id": box.round_id, "advisory_id": advisory_id}
    return sorted(rows, key=lambda row: row["id"])


def _row(
    question: Question, kind: str, *, words: str = "", option: int | None = None, quotable: bool = False
) -> dict[str, Any]:
    return {"question": question.key, "kind": kind, "words": words, "option": option, "quotable": quotable}


def _empty(session: Session, box: Box, read: int, clock: Clock) -> None:
    """Delete envelopes, drafts and seats, and void what was never given; roll back if one envelope more or less."""
    if boxes.empty(session, box.id) != read:
        raise Refused("The box changed while it was counted. Nothing was written. Try again.")
    seats.remove_all(session, box.id)
    honoraria.close_box(session, box.id, box.round_id, month_now(clock))


def _note(house: House, session: Session, box: Box, by: Actor | None, act: str) -> None:
    if by is None:
        return
    for part in parts.all_in_box(session, box.id):
        acts.record(session, house.clock, by, act, part.round_id, part.advisory_id)


def _what_was_asked(session: Session, box: Box) -> tuple[Script, AdvisoryId | None]:
    held = parts.all_in_box(session, box.id)
    script = approvals.approved_script(session, held[0].id)
    if script.digest() != box.text_hash:
        raise Refused("The stored text is not the approved one. The box stays shut.")
    return script, held[0].advisory_id if len(held) == 1 else None


def _require_countable(box: Box, clock: Clock) -> None:
    if box.state not in boxes.COUNTABLE:
        raise Refused("This box is not waiting for a count.")
    if not has_passed(box.closes_on, clock):
        raise Refused("This round has not closed yet.")
