"""What is masked in an answer is masked wherever readers wrote it, and no undo, draft or open page brings it back."""

import pytest
from sqlmodel import Session, select

from consult.ids import new_id
from consult.rounds import parts
from consult.words import codebook, readiness
from consult.words.answers import masks
from consult.words.codebook import Draft
from consult.words.leaving import member_checks, releases
from consult.words.leaving.release_tables import MemberCheck
from consult.words.reader import undoing
from consult.words.reader.steps import ChangedMeanwhile
from consult.words.tables import Answer, Release, Theme, ThemeVersion
from tests.words_room import K, Room, ready, seed, theme

NAME = "Janet Kowalski"
# Nothing in it looks like a name, so that no mark is found in a theme that says it.
UNMARKED = "the one with the parrot"
SAID = (
    f"My worker {NAME} never calls back.",
    f"It was {UNMARKED} who said so.",
    *(f"Open later, reason {n}: it is dark and far." for n in range(10)),
)


def _mask(session: Session, room: Room, words: str) -> masks.Reached:
    answer_id = next(one.id for one in session.exec(select(Answer)) if words in one.words)
    return masks.mask(session, room.second, answer_id, [], [words], K)


def _reasons(session: Session, room: Room) -> list[str]:
    return readiness.reasons(session, parts.part(session, room.part_id))


def _written(session: Session) -> str:
    """Give every word of every theme and of all history, those taken out included."""
    rows = [*session.exec(select(Theme)).all(), *session.exec(select(ThemeVersion)).all()]
    return "\n".join(f"{row.title}\n{row.text}\n{row.views_differ}" for row in rows)


def test_an_undo_does_not_bring_a_masked_name_back(house):
    """
    Written with the name and cleared, written anew, masked, undone: the sign stands there and nothing can leave.

    Fails when `mask` looks at the words of today alone, or the undo brings a cleared mark back.
    """
    room = seed(house, words=SAID)
    with house.database.writing() as session:
        main = ready(session, room)
        codebook.change(session, room.reader, main, Draft("Calls", f"{NAME} should call back."), K)
        codebook.clear_marks(session, room.reader, main, K)
        codebook.change(session, room.reader, main, Draft("Calls", "A call back is what helps."), K)
        assert _mask(session, room, NAME).themes == ()
        undoing.undo(session, room.reader, room.part_id, K)

        assert NAME not in _written(session)
        assert session.get(Theme, main).text == "[hidden] should call back."
        assert not session.get(Theme, main).cleared
        assert any("Write it anew" in reason for reason in _reasons(session, room))


def test_an_undo_asks_again_about_marks_that_were_cleared(house):
    """A mark that was cleared in the words that come back has to be looked at again, masked or not."""
    room = seed(house, words=SAID)
    with house.database.writing() as session:
        main = ready(session, room)
        codebook.change(session, room.reader, main, Draft("Calls", "Call 902-555-0123 at night."), K)
        codebook.clear_marks(session, room.reader, main, K)
        codebook.change(session, room.reader, main, Draft("Calls", "A call back is what helps."), K)
        undoing.undo(session, room.reader, room.part_id, K)

        assert not session.get(Theme, main).cleared
        assert any("could point to a person" in reason for reason in _reasons(session, room))


def test_a_theme_taken_out_comes_back_masked(house):
    """Taken out with the name in it, masked, taken back: the name is gone and the theme has to be written anew."""
    room = seed(house, words=SAID)
    with house.database.writing() as session:
        ready(session, room)
        beside = theme(session, room, "Beside", f"{NAME} should call back.")
        codebook.clear_marks(session, room.reader, beside, K)
        codebook.drop(session, room.reader, beside, K)
        _mask(session, room, NAME)
        undoing.undo(session, room.reader, room.part_id, K)

        back = session.get(Theme, beside)
        assert (back.dropped, back.text, back.cleared, back.masked) == (
            False,
            "[hidden] should call back.",
            False,
            True,
        )
        assert NAME not in _written(session)


def test_words_that_no_mark_is_found_in_stop_a_release_until_they_are_written_anew(house):
    """
    Copied by hand, found by no list: the theme blocks all the same, with and after a comma's change.

    Fails when readiness asks for marks alone.
    """
    room = seed(house, words=SAID)
    with house.database.writing() as session:
        main = ready(session, room)
        said = f"Ask {UNMARKED} to call back."
        codebook.change(session, room.reader, main, Draft("Calls", said), K)
        assert codebook.marks(session.get(Theme, main))[1] == []
        assert _mask(session, room, UNMARKED).themes == ("Calls",)
        stopped = _reasons(session, room)
        codebook.change(session, room.reader, main, Draft("Calls", "Please, ask [hidden] to call back."), K)
        still = _reasons(session, room)
        codebook.change(session, room.reader, main, Draft("Calls", "A call back is what helps."), K)

        assert stopped == still == ['"Calls" said words that were masked in an answer. Write it anew.']
        assert _reasons(session, room) == []


def test_a_form_that_was_open_before_does_not_write_masked_words_back(house):
    """What another reader has on her screen is of an older version: it is refused, and nothing is written."""
    room = seed(house, words=SAID)
    with house.database.writing() as session:
        main = ready(session, room)
        codebook.change(session, room.reader, main, Draft("Calls", f"{NAME} should call back."), K)
        seen = session.get(Theme, main).version
        _mask(session, room, NAME)

        with pytest.raises(ChangedMeanwhile):
            codebook.change(session, room.reader, main, Draft("Calls", f"{NAME} should call."), K, seen=seen)
        assert NAME not in _written(session)


def test_a_proposal_made_of_an_older_text_goes_with_the_words(house):
    """Proposed with the words, then the theme is written anew: the proposal holds them still, and goes."""
    room = seed(house, words=SAID)
    with house.database.writing() as session:
        main = ready(session, room)
        codebook.change(session, room.reader, main, Draft("Calls", f"Ask {UNMARKED} to call back."), K)
        releases.propose(session, room.reader, room.part_id, "people without a phone", K)
        codebook.change(session, room.reader, main, Draft("Calls", "A call back is what helps."), K)
        _mask(session, room, UNMARKED)

        assert session.exec(select(Release)).all() == []


def test_a_draft_for_members_that_holds_masked_words_goes_back_to_its_readers(house):
    """
    Signed and let go with the words in it: after the mask no draft stands, and no author can begin a check with it.

    Fails when `mask` leaves `MemberCheck.draft` or `agreed_by` as they were.
    """
    room = seed(house, words=SAID)
    with house.database.writing() as session:
        main = ready(session, room)
        _sign(session, room, main)

        assert not _mask(session, room, UNMARKED).in_check
        check = session.get(MemberCheck, room.part_id)
        assert (check.draft, check.reader_id, check.agreed_by, check.masked) == ("", None, None, False)


def test_a_draft_that_does_not_hold_them_stays(house):
    """A mask takes back no draft that says nothing of it."""
    room = seed(house, words=SAID)
    with house.database.writing() as session:
        main = ready(session, room)
        _sign(session, room, main)
        _mask(session, room, NAME)

        check = session.get(MemberCheck, room.part_id)
        assert UNMARKED in check.draft
        assert check.agreed_by == room.steward.account_id


def test_a_check_that_was_begun_with_masked_words_waits_for_a_steward(house):
    """
    Begun with the words: the reader is told, a release waits, and goes on once a steward said that she looked.

    Fails when a begun check passes in silence.
    """
    room = seed(house, words=SAID)
    with house.database.writing() as session:
        main = ready(session, room)
        _sign(session, room, main)
        _begin(session, room, brief=f"Themes in draft:\nCalls\nAsk {UNMARKED} to call back.")
        assert _mask(session, room, UNMARKED).in_check
        codebook.change(session, room.reader, main, Draft("Calls", "A call back is what helps."), K)
        waits = _reasons(session, room)
        member_checks.looked(session, room.steward, room.part_id)

        assert [reason for reason in waits if "member check was begun" in reason]
        assert _reasons(session, room) == []


def _sign(session: Session, room: Room, main) -> None:
    codebook.change(session, room.reader, main, Draft("Calls", f"Ask {UNMARKED} to call back."), K)
    member_checks.sign(session, room.reader, room.part_id, K)
    seen = member_checks.digest(session.get(MemberCheck, room.part_id))
    member_checks.agree(session, room.steward, room.part_id, seen)


def _begin(session: Session, room: Room, brief: str) -> None:
    first = parts.round_of(session, room.round_id)
    session.add(type(first)(**{**first.model_dump(), "id": new_id(), "checks_part": room.part_id, "brief": brief}))
    session.flush()
