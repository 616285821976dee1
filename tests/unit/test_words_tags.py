"""Tags on themes only, and who made a theme: what is kept, who may see it, and that it takes two."""

import pytest
from sqlmodel import select

from consult.actors import Actor, Grant, Role
from consult.errors import BadText, Missing, NotAllowed, Refused
from consult.schema import METADATA
from consult.wording import deficits
from consult.words import codebook, quotes, tags, who_made
from consult.words.answers.act_tables import ThemeOrigin, ThemeTag
from consult.words.codebook import Draft
from consult.words.given import plain
from consult.words.leaving import releases
from consult.words.reader import bench, undoing
from consult.words.reading import NotAReader
from consult.words.tables import Answer, Release, ThemeKind
from consult.words.tags import Choice, Family, Owner, Stage
from consult.words.who_made import OnePerson
from tests.words_room import K, ready, seed, theme


def _release(session, room, steward=None):
    release_id = releases.propose(session, room.reader, room.part_id, "people without a phone", K)
    seen = releases.digest(session.get(Release, release_id))
    return releases.release(session, steward or room.steward, release_id, seen, "Monday 4 May 2026", K)


def _allow_all(session, room):
    for family in Family:
        tags.allow(session, room.steward, room.part_id, family, on=True)


@pytest.mark.requirement("THEME-02")
def test_a_tag_can_stand_on_a_theme_and_on_nothing_else():
    """
    The one key of any table of tags leads to a theme, and no table of answers, quotes or people has such a column.

    Fails when a tag's table gains a column of an answer, quote or account, or any other table a tag, stage or choice.
    """
    tables = [table for metadata in METADATA for table in metadata.sorted_tables]

    tagged = {table.name for table in tables if {"tag", "stage", "family"} & set(table.columns.keys())}
    keys = [key.target_fullname for key in ThemeTag.__table__.foreign_keys]
    assert tagged == {"words_theme_tag", "words_tags_allowed"}
    assert keys == ["words_theme.id"]
    assert set(ThemeTag.__table__.columns.keys()) == {"theme_id", "family", "tag"}


@pytest.mark.requirement("THEME-02")
def test_tags_read_as_whom_a_service_fits(house):
    """
    In the release and its text every tag is a sentence about services, apart from quotes.

    Fails when a tag is written beside a quote, or as what a person is.
    """
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        quote = quotes.choose(session, room.reader, room.answers["q1"][0], main, _words(session, room)[:20], K)
        quotes.clear(session, room.second, quote, K, points_to_nobody=True)
        _allow_all(session, room)
        tags.put(session, room.reader, main, Family.STAGE, [Stage.MAKING, Stage.READY], K)
        tags.put(session, room.reader, main, Family.CHOICE, [Choice.NEEDED], K)
        tags.put(session, room.reader, main, Family.OWNER, [Owner.HEALTH, Owner.HOUSING], K)

        content = releases.read(session, _release(session, room))

    said = [
        "Who could act on it: Health, Housing.",
        "This idea fits services for people who are getting ready, or are making a change.",
        "This idea fits services for people who needed money or a place.",
    ]
    assert content["themes"][0]["tags"] == said
    lines = plain.release(content).splitlines()
    apart = lines.index(tags.HEADING)
    assert lines[apart + 1] == f"1.1 Later hours: {' '.join(said)}"
    assert all("fits services" not in line for line in lines[:apart])


@pytest.mark.requirement("THEME-02")
def test_tags_are_off_until_a_steward_allows_them(house):
    """
    Off at first: refused. Allowed by a steward: kept. Switched off again: in no list and no release.

    Fails when a family is allowed without a row, or `of_themes` does not ask what is allowed.
    """
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        with pytest.raises(Refused):
            tags.put(session, room.reader, main, Family.STAGE, [Stage.READY], K)
        with pytest.raises(NotAllowed):
            tags.allow(session, room.reader, room.part_id, Family.STAGE, on=True)
        tags.allow(session, room.steward, room.part_id, Family.STAGE, on=True)
        with pytest.raises(Refused):
            tags.put(session, room.reader, main, Family.CHOICE, [Choice.NONE], K)
        tags.put(session, room.reader, main, Family.STAGE, [Stage.READY], K)
        assert tags.of_themes(session, room.part_id) == {main: {Family.STAGE: (Stage.READY,)}}

        tags.allow(session, room.steward, room.part_id, Family.STAGE, on=False)

        assert tags.of_themes(session, room.part_id) == {main: {}}
        assert "tags" not in releases.read(session, _release(session, room))["themes"][0]


@pytest.mark.requirement("THEME-03")
def test_owners_are_the_sectors_of_the_partnership(house):
    """Nine sectors and no other word. Fails when one is missing, or a tag outside the list is kept."""
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        tags.allow(session, room.steward, room.part_id, Family.OWNER, on=True)
        for wrong in ("survivors", Stage.READY):
            with pytest.raises(BadText):
                tags.put(session, room.reader, main, Family.OWNER, [wrong], K)
        other = next(t.id for t in codebook.codebook(session, room.part_id) if t.kind == ThemeKind.OTHER)
        with pytest.raises(Missing):
            tags.put(session, room.reader, other, Family.OWNER, [Owner.TESS], K)

    assert [str(one) for one in Owner] == [
        "Community Services", "Police", "Prosecution", "Justice and Victim Services", "Education and Schools Plus",
        "Health", "Housing", "Community groups", "TESS",
    ]  # fmt: skip


@pytest.mark.requirement("THEME-04")
def test_a_theme_of_one_person_does_not_leave(house):
    """
    A steward who reads too wrote a theme herself: her release is refused until the other reader agrees to it.

    Fails when `release` does not ask `who_made.sign`, or `sign` counts the writer's own yes.
    """
    room = seed(house)
    both = Actor(
        room.second.account_id,
        room.second.organisation_kind,
        frozenset({Grant(Role.READER), Grant(Role.STEWARD, room.advisory_id)}),
    )
    with house.database.writing() as session:
        main = ready(session, room)
        codebook.change(session, both, main, Draft("Much later hours", "Later is what helps."), K)
        with pytest.raises(OnePerson):
            _release(session, room, both)
        with pytest.raises(Refused):
            who_made.agree(session, both, main, 2, K)
        who_made.agree(session, room.reader, main, 2, K)

        assert _release(session, room, both) == 1


@pytest.mark.requirement("THEME-04")
def test_a_yes_is_to_these_words_and_falls_with_them(house):
    """
    The other reader agrees; the words change; the theme waits for a second person again.

    Fails when an agreement does not keep the version it was given to.
    """
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        who_made.agree(session, room.second, main, 1, K)
        before = who_made.of(session, room.reader, main, K)
        codebook.change(session, room.reader, main, Draft("Later hours", "Much later helps."), K)
        after = who_made.of(session, room.steward, main, K)
        with pytest.raises(Refused):
            who_made.agree(session, room.second, main, 1, K)

    assert (before.is_two, before.agreed) == (True, (room.second.account_id,))
    assert (after.is_two, after.agreed) == (False, ())


def test_who_made_a_theme_is_for_readers_and_stewards_of_that_round(house):
    """Others are refused, and no release holds the id of an account."""
    room, other = seed(house), seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        who_made.agree(session, room.second, main, 1, K)
        with pytest.raises(NotAReader):
            who_made.of(session, other.reader, main, K)
        for stranger in (room.designer, room.admin, other.steward):
            with pytest.raises(NotAllowed):
                who_made.agree(session, stranger, main, 1, K)
        who_made.take_back(session, room.second, main, K)
        assert who_made.of(session, room.reader, main, K).agreed == ()
        stored = releases.by_number(session, _release(session, room)).content

        assert who_made.of(session, room.reader, main, K).agreed == (room.steward.account_id,)
    for person in (room.reader, room.second, room.steward):
        assert person.account_id.hex not in stored.replace("-", "")


@pytest.mark.requirement("THEME-04")
def test_the_history_names_what_a_theme_took_in_and_came_from(house):
    """
    A merge and a split stand in the history with the other theme's name; taken back, they are gone from it.

    Fails when `bench.merge` or `bench.split` does not note where a theme came from.
    """
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        spare = theme(session, room, "Late buses", "A ride matters.")
        bench.merge(session, room.reader, spare, main, K)
        cut = bench.split(session, room.second, main, room.answers["q1"][:2], Draft("Weekends", "Sundays too."), K)
        first = who_made.history(session, room.steward, main, K)
        second = who_made.history(session, room.steward, cut, K)
        undoing.undo(session, room.second, room.part_id, K)

        assert first[0].came == ('took in "Late buses"',)
        assert second[0].came == ('split from "Later hours"',)
        assert [one.kind for one in session.exec(select(ThemeOrigin))] == ["merged"]


@pytest.mark.requirement("CULT-05")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Many women there lack trust in workers.", "women there lack"),
        ("At-risk youth need a place.", "At-risk"),
        ("They struggle with poor judgement.", "They struggle"),
        ("It ends the cycle of violence in broken families.", "cycle of violence"),
        ("Hard to reach groups were left out.", "Hard to reach"),
        ("The community's deficits stand in the way.", "community's deficits"),
    ],
)
def test_wording_that_speaks_of_people_as_a_lack_is_marked(text, found):
    """Each sample is marked with a reason and something else to say. Fails when its pattern is taken out."""
    marked = list(deficits.check(text, "Theme"))

    assert marked[0].found == found
    assert all(one.reason and one.suggest for one in marked)


@pytest.mark.parametrize(
    "text",
    [
        "People asked for longer hours and a ride home.",
        "The desk closes before work ends; a later desk would help.",
        "What was taken from the community should come back to it.",
        "Workers who stay are trusted.",
    ],
)
def test_wording_about_what_should_change_is_left_alone(text):
    """Sentences about services and asks are not marked: a lint that cries always is read by nobody."""
    assert list(deficits.check(text, "Theme")) == []


def _words(session, room):
    return session.get(Answer, room.answers["q1"][0]).words
