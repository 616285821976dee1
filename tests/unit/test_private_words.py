"""What private words do: keep a place, take back, change."""

from hashlib import sha256

import pytest
from sqlmodel import select

from consult import intake, tokens
from consult.box.tables import Draft, Envelope
from consult.house import House
from consult.money import desk
from consult.money.desk import CodeState
from consult.money.months import month_now
from consult.money.tables import Honorarium, HonorariumState
from consult.papers import Reply
from consult.recognising import WordsRefused
from consult.tokens import MistypedWords
from tests import factories
from tests.factories import Opened

pytestmark = pytest.mark.usefixtures("cheap_hashes")
WORDS = tokens.PrivateWords(" ".join(tokens.word_list("en")[:6]))
OTHER_WORDS = " ".join(tokens.word_list("en")[6:12])


@pytest.fixture
def part(house: House) -> Opened:
    """An open part of six seats."""
    return factories.opened(house, seats=6)


def _paper(part: Opened, mark: str = "said"):
    return factories.full_paper(part.script.questions, mark)


def _bytes(house: House) -> dict[str, str]:
    """Give a digest of every file of the house but SQLite's -shm: locks and page numbers, no content."""
    files = (file for file in sorted(house.settings.folder.rglob("*")) if file.is_file())
    return {str(file): sha256(file.read_bytes()).hexdigest() for file in files if not file.name.endswith("-shm")}


def _envelopes(house: House) -> list[Envelope]:
    with house.database.reading() as session:
        return list(session.exec(select(Envelope)).all())


def _states(house: House) -> list[HonorariumState]:
    with house.database.reading() as session:
        return sorted(session.exec(select(Honorarium.state)).all())


def test_a_kept_place_opens_with_card_and_words_only(house: House, part: Opened):
    """Fails when card or words alone bring a draft back, or the wrong words do."""
    said = {"q1": Reply(words="half a thought", quotable=True)}
    intake.keep_draft(house, part.codes[0], WORDS, {"q1": Reply(words="first")}, at=0)
    intake.keep_draft(house, part.codes[0], WORDS, said, at=1)

    kept = intake.resume(house, part.codes[0], f"  {WORDS.upper()} ")

    assert (kept.paper, kept.at) == (said, 1)
    for code, words, error in (
        (part.codes[0], OTHER_WORDS, WordsRefused),
        (part.codes[1], WORDS, WordsRefused),
        (part.codes[0], "six words that are not listed here", MistypedWords),
    ):
        with pytest.raises(error):
            intake.resume(house, code, words)
    with pytest.raises(WordsRefused):
        intake.find(house, WORDS)


@pytest.mark.requirement("SAFE-08")
@pytest.mark.parametrize("ends", ["send", "stop"])
def test_a_draft_is_gone_after_send_and_after_stop(house: House, part: Opened, ends: str):
    """Fails when a kept place outlives Send or Stop: its row, or its bytes in any file."""
    intake.keep_draft(house, part.codes[0], WORDS, _paper(part), at=1)
    with house.database.reading() as session:
        sealed = session.exec(select(Draft.sealed)).one()

    intake.send(house, part.codes[0], {}) if ends == "send" else intake.stop(house, part.codes[0])

    house.database.checkpoint()
    files = [file.read_bytes() for file in house.settings.folder.rglob("*") if file.is_file()]
    with house.database.reading() as session:
        assert session.exec(select(Draft)).all() == []
    assert not any(sealed[at : at + 16] in held for held in files for at in range(0, len(sealed) - 16, 997))


def test_a_draft_is_as_large_as_an_envelope(house: House, part: Opened):
    """Fails when size tells a kept place from an envelope."""
    intake.keep_draft(house, part.codes[0], WORDS, {}, at=0)
    intake.send(house, part.codes[1], _paper(part))

    with house.database.reading() as session:
        draft = session.exec(select(Draft.sealed)).one()
    assert len(draft) == len(_envelopes(house)[0].sealed)


@pytest.mark.requirement("CONS-09")
def test_taken_back_with_words_never_with_the_card(house: House, part: Opened):
    """Fails when private words do not find their envelope, it changes its keys or its size, or pay is touched."""
    intake.send(house, part.codes[0], _paper(part), WORDS)
    before = _envelopes(house)[0]

    assert intake.find(house, WORDS).admission == intake.Admission(part.round_id, part.advisory_id)
    intake.change(house, WORDS, {"q1": Reply(words="changed")})
    intake.take_back(house, WORDS)

    after = _envelopes(house)[0]
    assert (after.key, after.words_key, len(after.sealed)) == (before.key, before.words_key, len(before.sealed))
    assert after.sealed != before.sealed
    with pytest.raises(WordsRefused):
        intake.take_back(house, OTHER_WORDS)
    pay, month = intake.enter(house, part.codes[0]).pay, month_now(house.clock)
    with house.database.writing() as session:
        assert desk.pay(session, part.staff.desk, house.pepper, pay, "desk", month=month).state is CodeState.PAID
