"""Draft themes go back to members before anything leaves, or a steward writes why they do not."""

import pytest

from consult.clock import today
from consult.errors import BadText, NotAllowed, Refused
from consult.house import House
from consult.ids import RoundId
from consult.rounds import approvals, assignments, drafts, parts
from consult.rounds.stewards import OwnRound
from consult.rounds.tables import Round
from consult.ui.home.turns import turns
from consult.words import codebook, reading
from consult.words.codebook import Draft
from consult.words.fresh import CouldPoint
from consult.words.given import plain
from consult.words.leaving import check_rounds, holding, member_checks, releases, withdrawals
from consult.words.leaving.member_checks import NotChecked, NotSaid, OneSignature
from consult.words.leaving.release_tables import MemberCheck
from consult.words.reading import NotAReader
from consult.words.tables import Release, ThemeKind
from tests import factories
from tests.factories import Opened
from tests.words_room import ASKED, K, read_all, ready, release, seed, theme

pytestmark = pytest.mark.usefixtures("cheap_hashes")
WHY = "The same people were asked twice this month."


@pytest.fixture
def part(house: House) -> Opened:
    """A counted part of six members, read, with every answer under one of two themes."""
    part = factories.counted(house, 6)
    with house.database.writing() as session:
        themes = [
            codebook.add(session, part.staff.reader, part.part_id, ThemeKind.THEME, Draft(*said), K)
            for said in (("Rest", "A place to rest is what helps."), ("Food {now}", "Warm food comes first."))
        ]
        for asked in reading.questions(session, part.staff.reader, part.part_id, K):
            batch = reading.open_batch(session, part.staff.reader, part.part_id, asked.key, K)
            for one in reading.read(session, part.staff.reader, batch, K):
                codebook.place(session, part.staff.reader, one.id, themes, K)
        member_checks.say_who(session, part.staff.steward, part.part_id, ASKED)
    return part


def _sign(part: Opened) -> bytes:
    with part.house.database.writing() as session:
        member_checks.sign(session, part.staff.reader, part.part_id, K)
        return member_checks.digest(session.get(MemberCheck, part.part_id))


def _agree(part: Opened, seen: bytes) -> None:
    with part.house.database.writing() as session:
        member_checks.agree(session, part.staff.steward, part.part_id, seen)


def _begin(part: Opened) -> RoundId:
    with part.house.database.writing() as session:
        common = drafts.Common.of(part.house.settings)
        return check_rounds.begin(session, part.staff.author, part.part_id, common, today(part.house.clock))


def _release(part: Opened) -> int:
    with part.house.database.writing() as session:
        release_id = releases.propose(session, part.staff.reader, part.part_id, "people without a phone", K)
        seen = releases.digest(session.get(Release, release_id))
        return releases.release(session, part.staff.steward, release_id, seen, "Monday 1 June 2026", K)


def _asked_of_members(session, round_id: RoundId) -> str:
    """Give all that is kept of what members of a check were asked, as text."""
    asked = parts.of_round(session, round_id)[0]
    return str(parts.round_of(session, round_id)) + str(approvals.standing(session, asked.id))


def _turns(session, part: Opened, actor) -> list[str]:
    return [turn.file for turn in turns(session, part.house.clock, actor) if turn.mine]


def _answer_the_check(part: Opened, round_id: RoundId, members: int) -> None:
    """Take the check through approval, funds, cards, answers and count."""
    house = part.house
    with house.database.reading() as session:
        asked = parts.of_round(session, round_id)[0]
    phrases = factories.approve(house, part.staff, asked.id)
    factories.set_aside(house, part.staff, asked.id, part.fund_id)
    from consult import opening

    with house.database.reading() as session:
        house.clock.put(parts.round_of(session, round_id).opens_on)
    sheet = opening.open_part(house, part.staff.author, asked.id)
    opening.confirm_sheet(house, part.staff.author, asked.id)
    check = Opened(house, part.staff, part.advisory_id, round_id, asked.id, part.fund_id, phrases, sheet.codes)
    factories.send_all(check, [factories.full_paper(check.script.questions, f"check {n}") for n in range(members)])
    factories.close(check)
    factories.count(check)


@pytest.mark.requirement("ROUND-07")
def test_nothing_leaves_before_a_member_check_or_a_written_reason(part: Opened):
    """
    Refused without either; with the steward's reason it leaves, and the release says so wherever its limits stand.

    Fails when `release` no longer asks `member_checks.sentence`, or when the reason is not printed.
    """
    with pytest.raises(NotChecked):
        _release(part)
    with part.house.database.writing() as session:
        member_checks.go_without(session, part.staff.steward, part.part_id, WHY)

    number = _release(part)

    with part.house.database.reading() as session:
        said = releases.read(session, number)
    assert WHY in said["checked"]
    assert WHY in plain.release(said)


@pytest.mark.requirement("CULT-04")
def test_nothing_leaves_before_a_steward_wrote_who_was_asked_and_how(house: House):
    """
    Refused without the note; with it the release says so wherever its limits stand, and a steward reads all first.

    Fails when `release` no longer asks `member_checks.who`, when anyone else can write it, or it is not printed.
    """
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        check = session.get(MemberCheck, room.part_id)
        check.engagement = ""
        session.add(check)
        with pytest.raises(NotSaid):
            release(session, room)
        for actor in (room.reader, room.designer, room.admin):
            with pytest.raises(NotAllowed):
                member_checks.say_who(session, actor, room.part_id, ASKED)
        with pytest.raises(BadText):
            member_checks.say_who(session, room.steward, room.part_id, " ")
        member_checks.say_who(session, room.steward, room.part_id, ASKED)

        said = releases.read(session, release(session, room))

    assert f"Who was asked, and how: {ASKED}" in plain.release(said)


@pytest.mark.requirement("ROUND-07")
@pytest.mark.parametrize(("members", "leaves"), [(4, False), (5, True)])
def test_a_counted_check_of_five_lets_it_leave(part: Opened, members: int, leaves: bool):
    """
    A check that five members answered, counted, is enough; with four its box stays shut, and nothing leaves.

    Fails when the number of replies is not asked for, or when a check that was only begun counts.
    """
    _agree(part, _sign(part))
    round_id = _begin(part)
    with pytest.raises(NotChecked):
        _release(part)
    if leaves:
        _answer_the_check(part, round_id, members)
    else:
        from consult.counting import TooFew

        with pytest.raises(TooFew):
            _answer_the_check(part, round_id, members)

    if not leaves:
        with pytest.raises(NotChecked):
            _release(part)
        return
    number = _release(part)

    with part.house.database.reading() as session:
        assert releases.read(session, number)["checked"] == member_checks.DONE
        assert "Warm food comes first." in _asked_of_members(session, round_id)
    with part.house.database.writing() as session:
        at = next(one["number"] for one in releases.read(session, number)["themes"] if one["title"] == "Food {now}")
        withdrawals.theme(session, part.staff.steward, number, at, f"{number}.{at}", "Monday 1 June 2026")
        left = _asked_of_members(session, round_id)
    assert "Warm food comes first." not in left
    assert "Food (now)" not in left
    assert "A place to rest is what helps." in left


def test_the_check_asks_about_each_theme_in_the_readers_words(part: Opened):
    """Fails when the draft has no question for a theme, loses its text, its pay or readers, or leaves a brace open."""
    _agree(part, _sign(part))

    round_id = _begin(part)

    with part.house.database.reading() as session:
        made, asked = parts.round_of(session, round_id), parts.of_round(session, round_id)[0]
        script = parts.script_now(session, asked.id)
        readers = {one.account_id for one in assignments.of_round(session, round_id)}
    texts = [question.text for question in script.questions]
    assert [text for text in texts if "Rest" in text or "Food (now)" in text] == texts[:2]
    assert "A place to rest is what helps." in script.brief
    assert "Warm food comes first." in script.brief
    assert (made.checks_part, asked.advisory_id, asked.seats) == (part.part_id, part.advisory_id, 6)
    assert script.amount_cents == factories.AMOUNT
    assert readers == {part.staff.reader.account_id, part.staff.second_reader.account_id}


def test_the_author_sees_no_draft_before_a_steward_lets_it_go(part: Opened):
    """Fails when an author can begin a check, or read a draft, that no steward has read."""
    seen = _sign(part)
    with part.house.database.writing() as session:
        assert check_rounds.waiting(session, part.staff.author) == ()
    with pytest.raises(Refused):
        _begin(part)
    with part.house.database.reading() as session:
        with pytest.raises(NotAllowed):
            member_checks.of_part(session, part.staff.author, part.part_id)
        assert _turns(session, part, part.staff.steward) == ["steward/release.py"]
    _agree(part, seen)

    with part.house.database.reading() as session:
        assert [found[0] for found in check_rounds.waiting(session, part.staff.author)] == [part.part_id]
        assert _turns(session, part, part.staff.author) == ["author/rounds.py"]
        assert _turns(session, part, part.staff.steward) == []
    _begin(part)
    with pytest.raises(Refused):
        _begin(part)


def test_drafts_never_go_to_another_advisory(part: Opened):
    """Fails when the author of a check can ask another advisory about themes that are not its own."""
    _agree(part, _sign(part))
    round_id = _begin(part)
    other = factories.advisory(part.house, "Indigenous advisory")

    with part.house.database.writing() as session, pytest.raises(Refused):
        drafts.add_part(session, part.staff.author, round_id, other)


def test_a_check_needs_no_check_of_its_own(house: House):
    """Fails when the release of a member check waits for a check of the check."""
    room = seed(house)
    with house.database.writing() as session:
        session.get(Round, room.round_id).checks_part = room.part_id

        assert member_checks.sentence(session, parts.part(session, room.part_id), K) == member_checks.IS_ONE


def test_only_a_steward_of_the_advisory_lets_go_or_writes_why(house: House):
    """Fails when a reader, an author, a designer or another's steward can, or the reader who signed signs twice."""
    room, other = seed(house), seed(house)
    with house.database.writing() as session:
        ready(session, room)
        member_checks.sign(session, room.reader, room.part_id, K)
        check = session.get(MemberCheck, room.part_id)
        seen = member_checks.digest(check)
        for actor in (room.reader, room.designer, room.admin, other.steward):
            with pytest.raises(NotAllowed):
                member_checks.agree(session, actor, room.part_id, seen)
            with pytest.raises(NotAllowed):
                member_checks.go_without(session, actor, room.part_id, WHY)
        for actor in (room.designer, other.steward, other.reader):
            with pytest.raises((NotAllowed, NotAReader)):
                member_checks.of_part(session, actor, room.part_id)
        check.reader_id = room.steward.account_id
        with pytest.raises(OneSignature):
            member_checks.agree(session, room.steward, room.part_id, seen)
        session.get(Round, room.round_id).author_id = room.steward.account_id
        with pytest.raises(OwnRound):
            member_checks.go_without(session, room.steward, room.part_id, WHY)


def test_a_reason_is_a_sentence_that_may_be_read_by_everyone(house: House):
    """Fails when an empty, hurtful or telling reason would be printed in a release."""
    room = seed(house)
    with house.database.writing() as session:
        for bad in ("", "no", "The prostitutes did not want to."):
            with pytest.raises((BadText, Refused)):
                member_checks.go_without(session, room.steward, room.part_id, bad)
        with pytest.raises(CouldPoint):
            member_checks.go_without(session, room.steward, room.part_id, "Ring Kim at 902-555-0123 and ask.")


def test_a_draft_that_is_not_ready_does_not_go_back_to_members(house: House):
    """Fails when themes go out while answers are unread, or hold six words in a row of an answer."""
    room = seed(house)
    with house.database.writing() as session:
        read_all(session, room)
        theme(session, room, text="Open later on weekdays so that I can come.")

        with pytest.raises(Refused):
            member_checks.sign(session, room.reader, room.part_id, K)


def test_what_the_steward_was_shown_is_what_goes(house: House):
    """Fails when a draft that was signed anew since she opened the page goes back to members."""
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        member_checks.sign(session, room.reader, room.part_id, K)
        seen = member_checks.digest(session.get(MemberCheck, room.part_id))
        codebook.change(session, room.reader, main, Draft("Later hours", "Later helps most."), K)
        member_checks.sign(session, room.reader, room.part_id, K)

        with pytest.raises(Refused):
            member_checks.agree(session, room.steward, room.part_id, seen)


def test_one_theme_is_held_and_the_others_go_on(house: House):
    """
    The rest waits for the steward again, without it; it comes back when she holds it no more.

    Fails when the held theme leaves, when what she read before is released, or when the last theme can be held.
    """
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        second = theme(session, room, "Warm rooms", "Warm and quiet is what helps.")
        for answer_id in room.answers["q1"][:6]:
            codebook.place(session, room.reader, answer_id, [main, second], K)
        release_id = releases.propose(session, room.reader, room.part_id, "people without a phone", K)
        proposed = session.get(Release, release_id)
        seen = releases.digest(proposed)
        at = next(one["number"] for one in releases.content_of(proposed)["themes"] if one["title"] == "Warm rooms")

        holding.hold(session, room.steward, release_id, at, "A second look, please.", K)

        with pytest.raises(Refused):
            releases.release(session, room.steward, release_id, seen, "Monday 4 May 2026", K)
        with pytest.raises(Refused):
            holding.hold(session, room.steward, release_id, 1, "This one too.", K)
        with pytest.raises(NotAllowed):
            holding.let_go(session, room.reader, second)
        seen = releases.digest(proposed)
        number = releases.release(session, room.steward, release_id, seen, "Monday 4 May 2026", K)
        left = releases.read(session, number)
        assert [one["title"] for one in left["themes"]] == ["Later hours"]
        assert left["held"] == "1 theme is held back."
        assert [title for _, title in holding.of_part(session, room.reader, room.part_id)] == ["Warm rooms"]
        holding.let_go(session, room.steward, second)
        release_id = releases.propose(session, room.reader, room.part_id, "people without a phone", K)
        assert len(releases.content_of(session.get(Release, release_id))["themes"]) == 2
