"""Where a member stands: pure moves, each from one page to the next, with nothing left of hers at the end."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.papers import Reply
from consult.rounds.scripts import Kind, Question, Script
from consult.tokens import HonorariumCode, InviteCode, PrivateWords
from consult.ui.member import ways
from consult.ui.member.walk import Ending, Step, Walk

CODE = InviteCode("0123456789ABCDEF")
PAY = HonorariumCode("FEDCBA9876543210")
WORDS = PrivateWords("acorn bagel cabin daisy eagle fable")
OTHER_WORDS = PrivateWords("gable habit icing jelly kayak ladle")
DAY = date(2026, 5, 25)
QUESTIONS = (
    Question("q1", Kind.OPEN, "What helps?"),
    Question("q2", Kind.CHOICE, "Which one?", options=("This", "That")),
    Question("q3", Kind.OPEN, "What hurts?", note="The next question is about hard things."),
    Question("q4", Kind.OPEN, "What else?"),
)
SCRIPT = Script(
    language="en",
    title="The drop-in",
    topic="the drop-in",
    advisory="Survivor advisory",
    level="involve",
    promise="We will work with your ideas.",
    brief="We plan a drop-in.",
    minutes=15,
    amount_cents=2500,
    opens_on=DAY,
    closes_on=DAY,
    latest_close=DAY,
    themes_by=DAY,
    decisions_by=DAY,
    delete_by=DAY,
    decider="The steering group",
    questions=QUESTIONS,
    key_facts="We want your ideas.",
    consent=(("C01", "What this is", "Questions."),),
    sentences={},
    help_lines=(),
    seats=12,
    consent_version="2026-11",
)


def at(step: Step, **more: object) -> Walk:
    """Give a walk with a card at a page."""
    return replace(Walk(step=step, code=CODE, script=SCRIPT), **more)


def test_keep_my_place_is_offered_once_before_question_one() -> None:
    """After yes comes the offer; who keeps her place, or changes what was sent, goes on at once."""
    offered = ways.start(at(Step.FACTS), WORDS)
    keeping = ways.start(at(Step.FACTS, keeps_place=True), WORDS)
    changing = ways.start(at(Step.FOUND, changes=True), WORDS)

    assert (offered.step, offered.offered) == (Step.KEEP, WORDS)
    assert (keeping.step, keeping.at) == (Step.QUESTION, 0)
    assert (changing.step, changing.at) == (Step.QUESTION, 0)


def test_words_are_hers_only_when_she_says_yes() -> None:
    """A no forgets the words that were shown."""
    offered = ways.start(at(Step.FACTS), WORDS)

    yes, no = ways.take_offer(offered), ways.decline_offer(offered)

    assert (yes.words, yes.keeps_place, yes.offered) == (WORDS, True, None)
    assert (no.words, no.keeps_place, no.offered) == (None, False, None)
    assert yes.step is no.step is Step.QUESTION


def test_the_offer_from_a_break_comes_back_to_the_break() -> None:
    """And the break comes back to where she was."""
    resting = ways.aside(at(Step.CHECK, at=3), Step.BREAK)

    kept = ways.take_offer(ways.offer_place(resting, WORDS))

    assert kept.step is Step.BREAK
    assert ways.return_from_aside(kept).step is Step.CHECK


@pytest.mark.requirement("TRAUMA-03")
def test_a_note_comes_before_a_heavy_question_until_it_is_answered() -> None:
    """Fails when a flagged question comes without its page before."""
    coming = ways.go_on(at(Step.QUESTION, at=1))
    answered = ways.said(coming, QUESTIONS[2], Reply(words="cold rooms"))

    assert (coming.step, coming.at) == (Step.NOTE, 2)
    assert ways.to_question(answered, 2).step is Step.QUESTION


def test_back_walks_the_same_way() -> None:
    """From the check page to the last question, from the first to the choice, from a change to the check page."""
    assert ways.go_back(at(Step.CHECK, at=3)).at == 3
    assert ways.go_back(at(Step.QUESTION, at=0)).step is Step.FACTS
    assert ways.go_back(at(Step.QUESTION, at=0, changes=True)).step is Step.FOUND
    assert ways.go_back(ways.change(at(Step.CHECK), 1)).step is Step.CHECK
    assert ways.go_on(ways.change(at(Step.CHECK), 1)).step is Step.CHECK


@given(st.lists(st.sampled_from(["on", "back", "say", "skip", "break", "return"]), max_size=40))
def test_no_move_leaves_the_way_or_loses_a_reply(moves: list[str]) -> None:
    """Whatever she taps, she stands at a page of the way, and each reply said and not skipped is still there."""
    walk = ways.to_question(at(Step.FACTS), 0)
    said: dict[str, str] = {}

    for number, move in enumerate(moves):
        if walk.step is Step.BREAK:
            walk = ways.return_from_aside(walk)
        elif move == "on" and walk.step in {Step.QUESTION, Step.NOTE}:
            walk = ways.go_on(walk) if walk.step is Step.QUESTION else ways.to(walk, Step.QUESTION)
        elif move == "back" and walk.step is not Step.FACTS:
            walk = ways.go_back(walk)
        elif move == "say" and walk.step is Step.QUESTION:
            said[walk.question.key] = f"reply {number}"
            walk = ways.go_on(ways.said(walk, walk.question, Reply(words=said[walk.question.key])))
        elif move == "skip" and walk.step is Step.QUESTION:
            said.pop(walk.question.key, None)
            walk = ways.go_on(ways.said(walk, walk.question, Reply()))
        elif move == "break" and walk.step in {Step.QUESTION, Step.NOTE, Step.CHECK}:
            walk = ways.aside(walk, Step.BREAK)
        if walk.step is Step.FACTS:
            walk = ways.to_question(walk, 0)

    assert {key: reply.words for key, reply in walk.paper.items()} == said
    assert 0 <= walk.at < len(QUESTIONS)
    assert walk.step in {Step.QUESTION, Step.NOTE, Step.CHECK, Step.BREAK}


def test_the_place_to_come_back_to_knows_the_check_page() -> None:
    """A break taken at the check page comes back to the check page."""
    assert ways.place(at(Step.QUESTION, at=2)) == 2
    assert ways.place(at(Step.CHECK, at=3)) == 4
    assert ways.place(ways.aside(at(Step.CHECK, at=3), Step.BREAK)) == 4
    assert ways.to_question(at(Step.KEPT), 4).step is Step.CHECK


def test_words_of_a_kept_place_serve_again_for_taking_back() -> None:
    """The same six words do both; a no to private words does not give up the kept place."""
    keeping = ways.kept(at(Step.CHECK), WORDS)

    both = ways.with_words(keeping, OTHER_WORDS, takes_back=True)
    fresh = ways.with_words(at(Step.CHECK), OTHER_WORDS, takes_back=True)

    assert (both.words, both.takes_back) == (WORDS, True)
    assert (fresh.words, fresh.takes_back) == (OTHER_WORDS, True)
    assert ways.without_words(both).words == WORDS
    assert ways.without_words(fresh).words is None


@pytest.mark.requirement("SAFE-08")
@pytest.mark.parametrize("end", [Ending.SENT, Ending.STOPPED])
def test_the_pay_page_keeps_the_card_and_drops_the_rest(end: Ending) -> None:
    """Fails when answers, words, marks or place are carried to the pay page."""
    full = replace(
        ways.kept(at(Step.CHECK), WORDS),
        paper={"q1": Reply(words="mine")},
        takes_back=True,
        left_alone=frozenset({("q1", "kayla")}),
        at=3,
    )

    paid = ways.paid(full, PAY, end)

    assert (paid.code, paid.pay, paid.script) == (CODE, PAY, SCRIPT)
    assert (paid.words, paid.offered, dict(paid.paper), paid.left_alone, paid.at) == (None, None, {}, frozenset(), 0)


@pytest.mark.requirement("SAFE-08")
def test_the_last_pages_keep_nothing_of_hers() -> None:
    """Fails when a field is added to the walk that an ending forgets to drop."""
    full = replace(ways.kept(at(Step.CHECK), WORDS), paper={"q1": Reply(words="mine")}, pay=PAY, takes_back=True)
    public = {"step", "turn", "script", "ending", "changes", "language", "parting"}

    for last in (ways.ended(full, Ending.HAS_IT), ways.shut(full), ways.gone(full)):
        kept = {one.name for one in fields(Walk) if getattr(last, one.name) != getattr(Walk(), one.name)}
        assert kept <= public


def test_after_all_starts_again_with_the_same_card() -> None:
    """After a Stop nothing typed comes back, and the code she has is not shown twice."""
    stopped = ways.paid(at(Step.QUESTION), PAY, Ending.STOPPED)

    again, has_it = ways.after_all(stopped), ways.after_all(replace(stopped, pay=None))

    assert (again.step, again.code, again.stopped_before, again.has_code) == (Step.KNOW, CODE, True, False)
    assert has_it.has_code is True
    assert dict(again.paper) == {}


def test_a_walk_never_prints_what_it_holds() -> None:
    """Its repr goes to logs and traces when something breaks; there is nothing in it."""
    walk = replace(ways.kept(at(Step.CHECK), WORDS), paper={"q1": Reply(words="mine")})

    assert "mine" not in repr(walk)
    assert CODE not in repr(walk)
    assert WORDS not in repr(walk)
