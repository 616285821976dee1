"""The door that opens a part: keys at its approval, then seats, codes and honoraria at once, and never one more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from random import SystemRandom
from secrets import token_bytes

from sqlmodel import Session

from consult import burden, owing, papers, signed_off, tokens, too_hard
from consult.actors import Actor, Role
from consult.box import boxes
from consult.box.tables import Box, BoxState
from consult.clock import has_passed, today
from consult.envelopes import new_box_keys, wrap_key
from consult.errors import Refused
from consult.house import House
from consult.ids import BoxId, PartId, new_id
from consult.keyring import SECRET_BYTES
from consult.money import funds, honoraria, restores
from consult.money.months import month_now
from consult.people import acts, seats
from consult.people.seats import Cell
from consult.rounds import approvals, parts, stewards, takers
from consult.rounds.scripts import Script
from consult.rounds.tables import Part, PartState
from consult.tokens import HonorariumCode, InviteCode, OpeningPhrase

FEWEST_SEATS = 5
PAPER_HOLDER = "paper"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The card sheet as it leaves, once. The codes are kept nowhere else; the object is dropped after printing."""

    codes: tuple[InviteCode, ...]
    amount_cents: int
    closes_on: date


def approve(
    house: House, actor: Actor, part_id: PartId, digest: bytes, reasons: dict[str, str] | None = None
) -> tuple[OpeningPhrase, OpeningPhrase]:
    """
    Approve the exact text with this SHA-256 and make the box's keys.

    Gives two opening phrases, the steward's and one for paper; nothing keeps them. A box of an earlier
    approval of this part is destroyed, and its phrases with it.
    """
    phrases = (OpeningPhrase(tokens.new_words()), OpeningPhrase(tokens.new_words()))
    private, public = new_box_keys()
    with house.database.reading() as session:
        box = _new_box(parts.part(session, part_id), parts.script_now(session, part_id), public)
    # Slow hashes, so before the write lock: nobody's Send waits for them.
    holders = ((str(actor.account_id),), (PAPER_HOLDER,))
    wraps = tuple(
        wrap_key(private, phrase, holder, wrap_bound(box)) for phrase, holder in zip(phrases, holders, strict=True)
    )
    with house.database.writing() as session:
        # Refuses when the text is not the one of this digest, and so not the one of the box.
        owed = owing.sentences(session, house.clock, parts.part(session, part_id))
        too_hard.require_reviewed(session, parts.part(session, part_id), house.settings.k)
        approvals.record(session, actor, part_id, digest, today(house.clock), reasons or {}, owed)
        if box.text_hash != digest:
            raise approvals.NotTheText
        # Only now: a refusal above must not have destroyed keys that still fit an approval.
        void(house, session, part_id)
        part = parts.part(session, part_id)
        boxes.add(session, box)
        parts.set_box(session, part_id, box.id)
        _note(house, session, actor, "approved the text of a part", part)
        house.keyring.keep(box.id, token_bytes(SECRET_BYTES), wraps)
    return phrases


def void(house: House, session: Session, part_id: PartId) -> None:
    """Destroy the keys of an approval that no longer holds, and put its money back: neither phrase opens anything."""
    part = parts.part(session, part_id)
    if part.box_id is None:
        return
    box = boxes.locked(session, part.box_id)
    if box.state is not BoxState.APPROVED:
        raise Refused("This part is open. Its text can not be changed or approved again.")
    house.keyring.destroy(box.id)
    funds.put_back(session, box.id, month_now(house.clock))
    session.delete(box)
    parts.set_box(session, part_id, None)
    session.flush()


def open_part(house: House, actor: Actor, part_id: PartId) -> Sheet:
    """
    Make all seats, codes and honoraria of a part in one go, and give the card sheet.

    Nobody is admitted before `confirm_sheet`. Refused without approval, money, its day, room, or a consent signed off.
    """
    with house.database.writing() as session:
        part = parts.part(session, part_id)
        takers.require_taker(session, actor, part)
        takers.note_taker(session, actor, part)
        if part.box_id is None:
            raise Refused("A steward has to approve this text first.")
        box = boxes.locked(session, part.box_id)
        script = _still_approved(session, part, box)
        if box.state is not BoxState.APPROVED:
            raise Refused("The cards of this part were made before.")
        _require_day(house, session, script, box)
        burden.require_room(session, house.clock, part)
        owing.require_answered(session, house.clock, part)
        signed_off.require(house)
        codes = _fill(house, session, box, part, script)
        box.state = BoxState.SHEET
        session.add(box)
        _note(house, session, actor, "took the card sheet", part)
    return Sheet(codes, script.amount_cents, script.closes_on)


def remake_sheet(house: House, actor: Actor, part_id: PartId) -> Sheet:
    """Throw the whole batch away and make it anew: the sheet did not come out whole."""
    with house.database.writing() as session:
        part, box = _before_first_member(session, actor, part_id)
        takers.note_taker(session, actor, part)
        script = approvals.approved_script(session, part_id)
        seats.remove_all(session, box.id)
        honoraria.discard(session, box.id)
        codes = _fill(house, session, box, part, script)
        _note(house, session, actor, "made the card sheet anew", part)
    return Sheet(codes, script.amount_cents, script.closes_on)


def confirm_sheet(house: House, actor: Actor, part_id: PartId) -> None:
    """Say that the sheet is whole: from now on its cards admit, and no card can be made or thrown away."""
    with house.database.writing() as session:
        part, box = _before_first_member(session, actor, part_id)
        _note(house, session, actor, "confirmed the card sheet; the part is open", part)
        box.state = BoxState.OPEN
        session.add(box)
        parts.set_state(session, part_id, PartState.OPEN)


def pause(house: House, actor: Actor, part_id: PartId) -> None:
    """
    Stop all answering at once; the way to the pay code stays open. Any steward of the advisory may.

    The one who wrote the round too: a pause guards members, shows nothing and can not wait for a second person.
    To go on is another steward's word.
    """
    _move(house, actor, part_id, (BoxState.OPEN, BoxState.PAUSED), PartState.PAUSED)


def resume(house: House, actor: Actor, part_id: PartId) -> None:
    """Take a pause back: not as who wrote the round or took its cards, and after a restore not before finance."""
    _move(house, actor, part_id, (BoxState.PAUSED, BoxState.OPEN), PartState.OPEN)


def wrap_bound(box: Box) -> bytes:
    """Bind a wrapped key to its box, text, number of seats and earliest close."""
    said = (box.id.bytes, box.text_hash, box.seats.to_bytes(4, "big"), box.earliest_close.isoformat().encode())
    return sha256(b"\0".join(said)).digest()


def _new_box(part: Part, script: Script, public_key: bytes) -> Box:
    return Box(
        id=BoxId(new_id()),
        round_id=part.round_id,
        public_key=public_key,
        text_hash=script.digest(),
        seats=script.seats,
        envelope_bytes=papers.envelope_size(script.questions),
        earliest_close=script.closes_on,
        closes_on=script.closes_on,
        latest_close=script.latest_close,
    )


def _fill(house: House, session: Session, box: Box, part: Part, script: Script) -> tuple[InviteCode, ...]:
    if box.seats < FEWEST_SEATS:
        raise Refused(f"A part has {FEWEST_SEATS} seats at least.")
    secret = house.keyring.secret(box.id)
    codes = [InviteCode(tokens.new_code()) for _ in range(box.seats)]
    pay = [HonorariumCode(tokens.new_code()) for _ in range(box.seats)]
    rows = [
        seats.new_seat(secret, code, Cell(owed), box.id, part.advisory_id)
        for code, owed in zip(codes, pay, strict=True)
    ]
    seats.add(session, rows)
    keys = [tokens.honorarium_key(house.pepper.value, owed) for owed in pay]
    honoraria.mint(session, keys, box.id, script.amount_cents)
    return shuffled(codes)


def shuffled(codes: Sequence[InviteCode]) -> tuple[InviteCode, ...]:
    """Give the codes in an order that says nothing of how they were made."""
    mixed = list(codes)
    SystemRandom().shuffle(mixed)
    return tuple(mixed)


def _still_approved(session: Session, part: Part, box: Box) -> Script:
    script = parts.script_now(session, part.id)
    if approvals.standing(session, part.id) is None or box.text_hash != script.digest():
        raise Refused("The text was changed after its approval. A steward has to approve it again.")
    return script


def _require_day(house: House, session: Session, script: Script, box: Box) -> None:
    restores.require_accepted(session)
    if has_passed(box.closes_on, house.clock):
        raise Refused("The closing date has passed. Set new dates and ask for approval again.")
    if today(house.clock) < script.opens_on:
        raise Refused("The opening date has not come yet.")


def _before_first_member(session: Session, actor: Actor, part_id: PartId) -> tuple[Part, Box]:
    part = parts.part(session, part_id)
    takers.require_taker(session, actor, part)
    restores.require_accepted(session)
    if part.box_id is None:
        raise Refused("There is no card sheet yet.")
    box = boxes.locked(session, part.box_id)
    if box.state is not BoxState.SHEET:
        raise Refused("The sheet was confirmed before. Its cards stand.")
    return part, box


def _move(
    house: House, actor: Actor, part_id: PartId, states: tuple[BoxState, BoxState], part_state: PartState
) -> None:
    before, after = states
    with house.database.writing() as session:
        part = parts.part(session, part_id)
        if part_state is PartState.PAUSED:
            actor.require(Role.STEWARD, part.advisory_id)
        else:
            stewards.require_steward(session, actor, part)
            restores.require_accepted(session)
        box = boxes.locked(session, part.box_id) if part.box_id else None
        if box is None or box.state is not before:
            raise Refused(f"This part is not {before}.")
        _note(house, session, actor, f"set a part from {before} to {after}", part)
        box.state = after
        session.add(box)
        parts.set_state(session, part_id, part_state)


def _note(house: House, session: Session, actor: Actor, act: str, part: Part) -> None:
    acts.record(session, house.clock, actor, act, part.round_id, part.advisory_id)
