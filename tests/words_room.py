"""A counted part with answers in it, made in the tables, for tests of reading, themes and releases."""

from dataclasses import dataclass, field
from datetime import date
from secrets import token_bytes

from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.ids import AccountId, AdvisoryId, PartId, RoundId, new_id
from consult.rounds.scripts import Kind, Question, Script
from consult.rounds.tables import Advisory, AdvisoryKind, Approval, Assignment, Part, PartState, Round
from consult.words import codebook, heap, reading
from consult.words.codebook import Draft
from consult.words.leaving import member_checks, releases
from consult.words.tables import Release, ThemeKind

K = 5
ASKED = "People who come to the drop-in, by cards on the counter."
UNCHECKED = "The same people were asked twice this month."
QUESTIONS = (
    Question("q1", Kind.OPEN, "What would make the hours work for you?"),
    Question("q2", Kind.CHOICE, "When should it open?", options=("Morning", "Evening", "Night", "Something else")),
    Question("q3", Kind.OPEN, "What else should we know?"),
)
HOURS = (
    "Open later on weekdays so that I can come after work.",
    "I can only come at night when the kids sleep.",
    "Evenings please, mornings are no good for me at all.",
    "Keep the door open on Sunday, that is when it is hard.",
    "Buses stop at nine, so closing at ten is no use.",
    "I want someone at the desk who does not ask why.",
    "Longer hours in winter, it is cold and dark out there.",
    "Let people wait inside where it is warm and quiet.",
    "Open on holidays, they are the loneliest days we have.",
    "The phone should be picked up after midnight too.",
    "A place to sit for an hour without signing a form.",
    "Somebody who knows my name but not my whole story.",
)


@dataclass
class Room:
    """Ids and people of one seeded part."""

    round_id: RoundId
    part_id: PartId
    advisory_id: AdvisoryId
    reader: Actor
    second: Actor
    steward: Actor
    designer: Actor
    admin: Actor
    answers: dict[str, list[bytes]] = field(default_factory=dict)


def person(*grants: Grant, kind: OrganisationKind = OrganisationKind.COMMUNITY) -> Actor:
    """Give someone with these roles."""
    return Actor(AccountId(new_id()), kind, frozenset(grants))


def script(people: int, questions=QUESTIONS) -> Script:
    """Give the approved text of the seeded part."""
    return Script(
        language="en", title="Evening hours at the drop-in", topic="the hours", advisory="Survivor advisory",
        level="involve", promise="", brief="", minutes=10, amount_cents=2500, opens_on=date(2026, 3, 2),
        closes_on=date(2026, 3, 27), latest_close=date(2026, 4, 3), themes_by=date(2026, 5, 15),
        decisions_by=date(2026, 6, 12), delete_by=date(2026, 9, 1), decider="Program lead", questions=questions,
        key_facts="", consent=(), sentences={}, help_lines=(), seats=people, consent_version="1",
    )  # fmt: skip


def seed(house, people=12, *, quotable=True, words=HOURS, options=None, state=PartState.COUNTED, tied=True) -> Room:
    """
    Make a part whose `people` members each answered q1 in words and q2 by an option; a few answered q3.

    `options` says how many chose each option of q2.
    """
    advisory_id, round_id, part_id = AdvisoryId(new_id()), RoundId(new_id()), PartId(new_id())
    room = Room(
        round_id, part_id, advisory_id,
        reader=person(Grant(Role.READER)), second=person(Grant(Role.READER)),
        steward=person(Grant(Role.STEWARD, advisory_id)), designer=person(Grant(Role.DESIGNER)),
        admin=person(Grant(Role.ADMIN)),
    )  # fmt: skip
    text = script(people)
    options = options or [people - people // 3 - 1, people // 3, 1, 0]
    picks = [place for place, count in enumerate(options) for _ in range(count)]
    rows = [_row(room, "q1", words=words[n % len(words)], quotable=quotable) for n in range(people)]
    rows += [_row(room, "q2", kind="option", option=pick) for pick in picks]
    rows += [_row(room, "q3", words=said) for said in ("Thank you.", "The stairs are hard.", "n/a")[: people // 3]]
    with house.database.writing() as session:
        session.add(
            Advisory(id=advisory_id, name=f"Advisory {advisory_id.hex[:4]}", position=0, kind=AdvisoryKind.SURVIVOR)
        )
        session.add(
            Round(id=round_id, author_id=new_id(), title=text.title, longest_copy_days=30, floor_cents_hour=2830)
        )
        session.flush()
        session.add(Part(id=part_id, round_id=round_id, advisory_id=advisory_id, state=state, seats=people))
        session.flush()
        session.add(
            Approval(
                id=token_bytes(16),
                part_id=part_id,
                hash=text.digest(),
                text={"en": text.to_json()},
                steward_id=room.steward.account_id,
                on=date(2026, 2, 20),
                consent_version="1",
            )
        )
        for reader in (room.reader, room.second):
            session.add(Assignment(round_id=round_id, account_id=reader.account_id, role=Role.READER))
        heap.insert(session, rows)
        heap.note_people(session, round_id, advisory_id, people)
    for row in sorted(rows, key=lambda it: it["id"]):
        room.answers.setdefault(row["question"], []).append(row["id"])
    return room


def read_all(session, room: Room) -> list[bytes]:
    """Open every batch of every question, as the first reader; gives the ids of the answers."""
    found = []
    for asked in reading.questions(session, room.reader, room.part_id, K):
        for _ in range(-(-(asked.answers - asked.opened) // reading.BATCH)):
            batch = reading.open_batch(session, room.reader, room.part_id, asked.key, K)
            found += [one.id for one in reading.read(session, room.reader, batch, K)]
    return found


def theme(session, room: Room, title="Later hours", text="Later is what helps.", views="", kind=ThemeKind.THEME):
    """Add a theme as the first reader."""
    return codebook.add(session, room.reader, room.part_id, kind, Draft(title, text, views), K)


def ready(session, room: Room, share=1.0):
    """Read and place everything: the first `share` of q1 under one theme, the rest heard as other things."""
    read_all(session, room)
    main = theme(session, room, views="Some would rather have mornings.")
    other = theme(session, room, "", "One person spoke of stairs.", kind=ThemeKind.OTHER)
    cut = max(1, round(len(room.answers["q1"]) * share))
    for place, answer_id in enumerate(room.answers["q1"]):
        codebook.place(session, room.reader, answer_id, [main if place < cut else other], K)
    for place, answer_id in enumerate(room.answers.get("q3", [])):
        codebook.place(session, room.reader, answer_id, [] if place else [other], K, blank=bool(place))
    before_it_leaves(session, room.steward, room.part_id)
    return main


def before_it_leaves(session, steward: Actor, part_id: PartId) -> None:
    """Write, as the steward, why there is no member check, and who was asked and how."""
    member_checks.go_without(session, steward, part_id, UNCHECKED)
    member_checks.say_who(session, steward, part_id, ASKED)


def release(session, room: Room, *, missing="people without a phone") -> int:
    """Sign as the first reader and release as the steward; gives the number."""
    release_id = releases.propose(session, room.reader, room.part_id, missing, K)
    seen = releases.digest(session.get(Release, release_id))
    return releases.release(session, room.steward, release_id, seen, "Monday 4 May 2026", K)


def _row(room, question, *, kind="words", words="", option=None, quotable=False):
    return {
        "id": token_bytes(16), "round_id": room.round_id, "advisory_id": room.advisory_id, "question": question,
        "kind": kind, "words": words, "option": option, "quotable": quotable,
    }  # fmt: skip
