"""What leaves, who signs, and what is refused."""

import json

import pytest
from sqlmodel import select

from consult.actors import Actor, Grant, Role
from consult.errors import BadText, Missing, NotAllowed, Refused
from consult.rounds import parts
from consult.rounds.tables import Advisory, PartState
from consult.words import codebook, fresh, quotes, reading
from consult.words.codebook import Draft
from consult.words.given import plain
from consult.words.leaving import choices, gate, releases
from consult.words.leaving.releases import Changed, NotReady, OneSignature
from consult.words.quotes import NotQuotable, SamePerson
from consult.words.reading import NotAReader
from consult.words.tables import Answer, Quote, Release, ThemeKind
from tests.words_room import HOURS, K, person, read_all, ready, seed, theme

MISSING = "people without a phone"
DAY = "Monday 4 May 2026"


def _propose(session, room):
    return releases.propose(session, room.reader, room.part_id, MISSING, K)


def _release(session, room, steward=None):
    release_id = _propose(session, room)
    seen = releases.digest(session.get(Release, release_id))
    return releases.release(session, steward or room.steward, release_id, seen, DAY, K)


@pytest.mark.requirement("LEAD-02")
def test_only_a_steward_of_the_advisory_releases(house):
    """
    Reader, designer, administrator and another advisory's steward are refused, and nothing has left.

    Fails when `_waiting` stops asking for the role of this advisory.
    """
    room, other = seed(house), seed(house)
    with house.database.writing() as session:
        ready(session, room)
        release_id = _propose(session, room)
        seen = releases.digest(session.get(Release, release_id))
        for actor in (room.reader, room.designer, room.admin, other.steward):
            with pytest.raises(NotAllowed):
                releases.release(session, actor, release_id, seen, DAY, K)
            with pytest.raises(NotAllowed):
                releases.hold(session, actor, release_id, "no")

        assert not releases.released(session)
        assert parts.part(session, room.part_id).state is PartState.COUNTED


@pytest.mark.requirement("THEME-04")
@pytest.mark.requirement("LEAD-02")
def test_one_person_can_not_sign_twice(house):
    """
    A steward who is also the reader that proposed can not release. Fails when the two accounts are not compared.
    """
    room = seed(house)
    both = Actor(
        room.reader.account_id,
        room.reader.organisation_kind,
        frozenset({Grant(Role.READER), Grant(Role.STEWARD, room.advisory_id)}),
    )
    with house.database.writing() as session:
        ready(session, room)
        with pytest.raises(OneSignature):
            _release(session, room, both)

        assert _release(session, room) == 1


@pytest.mark.requirement("THEME-04")
def test_changes_of_a_theme_are_kept(house):
    """Each change of a theme leaves how it stood before. Fails when `_keep` writes over the last version."""
    room = seed(house)
    with house.database.writing() as session:
        read_all(session, room)
        one = theme(session, room, "Hours", "Later.")
        codebook.change(session, room.second, one, Draft("Later hours", "Later is better."), K)

        history = codebook.history(session, room.reader, one, K)

        assert [(v.version, v.title) for v in history] == [(1, "Hours"), (2, "Later hours")]
        assert history[1].account_id == room.second.account_id


@pytest.mark.requirement("LEAD-08")
def test_an_answer_without_a_place_stops_the_release(house):
    """
    One answer in no theme, not in "other" and not blank: nothing is proposed. Each of the three places lets it go.

    Fails when `readiness._places` no longer counts answers without a place.
    """
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        last = room.answers["q3"][-1]
        other = next(t.id for t in codebook.codebook(session, room.part_id) if t.kind == ThemeKind.OTHER)
        codebook.place(session, room.reader, last, [], K)
        with pytest.raises(NotReady) as refused:
            _propose(session, room)
        assert "1 answer is in no theme" in refused.value.sentence

        for themes, blank in (([main], False), ([other], False), ([], True)):
            codebook.place(session, room.reader, last, themes, K, blank=blank)
            assert _propose(session, room)


@pytest.mark.requirement("LEAD-08")
def test_an_unread_answer_stops_the_release(house):
    """A batch nobody opened stops the release: a voice is not left out by not being read."""
    room = seed(house, 14)
    with house.database.writing() as session:
        reading.open_batch(session, room.reader, room.part_id, "q1", K)
        with pytest.raises(NotReady) as refused:
            _propose(session, room)

    assert "7 answers are not read yet." in refused.value.reasons


@pytest.mark.requirement("LEAD-08")
def test_disagreement_and_single_voices_are_in_the_release(house):
    """
    Where views differ, and other things we heard, are part of what leaves.

    Fails when either is left out of `build`.
    """
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room, 0.7)
        content = releases.read(session, _release(session, room))

    assert content["themes"][0]["views_differ"] == "Some would rather have mornings."
    assert content["other"] == ["One person spoke of stairs."]
    assert "Views differ: Some would rather have mornings." in plain.release(content)


@pytest.mark.requirement("LEAD-11")
@pytest.mark.parametrize(
    "title",
    [
        "Survivors say open later",
        "What survivors want",
        "survivors  THINK",
        "Victims need hours",
        "Survivors all want it",
    ],
)
def test_a_title_never_speaks_for_all_survivors(house, title):
    """Titles that say what survivors say, want or think are refused. Fails when `_SPEAKS_FOR_ALL` loses a word."""
    room = seed(house)
    with house.database.writing() as session, pytest.raises(BadText):
        theme(session, room, title)


@pytest.mark.requirement("LEAD-11")
def test_the_heading_is_what_people_in_this_round_told_us(house):
    """The heading is fixed, and a modest title passes."""
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        content = releases.read(session, _release(session, room))

    assert content["heading"] == "What people in this round told us"
    fresh.require_modest("Asked for too much, too soon")


@pytest.mark.requirement("ANON-10")
def test_a_release_is_frozen(house):
    """
    Whatever changes afterwards, the release reads byte for byte as it did; a second one has a number of its own.

    Fails when a release is rendered from the codebook instead of from storage.
    """
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        number = _release(session, room)
        before = releases.by_number(session, number).content
        codebook.change(session, room.reader, main, Draft("Other words", "Quite other."), K)
    with house.database.writing() as session:
        second = _release(session, room)

    with house.database.reading() as session:
        assert releases.by_number(session, number).content.encode() == before.encode()
        assert json.loads(before)["themes"][0]["title"] == "Later hours"
        assert second == number + 1


@pytest.mark.requirement("ANON-10")
def test_a_released_row_can_not_be_held_or_released_again(house):
    """Once released, the row takes no further act."""
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        number = _release(session, room)
        row = releases.by_number(session, number)

        with pytest.raises(Refused):
            releases.hold(session, room.steward, row.id, "too late")
        with pytest.raises(Refused):
            releases.release(session, room.steward, row.id, releases.digest(row), DAY, K)


def test_a_steward_releases_only_what_she_was_shown(house):
    """A theme changed after the proposal, or another digest: refused, and nothing has left."""
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        release_id = _propose(session, room)
        seen = releases.digest(session.get(Release, release_id))
        with pytest.raises(Changed):
            releases.release(session, room.steward, release_id, b"\0" * 32, DAY, K)
        codebook.change(session, room.reader, main, Draft("Later", "Later still."), K)
        with pytest.raises(Changed):
            releases.release(session, room.steward, release_id, seen, DAY, K)

        assert not releases.released(session)


def test_a_held_proposal_comes_back_with_a_reason(house):
    """Held means: nothing left, the reason is kept, and a new proposal takes its place."""
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        release_id = _propose(session, room)
        with pytest.raises(BadText):
            releases.hold(session, room.steward, release_id, "  ")
        releases.hold(session, room.steward, release_id, "The second theme is ours alone.")
        held = releases.proposed(session, room.reader, room.part_id)

        assert held.held_because == "The second theme is ours alone."
        assert _propose(session, room) != release_id
        assert len(session.exec(select(Release)).all()) == 1


def test_what_was_not_released_can_not_be_read(house):
    """A waiting or held proposal has no number, and reading by any number is Missing."""
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        _propose(session, room)

        assert releases.released(session) == []
        with pytest.raises(Missing):
            releases.read(session, 1)
        with pytest.raises(NotAllowed):
            releases.proposed(session, room.designer, room.part_id)


@pytest.mark.requirement("LEAD-02")
def test_what_waits_is_shown_to_this_rounds_readers_and_steward_alone(house):
    """
    A reader of another round, and another advisory's steward, do not see what waits.

    Fails when `proposed` asks for any reader, and not for one whom this round names.
    """
    room, other = seed(house), seed(house)
    with house.database.writing() as session:
        ready(session, room)
        _propose(session, room)
        with pytest.raises(NotAReader):
            releases.proposed(session, other.reader, room.part_id)
        with pytest.raises(NotAllowed):
            releases.proposed(session, other.steward, room.part_id)

        for actor in (room.reader, room.second, room.steward):
            assert releases.proposed(session, actor, room.part_id)


@pytest.mark.requirement("THEME-05")
@pytest.mark.parametrize(("words", "flagged"), [(6, True), (5, False)])
def test_six_copied_words_are_flagged_and_five_are_not(house, words, flagged):
    """
    Six words in a row of an answer stop the proposal, in any case and with other signs. Fails when RUN becomes 7 or 5.
    """
    room = seed(house)
    run = " ".join(HOURS[0].split()[:words]).upper().replace(" ", " , ")
    with house.database.writing() as session:
        main = ready(session, room)
        codebook.change(session, room.reader, main, Draft("Later hours", f"They told us: {run} and so on."), K)
        if flagged:
            with pytest.raises(NotReady) as refused:
                _propose(session, room)
            assert "copies six words" in refused.value.sentence
        else:
            assert _propose(session, room)


@pytest.mark.requirement("ANON-13")
def test_what_points_to_a_person_blocks_until_cleared(house):
    """A phone number in a theme stops the proposal until a reader cleared it, and again after a change."""
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        codebook.change(session, room.reader, main, Draft("Later hours", "Call 902-555-0123 at night."), K)
        with pytest.raises(NotReady):
            _propose(session, room)
        codebook.clear_marks(session, room.second, main, K)
        assert _propose(session, room)
        codebook.change(session, room.reader, main, Draft("Later hours", "Call 902-555-0124 at night."), K)

        with pytest.raises(NotReady):
            _propose(session, room)


@pytest.mark.requirement("ANON-13")
def test_who_may_be_missing_points_to_nobody(house):
    """A phone number in the limits stops the proposal until someone ticks."""
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        with pytest.raises(fresh.CouldPoint):
            releases.propose(session, room.reader, room.part_id, "The one at 902-555-0123", K)

        assert releases.propose(session, room.reader, room.part_id, "The one at 902-555-0123", K, points_to_nobody=True)


@pytest.mark.requirement("THEME-07")
def test_a_release_states_its_limits(house):
    """
    Range of people, who may be missing, dates and "Not for decisions about any one person" are in it and in its text.

    Fails when one of them is taken out of `build` or of `plain.limits`.
    """
    room = seed(house, 18)
    with house.database.writing() as session:
        ready(session, room)
        with pytest.raises(BadText):
            releases.propose(session, room.reader, room.part_id, " ", K)
        content = releases.read(session, _release(session, room))

    text = plain.release(content)
    for said in ("15 to 19 people", MISSING, "Monday 2 March 2026", "Friday 27 March 2026", "Release 1"):
        assert said in text
    assert "Not for decisions about any one person." in text
    assert "18 people" not in text


def _quote(session, room, main):
    return quotes.choose(session, room.reader, room.answers["q1"][0], main, _words(session, room)[:20], K)


def _words(session, room):
    return session.get(Answer, room.answers["q1"][0]).words


@pytest.mark.requirement("ANON-11")
@pytest.mark.requirement("CONS-08")
def test_words_without_leave_are_never_quoted(house):
    """
    One answer without leave among many with it: asking says no, choosing raises.

    Fails when `_allowed` ignores the answer's own leave.
    """
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        answer = session.get(Answer, room.answers["q1"][0])
        answer.quotable = False
        session.add(answer)
        session.flush()

        assert not quotes.may_quote(session, room.reader, room.answers["q1"][0], K)
        with pytest.raises(NotQuotable):
            _quote(session, room, main)


@pytest.mark.requirement("ANON-11")
def test_four_who_allow_it_are_too_few(house):
    """With k set to 13 and 12 who allow it, no quote is possible; with 12 it is. Fails when k is not asked."""
    room = seed(house, 12)
    with house.database.writing() as session:
        main = ready(session, room)
        quote_id = _quote(session, room, main)

        with pytest.raises(NotQuotable):
            quotes.require_usable(session, session.get(Quote, quote_id), 13)
        quotes.require_usable(session, session.get(Quote, quote_id), 12)


@pytest.mark.requirement("ANON-11")
def test_a_second_person_clears_a_quote(house):
    """
    The one who chose it can not clear it; uncleared it does not leave; the other reader or a steward clears it.

    Fails when `clear` stops comparing the two accounts.
    """
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        quote_id = _quote(session, room, main)
        with pytest.raises(SamePerson):
            quotes.clear(session, room.reader, quote_id, K, points_to_nobody=True)
        with pytest.raises(NotAllowed):
            quotes.clear(session, room.designer, quote_id, K, points_to_nobody=True)
        first = releases.read(session, _release(session, room))
        quotes.clear(session, room.steward, quote_id, K, points_to_nobody=True)
        second = releases.read(session, _release(session, room))

    assert first["themes"][0]["quotes"] == []
    assert len(second["themes"][0]["quotes"]) == 1


@pytest.mark.requirement("ANON-11")
def test_a_quote_with_marks_waits_for_a_person(house):
    """A quote with a phone number is refused without the tick of the second person. Fails when marks are not asked."""
    room = seed(house, words=("Ring my friend at 902-555-0123 after ten at night.",))
    with house.database.writing() as session:
        main = ready(session, room)
        quote_id = quotes.choose(session, room.reader, room.answers["q1"][0], main, "Ring my friend at 902-555-0123", K)

        with pytest.raises(Refused):
            quotes.clear(session, room.second, quote_id, K, points_to_nobody=False)
        quotes.clear(session, room.second, quote_id, K, points_to_nobody=True)


@pytest.mark.requirement("ANON-11")
@pytest.mark.parametrize(("people", "named"), [(9, False), (10, True)])
def test_an_advisory_under_ten_is_not_named(house, people, named):
    """A release of 9 people says "one advisory"; of 10 it has the name. Fails when TAG_FROM changes."""
    room = seed(house, people)
    with house.database.writing() as session:
        ready(session, room)
        name = session.get(Advisory, room.advisory_id).name
        content = releases.read(session, _release(session, room))

    assert content["of"] == (name if named else "one advisory")


def test_a_quote_is_exact_words_of_its_answer(house):
    """Words that are not the answer's own, empty or too long are refused in one sentence."""
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        for bad in ("never said", "", "x" * 400):
            with pytest.raises((Refused, BadText)):
                quotes.choose(session, room.reader, room.answers["q1"][0], main, bad, K)


@pytest.mark.parametrize(
    "draft",
    [
        Draft("", "Text."),
        Draft("Title", "  \u200b "),
        Draft("x" * 81, "Text."),
        Draft("Title", "x" * 1201),
        Draft("Title", "Text", "x" * 601),
    ],
)
def test_bad_fields_say_what_to_change(house, draft):
    """Empty, invisible and too long text is refused by a sentence that names the field and keeps nothing."""
    room = seed(house)
    with house.database.writing() as session:
        with pytest.raises(BadText) as refused:
            codebook.add(session, room.reader, room.part_id, ThemeKind.THEME, draft, K)

        assert refused.value.sentence.split(":")[0] in {"Title", "What people told us", "Views differ"}
        assert not codebook.codebook(session, room.part_id)


@pytest.mark.parametrize(
    "odd", ["Hours \U0001f319 \u202eabc", "<b>Hours</b>", "**Hours** [x](http://y)", "Hours\x00\x07"]
)
def test_odd_signs_are_kept_as_they_are_or_dropped(house, odd):
    """Emoji, markup and control signs neither break a theme nor change what others mean."""
    room = seed(house)
    with house.database.writing() as session:
        one = theme(session, room, odd)
        kept = next(t.title for t in codebook.codebook(session, room.part_id) if t.id == one)

    assert not any(sign in kept for sign in "\x00\x07\u202e")
    assert "Hours" in kept


def test_a_theme_with_answers_is_not_dropped(house):
    """Dropping a theme under which answers stand is refused; an empty one leaves only its history."""
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        empty = theme(session, room, "Empty", "Nobody.")
        with pytest.raises(Refused):
            codebook.drop(session, room.reader, main, K)
        codebook.drop(session, room.reader, empty, K)

        assert [v.dropped for v in codebook.history(session, room.reader, empty, K)] == [False, True]
        assert empty not in {t.id for t in codebook.codebook(session, room.part_id)}


@pytest.mark.requirement("ANON-08")
def test_two_releases_of_one_part_give_no_small_cell(house):
    """
    An earlier release kept back another second cell; the next one does not complete it to the small number.

    Fails when `_content` no longer hands earlier releases to the gate.
    """
    room = seed(house, 40, options=[21, 9, 7, 3])
    with house.database.writing() as session:
        ready(session, room)
        first = releases.by_number(session, _release(session, room))
        content = json.loads(first.content)
        rows = content["questions"][0]["rows"]
        rows[1] |= {"text": rows[3]["text"], "low": 0, "high": None}
        rows[2] |= {"text": "7", "low": 7, "high": 7}
        first.content = json.dumps(content)
        session.add(first)
        session.flush()
        second = releases.read(session, _release(session, room))

    told = [said for one in (content, second) for said in choices.printed("part", one["questions"][0])]
    limits = gate.bounds(told, 40)
    assert all(high >= K for _, high in limits.values())
    assert limits["part", "q2", 3][0] < limits["part", "q2", 3][1]


def test_a_person_without_a_grant_is_nobody(house):
    """Someone with no role is refused at every door of the room."""
    room = seed(house)
    stranger = person()
    with house.database.writing() as session:
        for act in (
            lambda: reading.questions(session, stranger, room.part_id, K),
            lambda: releases.propose(session, stranger, room.part_id, MISSING, K),
            lambda: releases.proposed(session, stranger, room.part_id),
            lambda: quotes.of_part(session, stranger, room.part_id, K),
        ):
            with pytest.raises(NotAllowed):
                act()
