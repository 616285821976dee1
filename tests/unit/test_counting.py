"""The door that opens a box, once."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import select

from consult import count_child, intake, recognising
from consult.box import boxes
from consult.box.tables import Box, BoxState, Draft, Envelope
from consult.counting import TooFew
from consult.envelopes import DoesNotOpen
from consult.errors import NotAllowed, Refused
from consult.house import House
from consult.keyring import KeyGone
from consult.money.tables import Honorarium, HonorariumState
from consult.papers import Reply
from consult.people.seats import InviteRefused
from consult.people.tables import Seat
from consult.rounds import parts
from consult.rounds.tables import PartState
from consult.settings import Settings
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


@pytest.mark.requirement("ANON-07")
def test_four_stay_shut_for_every_phrase(house: House):
    """Fails when a box of four opens for anyone, or a refused count changes a byte of what waits in it."""
    part = _closed(house, 4)
    sealed = _sealed(house)

    for phrase in part.phrases:
        with pytest.raises(TooFew):
            factories.count(part, phrase=phrase)

    assert _sealed(house) == sealed
    assert _rows(part) == []
    assert _state(part) == (BoxState.OPEN, PartState.OPEN)


@pytest.mark.requirement("ANON-07")
def test_five_open(house: House):
    """Fails when five people who answered are not heard."""
    part = _closed(house, 5)

    assert factories.count(part).answers == len(_rows(part)) > 0


@pytest.mark.requirement("ANON-07")
def test_the_threshold_never_goes_below_five(tmp_path: Path):
    """Fails when a setting can make four enough; six is allowed, and then five are too few."""
    with pytest.raises(ValueError, match="never below 5"):
        Settings(folder=tmp_path, k=4)

    assert Settings(folder=tmp_path, k=6).k == 6


@pytest.mark.requirement("ANON-07")
def test_five_envelopes_of_which_four_speak_are_purged_unread(house: House):
    """Fails when blanks make up the number: nothing is written, everything is destroyed, pay stands."""
    part = factories.opened(house, seats=8)
    factories.send_all(part, [factories.full_paper(part.script.questions, f"member {n}") for n in range(4)])
    for code in part.codes[4:7]:
        intake.stop(house, code)
    factories.close(part)

    counted = factories.count(part)

    assert counted.purged_unread
    assert counted.answers == 0
    assert _rows(part) == []
    assert _state(part) == (BoxState.PURGED, PartState.PURGED)
    assert _honoraria(house) == {HonorariumState.GIVEN: 7, HonorariumState.VOID: 1}


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


def test_the_child_counts_and_the_phrase_is_in_no_place_others_can_read(house: House):
    """Fails when the phrase reaches an argument, the environment, a file or the log of acts."""
    part = _closed(house, 6)
    seen: dict[str, bytes] = {}

    def tell(step: str) -> None:
        seen[step] = b"".join(
            Path(f"/proc/{child}/{name}").read_bytes() for child in _children() for name in ("cmdline", "environ")
        )

    counted = count_child.count(house, part.staff.steward, part.part_id, part.phrases[0], tell)

    said = part.phrases[0].encode()
    files = [file.read_bytes() for file in house.settings.folder.rglob("*") if file.is_file()]
    assert counted.answers == len(_rows(part))
    assert set(seen) == {"unwrapped", "shut", "opened", "committed", "settled"}
    assert b"consult.count_child" in seen["unwrapped"]
    first_two = b" ".join(said.split()[:2])
    assert not any(first_two in held for held in [*seen.values(), *files])


@pytest.mark.parametrize("who", ["author", "reader", "designer", "desk", "admin"])
def test_only_a_steward_of_the_advisory_starts_a_count(house: House, who: str):
    """Fails when someone who learned a phrase can use it without being a steward."""
    part = _closed(house, 6)

    with pytest.raises(NotAllowed):
        count_child.count(house, getattr(part.staff, who), part.part_id, part.phrases[0], lambda _step: None)


def test_the_child_brings_a_refusal_back_as_itself(house: House):
    """Fails when a wrong phrase or too few answers come back as anything but their own sentence."""
    part = _closed(house, 4)

    with pytest.raises(TooFew):
        count_child.count(house, part.staff.steward, part.part_id, part.phrases[0], lambda _step: None)
    with pytest.raises(DoesNotOpen):
        count_child.count(house, part.staff.steward, part.part_id, new_words(), lambda _step: None)


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


def _children() -> list[int]:
    mine = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text()
    return [int(child) for child in mine.split()]


def test_the_way_of_a_count_is_told_in_order(house: House):
    """Fails when a step is told before it is done, or out of order."""
    part = _closed(house, 6)
    steps: list[str] = []

    factories.count(part, steps.append)

    assert steps == ["unwrapped", "shut", "opened", "committed", "settled"]
