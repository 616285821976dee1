"""The three acts at a raw answer: what each keeps, who has to agree, and that a release waits."""

import json

import pytest
from sqlmodel import select, text

from consult import masking
from consult.actors import Actor, Grant, Role
from consult.errors import BadText, Missing, NotAllowed, Refused
from consult.ids import new_id
from consult.rounds.tables import Part
from consult.sweeping import write_copy
from consult.ui.home.turns import turns
from consult.words import codebook, heap, quotes, reading
from consult.words.answers import acts, asides, masks, told
from consult.words.answers.act_tables import AnswerAct
from consult.words.answers.acts import Decided
from consult.words.answers.asides import Reason
from consult.words.answers.told import OwnAct
from consult.words.codebook import Draft
from consult.words.leaving import releases
from consult.words.leaving.releases import NotReady
from consult.words.reader.bench_tables import SortedGroup, Sorting, SortingState
from consult.words.reading import NotAReader
from consult.words.tables import Answer, Coding, Opened, Quote, Release
from tests.words_room import K, ready, seed, theme

NAMED = "My worker Janet Kowalski at 902-555-0123 never calls back."
SAID = (NAMED, *(f"Open later, reason {n}: it is dark and far." for n in range(11)))


def _propose(session, room):
    return releases.propose(session, room.reader, room.part_id, "people without a phone", K)


def _release(session, room):
    release_id = _propose(session, room)
    seen = releases.digest(session.get(Release, release_id))
    return releases.release(session, room.steward, release_id, seen, "Monday 4 May 2026", K)


def _named(session):
    return next(answer.id for answer in session.exec(select(Answer)) if "Kowalski" in answer.words)


def _everything(session) -> str:
    """Give every cell of every table, as one text."""
    names = session.exec(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    return "\n".join(str(row) for name in names for row in session.exec(text(f'SELECT * FROM "{name}"')).all())


@pytest.mark.requirement("SUPP-06")
def test_a_danger_keeps_that_it_happened_and_no_word_of_it(house):
    """
    The record holds no text, and forgets its answer when list and steward are done; nothing looks anyone up.

    Fails when `AnswerAct` gains a column of text, or `keep_danger` keeps the answer's id.
    """
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        answer_id = room.answers["q1"][0]
        act_id = acts.say_danger(session, room.reader, answer_id, K)
        acts.finish_list(session, room.reader, act_id, Decided.CONTACT, K)
        assert session.get(AnswerAct, act_id).answer_id == answer_id
        told.know(session, room.steward, act_id)

        kept = session.get(AnswerAct, act_id).model_dump()

    assert kept == {
        "id": act_id,
        "part_id": room.part_id,
        "kind": "danger",
        "answer_id": None,
        "reader_id": room.reader.account_id,
        "reason": "contact",
        "is_listed": True,
        "steward_id": room.steward.account_id,
    }


@pytest.mark.requirement("SUPP-07")
def test_a_release_waits_until_the_list_is_done_and_a_steward_knows(house):
    """
    Neither half is enough: both `propose` and `release` refuse, each with its sentence.

    Fails when `readiness.reasons` no longer asks for open acts, or one of the two halves is not asked for.
    """
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        waits = _propose(session, room)
        seen = releases.digest(session.get(Release, waits))
        act_id = acts.say_danger(session, room.reader, room.answers["q1"][0], K)
        with pytest.raises(NotReady) as both:
            releases.release(session, room.steward, waits, seen, "Monday 4 May 2026", K)
        acts.finish_list(session, room.reader, act_id, Decided.TALKED, K)
        with pytest.raises(NotReady) as one:
            _propose(session, room)
        told.know(session, room.steward, act_id)

        assert len(both.value.reasons) == 2
        assert one.value.reasons == ("A steward has not yet said that she knows of a possible danger.",)
        assert _release(session, room) == 1


@pytest.mark.requirement("SUPP-07")
def test_a_danger_is_seen_by_the_reader_who_said_so_and_by_no_one_else(house):
    """
    The other reader's page of that answer knows nothing of it, and the steward's list names no answer.

    Fails when `at` shows a danger to every reader.
    """
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        answer_id = room.answers["q1"][0]
        acts.say_danger(session, room.reader, answer_id, K)

        assert acts.at(session, room.reader, answer_id, K).danger
        assert acts.at(session, room.second, answer_id, K).danger is None
        assert told.waiting(session, room.part_id) == (1, 0)
        with pytest.raises(NotAllowed):
            told.of_part(session, room.reader, room.part_id)
        with pytest.raises(Refused):
            acts.say_danger(session, room.reader, answer_id, K)


def test_who_may_not_begin_or_confirm(house):
    """Readers of other rounds, stewards of other advisories, and the same person twice are refused."""
    room, other = seed(house), seed(house)
    both = Actor(
        room.reader.account_id,
        room.reader.organisation_kind,
        frozenset({Grant(Role.READER), Grant(Role.STEWARD, room.advisory_id)}),
    )
    with house.database.writing() as session:
        with pytest.raises(Missing):
            acts.say_danger(session, room.reader, room.answers["q1"][0], K)
        ready(session, room)
        answer_id = room.answers["q1"][0]
        with pytest.raises(NotAReader):
            acts.say_danger(session, other.reader, answer_id, K)
        with pytest.raises(NotAllowed):
            acts.set_aside(session, room.steward, answer_id, Reason.SPAM, K)
        act_id = acts.say_danger(session, room.reader, answer_id, K)
        aside_id = acts.set_aside(session, room.reader, answer_id, Reason.SPAM, K)

        with pytest.raises(NotAllowed):
            told.know(session, other.steward, act_id)
        for refused in (lambda: told.know(session, both, act_id), lambda: told.agree(session, both, aside_id)):
            with pytest.raises(OwnAct):
                refused()
        with pytest.raises(Missing):
            told.know(session, room.steward, aside_id)


def test_masked_words_are_gone_for_every_later_eye(house):
    """
    Every table, and the copy on disk, is searched: neither the name nor the number stands anywhere.

    Fails when `mask` lays a mask over the row, keeps what it hid, or leaves keywords, quotes or proposals as they were.
    """
    room = seed(house, words=SAID)
    with house.database.writing() as session:
        part = session.get(Part, room.part_id)
        part.box_id = new_id()
        session.add(part)
        main = ready(session, room)
        answer_id = _named(session)
        quote_id = quotes.choose(session, room.reader, answer_id, main, "My worker Janet Kowalski", K)
        quotes.clear(session, room.second, quote_id, K, points_to_nobody=True)
        _propose(session, room)
        sorting = Sorting(id=new_id(), part_id=room.part_id, question="q1", number=1, resolution=1.0, seed=0,
                          state=SortingState.DONE)  # fmt: skip
        session.add(sorting)
        session.add(SortedGroup(sorting_id=sorting.id, number=0, keywords="kowalski\nlater", sureness="holds"))
        file = house.settings.backup_folder / f"count-{part.box_id.hex}.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        write_copy(file, heap.of_round(session, room.round_id))
    assert "Kowalski" in file.read_text()
    ids = [json.loads(line)["id"] for line in file.read_text().splitlines()]

    with house.database.writing() as session:
        acts.say_names(session, room.reader, answer_id, K)
        found = masks.offered(NAMED)
        phone = [place for place, mark in enumerate(found) if mark.kind == "phone"]
        masks.mask(session, room.reader, answer_id, phone, ["janet  KOWALSKI"], K)
    masking.mask_the_copy(house, room.part_id)

    with house.database.reading() as session:
        whole = _everything(session)
        assert session.get(Answer, answer_id).words == "My worker [hidden] at [phone number] never calls back."
        assert session.exec(select(Quote)).all() == []
        assert session.exec(select(Release)).all() == []
        assert session.exec(select(SortedGroup.keywords)).one() == "later"
    stored = house.settings.folder
    files = b"".join(one.read_bytes() for one in stored.rglob("*") if one.is_file())
    for gone in ("kowalski", "902-555-0123"):
        assert gone not in whole.casefold()
        assert gone.encode() not in files.lower()
    assert [json.loads(line)["id"] for line in file.read_text().splitlines()] == ids


def test_a_theme_that_says_the_masked_words_is_named_and_asked_about_again(house):
    """A mark that was cleared in a theme comes back when its words are masked in an answer."""
    room = seed(house, words=SAID)
    with house.database.writing() as session:
        main = ready(session, room)
        codebook.change(session, room.reader, main, Draft("Calls", "Janet Kowalski should call back."), K)
        codebook.clear_marks(session, room.reader, main, K)

        reached = masks.mask(session, room.reader, _named(session), [], ["Janet Kowalski"], K)

        assert reached == masks.Reached(("Calls",), in_check=False)
        with pytest.raises(NotReady):
            _propose(session, room)


@pytest.mark.parametrize(
    ("copied", "sentence"), [((), "Choose what to mask."), (("Kowal",), "do not stand in the answer")]
)
def test_a_mask_that_fits_nothing_is_refused(house, copied, sentence):
    """Nothing chosen, or a piece of a word: one sentence, and the answer stays as it is."""
    room = seed(house, words=SAID)
    with house.database.writing() as session:
        ready(session, room)
        with pytest.raises(BadText) as refused:
            masks.mask(session, room.reader, _named(session), [], copied, K)

        assert sentence in refused.value.sentence
        assert session.get(Answer, _named(session)).words == NAMED


def test_a_release_waits_for_what_names_a_person(house):
    """Said and not masked: nothing is proposed. "Nothing to mask" closes it as well as a mask does."""
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        answer_id = room.answers["q1"][0]
        acts.say_names(session, room.reader, answer_id, K)
        with pytest.raises(NotReady):
            _propose(session, room)
        acts.names_nobody(session, room.second, answer_id, K)

        assert _propose(session, room)


def test_a_set_aside_answer_has_its_place_once_the_steward_agrees(house):
    """
    It leaves every theme, waits for a yes, is counted in the limits; no number under five is said.

    Fails when `agree` is not needed, or the limits name the number.
    """
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        answer_id = room.answers["q1"][0]
        act_id = acts.set_aside(session, room.reader, answer_id, Reason.ABUSE, K)
        with pytest.raises(NotReady):
            _propose(session, room)
        with pytest.raises(Refused):
            codebook.place(session, room.reader, answer_id, [], K)
        assert told.read_one(session, room.steward, act_id, K) == session.get(Answer, answer_id).words
        told.agree(session, room.steward, act_id)

        assert session.exec(select(Coding).where(Coding.answer_id == answer_id)).all() == []
        assert asides.how_many(session, room.part_id) == 1
        content = releases.read(session, _release(session, room))
    assert content["set_aside"] == (
        "Fewer than 5 answers were set aside as abuse, spam or a trial, with a steward's yes."
    )


def test_an_answer_that_the_steward_gives_back_is_read_again(house):
    """A no gives it back without a place, and so does the reader who takes it back; neither leaves a row."""
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        answer_id = room.answers["q1"][0]
        told.refuse(session, room.steward, acts.set_aside(session, room.reader, answer_id, Reason.SPAM, K))
        with pytest.raises(NotReady) as loose:
            _propose(session, room)
        acts.set_aside(session, room.reader, answer_id, Reason.SPAM, K)
        acts.take_back(session, room.second, answer_id, K)

        assert "1 answer is in no theme" in loose.value.sentence
        assert not session.get(Opened, answer_id).blank
        assert session.exec(select(AnswerAct)).all() == []


def test_words_that_are_quoted_are_not_set_aside(house):
    """The quote has to go first, or it would leave without its answer."""
    room = seed(house)
    with house.database.writing() as session:
        main = ready(session, room)
        answer_id = room.answers["q1"][0]
        words = session.get(Answer, answer_id).words
        quotes.choose(session, room.reader, answer_id, main, words[:20], K)

        with pytest.raises(Refused):
            acts.set_aside(session, room.reader, answer_id, Reason.ABUSE, K)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, ""),
        (1, "Fewer than 5 answers"),
        (4, "Fewer than 5 answers"),
        (5, "5 to 9 answers"),
        (23, "20 to 29 answers"),
    ],
)
def test_how_many_were_set_aside_is_said_in_ranges(count, sentence):
    """No number is said, and under five none is guessed at."""
    assert asides.limit(count).startswith(sentence)
    assert bool(asides.limit(count)) == bool(sentence)


def test_a_set_aside_answer_stands_in_no_list_of_what_is_loose(house):
    """Until the steward answers, the questions show no answer without a place for it."""
    room = seed(house)
    with house.database.writing() as session:
        ready(session, room)
        acts.set_aside(session, room.reader, room.answers["q1"][0], Reason.SPAM, K)
        asked = reading.questions(session, room.reader, room.part_id, K)

    assert [one.unplaced for one in asked] == [0, 0]


def test_only_one_theme_room_is_left_untouched(house):
    """Acts at one part do not hold up another part's release."""
    room, other = seed(house), seed(house)
    with house.database.writing() as session:
        ready(session, room)
        ready(session, other)
        theme(session, room, "Beside", "Something else.")
        acts.say_names(session, room.reader, room.answers["q1"][0], K)

        assert _propose(session, other)


@pytest.mark.requirement("SUPP-07")
def test_the_stewards_first_page_says_that_it_happened_and_not_what(house):
    """
    "Your turn" of a steward of the advisory bears both waits and no word of the answers; nobody else's does.

    Fails when `turns` does not ask `told.waiting`, or tells another role.
    """
    room, other = seed(house), seed(house)
    with house.database.writing() as session:
        ready(session, room)
        acts.say_danger(session, room.reader, room.answers["q1"][0], K)
        acts.set_aside(session, room.reader, room.answers["q1"][1], Reason.SPAM, K)
        said = [session.get(Answer, one).words for one in room.answers["q1"][:2]]

    with house.database.reading() as session:
        hers = " ".join(turn.sentence for turn in turns(session, house.clock, room.steward))
        theirs = " ".join(
            turn.sentence
            for one in (room.reader, room.second, room.designer, room.admin, other.steward)
            for turn in turns(session, house.clock, one)
        )

    assert "A reader said that someone may be in danger." in hers
    assert "A reader set an answer aside." in hers
    assert "danger" not in theirs
    assert "aside" not in theirs
    assert not any(words in hers for words in said)
