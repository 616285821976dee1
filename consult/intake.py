"""The door a member uses: in with a card, out with a pay code, and no record anywhere of who went through."""

from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import date
from secrets import token_bytes

from sqlmodel import Session

from consult import papers, tokens
from consult.box import boxes
from consult.box.tables import Box, BoxState, Draft, Envelope
from consult.envelopes import DoesNotOpen, close_cell, derived_key, open_cell
from consult.house import House
from consult.ids import AdvisoryId, RoundId
from consult.money import honoraria
from consult.money.honoraria import NotGivable
from consult.papers import BLANK, Paper
from consult.people import seats
from consult.people.seats import Cell, InviteRefused, Standing
from consult.recognising import Found, WordsRefused, by_card, by_words, script_of
from consult.rounds import approvals, parts
from consult.rounds.scripts import Question, Script
from consult.tokens import HonorariumCode, InviteCode, PrivateWords

_DRAFT = b"draft"
_DRAFT_FILL = 20  # a draft's own overhead is 28 bytes, an envelope's 48: so both have one size
_AT_BYTES = 2


class AlreadySent(InviteRefused):
    """The card has sent its answers: they count once, and the pay code can be shown again."""

    sentence = "Answers were sent with this card. They count once."


@dataclass(frozen=True, slots=True)
class Admission:
    """Leave to answer one round, once."""

    round_id: RoundId
    advisory_id: AdvisoryId


@dataclass(frozen=True, slots=True)
class Visit:
    """
    What a card opens: the approved text, how far the card has come, and the pay code while it may be shown.

    `later` is the closing day where a steward gave the round more time than the approved text says.
    """

    admission: Admission
    script: Script
    standing: Standing
    is_paused: bool
    pay: HonorariumCode | None
    later: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept place: what was said, and the number of the question it stands at (from 0)."""

    paper: Paper
    at: int


def enter(house: House, text: str, language: str = "en") -> Visit:
    """
    Try a card; its text comes in this language where it was approved in it.

    MistypedCode before the database is asked; InviteRefused for every other reason.
    """
    code = InviteCode(tokens.read_code(text))
    with house.database.reading() as session:
        found = by_card(house, session, code)
        try:
            box = boxes.looked_at(session, found.box_id, house.clock, boxes.PAYS)
        except boxes.BoxShut:
            raise InviteRefused from None
        if found.cell.has_it and found.cell.standing is Standing.SENT:
            raise InviteRefused
        return _visit(session, box, found, language)


def keep_draft(house: House, code: InviteCode, words: PrivateWords, paper: Paper, at: int) -> None:
    """Save where a member stands, sealed under words that only she has."""
    with house.database.writing() as session:
        found = by_card(house, session, code)
        box = boxes.taking(session, found.box_id, house.clock)
        # Held until the commit: a Send from another tab drops the draft, and none may come after it.
        seats.hold(session, found.seat)
        if found.cell.standing is Standing.SENT:
            raise AlreadySent
        questions = script_of(session, found.seat).questions
        content = papers.to_bytes(questions, papers.fit(questions, paper), box.envelope_bytes)
        key = tokens.draft_key(found.secret, code)
        marked = at.to_bytes(_AT_BYTES, "big") + content + bytes(_DRAFT_FILL - _AT_BYTES)
        sealed = close_cell(derived_key(found.secret, words, _DRAFT), marked, key)
        boxes.keep_draft(session, Draft(key=key, box_id=box.id, sealed=sealed))


def resume(house: House, code: InviteCode, words_text: str) -> Kept:
    """Come back to a kept place with card and words. WordsRefused when they do not fit together."""
    words = tokens.read_words(words_text)
    with house.database.reading() as session:
        found = by_card(house, session, code)
        box = boxes.looked_at(session, found.box_id, house.clock)
        key = tokens.draft_key(found.secret, code)
        draft = boxes.draft(session, key)
        if draft is None or found.cell.standing is Standing.SENT:
            raise WordsRefused
        try:
            marked = open_cell(derived_key(found.secret, words, _DRAFT), draft.sealed, key)
        except DoesNotOpen:
            raise WordsRefused from None
        content = marked[_AT_BYTES : _AT_BYTES + box.envelope_bytes]
        paper = papers.from_bytes(script_of(session, found.seat).questions, content)
        return Kept(paper, int.from_bytes(marked[:_AT_BYTES], "big"))


def send(house: House, code: InviteCode, paper: Paper, words: PrivateWords | None = None) -> HonorariumCode:
    """
    Seal the answers, mark the card sent and its pay code given, all in one durable act.

    Returned means counted; not returned means the card still works. TooLong when a reply does not fit;
    AlreadySent when the card has sent; BoxShut when the round takes no more.
    """
    with house.database.writing() as session:
        found = by_card(house, session, code)
        box = boxes.taking(session, found.box_id, house.clock)
        if found.cell.standing is Standing.SENT:
            raise AlreadySent
        questions = script_of(session, found.seat).questions
        _leave(session, house, found, code, Standing.SENT)
        boxes.put(session, _envelope(box, found, code, questions, paper, words))
    return found.cell.pay


def stop(house: House, code: InviteCode) -> HonorariumCode:
    """Give the pay code and leave a blank; the card can still send once until close. Twice changes nothing."""
    with house.database.writing() as session:
        found = by_card(house, session, code)
        box = boxes.taking(session, found.box_id, house.clock, boxes.PAYS)
        if found.cell.standing is Standing.SENT:
            raise AlreadySent
        if found.cell.standing is Standing.FRESH:
            questions = script_of(session, found.seat).questions
            _leave(session, house, found, code, Standing.STOPPED)
            boxes.put(session, _envelope(box, found, code, questions, BLANK, None))
    return found.cell.pay


def have_it(house: House, code: InviteCode) -> None:
    """Note that the member has the pay code: from now on the card does not show it."""
    _shown_no_more(house, code, declined=False)


def decline_pay(house: House, code: InviteCode) -> None:
    """Give the honorarium back: "no code, thank you"."""
    _shown_no_more(house, code, declined=True)


def find(house: House, words_text: str, language: str = "en") -> Visit:
    """Find what private words can take back or change. WordsRefused for every reason it can not."""
    words = tokens.read_words(words_text)
    with house.database.reading() as session:
        box_id, _envelope_found, _secret = by_words(house, session, words)
        try:
            box = boxes.looked_at(session, box_id, house.clock, boxes.PAYS)
        except boxes.BoxShut:
            raise WordsRefused from None
        part = parts.in_box(session, box.id)
        script = approvals.approved_script(session, part.id, language)
        admission = Admission(box.round_id, part.advisory_id)
        is_paused = box.state not in boxes.ADMITS
        return Visit(admission, script, Standing.SENT, is_paused=is_paused, pay=None, later=box.later)


def take_back(house: House, words_text: str) -> None:
    """Put a blank in the place of what was sent, while the round is open or paused. The pay stays."""
    _put_in_place(house, words_text, BLANK, boxes.PAYS)


def change(house: House, words_text: str, paper: Paper) -> None:
    """Put another paper in the place of what was sent; both its keys stay. BoxPaused while the round is paused."""
    _put_in_place(house, words_text, paper, boxes.ADMITS)


def _put_in_place(house: House, words_text: str, paper: Paper, states: frozenset[BoxState]) -> None:
    words = tokens.read_words(words_text)
    with house.database.writing() as session:
        box_id, envelope, secret = by_words(house, session, words)
        try:
            box = boxes.taking(session, box_id, house.clock, states)
        except boxes.BoxPaused:
            raise
        except boxes.BoxShut:
            raise WordsRefused from None
        script = approvals.approved_script(session, parts.in_box(session, box.id).id)
        sealed = papers.sealed_for(box, secret, envelope.key, script.questions, paper)
        if not boxes.replace(session, envelope, sealed):
            raise WordsRefused


def _visit(session: Session, box: Box, found: Found, language: str) -> Visit:
    cell = found.cell
    may_show = cell.standing is not Standing.FRESH and not cell.has_it
    return Visit(
        admission=Admission(box.round_id, found.seat.advisory_id),
        script=script_of(session, found.seat, language),
        standing=cell.standing,
        is_paused=box.state not in boxes.ADMITS,
        pay=cell.pay if may_show else None,
        later=box.later,
    )


def _leave(session: Session, house: House, found: Found, code: InviteCode, standing: Standing) -> None:
    """Mark the card, mark its pay code given if it was not yet, and drop the kept place."""
    cell = Cell(found.cell.pay, standing, found.cell.has_it)
    seats.swap(session, found.seat, seats.closed_cell(found.secret, code, cell))
    if found.cell.standing is Standing.FRESH:
        honoraria.give(session, tokens.honorarium_key(house.pepper.value, cell.pay))
    boxes.drop_draft(session, tokens.draft_key(found.secret, code))


def _envelope(
    box: Box, found: Found, code: InviteCode, questions: tuple[Question, ...], paper: Paper, words: PrivateWords | None
) -> Envelope:
    key = tokens.envelope_key(found.secret, code)
    sealed = papers.sealed_for(box, found.secret, key, questions, paper)
    words_key = tokens.words_key(found.secret, words) if words else token_bytes(32)
    return Envelope(key=key, box_id=box.id, words_key=words_key, sealed=sealed)


def _shown_no_more(house: House, code: InviteCode, *, declined: bool) -> None:
    with house.database.writing() as session:
        found = by_card(house, session, code)
        boxes.taking(session, found.box_id, house.clock, boxes.PAYS)
        cell = found.cell
        if cell.standing is Standing.FRESH:
            raise InviteRefused
        if not cell.has_it:
            kept = Cell(cell.pay, cell.standing, has_it=True)
            seats.swap(session, found.seat, seats.closed_cell(found.secret, code, kept))
        if declined:
            with suppress(NotGivable) if cell.has_it else nullcontext():
                honoraria.decline(session, tokens.honorarium_key(house.pepper.value, cell.pay))
