"""A second release of a part never says, against the first, how few people stand in between."""

import pytest

from consult.words import codebook
from consult.words.answers import asides
from consult.words.leaving import content, releases, withdrawals
from tests.words_room import K, ready, release, seed, theme

PEOPLE = 30
SAME = "The same hours"


def _first(session, room):
    """Release a theme of 12 of 30 people, the others under a second one; gives its content and the first theme."""
    main = ready(session, room, 0.4)
    rest = theme(session, room, SAME, "These hours are good.")
    for answer_id in room.answers["q1"][12:]:
        codebook.place(session, room.reader, answer_id, [rest], K)
    return releases.read(session, release(session, room)), main


def _sized(said):
    return {one["title"]: (one["said_by"], one["low"], one["high"]) for one in content.standing(said)}


@pytest.mark.requirement("ANON-08")
def test_a_split_between_two_releases_tells_no_size(house):
    """
    Release 1 says 12 people; two of them are split off; release 2 says no size from which the 2 would follow.

    Fails when `in_order` prints sizes without looking at what was printed before.
    """
    room = seed(house, PEOPLE)
    with house.database.writing() as session:
        first, _ = _first(session, room)
        split = theme(session, room, "Quiet", "A quiet room helps.")
        for answer_id in room.answers["q1"][10:12]:
            codebook.place(session, room.reader, answer_id, [split], K)

        second = releases.read(session, release(session, room))

    before, now = _sized(first), _sized(second)
    left = before["Later hours"][2] - now["Later hours"][1]
    assert before["Later hours"] == ("12 people", 12, 12)
    assert set(now.values()) == {("A few people", 1, None)}
    assert left >= K
    assert second["sentence"] == content.SIZES_STAND


@pytest.mark.requirement("ANON-08")
def test_one_answer_taken_out_between_two_releases_tells_no_size(house):
    """Release 1 says 12 people and release 2 is of 11: it says neither. Fails as the one above."""
    room = seed(house, PEOPLE)
    with house.database.writing() as session:
        _first(session, room)
        rest = next(one.id for one in codebook.codebook(session, room.part_id) if one.title == SAME)
        codebook.place(session, room.reader, room.answers["q1"][11], [rest], K)

        second = releases.read(session, release(session, room))

    assert set(_sized(second).values()) == {("A few people", 1, None)}


def test_the_same_themes_of_the_same_size_are_said_again(house):
    """A new title and the very same answers: the numbers stand as before. Fails when every second release is mute."""
    room = seed(house, PEOPLE)
    with house.database.writing() as session:
        first, main = _first(session, room)
        codebook.change(session, room.reader, main, codebook.Draft("Open later", "Later is what helps.", ""), K)

        second = releases.read(session, release(session, room))

    assert _sized(second)["Open later"] == _sized(first)["Later hours"] == ("12 people", 12, 12)
    assert _sized(second)[SAME] == _sized(first)[SAME]
    assert second["sentence"].startswith("18 people")


@pytest.mark.requirement("ANON-08")
def test_what_a_withdrawn_release_said_of_sizes_is_not_forgotten(house):
    """
    The first release is withdrawn as a whole; the next one, of 10 people, still says no size.

    Fails when only releases that stand are looked at.
    """
    room = seed(house, PEOPLE)
    with house.database.writing() as session:
        first, _ = _first(session, room)
        withdrawals.release(session, room.steward, first["number"], first["title"], "Wednesday 12 May 2027")
        again = [theme(session, room, title, f"{title} help.") for title in ("Late hours", "Day hours")]
        for place, answer_id in enumerate(room.answers["q1"]):
            codebook.place(session, room.reader, answer_id, [again[place >= 10]], K)
        for answer_id in room.answers["q3"]:
            codebook.place(session, room.reader, answer_id, [again[1]], K)

        second = releases.read(session, release(session, room))

    assert set(_sized(second).values()) == {("A few people", 1, None)}


@pytest.mark.parametrize(
    ("before", "said"),
    [([], "Fewer than 5"), (["Fewer than 5"], "Fewer than 5"), ([""], "Some"), (["5 to 9", "Fewer than 5"], "Some")],
)
def test_set_aside_is_said_again_only_in_the_same_words(before, said):
    """A first amount beside an earlier none, or another, says no amount. Fails when `told_again` gives its limit."""
    tail = asides.limit(1).removeprefix("Fewer than 5")
    earlier = [one and f"{one}{tail}" for one in before]

    assert asides.told_again(asides.limit(1), earlier) == f"{said}{tail}"
