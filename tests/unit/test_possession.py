"""An advisory takes all it has given along, and destroys what is here; a dated note is all that stays."""

import io
import json
import zipfile

import pytest
from sqlmodel import select

from consult import possession
from consult.actors import Grant, Role
from consult.clock import in_words, today
from consult.errors import BadText, NotAllowed, Refused
from consult.house import House
from consult.people import acts
from consult.rounds import drafts, parts
from consult.rounds.stewards import OwnRound
from consult.rounds.tables import PartState
from consult.words.leaving import check_rounds, member_checks, releases
from consult.words.tables import Answer, Theme, ThemeVersion
from tests import factories
from tests.factories import Opened
from tests.unit.test_answers_deleted import FRESH, MARKS, QUOTED, _files, _found, _read, _release
from tests.unit.test_answers_deleted import part as counted_part
from tests.words_room import K, person

pytestmark = pytest.mark.usefixtures("cheap_hashes")
NAME = "Survivor advisory"
WHY = "Our own keeping."
part = counted_part


def _taken(part: Opened, actor=None) -> dict[str, str]:
    packed = possession.take_along(part.house, actor or part.staff.steward, part.advisory_id, WHY)
    with zipfile.ZipFile(io.BytesIO(packed)) as held:
        return {name: held.read(name).decode() for name in held.namelist()}


@pytest.mark.requirement("CULT-02")
@pytest.mark.requirement("THEME-08")
def test_a_steward_takes_everything_along_in_an_open_format(part: Opened):
    """
    A zip of JSON: what was asked, the heap, themes, releases and the log, with a purpose and the line on its use.

    Fails when a part of it is left out, when the purpose or the line is missing, or when the log has no line of it.
    """
    _read(part)
    number = _release(part)

    files = _taken(part)

    answers = json.loads(files["round-1/answers.json"])
    written = [words for one in answers for words in one.get("written", ())]
    assert {mark for mark in MARKS if any(mark in words for words in written)} == set(MARKS)
    assert json.loads(files["round-1/themes.json"])[0]["text"] == FRESH
    assert json.loads(files[f"round-1/release-{number}.json"])["themes"][0]["quotes"] == [QUOTED]
    assert WHY in files["README.txt"]
    assert "Not for decisions about any one person." in files["README.txt"]
    assert any("took all of it along" in line["what"] for line in json.loads(files["log.json"]))
    with part.house.database.reading() as session:
        assert any(
            WHY in line.act
            for line in acts.for_advisory(
                session, part.house.clock, part.staff.steward, part.advisory_id, (part.round_id,)
            )
        )


def test_what_is_taken_along_has_no_id_and_no_order(part: Opened):
    """Fails when a random id, the order of the heap or leave to quote comes along: each could tie answers together."""
    files = _taken(part)

    text = "".join(files.values())
    with part.house.database.reading() as session:
        ids = [answer.id.hex() for answer in session.exec(select(Answer)).all()]
    written = [one["written"] for one in json.loads(files["round-1/answers.json"]) if "written" in one]
    assert not any(ident in text for ident in ids)
    assert "quotable" not in files["round-1/answers.json"]
    assert all(words == sorted(words, key=str.casefold) for words in written)


@pytest.mark.requirement("CULT-02")
def test_after_it_is_destroyed_no_file_holds_any_of_it(part: Opened):
    """
    Answers, themes, quotes and releases are in no file; the page of the release says that it was withdrawn, and when.

    Fails when a theme, a version, a release, a copy of the count or a dead row keeps a word.
    """
    house = part.house
    _read(part)
    number = _release(part)
    words = (*MARKS, QUOTED, FRESH)
    before = _found(house, *words)

    possession.destroy(house, part.staff.steward, part.advisory_id, f" {NAME} ")

    day = in_words(today(house.clock))
    with house.database.reading() as session:
        said, kept = releases.read(session, number), parts.part(session, part.part_id)
        lines = acts.for_advisory(session, house.clock, part.staff.steward, part.advisory_id, (part.round_id,))
        left = [session.exec(select(table)).all() for table in (Answer, Theme, ThemeVersion)]
    assert before == list(words)
    assert _found(house, *words) == []
    assert left == [[], [], []]
    assert (said["withdrawn"], said["questions"], kept.state) == (day, [], PartState.PURGED)
    assert "destroyed all that this advisory gave" in [line.act for line in lines]
    assert not [name for name in _files(house) if "count-" in name]


def test_words_of_a_theme_leave_the_member_check_too(part: Opened, clock):
    """Fails when the round that took a draft back to members still holds the words of a theme that was destroyed."""
    house, steward = part.house, part.staff.steward
    _read(part)
    with house.database.writing() as session:
        member_checks.sign(session, part.staff.reader, part.part_id, K)
        seen = member_checks.digest(session.get(member_checks.MemberCheck, part.part_id))
        member_checks.agree(session, steward, part.part_id, seen)
        common = drafts.Common.of(house.settings)
        check_rounds.begin(session, part.staff.author, part.part_id, common, today(clock))
    assert _found(house, FRESH) == [FRESH]

    possession.destroy(house, steward, part.advisory_id, NAME)

    assert _found(house, FRESH) == []


def test_only_a_steward_of_the_advisory_takes_or_destroys(part: Opened):
    """Fails when a reader, an author, an administrator or another's steward can, or the wrong name is enough."""
    house, advisory_id = part.house, part.advisory_id
    other = person(Grant(Role.STEWARD, factories.advisory(house, "Indigenous advisory")))
    for actor in (part.staff.reader, part.staff.author, part.staff.admin, part.staff.designer, other):
        with pytest.raises(NotAllowed):
            possession.take_along(house, actor, advisory_id, WHY)
        with pytest.raises(NotAllowed):
            possession.destroy(house, actor, advisory_id, NAME)
    with pytest.raises(BadText):
        possession.destroy(house, part.staff.steward, advisory_id, "yes")
    with pytest.raises(BadText):
        possession.take_along(house, part.staff.steward, advisory_id, " ")

    assert _found(house, *MARKS) == list(MARKS)


def test_a_steward_who_wrote_the_round_neither_reads_nor_destroys_it(part: Opened):
    """Fails when an author gets raw answers of her own round in her hands because she is a steward as well."""
    house = part.house
    with house.database.writing() as session:
        round_ = parts.round_of(session, part.round_id)
        round_.author_id = part.staff.steward.account_id
        session.add(round_)

    files = _taken(part)

    assert not any("marmalade" in text for text in files.values())
    assert "Not here" in files["README.txt"]
    with pytest.raises(OwnRound):
        possession.destroy(house, part.staff.steward, part.advisory_id, NAME)


def test_nothing_is_destroyed_while_a_box_waits(house: House):
    """Fails when cards that members hold, or sealed answers, are taken from under them by the way."""
    part = factories.opened(house, seats=6)

    with pytest.raises(Refused, match="not counted yet"):
        possession.destroy(house, part.staff.steward, part.advisory_id, NAME)
    assert "round-1/answers.json" not in _taken(part)
