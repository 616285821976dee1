"""Full answers are deleted on the promised day, and after that stand in no file of the house."""

import shutil
import subprocess

import pytest
from sqlmodel import select

from consult import endings, forgetting, overdue, withdrawing
from consult.box import boxes
from consult.box.tables import BoxState
from consult.clock import in_words
from consult.errors import BadText, NotAllowed, Refused
from consult.house import House
from consult.money.tables import Honorarium, HonorariumState
from consult.people import acts
from consult.people.staff import Act
from consult.rounds import dates, parts
from consult.rounds.tables import PartState
from consult.ui import safety
from consult.words import codebook, heap, quotes, raw, reading
from consult.words.codebook import Draft
from consult.words.leaving import releases
from consult.words.tables import Answer, Release, ThemeKind, WordsTable
from tests import factories
from tests.factories import Opened
from tests.words_room import K, before_it_leaves

pytestmark = pytest.mark.usefixtures("cheap_hashes")
TITLE = "The drop-in"
FRESH = "A place to rest is what helps."
FIRST_DRAFT = "Marigold draft that nobody released."
QUOTED = "an open door"
MARKS = tuple(f"marmalade{n}x" for n in range(8))


@pytest.fixture
def part(house: House) -> Opened:
    """A part that eight members answered, that was counted."""
    part = factories.opened(house, seats=12)
    papers = [factories.full_paper(part.script.questions, f"{mark} {QUOTED}") for mark in MARKS]
    factories.send_all(part, papers)
    factories.close(part)
    factories.count(part)
    return part


def _read(part: Opened) -> None:
    """Read and place every answer under one theme that was written twice, and quote one."""
    house, reader, second = part.house, part.staff.reader, part.staff.second_reader
    with house.database.writing() as session:
        theme = codebook.add(session, reader, part.part_id, ThemeKind.THEME, Draft("Rest", FIRST_DRAFT), K)
        for asked in reading.questions(session, reader, part.part_id, K):
            batch = reading.open_batch(session, reader, part.part_id, asked.key, K)
            for one in reading.read(session, reader, batch, K):
                codebook.place(session, reader, one.id, [theme], K)
        quote_id = quotes.choose(session, reader, one.id, theme, QUOTED, K)
        quotes.clear(session, second, quote_id, K, points_to_nobody=True)
        codebook.change(session, reader, theme, Draft("Rest", FRESH), K)
        before_it_leaves(session, part.staff.steward, part.part_id)


def _propose(part: Opened):
    with part.house.database.writing() as session:
        return releases.propose(session, part.staff.reader, part.part_id, "people without a phone", K)


def _release(part: Opened) -> int:
    release_id = _propose(part)
    with part.house.database.writing() as session:
        seen = releases.digest(session.get(Release, release_id))
        return releases.release(session, part.staff.steward, release_id, seen, "Monday 1 June 2026", K)


def _day(part: Opened):
    return dates.erase_on(part.script.delete_by, part.house.settings.longest_copy_days)


def _files(house: House) -> dict[str, bytes]:
    """Give every file of the house as another process sees it, so that looking folds nothing away."""
    copy = house.settings.folder.parent / "seen-from-outside"
    shutil.rmtree(copy, ignore_errors=True)
    subprocess.run(["cp", "-r", str(house.settings.folder), str(copy)], check=True)
    return {str(file): file.read_bytes() for file in copy.rglob("*") if file.is_file()}


def _found(house: House, *words: str) -> list[str]:
    held = _files(house).values()
    return [word for word in words if any(word.encode() in content for content in held)]


@pytest.mark.requirement("ANON-14")
def test_on_the_promised_day_no_file_holds_a_word_of_an_answer(part: Opened, clock):
    """
    A minute before, they are there; at 11:59 pm they are in no file of the house, and what was released stays.

    Fails when an answer, a quote, a draft of a theme, a copy of the count or a dead row outlives the day.
    """
    house = part.house
    _read(part)
    number = _release(part)
    clock.put(_day(part), 23, 58)
    too_early, before = overdue.delete_answers(house), _found(house, *MARKS, FIRST_DRAFT)
    clock.put(_day(part), 23, 59)

    deleted = overdue.delete_answers(house)

    with house.database.reading() as session:
        said, kept = releases.read(session, number), parts.part(session, part.part_id)
    assert (too_early, before) == ((), [*MARKS, FIRST_DRAFT])
    assert deleted == (part.part_id,)
    assert _found(house, *MARKS, FIRST_DRAFT) == []
    assert said["themes"][0]["quotes"] == [QUOTED]
    assert said["answers_deleted"] == in_words(_day(part))
    assert (kept.state, kept.erased_on) == (PartState.RELEASED, _day(part))
    assert forgetting.copies(house, part.box_id) == []
    assert overdue.delete_answers(house) == ()


def test_no_raw_row_is_left_and_none_of_another_part_is_touched(house: House):
    """Fails when a deletion reaches into another advisory's answers, or leaves a row that hangs on an answer."""
    part = factories.opened(house, seats=6)
    other = factories.opened_beside(part)
    for one in (part, other):
        factories.send_all(one, [factories.full_paper(one.script.questions, f"{mark} {QUOTED}") for mark in MARKS[:6]])
    factories.close(part)
    for one in (part, other):
        factories.count(one)
    _read(part)
    _release(part)

    with house.database.writing() as session:
        raw.erase(session, parts.locked(session, part.part_id), _day(part))
        left = {
            table.name: session.connection().execute(select(table)).all()
            for table in WordsTable.metadata.sorted_tables
            if table.name not in raw.KEPT
        }

    assert {row.advisory_id for row in left.pop("words_answer")} == {other.advisory_id}
    assert len(left.pop("words_heap")) == 1
    assert not any(left.values())


def test_each_table_of_the_room_is_kept_or_can_be_reached(house: House):
    """A new table that a deletion would not reach fails here: name it in `raw.KEPT`, or give it a way."""
    assert raw.without_a_way() == ()
    assert {table.name for table in WordsTable.metadata.sorted_tables} >= raw.KEPT


def test_the_log_says_that_the_program_did_it(part: Opened, clock):
    """Fails when the hourly tidy forgets the day, no line tells the stewards, or the line names a person."""
    clock.put(_day(part), 23, 59)

    safety.tidy(part.house)

    with part.house.database.reading() as session:
        lines = acts.for_advisory(session, clock, part.staff.steward, part.advisory_id, (part.round_id,))
    said = [(line.who, line.act) for line in lines]
    assert (acts.THE_PROGRAM, "deleted the full answers, on the day that was promised") in said


def test_a_part_of_which_nothing_was_released_ends(part: Opened, clock):
    """Fails when a proposal that waited can still leave, or readers are sent to answers that are gone."""
    _read(part)
    _propose(part)
    clock.put(_day(part), 23, 59)

    overdue.delete_answers(part.house)

    with part.house.database.reading() as session:
        assert parts.part(session, part.part_id).state is PartState.PURGED
        assert releases.proposed(session, part.staff.steward, part.part_id) is None
        with pytest.raises(reading.AnswersGone, match=in_words(_day(part))):
            reading.questions(session, part.staff.reader, part.part_id, K)


def test_a_deletion_that_was_killed_is_finished_by_the_next_start(part: Opened, clock):
    """Fails when a copy of the count stays because the program stopped between the commit and the copies."""
    house = part.house
    with house.database.writing() as session:
        raw.erase(session, parts.locked(session, part.part_id), _day(part))
    assert forgetting.copies(house, part.box_id) != []

    overdue.delete_answers(house)

    assert forgetting.copies(house, part.box_id) == []
    assert _found(house, *MARKS) == []


@pytest.mark.parametrize("stopped", [Refused("Busy."), KeyboardInterrupt()])
def test_what_could_not_be_forgotten_is_forgotten_by_the_next_hour(part: Opened, clock, monkeypatch, stopped):
    """Fails when answers are deleted, the clean-up is held up or killed, and their words stay in the file for good."""
    house = part.house
    clock.put(_day(part), 23, 59)
    for file in forgetting.copies(house, part.box_id):
        file.unlink()  # as if they were gone already: only the promise is left to say that something is to be done
    with monkeypatch.context() as held:
        held.setattr(type(house.database), "rewrite", _stop(stopped))
        with pytest.raises(type(stopped)):
            overdue.delete_answers(house)
    before, promised = _found(house, *MARKS), [file.read_bytes() for file in forgetting.promises(house)]

    safety.tidy(house)

    assert before == [*MARKS]
    assert promised == [b""]
    assert _found(house, *MARKS) == []
    assert forgetting.promises(house) == []


def test_a_withdrawal_that_was_held_up_is_finished_by_the_next_hour(part: Opened, monkeypatch):
    """Fails when the words of a withdrawn release stay in the file because a reader was in the way once."""
    house = part.house
    _read(part)
    number = _release(part)
    with house.database.reading() as session:
        title = parts.title_of(session, part.round_id)
    with monkeypatch.context() as held:
        held.setattr(type(house.database), "rewrite", _stop(Refused("Busy.")))
        withdrawing.release(house, part.staff.steward, number, title)
    before, promised = _found(house, FRESH), len(forgetting.promises(house))

    safety.tidy(house)

    assert (before, promised) == ([FRESH], 1)
    assert _found(house, FRESH) == []
    assert forgetting.promises(house) == []


def test_a_promise_made_meanwhile_is_not_taken_for_kept(part: Opened, monkeypatch):
    """Fails when one clean-up removes the promise of a deletion that came after it began."""
    house = part.house
    forgetting.promise(house)
    monkeypatch.setattr(type(house.database), "rewrite", lambda _self: forgetting.promise(house))

    forgetting.forget(house)

    assert len(forgetting.promises(house)) == 1


def _stop(error: BaseException):
    def stopped(_self) -> None:
        raise error

    return stopped


def test_a_box_that_was_never_opened_to_the_end_goes_on_that_day_too(house: House, clock):
    """Fails when sealed answers whose count was killed outlive the day that members were promised."""
    part = factories.opened(house, seats=6)
    factories.send_all(part, [factories.full_paper(part.script.questions, mark) for mark in MARKS[:6]])
    factories.close(part)
    with house.database.writing() as session:
        boxes.locked(session, part.box_id).state = BoxState.COUNTING
        parts.set_state(session, part.part_id, PartState.COUNTING)
    clock.put(_day(part), 23, 58)
    before = overdue.destroy(house)
    clock.put(_day(part), 23, 59)

    assert (before, overdue.destroy(house)) == ((), (part.box_id,))
    assert house.keyring.boxes() == ()


@pytest.mark.requirement("ANON-07")
@pytest.mark.requirement("ANON-21")
def test_a_steward_alone_destroys_answers_of_which_nothing_was_released(part: Opened):
    """
    With the title typed, and nobody else: then no file holds a word, and pay stands.

    Fails when a reader, an author, an administrator or a slip of the finger can do it, a word stays, or pay does not.
    """
    house = part.house
    _read(part)
    for actor in (part.staff.reader, part.staff.author, part.staff.admin, part.staff.designer):
        with pytest.raises(NotAllowed):
            endings.destroy_answers(house, actor, part.part_id, TITLE)
    with pytest.raises(BadText):
        endings.destroy_answers(house, part.staff.steward, part.part_id, "yes")

    endings.destroy_answers(house, part.staff.steward, part.part_id, f" {TITLE} ")

    assert _found(house, *MARKS, FIRST_DRAFT, FRESH) == []
    with house.database.reading() as session:
        owed = session.exec(select(Honorarium).where(Honorarium.state == HonorariumState.GIVEN)).all()
        assert len(owed) == len(MARKS)
        assert session.exec(select(Answer)).all() == []
        assert parts.part(session, part.part_id).state is PartState.PURGED
        assert "destroyed raw answers" in session.exec(select(Act.act)).all()


def test_answers_behind_a_release_are_not_destroyed_early_by_one_person(part: Opened):
    """Fails when one steward can take away what a release rests on, before the day that was said."""
    _read(part)
    _release(part)

    with pytest.raises(Refused):
        endings.destroy_answers(part.house, part.staff.steward, part.part_id, TITLE)

    with part.house.database.reading() as session:
        assert heap.people(session, part.round_id, part.advisory_id) == len(MARKS)
