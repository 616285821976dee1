"""A steward's open page reads an answer anew on each run: what is masked meanwhile is masked there too."""

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from consult.house import House, _Present
from consult.words import reading
from consult.words.answers import acts, masks
from consult.words.answers.asides import Reason
from consult.words.leaving import member_checks
from consult.words.leaving.release_tables import MemberCheck
from consult.words.tables import Answer
from tests import factories
from tests.factories import Opened
from tests.words_room import K

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def part(house: House, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A counted part of six members, every answer opened."""
    monkeypatch.setattr(_Present, "house", house)
    part = factories.counted(house, 6)
    with house.database.writing() as session:
        for asked in reading.questions(session, part.staff.reader, part.part_id, K):
            reading.open_batch(session, part.staff.reader, part.part_id, asked.key, K)
    return part


def _page(actor):
    from consult.ui.steward import told

    told.show(actor)


def _shown(page: AppTest) -> str:
    return "\n".join(one.proto.body for one in page.get("html"))


def test_a_page_that_was_open_does_not_keep_masked_words(part: Opened):
    """Fails when the session keeps the words that were read in place of reading them again."""
    with part.house.database.writing() as session:
        answer = session.exec(select(Answer).where(Answer.words != "")).first()
        words, piece = answer.words, answer.words.split()[0].strip(".,")
        acts.set_aside(session, part.staff.reader, answer.id, Reason.SPAM, K)
    page = AppTest.from_function(_page, kwargs={"actor": part.staff.steward}, default_timeout=20).run()
    next(one for one in page.button if one.label == "Read this one answer").click().run()
    before = _shown(page)
    with part.house.database.writing() as session:
        masks.mask(session, part.staff.reader, answer.id, [], [piece], K)
    page.run()

    assert not page.exception
    assert words in before
    assert words not in _shown(page)
    assert "[hidden]" in _shown(page)
    assert words not in str(page.session_state)


def test_a_member_check_that_holds_masked_words_is_put_before_the_steward(part: Opened):
    """It is said on her page until she says that she looked, and then no more."""
    with part.house.database.writing() as session:
        session.add(MemberCheck(part_id=part.part_id, masked=True))
    page = AppTest.from_function(_page, kwargs={"actor": part.staff.steward}, default_timeout=20).run()
    before = _shown(page)
    next(one for one in page.button if one.label == "I looked at the member check").click().run()

    assert "a reader masked since" in before
    assert "a reader masked since" not in _shown(page)
    with part.house.database.reading() as session:
        assert not member_checks.holds_masked(session, part.part_id)
