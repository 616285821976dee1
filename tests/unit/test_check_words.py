"""A round in which members read drafts keeps no word of a theme that was taken back or deleted."""

import pytest
from sqlmodel import select

from consult import checks_ended, endings, overdue
from consult.clock import today
from consult.rounds import parts
from consult.rounds.tables import Part, PartState, Round
from consult.words.leaving import releases, withdrawals
from consult.words.leaving.release_tables import MemberCheck
from consult.words.raw import KEPT
from consult.words.tables import Release, ReleaseState, WordsTable
from tests.factories import Opened
from tests.unit.test_answers_deleted import FIRST_DRAFT, FRESH, TITLE, _day, _found, _read
from tests.unit.test_answers_deleted import part as counted_part
from tests.unit.test_member_checks import _agree, _answer_the_check, _asked_of_members, _begin, _release, _sign
from tests.unit.test_member_checks import part as checked_part

pytestmark = pytest.mark.usefixtures("cheap_hashes")
part, drafted = checked_part, counted_part
DAY = "Monday 1 June 2026"
GONE_TITLE, GONE_TEXT, KEPT_TEXT = "Food (now)", "Warm food comes first.", "A place to rest is what helps."


def _begun(part: Opened):
    _agree(part, _sign(part))
    return _begin(part)


def _withdraw(part: Opened, number: int) -> None:
    with part.house.database.writing() as session:
        at = next(one["number"] for one in releases.read(session, number)["themes"] if one["title"] == "Food {now}")
        withdrawals.theme(session, part.staff.steward, number, at, f"{number}.{at}", DAY)


def _put(part: Opened, round_id, state: PartState) -> None:
    with part.house.database.writing() as session:
        asked = parts.of_round(session, round_id)[0]
        asked.state = state
        session.add(asked)


@pytest.mark.requirement("CULT-12")
@pytest.mark.parametrize("ended", [PartState.COUNTED, PartState.PURGED, PartState.DRAFT])
def test_a_check_that_was_shut_loses_withdrawn_words_once_it_ended(part: Opened, ended: PartState):
    """
    Its box is open when the theme is withdrawn: text stays to the letter. An hour after the end it is gone.

    Fails when nothing looks at the check again, or the words that stand go too.
    """
    house, round_id = part.house, _begun(part)
    _answer_the_check(part, round_id, 5)
    number = _release(part)
    _put(part, round_id, PartState.OPEN)
    _withdraw(part, number)
    with house.database.reading() as session:
        while_open = _asked_of_members(session, round_id)
    too_early = checks_ended.empty(house)
    _put(part, round_id, ended)

    changed, again = checks_ended.empty(house), checks_ended.empty(house)

    with house.database.reading() as session:
        left = _asked_of_members(session, round_id)
    assert GONE_TEXT in while_open
    assert (too_early, changed, again) == ((), (part.part_id,), ())
    assert [one for one in (GONE_TITLE, GONE_TEXT) if one in left] == []
    assert KEPT_TEXT in left
    assert "Rest" in left


@pytest.mark.requirement("CULT-12")
def test_what_the_check_itself_released_loses_the_title(part: Opened):
    """Fails when a release of the check, or the draft that was signed, keeps the words of a withdrawn theme."""
    house, round_id = part.house, _begun(part)
    _answer_the_check(part, round_id, 5)
    number = _release(part)
    table = {"key": "q1", "text": f'Is "{GONE_TITLE}" right?', "sentence": f'Most chose "{GONE_TITLE}".'}
    rows = [{"option": GONE_TITLE, "text": "many"}, {"option": "Rest", "text": "a few"}]
    with house.database.writing() as session:
        first = releases.by_number(session, number)
        asked = parts.of_round(session, round_id)[0]
        said = {**releases.content_of(first), "questions": [{**table, "rows": rows}], "number": number + 1}
        released = Release(
            id=round_id, round_id=round_id, part_id=asked.id, state=ReleaseState.RELEASED, number=number + 1,
            content=releases.content.canonical({**said, "themes": []}), reader_id=first.reader_id,
        )  # fmt: skip
        session.add(released)

    _withdraw(part, number)

    kept = [table for table in WordsTable.metadata.sorted_tables if table.name in KEPT]
    with house.database.reading() as session:
        left = "\n".join(str(row) for one in kept for row in session.connection().execute(select(one)))
        draft = session.get(MemberCheck, part.part_id).draft
    assert [one for one in (GONE_TITLE, "Food {now}", GONE_TEXT) if one in left] == []
    assert "Rest" in draft


def test_a_text_that_an_author_wrote_stays_where_nothing_was_taken_back(part: Opened):
    """Fails when the hour empties checks of which no theme was withdrawn or deleted."""
    round_id = _begun(part)
    with part.house.database.writing() as session:
        round_ = session.get(Round, round_id)
        round_.facts = {**round_.facts, "themes": "Resting\nFood for all"}
        session.add(round_)

    assert checks_ended.empty(part.house) == ()


@pytest.mark.requirement("ANON-14")
@pytest.mark.parametrize("is_released", [True, False])
def test_on_the_promised_day_drafts_leave_the_member_check(drafted: Opened, clock, is_released: bool):
    """
    What was released in the same words stays in the check; a draft that was not released leaves it.

    Fails when the deletion of answers does not reach the rounds that took drafts back to members.
    """
    house = drafted.house
    _read(drafted)
    round_id = _begun(drafted)
    if is_released:
        _release(drafted)
    clock.put(_day(drafted), 23, 59)

    overdue.delete_answers(house)

    with house.database.reading() as session:
        left = _asked_of_members(session, round_id)
    assert (FRESH in left) is is_released
    assert FIRST_DRAFT not in left


@pytest.mark.requirement("ANON-07")
def test_a_steward_who_destroys_answers_destroys_the_drafts_in_the_check(drafted: Opened):
    """Fails as the one above: nothing was released, so no word of a draft stays in any file."""
    _read(drafted)
    _begun(drafted)
    before = _found(drafted.house, FRESH)

    endings.destroy_answers(drafted.house, drafted.staff.steward, drafted.part_id, TITLE)

    with drafted.house.database.reading() as session:
        asked = session.exec(select(Part).where(Part.erased_on == today(drafted.house.clock))).one()
    assert before == [FRESH]
    assert asked.id == drafted.part_id
    assert _found(drafted.house, FRESH, FIRST_DRAFT) == []
