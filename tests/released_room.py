"""A part whose themes have left, and who answers them, for tests of decisions, the library and what is taken along."""

from datetime import date, timedelta

from consult.ids import new_id
from consult.words import codebook
from consult.words.replies import decisions
from consult.words.replies.decisions import Reply, Verdict, Whose
from tests.words_room import K, before_it_leaves, read_all, release, theme

TODAY = date(2026, 5, 4)
DUE = date(2026, 6, 12)  # the seeded round's "decisions by"
AFTER = DUE + timedelta(days=1)
READ = "Program lead\nFront desk lead"
GOOD = Reply(Verdict.YES, "We can pay for two more evenings.", "Program lead", TODAY + timedelta(days=90), READ)
TITLES = ("Later hours", "Rides home")
TRANSIT = Whose(new_id(), "Transit office")
HOUSING = Whose(new_id(), "Housing office")


def replied(**changed) -> Reply:
    """Give a good answer with some of it changed."""
    return Reply(**{name: changed.get(name, getattr(GOOD, name)) for name in GOOD.__slots__})


NOT_OURS = replied(verdict=Verdict.NOT_OURS, reason="Buses are run by others.", owner="", by_when=None, asks=TRANSIT)


def released(session, room, titles=TITLES) -> int:
    """Read everything, put it under each of these themes, and release them; gives the number."""
    read_all(session, room)
    made = [theme(session, room, title, f"{title} would help.") for title in titles]
    for question, ids in room.answers.items():
        for answer_id in ids if question != "q2" else ():
            codebook.place(session, room.reader, answer_id, made, K)
    before_it_leaves(session, room.steward, room.part_id)
    return release(session, room)


def answer_all(session, room, number: int, reply: Reply = GOOD, day: date = TODAY) -> None:
    """Give every theme of a release the same answer."""
    for one in decisions.themes_of(session, number):
        decisions.decide(session, room.designer, number, one, reply, day)
