"""The door that opens a box, once."""

import json
from collections import Counter

import pytest
from sqlalchemy import event
from sqlmodel import select

from consult import intake, recognising
from consult.box import boxes
from consult.box.tables import Box, BoxState, Draft, Envelope
from consult.envelopes import DoesNotOpen
from consult.errors import Refused
from consult.house import House
from consult.keyring import KeyGone
from consult.money.tables import Honorarium, HonorariumState
from consult.papers import Reply
from consult.people.seats import InviteRefused
from consult.people.tables import Seat
from consult.rounds import parts
from consult.rounds.tables import PartState
from consult.tokens import MistypedWords, new_words
from consult.words import heap
from tests import factories
from tests.factories import Opened

pytestmark = pytest.mark.usefixtures("cheap_hashes")


def _closed(house: House, members: int, seats: int = 12, **how) -> Opened:
    part = factories.opened(house, seats=seats, **how)
    factories.send_all(part, [factories.full_paper(part.script.questions, f"member {n}") for n in range(members)])
    factories.close(part)
    return part


def _rows(part: Opened) -> list[dict]:
    with part.house.database.reading() as session:
        return heap.of_round(session, part.round_id)


def _state(part: Opened) -> tuple[BoxState, PartState]:
    with part.house.database.reading() as session:
        return boxes.get(session, part.box_id).state, parts.part(session, part.part_id).state


def test_a_whole_round_goes_through_the_doors(house: House):
    """Twelve members send, the box is counted once, and every word of theirs is in the heap."""
    part = factories.opened(house, seats=12)
    asked = part.script.questions
    pay = factories.send_all(part, [factories.full_paper(asked, f"member {n}") for n in range(12)])
    factories.close(part)

    counted = factories.count(part)

    rows = _rows(part)
    assert len(set(pay)) == 12
    assert (counted.answers, counted.left_out, counted.purged_unread) == (len(rows), 0, False)
    assert {row["words"] for row in rows if row["question"] == "q1"} == {f"member {n} on q1" for n in range(12)}
    assert _state(part) == (BoxState.COUNTED, PartState.COUNTED)


@pytest.mark.parametrize("template", ["program_codesign", "policy_review", "tool_review"])
def test_rounds_from_templates_are_counted_whole(house: House, template: str):
    """Every question of a template, its choices and its closing pair come out of the box as they went in."""
    part = factories.opened(house, template=template, seats=6)
    asked = part.script.questions
    papers = [factories.full_paper(asked, f"member {n}") for n in range(6)]
    factories.send_all(part, papers)
    factories.close(part)

    factories.count(part)

    wanted = Counter(
        (question.key, reply.words, pick)
        for paper in papers
        for question in asked
        for reply in [paper[question.key]]
        for pick in (reply.picks or [None])
    )
    assert Counter((row["question"], row["words"], row["option"]) for row in _rows(part)) == wanted


@pytest.mark.requirement("ANON-03")
def test_rows_are_inserted_in_the_order_of_ids_that_are_made_only_then(house: House):
    """Fails when rows are written in any order but that of their random ids, or in more than one statement."""
    part = _closed(house, 12)
    written: list[tuple[str, object, bool]] = []

    @event.listens_for(house.database.engine, "before_cursor_execute")
    def _see(_connection, _cursor, statement, parameters, _context, executemany):
        written.append((statement, parameters, executemany))

    factories.count(part)

    inserts = [(params, many) for statement, params, many in written if "INSERT INTO words_answer" in statement]
    ids = [bytes(row[0]) for row in inserts[0][0]]
    assert len(inserts) == 1
    assert inserts[0][1]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(_rows(part))


def test_a_wrong_phrase_changes_nothing(house: House):
    """Fails when a wrong or mistyped phrase moves the box or its keys."""
    part = _closed(house, 6)
    before = _sealed(house), house.keyring.secret(part.box_id)

    with pytest.raises(DoesNotOpen):
        factories.count(part, phrase=new_words())
    with pytest.raises(MistypedWords):
        factories.count(part, phrase="open sesame")

    assert (_sealed(house), house.keyring.secret(part.box_id)) == before
    assert _state(part)[0] is BoxState.OPEN


def test_the_phrase_on_paper_opens_too(house: House):
    """Fails when only the first phrase opens the box; case and spaces do not matter."""
    part = _closed(house, 6)

    assert factories.count(part, phrase=f" {part.phrases[1].upper().replace(' ', '   ')} ").answers > 0


@pytest.mark.requirement("ANON-07")
def test_nothing_opens_before_the_close(house: House):
    """Fails when a phrase opens a box while members may still answer."""
    part = factories.opened(house, seats=6)
    factories.send_all(part, [{}] * 6)

    with pytest.raises(Refused, match="not closed yet"):
        factories.count(part)


def test_a_box_is_counted_once(house: House):
    """Fails when a second count adds a row."""
    part = _closed(house, 6)
    factories.count(part)
    rows = _rows(part)

    with pytest.raises(Refused):
        factories.count(part)

    assert _rows(part) == rows


def test_the_count_leaves_the_heap_its_copy_and_nothing_else(house: House):
    """Envelopes, drafts, seats and keys are gone; the copy in the backup folder is the heap, in order of its ids."""
    part = _closed(house, 6)
    box_id = part.box_id

    factories.count(part)

    copy = house.settings.backup_folder / f"count-{box_id.hex}.jsonl"
    lines = [json.loads(line) for line in copy.read_text(encoding="utf-8").splitlines()]
    with house.database.reading() as session:
        left = [session.exec(select(table)).all() for table in (Envelope, Draft, Seat)]
    assert left == [[], [], []]
    assert lines == sorted(_rows(part), key=lambda row: row["id"])
    assert copy.stat().st_mode & 0o077 == 0
    for gone in (house.keyring.secret, house.keyring.wraps):
        with pytest.raises(KeyGone):
            gone(box_id)


def test_after_the_count_cards_and_words_find_nothing(house: House):
    """Fails when a card, a pay code's card or private words still open anything."""
    part = factories.opened(house, seats=6)
    words = new_words()
    for code in part.codes:
        said = factories.full_paper(part.script.questions, "said")
        intake.send(house, code, said, words if code == part.codes[0] else None)
    factories.close(part)
    factories.count(part)

    for code in part.codes:
        with pytest.raises(InviteRefused):
            intake.enter(house, code)
    with pytest.raises(recognising.WordsRefused):
        intake.find(house, words)


def test_what_was_never_given_is_voided_and_the_rest_stands(house: House):
    """Fails when a seat nobody used is paid, or a member's code dies with the count."""
    part = _closed(house, 6, seats=9)

    factories.count(part)

    assert _honoraria(house) == {HonorariumState.GIVEN: 6, HonorariumState.VOID: 3}


@pytest.mark.parametrize(("allow", "kept"), [(4, 0), (5, 5)])
def test_leave_to_quote_is_kept_only_where_five_give_it(house: House, allow: int, kept: int):
    """Fails when a leave that few gave is written down, where it would tie their answers together."""
    part = factories.opened(house, seats=7)
    factories.send_all(part, [{"q1": Reply(words=f"said {n}", quotable=n < allow)} for n in range(7)])
    factories.close(part)

    factories.count(part)

    assert sum(row["quotable"] for row in _rows(part)) == kept


def test_taken_back_is_not_counted_and_changed_is_counted_as_changed(house: House):
    """Fails when words that were taken back come out of the box."""
    part = factories.opened(house, seats=8)
    words = [new_words() for _ in range(8)]
    for number, code in enumerate(part.codes):
        intake.send(house, code, {"q1": Reply(words=f"said {number}")}, words[number])
    intake.take_back(house, words[0])
    intake.change(house, words[1], {"q1": Reply(words="said anew")})
    factories.close(part)

    factories.count(part)

    wanted = {*(f"said {number}" for number in range(2, 8)), "said anew"}
    assert sorted(row["words"] for row in _rows(part)) == sorted(wanted)


def test_two_boxes_of_a_round_are_copied_apart(house: House):
    """Fails when the copy of one advisory's count holds another's answers: each destroys her own alone."""
    first = factories.opened(house, seats=6)
    second = factories.opened_beside(first)
    for one, mark in ((first, "first"), (second, "second")):
        factories.send_all(one, [factories.full_paper(one.script.questions, f"{mark} {n}") for n in range(6)])
    factories.close(first)

    for one in (first, second):
        factories.count(one)

    copies = [(house.settings.backup_folder / f"count-{one.box_id.hex}.jsonl").read_text() for one in (first, second)]
    assert ["first" in copy for copy in copies] == [True, False]
    assert ["second" in copy for copy in copies] == [False, True]


def _sealed(house: House) -> list[tuple]:
    with house.database.reading() as session:
        rows = session.exec(select(Envelope.key, Envelope.words_key, Envelope.sealed)).all()
        return [tuple(row) for row in rows] + [(box.id, box.state) for box in session.exec(select(Box)).all()]


def _honoraria(house: House) -> dict[HonorariumState, int]:
    with house.database.reading() as session:
        return dict(Counter(session.exec(select(Honorarium.state)).all()))
