"""Released themes are found again by their words; a picture of answers sets no community beside another."""

import pytest

from consult.clock import in_words
from consult.errors import NotAllowed
from consult.rounds.tables import Part
from consult.ui.designer import trend_chart
from consult.words.given import library, plain, trend
from consult.words.leaving import withdrawals
from consult.words.replies import decisions
from consult.words.replies.decisions import Verdict
from consult.words.replies.standings import Standing
from tests.released_room import AFTER, GOOD, TODAY, released, replied
from tests.words_room import seed


@pytest.fixture
def shelf(house):
    """Two rounds with four themes; in the second, parts of two advisories."""
    first, second, beside = seed(house), seed(house), seed(house)
    with house.database.writing() as session:
        one = released(session, first, ("Later hours", "Long soirées"))
        released(session, second, ("Rides home",))
        three = released(session, beside, ("Fewer forms",))
        decisions.decide(session, first.designer, one, 1, GOOD, TODAY)
        decisions.decide(session, first.designer, three, 1, replied(verdict=Verdict.NO, owner="Site lead"), TODAY)
        _join(session, second, beside, three)
        shelved = library.shelves(session, first.designer, AFTER)
    return house, first, shelved


def _join(session, second, beside, number):
    """Put the second advisory's release into the round of the first."""
    from consult.words.leaving import releases

    row = releases.by_number(session, number)
    row.round_id = second.round_id
    session.add(row)
    assert session.get(Part, beside.part_id)


def _titles(found):
    return sorted(one.stands.title for one in found)


def test_themes_are_found_by_words_in_any_case_and_without_accents(shelf):
    """All words have to be there, in title or story; nothing typed finds everything."""
    _house, _room, shelved = shelf

    assert _titles(library.search(shelved, "SOIREES")) == ["Long soirées"]
    assert _titles(library.search(shelved, "hours help")) == ["Later hours"]
    assert library.search(shelved, "hours rides") == []
    assert len(library.search(shelved)) == 4


def test_themes_are_filtered_by_owner_and_by_where_the_answer_stands(shelf):
    """An unanswered theme is found under who owes it."""
    _house, _room, shelved = shelf

    assert _titles(library.search(shelved, owner="Site lead")) == ["Fewer forms"]
    assert _titles(library.search(shelved, standing=Standing.OVERDUE)) == ["Long soirées", "Rides home"]
    assert _titles(library.search(shelved, standing=Standing.CHANGED, owner="Program lead")) == ["Later hours"]


def test_the_library_is_open_to_designers_alone(shelf):
    """A reader, who knows more, is refused too: what is in it is for those who answer."""
    house, room, _shelved = shelf

    with house.database.reading() as session, pytest.raises(NotAllowed):
        library.shelves(session, room.reader, AFTER)


def test_what_was_withdrawn_is_not_found(shelf):
    """A withdrawn theme is in no search and in no bar."""
    house, room, before = shelf
    number = min(one.stands.release for one in before)
    with house.database.writing() as session:
        withdrawals.theme(session, room.steward, number, 1, f"{number}.1", in_words(AFTER))
        after = library.shelves(session, room.designer, AFTER)

    gone = {one.stands.number for one in before} - {one.stands.number for one in after}
    assert gone == {f"{number}.1"}
    assert sum(row.total for row in trend.rows(after)) == len(after) == len(before) - 1


@pytest.mark.requirement("CULT-07")
def test_a_round_is_one_bar_whichever_advisories_it_asked(shelf):
    """
    Releases of two advisories in one round stand in one bar, and neither picture nor table has an advisory in it.

    Fails when the rows of the trend are made for each release or each advisory.
    """
    _house, _room, shelved = shelf
    rows = trend.rows(shelved)
    heads, table = trend.table(rows)

    assert [row.total for row in rows] == [2, 2]
    assert rows[1].label == "Releases 2, 3"
    assert "Advisory" not in str((heads, table, trend_chart.figure(rows, "#000", "#000").to_dict()))


@pytest.mark.requirement("THEME-06")
def test_the_picture_has_a_table_a_sentence_and_its_numbers_written_at_the_bars(shelf):
    """
    Each bar bears its number, each state its name, all bars one colour: nothing is told by colour alone.

    Fails when the numbers or the names of the states are taken off the picture.
    """
    _house, _room, shelved = shelf
    rows = trend.rows(shelved)
    drawn = trend_chart.figure(rows, "#000000", "#0b5f68").to_dict()
    heads, table = trend.table(rows)

    assert [bar["type"] for bar in drawn["data"]] == ["bar"] * len(Standing)
    for bar, state in zip(drawn["data"], plain.STATES, strict=True):
        assert list(bar["text"]) == [str(row.counts[state]) for row in rows]
    assert [one["text"] for one in drawn["layout"]["annotations"]] == list(plain.STATES.values())
    assert {bar["marker"]["color"] for bar in drawn["data"]} == {"#0b5f68"}
    assert heads[1:] == tuple(plain.STATES.values())
    assert len(table) == 2
    assert (
        trend.sentence(rows) == "In the latest round, 1 of 2 themes have an answer; in the earliest shown here, 1 of 2."
    )


def test_nothing_released_is_said_so():
    """An empty library has a sentence, not a broken picture."""
    assert trend.rows([]) == []
    assert trend.sentence([]) == "No theme was released yet."
    assert trend_chart.figure([], "#000", "#000").to_dict()["data"]
