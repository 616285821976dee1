"""What a steward may do with a closed box: give it more time once, destroy it unread, or destroy what was counted."""

from datetime import date

from sqlmodel import Session

from consult import forgetting, sweeping
from consult.actors import Actor
from consult.box import boxes
from consult.box.tables import Box, BoxState
from consult.clock import Clock, has_passed, in_words, today
from consult.errors import BadText, Refused
from consult.house import House
from consult.ids import BoxId, PartId
from consult.money import honoraria
from consult.money.months import month_now
from consult.people import acts, seats
from consult.rounds import parts, stewards
from consult.rounds.tables import Part, PartState
from consult.words import raw

WAITING = frozenset({BoxState.OPEN, BoxState.PAUSED})


def extend(house: House, actor: Actor, part_id: PartId, until: date) -> None:
    """Move the closing date once, within the latest close that was approved; never to an earlier day."""
    with house.database.writing() as session:
        part, box = _of_steward(session, actor, part_id)
        if box.state not in WAITING:
            raise Refused("Only an open or a closed round can be given more time.")
        if box.closes_on != box.earliest_close:
            raise Refused("This round was given more time before. That works once.")
        if until <= box.closes_on:
            raise Refused("A round can be made longer, never shorter.")
        if until > box.latest_close:
            raise Refused(f"The approval covers {in_words(box.latest_close)} at the latest.")
        if has_passed(until, house.clock):
            raise Refused("That day has passed.")
        acts.record(session, house.clock, actor, "gave a part more time", part.round_id, part.advisory_id)
        box.closes_on = until
        session.add(box)


def purge_unread(house: House, actor: Actor, part_id: PartId, typed_title: str) -> None:
    """Destroy a closed box that nobody read. Pay stands. The title is typed to confirm."""
    with house.database.writing() as session:
        part, box = _of_steward(session, actor, part_id)
        if typed_title.strip() != parts.title_of(session, part.round_id).strip():
            raise BadText("Type the title of the round to confirm.")
        if box.state not in boxes.COUNTABLE or not has_passed(box.closes_on, house.clock):
            raise Refused("Only a closed box can be destroyed.")
        acts.record(session, house.clock, actor, "destroyed a box unread", part.round_id, part.advisory_id)
        destroy_contents(session, box, house.clock)
    sweeping.settle_box(house, box.id)


def destroy_answers(house: House, actor: Actor, part_id: PartId, typed_title: str) -> None:
    """Destroy the raw answers of a counted part of which nothing was released. The title is typed; pay stands."""
    with house.database.writing() as session:
        part, box = _of_steward(session, actor, part_id)
        if typed_title.strip() != parts.title_of(session, part.round_id).strip():
            raise BadText("Type the title of the round to confirm.")
        if part.state is not PartState.COUNTED:
            raise Refused("Only answers of which nothing was released can be destroyed here.")
        held = parts.all_in_box(session, box.id)
        if len(held) > 1:
            raise Refused("This box was shared. It takes a steward of each advisory.")
        acts.record(session, house.clock, actor, "destroyed raw answers", part.round_id, part.advisory_id)
        forgetting.promise(house)
        raw.erase(session, parts.locked(session, part_id), today(house.clock))
    clear_away(house, box.id)


def clear_away(house: House, box_id: BoxId) -> None:
    """Make what was deleted unreadable, then destroy the copies: while one stands, the next start does it again."""
    forgetting.forget(house)
    forgetting.destroy_copies(house, box_id)


def destroy_contents(session: Session, box: Box, clock: Clock) -> None:
    """Delete envelopes, drafts and seats, void what was never given, and mark box and parts purged."""
    boxes.empty(session, box.id)
    seats.remove_all(session, box.id)
    honoraria.close_box(session, box.id, box.round_id, month_now(clock))
    box.state = BoxState.PURGED
    session.add(box)
    for part in parts.all_in_box(session, box.id):
        parts.set_state(session, part.id, PartState.PURGED)


def _of_steward(session: Session, actor: Actor, part_id: PartId) -> tuple[Part, Box]:
    part = parts.part(session, part_id)
    stewards.require_steward(session, actor, part)
    if part.box_id is None:
        raise Refused("This part was never opened.")
    return part, boxes.locked(session, part.box_id)
