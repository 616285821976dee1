"""One command stops all answering at once, whatever is wrong; the way to the pay code stays open."""

from consult.box import boxes
from consult.box.tables import BoxState
from consult.house import House
from consult.people import acts
from consult.rounds import parts
from consult.rounds.tables import PartState


def pause_all(house: House, act: str = "paused every round from the machine") -> int:
    """
    Pause every open box and give how many there were. Each advisory's log says so; stewards go on by themselves.

    Works while the site runs: the next tap of every member shows the pause.
    """
    with house.database.reading() as session:
        opened = [box.id for box in boxes.in_states(session, boxes.ADMITS)]
    paused = 0
    for box_id in opened:
        with house.database.writing() as session:
            box = boxes.locked(session, box_id)
            if box.state is not BoxState.OPEN:
                continue
            box.state = BoxState.PAUSED
            session.add(box)
            for part in parts.all_in_box(session, box_id):
                acts.record(session, house.clock, None, act, part.round_id, part.advisory_id)
                parts.set_state(session, part.id, PartState.PAUSED)
        paused += 1
    return paused
