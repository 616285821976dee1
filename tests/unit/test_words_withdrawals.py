"""What a steward takes back is gone: the page says so, and its words stand nowhere any more."""

from datetime import date

import pytest
from sqlmodel import select

from consult.errors import BadText, Missing, NotAllowed, Refused
from consult.rounds import parts
from consult.rounds.stewards import OwnRound
from consult.rounds.tables import PartState, Round
from consult.words import codebook, quotes
from consult.words.given import plain
from consult.words.leaving import choices, content, gate, releases, withdrawals
from consult.words.replies import decisions
from consult.words.replies.decisions import Reply, Verdict
from consult.words.tables import Answer, Release, ReleaseState, ThemeKind, WordsTable
from tests.words_room import HOURS, K, ready, release, seed, theme

DAY = "Wednesday 12 May 2027"
TITLE, TEXT = "Lanterns by the door", "A zebra crossing and a lantern help."
VIEWS = "Some would rather walk in the dark."
ROUND = "Evening hours at the drop-in"
LATER = date(2027, 5, 20)


def _two_themes(session, room):
    """Put every second answer under a second theme too, quote one of them, and release; gives number and theme."""
    main = ready(session, room)
    second = theme(session, room, TITLE, TEXT, VIEWS)
    for place, answer_id in enumerate(room.answers["q1"]):
        codebook.place(session, room.reader, answer_id, [main, second] if place % 2 else [main], K)
    words = session.get(Answer, room.answers["q1"][1]).words
    quote_id = quotes.choose(session, room.reader, room.answers["q1"][1], second, words, K)
    quotes.clear(session, room.second, quote_id, K, points_to_nobody=True)
    number = release(session, room)
    return number, next(one for one in releases.read(session, number)["themes"] if one["title"] == TITLE)


def _withdraw(session, room, number, at, actor=None):
    return withdrawals.theme(session, actor or room.steward, number, at, f"{number}.{at}", DAY)


def _every_word(session):
    """Give every value of every row of the room but the raw answers, as text."""
    kept = [table for table in WordsTable.metadata.sorted_tables if table.name != "words_answer"]
    rows = (session.connection().execute(select(table)) for table in kept)
    return "\n".join(str(value) for found in rows for row in found for value in row)


@pytest.mark.requirement("CULT-12")
def test_a_withdrawn_theme_leaves_a_number_and_a_day(house):
    """
    Number and day are all that stays of it: title, text, views, quote, history and answers stand in no row.

    Fails when the codebook, a version, a quote, the sentence above the bars or a decision keeps any of its words.
    """
    room = seed(house)
    with house.database.writing() as session:
        number, gone = _two_themes(session, room)
        at = gone["number"]
        why = Reply(Verdict.YES, "Candles are cheap.", "Program lead", LATER, "Program lead")
        decisions.decide(session, room.designer, number, at, why, LATER)
        before = _every_word(session)

        taken = _withdraw(session, room, number, at)
        left, after = releases.read(session, number), _every_word(session)

    words = (TITLE, "zebra", VIEWS, "Candles", gone["quotes"][0])
    assert taken == (f"{number}.{at}",)
    assert left["themes"][at - 1] == {"number": at, "withdrawn": DAY}
    assert len(content.standing(left)) == 1
    assert [one for one in words if one not in before] == []
    assert [one for one in words if one in after] == []


def test_a_theme_is_withdrawn_from_every_release_of_its_part(house):
    """Fails when an older release still gives out what was taken back, under another title even."""
    room = seed(house)
    with house.database.writing() as session:
        first, old = _two_themes(session, room)
        again = next(one for one in codebook.codebook(session, room.part_id) if one.title == TITLE)
        codebook.change(session, room.reader, again.id, codebook.Draft("Lamps outside", "Lamps help."), K)
        second = release(session, room)
        new = next(one for one in releases.read(session, second)["themes"] if one["title"] == "Lamps outside")

        taken = _withdraw(session, room, second, new["number"])

        assert set(taken) == {f"{first}.{old['number']}", f"{second}.{new['number']}"}
        assert "zebra" not in _every_word(session)
        assert "Lamps" not in _every_word(session)


def test_what_waits_for_the_steward_goes_too(house):
    """Fails when a proposal made before keeps the theme and could still be released."""
    room = seed(house)
    with house.database.writing() as session:
        number, gone = _two_themes(session, room)
        releases.propose(session, room.reader, room.part_id, "people without a phone", K)

        taken = _withdraw(session, room, number, gone["number"])

        assert taken == (f"{number}.{gone['number']}",)
        assert session.exec(select(Release).where(Release.state != ReleaseState.RELEASED)).all() == []


@pytest.mark.requirement("CULT-12")
def test_a_whole_release_is_withdrawn(house):
    """
    Number, title and dates stay, and each theme as a number; no text, no table, no size of anything.

    Fails when a field is left out of what is emptied.
    """
    room = seed(house, 24)
    with house.database.writing() as session:
        number, gone = _two_themes(session, room)
        withdrawals.release(session, room.steward, number, f" {ROUND} ", DAY)
        left = releases.read(session, number)
        state = parts.part(session, room.part_id).state

    assert left["withdrawn"] == DAY
    assert left["themes"] == [{"number": at, "withdrawn": DAY} for at in (1, 2)]
    assert (left["questions"], left["other"], left["sentence"], left["people"], left["missing"]) == ([], [], "", "", "")
    assert not any(words in str(left) for words in (gone["title"], gone["story"], gone["quotes"][0], *HOURS))
    assert state is PartState.COUNTED


@pytest.mark.requirement("ANON-08")
def test_what_a_withdrawn_release_printed_is_still_known_to_the_gate(house):
    """
    A withdrawn table kept back another second cell; the next release does not complete it to the small number.

    Fails when withdrawing makes the gate forget, or when what it keeps says a word of the question.
    """
    room = seed(house, 40, options=[21, 9, 7, 3])
    with house.database.writing() as session:
        ready(session, room)
        first = releases.by_number(session, release(session, room))
        said = releases.content_of(first)
        rows = said["questions"][0]["rows"]
        rows[1] |= {"text": rows[3]["text"], "low": 0, "high": None}
        rows[2] |= {"text": "7", "low": 7, "high": 7}
        first.content = content.canonical(said)
        session.add(first)
        session.flush()
        withdrawals.release(session, room.steward, first.number, ROUND, DAY)
        kept = _every_word(session)
        ready(session, room)
        second = releases.read(session, release(session, room))

    told = [found for one in (said, second) for found in choices.printed("part", one["questions"][0])]
    limits = gate.bounds(told, 40)
    assert all(high >= K for _, high in limits.values())
    assert limits["part", "q2", 3][0] < limits["part", "q2", 3][1]
    assert said["questions"][0]["text"] not in kept


def test_only_a_steward_of_the_advisory_who_did_not_write_the_round_withdraws(house):
    """Fails when a reader, a designer, an administrator, another's steward or the author can take a theme back."""
    room, other = seed(house), seed(house)
    with house.database.writing() as session:
        number, gone = _two_themes(session, room)
        for actor in (room.reader, room.designer, room.admin, other.steward):
            with pytest.raises(NotAllowed):
                _withdraw(session, room, number, gone["number"], actor)
            with pytest.raises(NotAllowed):
                withdrawals.release(session, actor, number, ROUND, DAY)
        session.get(Round, room.round_id).author_id = room.steward.account_id
        with pytest.raises(OwnRound):
            _withdraw(session, room, number, gone["number"])

        assert "withdrawn" not in str(releases.read(session, number))


def test_a_slip_of_the_finger_withdraws_nothing(house):
    """Fails when the number or the title need not be typed, or when a second press changes the day."""
    room = seed(house)
    with house.database.writing() as session:
        number, gone = _two_themes(session, room)
        at = gone["number"]
        for typed in ("", "yes", str(at)):
            with pytest.raises(BadText):
                withdrawals.theme(session, room.steward, number, at, typed, DAY)
            with pytest.raises(BadText):
                withdrawals.release(session, room.steward, number, typed, DAY)
        with pytest.raises(Missing):
            _withdraw(session, room, number, 9)
        _withdraw(session, room, number, at)
        with pytest.raises(Refused):
            _withdraw(session, room, number, at)
        withdrawals.release(session, room.steward, number, ROUND, DAY)
        with pytest.raises(Refused):
            withdrawals.release(session, room.steward, number, ROUND, DAY)


def test_no_answer_is_owed_to_a_theme_that_was_withdrawn(house):
    """Fails when a round waits for ever for the answer to a theme that is not there."""
    room = seed(house)
    with house.database.writing() as session:
        number, gone = _two_themes(session, room)
        other = next(one["number"] for one in releases.read(session, number)["themes"] if one["title"] != TITLE)
        why = Reply(Verdict.YES, "Doors stay open.", "Program lead", LATER, "Program lead")
        decisions.decide(session, room.designer, number, other, why, LATER)

        _withdraw(session, room, number, gone["number"])

        assert decisions.undecided(session, number) == ()
        assert parts.part(session, room.part_id).state is PartState.ANSWERED
        with pytest.raises(Refused):
            decisions.decide(session, room.designer, number, gone["number"], why, LATER)


def test_a_theme_of_a_standing_release_stays_when_another_is_withdrawn(house):
    """Fails when withdrawing one release empties the themes that another still gives out."""
    room = seed(house)
    with house.database.writing() as session:
        first, _ = _two_themes(session, room)
        second = release(session, room)

        withdrawals.release(session, room.steward, second, ROUND, DAY)

        titles = [one.title for one in codebook.codebook(session, room.part_id, ThemeKind.THEME)]
        assert TITLE in titles
        assert TITLE in str(releases.read(session, first))


@pytest.mark.requirement("CULT-12")
def test_a_line_of_other_things_is_withdrawn_alone(house):
    """
    One voice stands in such a line: it goes from release, codebook and history, and the page says that one did.

    Fails when the line stays anywhere, when the page is silent, or when a slip of the finger is enough.
    """
    room = seed(house)
    words = "One person spoke of stairs."
    with house.database.writing() as session:
        ready(session, room)
        number = release(session, room)
        before = releases.read(session, number)["other"]
        with pytest.raises(BadText):
            withdrawals.line(session, room.steward, number, 1, "yes", DAY)
        with pytest.raises(Missing):
            withdrawals.line(session, room.steward, number, 2, "line 2", DAY)
        with pytest.raises(NotAllowed):
            withdrawals.line(session, room.reader, number, 1, "line 1", DAY)

        withdrawals.line(session, room.steward, number, 1, "line 1", DAY)

        left, kept = releases.read(session, number), _every_word(session)
    assert (before, left["other"]) == ([words], [])
    assert words not in kept
    assert f"A line of other things we heard was withdrawn on {DAY}." in plain.public_limits(left)
