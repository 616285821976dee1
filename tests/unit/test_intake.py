"""The door a member uses, in and out."""

from hashlib import sha256

import pytest
from sqlmodel import select

from consult import intake, tokens
from consult.box.boxes import BoxShut
from consult.box.tables import Envelope
from consult.house import House
from consult.intake import AlreadySent
from consult.money.tables import Honorarium, HonorariumState
from consult.papers import Reply, TooLong
from consult.people.seats import InviteRefused, Standing
from consult.recognising import WordsRefused
from consult.tokens import MistypedCode
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


@pytest.mark.requirement("CONS-06")
@pytest.mark.requirement("SAFE-08")
def test_coming_in_and_leaving_again_changes_not_one_byte(house: House, part: Opened):
    """Fails when looking at a round, reading consent, saying no, or a mistyped code writes anything anywhere."""
    before = _bytes(house)

    for code in part.codes:
        visit = intake.enter(house, tokens.grouped(code).lower())
        assert visit.standing is Standing.FRESH
        assert visit.pay is None
    with pytest.raises(MistypedCode):
        intake.enter(house, part.codes[0][:-1] + ("0" if part.codes[0][-1] != "0" else "1"))
    with pytest.raises(InviteRefused):
        intake.enter(house, tokens.new_code())
    with pytest.raises(WordsRefused):
        intake.find(house, WORDS)

    assert _bytes(house) == before


def test_an_admission_carries_a_round_and_an_advisory_and_nothing_else(house: House, part: Opened):
    """Fails when what pages hold of a member gains a code, a seat or a name."""
    admission = intake.enter(house, part.codes[0]).admission

    assert admission == intake.Admission(part.round_id, part.advisory_id)
    assert admission.__slots__ == ("round_id", "advisory_id")


def test_send_counts_once(house: House, part: Opened):
    """A second Send is refused, changes nothing, and the card shows the same pay code until it was taken."""
    pay = intake.send(house, part.codes[0], _paper(part))
    before = _bytes(house)

    for again in (
        lambda: intake.send(house, part.codes[0], _paper(part, "other")),
        lambda: intake.stop(house, part.codes[0]),
        lambda: intake.keep_draft(house, part.codes[0], WORDS, _paper(part), 1),
    ):
        with pytest.raises(AlreadySent):
            again()

    assert _bytes(house) == before
    assert intake.enter(house, part.codes[0]).pay == pay
    assert len(_envelopes(house)) == 1


def test_the_pay_code_is_shown_until_it_was_taken(house: House, part: Opened):
    """Fails when a torn-up card still shows the pay code; a second tap changes nothing."""
    pay = intake.send(house, part.codes[0], _paper(part))
    intake.stop(house, part.codes[1])

    for code in part.codes[:2]:
        intake.have_it(house, code)
        intake.have_it(house, code)

    with pytest.raises(InviteRefused):
        intake.enter(house, part.codes[0])
    stopped = intake.enter(house, part.codes[1])
    assert (stopped.standing, stopped.pay) == (Standing.STOPPED, None)
    assert tokens.read_code(pay) == pay


def test_nobody_takes_a_pay_code_before_stop_or_send(house: House, part: Opened):
    """Fails when a fresh card can be marked as paid out."""
    for act in (intake.have_it, intake.decline_pay):
        with pytest.raises(InviteRefused):
            act(house, part.codes[0])


@pytest.mark.requirement("HON-03")
def test_blank_full_and_stopped_are_paid_alike(house: House, part: Opened):
    """Fails when the amount or the state of an honorarium depends on what was sent, or on whether it was."""
    intake.send(house, part.codes[0], _paper(part))
    intake.send(house, part.codes[1], {})
    intake.stop(house, part.codes[2])

    with house.database.reading() as session:
        given = session.exec(select(Honorarium).where(Honorarium.state == HonorariumState.GIVEN)).all()
        amounts = session.exec(select(Honorarium.amount_cents)).all()
    assert len(given) == 3
    assert set(amounts) == {part.script.amount_cents}
    assert len({len(envelope.sealed) for envelope in _envelopes(house)}) == 1


@pytest.mark.requirement("HON-03")
def test_a_stop_can_still_send_until_close_and_is_paid_once(house: House, part: Opened):
    """Fails when a slip of the thumb costs a voice, or pays twice."""
    pay = intake.stop(house, part.codes[0])
    assert intake.stop(house, part.codes[0]) == pay

    assert intake.send(house, part.codes[0], _paper(part)) == pay

    assert len(_envelopes(house)) == 1
    assert _states(house).count(HonorariumState.GIVEN) == 1


def test_no_code_thank_you(house: House, part: Opened):
    """A declined honorarium is void, and the card shows no code any more."""
    intake.send(house, part.codes[0], _paper(part))

    intake.decline_pay(house, part.codes[0])
    intake.decline_pay(house, part.codes[0])

    assert _states(house).count(HonorariumState.VOID) == 1
    with pytest.raises(InviteRefused):
        intake.enter(house, part.codes[0])


def test_after_close_nothing_works_and_says_so_alike(house: House, part: Opened):
    """Fails when a card, a Stop, or private words still do anything once the date has passed."""
    intake.send(house, part.codes[0], _paper(part), WORDS)
    factories.close(part)
    before = _bytes(house)

    for code in part.codes[:2]:
        with pytest.raises(InviteRefused):
            intake.enter(house, code)
    for act in (
        lambda: intake.send(house, part.codes[1], {}),
        lambda: intake.stop(house, part.codes[1]),
        lambda: intake.keep_draft(house, part.codes[1], WORDS, {}, 0),
    ):
        with pytest.raises(BoxShut):
            act()
    for act in (intake.find, intake.take_back):
        with pytest.raises(WordsRefused):
            act(house, WORDS)

    assert _bytes(house) == before


def test_unknown_spent_and_closed_are_one_error(house: House, part: Opened):
    """Fails when the sentence tells a guesser which codes exist."""
    intake.send(house, part.codes[0], {})
    intake.have_it(house, part.codes[0])
    said = set()

    for code in (tokens.new_code(), part.codes[0]):
        with pytest.raises(InviteRefused) as refused:
            intake.enter(house, code)
        said.add((type(refused.value), refused.value.sentence))

    assert len(said) == 1


def test_too_long_is_refused_and_the_card_still_works(house: House, part: Opened):
    """Fails when an answer too long for its envelope costs the card, or leaves a trace."""
    before = _bytes(house)

    with pytest.raises(TooLong) as refused:
        intake.send(house, part.codes[0], {"q2": Reply(words="x" * 1501)})

    assert "question 2" in refused.value.sentence
    assert _bytes(house) == before
    assert intake.send(house, part.codes[0], {"q2": Reply(words="\U0001f600" * 1500)})


@pytest.mark.requirement("CULT-09")
def test_cards_of_two_advisories_share_nothing(house: House, part: Opened):
    """Fails when two submissions of one person, under two advisories, have any value in common."""
    second = factories.opened_beside(part)
    said = _paper(part)

    intake.send(house, part.codes[0], said)
    intake.send(house, second.codes[0], said)

    one, two = ({e.key, e.words_key, e.sealed, e.box_id} for e in _envelopes(house))
    assert one.isdisjoint(two)
    assert intake.enter(house, second.codes[1]).admission.advisory_id == second.advisory_id
